"""The worklist of referrals: whom to phone, what comes in, who comes for control, with the one chosen beside it."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ilp_desktop.domain.care.referral_kind import referral_rules_on
from ilp_desktop.domain.care.referral_state import ReferralState
from ilp_desktop.services.facility.facilities import VillageArea
from ilp_desktop.services.referral.referral_lists import ReferralFilter, ReferralRow, ReferralView
from ilp_desktop.services.referral.referral_loop import ReferralFile
from ui.models.paged_table import PagedTable
from ui.widgets.card import Card
from ui.widgets.page import FIND, SHOW_ALL, on_key, scrolled
from ui.widgets.place_choice import Choice
from ui.widgets.room.referrals.detail import ReferralDetail
from ui.widgets.room.referrals.words import row_columns
from ui.widgets.room.world import RoomWorld
from ui.widgets.table import Table
from ui.widgets.view_switch import ViewSwitch

RIGHT_PX = 384
LEAST_CHOICE_PX = 144
TYPING_PAUSE_MS = 250
HINT = "Cari nama atau nomor (Alt+1)"
EMPTY = "Tidak ada rujukan dengan pilihan ini.\nPilih bagian lain, atau tekan Alt+2 untuk menampilkan semua."


class ReferralWorklist(QWidget):
    """Filters, the list, and the referral chosen.

    Attributes:
        views, kinds, states, villages, search: the filters.
        model, table: the rows.
        detail: the one chosen.
        head: where whoever holds the list may put buttons of its own.
    """

    def __init__(self, world: RoomWorld, klaster: int = 0) -> None:
        super().__init__()
        self._world = world
        self._klaster = klaster
        self._wanted = ReferralFilter(klaster=klaster)
        self._village_ids: dict[str, UUID] = {}
        rules = referral_rules_on(world.today())
        self._kind_codes = {kind.label: code for code, kind in rules.kinds.items()}
        self.views = ViewSwitch("Bagian", [(view.name, view.value) for view in ReferralView])
        self.kinds, self.states, self.villages = Choice("Semua jenis"), Choice("Semua status"), Choice("Semua desa")
        self.kinds.offer(list(self._kind_codes))
        self.states.offer([state.value for state in ReferralState])
        self.search = QLineEdit()
        self.search.setPlaceholderText(HINT)
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName("Cari rujukan")
        self.model: PagedTable[ReferralRow] = PagedTable(row_columns(), self._fetch, world.jobs, parent=self)
        self.table = Table(self.model, EMPTY)
        self.table.setAccessibleName("Rujukan")
        self.detail = ReferralDetail(world)
        self.head = QHBoxLayout()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)

    def begin(self) -> None:
        """Read the list when it is opened."""
        house, user = self._world.house, self._world.user
        self._world.jobs.read(lambda: house.facilities.area(user), self._on_area, owner=self, key="area")
        self.reload()

    def reload(self) -> None:
        """Read the list, the counts and the one chosen again."""
        wanted = self._filter()
        if wanted != self._wanted:
            self._wanted = wanted
            self.model.clear()
            self.detail.show_file(None)
        self.model.reload()
        lists, user, klaster = self._world.house.referral_lists, self._world.user, self._klaster
        self._world.jobs.read(lambda: lists.counts(user, klaster), self._on_counts, owner=self, key="counts")
        file = self.detail.file()
        if file is not None:
            self._read(file.id)

    def show_view(self, view: ReferralView) -> None:
        """Show a part of the list."""
        self.views.select(view.name)
        self.reload()

    def wanted(self) -> ReferralFilter:
        """Return what the list shows."""
        return self._wanted

    def _lay_out(self) -> None:
        self.head.setSpacing(8)
        self.head.addWidget(self.views)
        self.head.addStretch(1)
        filters = QHBoxLayout()
        filters.setSpacing(8)
        filters.addWidget(self.search, 1)
        for choice in (self.kinds, self.states, self.villages):
            choice.setMinimumWidth(LEAST_CHOICE_PX)
            filters.addWidget(choice)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addLayout(self.head)
        left.addLayout(filters)
        left.addWidget(self.table, 1)
        card = Card("Rujukan terpilih")
        card.add(scrolled(self.detail), 1)
        card.setFixedWidth(RIGHT_PX)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(left, 1)
        row.addWidget(card)

    def _connect(self) -> None:
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.reload)
        self.views.changed.connect(lambda _code: self.reload())
        for choice in (self.kinds, self.states, self.villages):
            choice.currentIndexChanged.connect(lambda _index: self.reload())
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(self.table.setFocus)
        self.model.loaded.connect(self._on_loaded)
        self.model.failed.connect(self._world.messages.problem)
        self.table.selected.connect(self._on_selected)
        self.table.chosen.connect(lambda _row: self._focus_first_step())
        self.detail.changed.connect(self.reload)
        self.detail.reload_wanted.connect(self.reload)
        on_key(FIND, self, self._on_find_key)
        on_key(SHOW_ALL, self, self._on_show_all)

    def _filter(self) -> ReferralFilter:
        return ReferralFilter(
            view=ReferralView[self.views.current()],
            klaster=self._klaster,
            kind=self._kind_codes.get(self.kinds.chosen(), ""),
            state=self.states.chosen(),
            village_id=self._village_ids.get(self.villages.chosen()),
            search=self.search.text(),
        )

    def _fetch(self, after: ReferralRow | None, limit: int) -> Sequence[ReferralRow]:
        """Return a page of referrals; runs on a reader thread."""
        return self._world.house.referral_lists.listed(self._world.user, self._wanted, after, limit)

    def _on_area(self, area: Sequence[VillageArea]) -> None:
        self._village_ids = {village.name: village.id for village in area}
        self.villages.offer(list(self._village_ids))

    def _on_counts(self, counts: Mapping[ReferralView, int]) -> None:
        for view in ReferralView:
            count = counts.get(view, 0)
            self.views.button(view.name).setText(f"{view.value} · {count}" if count else view.value)

    def _on_loaded(self) -> None:
        if self.table.current_row() is None:
            self.table.select_first()

    def _on_selected(self, row: ReferralRow | None) -> None:
        file = self.detail.file()
        if row is None:
            self.detail.show_file(None)
        elif file is None or file.id != row.id:
            self._read(row.id)

    def _read(self, referral_id: UUID) -> None:
        loop, user = self._world.house.referral_loop, self._world.user
        self._world.jobs.read(lambda: loop.file(user, referral_id), self._on_file, owner=self, key="file")

    def _on_file(self, file: ReferralFile) -> None:
        row = self.table.current_row()
        if row is None or row.id == file.id:
            self.detail.show_file(file)

    def _focus_first_step(self) -> None:
        for button in self.detail.buttons.values():
            button.setFocus(Qt.FocusReason.TabFocusReason)
            return

    def _on_find_key(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _on_show_all(self) -> None:
        """Let go of every filter."""
        for choice in (self.kinds, self.states, self.villages):
            choice.choose("")
        self.search.clear()
        self.views.select(ReferralView.ALL.name)
        self.reload()

"""1 Manajemen > Petugas: everybody who signs in, adding somebody, and changing what they may do."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout

from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.core.unit_of_work import require
from ilp_desktop.services.start.access import StaffInfo
from ilp_desktop.services.start.accounts import LockTimes
from ui.context import PageContext
from ui.klaster1_management.entry_form import EntryForm, Raw
from ui.klaster1_management.panel import Panel
from ui.klaster1_management.staff_card import StaffCard
from ui.klaster1_management.staff_words import staff_columns, staff_fields, staff_of
from ui.models.paged_table import PagedTable
from ui.widgets.buttons import primary_button
from ui.widgets.card import Card
from ui.widgets.labels import label
from ui.widgets.page import NEW, bind
from ui.widgets.table import Table

FORM_PX, LOCK_PX = 520, 132
LOCK_AFTER = "Kunci layar sesudah"


class StaffPanel(Panel):
    """The list of staff beside the form for a new one."""

    subjects = frozenset({"staff", "facility"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.model = PagedTable(staff_columns(), self._fetch, context.jobs, parent=self)
        self.table = Table(self.model, "Belum ada petugas.")
        self.count = label("", "muted")
        self.new_button = primary_button("Petugas baru", "user-plus")
        kept = self.new_button.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.new_button.setSizePolicy(kept)
        self.entry = EntryForm(context, staff_fields(), 2, self._store)
        self.card = Card("Petugas baru")
        self.card.setFixedWidth(FORM_PX)
        self.card.hide()
        self.lock_minutes = QComboBox()
        self.lock_minutes.setAccessibleName(LOCK_AFTER)
        self.lock_minutes.setMinimumWidth(LOCK_PX)
        self.lock_minutes.setToolTip("Layar semua komputer terkunci bila tidak disentuh selama ini")
        self.changing = StaffCard(context)
        self.change_card = Card("Ubah petugas")
        self.change_card.setFixedWidth(FORM_PX)
        self.change_card.hide()

    def fill(self, column: QVBoxLayout) -> None:
        """Put the list at the left; the form appears at the right."""
        head, row = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(label(LOCK_AFTER, "muted"))
        head.addSpacing(8)
        head.addWidget(self.lock_minutes)
        head.addSpacing(12)
        head.addWidget(self.new_button)
        row.setSpacing(12)
        row.addWidget(self.table, 1)
        for card, form in ((self.card, self.entry), (self.change_card, self.changing)):
            scroll = QScrollArea()
            scroll.setWidgetResizable(True)
            scroll.setFrameShape(QFrame.Shape.NoFrame)
            scroll.setWidget(form)
            row.addWidget(card)
            card.add(scroll, 1)
        column.addLayout(head)
        column.addLayout(row, 1)
        self._connect()

    def reload(self, _subjects: frozenset[str]) -> None:
        """Read the list again, and when screens lock."""
        self.model.reload()
        accounts, user = self.context.house.accounts, self.context.user
        self.context.jobs.read(lambda: accounts.lock_times(user), self._show_lock, owner=self, key="lock")

    def _connect(self) -> None:
        self.model.loaded.connect(self._on_loaded)
        self.model.failed.connect(self.on_failed)
        self.new_button.clicked.connect(self._open)
        self.entry.closed.connect(self._close)
        self.entry.saved.connect(self._on_saved)
        self.table.setToolTip("Enter mengubah petugas yang dipilih")
        self.table.chosen.connect(self._open_change)
        self.changing.closed.connect(self._close)
        self.changing.done.connect(self._on_changed_somebody)
        self.lock_minutes.activated.connect(lambda _place: self._set_lock())
        bind(NEW, self.new_button)

    def _fetch(self, after: StaffInfo | None, _limit: int) -> Sequence[StaffInfo]:
        """Return everybody at once; runs on a reader thread."""
        require(self.context.user, Act.MANAGE_STAFF)
        return () if after is not None else self.context.house.access.staff(self.context.user)

    def _store(self, raw: Raw) -> UUID:
        """Add whoever was typed; runs on the writer thread."""
        if raw.get("password") != raw.get("again"):
            raise WrongAnswers({"again": "Kedua kata sandi tidak sama."})
        return self.context.house.access.add_staff(self.context.user, staff_of(raw))

    def _open(self) -> None:
        self.change_card.hide()
        self.card.show()
        self.new_button.hide()
        self.entry.open()

    def _open_change(self, staff: StaffInfo) -> None:
        self.card.hide()
        self.change_card.set_title(f"Ubah: {staff.name}")
        self.change_card.show()
        self.new_button.show()
        self.changing.show_staff(staff)

    def _on_changed_somebody(self, sentence: str) -> None:
        self.context.messages.info(sentence)
        self._close()
        self.model.reload()

    def _close(self) -> None:
        self.card.hide()
        self.change_card.hide()
        self.new_button.show()
        self.table.setFocus()

    def _show_lock(self, times: LockTimes) -> None:
        self.lock_minutes.clear()
        for minutes in times.choices:
            self.lock_minutes.addItem(f"{minutes} menit", minutes)
        self.lock_minutes.setCurrentIndex(times.choices.index(times.minutes))

    def _set_lock(self) -> None:
        chosen, changes, user = self.lock_minutes.currentData(), self.context.house.staff_changes, self.context.user
        self.context.jobs.write(
            lambda: changes.set_lock_minutes(user, int(chosen)),
            lambda _: self.context.messages.info(f"Layar terkunci sesudah {chosen} menit tidak disentuh."),
            owner=self,
        )

    def _on_loaded(self) -> None:
        active = sum(row.active for row in self.model.rows())
        self.count.setText(f"{active} petugas aktif" if active else "")

    def _on_saved(self, name: str) -> None:
        self.context.messages.info(f"{name} ditambahkan dan sudah dapat masuk.")
        self.model.reload()

"""Who is due: place, state and service at the left, the names at the right, and what can be done with them."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.due.due_rows import DueFilter, DueRow, DueState
from ilp_desktop.services.facility.facilities import VillageArea
from ui.community.list_outputs import ListOutputs
from ui.community.service_list import ServiceList
from ui.community.target_rows import target_columns
from ui.context import PageContext
from ui.models.paged_table import PagedTable
from ui.widgets.buttons import hide_unless, primary_button, quiet_button
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.page import FIND, PRINT, SHOW_ALL, HouseKey, bind, on_key
from ui.widgets.place_choice import PlaceChoice
from ui.widgets.table import Table
from ui.widgets.view_switch import ViewSwitch

INVITE = HouseKey("Alt+B", "Undang")
EXPORT = HouseKey("Ctrl+E", "Ekspor")
REFER = HouseKey("Alt+R", "Rujuk orang ini ke Puskesmas")
CONTROL = HouseKey("Alt+C", "Catat kontrol hipertensi atau diabetes di luar Puskesmas")
LEFT_PX = 368
TYPING_PAUSE_MS = 250
STATES = tuple((state.name, state.value.capitalize()) for state in DueState)
HINT = "Cari nama, nama ibu, atau nomor (Alt+1)"
EMPTY = (
    "Tidak ada orang dengan pilihan ini.\n"
    "Pilih tempat, keadaan, atau layanan lain di sebelah kiri, atau tekan Alt+2 untuk menampilkan semua."
)


class TargetsView(QWidget):
    """The filters and the list.

    Attributes:
        places, states, services, search: the filters.
        model, table: the names.
        outputs: paper and files.

    Signals:
        invite_wanted(): the people chosen, or all of the list, are to be invited.
        refer_wanted(): the one chosen is to be referred to the Puskesmas.
        control_wanted(UUID): a control outside of this person is to be written down.
    """

    invite_wanted = Signal()
    refer_wanted = Signal()
    control_wanted = Signal(object)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._wanted = DueFilter()
        self._is_busy = False
        self.places = PlaceChoice()
        self.states = ViewSwitch("Keadaan", STATES)
        self.services = ServiceList(context)
        self.search = QLineEdit()
        self.search.setPlaceholderText(HINT)
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName("Cari dalam daftar")
        self.heading = ElidedLabel("section")
        self.model: PagedTable[DueRow] = PagedTable(
            target_columns(context.today), self._fetch, context.jobs, key=lambda row: row.person_id, parent=self
        )
        self.table = Table(self.model, EMPTY)
        self.table.setAccessibleName("Sasaran")
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.outputs = ListOutputs(context)
        self._make_buttons()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)

    def reload(self) -> None:
        """Read counts and names again."""
        self.services.reload(self.places.place(), self._state())
        self._reload_names()

    def read_area(self) -> None:
        """Read the working area again."""
        house, user = self._context.house, self._context.user
        self._context.jobs.read(lambda: house.facilities.area(user), self._on_area, owner=self, key="area")

    def wanted(self) -> DueFilter:
        """Return what the list shows."""
        return self._wanted

    def chosen(self) -> tuple[UUID, ...]:
        """Return the people selected in the list."""
        rows = self.table.selectionModel().selectedRows()
        return tuple(self.model.row(index).person_id for index in sorted(rows, key=lambda index: index.row()))

    def listed_text(self) -> str:
        """Return how many people the list holds as far as is known."""
        counted = self.services.people()
        if counted[:1].isdigit() and not self._wanted.search.strip():
            return f"{counted} orang"
        count = self.model.rowCount()
        if self.model.canFetchMore(self.table.rootIndex()):
            return f"lebih dari {count} orang"
        return f"{count} orang"

    def _make_buttons(self) -> None:
        self.invite_button = primary_button("Undang", "send")
        self.refer_button = quiet_button("Rujuk", "arrow-right")
        hide_unless(self.refer_button, may=self._context.user.may(Act.WRITE_SLIP))
        self.control_button = quiet_button("Catat kontrol", "edit")
        hide_unless(self.control_button, may=self._context.user.may(Act.WRITE_FIELD))
        self.control_button.setEnabled(False)
        self.print_button = quiet_button("Cetak daftar kader", "printer")
        self.export_button = quiet_button("Ekspor XLSX", "document")
        for button in (self.invite_button, self.print_button, self.export_button):
            button.setEnabled(False)

    def _lay_out(self) -> None:
        left, right, head = QWidget(), QVBoxLayout(), QHBoxLayout()
        left.setFixedWidth(LEFT_PX)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.places)
        column.addWidget(self.states, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.services, 1)
        head.setSpacing(8)
        head.addWidget(self.search, 1)
        for button in (
            self.refer_button,
            self.control_button,
            self.print_button,
            self.export_button,
            self.invite_button,
        ):
            head.addWidget(button)
        right.setSpacing(8)
        right.addLayout(head)
        right.addWidget(self.heading)
        right.addWidget(self.table, 1)
        right.addWidget(self.outputs)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(left)
        row.addLayout(right, 1)

    def _connect(self) -> None:
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._reload_names)
        self.places.changed.connect(self.reload)
        self.states.changed.connect(lambda _code: self.reload())
        self.services.changed.connect(self._reload_names)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(self.table.setFocus)
        self.model.loaded.connect(self._on_loaded)
        self.model.failed.connect(self._context.messages.problem)
        self.table.chosen.connect(lambda _row: self._on_invite())
        self.invite_button.clicked.connect(self._on_invite)
        self.refer_button.clicked.connect(self.refer_wanted)
        self.print_button.clicked.connect(lambda: self.outputs.print_sweeping_list(self._wanted))
        self.export_button.clicked.connect(lambda: self.outputs.export(self._wanted))
        self.outputs.busy.connect(self._on_busy)
        bind(REFER, self.refer_button)
        for key, button in (
            (INVITE, self.invite_button),
            (CONTROL, self.control_button),
            (PRINT, self.print_button),
            (EXPORT, self.export_button),
        ):
            bind(key, button)
        self.control_button.clicked.connect(self._on_control)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._offer_control())
        on_key(FIND, self, self._on_find_key)
        on_key(SHOW_ALL, self, self._on_show_all)

    def _state(self) -> DueState:
        return DueState[self.states.current()]

    def _fetch(self, after: DueRow | None, limit: int) -> Sequence[DueRow]:
        """Return a page of names; runs on a reader thread."""
        return self._context.house.due_lists.listed(self._context.user, self._wanted, after, limit)

    def _reload_names(self) -> None:
        wanted = DueFilter(self.places.place(), self.services.codes(), self._state(), self.search.text())
        if wanted != self._wanted:
            self._wanted = wanted
            self.model.clear()
        self.model.reload()

    def _on_area(self, area: Sequence[VillageArea]) -> None:
        self.places.show_area(area)

    def _on_loaded(self) -> None:
        some = self.model.rowCount() > 0
        self.heading.setText(f"{self.services.words()} · {self._state().value} · {self.listed_text()}")
        for button in (self.invite_button, self.print_button, self.export_button):
            button.setEnabled(some and not self._is_busy)
        self._offer_control()

    def _on_busy(self, busy: bool) -> None:  # noqa: FBT001 - the signal hands it over
        self._is_busy = busy
        self._on_loaded()

    def _on_invite(self) -> None:
        if self.invite_button.isEnabled():
            self.invite_wanted.emit()

    def _offer_control(self) -> None:
        """Let a control be written down of the one person selected."""
        self.control_button.setEnabled(len(self.chosen()) == 1 and not self._is_busy)

    def _on_control(self) -> None:
        people = self.chosen()
        if len(people) == 1:
            self.control_wanted.emit(people[0])

    def _on_find_key(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _on_show_all(self) -> None:
        """Let go of every filter."""
        self.places.reset()
        self.states.select(DueState.DUE.name)
        self.search.clear()
        self.services.reset()
        self.reload()

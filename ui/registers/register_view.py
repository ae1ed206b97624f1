"""Registers on the screen: which one, of when and where, its rows, and what can be done with them."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_moment
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.typed.typed_date import MONTH_NAMES
from ilp_desktop.services.facility.facilities import VillageArea
from ilp_desktop.services.register.register_rows import RegisterFilter, RegisterHead, RegisterInfo, RegisterRow, Tally
from ui.context import PageContext
from ui.models.paged_table import PAGE_SIZE
from ui.registers.register_outputs import RegisterOutputs
from ui.registers.register_table import RegisterTable
from ui.widgets.buttons import quiet_button
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.labels import label
from ui.widgets.page import FIND, PRINT, SHOW_ALL, HouseKey, bind, on_key
from ui.widgets.place_choice import PlaceChoice

EXPORT = HouseKey("Ctrl+E", "Ekspor XLSX")
SUMMARISE = HouseKey(PRINT.keys, "Ringkasan KIA semua yang tampil, dalam satu PDF")
READ_AGAIN = HouseKey("Ctrl+R", "Muat ulang")
YEARS_OFFERED = 10
TYPING_PAUSE_MS = 250
PLACES_BESIDE = 4
WHOLE_YEAR = "Sepanjang tahun"
EVERYBODY = "Semua status"
SUMMARISED = ("child", "pregnancy", "birth")
UNVERIFIED = "susunan kolom belum dicocokkan dengan kartu resmi"
HINT = "Cari nama atau nomor (Alt+1)"


class RegisterView(QWidget):
    """The registers of one klaster: the choices and the table.

    Attributes:
        kinds, years, months, places, search: the choices.
        table: the rows; None until they are first read.
        outputs: files.
    """

    def __init__(self, context: PageContext, klaster: Klaster) -> None:
        super().__init__()
        self._context = context
        self._klaster = klaster
        self._offered: tuple[RegisterInfo, ...] = ()
        self._head: RegisterHead | None = None
        self._is_busy = False
        self.table: RegisterTable | None = None
        self.kinds, self.years, self.months = QComboBox(), QComboBox(), QComboBox()
        self.places = PlaceChoice(PLACES_BESIDE)
        self.states = QComboBox()
        self.search = QLineEdit()
        self.search.setPlaceholderText(HINT)
        self.search.setClearButtonEnabled(True)
        self.counts = label("", "section")
        self.tallies = ElidedLabel("")
        self.small_print = ElidedLabel("small")
        self.export_button = quiet_button("Ekspor XLSX", "document")
        self.summary_button = quiet_button("Ringkasan KIA", "printer")
        self.again_button = quiet_button("Muat ulang", "undo")
        self.outputs = RegisterOutputs(context)
        self._name_parts()
        self._offer_times()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.kinds)

    def wanted(self) -> RegisterFilter | None:
        """Return what is chosen, None before it is known which registers there are."""
        code = self.kinds.currentData()
        if not isinstance(code, str):
            return None
        year = int(self.years.currentText())
        state = self.states.currentData() or ""
        return RegisterFilter(code, year, self.months.currentIndex(), self.places.place(), self.search.text(), state)

    def begin(self) -> None:
        """Read everything, also which registers and places there are."""
        house, user = self._context.house, self._context.user
        self._context.jobs.read(lambda: house.facilities.area(user), self._on_area, owner=self, key="area")
        self._context.jobs.read(lambda: house.registers.offered(user), self._on_offered, owner=self, key="offered")

    def reload(self) -> None:
        """Read what is chosen."""
        wanted = self.wanted()
        if wanted is None:
            return
        registers, user = self._context.house.registers, self._context.user
        self._context.jobs.read(
            lambda: registers.head(user, wanted, PAGE_SIZE),
            lambda head: self._on_head(wanted, head),
            owner=self,
            failed=self._context.messages.problem,
            key="head",
        )

    def _name_parts(self) -> None:
        for box, name in ((self.kinds, "Register"), (self.years, "Tahun"), (self.months, "Bulan")):
            box.setAccessibleName(name)
        self.kinds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.months.setMaxVisibleItems(len(MONTH_NAMES) + 1)
        self.search.setAccessibleName("Cari dalam register")
        self.states.setAccessibleName("Status")
        self.states.setVisible(False)
        if self._klaster is not Klaster.MOTHER_CHILD:
            self.summary_button.hide()
        for button in (self.export_button, self.summary_button):
            button.setEnabled(False)

    def _offer_times(self) -> None:
        today = self._context.today()
        self.years.addItems([str(today.year - before) for before in range(YEARS_OFFERED)])
        self.months.addItems([WHOLE_YEAR, *MONTH_NAMES])
        self.months.setCurrentIndex(today.month)

    def _lay_out(self) -> None:
        first, second, third = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in (first, second, third):
            row.setSpacing(8)
        for box in (self.kinds, self.months, self.years):
            first.addWidget(box)
        first.addStretch(1)
        for button in (self.again_button, self.summary_button, self.export_button):
            first.addWidget(button)
        second.addWidget(self.places, 2)
        second.addWidget(self.states)
        second.addWidget(self.search, 1)
        third.addWidget(self.counts)
        third.addWidget(self.tallies, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 8)
        self._column.setSpacing(8)
        for row in (first, second, third):
            self._column.addLayout(row)
        self._place = QWidget()
        self._column.addWidget(self._place, 1)
        self._column.addWidget(self.small_print)
        self._column.addWidget(self.outputs)

    def _connect(self) -> None:
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.reload)
        self.kinds.currentIndexChanged.connect(lambda _number: self._on_kind())
        for box in (self.years, self.months, self.states):
            box.currentIndexChanged.connect(lambda _number: self.reload())
        self.places.changed.connect(self.reload)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(lambda: self.table.setFocus() if self.table else None)
        self.again_button.clicked.connect(self.begin)
        self.export_button.clicked.connect(self._on_export)
        self.summary_button.clicked.connect(self._on_summarise)
        self.outputs.busy.connect(self._on_busy)
        for key, button in (
            (EXPORT, self.export_button),
            (SUMMARISE, self.summary_button),
            (READ_AGAIN, self.again_button),
        ):
            bind(key, button)
        on_key(FIND, self, self._on_find_key)
        on_key(SHOW_ALL, self, self._on_show_all)

    def _on_kind(self) -> None:
        """Read another register, narrowed by nothing but what the last one could be narrowed by too."""
        self._offer_states()
        self.reload()

    def _offer_states(self) -> None:
        """Offer what the register that is chosen can be narrowed to."""
        code = self.kinds.currentData()
        states = next((info.states for info in self._offered if info.code == code), ())
        kept = self.states.currentData()
        blocker = QSignalBlocker(self.states)
        self.states.clear()
        self.states.addItem(EVERYBODY, "")
        for state, word in states:
            self.states.addItem(word, state)
        self.states.setCurrentIndex(max(0, self.states.findData(kept)))
        blocker.unblock()
        self.states.setVisible(bool(states))

    def _on_area(self, area: Sequence[VillageArea]) -> None:
        self.places.show_area(area)

    def _on_offered(self, offered: Sequence[RegisterInfo]) -> None:
        own = tuple(info for info in offered if info.klaster is self._klaster)
        if own != self._offered:
            self._offered = own
            kept = self.kinds.currentData()
            blocker = QSignalBlocker(self.kinds)
            self.kinds.clear()
            for info in own:
                self.kinds.addItem(info.title, info.code)
            self.kinds.setCurrentIndex(max(0, self.kinds.findData(kept)))
            blocker.unblock()
            self._offer_states()
        self.reload()

    def _on_head(self, wanted: RegisterFilter, head: RegisterHead) -> None:
        self._head = head
        people = "" if head.people == head.rows else f" · {_figure(head.people)} orang"
        self.counts.setText(f"{_figure(head.rows)} baris{people}")
        note = head.info.note.rstrip(".")
        told = (f"Keadaan {indonesian_moment(head.as_of)}", *_own(head), note, *_faults(head.info))
        self.small_print.setText(" · ".join(told))
        self.small_print.setToolTip("\n".join((*_own(head), head.info.note, f"Susunan kolom: {_arranged_by(head)}.")))
        self._read_tallies(wanted)
        table = RegisterTable(self._context, wanted, head)
        before = self.table or self._place
        had_focus = before.hasFocus()
        self._column.replaceWidget(before, table)
        before.hide()
        before.deleteLater()
        self.table = table
        table.chosen.connect(self._on_chosen)
        if had_focus:
            table.setFocus()
        self._show_buttons()

    def _read_tallies(self, wanted: RegisterFilter) -> None:
        """Count the words of some columns, which takes all rows; the list does not wait for it."""
        self.tallies.setText("")
        registers, user = self._context.house.registers, self._context.user
        self._context.jobs.read(
            lambda: registers.tallies(user, wanted),
            lambda found: self.tallies.setText(" · ".join(map(tally_text, found))),
            owner=self,
            failed=self._context.messages.problem,
            key="tallies",
        )

    def _show_buttons(self) -> None:
        some = self._head is not None and self._head.rows > 0 and not self._is_busy
        self.export_button.setEnabled(some)
        self.summary_button.setEnabled(some and self._head is not None and self._head.info.rows in SUMMARISED)

    def _on_busy(self, busy: bool) -> None:  # noqa: FBT001 - the signal hands it over
        self._is_busy = busy
        self._show_buttons()

    def _on_chosen(self, row: RegisterRow) -> None:
        self._context.show_person(row.person_id)

    def _on_export(self) -> None:
        wanted = self.wanted()
        if wanted is not None and self._head is not None:
            self.outputs.export(self._head.info, wanted)

    def _on_summarise(self) -> None:
        wanted = self.wanted()
        if wanted is not None:
            self.outputs.summarise(wanted)

    def _on_find_key(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _on_show_all(self) -> None:
        """Let go of place, month and words."""
        blockers = [QSignalBlocker(one) for one in (self.months, self.search, self.states)]
        self.states.setCurrentIndex(0)
        self.places.reset()
        self.months.setCurrentIndex(0)
        self.search.clear()
        for blocker in blockers:
            blocker.unblock()
        self.reload()


def tally_text(tally: Tally) -> str:
    """Return how often each word stands in a column, in one phrase."""
    return f"{tally.heading}: " + ", ".join(f"{word} {_figure(count)}" for word, count in tally.counts)


def _figure(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def _faults(info: RegisterInfo) -> tuple[str, ...]:
    return () if info.verified else (UNVERIFIED,)


def _own(head: RegisterHead) -> tuple[str, ...]:
    """Return what is to be known of a file of the data folder that arranges the columns."""
    if head.own_fault:
        return (f"{head.own_file} tidak dipakai, {head.own_fault}; yang tampil susunan bawaan",)
    return (f"susunan kolom menurut {head.own_file}",) if head.own_file else ()


def _arranged_by(head: RegisterHead) -> str:
    own = head.own_file and not head.own_fault
    return f"{head.own_file} di folder data" if own else head.info.source

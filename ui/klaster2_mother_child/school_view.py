"""School immunisation (BIAS) by class: what each child needs this month, and a school day in one save."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ilp_desktop.domain.immunisation.immunisation_school import school_schedule_on
from ilp_desktop.services.school.school_doses import SchoolChild, SchoolFilter, SchoolNeed
from ui.context import PageContext
from ui.klaster2_mother_child.school_form import SchoolForm
from ui.models.paged_table import Column, PagedTable
from ui.palette import Tone
from ui.widgets.buttons import quiet_button
from ui.widgets.labels import label
from ui.widgets.page import FIND, on_key
from ui.widgets.table import Table
from ui.widgets.view_switch import ViewSwitch

RIGHT_PX = 320
A_PAGE = 200
TYPING_PAUSE_MS = 250
ALL_CLASSES = "0"
EMPTY = "Tidak ada anak yang perlu diimunisasi bulan ini dengan pilihan ini."
HINT = "Cari nama atau sekolah (Alt+1)"
TICK = "✓"
LATE, CATCH_UP = "terlambat", "kejar"


class SchoolView(QWidget):
    """The list by class beside the form of the day; Space or a double click ticks a child.

    Attributes:
        classes, search: the filters.
        model, table: the children.
        form: the day.
    """

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._ticked: dict[UUID, int] = {}
        classes = sorted({one for dose in school_schedule_on(context.today()).doses for one, _ in dose.occasions})
        choices = [(ALL_CLASSES, "Semua"), *((str(one), f"Kelas {one}") for one in classes)]
        self.classes = ViewSwitch("Kelas", choices)
        self.search = QLineEdit()
        self.search.setPlaceholderText(HINT)
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName("Cari nama")
        self.model: PagedTable[SchoolChild] = PagedTable(
            self._columns(), self._fetch, context.jobs, A_PAGE, parent=self
        )
        self.table = Table(self.model, EMPTY)
        self.table.setAccessibleName("Anak yang perlu diimunisasi di sekolah")
        self.all_button, self.none_button = quiet_button("Centang semua"), quiet_button("Kosongkan")
        self.count_label = label("", "muted")
        self.screening_button = quiet_button("Penjaringan", "people")
        self.screening_button.setToolTip("Ke penjaringan sekolah pada Posyandu & Pustu")
        self.form = SchoolForm(context)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)

    def begin(self) -> None:
        """Show the list and what was typed of the day."""
        self.form.begin()
        self.reload()

    def reload(self) -> None:
        """Read the list again."""
        self.model.reload()

    def wanted(self) -> SchoolFilter:
        """Return which children are listed."""
        chosen = self.classes.current()
        return SchoolFilter(
            None if chosen == ALL_CLASSES else int(chosen), self.form.antigen(), self.search.text().strip()
        )

    def tick(self, child: SchoolChild) -> None:
        """Tick a child, or take the tick away; nothing happens before a vaccine is chosen."""
        need = self._need(child)
        if need is None:
            self._context.messages.note("Pilih vaksin hari itu dahulu.")
            return
        if self._ticked.pop(child.id, None) is None:
            self._ticked[child.id] = need.dose
        self._show_ticked()

    def _columns(self) -> tuple[Column[SchoolChild], ...]:
        return (
            Column("", lambda child: TICK if child.id in self._ticked else "", 40, colour=self._tick_tone),
            Column("Nama", lambda child: child.name, tooltip=lambda child: child.name),
            Column("JK", lambda child: child.sex.value, 36),
            Column("Umur", lambda child: child.age.short_text, 60),
            Column("Kelas", _class_text, 104),
            Column("Sekolah", lambda child: child.school, 120, tooltip=lambda child: child.school),
            Column("Perlu", lambda child: ", ".join(_need_text(need) for need in child.needs), 210, tooltip=_needs),
            Column("Ibu", lambda child: child.mother_name, 110, tooltip=lambda child: child.mother_name),
            Column("Alamat", lambda child: child.home, 130, tooltip=lambda child: child.home),
        )

    def _lay_out(self) -> None:
        head, left, foot = QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        head.addWidget(self.classes)
        head.addWidget(self.search, 1)
        head.addWidget(self.screening_button)
        for part in (self.count_label, self.none_button, self.all_button):
            foot.addWidget(part)
        foot.insertStretch(1, 1)
        left.addLayout(head)
        left.addWidget(self.table, 1)
        left.addLayout(foot)
        self.form.setFixedWidth(RIGHT_PX)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(left, 1)
        row.addWidget(self.form)

    def _connect(self) -> None:
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._read_anew)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(self.table.setFocus)
        self.classes.changed.connect(lambda _code: self._read_anew())
        self.table.chosen.connect(self.tick)
        self.model.loaded.connect(self._show_ticked)
        self.model.failed.connect(self._context.messages.problem)
        self.form.antigen_changed.connect(self._on_antigen)
        self.form.stored.connect(self._on_stored)
        self.all_button.clicked.connect(self._tick_all)
        self.none_button.clicked.connect(self._tick_none)
        self.screening_button.clicked.connect(self._go_to_screening)
        on_key(FIND, self, self.search.setFocus)

    def _fetch(self, after: SchoolChild | None, limit: int) -> Sequence[SchoolChild]:
        """Return a page of children; runs on a reader thread."""
        return self._context.house.school_doses.listed(self._context.user, self.wanted(), after, limit)

    def _read_anew(self) -> None:
        self.model.clear()
        self.model.reload()

    def _on_antigen(self, _antigen: str) -> None:
        """Begin anew: whoever was ticked was ticked for another vaccine."""
        self._ticked.clear()
        self._read_anew()

    def _on_stored(self) -> None:
        self._ticked.clear()
        self._show_ticked()
        self.reload()

    def _tick_all(self) -> None:
        for child in self.model.rows():
            need = self._need(child)
            if need is not None:
                self._ticked[child.id] = need.dose
        self._show_ticked()

    def _tick_none(self) -> None:
        self._ticked.clear()
        self._show_ticked()

    def _go_to_screening(self) -> None:
        """Go to the screening of the school of the child in front."""
        child: SchoolChild | None = self.table.current_row()
        self._context.show_school(child.school if child is not None else "")

    def _need(self, child: SchoolChild) -> SchoolNeed | None:
        antigen = self.form.antigen()
        return next((need for need in child.needs if need.antigen == antigen), None)

    def _show_ticked(self) -> None:
        schools = {child.school for child in self.model.rows() if child.id in self._ticked}
        self.form.show_ticked([*self._ticked.items()], schools.pop() if len(schools) == 1 else "")
        listed = self.model.rowCount()
        self.count_label.setText(f"{listed} anak, {len(self._ticked)} dicentang")
        self.table.viewport().update()

    def _tick_tone(self, child: SchoolChild) -> Tone | None:
        return Tone.GOOD if child.id in self._ticked else None


def _class_text(child: SchoolChild) -> str:
    return f"kelas {child.in_class}" if child.in_class is not None else "menurut umur"


def _need_text(need: SchoolNeed) -> str:
    extra = ", ".join(word for word, is_so in ((CATCH_UP, need.catch_up), (LATE, need.late)) if is_so)
    return f"{need.label} ({extra})" if extra else need.label


def _needs(child: SchoolChild) -> str:
    return "\n".join(_need_text(need) for need in child.needs)

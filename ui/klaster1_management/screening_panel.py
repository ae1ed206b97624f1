"""1 Manajemen > Skrining: what the forms brought to light in a month, quarter or year, in one village or in all."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ilp_desktop.domain.reporting_period import Days, Period, days_of
from ilp_desktop.domain.search.search_text import normalised
from ilp_desktop.services.answers.form_statistics import FormFigures, ScreenedForm
from ilp_desktop.services.facility.facilities import VillageArea
from ui.context import PageContext
from ui.klaster1_management.panel import Panel
from ui.klaster1_management.screening_figures import ScreeningFigures
from ui.models.paged_table import Column
from ui.models.shown_rows import ShownRows
from ui.widgets.icons import icon
from ui.widgets.page import FIND, SHOW_ALL, on_key
from ui.widgets.table import Table
from ui.widgets.view_switch import ViewSwitch

LEAST_PX, MOST_PX = 460, 580
SHARES = (4, 5)
EVERY_VILLAGE = "Semua desa"
ENCOUNTER = "encounter"


class ScreeningPanel(Panel):
    """The forms with the people who answered them, beside the counts of the form selected."""

    subjects = frozenset({ENCOUNTER, "facility"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._all: tuple[ScreenedForm, ...] = ()
        self._villages: tuple[VillageArea, ...] = ()
        self.period = ViewSwitch("Masa", [(period.name, period.value) for period in Period])
        self.village = QComboBox()
        self.village.addItem(EVERY_VILLAGE)
        self.village.setAccessibleName("Desa atau kelurahan")
        self.line = QLineEdit()
        self.line.setPlaceholderText("Cari formulir …")
        self.line.setAccessibleName("Cari formulir")
        self.line.setToolTip(f"{FIND.does} ({FIND.keys})")
        self.line.setClearButtonEnabled(True)
        self.line.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.model: ShownRows[ScreenedForm] = ShownRows(form_columns(), context.jobs)
        self.table = Table(self.model, "Tidak ada formulir dengan kata ini.")
        self.table.setAccessibleName("Formulir")
        self.figures = ScreeningFigures()

    def fill(self, column: QVBoxLayout) -> None:
        """Put period, village and forms at the left and the counts at the right."""
        left = QWidget()
        left.setMinimumWidth(LEAST_PX)
        left.setMaximumWidth(MOST_PX)
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(self.period)
        where.addWidget(self.village, 1)
        inner = QVBoxLayout(left)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addLayout(where)
        inner.addWidget(self.line)
        inner.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(left, SHARES[0])
        row.addWidget(self.figures, SHARES[1])
        column.addLayout(row)
        self._connect()

    def reload(self, subjects: frozenset[str]) -> None:
        """Read the forms again, and the villages when they may have changed."""
        if "facility" in subjects or not self._villages:
            facilities, user = self.context.house.facilities, self.context.user
            self.context.jobs.read(
                lambda: facilities.area(user), self._on_villages, owner=self, failed=self.on_failed, key="villages"
            )
        self._read_forms()

    def on_changed(self, subjects: frozenset[str]) -> None:
        """Leave the figures as they are while they are looked at; saves in the rooms are seen when next shown."""
        super().on_changed(subjects - {ENCOUNTER})
        self._stale |= subjects & {ENCOUNTER}

    def days(self) -> Days:
        """Return the days that are counted."""
        return days_of(Period[self.period.current()], self.context.today())

    def village_id(self) -> UUID | None:
        """Return the village that is counted, None for all."""
        place = self.village.currentIndex() - 1
        return self._villages[place].id if place >= 0 else None

    def _connect(self) -> None:
        self.period.changed.connect(lambda _code: self._read_forms())
        self.village.currentIndexChanged.connect(lambda _place: self._read_forms())
        self.line.textChanged.connect(self._show_chosen)
        self.table.selected.connect(self._read_figures)
        self.model.loaded.connect(self._on_loaded)
        on_key(FIND, self.line, self._start_search)
        on_key(SHOW_ALL, self, self.line.clear)

    def _read_forms(self) -> None:
        statistics, user, days, village = (
            self.context.house.statistics,
            self.context.user,
            self.days(),
            self.village_id(),
        )
        self.context.jobs.read(
            lambda: statistics.listed(user, days, village),
            self._on_forms,
            owner=self,
            failed=self.on_failed,
            key="forms",
        )

    def _read_figures(self, form: ScreenedForm | None) -> None:
        if form is None:
            self.figures.show_figures(None, "")
            return
        statistics, user, days, village = (
            self.context.house.statistics,
            self.context.user,
            self.days(),
            self.village_id(),
        )
        where = f"{days.name}, {self.village.currentText()}"
        self.context.jobs.read(
            lambda: statistics.figures(user, form.code, days, village),
            lambda found: self._show_figures(found, where),
            owner=self,
            failed=self.on_failed,
            key="figures",
        )

    def _show_figures(self, found: FormFigures, where: str) -> None:
        self.figures.show_figures(found, where)

    def _on_villages(self, villages: Sequence[VillageArea]) -> None:
        chosen = self.village.currentText()
        self._villages = tuple(villages)
        names = [EVERY_VILLAGE, *(village.name for village in villages)]
        self.village.blockSignals(True)
        self.village.clear()
        self.village.addItems(names)
        self.village.setCurrentIndex(names.index(chosen) if chosen in names else 0)
        self.village.blockSignals(False)

    def _on_forms(self, forms: tuple[ScreenedForm, ...]) -> None:
        self._all = forms
        self._show_chosen()
        self._read_figures(self.table.current_row())

    def _show_chosen(self) -> None:
        words = normalised(self.line.text()).split()
        self.model.show([form for form in self._all if all(word in _text(form) for word in words)])

    def _on_loaded(self) -> None:
        if self.table.current_row() is None:
            self.table.select_first()

    def _start_search(self) -> None:
        self.line.setFocus()
        self.line.selectAll()


def form_columns() -> tuple[Column[ScreenedForm], ...]:
    """Return the columns of the list."""
    return (
        Column("Formulir", lambda form: form.title, tooltip=lambda form: form.title),
        Column("Kelompok", lambda form: form.group, 160, tooltip=lambda form: form.group),
        Column("Orang", lambda form: form.people, 72, align_right=True),
    )


def _text(form: ScreenedForm) -> str:
    return normalised(f"{form.title} {form.code} {form.group}")

"""The antenatal contacts so far: 12T and laboratory, the table of visits, and the curves beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.forms.schema import Answer
from ilp_desktop.services.antenatal.pregnancy_picture import PregnancyPicture
from ilp_desktop.services.pregnancy.pregnancies import PregnancyFile
from ui.jobs import Jobs
from ui.klaster2_mother_child.care_grid import CareGrid
from ui.klaster2_mother_child.lab_panel import LabPanel
from ui.klaster2_mother_child.pregnancy_curves import PregnancyCurves
from ui.klaster2_mother_child.rows import Numbered, Rows
from ui.models.paged_table import Column, PagedTable
from ui.palette import Tone
from ui.widgets.card import Card
from ui.widgets.plot_frame import value_text
from ui.widgets.table import Table
from ui.widgets.when_seen import WhenSeen

NO_SIGN = "tidak_ada"
ELSEWHERE = "di tempat lain"


@dataclass(frozen=True)
class ContactLine:
    """One line of the table: a visit here with its answers, or a contact elsewhere, of which only the day is known."""

    day: date
    gestation: str
    answers: Mapping[str, Answer]
    examiner: str
    visit: int | None = None
    """Which visit here it is, as the curves count them; None for a contact elsewhere."""


Visit = Numbered[ContactLine]


def contact_lines(file: PregnancyFile) -> list[ContactLine]:
    """Return visits here and contacts elsewhere, the first first."""
    lines = [
        ContactLine(row.day, row.gestation, row.answers, row.examiner, number) for number, row in enumerate(file.visits)
    ]
    for told in file.elsewhere:
        who = ", ".join(part for part in (told.place or ELSEWHERE, "dokter" if told.by_doctor else "") if part)
        lines.append(ContactLine(told.day, told.gestation, {}, f"{who} (Buku KIA)"))
    return sorted(lines, key=lambda line: line.day)


class PregnancyHistory(QWidget):
    """Earlier visits in a table and as points; pointing at one shows the other."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Rows[ContactLine] = Rows()
        self._places: dict[int, int] = {}
        self.model: PagedTable[Visit] = PagedTable(COLUMNS, self._rows.fetch, jobs, parent=self)
        self.table = Table(self.model, "Belum ada kunjungan antenatal pada kehamilan ini.")
        self.table.selected.connect(self._on_row_selected)
        self.curves = PregnancyCurves()
        self.curves.chosen.connect(self._on_visit_chosen)
        self.care = CareGrid()
        self.lab = LabPanel()
        care = Card("10T dan 12T tiap kunjungan")
        care.add(self.care)
        care.body.addStretch(1)
        visits = Card("Kunjungan antenatal")
        visits.add(self.table, 1)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        lower = QHBoxLayout()
        lower.setSpacing(12)
        lower.addWidget(visits, 1)
        lower.addWidget(self.curves)
        layout.addWidget(care, 0, 0)
        layout.addWidget(self.lab, 0, 1)
        layout.addLayout(lower, 1, 0, 1, 2)
        layout.setColumnStretch(0, 1)
        self._seen = WhenSeen(self)

    def show_pregnancy(self, picture: PregnancyPicture) -> None:
        """Show the visits of a pregnancy, once they are unfolded."""
        self._seen.do(lambda: self._fill(picture))

    def _fill(self, picture: PregnancyPicture) -> None:
        lines = contact_lines(picture.file)
        self._places = {line.visit: place for place, line in enumerate(lines) if line.visit is not None}
        self._rows.show(lines)
        self.model.reload()
        self.care.show_care(picture.care)
        self.lab.show_care(picture.care)
        self.curves.show_picture(picture)

    def _on_row_selected(self, row: Visit | None) -> None:
        self.curves.select_visit(None if row is None else row.thing.visit)

    def _on_visit_chosen(self, visit: int) -> None:
        self.table.select_key(self._places[visit])


def _measured(row: Visit, code: str) -> str:
    value = row.thing.answers.get(code)
    return value_text(value) if isinstance(value, int | float) else "-"


def _pressure(row: Visit) -> str:
    return f"{_measured(row, 'sistolik')}/{_measured(row, 'diastolik')}" if "sistolik" in row.thing.answers else "-"


def _danger(row: Visit) -> str:
    if row.thing.visit is None:
        return "-"
    signs = row.thing.answers.get("tanda_bahaya")
    count = len([sign for sign in signs if sign != NO_SIGN]) if isinstance(signs, list) else 0
    return f"{count} tanda" if count else "tidak ada"


COLUMNS: tuple[Column[Visit], ...] = (
    Column("Tanggal", lambda row: indonesian_date(row.thing.day), 92),
    Column("UK", lambda row: row.thing.gestation, 88),
    Column("BB", lambda row: _measured(row, "berat"), 64, align_right=True),
    Column("TD", _pressure, 72, align_right=True),
    Column("LiLA", lambda row: _measured(row, "lila"), 54, align_right=True),
    Column("TFU", lambda row: _measured(row, "tfu"), 50, align_right=True),
    Column("DJJ", lambda row: _measured(row, "djj"), 50, align_right=True),
    Column("Hb", lambda row: _measured(row, "hb"), 52, align_right=True),
    Column(
        "Tanda bahaya",
        _danger,
        108,
        colour=lambda row: {"-": None, "tidak ada": Tone.GOOD}.get(_danger(row), Tone.BAD),
    ),
    Column("Pemeriksa", lambda row: row.thing.examiner),
)

"""The antenatal visits so far: 12T and laboratory, the table of visits, and the curves beside it."""

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.services.pregnancies import AntenatalRow
from ilp_desktop.services.pregnancy_picture import PregnancyPicture
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

Visit = Numbered[AntenatalRow]
NO_SIGN = "tidak_ada"


class PregnancyHistory(QWidget):
    """Earlier visits in a table and as points; pointing at one shows the other."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Rows[AntenatalRow] = Rows()
        self.model: PagedTable[Visit] = PagedTable(COLUMNS, self._rows.fetch, jobs, parent=self)
        self.table = Table(self.model, "Belum ada kunjungan antenatal pada kehamilan ini.")
        self.table.selected.connect(self._on_row_selected)
        self.curves = PregnancyCurves()
        self.curves.chosen.connect(self.table.select_key)
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

    def show_pregnancy(self, picture: PregnancyPicture) -> None:
        """Show the visits of a pregnancy."""
        self._rows.show(picture.file.visits)
        self.model.reload()
        self.care.show_care(picture.care)
        self.lab.show_care(picture.care)
        self.curves.show_picture(picture)

    def _on_row_selected(self, row: Visit | None) -> None:
        self.curves.select_visit(None if row is None else row.id)


def _measured(row: Visit, code: str) -> str:
    value = row.thing.answers.get(code)
    return value_text(value) if isinstance(value, int | float) else "-"


def _pressure(row: Visit) -> str:
    return f"{_measured(row, 'sistolik')}/{_measured(row, 'diastolik')}" if "sistolik" in row.thing.answers else "-"


def _danger(row: Visit) -> str:
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
        colour=lambda row: Tone.BAD if _danger(row) != "tidak ada" else Tone.GOOD,
    ),
    Column("Pemeriksa", lambda row: row.thing.examiner),
)

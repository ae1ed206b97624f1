"""The antenatal visits so far: the table, and weight gain before its band."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.services.pregnancies import AntenatalRow, PregnancyFile
from ilp_desktop.services.weight_gain_curve import weight_gain_curve
from ui.jobs import Jobs
from ui.klaster2_mother_child.rows import Numbered, Rows
from ui.models.paged_table import Column, PagedTable
from ui.palette import Tone
from ui.widgets.card import Card
from ui.widgets.form_view_words import PILL_TONES
from ui.widgets.labels import Pill, label
from ui.widgets.marked_plot import Mark
from ui.widgets.plot_frame import Axis, value_text
from ui.widgets.table import Table
from ui.widgets.trend_plot import TrendPlot

Visit = Numbered[AntenatalRow]
WEEKS = Axis("Umur kehamilan (minggu)", 0, 42, 4)
CHART_CARD_PX, CHART_HEIGHT_PX = 432, 260
NO_BAND = "Grafik kenaikan berat badan memerlukan tinggi badan dan berat badan sebelum hamil."
NO_SIGN = "tidak_ada"


class PregnancyHistory(QWidget):
    """Earlier visits in a table and as points; pointing at one shows the other."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Rows[AntenatalRow] = Rows()
        self._weighed: list[int] = []
        self.model: PagedTable[Visit] = PagedTable(COLUMNS, self._rows.fetch, jobs, parent=self)
        self.table = Table(self.model, "Belum ada kunjungan antenatal pada kehamilan ini.")
        self.table.selected.connect(self._on_row_selected)
        self.plot = TrendPlot()
        self.plot.setMinimumHeight(CHART_HEIGHT_PX)
        self.plot.chosen.connect(self._on_mark_chosen)
        self.verdict = Pill("")
        self.no_band_label = label(NO_BAND, "muted")
        self.no_band_label.setWordWrap(True)
        visits = Card("Kunjungan antenatal")
        visits.add(self.table, 1)
        gain = Card("Kenaikan berat badan")
        gain.setFixedWidth(CHART_CARD_PX)
        gain.add_action(self.verdict)
        gain.add(self.no_band_label)
        gain.add(self.plot, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(visits, 1)
        layout.addWidget(gain)

    def show_pregnancy(self, file: PregnancyFile) -> None:
        """Show the visits of a pregnancy."""
        self._rows.show(file.visits)
        self.model.reload()
        curve = weight_gain_curve(file)
        self.plot.setVisible(curve is not None)
        self.no_band_label.setVisible(curve is None)
        found = curve.verdict if curve else None
        self.verdict.set(found.conclusion if found else "", PILL_TONES[found.urgency] if found else Tone.NEUTRAL)
        self._weighed = [number for number, row in enumerate(file.visits) if "berat" in row.answers]
        if curve is None:
            return
        marks = [
            Mark(week, gain, f"{indonesian_date(file.visits[number].day)}: {value_text(gain)} kg sejak sebelum hamil")
            for number, (week, gain) in zip(self._weighed, curve.points, strict=True)
        ]
        self.plot.show_trend(curve.bmi_class, WEEKS, "Kenaikan (kg)", (curve.lower, curve.upper), marks)
        self.plot.setToolTip(f"Sumber: {curve.source}")

    def _on_mark_chosen(self, number: int) -> None:
        self.table.select_key(self._weighed[number])

    def _on_row_selected(self, row: Visit | None) -> None:
        known = row is not None and row.id in self._weighed
        self.plot.select(self._weighed.index(row.id) if known and row is not None else -1)


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

"""What one measurement says: the panel beside the growth chart."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.growth.nutrition_steps import gain_text
from ilp_desktop.services.growth.growth_files import GrowthPoint
from ilp_desktop.services.growth.growth_series import SHOWN
from ui.klaster2_mother_child.growth_charts import SPEEDS
from ui.klaster2_mother_child.growth_rows import age_text, gain_mark, gain_tone, measured_by, speed_text, z_text
from ui.palette import Tone
from ui.widgets.form_view_words import PILL_TONES, readings_why
from ui.widgets.labels import EmptyState, Pill, label
from ui.widgets.plot_frame import value_text

WIDTH_PX = 292
NOT_CLASSED = "tidak dinilai"


class GrowthSide(QWidget):
    """Date, age, measures, each index with z-score and class, and the mark of the growth card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH_PX)
        self.empty = EmptyState(
            "Belum ada pengukuran.", "Isi berat dan panjang badan pada tab Pemeriksaan, lalu simpan.", "baby"
        )
        self.day_label = label("", "strong")
        self.day_label.setWordWrap(True)
        self.by_label = label("", "small")
        self.by_label.setWordWrap(True)
        self.measures_label = label("", "muted")
        self.measures_label.setWordWrap(True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(2, 1)
        self._names = [label("", "muted") for _ in SHOWN]
        self._scores = [label("", "strong") for _ in SHOWN]
        self.pills = [Pill("") for _ in SHOWN]
        for row, parts in enumerate(zip(self._names, self._scores, self.pills, strict=True)):
            for column, part in enumerate(parts):
                self._grid.addWidget(part, row, column)
            self._scores[row].setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.gain_pill = Pill("")
        self.gain_label = label("", "")
        self.gain_label.setWordWrap(True)
        self.speed_label = label("", "")
        self.speed_label.setWordWrap(True)
        self.advice_label = label("", "small")
        self.advice_label.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.empty, 1)
        for part in (self.day_label, self.by_label, self.measures_label):
            layout.addWidget(part)
        layout.addLayout(self._grid)
        gain_row = QHBoxLayout()
        gain_row.setSpacing(8)
        gain_row.addWidget(self.gain_pill, 0, Qt.AlignmentFlag.AlignTop)
        gain_row.addWidget(self.gain_label, 1)
        layout.addLayout(gain_row)
        layout.addWidget(self.speed_label)
        layout.addWidget(self.advice_label)
        layout.addStretch(1)

    def show_point(self, point: GrowthPoint | None) -> None:
        """Show a measurement, or how to come by the first one."""
        self.empty.setVisible(point is None)
        for part in (self.day_label, self.by_label, self.measures_label, self.gain_label, self.advice_label):
            part.setVisible(point is not None)
        for part in (*self._names, *self._scores):
            part.setVisible(point is not None)
        if point is None:
            self.speed_label.hide()
            for pill in (*self.pills, self.gain_pill):
                pill.set("")
            return
        self.day_label.setText(f"{indonesian_date(point.day)} · {age_text(point)}")
        self.by_label.setText(_by(point))
        self.measures_label.setText(_measures(point))
        for row in range(len(SHOWN)):
            self._show_index(row, point)
        self.gain_pill.set(gain_mark(point), gain_tone(point) or Tone.NEUTRAL)
        self.gain_label.setText(_gain(point))
        self._show_speed(point)
        self.advice_label.setText(_advice(point))

    def _show_speed(self, point: GrowthPoint) -> None:
        """Show the percentile of each velocity; what was gained in how many days stands behind it."""
        found = point.velocities
        said = " · ".join(f"{SPEEDS[one.table.code]} P{one.percentile}" for one in found)
        self.speed_label.setText(f"Laju WHO: {said}")
        why = [speed_text(one) for one in found] + [f"Sumber: {found[0].table.source}"] if found else []
        self.speed_label.setToolTip("\n".join(why))
        self.speed_label.setVisible(bool(found))

    def _show_index(self, row: int, point: GrowthPoint) -> None:
        indicator = SHOWN[row]
        status = point.statuses.get(indicator)
        self._names[row].setText(point.result.score(indicator).table.index)
        self._scores[row].setText(z_text(point, indicator))
        if status is None:
            self.pills[row].set(NOT_CLASSED)
            self.pills[row].setToolTip(point.result.score(indicator).reason)
        else:
            self.pills[row].set(status.conclusion, PILL_TONES[status.urgency])
            self.pills[row].setToolTip(readings_why([status]))


def _measures(point: GrowthPoint) -> str:
    measured = point.measurement
    parts = (
        ("BB", measured.weight_kg, "kg"),
        ("PB/TB", measured.length_cm, "cm"),
        ("LK", measured.head_cm, "cm"),
        ("LiLA", measured.arm_cm, "cm"),
    )
    said = [f"{name} {value_text(value)} {unit}" for name, value, unit in parts if value is not None]
    return " · ".join([*said, *(["edema kedua kaki"] if measured.oedema else [])])


def _by(point: GrowthPoint) -> str:
    """Return who measured, and what was asked about the values and said to be right."""
    by = "Catatan kelahiran" if point.at_birth else measured_by(point)
    sure = [f"Sudah dipastikan: {said}" for said in point.confirmed.values()]
    return "\n".join(part for part in (by, *sure) if part)


def _gain(point: GrowthPoint) -> str:
    """Return what the card says, how much was gained, and how far the child has grown since."""
    parts = [f"{point.gain.assessment.conclusion}{gain_text(point.gain)}"] if point.gain else []
    if point.after_birth is not None:
        parts.append(point.after_birth.conclusion)
    if point.length_gain is not None:
        grown, since = point.length_gain
        parts.append(f"PB/TB {grown:+.1f} cm sejak {indonesian_date(since)}".replace(".", ",", 1))
    return " · ".join(parts)


def _advice(point: GrowthPoint) -> str:
    """Return what the measurement asks for, each sentence once."""
    said = [status.advice for status in point.statuses.values()]
    said += [point.gain.assessment.advice] if point.gain else []
    return " ".join(dict.fromkeys(text for text in (*point.result.remarks, *said) if text))

"""The curves of a pregnancy, one at a time: weight gain, fundal height, fetal heart rate, blood pressure."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ilp_desktop.services.antenatal.pregnancy_curves import VisitCurve
from ilp_desktop.services.antenatal.pregnancy_picture import PregnancyPicture
from ilp_desktop.services.pregnancy.pregnancies import AntenatalRow
from ilp_desktop.services.pregnancy.weight_gain_curve import WeightGainCurve, weight_gain_curve
from ui.palette import Tone
from ui.widgets.card import Card
from ui.widgets.form_view_words import PILL_TONES
from ui.widgets.labels import Pill, label
from ui.widgets.marked_plot import Mark
from ui.widgets.plot_frame import Axis, value_text
from ui.widgets.trend_plot import TrendPlot
from ui.widgets.view_switch import ViewSwitch

WEEKS = Axis("Umur kehamilan (minggu)", 0, 42, 4)
CARD_PX, HEIGHT_PX = 432, 260
WEIGHT = "berat"
VIEWS = ((WEIGHT, "Berat"), ("tfu", "TFU"), ("djj", "DJJ"), ("sistolik", "TD"))
POINT = "Klik titik, atau panah kiri dan kanan, untuk rincian kunjungan."
NO_BAND = "Grafik kenaikan berat badan memerlukan tinggi badan dan berat badan sebelum hamil."


class PregnancyCurves(Card):
    """A chart and the switch between the measures.

    Signals:
        chosen(int): the user pointed at a point of the visit with this number.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Grafik", parent)
        self.setFixedWidth(CARD_PX)
        self._picture: PregnancyPicture | None = None
        self._visits: list[int] = []
        self.switch = ViewSwitch("Grafik", VIEWS)
        self.switch.changed.connect(lambda _code: self._draw())
        self.add_action(self.switch)
        self.verdict = Pill("")
        self.plot = TrendPlot()
        self.plot.setMinimumHeight(HEIGHT_PX)
        self.plot.chosen.connect(self._on_mark_chosen)
        self.no_band_label = label(NO_BAND, "muted")
        self.no_band_label.setWordWrap(True)
        self.add(self.verdict)
        self.add(self.no_band_label)
        self.detail_label = label(POINT, "small")
        self.detail_label.setWordWrap(True)
        self.add(self.plot, 1)
        self.add(self.detail_label)

    def show_picture(self, picture: PregnancyPicture) -> None:
        """Show the curves of a pregnancy."""
        self._picture = picture
        self._draw()

    def select_visit(self, number: int | None) -> None:
        """Point at the measurement of a visit, or at none."""
        self.plot.select(self._visits.index(number) if number in self._visits and number is not None else -1)
        self._show_detail(number)

    def _draw(self) -> None:
        picture = self._picture
        if picture is None:
            return
        code = self.switch.current()
        gain = weight_gain_curve(picture.file) if code == WEIGHT else None
        self.no_band_label.setVisible(code == WEIGHT and gain is None)
        self.plot.setVisible(code != WEIGHT or gain is not None)
        found = gain.verdict if gain else None
        self.verdict.set(found.conclusion if found else "", PILL_TONES[found.urgency] if found else Tone.NEUTRAL)
        if gain is not None:
            self._draw_gain(gain, picture.file.visits)
        elif code != WEIGHT:
            self._draw_curve(next(one for one in picture.curves if one.code == code), picture.file.visits)
        self._show_detail(self._visits[self.plot.current()] if self.plot.current() >= 0 else None)

    def _draw_gain(self, curve: WeightGainCurve, visits: Sequence[AntenatalRow]) -> None:
        self._visits = [number for number, row in enumerate(visits) if WEIGHT in row.answers]
        marks = [
            Mark(week, gain, self._mark_text(number, f"Naik {value_text(gain)} kg sejak sebelum hamil"))
            for number, (week, gain) in zip(self._visits, curve.points, strict=True)
        ]
        self.plot.show_trend(curve.bmi_class, WEEKS, "Kenaikan (kg)", (curve.lower, curve.upper), marks)
        self.plot.setToolTip(f"Sumber: {curve.source}")

    def _draw_curve(self, curve: VisitCurve, visits: Sequence[AntenatalRow]) -> None:
        self._visits = list(curve.rows)
        marks = [
            Mark(week, value, self._mark_text(number, _value_text(visits[number], curve, value)))
            for number, (week, value) in zip(curve.rows, curve.points, strict=True)
        ]
        band = (curve.lower, curve.upper)
        if curve.second:
            self.plot.show_pair(curve.title, WEEKS, curve.measure, band, marks, curve.second)
        else:
            self.plot.show_trend(curve.title, WEEKS, curve.measure, band, marks)
        self.plot.setToolTip(f"Sumber: {curve.source}")

    def _on_mark_chosen(self, number: int) -> None:
        self._show_detail(self._visits[number])
        self.chosen.emit(self._visits[number])

    def _mark_text(self, visit: int, said: str) -> str:
        """Return the value of a point and the visit it is of."""
        return "\n".join((said, *self._words(visit)))

    def _words(self, visit: int) -> tuple[str, ...]:
        return () if self._picture is None else self._picture.visit_words[visit]

    def _show_detail(self, visit: int | None) -> None:
        self.detail_label.setText(POINT if visit is None else "\n".join(self._words(visit)))


def _value_text(row: AntenatalRow, curve: VisitCurve, value: float) -> str:
    """Return the value of a point; of a pressure both values."""
    lower = row.answers.get("diastolik") if curve.second else None
    told = value_text(value) if lower is None else f"{value_text(value)}/{lower}"
    return f"{curve.measure.partition(' (')[0]} {told}"

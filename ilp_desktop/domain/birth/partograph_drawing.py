"""A partograph as lines, words and signs on a sheet, the same for the screen and for paper.

Everything is measured from the upper left corner, down and to the right, in units that the one who draws makes as
large as wanted. Nothing is told by colour alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ilp_desktop.domain.birth.partograph_chart import COLUMNS_AN_HOUR, Contraction, PartographChart, Points

LEFT, RIGHT = 96.0, 12.0
WIDTH = 540.0
ROW = 13.0
GAP = 8.0
FHR = (80.0, 200.0, 20.0, 84.0)
CERVIX = (0.0, 10.0, 1.0, 186.0)
PRESSURE = (60.0, 180.0, 20.0, 96.0)
NORMAL_FHR = (120.0, 160.0)
SQUARES, SQUARE = 5, 11.0
SHORT_S, LONG_S = 20, 40
QUIET, LABEL, STRONG, ALARM = "quiet", "label", "ink", "alarm"


@dataclass(frozen=True)
class Stroke:
    """A line through points; ``tone`` says how much it stands out."""

    points: Points
    width: float = 0.5
    tone: str = QUIET
    dashed: bool = False


@dataclass(frozen=True)
class Words:
    """Words whose middle height lies at ``y``; ``align`` is left, middle or right of ``x``."""

    x: float
    y: float
    text: str
    size: float = 7.0
    align: str = "left"
    bold: bool = False
    tone: str = STRONG


@dataclass(frozen=True)
class Sign:
    """A mark of a measurement: ``x``, ``o``, ``dot``, ``down`` or ``up``."""

    x: float
    y: float
    kind: str


@dataclass(frozen=True)
class Square:
    """A cell of the contractions; ``fill`` is none, dots, lines or full."""

    x: float
    y: float
    width: float
    height: float
    fill: str


Shape = Stroke | Words | Sign | Square


@dataclass(frozen=True)
class Drawing:
    """Everything on the sheet and the room it takes."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


def partograph_drawing(chart: PartographChart, width: float = WIDTH) -> Drawing:
    """Return a partograph on a sheet of a width."""
    pen = _Pen(chart, width)
    pen.graph("DJJ per menit", FHR, (("dot", chart.heart_rates),), strong=NORMAL_FHR)
    pen.row("Ketuban", "liquor")
    pen.row("Penyusupan", "moulding")
    pen.space()
    pen.dilatation()
    pen.hours()
    pen.contractions()
    pen.row("Oksitosin U/l", "oxytocin_units")
    pen.row("Tetes/menit", "oxytocin_drops")
    pen.row("Obat, cairan (no.)", "drugs")
    pen.space()
    pen.pressures()
    pen.row("Suhu °C", "temperature_c")
    pen.row("Urin protein", "urine_protein")
    pen.row("Urin aseton", "urine_acetone")
    pen.row("Urin ml", "urine_ml")
    return Drawing(width, pen.y + 2, tuple(pen.shapes))


class _Pen:
    """Draws part after part, each below the last."""

    def __init__(self, chart: PartographChart, width: float) -> None:
        self._chart = chart
        self._columns = chart.hours * COLUMNS_AN_HOUR
        self._width = width - LEFT - RIGHT
        self.y = 6.0
        self.shapes: list[Shape] = []

    def space(self) -> None:
        self.y += GAP

    def graph(
        self,
        label: str,
        scale: tuple[float, float, float, float],
        series: tuple[tuple[str, Points], ...],
        strong: tuple[float, ...] = (),
    ) -> None:
        """Draw a grid with its numbers, and measurements joined by lines."""
        low, high, step, height = scale
        top, self.y = self.y, self.y + height
        self.shapes.append(Words(2, top + 6, label, bold=True))
        for value in _steps(low, high, step):
            y = self._height(value, top, scale)
            thick = (0.9, LABEL) if value in strong else (0.4, QUIET)
            self.shapes.append(Stroke(((LEFT, y), (LEFT + self._width, y)), *thick))
            self.shapes.append(Words(LEFT - 5, y, f"{value:g}", 6.5, "right", tone=LABEL))
        self._uprights(top, self.y)
        for kind, points in series:
            self._marks([(self._x(hour), self._height(value, top, scale)) for hour, value in points], kind)
        self.space()

    def dilatation(self) -> None:
        """Draw the cervix and the head before the alert and the action line."""
        top, chart = self.y, self._chart
        self.graph("Pembukaan (cm)", CERVIX, (("o", chart.descent), ("x", chart.cervix)))
        self.shapes += [Sign(LEFT - 24, top + 6, "x"), Sign(LEFT - 24, top + 19, "o")]
        self.shapes += [Words(2, top + 19, "Turunnya kepala", bold=True), Words(2, top + 28, "(perlimaan)")]
        self.y -= GAP
        for points, word, dashed in ((chart.alert, "WASPADA", False), (chart.action, "BERTINDAK", True)):
            if not points:
                continue
            ends = tuple((self._x(hour), self._height(value, top, CERVIX)) for hour, value in points)
            self.shapes.append(Stroke(ends, 1.6, ALARM, dashed=dashed))
            (x, y), (_, end) = ends
            self.shapes.append(Words(x + 4, y + (9 if y - end > ROW else -6), word, 7, bold=True, tone=ALARM))

    def hours(self) -> None:
        """Draw the hours of the chart and those of the clock."""
        cell = self._width / self._chart.hours
        top = self.y + 3
        self.shapes += [Words(2, top + 5, "Jam ke-"), Words(2, top + 5 + ROW, "Pukul")]
        for hour in range(self._chart.hours):
            clock = (self._chart.began_at.hour + hour) % 24
            middle = LEFT + (hour + 0.5) * cell
            number = str(self._chart.hours_before + hour + 1)
            self.shapes.append(Words(middle, top + 5, number, 6.5, "middle", tone=LABEL))
            self.shapes.append(Words(LEFT + hour * cell, top + 5 + ROW, f"{clock:02}", 6.5, "middle"))
        self.y = top + 2 * ROW + GAP

    def contractions(self) -> None:
        """Draw a square for each contraction in ten minutes, filled by how long they last."""
        top, cell = self.y, self._width / self._columns
        self.shapes.append(Words(2, top + 6, "Kontraksi per 10 menit", bold=True))
        for line, (fill, words) in enumerate((("dots", "< 20 detik"), ("lines", "20-40"), ("full", "> 40"))):
            y = top + 14 + line * 12
            self.shapes += [Square(4, y, 9, 9, fill), Words(17, y + 5, words, 6.5)]
        for row in range(SQUARES):
            y = top + (SQUARES - 1 - row) * SQUARE
            self.shapes.append(Words(LEFT - 5, y + SQUARE / 2, str(row + 1), 6.5, "right", tone=LABEL))
        filled = {int(one.hour * COLUMNS_AN_HOUR): one for one in self._chart.contractions}
        for column in range(self._columns):
            one = filled.get(column)
            for row in range(SQUARES):
                fill = _fill(one) if one is not None and row < one.count else ""
                y = top + (SQUARES - 1 - row) * SQUARE
                self.shapes.append(Square(LEFT + column * cell, y, cell, SQUARE, fill))
            if one is not None and one.count > SQUARES:
                self.shapes.append(Words(LEFT + (column + 0.5) * cell, top - 4, str(one.count), 6.5, "middle"))
        self.y = top + SQUARES * SQUARE + 3

    def pressures(self) -> None:
        """Draw pulse and blood pressure."""
        top, chart = self.y, self._chart
        self.graph("Nadi", PRESSURE, (("dot", chart.pulses),))
        self.shapes += [Sign(LEFT - 24, top + 6, "dot"), Words(2, top + 19, "Tekanan darah", bold=True)]
        self.shapes += [Sign(LEFT - 24, top + 16, "down"), Sign(LEFT - 24, top + 22, "up")]
        self.y -= GAP / 2
        for hour, systolic, diastolic in chart.pressures:
            x = self._x(hour)
            upper, lower = (self._height(value, top, PRESSURE) for value in (systolic, diastolic))
            self.shapes.append(Stroke(((x, upper), (x, lower)), 1.2, STRONG))
            self.shapes += [Sign(x, upper, "down"), Sign(x, lower, "up")]

    def row(self, label: str, name: str) -> None:
        """Draw a row of cells with what stands in them."""
        top, cell = self.y, self._width / self._columns
        self.shapes.append(Words(2, top + ROW / 2, label))
        bottom = top + ROW
        for y in (top, bottom):
            self.shapes.append(Stroke(((LEFT, y), (LEFT + self._width, y)), 0.4))
        for column in range(self._columns + 1):
            x = LEFT + column * cell
            self.shapes.append(Stroke(((x, top), (x, bottom)), 0.4))
        for column, text in self._chart.text(name).items():
            if column < self._columns:
                self.shapes.append(Words(LEFT + (column + 0.5) * cell, top + ROW / 2, text, 6.5, "middle"))
        self.y = bottom

    def _uprights(self, top: float, bottom: float) -> None:
        cell = self._width / self._columns
        for column in range(self._columns + 1):
            x = LEFT + column * cell
            self.shapes.append(Stroke(((x, top), (x, bottom)), 0.25 if column % COLUMNS_AN_HOUR else 0.6))

    def _marks(self, places: list[tuple[float, float]], kind: str) -> None:
        if len(places) > 1:
            self.shapes.append(Stroke(tuple(places), 1.2, STRONG))
        self.shapes += [Sign(x, y, kind) for x, y in places]

    def _x(self, hour: float) -> float:
        return LEFT + hour / self._chart.hours * self._width

    def _height(self, value: float, top: float, scale: tuple[float, float, float, float]) -> float:
        """Return where a value stands; what lies beyond the scale stands at its edge."""
        low, high, _, height = scale
        return top + height - (min(max(value, low), high) - low) / (high - low) * height


def _steps(low: float, high: float, step: float) -> Iterator[float]:
    for number in range(int((high - low) / step) + 1):
        yield low + number * step


def _fill(one: Contraction) -> str:
    if one.seconds is None:
        return "none"
    if one.seconds < SHORT_S:
        return "dots"
    return "lines" if one.seconds <= LONG_S else "full"

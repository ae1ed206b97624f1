"""Axes, grid and lines that the charts on paper share; greys and dashes only, no colours."""

from collections.abc import Iterable
from dataclasses import dataclass

from reportlab.graphics.shapes import Circle, Drawing, Line, PolyLine, String
from reportlab.lib.colors import Color

from ilp_desktop.printing.contents.charts import Axis, Points
from ilp_desktop.printing.fonts import BOLD, REGULAR, fitting_size, printable
from ilp_desktop.printing.styles import HAIRLINE, INK, QUIET_INK
from ilp_desktop.printing.wording import figure

LABEL_SIZE = 6.5
TITLE_SIZE = 8.0
LEFT, RIGHT, TOP, BOTTOM = 24.0, 20.0, 24.0, 36.0
MOST_STEPS = 8
APART = 6.0


@dataclass(frozen=True)
class Stroke:
    """How a line is drawn."""

    width: float
    colour: Color = INK
    dash: tuple[float, ...] | None = None


@dataclass(frozen=True)
class Plot:
    """The area inside the axes, and the sums that put a value on it."""

    width: float
    height: float
    x_axis: Axis
    y_start: float
    y_step: float
    y_steps: int

    @property
    def y_stop(self) -> float:
        """Return the value at the upper end of the upright axis."""
        return self.y_start + self.y_step * self.y_steps

    def x(self, value: float) -> float:
        """Return where a value of the horizontal axis stands, in points."""
        share = (value - self.x_axis.start) / (self.x_axis.stop - self.x_axis.start)
        return LEFT + share * (self.width - LEFT - RIGHT)

    def y(self, value: float) -> float:
        """Return where a value of the upright axis stands, in points."""
        share = (value - self.y_start) / (self.y_stop - self.y_start)
        return BOTTOM + share * (self.height - TOP - BOTTOM)

    def within(self, points: Points) -> Points:
        """Return the points that lie between the ends of the horizontal axis."""
        return tuple(point for point in points if self.x_axis.start <= point[0] <= self.x_axis.stop)


def plot_for(size: tuple[float, float], x_axis: Axis, lines: Iterable[Points]) -> Plot:
    """Return a plot whose upright axis holds every point that its horizontal axis holds."""
    values = [y for line in lines for x, y in line if x_axis.start <= x <= x_axis.stop] or [0.0, 1.0]
    step = _step(min(values), max(values))
    lowest, highest = min(values) // step, -(-max(values) // step)
    return Plot(*size, x_axis, step * lowest, step, max(1, round(highest - lowest)))


def framed(plot: Plot, title: str, measure: str, notes: tuple[str, ...]) -> Drawing:
    """Return a drawing with title, grid, axes and notes below, ready for lines."""
    drawing = Drawing(plot.width, plot.height)
    _write(drawing, title, (LEFT, plot.height - 8), (BOLD, TITLE_SIZE), plot.width - LEFT)
    _write(drawing, measure, (2, plot.height - 18), (REGULAR, LABEL_SIZE), plot.width)
    _draw_columns(drawing, plot)
    _draw_rows(drawing, plot)
    _write(drawing, plot.x_axis.label, (LEFT, BOTTOM - 17), (REGULAR, LABEL_SIZE), plot.width - LEFT)
    for place, note in enumerate(notes):
        _write(drawing, note, (LEFT, BOTTOM - 26 - 8 * place), (REGULAR, LABEL_SIZE), plot.width - LEFT)
    return drawing


def draw_curve(drawing: Drawing, plot: Plot, points: Points, stroke: Stroke) -> None:
    """Draw a smooth line, of which points nearer to each other than the eye tells apart may be left out."""
    seen = plot.within(points)
    kept = [seen[0]] if seen else []
    for point in seen[1:-1]:
        if plot.x(point[0]) - plot.x(kept[-1][0]) >= APART:
            kept.append(point)
    draw_line(drawing, plot, (*kept, *seen[1:][-1:]), stroke)


def draw_line(drawing: Drawing, plot: Plot, points: Points, stroke: Stroke) -> None:
    """Draw the part of a line that lies on the plot."""
    places = [(plot.x(x), plot.y(y)) for x, y in plot.within(points)]
    if len(places) > 1:
        drawing.add(
            PolyLine(
                [part for place in places for part in place],
                strokeColor=stroke.colour,
                strokeWidth=stroke.width,
                strokeDashArray=stroke.dash,
                strokeLineJoin=1,
            )
        )


def draw_measurements(drawing: Drawing, plot: Plot, points: Points) -> None:
    """Draw measured points, joined by a strong line, or say that there are none."""
    seen = plot.within(points)
    draw_line(drawing, plot, points, Stroke(1.3))
    for x, y in seen:
        drawing.add(Circle(plot.x(x), plot.y(y), 2.1, fillColor=INK, strokeColor=None))
    if not seen:
        middle = (plot.x_axis.start + plot.x_axis.stop) / 2
        place = (plot.x(middle) - 58, plot.height - TOP - 12)
        _write(drawing, "belum ada hasil ukur pada rentang ini", place, (BOLD, LABEL_SIZE + 1), plot.width)


def draw_hollow(drawing: Drawing, plot: Plot, points: Points) -> None:
    """Draw points that are only for comparison: small, hollow and not joined."""
    for x, y in plot.within(points):
        drawing.add(Circle(plot.x(x), plot.y(y), 1.7, fillColor=None, strokeColor=QUIET_INK, strokeWidth=0.6))


def label_end(drawing: Drawing, plot: Plot, points: Points, label: str) -> None:
    """Write a label to the right of a line's last point."""
    seen = plot.within(points)
    if seen:
        place = (plot.width - RIGHT + 3, plot.y(seen[-1][1]) - LABEL_SIZE * 0.35)
        _write(drawing, label, place, (REGULAR, LABEL_SIZE), RIGHT - 3)


def _draw_columns(drawing: Drawing, plot: Plot) -> None:
    count = int((plot.x_axis.stop - plot.x_axis.start) / plot.x_axis.step + 1e-9)
    foot, head = plot.y(plot.y_start), plot.y(plot.y_stop)
    for place in range(count + 1):
        value = plot.x_axis.start + place * plot.x_axis.step
        x = plot.x(value)
        drawing.add(Line(x, foot, x, head, strokeColor=HAIRLINE, strokeWidth=0.3))
        drawing.add(_figure(value / plot.x_axis.unit, x, foot - 8, "middle"))
    drawing.add(Line(plot.x(plot.x_axis.start), foot, plot.x(plot.x_axis.stop), foot, strokeColor=QUIET_INK))


def _draw_rows(drawing: Drawing, plot: Plot) -> None:
    left, right = plot.x(plot.x_axis.start), plot.x(plot.x_axis.stop)
    for place in range(plot.y_steps + 1):
        value = plot.y_start + place * plot.y_step
        y = plot.y(value)
        drawing.add(Line(left, y, right, y, strokeColor=HAIRLINE, strokeWidth=0.3))
        drawing.add(_figure(value, left - 3, y - LABEL_SIZE * 0.35, "end"))
    drawing.add(Line(left, plot.y(plot.y_start), left, plot.y(plot.y_stop), strokeColor=QUIET_INK))


def _figure(value: float, x: float, y: float, anchor: str) -> String:
    words = figure(round(value, 2))
    return String(x, y, words, fontName=REGULAR, fontSize=LABEL_SIZE, textAnchor=anchor, fillColor=QUIET_INK)


def _write(drawing: Drawing, text: str, place: tuple[float, float], type_: tuple[str, float], room: float) -> None:
    font, size = type_
    words = printable(text).replace("\n", " ")
    size = fitting_size(words, font, size, room)
    drawing.add(String(*place, words, fontName=font, fontSize=size, fillColor=INK))


def _step(low: float, high: float) -> float:
    """Return the smallest of the round steps that needs few enough marks."""
    span = max(high - low, 1e-6)
    step = 0.5
    for factor in (2, 2, 2.5) * 5:
        if span / step <= MOST_STEPS:
            break
        step *= factor
    return step

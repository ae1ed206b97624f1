"""A child's measurements before the z-lines of WHO's standard."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from ilp_desktop.domain.growth.growth_curves import ZLine
from ui.palette import current_palette
from ui.widgets.marked_plot import Mark, MarkedPlot
from ui.widgets.plot_frame import Axis, Frame, axis_around, draw_line, label_end

# Told apart by dashes and by the number at their end as well as by colour.
LOOKS = {
    0: ("success", 2.0, Qt.PenStyle.SolidLine),
    1: ("muted", 1.0, Qt.PenStyle.DotLine),
    2: ("warning", 1.4, Qt.PenStyle.DashLine),
    3: ("danger", 1.4, Qt.PenStyle.DashDotLine),
}

STRETCH = 0.3
"""By what share of its span the axis is stretched for a value that is not stored yet."""


class GrowthPlot(MarkedPlot):
    """One index of one child on one range."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[ZLine, ...] = ()
        self._labels: dict[int, str] = {}

    def lines(self) -> tuple[ZLine, ...]:
        """Return the z-lines shown."""
        return self._lines

    def show_growth(
        self,
        title: str,
        x_axis: Axis,
        measure: str,
        lines: Sequence[ZLine],
        marks: Sequence[Mark],
        labels: Mapping[int, str] | None = None,
    ) -> None:
        """Show z-lines and measurements; ``measure`` names the upright axis with its unit.

        ``labels`` say what stands at the end of a line where that is not its z-score.
        """
        self._lines, self._labels = tuple(lines), dict(labels or {})
        values = [y for line in lines for x, y in line.points if x_axis.holds(x)]
        values += [mark.y for mark in marks if x_axis.holds(mark.x) and not mark.label]
        values += _within_reach([mark.y for mark in marks if mark.label], values)
        axis = axis_around(measure, values)
        self._show(title, (x_axis, axis), [_held(mark, axis) for mark in marks])

    def _ground_key(self) -> object:
        return self._lines

    def _draw_ground(self, painter: QPainter, frame: Frame) -> None:
        for line in self._lines:
            colour, width, style = LOOKS[abs(line.z)]
            draw_line(painter, frame, line.points, QPen(current_palette().colour(colour), width, style))
            label_end(painter, frame, line.points, self._labels.get(line.z, f"{line.z:+d}" if line.z else "0"))


def _within_reach(new: Sequence[float], values: Sequence[float]) -> list[float]:
    """Return which new values the axis is stretched for; a slip of the keyboard would flatten the curves."""
    if not values:
        return list(new)
    low, high = min(values), max(values)
    room = (high - low) * STRETCH
    return [value for value in new if low - room <= value <= high + room]


def _held(mark: Mark, axis: Axis) -> Mark:
    """Return a mark that lies on the axis, with an arrow where it is beyond."""
    if not mark.label or axis.holds(mark.y):
        return mark
    beyond = mark.y > axis.stop
    return replace(mark, y=axis.stop if beyond else axis.start, label=f"{mark.label} {'↑' if beyond else '↓'}")

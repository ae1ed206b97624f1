"""A child's measurements before the z-lines of WHO's standard."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from ilp_desktop.domain.growth_curves import ZLine
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


class GrowthPlot(MarkedPlot):
    """One index of one child on one range."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[ZLine, ...] = ()

    def lines(self) -> tuple[ZLine, ...]:
        """Return the z-lines shown."""
        return self._lines

    def show_growth(
        self, title: str, x_axis: Axis, measure: str, lines: Sequence[ZLine], marks: Sequence[Mark]
    ) -> None:
        """Show z-lines and measurements; ``measure`` names the upright axis with its unit."""
        self._lines = tuple(lines)
        values = [y for line in lines for x, y in line.points if x_axis.holds(x)]
        values += [mark.y for mark in marks if x_axis.holds(mark.x)]
        self._show(title, (x_axis, axis_around(measure, values)), marks)

    def _draw_ground(self, painter: QPainter, frame: Frame) -> None:
        for line in self._lines:
            colour, width, style = LOOKS[abs(line.z)]
            draw_line(painter, frame, line.points, QPen(current_palette().colour(colour), width, style))
            label_end(painter, frame, line.points, f"{line.z:+d}" if line.z else "0")

"""Values over time before the band they should lie in."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from ui.palette import current_palette
from ui.widgets.marked_plot import DOT_PX, Mark, MarkedPlot
from ui.widgets.plot_frame import Axis, Frame, Points, axis_around, draw_line, label_end, value_text


class TrendPlot(MarkedPlot):
    """Measurements before a band between a lower and an upper line, or before two limits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lower: Points = ()
        self._upper: Points = ()
        self._second: Points | None = None

    def show_trend(
        self, title: str, x_axis: Axis, measure: str, band: tuple[Points, Points], marks: Sequence[Mark]
    ) -> None:
        """Show measurements and the band; ``measure`` names the upright axis with its unit.

        A band without a lower or an upper line reaches as far as the chart; one without either is none.
        """
        self._second = None
        self._show_lines(title, x_axis, measure, band, marks)

    def show_pair(
        self,
        title: str,
        x_axis: Axis,
        measure: str,
        limits: tuple[Points, Points],
        marks: Sequence[Mark],
        second: Points,
    ) -> None:
        """Show two values a visit, each with a limit of its own that it should stay below."""
        self._second = second
        self._show_lines(title, x_axis, measure, limits, marks)

    def _show_lines(
        self, title: str, x_axis: Axis, measure: str, band: tuple[Points, Points], marks: Sequence[Mark]
    ) -> None:
        self._lower, self._upper = band
        values = [y for line in (*band, self._second or ()) for x, y in line if x_axis.holds(x)]
        values += [mark.y for mark in marks if x_axis.holds(mark.x)]
        self._show(title, (x_axis, axis_around(measure, values)), marks)

    def _draw_ground(self, painter: QPainter, frame: Frame) -> None:
        colours = current_palette()
        is_band = self._second is None
        if is_band and (self._lower or self._upper):
            lower = self._lower or _across(frame, frame.y_axis.start)
            upper = self._upper or _across(frame, frame.y_axis.stop)
            outline = [*frame.places(lower), *reversed(frame.places(upper))]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.colour("goodFill"))
            painter.drawPolygon(QPolygonF(outline))
        edge = QPen(colours.colour("success" if is_band else "warning"), 1.2, Qt.PenStyle.DashLine)
        for line in (self._lower, self._upper):
            draw_line(painter, frame, line, edge)
            if line:
                label_end(painter, frame, line, value_text(line[-1][1]))
        if self._second:
            draw_line(painter, frame, self._second, QPen(colours.colour("muted"), 1.6))
            painter.setBrush(colours.colour("muted"))
            painter.setPen(QPen(colours.colour("surface"), 1))
            for place in frame.places(self._second):
                painter.drawEllipse(place, DOT_PX, DOT_PX)


def _across(frame: Frame, value: float) -> Points:
    return (frame.x_axis.start, value), (frame.x_axis.stop, value)

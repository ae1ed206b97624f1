"""Axes and grid that the charts on the screen share, and the sums that put a value on them."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from ui.palette import current_palette
from ui.theme import body_font

Points = tuple[tuple[float, float], ...]

LABEL_PX = 11
TITLE_PX = 13
LEFT_PX, RIGHT_PX, TOP_PX, BOTTOM_PX = 40, 36, 40, 38
MOST_ROWS = 8
LEAST_SPREAD = 1.0
NICE_STEPS = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True)
class Axis:
    """A range of values with a labelled mark at every step.

    Attributes:
        unit: how many of the values make one of what the label speaks of, e.g. 12 for years told in months.
        names: values with the words that stand there, in place of a mark at every step, e.g. months of a year.
    """

    label: str
    start: float
    stop: float
    step: float
    unit: float = 1.0
    names: tuple[tuple[float, str], ...] = ()

    def holds(self, value: float) -> bool:
        """Say whether a value lies on the axis, its ends included."""
        return self.start <= value <= self.stop

    def ticks(self) -> tuple[float, ...]:
        """Return the values that carry a mark."""
        if self.names:
            return tuple(value for value, _ in self.names)
        count = int((self.stop - self.start) / self.step + 1e-9)
        return tuple(self.start + place * self.step for place in range(count + 1))

    def text(self, value: float) -> str:
        """Return what stands at a mark."""
        return dict(self.names).get(value) or value_text(value / self.unit)


def axis_around(label: str, values: Iterable[float]) -> Axis:
    """Return an axis with round steps that holds every value."""
    seen = [*values] or [0.0, 1.0]
    low, high = min(seen), max(seen)
    rough = max(high - low, LEAST_SPREAD) / MOST_ROWS
    scale = 10.0 ** math.floor(math.log10(rough))
    step = next(nice * scale for nice in NICE_STEPS if nice * scale >= rough * (1 - 1e-9))
    start, stop = math.floor(low / step) * step, math.ceil(high / step) * step
    return Axis(label, start, stop if stop > start else start + step, step)


@dataclass(frozen=True)
class Frame:
    """The area inside the axes of a chart of a certain size."""

    area: QRectF
    x_axis: Axis
    y_axis: Axis

    def place(self, x: float, y: float) -> QPointF:
        """Return where a pair of values stands, in pixels."""
        across = (x - self.x_axis.start) / (self.x_axis.stop - self.x_axis.start)
        up = (y - self.y_axis.start) / (self.y_axis.stop - self.y_axis.start)
        return QPointF(self.area.left() + across * self.area.width(), self.area.bottom() - up * self.area.height())

    def places(self, points: Points) -> list[QPointF]:
        """Return where the points that lie on the horizontal axis stand."""
        x_axis, y_axis, area = self.x_axis, self.y_axis, self.area
        across, up = area.width() / (x_axis.stop - x_axis.start), area.height() / (y_axis.stop - y_axis.start)
        left, bottom = area.left() - x_axis.start * across, area.bottom() + y_axis.start * up
        first, last = x_axis.start, x_axis.stop
        return [QPointF(left + x * across, bottom - y * up) for x, y in points if first <= x <= last]


def frame_in(width: int, height: int, x_axis: Axis, y_axis: Axis) -> Frame:
    """Return the frame of a chart that is so many pixels wide and high."""
    area = QRectF(LEFT_PX, TOP_PX, max(width - LEFT_PX - RIGHT_PX, 1), max(height - TOP_PX - BOTTOM_PX, 1))
    return Frame(area, x_axis, y_axis)


def draw_frame(painter: QPainter, frame: Frame, title: str) -> None:
    """Draw title, grid, marks and the names of the axes."""
    colours = current_palette()
    area = frame.area
    painter.setPen(colours.colour("ink"))
    painter.setFont(body_font(pixels=TITLE_PX, medium=True))
    painter.drawText(QPointF(4, TITLE_PX + 1), title)
    painter.setFont(body_font(pixels=LABEL_PX))
    painter.setPen(colours.colour("muted"))
    painter.drawText(QPointF(4, TOP_PX - 9), frame.y_axis.label)
    room = QRectF(area.left(), area.bottom() + 20, area.width(), LABEL_PX + 6)
    painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, frame.x_axis.label)
    for value in frame.y_axis.ticks():
        _draw_row(painter, frame, value)
    for value in frame.x_axis.ticks():
        _draw_column(painter, frame, value)


def draw_line(painter: QPainter, frame: Frame, points: Points, pen: QPen) -> None:
    """Draw the part of a line that lies on the chart."""
    places = frame.places(points)
    if len(places) > 1:
        painter.setPen(pen)
        painter.drawPolyline(places)


def label_end(painter: QPainter, frame: Frame, points: Points, text: str) -> None:
    """Write a label at the right of a line's last point, in the pen's colour."""
    end = next((point for point in reversed(points) if frame.x_axis.holds(point[0])), None)
    if end is not None:
        painter.setFont(body_font(pixels=LABEL_PX, medium=True))
        painter.drawText(QPointF(frame.area.right() + 4, frame.place(*end).y() + LABEL_PX * 0.36), text)


def value_text(value: float) -> str:
    """Return a value as it is written here, with a decimal comma."""
    return f"{value:.6g}".replace(".", ",")


def _draw_row(painter: QPainter, frame: Frame, value: float) -> None:
    colours = current_palette()
    height = frame.place(frame.x_axis.start, value).y()
    painter.setPen(QPen(colours.colour("border"), 1))
    painter.drawLine(QPointF(frame.area.left(), height), QPointF(frame.area.right(), height))
    painter.setPen(colours.colour("muted"))
    room = QRectF(0, height - 8, LEFT_PX - 6, 16)
    painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, value_text(value))


def _draw_column(painter: QPainter, frame: Frame, value: float) -> None:
    colours = current_palette()
    across = frame.place(value, frame.y_axis.start).x()
    painter.setPen(QPen(colours.colour("border"), 1))
    painter.drawLine(QPointF(across, frame.area.top()), QPointF(across, frame.area.bottom()))
    painter.setPen(colours.colour("muted"))
    text = frame.x_axis.text(value)
    width = QFontMetrics(painter.font()).horizontalAdvance(text)
    painter.drawText(QPointF(across - width / 2, frame.area.bottom() + LABEL_PX + 4), text)

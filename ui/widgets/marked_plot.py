"""A chart of measurements that can be pointed at, by mouse or by arrow keys."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.palette import current_palette
from ui.theme import body_font
from ui.widgets.plot_frame import Axis, Frame, draw_frame, frame_in

DOT_PX = 4.0
RING_PX = 8.0
REACH_PX = 14.0
EMPTY_PX = 6.0
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
EMPTY = "Belum ada hasil ukur pada rentang ini."


@dataclass(frozen=True)
class Mark:
    """One measurement: where it stands and what hovering over it says.

    Attributes:
        also_x: where it would stand by the age since birth, of a child judged by the corrected age.
        label: written beside it; such a mark is not stored yet and stands out.
    """

    x: float
    y: float
    text: str
    also_x: float | None = None
    label: str = ""


class MarkedPlot(QWidget):
    """Measurements joined by a line, before a ground that a subclass draws.

    Signals:
        chosen(int): the user pointed at the mark with this number.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ""
        self._axes = (Axis("", 0, 1, 1), Axis("", 0, 1, 1))
        self._marks: tuple[Mark, ...] = ()
        self._current = -1
        self._ground: tuple[object, QPixmap] | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def marks(self) -> tuple[Mark, ...]:
        """Return the measurements, also those that lie off the chart."""
        return self._marks

    def visible_marks(self) -> tuple[Mark, ...]:
        """Return the measurements that lie on the chart."""
        return tuple(mark for mark in self._marks if self._axes[0].holds(mark.x))

    def current(self) -> int:
        """Return the number of the mark pointed at, or -1."""
        return self._current

    def select(self, number: int) -> None:
        """Point at a mark, or at none, without a signal."""
        self._current = number if 0 <= number < len(self._marks) else -1
        self._describe()
        self.update()

    def place_of(self, number: int) -> QPointF:
        """Return where a mark stands, in pixels."""
        return self._frame().place(self._marks[number].x, self._marks[number].y)

    def sizeHint(self) -> QSize:
        """Return a size at which lines and labels can be told apart."""
        return QSize(520, 300)

    def minimumSizeHint(self) -> QSize:
        """Return the least such size."""
        return QSize(320, 220)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw grid, ground and measurements; grid and ground are kept as long as they stay the same."""
        painter = QPainter(self)
        frame = self._frame()
        painter.drawPixmap(0, 0, self._ground_of(frame))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_marks(painter, frame)
        if self.hasFocus():
            painter.setPen(QPen(current_palette().colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what the mark under the pointer is."""
        near = self._nearest(event.position())
        self.setToolTip(self._marks[near].text if near >= 0 else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the mark under the pointer."""
        near = self._nearest(event.position())
        if near >= 0:
            self._choose(near)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next or previous mark on the chart; everything else is the page's matter."""
        step = STEPS.get(Qt.Key(event.key()))
        seen = [number for number, mark in enumerate(self._marks) if self._axes[0].holds(mark.x)]
        if step is None or not seen:
            event.ignore()
        elif self._current in seen:
            self._choose(seen[max(0, min(seen.index(self._current) + step, len(seen) - 1))])
        else:
            self._choose(seen[-1])

    def _show(self, title: str, axes: tuple[Axis, Axis], marks: Sequence[Mark]) -> None:
        """Take another chart; the mark pointed at stays only while its measurement does."""
        kept = self._marks[self._current] if self._current >= 0 else None
        self._title, self._axes, self._marks = title, axes, tuple(marks)
        self._current = self._marks.index(kept) if kept in self._marks else -1
        self.setAccessibleName(title)
        self._describe()
        self.update()

    def _draw_ground(self, painter: QPainter, frame: Frame) -> None:
        """Draw what stands behind the measurements."""
        raise NotImplementedError

    def _ground_key(self) -> object:
        """Return what the ground depends on beside its size and axes; None draws it anew every time."""
        return None

    def _ground_of(self, frame: Frame) -> QPixmap:
        ratio = self.devicePixelRatioF()
        shown = self._ground_key()
        key = (self.size(), ratio, self._title, self._axes, current_palette(), shown)
        if self._ground is None or shown is None or self._ground[0] != key:
            drawn = QPixmap(self.size() * ratio)
            drawn.setDevicePixelRatio(ratio)
            drawn.fill(Qt.GlobalColor.transparent)
            painter = QPainter(drawn)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_frame(painter, frame, self._title)
            self._draw_ground(painter, frame)
            painter.end()
            self._ground = (key, drawn)
        return self._ground[1]

    def _draw_empty(self, painter: QPainter, frame: Frame) -> None:
        """Say that nothing was measured, on a ground of its own so that no line runs through the words."""
        colours, font = current_palette(), body_font(pixels=12)
        words = QRectF(QFontMetrics(font).boundingRect(EMPTY)).adjusted(-EMPTY_PX, -EMPTY_PX, EMPTY_PX, EMPTY_PX)
        words.moveCenter(frame.area.center())
        painter.fillRect(words, colours.colour("surface"))
        painter.setPen(colours.colour("muted"))
        painter.setFont(font)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, EMPTY)

    def _draw_marks(self, painter: QPainter, frame: Frame) -> None:
        colours = current_palette()
        seen = [frame.place(mark.x, mark.y) for mark in self.visible_marks()]
        if not seen:
            self._draw_empty(painter, frame)
            return
        self._draw_calendar_ages(painter, frame)
        painter.setPen(QPen(colours.colour("primary"), 2))
        painter.drawPolyline(seen)
        painter.setBrush(colours.colour("primary"))
        painter.setPen(QPen(colours.colour("surface"), 1))
        for place in seen:
            painter.drawEllipse(place, DOT_PX, DOT_PX)
        self._draw_new(painter, frame)
        if self._current >= 0 and self._axes[0].holds(self._marks[self._current].x):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours.colour("ink"), 2))
            painter.drawEllipse(self.place_of(self._current), RING_PX, RING_PX)

    def _draw_calendar_ages(self, painter: QPainter, frame: Frame) -> None:
        """Draw where measurements would stand by the age since birth: hollow, joined to where they are judged."""
        painter.setPen(QPen(current_palette().colour("muted"), 1, Qt.PenStyle.DotLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for mark in self.visible_marks():
            if mark.also_x is not None and self._axes[0].holds(mark.also_x):
                there = frame.place(mark.also_x, mark.y)
                painter.drawLine(frame.place(mark.x, mark.y), there)
                painter.drawEllipse(there, DOT_PX - 1, DOT_PX - 1)

    def _draw_new(self, painter: QPainter, frame: Frame) -> None:
        """Draw a mark that is not stored yet as a square with its label."""
        colours = current_palette()
        for mark in self.visible_marks():
            if mark.label:
                place = frame.place(mark.x, mark.y)
                painter.setPen(QPen(colours.colour("danger"), 2))
                painter.setBrush(colours.colour("surface"))
                painter.drawRect(QRectF(place.x() - DOT_PX, place.y() - DOT_PX, 2 * DOT_PX, 2 * DOT_PX))
                painter.setFont(body_font(pixels=12, medium=True))
                room = QFontMetrics(painter.font()).horizontalAdvance(mark.label) + RING_PX
                left = place.x() + RING_PX
                if left + room > frame.area.right():
                    left = place.x() - RING_PX - room
                below = place.y() < frame.area.top() + REACH_PX
                painter.drawText(QPointF(left, place.y() + (REACH_PX if below else 4)), mark.label)

    def _frame(self) -> Frame:
        return frame_in(self.width(), self.height(), *self._axes)

    def _choose(self, number: int) -> None:
        self.select(number)
        self.chosen.emit(number)

    def _nearest(self, where: QPointF) -> int:
        """Return the number of the mark within reach of a place, or -1."""
        frame = self._frame()
        near = [
            ((frame.place(mark.x, mark.y) - where).manhattanLength(), number)
            for number, mark in enumerate(self._marks)
            if frame.x_axis.holds(mark.x)
        ]
        distance, number = min(near, default=(REACH_PX + 1, -1))
        return number if distance <= REACH_PX else -1

    def _describe(self) -> None:
        said = self._marks[self._current].text if self._current >= 0 else ""
        self.setAccessibleDescription(said)

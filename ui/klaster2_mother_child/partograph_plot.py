"""The partograph on the screen."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ilp_desktop.domain.birth.partograph_chart import PartographChart
from ilp_desktop.domain.birth.partograph_drawing import (
    ALARM,
    LABEL,
    QUIET,
    STRONG,
    Drawing,
    Sign,
    Square,
    Stroke,
    Words,
    partograph_drawing,
)
from ui.palette import current_palette
from ui.theme import body_font

DRAWN_WIDTH = 620.0
INKS = {QUIET: "border", LABEL: "muted", STRONG: "ink", ALARM: "danger"}
SIGN = 3.4
FILLS = {"dots": Qt.BrushStyle.Dense5Pattern, "lines": Qt.BrushStyle.BDiagPattern, "full": Qt.BrushStyle.SolidPattern}
LEAST_PX, MOST_PX = 480, 780


class PartographPlot(QWidget):
    """Draws a partograph as wide as there is room, never higher than its shape asks for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing: Drawing | None = None
        self.setMaximumWidth(MOST_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_chart(self, chart: PartographChart | None, said: str) -> None:
        """Show a labour; ``said`` is what the chart says in words."""
        self._drawing = None if chart is None else partograph_drawing(chart, DRAWN_WIDTH)
        self.setVisible(chart is not None)
        self.setAccessibleName("Partograf")
        self.setAccessibleDescription(said)
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size at which the lines can be told apart."""
        width = int(DRAWN_WIDTH * 1.3)
        return QSize(width, self.height_for(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least such size."""
        return QSize(LEAST_PX, self.height_for(LEAST_PX))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that belongs to the width."""
        super().resizeEvent(event)
        self._fit()

    def height_for(self, width: int) -> int:
        """Return the height of the whole drawing at a width."""
        return 0 if self._drawing is None else int(width / self._drawing.width * self._drawing.height) + 1

    def _fit(self) -> None:
        height = self.height_for(self.width())
        if height != self.height():
            self.setFixedHeight(height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw every shape."""
        if self._drawing is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self.width() / self._drawing.width
        painter.scale(scale, scale)
        for shape in self._drawing.shapes:
            if isinstance(shape, Stroke):
                _stroke(painter, shape)
            elif isinstance(shape, Words):
                _words(painter, shape)
            elif isinstance(shape, Sign):
                _sign(painter, shape)
            else:
                _square(painter, shape)
        painter.end()


def _ink(tone: str) -> QColor:
    return current_palette().colour(INKS[tone])


def _stroke(painter: QPainter, stroke: Stroke) -> None:
    pen = QPen(_ink(stroke.tone), stroke.width)
    if stroke.dashed:
        pen.setDashPattern([4, 2.5])
    painter.setPen(pen)
    painter.drawPolyline([QPointF(x, y) for x, y in stroke.points])


def _words(painter: QPainter, words: Words) -> None:
    font = QFont(body_font(pixels=12, medium=words.bold))
    font.setPixelSize(max(round(words.size + 1), 1))
    painter.setFont(font)
    painter.setPen(_ink(words.tone))
    width = painter.fontMetrics().horizontalAdvance(words.text)
    left = {"left": words.x, "middle": words.x - width / 2, "right": words.x - width}[words.align]
    painter.drawText(QPointF(left, words.y + words.size * 0.4), words.text)


def _sign(painter: QPainter, sign: Sign) -> None:
    x, y = sign.x, sign.y
    painter.setPen(QPen(_ink(STRONG), 1.4))
    if sign.kind == "x":
        painter.drawLine(QPointF(x - SIGN, y - SIGN), QPointF(x + SIGN, y + SIGN))
        painter.drawLine(QPointF(x - SIGN, y + SIGN), QPointF(x + SIGN, y - SIGN))
    elif sign.kind == "o":
        painter.setBrush(current_palette().colour("surface"))
        painter.drawEllipse(QPointF(x, y), SIGN, SIGN)
    elif sign.kind == "dot":
        painter.setBrush(_ink(STRONG))
        painter.drawEllipse(QPointF(x, y), 1.8, 1.8)
    else:
        tip = -1 if sign.kind == "down" else 1
        painter.drawLine(QPointF(x - SIGN, y + tip * SIGN), QPointF(x, y))
        painter.drawLine(QPointF(x + SIGN, y + tip * SIGN), QPointF(x, y))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _square(painter: QPainter, square: Square) -> None:
    place = QRectF(square.x, square.y, square.width, square.height)
    painter.setPen(QPen(_ink(LABEL if square.fill else QUIET), 0.5))
    fill = FILLS.get(square.fill)
    painter.setBrush(QBrush(_ink(STRONG), fill) if fill is not None else QBrush())
    painter.drawRect(place)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if square.fill == "none":
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, "?")

"""The words along the foot of the display: they move only when there is no room for all of them."""

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetrics, QHideEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from ui.palette import current_palette
from ui.theme import body_font

STEP_MS = 33
SPEED = 0.11  # of the width a second
FONT_SHARE = 0.5
GAP_SHARE = 0.25
MILLISECONDS = 1000


class RunningText(QWidget):
    """One line of words."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._moved = 0.0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._move)

    def text(self) -> str:
        """Return the words."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show other words; without any the line goes."""
        if text != self._text:
            self._text, self._moved = text, 0.0
            self.setAccessibleName(text)
            self.setVisible(bool(text))
            self._start_or_rest()
            self.update()

    def moves(self) -> bool:
        """Tell whether the words are moving."""
        return self._timer.isActive()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to move when there is need."""
        super().showEvent(event)
        self._start_or_rest()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while nobody can see."""
        super().hideEvent(event)
        self._timer.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See anew whether the words fit."""
        super().resizeEvent(event)
        self._start_or_rest()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words, and behind them their beginning again while they move."""
        colours = current_palette()
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours.colour("primarySoft"))
        painter.setPen(colours.colour("accentInk"))
        painter.setFont(self._font())
        middle = Qt.AlignmentFlag.AlignVCenter
        if not self._timer.isActive():
            painter.drawText(self.rect(), middle | Qt.AlignmentFlag.AlignHCenter, self._text)
        else:
            wide = self._wide()
            for left in (-int(self._moved), wide + self._gap() - int(self._moved)):
                painter.drawText(QRect(left, 0, wide, self.height()), middle, self._text)
        painter.end()

    def _move(self) -> None:
        self._moved += self.width() * SPEED * STEP_MS / MILLISECONDS
        if self._moved >= self._wide() + self._gap():
            self._moved = 0.0
        self.update()

    def _start_or_rest(self) -> None:
        if self.isVisible() and self._wide() > self.width():
            self._timer.start(STEP_MS)
        else:
            self._timer.stop()

    def _font(self) -> QFont:
        return body_font(pixels=max(int(self.height() * FONT_SHARE), 1))

    def _wide(self) -> int:
        return QFontMetrics(self._font()).horizontalAdvance(self._text)

    def _gap(self) -> int:
        return int(self.width() * GAP_SHARE)

"""Icons that stand by themselves or in a line to type into, always in the colours of the theme worn at the time."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.widgets.icons import icon, icon_pixmap

NEW_COLOURS = (QEvent.Type.PaletteChange, QEvent.Type.StyleChange)


class Picture(QWidget):
    """An icon of one size."""

    def __init__(self, name: str, colour: str, pixels: int) -> None:
        super().__init__()
        self._name, self._colour, self._pixels = name, colour, pixels
        self.setFixedSize(pixels, pixels)

    def show_icon(self, name: str, colour: str) -> None:
        """Show another icon, or the same one in another colour."""
        self._name, self._colour = name, colour
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, icon_pixmap(self._name, self._colour, self._pixels))
        painter.end()


class LeadingPicture(QObject):
    """An icon at the left within a line to type into."""

    def __init__(self, line: QLineEdit, name: str, colour: str = "muted") -> None:
        super().__init__(line)
        self._name, self._colour = name, colour
        self.action = QAction(self)
        self._draw()
        line.addAction(self.action, QLineEdit.ActionPosition.LeadingPosition)
        line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw the icon again when the theme changes."""
        if event.type() in NEW_COLOURS:
            self._draw()
        return super().eventFilter(watched, event)

    def _draw(self) -> None:
        self.action.setIcon(icon(self._name, self._colour))

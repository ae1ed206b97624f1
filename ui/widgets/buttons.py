"""The kinds of button: one filled a page, quiet ones, small ones in a line, and the one that cannot be undone."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ui.widgets.icons import icon

ICON_PX = 16
ICON_GAP_PX = 4
ICON_COLOURS = {"primary": "onPrimary", "danger": "danger", "quiet": "primary", "plain": "muted"}


class Button(QPushButton):
    """A push button that Enter presses, once a stroke, and whose icon follows the theme."""

    def __init__(self, text: str, role: str, icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._icon_name = icon_name
        self._icon_colour = ICON_COLOURS.get(role, "ink")
        self.setProperty("role", role)
        self.setAutoDefault(False)
        self._icon_gap = ICON_GAP_PX if text else 0
        self.setIconSize(QSize(ICON_PX + self._icon_gap, ICON_PX))
        self._draw_icon()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter, but never on one that is held down."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
            event.accept()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon again when the theme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._icon_name:
            self._draw_icon()

    def set_icon(self, icon_name: str) -> None:
        """Show another icon."""
        self._icon_name = icon_name
        self._draw_icon()

    def _draw_icon(self) -> None:
        if self._icon_name:
            self.setIcon(icon(self._icon_name, self._icon_colour, room_right_px=self._icon_gap))


def primary_button(text: str, icon_name: str = "", parent: QWidget | None = None) -> Button:
    """Return the filled button: what the page is for; one a page."""
    return Button(text, "primary", icon_name, parent)


def quiet_button(text: str, icon_name: str = "", parent: QWidget | None = None) -> Button:
    """Return an outlined button for everything else."""
    return Button(text, "quiet", icon_name, parent)


def plain_button(text: str, icon_name: str = "", parent: QWidget | None = None) -> Button:
    """Return a button without a frame, for small things beside a heading or in a banner."""
    return Button(text, "plain", icon_name, parent)


def inline_button(text: str, parent: QWidget | None = None) -> Button:
    """Return a button as high as a line of text, for what a line leads to."""
    return Button(text, "inline", parent=parent)


def danger_button(text: str, icon_name: str = "", parent: QWidget | None = None) -> Button:
    """Return a button for what takes something away."""
    return Button(text, "danger", icon_name, parent)


def hide_unless(button: Button, *, may: bool) -> None:
    """Hide a button from whoever may not press it; one that is shown before it stands anywhere becomes a window."""
    if not may:
        button.hide()

"""Watches what happens to widgets while a test goes on."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget


class WindowsShown(QObject):
    """Takes down what becomes a window."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.names: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at every widget that is shown."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(type(watched).__name__)
        return super().eventFilter(watched, event)


class LaidOut(QObject):
    """Counts how often a widget was told to lay itself out anew; a tab widget that is told paints all it shows."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.LayoutRequest
        return super().eventFilter(watched, event)

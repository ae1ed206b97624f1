"""Work on a widget that is put off until somebody looks at it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class WhenSeen(QObject):
    """Does the newest piece of work at once while the widget is seen, and otherwise when it is shown next."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._work: Callable[[], object] | None = None
        widget.installEventFilter(self)

    def do(self, work: Callable[[], object]) -> None:
        """Put a piece of work in the place of any that still waits."""
        self._work = work
        if self._widget.isVisible():
            self.now()

    def drop(self) -> None:
        """Forget what waits."""
        self._work = None

    def now(self) -> None:
        """Do what waits, if anything does, whether or not the widget is seen."""
        work, self._work = self._work, None
        if work is not None:
            work()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Do what waits before the widget is painted for the first time."""
        if event.type() is QEvent.Type.Show:
            self.now()
        return super().eventFilter(watched, event)

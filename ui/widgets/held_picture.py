"""A part of the window that changes in many places keeps its picture for a moment and is painted once, complete."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ui.jobs import Jobs

LONGEST_MS = 150


class HeldPicture(QObject):
    """Holds what is painted of a widget until everything asked for is answered, but no longer than a blink."""

    def __init__(self, widget: QWidget, jobs: Jobs) -> None:
        super().__init__(widget)
        self._widget = widget
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(LONGEST_MS)
        self._patience.timeout.connect(self._show)
        jobs.idle.connect(self._on_idle)

    def hold(self) -> None:
        """Keep the picture as it is; whatever is asked for meanwhile belongs to the next one."""
        if self._widget.isVisible():
            self._widget.setUpdatesEnabled(False)
            self._patience.start()

    def _on_idle(self) -> None:
        if self._patience.isActive():
            self._show()

    def _show(self) -> None:
        self._patience.stop()
        self._widget.setUpdatesEnabled(True)

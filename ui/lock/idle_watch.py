"""Notices that nobody has touched keyboard or mouse of the window for some minutes."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

MINUTE_MS = 60_000
TOUCHES = frozenset(
    {
        *(QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove),
        *(QEvent.Type.Wheel, QEvent.Type.TouchBegin, QEvent.Type.ShortcutOverride),
    }
)


class IdleWatch(QObject):
    """Looks at what reaches the window itself, before any widget: that is little, and nothing else has to be heard.

    Signals:
        went_idle(): so long nothing was touched.
    """

    went_idle = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._watched: QObject | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.went_idle)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._on_focus_window_changed)

    def begin(self, minutes: int) -> None:
        """Watch from now on."""
        handle = self._window.windowHandle()
        if handle is not None and handle is not self._watched:
            handle.installEventFilter(self)
            self._watched = handle
        self._timer.start(minutes * MINUTE_MS)

    def rest(self) -> None:
        """Watch no longer."""
        self._timer.stop()

    def touched(self) -> None:
        """Count anew."""
        if self._timer.isActive():
            self._timer.start()

    def left_ms(self) -> int:
        """Return how long is left, -1 while nothing is watched."""
        return self._timer.remainingTime()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count anew with each key and each move of the mouse."""
        if event.type() in TOUCHES:
            self.touched()
        return super().eventFilter(watched, event)

    def _on_focus_window_changed(self, _window: object) -> None:
        self.touched()

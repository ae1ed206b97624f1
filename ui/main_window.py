"""The one window of the program: it shows one scene at a time and says what has to be said above it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.messages import Messages
from ui.stall_watch import StallWatch

DESIGN_SIZE_PX = (1366, 768)
LEAST_SIZE_PX = (1024, 640)


class MainWindow(QMainWindow):
    """The window; sign-in, first run, trouble and the day's work are scenes in it.

    Attributes:
        messages: the banners of this window.
        stalls: measures how long it did not answer.
        may_close: asked before the window closes; who answers no closes it later.

    Signals:
        closing(): the window closes; saves under way must be finished now.
    """

    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("ILP Desktop")
        self.setMinimumSize(*LEAST_SIZE_PX)
        self.resize(*DESIGN_SIZE_PX)
        central = QWidget()
        central.setObjectName("central")
        self._place = QVBoxLayout(central)
        self._place.setContentsMargins(0, 0, 0, 0)
        self.setCentralWidget(central)
        self._scene: QWidget | None = None
        self._cover: QWidget | None = None
        self._under: QWidget | None = None
        self.may_close: Callable[[], bool] = lambda: True
        self.messages = Messages(self)
        self.stalls = StallWatch(self)

    def scene(self) -> QWidget | None:
        """Return what is shown now."""
        return self._scene

    def show_scene(self, scene: QWidget) -> None:
        """Show a scene in place of the one before, which is let go."""
        self.uncover()
        before, self._scene = self._scene, scene
        if before is not None:
            self._place.removeWidget(before)
            before.hide()
            before.deleteLater()
        self._place.addWidget(scene)
        scene.show()
        scene.setFocus()

    def cover_shown(self) -> QWidget | None:
        """Return what covers the scene, or None."""
        return self._cover

    def cover(self, cover: QWidget) -> None:
        """Hide the scene with everything said above it, and show this in its place until ``uncover``."""
        self.uncover()
        self._cover = cover
        self._under = QApplication.focusWidget()
        if self._scene is not None:
            self._scene.hide()
        self.messages.stack.hide()
        self._place.addWidget(cover)
        cover.show()
        cover.setFocus()

    def uncover(self) -> None:
        """Show the scene again, and go back to the very field one came from."""
        cover, self._cover = self._cover, None
        if cover is None:
            return
        self._place.removeWidget(cover)
        cover.hide()
        cover.deleteLater()
        if self._scene is not None:
            self._scene.show()
            under = self._under
            if under is not None and isValid(under) and self._scene.isAncestorOf(under):
                under.setFocus()
            else:
                self._scene.setFocus()
        self.messages.stack.show_again()

    def bring_to_front(self) -> None:
        """Come before the other windows of the screen, also when minimized."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()
        QApplication.alert(self)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let whoever runs the program finish its work first."""
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)

"""The window of the display: whole on a second screen where there is one, an ordinary window where there is none."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QResizeEvent, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.queue_display.board import Board
from ui.queue_display.running_text import RunningText
from ui.widgets.page import STEP_BACK, on_key

TITLE = "Layar antrean"
ORDINARY_SIZE_PX = (960, 540)
FOOT_SHARE = 0.085


class DisplayWindow(QWidget):
    """Board and running text, on the screen that the main window does not stand on.

    Attributes:
        board, foot: its parts.

    Signals:
        closed(): somebody closed it.
    """

    closed = Signal()

    def __init__(self, main: QWidget) -> None:
        super().__init__()
        self._main = main
        self._shutting = False
        self.setWindowTitle(TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.board = Board()
        self.foot = RunningText()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.board, 1)
        column.addWidget(self.foot)
        on_key(STEP_BACK, self, self.close)
        self.resize(*ORDINARY_SIZE_PX)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._on_screens_changed)
            app.screenRemoved.connect(self._on_screens_changed)

    def open(self, *, take_focus: bool) -> None:
        """Show it where it belongs; without taking the focus from whoever is typing, unless it was asked for."""
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not take_focus)
        self._take_place()

    def shut(self) -> None:
        """Close it because the program does, not because somebody wants it closed."""
        self._shutting = True
        self.close()
        self.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the foot its share of the height."""
        super().resizeEvent(event)
        self.foot.setFixedHeight(int(self.height() * FOOT_SHARE))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that it was closed."""
        super().closeEvent(event)
        if not self._shutting:
            self.closed.emit()

    def _take_place(self) -> None:
        screen = second_screen(self._main.screen())
        if screen is None:
            self.showNormal()
            return
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()

    def _on_screens_changed(self, _screen: QScreen) -> None:
        """Move to a screen that came; when it goes, never lie over the window that is worked in."""
        if not self.isVisible():
            return
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, True)
        if second_screen(self._main.screen()) is None:
            self.showNormal()
            own = self._main.screen()
            self.setScreen(own)
            self.setGeometry(QRect(own.availableGeometry().topLeft(), QSize(*ORDINARY_SIZE_PX)))
            self.lower()
        else:
            self._take_place()


def second_screen(own: QScreen) -> QScreen | None:
    """Return the first screen that is not the one worked at, or None."""
    return next((screen for screen in QGuiApplication.screens() if screen is not own), None)

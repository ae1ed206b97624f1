"""What is typed while the next panel is still being read: kept, and handed on to it."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget


class TypedAhead(QWidget):
    """Has the focus while something is read, so that keys meant for it fall into nothing else."""

    def __init__(self, around: QWidget) -> None:
        super().__init__(around)
        self._around = around
        self.setFixedSize(0, 0)
        self._before: QWidget | None = None
        self._keys: list[QKeyEvent] = []

    def begin(self) -> None:
        """Take the keys from now on, if they come here at all."""
        here = QApplication.focusWidget()
        if here is None or here is self or not self._around.isAncestorOf(here):
            return
        self._before = here
        self._keys = []
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def hand_on(self) -> None:
        """Type what was kept where the focus is now, wherever each key leads."""
        keys, self._keys = self._keys, []
        for key in keys:
            here = QApplication.focusWidget()
            if here is not None and here is not self:
                QCoreApplication.sendEvent(here, key)

    def give_back(self) -> None:
        """Forget the keys, since nothing came, and go back to where one was."""
        self._keys = []
        if self.hasFocus() and self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep a key."""
        self._keys.append(event.clone())

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Keep that a key was let go, without which no button is pressed."""
        self._keys.append(event.clone())

"""A row of buttons of which one is always down: which view of the same thing is shown."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class ViewSwitch(QWidget):
    """Chooses one of a few (code, label); arrows move on, one stop for Tab.

    Signals:
        changed(str): the user chose another view.
    """

    changed = Signal(str)

    def __init__(self, name: str, views: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._codes = [code for code, _ in views]
        self._group = QButtonGroup(self)
        self._buttons: list[QPushButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.setAccessibleName(name)
        for number, (_, shown) in enumerate(views):
            button = _ViewButton(shown, name)
            button.setProperty("place", {0: "first", len(views) - 1: "last"}.get(number, "middle"))
            button.stepped.connect(self._step)
            self._group.addButton(button, number)
            self._buttons.append(button)
            row.addWidget(button)
        self._group.idClicked.connect(self._on_clicked)
        self.select(self._codes[0])

    def current(self) -> str:
        """Return the code of the view shown."""
        return self._codes[self._group.checkedId()]

    def select(self, code: str) -> None:
        """Show a view without a signal."""
        number = self._codes.index(code)
        self._buttons[number].setChecked(True)
        for place, button in enumerate(self._buttons):
            here = place == number
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self._buttons[number])

    def button(self, code: str) -> QPushButton:
        """Return the button of a view."""
        return self._buttons[self._codes.index(code)]

    def set_offered(self, code: str, *, offered: bool) -> None:
        """Let a view be chosen, or not."""
        self.button(code).setEnabled(offered)

    def _on_clicked(self, number: int) -> None:
        self.select(self._codes[number])
        self.changed.emit(self._codes[number])

    def _step(self, step: int) -> None:
        count = len(self._codes)
        number = (self._group.checkedId() + step) % count
        while not self._buttons[number].isEnabled():
            number = (number + step) % count
        self._buttons[number].setFocus()
        self._on_clicked(number)


class _ViewButton(QPushButton):
    """One of the buttons; hands arrow keys to the row."""

    stepped = Signal(int)

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(False)
        self.setAccessibleName(f"{name}: {text}")
        self.setProperty("role", "segment")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next view by arrow."""
        step = STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)

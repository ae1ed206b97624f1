"""The one triage field: its digits, and what each of them means."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from ilp_desktop.domain.queue.triage import TriageChoice
from ui.widgets.field import Field, mark_wrong

LINE_WIDTH_PX = 72
MOST_DIGITS = 12


class _TriageEditor(QWidget):
    """The line typed into, and a button for each digit."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setFixedWidth(LINE_WIDTH_PX)
        self.line.setMaxLength(MOST_DIGITS)
        self.buttons: dict[str, QPushButton] = {}
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)
        self.row.addWidget(self.line)
        self.row.addStretch(1)
        self.setFocusProxy(self.line)


class TriageField(Field):
    """Digits typed, or pressed by mouse; blank until somebody asked."""

    def __init__(self, name: str, label: str) -> None:
        self._parts = _TriageEditor()
        self._none_found = ""
        super().__init__(name, label, self._parts, required=True)
        self.line = self._parts.line
        self.line.setAccessibleName(label)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._on_text_changed)

    def offer(self, choices: Sequence[TriageChoice]) -> None:
        """Show the digits that apply to the person."""
        for button in self._parts.buttons.values():
            self._parts.row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._none_found = next((choice.digit for choice in choices if choice.sign is None), "")
        self._parts.buttons = {choice.digit: self._button(choice) for choice in choices}
        for place, button in enumerate(self._parts.buttons.values(), start=1):
            self._parts.row.insertWidget(place, button)
        self._show_digits()

    def choices(self) -> list[str]:
        """Return the words of the digits offered."""
        return [button.text() for button in self._parts.buttons.values()]

    def value(self) -> str | None:
        """Return what is typed, None when nobody has asked."""
        return self.text() or None

    def text(self) -> str:
        """Return what is typed."""
        return self.line.text().strip()

    def set_value(self, value: object) -> None:
        """Show digits."""
        blocker = QSignalBlocker(self.line)
        self.line.setText(str(value or ""))
        blocker.unblock()
        self._show_digits()

    def _button(self, choice: TriageChoice) -> QPushButton:
        button = QPushButton(f"{choice.digit}  {choice.label}")
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setProperty("role", "segment")
        button.setProperty("place", "only")
        button.clicked.connect(lambda: self._press(choice.digit))
        return button

    def _press(self, digit: str) -> None:
        """Add a digit, or take it away; that nothing was found stands alone."""
        digits = set(self.text()) ^ {digit}
        digits &= {digit} if digit == self._none_found else digits - {self._none_found}
        self.line.setText("".join(sorted(digits)))
        self.line.setFocus(Qt.FocusReason.MouseFocusReason)

    def _on_text_changed(self) -> None:
        self._show_digits()
        self._on_edited()

    def _show_digits(self) -> None:
        for digit, button in self._parts.buttons.items():
            button.setChecked(digit in self.text())

    def _mark_wrong(self, *, wrong: bool) -> None:
        mark_wrong(self.line, wrong=wrong)

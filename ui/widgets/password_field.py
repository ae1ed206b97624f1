"""A field for a password: hidden as it is typed, with a word of warning when Caps Lock is on."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ui.palette import Tone
from ui.widgets.field import Field

CAPS_LOCK_ON = "Caps Lock menyala."
LONGEST = 200


class PasswordLine(QLineEdit):
    """A hidden line that tells from the letters typed whether Caps Lock is on.

    Signals:
        caps_lock_seen(bool): whether it is on, as far as the last key told.
    """

    caps_lock_seen = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhNoAutoUppercase)
        self._caps_lock = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type, and look at what the letter says about Caps Lock."""
        text = event.text()
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_CapsLock and self._caps_lock:
            self._tell(on=False)
        elif len(text) == 1 and text.lower() != text.upper():
            self._tell(on=text.isupper() != shifted)
        super().keyPressEvent(event)

    def _tell(self, *, on: bool) -> None:
        self._caps_lock = on
        self.caps_lock_seen.emit(on)


class PasswordField(Field):
    """A password; spaces around it are part of it."""

    def __init__(self, name: str, label: str, *, required: bool = False, hint: str = "") -> None:
        self.line = PasswordLine()
        super().__init__(name, label, self.line, required=required)
        self.line.setPlaceholderText(hint)
        self.line.setMaxLength(LONGEST)
        self.line.textChanged.connect(self._on_edited)
        self.line.caps_lock_seen.connect(self._on_caps_lock_seen)

    def text(self) -> str:
        """Return the password as it was typed."""
        return self.line.text()

    def value(self) -> str | None:
        """Return the password, or None when blank."""
        return self.text() or None

    def set_value(self, value: object) -> None:
        """Put a password in without reporting a change."""
        blocker = QSignalBlocker(self.line)
        self.line.setText("" if value is None else str(value))
        blocker.unblock()

    def _on_caps_lock_seen(self, on: bool) -> None:  # noqa: FBT001 - the signal hands it over
        self.set_note(CAPS_LOCK_ON if on else "", Tone.WARN)

"""Fields for words: one line, or several."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from ui.palette import Tone
from ui.widgets.field import Field

PAGE_KEYS = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
LINE_HEIGHT_PX = 18
MOST_LETTERS = 200
CUT = "Terisi {longest} huruf; selebihnya tidak muat."


class LineField(Field):
    """A field typed into one line, of a kind of its own if given; what the text means is the subclass's matter."""

    def __init__(
        self,
        name: str,
        label: str,
        *,
        required: bool = False,
        hint: str = "",
        max_length: int = MOST_LETTERS,
        line: QLineEdit | None = None,
    ) -> None:
        self.line = QLineEdit() if line is None else line
        super().__init__(name, label, self.line, required=required)
        self.line.setPlaceholderText(hint)
        self.line.setMaxLength(max_length)
        self.line.textChanged.connect(self._on_edited)
        self.line.inputRejected.connect(self._on_rejected)

    def text(self) -> str:
        """Return what is typed, without spaces around it."""
        return self.line.text().strip()

    def set_text(self, text: str) -> None:
        """Show a text without reporting a change."""
        blocker = QSignalBlocker(self.line)
        self.line.setText(text)
        blocker.unblock()

    def _on_edited(self) -> None:
        """Report a change; that something was left out is said until there is room again."""
        if self.note.text() == self._cut() and len(self.line.text()) < self.line.maxLength():
            self.set_note("")
        super()._on_edited()

    def _on_rejected(self) -> None:
        """Say that what is longer was left out."""
        if len(self.line.text()) >= self.line.maxLength():
            self.set_note(self._cut(), Tone.WARN)

    def _cut(self) -> str:
        return CUT.format(longest=self.line.maxLength())


class TextField(LineField):
    """One line of words."""

    def value(self) -> str | None:
        """Return the words, or None when blank."""
        return self.text() or None

    def set_value(self, value: object) -> None:
        """Show words."""
        self.set_text("" if value is None else str(value))


class _MultiLineEdit(QPlainTextEdit):
    """Leaves PageUp and PageDown to the form."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type, but let the form have its keys."""
        if event.key() in PAGE_KEYS:
            event.ignore()
            return
        super().keyPressEvent(event)


class MultiLineField(Field):
    """Several lines of words; Enter starts a new line, Tab leaves."""

    def __init__(self, name: str, label: str, *, required: bool = False, hint: str = "", lines: int = 3) -> None:
        self.box = _MultiLineEdit()
        super().__init__(name, label, self.box, required=required)
        self.box.setPlaceholderText(hint)
        self.box.setTabChangesFocus(True)
        self.box.setFixedHeight(lines * LINE_HEIGHT_PX + 14)
        self.box.textChanged.connect(self._on_edited)

    def text(self) -> str:
        """Return what is typed, without spaces around it."""
        return self.box.toPlainText().strip()

    def value(self) -> str | None:
        """Return the words, or None when blank."""
        return self.text() or None

    def set_value(self, value: object) -> None:
        """Show words."""
        blocker = QSignalBlocker(self.box)
        self.box.setPlainText("" if value is None else str(value))
        blocker.unblock()

"""Fields for words: one line, or several."""

import re
from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from ilp_desktop.domain.count_text import count_text
from ui.palette import Tone
from ui.widgets.field import Field

SHORT_WORD = re.compile(r"(?:^|\s)(\.[A-Za-z0-9]{1,15})$")
PAGE_KEYS = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
LINE_HEIGHT_PX = 18
MOST_LETTERS = 200
TOO_LONG = "Paling panjang {longest} huruf; isian ini {typed}. Tidak ada yang dipotong: pindahkan sebagian."
FULL = "Terisi {longest} huruf; selebihnya tidak muat."
PASTED_TOO_LONG = "Yang ditempel tidak muat: paling panjang {longest} huruf. Isian tetap seperti semula."


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
        self._stood = ""
        self._refused = False
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
        self._stood = self.line.text()

    def _on_edited(self) -> None:
        """Report a change; what was pasted and does not fit is taken back whole, so that nothing is cut off."""
        if self._refused:
            self._refused = False
            self.line.setText(self._stood)
            self.set_note(self._told(PASTED_TOO_LONG), Tone.WARN)
            return
        self._stood = self.line.text()
        told = self.note.text()
        if told == self._told(PASTED_TOO_LONG) or (told == self._told(FULL) and not self._is_full()):
            self.set_note("")
        super()._on_edited()

    def _on_rejected(self) -> None:
        """Say that there is no more room; what came in part, as a pasting does, is taken back as it is reported."""
        self._refused = self.line.text() != self._stood
        if not self._refused and self._is_full():
            self.set_note(self._told(FULL), Tone.WARN)

    def _is_full(self) -> bool:
        return len(self.line.text()) >= self.line.maxLength()

    def _told(self, words: str) -> str:
        return words.format(longest=self.line.maxLength())


class TextField(LineField):
    """One line of words."""

    def value(self) -> str | None:
        """Return the words, or None when blank."""
        return self.text() or None

    def set_value(self, value: object) -> None:
        """Show words."""
        self.set_text("" if value is None else str(value))


class _MultiLineEdit(QPlainTextEdit):
    """Leaves PageUp and PageDown to the form; Space or Tab after a short word put its text in its place.

    Attributes:
        short_texts: the text of every short word.
    """

    def __init__(self) -> None:
        super().__init__()
        self.short_texts: Mapping[str, str] = {}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type, but let the form have its keys."""
        if event.key() in PAGE_KEYS:
            event.ignore()
            return
        if event.key() == Qt.Key.Key_Space and self._expand():
            event.accept()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own
        """Go on with Tab, unless it put a text in the place of a short word."""
        return (forward and self._expand()) or super().focusNextPrevChild(forward)

    def _expand(self) -> bool:
        """Put the text of the short word before the cursor in its place, as one step that can be undone."""
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        found = SHORT_WORD.search(before) if not cursor.hasSelection() else None
        text = self.short_texts.get(found.group(1).lower()) if found else None
        if found is None or text is None:
            return False
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(found.group(1)))
        cursor.insertText(text)
        self.setTextCursor(cursor)
        return True


class MultiLineField(Field):
    """Several lines of words; Enter starts a new line, Tab leaves."""

    def __init__(
        self, name: str, label: str, *, required: bool = False, hint: str = "", lines: int = 3, longest: int = 0
    ) -> None:
        """Without ``longest`` the field itself takes any length."""
        self.box = _MultiLineEdit()
        self._longest = longest
        super().__init__(name, label, self.box, required=required)
        self.box.setPlaceholderText(hint)
        self.box.setTabChangesFocus(True)
        self.box.setFixedHeight(lines * LINE_HEIGHT_PX + 14)
        self.box.textChanged.connect(self._on_edited)

    def set_short_texts(self, texts: Mapping[str, str]) -> None:
        """Say which short words stand for which texts."""
        self.box.short_texts = texts

    def problem(self) -> str:
        """Return that the text is too long, if it is."""
        typed = len(self.text()) if self._longest else 0
        return (
            ""
            if typed <= self._longest
            else TOO_LONG.format(longest=count_text(self._longest), typed=count_text(typed))
        )

    def _on_edited(self) -> None:
        """Report a change, and say at once when the text has become too long."""
        super()._on_edited()
        if self.problem():
            self.set_error(self.problem())

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

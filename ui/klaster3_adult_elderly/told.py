"""A heading and some lines beneath it, as pictures of a person tell what is on record."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.folded_lines import FoldedLines
from ui.widgets.labels import Pill, label

MOST_TOLD = 6
Line = tuple[Pill | None, str]


class ToldLines(FoldedLines[Line]):
    """One line each, with a chip before it where there is one."""

    def add_line(self, row: int, line: Line) -> None:
        """Put chip and words into a row."""
        chip, text = line
        words = label(text)
        words.setWordWrap(True)
        if chip is None:
            self.put(words, row, 0, span=2)
            return
        self.put(chip, row, 0)
        self.put(words, row, 1)


class Told(QWidget):
    """A heading, some lines of which the first are seen, and a small button that leads to the form."""

    def __init__(self, title: str, nothing: str, parent: QWidget | None = None, *, most: int = MOST_TOLD) -> None:
        super().__init__(parent)
        self._nothing = nothing
        self._most = most
        self._told: tuple[Line, ...] = ()
        self.lines = ToldLines()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._head = QHBoxLayout()
        if title:
            self._head.addWidget(label(title, "section"))
        self._head.addStretch(1)
        column.addLayout(self._head)
        column.addWidget(self.lines)
        column.addStretch(1)

    def add_action(self, widget: QWidget) -> None:
        """Put a small button at the right of the heading."""
        self._head.addWidget(widget)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show the first lines, the others at a press."""
        self._told = tuple(lines)
        self.lines.show_lines(self._told, self._most, self._nothing)

    def texts(self) -> list[str]:
        """Return what all lines say."""
        return [text for _, text in self._told]

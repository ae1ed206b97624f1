"""Lines of which the first are shown, the others at a press."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.widgets.buttons import inline_button
from ui.widgets.labels import Pill, label

Line = TypeVar("Line")


class FoldedLines(QWidget, Generic[Line]):
    """One line each, a word before it and what it says; subclasses say what a line is made of."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet, self._grid = _sheet()
        self._lines: tuple[Line, ...] = ()
        self._parts: list[QWidget] = []
        self.more_button = inline_button("")
        self.more_button.clicked.connect(self._unfold)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self._sheet)
        self._column.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)

    def show_lines(self, lines: Sequence[Line], most: int, nothing: str) -> None:
        """Show the first lines, or the words for none; whoever stands at one of them stays at its place."""
        self._lines = tuple(lines)
        reached = self._reached()
        here = next((place for place, part in enumerate(reached) if part.hasFocus()), -1)
        self._draw(most, nothing)
        if here >= 0 and self._reached():
            self._go_to(here)

    def texts(self) -> list[str]:
        """Return the sentences shown, from top to bottom."""
        return [part.text() for part in self._parts if not isinstance(part, Pill) and hasattr(part, "text")]

    def add_line(self, row: int, line: Line) -> None:
        """Put the parts of a line into a row."""
        raise NotImplementedError

    def put(self, part: QWidget, row: int, column: int, *, span: int = 1) -> None:
        """Put a part of a line where it stands; words fill their place, the rest stays at its upper end."""
        self._parts.append(part)
        alignment = Qt.AlignmentFlag(0) if column == 1 or span > 1 else Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(part, row, column, 1, span, alignment)

    def _unfold(self) -> None:
        """Show all lines, with the focus on the first thing of those that come to light."""
        folded, focused = len(self._reached()), self.more_button.hasFocus()
        self._draw(len(self._lines), "")
        if focused and self._reached():
            self._go_to(folded)

    def _go_to(self, place: int) -> None:
        reached = self._reached()
        target = reached[min(place, len(reached) - 1)]
        target.show()  # a layout would do it only when the program is idle, and nothing hidden takes the focus
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _reached(self) -> list[QWidget]:
        """Return the parts that take the focus, from top to bottom."""
        return [part for part in self._parts if part.focusPolicy().value & Qt.FocusPolicy.TabFocus.value]

    def _draw(self, most: int, nothing: str) -> None:
        """Write the lines on a sheet apart and put it in place at once: shown one by one, each lays out all anew."""
        old, (self._sheet, self._grid) = self._sheet, _sheet()
        self._parts = []
        shown = self._lines[:most]
        for row, line in enumerate(shown):
            self.add_line(row, line)
        if not shown:
            self.put(label(nothing, "muted"), 0, 0, span=2)
        self._column.replaceWidget(old, self._sheet)
        old.hide()
        old.deleteLater()
        self._sheet.show()
        left = len(self._lines) - len(shown)
        self.more_button.setText(f"{left} lagi")
        self.more_button.setVisible(left > 0)
        chain = [self.more_button, *self._reached(), self.more_button]  # lines made later are walked through first
        for before, after in pairwise(chain):
            if before is not after:
                QWidget.setTabOrder(before, after)


def _sheet() -> tuple[QWidget, QGridLayout]:
    """Return what lines are written on."""
    sheet = QWidget()
    grid = QGridLayout(sheet)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    return sheet, grid

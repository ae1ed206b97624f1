"""Lines under headings, of which some are ticked with Space and taken with Enter."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

LINE_ROLE = Qt.ItemDataRole.UserRole
ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TickedList(QListWidget):
    """Headings and lines; each line stands for something, and none is ticked before somebody does.

    Signals:
        taken(): Enter was pressed: what is ticked is wanted.
    """

    taken = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take what is ticked with Enter."""
        if event.key() not in ENTER_KEYS:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.taken.emit()

    def add_heading(self, text: str) -> None:
        """Put a heading after the last line."""
        item = QListWidgetItem(text)
        font = item.font()
        font.setBold(True)
        item.setFont(font)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.addItem(item)

    def add_line(self, text: str, stands_for: object, why_not: str = "") -> None:
        """Put a line after the last one; where it says why not, it cannot be ticked."""
        item = QListWidgetItem(text)
        item.setData(LINE_ROLE, stands_for)
        if why_not:
            item.setFlags(Qt.ItemFlag.ItemIsSelectable)
            item.setToolTip(why_not)
        else:
            item.setCheckState(Qt.CheckState.Unchecked)
        self.addItem(item)

    def ticked(self) -> list[Any]:
        """Return what the lines ticked stand for, from top to bottom."""
        return [item.data(LINE_ROLE) for item in self._items() if item.checkState() is Qt.CheckState.Checked]

    def untick(self, stands_for: object = None) -> None:
        """Take the tick from the line of something, or from all."""
        for item in self._items():
            if item.checkState() is Qt.CheckState.Checked and stands_for in (None, item.data(LINE_ROLE)):
                item.setCheckState(Qt.CheckState.Unchecked)

    def go_to_first(self) -> None:
        """Stand at the first line, unless somebody stands somewhere."""
        if self.currentRow() < 0:
            self.setCurrentRow(min(1, self.count() - 1))

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]

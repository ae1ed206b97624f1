"""A field for any number of a long list, which scrolls by itself; Space ticks, Enter goes on."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSizePolicy

from ui.widgets.field import Field

CODE_ROLE = Qt.ItemDataRole.UserRole
ROW_PX = 28


class TickListField(Field):
    """Any number of (code, label), each on a line with a tick.

    Signals:
        left_with_enter(): Enter was pressed in the list.
    """

    left_with_enter = Signal()

    def __init__(self, name: str, label: str, *, required: bool = False) -> None:
        self.list = QListWidget()
        super().__init__(name, label, self.list, required=required)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.itemChanged.connect(self._on_edited)
        self.list.itemActivated.connect(self.left_with_enter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer other choices, none of them ticked."""
        blocker = QSignalBlocker(self.list)
        self.list.clear()
        for code, shown in choices:
            item = QListWidgetItem(shown)
            item.setData(CODE_ROLE, code)
            item.setToolTip(shown)
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setSizeHint(QSize(0, ROW_PX))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        blocker.unblock()

    def value(self) -> tuple[str, ...] | None:
        """Return the codes ticked in the order of the list, or None when none is."""
        ticked = (item for item in self._items() if item.checkState() is Qt.CheckState.Checked)
        return tuple(str(item.data(CODE_ROLE)) for item in ticked) or None

    def text(self) -> str:
        """Return the labels ticked."""
        return ", ".join(item.text() for item in self._items() if item.checkState() is Qt.CheckState.Checked)

    def set_value(self, value: object) -> None:
        """Tick these codes alone."""
        codes = set(value) if isinstance(value, list | tuple | set | frozenset) else set()
        blocker = QSignalBlocker(self.list)
        for item in self._items():
            ticked = item.data(CODE_ROLE) in codes
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        blocker.unblock()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

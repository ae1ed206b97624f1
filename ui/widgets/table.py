"""The one list view of the program: whole rows, quiet lines, keys as elsewhere."""

from collections.abc import Hashable
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.models.paged_table import TONE_ROLE, PagedTable
from ui.palette import Tone, current_palette
from ui.widgets.labels import CHIP_HEIGHT_PX, chip_width, paint_chip

ROW_HEIGHT_PX = 32
CELL_PADDING_PX = 11
BOTTOM_LINE_PX = 1
CHOOSING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class ChipDelegate(QStyledItemDelegate):
    """Draws a cell that has a tone as a chip, every other cell as usual."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        tone = index.data(TONE_ROLE)
        if not isinstance(tone, Tone):
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        text, option.text = option.text, ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        room = option.rect.width() - 2 * CELL_PADDING_PX
        width = min(chip_width(text), room)
        left = option.rect.left() + CELL_PADDING_PX
        top = option.rect.top() + (option.rect.height() - BOTTOM_LINE_PX - CHIP_HEIGHT_PX) // 2
        paint_chip(painter, QRectF(left, top, width, CHIP_HEIGHT_PX), text, tone)


class Table(QTableView):
    """Shows a ``PagedTable``.

    Signals:
        chosen(object): a row was chosen with Enter, Space or a double click.
        selected(object): another row is selected; None when none is.
    """

    chosen = Signal(object)
    selected = Signal(object)

    def __init__(self, model: PagedTable[Any], empty_text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = model
        self._empty_text = empty_text
        self._kept_key: Hashable = None
        self._kept_scroll = 0
        self.setModel(model)
        self._set_up_look()
        self._set_up_columns()
        self.doubleClicked.connect(self._on_double_clicked)
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        model.modelAboutToBeReset.connect(self._keep_place)
        model.modelReset.connect(self._restore_place)
        model.loaded.connect(self.viewport().update)

    def current_row(self) -> Any:
        """Return the selected row, or None."""
        index = self.currentIndex()
        return self._table.row(index) if index.isValid() else None

    def select_key(self, key: Hashable) -> bool:
        """Select the row with a key; False when it is not among those fetched."""
        number = self._table.find(key)
        if number >= 0:
            self.selectRow(number)
            self.setCurrentIndex(self._table.index(number, 0))
        return number >= 0

    def select_first(self) -> None:
        """Select the first row, if there is one."""
        if self._table.rowCount():
            self.selectRow(0)

    def set_empty_text(self, text: str) -> None:
        """Change what is said when there are no rows."""
        self._empty_text = text
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter or Space; everything else as in any list."""
        row = self.current_row()
        if event.key() in CHOOSING_KEYS and row is not None:
            if not event.isAutoRepeat():
                self.chosen.emit(row)
            event.accept()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, or what an empty list says."""
        super().paintEvent(event)
        if self._table.rowCount():
            return
        painter = QPainter(self.viewport())
        painter.setPen(current_palette().colour("muted"))
        place = self.viewport().rect().adjusted(24, 24, -24, -24)
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        text = "Memuat …" if self._table.is_fetching() else self._empty_text
        painter.drawText(place, flags, text)
        painter.end()

    def _set_up_look(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setItemDelegate(ChipDelegate(self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT_PX)

    def _set_up_columns(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(32)
        for number, column in enumerate(self._table.columns):
            if column.width is None:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
            else:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Interactive)
                header.resizeSection(number, column.width)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(self._table.row(index))

    def _on_current_changed(self) -> None:
        self.selected.emit(self.current_row())

    def _keep_place(self) -> None:
        row = self.current_row()
        self._kept_key = None if row is None else self._table.key(row)
        self._kept_scroll = self.verticalScrollBar().value()

    def _restore_place(self) -> None:
        found = self._kept_key is not None and self.select_key(self._kept_key)
        if not found and self._kept_key is not None:
            self.selected.emit(None)
        self.verticalScrollBar().setValue(self._kept_scroll)

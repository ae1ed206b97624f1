"""The first columns of a wide table, which stand while the others scroll by."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from ui.palette import current_palette
from ui.widgets.table import ROW_HEIGHT_PX, ChipDelegate, Table

EDGES = "QTableView#frozen {{ border: none; border-right: 1px solid {line}; border-radius: 0; }}"


class FrozenColumns(QTableView):
    """Lies over the left of a table and shows its first columns; the table itself keeps keys and focus."""

    def __init__(self, table: Table, count: int) -> None:
        super().__init__(table)
        self._table = table
        self._count = count
        self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        self.setObjectName("frozen")
        self._set_up()
        for number in range(count, table.model().columnCount()):
            self.setColumnHidden(number, True)
        for number in range(count):
            self.setColumnWidth(number, table.columnWidth(number))
        table.horizontalHeader().sectionResized.connect(self._on_resized)
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(table.verticalScrollBar().setValue)
        self.doubleClicked.connect(table.doubleClicked)
        table.installEventFilter(self)
        table.viewport().installEventFilter(self)
        self.place()

    def place(self) -> None:
        """Lie where the first columns of the table are."""
        width = sum(self._table.columnWidth(number) for number in range(self._count))
        edge = self._table.frameWidth()
        height = self._table.viewport().height() + self._table.horizontalHeader().height()
        self.setGeometry(edge, edge, width, height)
        self.horizontalHeader().setFixedHeight(self._table.horizontalHeader().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the table when it is given another size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self.place()
        return super().eventFilter(watched, event)

    def _set_up(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet(EDGES.format(line=current_palette().colour("border").name()))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setItemDelegate(ChipDelegate(self))
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT_PX)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(32)

    def _on_resized(self, number: int, _old: int, new: int) -> None:
        if number < self._count:
            self.setColumnWidth(number, new)
            self.place()

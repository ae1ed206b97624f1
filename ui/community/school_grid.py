"""The fast table of a day at a school: Enter goes along the row, and what a cell means is told as it is typed."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ilp_desktop.services.school.school_days import DayColumn, DayTable
from ui.community.school_row import RowEntry
from ui.models.paged_table import TONE_ROLE
from ui.palette import Tone
from ui.widgets.table import ROW_HEIGHT_PX, ChipDelegate

ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
RESULT, RESULT_PX = "Hasil", 320
NAME_PX = 240
NOT_ASKED = "-"
Index = QModelIndex | QPersistentModelIndex


class GridModel(QAbstractTableModel):
    """The rows of a class; the last column tells what a row comes to.

    Signals:
        typed(): something was typed.
    """

    typed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[DayColumn, ...] = ()
        self.rows: list[RowEntry] = []

    def show_rows(self, table: DayTable | None, rows: Sequence[RowEntry]) -> None:
        """Show a class."""
        self.beginResetModel()
        self.columns = table.columns if table else ()
        self.rows = list(rows)
        self.endResetModel()

    def refresh(self) -> None:
        """Show every row as it stands now."""
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self.columns)))

    def cell(self, index: Index) -> tuple[RowEntry, DayColumn] | None:
        """Return row and column of a cell that can be typed into, or None."""
        if not index.isValid() or index.column() >= len(self.columns):
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        return (row, column) if row.is_asked(column) else None

    def confirm(self, index: Index) -> None:
        """Say that an unlikely value is so."""
        found = self.cell(index)
        if found:
            found[0].confirm(found[1])
            self._changed(index)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """Return how many children there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """Return how many columns there are."""
        return 0 if parent.isValid() or not self.columns else len(self.columns) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name the columns, and the children beside their rows."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self.columns[section].title if section < len(self.columns) else RESULT
        pupil, age = self.rows[section].row.pupil, self.rows[section].row.facts.age
        return f"{section + 1}  {pupil.name} ({pupil.sex.value}, {age.years if age else '?'} th)"

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let cells be typed into that are asked of the child."""
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return base | Qt.ItemFlag.ItemIsEditable if self.cell(index) else base

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows, and its colour where something is wrong or unlikely."""
        row = self.rows[index.row()]
        if index.column() >= len(self.columns):
            text = row.result()
            return text if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) else None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text(column) if row.is_asked(column) else NOT_ASKED
        if role == Qt.ItemDataRole.EditRole:
            return row.text(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.error(column) or row.doubt(column) or row.note(column)
        if role != TONE_ROLE:
            return None
        return Tone.BAD if row.error(column) else Tone.WARN if row.doubt(column) else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed into a cell."""
        found = self.cell(index)
        if found is None or role != Qt.ItemDataRole.EditRole:
            return False
        if str(value) != found[0].text(found[1]):
            found[0].type(found[1], str(value))
            self._changed(index)
        return True

    def _changed(self, index: Index) -> None:
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), len(self.columns)))
        self.typed.emit()


class QuickDelegate(ChipDelegate):
    """Types into a cell; Enter and Tab take it over.

    Signals:
        entered(): a cell was typed and left by Enter or Tab.
    """

    entered = Signal()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        """Return a line without a frame."""
        line = QLineEdit(parent)
        line.setFrame(False)
        return line

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Take over what is typed and let the table go on."""
        keys = (*ENTER_KEYS, Qt.Key.Key_Tab)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in keys:
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self.entered.emit()
            return True
        return super().eventFilter(editor, event)


class SchoolGrid(QTableView):
    """The table with the names at its left, which stay in sight.

    Signals:
        moved(): another cell is in front, or the one in front changed.
        finished(): Enter left the last cell.
    """

    moved = Signal()
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = GridModel(self)
        self.setModel(self.grid)
        self.setAccessibleName("Tabel hari sekolah")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT_PX)
        self.verticalHeader().setFixedWidth(NAME_PX)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setHighlightSections(False)
        self._delegate = QuickDelegate(self)
        self._delegate.entered.connect(self._on_entered)
        self.setItemDelegate(self._delegate)
        self.selectionModel().currentChanged.connect(lambda *_: self.moved.emit())
        self.grid.typed.connect(self.moved)

    def show_class(self, table: DayTable | None, rows: Sequence[RowEntry]) -> None:
        """Show a class and go to its first cell."""
        self.grid.show_rows(table, rows)
        for number, column in enumerate(self.grid.columns):
            self.setColumnWidth(number, column.width)
        if self.grid.columns:
            self.setColumnWidth(len(self.grid.columns), RESULT_PX)
        self._go(self._next_from(0, -1))

    def current(self) -> tuple[RowEntry, DayColumn] | None:
        """Return row and column of the cell in front, or None."""
        return self.grid.cell(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go along the row with Enter, which confirms what is asked about; everything else as in any table."""
        if event.key() in ENTER_KEYS and not event.isAutoRepeat():
            found = self.current()
            if found and not found[0].error(found[1]) and found[0].doubt(found[1]):
                self.grid.confirm(self.currentIndex())
            self._go_on()
            event.accept()
            return
        super().keyPressEvent(event)

    def _on_entered(self) -> None:
        """Go on, unless the cell is wrong or unlikely: then it stays in front, and Enter once more says it is so."""
        found = self.current()
        if found and (found[0].error(found[1]) or found[0].doubt(found[1])):
            self.moved.emit()
            return
        self._go_on()

    def _go_on(self) -> None:
        here = self.currentIndex()
        found = self._next_from(here.row(), here.column())
        if found is None:
            self.finished.emit()
        else:
            self._go(found)

    def _next_from(self, row: int, column: int) -> tuple[int, int] | None:
        """Return the next cell that is asked, along the row and then in the next one."""
        for at in range(max(row, 0), len(self.grid.rows)):
            start = column + 1 if at == row else 0
            for across in range(start, len(self.grid.columns)):
                if self.grid.rows[at].is_asked(self.grid.columns[across]):
                    return at, across
        return None

    def _go(self, place: tuple[int, int] | None) -> None:
        if place is not None:
            self.setCurrentIndex(self.grid.index(*place))

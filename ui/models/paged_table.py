"""A table that fetches its rows in the background, a page at a time."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ilp_desktop.domain.errors import UserError
from ui.jobs import Jobs
from ui.palette import Tone

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
PAGE_SIZE = 50
MOST_RELOADED = 500
ROW_ROLE = Qt.ItemDataRole.UserRole
TONE_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: its heading and how a row is worded in it.

    Attributes:
        title: the heading.
        text: what a row says here.
        width: pixels; None takes a share of what is left.
        align_right: for figures.
        tooltip: what hovering tells.
        colour: the tone of the chip the text is shown in; None for plain text.
    """

    title: str
    text: Callable[[Row], str]
    width: int | None = None
    align_right: bool = False
    tooltip: Callable[[Row], str] | None = None
    colour: Callable[[Row], Tone | None] | None = None


def id_of(row: Any) -> Hashable:
    """Return what tells rows apart unless told otherwise: their ``id``, or the row itself."""
    found: Hashable = getattr(row, "id", row)
    return found


class PagedTable(QAbstractTableModel, Generic[Row]):
    """Rows by page.

    Nothing is read before the first ``reload``. ``fetch(after, limit)`` runs on a reader thread: the rows after a row
    (None: from the start), at most ``limit``.

    Signals:
        loaded(): an answer has arrived, be it empty or a failure.
        failed(UserError): a page could not be read; asking again is possible.
    """

    loaded = Signal()
    failed = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        fetch: Callable[[Row | None, int], Sequence[Row]],
        jobs: Jobs,
        page_size: int = PAGE_SIZE,
        *,
        key: Callable[[Row], Hashable] = id_of,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.key = key
        self._fetch = fetch
        self._jobs = jobs
        self._page_size = page_size
        self._rows: list[Row] = []
        self._fetching = False
        self._complete = True
        self._asked = 0

    def row(self, index: Index | int) -> Row:
        """Return the row at an index or a number."""
        return self._rows[index if isinstance(index, int) else index.row()]

    def rows(self) -> tuple[Row, ...]:
        """Return the rows fetched so far."""
        return tuple(self._rows)

    def find(self, key: Hashable) -> int:
        """Return the number of the row with a key, or -1."""
        return next((number for number, row in enumerate(self._rows) if self.key(row) == key), -1)

    def is_fetching(self) -> bool:
        """Tell whether an answer is awaited."""
        return self._fetching

    def reload(self) -> None:
        """Read again from the start; the rows shown stay until the answer comes."""
        limit = min(max(self._page_size, len(self._rows)), MOST_RELOADED)
        self._ask(None, limit, self._replace)

    def begin(self, rows: Sequence[Row]) -> None:
        """Show the first page, which was read along with something else."""
        self._asked += 1
        self._fetching, self._complete = False, len(rows) < self._page_size
        self._reset(rows)
        self.loaded.emit()

    def clear(self) -> None:
        """Show nothing, and drop whatever answer is still on its way."""
        self._asked += 1
        self._fetching, self._complete = False, True
        self._reset([])

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many rows are fetched."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def canFetchMore(self, parent: Index, /) -> bool:
        """Tell the view whether scrolling on brings more."""
        return not (parent.isValid() or self._complete or self._fetching)

    def fetchMore(self, parent: Index, /) -> None:
        """Ask for the next page."""
        if self.canFetchMore(parent):
            after = self._rows[-1] if self._rows else None
            self._ask(after, self._page_size, self._append)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a heading, set as its column is."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        return _alignment(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        row, column = self._rows[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tooltip(row) if column.tooltip else None
        if role == TONE_ROLE:
            return column.colour(row) if column.colour else None
        return row if role == ROW_ROLE else None

    def _ask(self, after: Row | None, limit: int, take: Callable[[Sequence[Row]], None]) -> None:
        """Ask for rows; an answer to an older question is dropped."""
        self._asked += 1
        mine = self._asked
        self._fetching = True

        def answered(rows: Sequence[Row]) -> None:
            if mine == self._asked:
                self._fetching = False
                self._complete = len(rows) < limit
                take(rows)
                self.loaded.emit()

        def failed(error: UserError) -> None:
            if mine == self._asked:
                self._fetching = False
                self.failed.emit(error)
                self.loaded.emit()

        self._jobs.read(lambda: self._fetch(after, limit), answered, owner=self, failed=failed)

    def _append(self, rows: Sequence[Row]) -> None:
        if rows:
            first = len(self._rows)
            self.beginInsertRows(NOWHERE, first, first + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def _replace(self, rows: Sequence[Row]) -> None:
        """Take the new rows, disturbing the view only when they are other rows."""
        if [self.key(row) for row in rows] == [self.key(row) for row in self._rows]:
            if rows and list(rows) != self._rows:
                self._rows = list(rows)
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.columns) - 1))
        else:
            self._reset(rows)

    def _reset(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()


def _alignment(column: Column[Any]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.align_right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter

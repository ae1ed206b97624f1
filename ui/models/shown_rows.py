"""A table of rows that are already at hand."""

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from ui.jobs import Jobs
from ui.models.paged_table import Column, PagedTable, id_of

Row = TypeVar("Row")
PAGE_SIZE = 500


class ShownRows(PagedTable[Row]):
    """Shows the rows it is handed, keeping the place of whoever reads the table."""

    def __init__(self, columns: Sequence[Column[Row]], jobs: Jobs, *, key: Callable[[Row], Hashable] = id_of) -> None:
        self._shown: tuple[Row, ...] = ()
        super().__init__(columns, self._page, jobs, PAGE_SIZE, key=key)

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows."""
        self._shown = tuple(rows)
        self.reload()

    def _page(self, after: Row | None, limit: int) -> Sequence[Row]:
        shown = self._shown
        if after is None:
            return shown[:limit]
        places = [number for number, row in enumerate(shown, start=1) if self.key(row) == self.key(after)]
        return shown[places[0] :][:limit] if places else ()

"""What was told visit by visit, a page at a time, below the picture of a person."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ui.models.paged_table import Column, PagedTable
from ui.widgets.card import Card
from ui.widgets.room.world import RoomWorld
from ui.widgets.table import Table

Row = TypeVar("Row")
Fetch = Callable[[UUID, Row | None, int], Sequence[Row]]
HEIGHT_PX = 250


class HistoryCard(Card, Generic[Row]):
    """The visits of one person, the newest first.

    Attributes:
        rows, table: what is shown.
    """

    def __init__(
        self,
        title: str,
        nothing: str,
        columns: Sequence[Column[Row]],
        fetch: Fetch[Row],
        context: RoomWorld,
        parent: QWidget | None = None,
    ) -> None:
        """``fetch`` reads the visits of a person behind one, at most so many, in the background."""
        super().__init__(title, parent)
        self._person_id: UUID | None = None
        self._fetch = fetch
        self.rows: PagedTable[Row] = PagedTable(columns, self._page, context.jobs)
        self.rows.failed.connect(context.messages.problem)
        self.table = Table(self.rows, nothing)
        self.table.setAccessibleName(title)
        self.table.setFixedHeight(HEIGHT_PX)
        self.add(self.table)

    def show_person(self, person_id: UUID) -> None:
        """Show nothing of anybody else from now on."""
        if person_id != self._person_id:
            self._person_id = person_id
            self.rows.clear()

    def show_picture(self, _picture: Any) -> None:
        """Read the visits that belong to the picture just read."""
        self.rows.reload()

    def _page(self, after: Row | None, limit: int) -> Sequence[Row]:
        person_id = self._person_id
        return () if person_id is None else self._fetch(person_id, after, limit)

"""Rows that are in memory already, for the one table of the program, which asks for them page by page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Numbered(Generic[Thing]):
    """A thing and its place among its likes, which is what tells it from them."""

    id: int
    thing: Thing


class Rows(Generic[Thing]):
    """What a table of things in memory fetches from; the newest thing stands first."""

    def __init__(self) -> None:
        self._rows: tuple[Numbered[Thing], ...] = ()

    def show(self, things: Sequence[Thing]) -> None:
        """Take other things, the oldest first."""
        self._rows = tuple(Numbered(number, thing) for number, thing in reversed([*enumerate(things)]))

    @property
    def fetch(self) -> Callable[[Numbered[Thing] | None, int], Sequence[Numbered[Thing]]]:
        """Return what the table calls on a reader thread."""
        return self._page

    def _page(self, after: Numbered[Thing] | None, limit: int) -> Sequence[Numbered[Thing]]:
        rows = self._rows
        start = 0 if after is None else next((n + 1 for n, row in enumerate(rows) if row.id == after.id), len(rows))
        return rows[start : start + limit]

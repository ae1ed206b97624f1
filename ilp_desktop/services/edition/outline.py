"""An edition laid out to be read beside its source: parts with rows, and which rows can be signed one by one."""

from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_ITEM = 60


@dataclass(frozen=True)
class OutlineRow:
    """One line of an edition.

    Attributes:
        cells: what it says, under the headings of its part.
        item: what a clinician signs; empty for a line that is not signed by itself.
        name: the item in a few words.
    """

    cells: tuple[str, ...]
    item: str = ""
    name: str = ""


@dataclass(frozen=True)
class OutlinePart:
    """Lines under one title; without headings each line is a sentence."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[OutlineRow, ...]


Outline = tuple[OutlinePart, ...]


@dataclass(frozen=True)
class Item:
    """Something in an edition that can be signed by itself."""

    key: str
    name: str


def items_of(outline: Iterable[OutlinePart]) -> tuple[Item, ...]:
    """Return what can be signed in an edition, in its order; several lines may be one item."""
    found: dict[str, Item] = {}
    for part in outline:
        for row in part.rows:
            if row.item:
                found.setdefault(row.item, Item(row.item, row.name or row.item))
    return tuple(found.values())

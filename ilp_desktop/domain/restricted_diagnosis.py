"""Which ICD-10 codes tell what only few may read: HIV, IMS, jiwa, violence, KB, and the pregnancy of a child."""

from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from ilp_desktop.domain.pregnancy.minor_pregnancy import is_kept_private
from ilp_desktop.reference import edition_on

TABLE = "restricted_diagnosis"


class Block(NamedTuple):
    """Codes from one to another, both included, subdivisions too; ``of_children`` when only those of a child count."""

    first: str
    last: str
    what: str
    of_children: bool

    def holds(self, code: str) -> bool:
        """Say whether a code stands in it."""
        return self.first <= code[: len(self.first)] and code[: len(self.last)] <= self.last


def blocks_on(day: date) -> tuple[Block, ...]:
    """Return the blocks in force on a day."""
    return _blocks(edition_on(TABLE, day).valid_from)


def is_restricted_diagnosis(code: str, birth_date: date, day: date) -> bool:
    """Say whether a diagnosis given on a day is read by few."""
    of_all, of_children = _held(code, edition_on(TABLE, day).valid_from)
    return of_all or (of_children and is_kept_private(birth_date, day))


@lru_cache(maxsize=8192)
def _held(code: str, edition: date) -> tuple[bool, bool]:
    """Tell whether a code is restricted for everybody, and for children."""
    found = [block.of_children for block in _blocks(edition) if block.holds(code)]
    return not all(found), bool(found)


@cache
def _blocks(edition: date) -> tuple[Block, ...]:
    return tuple(_read(edition))


def _read(edition: date) -> Iterator[Block]:
    for row in edition_on(TABLE, edition).body["block"]:
        for codes in row["codes"]:
            first, _, last = codes.partition("-")
            yield Block(first, last or first, row["what"], bool(row.get("of_children", False)))

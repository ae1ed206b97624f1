"""The ICD-9-CM codes of actions that primary care does, with Indonesian names."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import Enum
from functools import cached_property, lru_cache
from typing import NamedTuple

from ilp_desktop.domain.care.code_rows import parts_of, rows_of
from ilp_desktop.domain.care.code_search import CodeIndex, Searchable, offered
from ilp_desktop.reference import edition_on

REFERENCE = "icd9cm"
_START_OF_CODE = re.compile(r"[0-9]{1,4}")


class Side(Enum):
    """On which side of the body something was done; the value is the Indonesian word."""

    RIGHT = "kanan"
    LEFT = "kiri"
    BOTH = "kedua sisi"


class ActionCode(NamedTuple):
    """One action.

    Attributes:
        common: how often primary care does it: 3 daily, 2 ordinary, 1 now and then.
        asks_side: whether it is done on one side of the body.
    """

    code: str
    title: str
    title_en: str
    synonyms: tuple[str, ...] = ()
    common: int = 1
    asks_side: bool = False


class ActionCodes:
    """One edition of the list."""

    def __init__(self, entries: Iterable[ActionCode]) -> None:
        self._entries = {entry.code: entry for entry in sorted(entries)}

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[ActionCode]:
        return iter(self._entries.values())

    def get(self, code: str) -> ActionCode | None:
        """Return the entry of a code, or None when it is not in the list."""
        return self._entries.get(code)

    def title(self, code: str) -> str:
        """Return the name of a code; the code itself when the list does not have it."""
        entry = self._entries.get(code)
        return entry.title if entry else code

    def choices(self, text: str, usual: Sequence[str] = (), limit: int = 20) -> tuple[ActionCode, ...]:
        """Return the actions that match, the usual ones first; only the usual where nothing is typed."""
        found = offered(self._index, text, usual, limit, self._entries.__contains__)
        return tuple(self._entries[code] for code in found)

    def holds_all(self, text: str) -> bool:
        """Return whether every word typed leads to a code; what is found else is only like it."""
        return not text.strip() or self._index.holds_all(text)

    @cached_property
    def _index(self) -> CodeIndex:
        named = sorted(self, key=lambda entry: (-entry.common, entry.code))
        return CodeIndex(
            [Searchable(entry.code, (entry.title, *entry.synonyms), entry.title_en) for entry in named],
            starts_a_code=_START_OF_CODE,
        )


def action_codes(on: date) -> ActionCodes:
    """Return the list in force on a day; read from disk once."""
    return _read_codes(edition_on(REFERENCE, on).body["actions"])


@lru_cache(maxsize=2)
def _read_codes(file_name: str) -> ActionCodes:
    return ActionCodes(
        ActionCode(code, title, title_en, parts_of(synonyms), int(common), side == "1")
        for code, common, side, title, synonyms, title_en in rows_of(REFERENCE, file_name)
    )

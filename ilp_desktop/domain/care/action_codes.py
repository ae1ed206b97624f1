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
ALWAYS, CHILD = "1", "anak"
_START_OF_CODE = re.compile(r"[0-9]{1,4}")
_WORD = re.compile(r"\w+(?:\.\w+)*")


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
        restricted: whether it tells of what few may know; ``of_children`` when only that of a child does.
    """

    code: str
    title: str
    title_en: str
    synonyms: tuple[str, ...] = ()
    common: int = 1
    asks_side: bool = False
    restricted: bool = False
    of_children: bool = False


class ActionCodes:
    """One edition of the list."""

    def __init__(
        self, entries: Iterable[ActionCode], words: Iterable[str] = (), words_of_children: Iterable[str] = ()
    ) -> None:
        self._words, self._words_of_children = tuple(words), tuple(words_of_children)
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

    def is_restricted(self, code: str, *, child: bool = False) -> bool:
        """Say whether an action, of a ``child`` or of anybody, tells of what few may know."""
        entry = self._entries.get(code)
        return entry is not None and (entry.restricted or (child and entry.of_children))

    def names_restricted(self, text: str, *, child: bool = False) -> bool:
        """Say whether an act that was written freely names one that few may know of, by code, name or a word."""
        said = _said(text)
        return any(phrase in said for phrase in (self._phrases_of_children if child else self._phrases))

    @cached_property
    def _phrases(self) -> frozenset[str]:
        return self._named((one for one in self if one.restricted), self._words)

    @cached_property
    def _phrases_of_children(self) -> frozenset[str]:
        return self._phrases | self._named((one for one in self if one.of_children), self._words_of_children)

    def _named(self, entries: Iterable[ActionCode], words: Iterable[str]) -> frozenset[str]:
        named = (name for one in entries for name in (one.code, one.title, *one.synonyms))
        return frozenset(map(_said, (*words, *named)))

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
    return _read_codes(edition_on(REFERENCE, on).valid_from)


@lru_cache(maxsize=2)
def _read_codes(edition: date) -> ActionCodes:
    body = edition_on(REFERENCE, edition).body
    entries = (
        ActionCode(
            *(code, title, title_en, parts_of(synonyms), int(common), side == "1"),
            restricted=restricted == ALWAYS,
            of_children=restricted == CHILD,
        )
        for code, common, side, title, synonyms, title_en, restricted in rows_of(REFERENCE, body["actions"])
    )
    return ActionCodes(entries, body["restricted_words"], body["restricted_words_of_children"])


def _said(text: str) -> str:
    """Return the words of a text one space apart, and one before and behind, so that whole words are found in it."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "

"""Finds diagnosis codes by what is typed: a code, or parts of words in any order."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple
from unicodedata import normalize

_KEPT = "abcdefghijklmnopqrstuvwxyz0123456789\n"
_OTHERS_TO_SPACES = {ordinal: " " for ordinal in range(128) if chr(ordinal) not in _KEPT}
_START_OF_CODE = re.compile(r"[a-z][0-9][0-9a-z]{0,2}")
_AFTER_EVERY_CODE = "~"
_LONGEST_PHRASE_AMONG_OTHERS = 4


class Searchable(NamedTuple):
    """A code with the phrases people know it by and its formal title."""

    code: str
    phrases: tuple[str, ...]
    formal_title: str


def fold(text: str) -> str:
    """Return the text in plain small letters, every other sign a space; lines stay lines."""
    return normalize("NFKD", text.lower()).encode("ascii", "ignore").decode("ascii").translate(_OTHERS_TO_SPACES)


class DiagnosisIndex:
    """Searches codes that have everyday phrases before codes that have only a formal title.

    Within each kind of match the order is that in which the codes were given.
    """

    def __init__(self, named: Sequence[Searchable], unnamed: Sequence[Searchable]) -> None:
        every = (*named, *unnamed)
        titles = fold("\n".join(item.formal_title for item in every)).split("\n")
        self._codes = [item.code for item in every]
        self._plain_codes = sorted((_plain(item.code), item.code) for item in every)
        self._phrases = [_phrases_as_text(item.phrases) for item in named]
        self._texts = [f"{phrases} {title} " for phrases, title in zip(self._phrases, titles, strict=False)]
        self._texts += [f" {title} " for title in titles[len(named) :]]

    def search(self, text: str, limit: int) -> tuple[str, ...]:
        """Return the codes that match every word typed, best first, at most ``limit``.

        When there is none, return those one of whose phrases was typed among other words.
        """
        words = fold(text).split()
        return _first(self._matches(words), limit) or _first(self._phrases_among(words), limit)

    def _matches(self, words: list[str]) -> Iterator[str]:
        if not words:
            return iter(())
        written = "".join(words)
        phrase = _phrases_as_text([" ".join(words)])
        return chain(
            self._codes_between(written, written + "!"),
            self._in_phrases([phrase]),
            self._codes_between(written, written + _AFTER_EVERY_CODE),
            self._in_phrases([f" {word} " for word in words]),
            self._in_phrases([f"| {words[0]}", *(f" {word}" for word in words[1:])]),
            self._in_phrases([f" {word}" for word in words]),
            self._in_texts(words),
        )

    def _phrases_among(self, words: list[str]) -> Iterator[str]:
        for length in range(min(len(words) - 1, _LONGEST_PHRASE_AMONG_OTHERS), 0, -1):
            for start in range(len(words) - length + 1):
                yield from self._in_phrases([_phrases_as_text([" ".join(words[start : start + length])])])

    def _codes_between(self, first: str, end: str) -> Iterator[str]:
        if _START_OF_CODE.fullmatch(first):
            start = bisect_left(self._plain_codes, (first, ""))
            stop = bisect_left(self._plain_codes, (end, ""))
            yield from (code for _, code in self._plain_codes[start:stop])

    def _in_phrases(self, parts: Sequence[str]) -> Iterator[str]:
        places = _places_with(parts, self._phrases, range(len(self._phrases)))
        return (self._codes[place] for place in places)

    def _in_texts(self, words: Sequence[str]) -> Iterator[str]:
        holding = list(_places_with(words, self._texts, range(len(self._texts))))
        for before, after in ((" ", " "), (" ", "")):
            parts = [f"{before}{word}{after}" for word in words]
            yield from (self._codes[place] for place in _places_with(parts, self._texts, holding))
        yield from (self._codes[place] for place in holding)


def _first(codes: Iterable[str], limit: int) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for code in codes:
        if len(found) >= limit:
            break
        found[code] = None
    return tuple(found)


def _places_with(parts: Sequence[str], texts: Sequence[str], places: Iterable[int]) -> Iterable[int]:
    for part in sorted(parts, key=len, reverse=True):
        places = [place for place in places if part in texts[place]]
    return places


def _phrases_as_text(phrases: Sequence[str]) -> str:
    return "".join(f"| {' '.join(fold(phrase).split())} |" for phrase in phrases)


def _plain(code: str) -> str:
    return code.replace(".", "").lower()

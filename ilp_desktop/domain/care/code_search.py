"""Finds codes by what is typed: a code, or parts of words in any order, also with slips of the pen."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain
from typing import NamedTuple
from unicodedata import normalize

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from ilp_desktop.domain.care.shared_words import SharedWords

_KEPT = "abcdefghijklmnopqrstuvwxyz0123456789\n"
_OTHERS_TO_SPACES = {ordinal: " " for ordinal in range(128) if chr(ordinal) not in _KEPT}
_AFTER_EVERYTHING = "~"
_LONGEST_PHRASE_AMONG_OTHERS = 4
_ENDINGS = ("nya", "kah", "lah", "ku", "mu", "an")
_LEAST_STEM = 3
_SLIPS = ((4, 0), (6, 1))
"""Shorter than so many letters, a word may have so many slips; a longer one has at most two."""
_MOST_SLIPS = 2
_MOST_WORDS = 24
"""Of a text pasted into a search box no more is read."""


class Searchable(NamedTuple):
    """A code with the phrases people know it by and its formal title."""

    code: str
    phrases: tuple[str, ...]
    formal_title: str = ""


def fold(text: str) -> str:
    """Return the text in plain small letters, every other sign a space; lines stay lines."""
    return normalize("NFKD", text.lower()).encode("ascii", "ignore").decode("ascii").translate(_OTHERS_TO_SPACES)


def usual_first(found: Sequence[str], usual: Sequence[str], typed: str) -> tuple[str, ...]:
    """Return codes found with the usual ones before the others; the code typed as such stays before them all."""
    places = {code: place for place, code in enumerate(usual)}
    written = "".join(fold(typed).split())
    return tuple(sorted(found, key=lambda code: -1 if _plain(code) == written else places.get(code, len(places))))


def offered(
    index: "CodeIndex", text: str, usual: Sequence[str], limit: int, wanted: Callable[[str], bool]
) -> tuple[str, ...]:
    """Return the codes to choose from: those found, the usual ones first; only the usual where nothing is typed."""
    if not text.strip():
        return tuple(code for code in usual if wanted(code))[:limit]
    return usual_first(index.search(text, 2 * limit, wanted), usual, text)[:limit]


class CodeIndex:
    """Searches codes that have everyday phrases before codes that have only a formal title.

    Within each kind of match the order is that in which the codes were given. ``starts_a_code`` tells what may be the
    beginning of a code in small letters without a dot; None where nobody knows these things by a code.
    """

    def __init__(
        self,
        named: Sequence[Searchable],
        unnamed: Sequence[Searchable] = (),
        *,
        starts_a_code: re.Pattern[str] | None = None,
    ) -> None:
        every = (*named, *unnamed)
        self._codes = [item.code for item in every]
        self._starts_a_code = starts_a_code
        self._plain_codes = sorted((_plain(item.code), item.code) for item in every)
        titles = fold("\n".join(item.formal_title for item in every)).split("\n")
        phrases = [[fold(phrase).split() for phrase in item.phrases] for item in named]
        self._whole: dict[str, list[int]] = {}
        for place, written in enumerate(phrases):
            for words in written:
                self._whole.setdefault(" ".join(words), []).append(place)
        self._shared = SharedWords(phrases)
        self._first = _Words([words[0] for words in written if words] for written in phrases)
        self._phrases = _Words([word for words in written for word in words] for written in phrases)
        spoken = chain(phrases, ([] for _ in unnamed))
        self._all = _Words(
            [*title.split(), *(word for words in written for word in words)]
            for title, written in zip(titles, spoken, strict=True)
        )

    def search(self, text: str, limit: int, wanted: Callable[[str], bool] | None = None) -> tuple[str, ...]:
        """Return the codes that match every word typed, best first, at most ``limit``; only those ``wanted``.

        When there is none, the words are read as if they had slips; and then those are returned one of whose phrases
        was typed among other words, and after them those whose phrases share the most telling words.
        """
        words = _words(text)
        found = _first(self._matches(words), limit, wanted)
        if found or not words:
            return found
        mended = self._all_mended(words)
        if mended != words:
            found = _first(self._matches(mended), limit, wanted)
        return found or _first(chain(self._phrases_among(mended), self._sharing(mended)), limit, wanted)

    def knows(self, text: str) -> bool:
        """Return whether anything matches every word as it was typed, without reading slips."""
        return self._is_matched(_words(text))

    def holds_all(self, text: str) -> bool:
        """Return whether anything matches every word, also one with slips; what is found else shares some words."""
        words = _words(text)
        return self._is_matched(words) or self._is_matched(self._all_mended(words))

    def _is_matched(self, words: list[str]) -> bool:
        return next(self._matches(words), None) is not None

    def _all_mended(self, words: list[str]) -> list[str]:
        return [self._mended(word) for word in words]

    def _matches(self, words: list[str]) -> Iterator[str]:
        if not words:
            return iter(())
        written = "".join(words)
        return chain(
            self._codes_between(written, written + "!"),
            (self._codes[place] for place in self._whole.get(" ".join(words), ())),
            self._codes_between(written, written + _AFTER_EVERYTHING),
            self._places(lambda: (self._phrases.equal(word) for word in words)),
            self._places(
                lambda: (self._first.beginning(words[0]), *(self._phrases.beginning(word) for word in words[1:]))
            ),
            self._places(lambda: (self._phrases.beginning(word) for word in words)),
            self._places(lambda: (self._all.equal(word) for word in words)),
            self._places(lambda: (self._all.beginning(word) for word in words)),
            self._places(lambda: (self._all.holding(word) for word in words)),
        )

    def _phrases_among(self, words: list[str]) -> Iterator[str]:
        for length in range(min(len(words) - 1, _LONGEST_PHRASE_AMONG_OTHERS), 1, -1):
            for start in range(len(words) - length + 1):
                phrase = " ".join(words[start : start + length])
                yield from (self._codes[place] for place in self._whole.get(phrase, ()))

    def _sharing(self, words: list[str]) -> Iterator[str]:
        yield from (self._codes[place] for place in self._shared.ranked(words))

    def _codes_between(self, first: str, end: str) -> Iterator[str]:
        if self._starts_a_code is not None and self._starts_a_code.fullmatch(first):
            start = bisect_left(self._plain_codes, (first, ""))
            stop = bisect_left(self._plain_codes, (end, ""))
            yield from (code for _, code in self._plain_codes[start:stop])

    def _places(self, sets: Callable[[], Iterable[Collection[int]]]) -> Iterator[str]:
        """Give the codes in all sets in order; the sets are made only when somebody asks."""
        found = sorted(sets(), key=len)
        yield from (self._codes[place] for place in sorted(set(found[0]).intersection(*found[1:])))

    def _mended(self, word: str) -> str:
        """Return the word of a phrase that was meant: without an ending, or with the fewest letters put right."""
        if self._all.beginning(word):
            return word
        for ending in _ENDINGS:
            stem = word.removesuffix(ending)
            if len(stem) >= _LEAST_STEM and stem != word and self._phrases.equal(stem):
                return stem
        most = next((slips for letters, slips in _SLIPS if len(word) < letters), _MOST_SLIPS)
        return self._phrases.nearest(word, most)


class _Words:
    """Words, each with the places it stands in."""

    def __init__(self, texts: Iterable[Iterable[str]]) -> None:
        places: dict[str, list[int]] = {}
        for place, words in enumerate(texts):
            for word in dict.fromkeys(words):
                places.setdefault(word, []).append(place)
        self._places: Mapping[str, list[int]] = places
        self._sorted = sorted(places)
        self._joined = "\n".join(self._sorted)
        self._starts = list(accumulate((len(word) + 1 for word in self._sorted), initial=0))

    def equal(self, word: str) -> Collection[int]:
        """Return where a word stands."""
        return self._places.get(word, ())

    def beginning(self, word: str) -> Collection[int]:
        """Return where words stand that begin so."""
        start = bisect_left(self._sorted, word)
        stop = bisect_right(self._sorted, word + _AFTER_EVERYTHING, lo=start)
        return self._of(self._sorted[start:stop])

    def holding(self, part: str) -> Collection[int]:
        """Return where words stand that hold these letters."""
        found, at = [], self._joined.find(part)
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            found.append(self._sorted[number])
            at = self._joined.find(part, self._starts[number + 1])
        return self._of(found)

    def nearest(self, word: str, most: int) -> str:
        """Return the word with the fewest slips between, a frequent one first; the word itself when none is near."""
        if not most:
            return word
        found = extractOne(word, self._places.keys(), scorer=OSA.distance, score_cutoff=most)
        return str(found[0]) if found else word

    def _of(self, words: Sequence[str]) -> Collection[int]:
        if len(words) == 1:
            return self._places[words[0]]
        return {place for word in words for place in self._places[word]}


def _words(text: str) -> list[str]:
    return fold(text).split()[:_MOST_WORDS]


def _first(codes: Iterable[str], limit: int, wanted: Callable[[str], bool] | None) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for code in codes:
        if len(found) >= limit:
            break
        if code not in found and (wanted is None or wanted(code)):
            found[code] = None
    return tuple(found)


def _plain(code: str) -> str:
    return code.replace(".", "").lower()

"""Who comes first among people found: the same order whatever database found them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ilp_desktop.domain.search.search_text import SECTION_END, WHOLE_NAME, TypedWord, normalised, standing_of

WORD_FOR_WORD, INSIDE, WITH_SLIPS = 0, 1, 2
NAME, MOTHER = 0, 1
Slips = Mapping[str, Mapping[str, int]]
"""For each word typed, the keys that may be meant and how many slips each takes."""


class Candidate(NamedTuple):
    """Somebody the database found: the number of the line, where they stand among equals, and the line."""

    number: int
    standing: int
    line: str


class Found(NamedTuple):
    """How well somebody is found; the smaller comes first.

    Attributes:
        kind: every word begins a word of the line, or stands inside one, or is another with slips.
        not_today: whoever has not come today comes after who has.
        where: a word only the name of the mother holds makes somebody come later.
        misses: words that only begin a longer one, letters that are slips, a name with more words than were typed.
    """

    kind: int
    not_today: bool
    where: int
    misses: int
    standing: int
    line: str
    number: int


def rank(words: Sequence[TypedWord], slips: Slips, candidates: Sequence[Candidate], today: date) -> list[Found]:
    """Return candidates with every word, the best found first."""
    came_today = {standing_of(today, in_area=True), standing_of(today, in_area=False)}
    found = (_judged(words, slips, one, not_today=one.standing not in came_today) for one in candidates)
    return sorted(one for one in found if one is not None)


def as_shown(words: Sequence[TypedWord], found: Found, name: str) -> tuple[object, ...]:
    """Return what puts somebody in order once the name as written is known: whose name begins as typed comes first."""
    written = f" {normalised(name)}"
    unlike = sum(f" {one.plain}" not in written for one in words if one.is_name)
    return (*found[:3], unlike, *found[3:5], name.casefold(), found.number)


def _judged(words: Sequence[TypedWord], slips: Slips, one: Candidate, *, not_today: bool) -> Found | None:
    kind = where = misses = 0
    sections = one.line.replace(f"{WHOLE_NAME}{SECTION_END}", SECTION_END, 1).split(SECTION_END)
    for word in words:
        judged = _word(word, slips.get(word.plain, {}), sections)
        if judged is None:
            return None
        kind, where, misses = max(kind, judged[0]), max(where, judged[1]), misses + judged[2]
    typed = sum(word.is_name for word in words)
    misses += int(sections[0].count(" ") > typed)
    return Found(kind, not_today, where, misses, one.standing, one.line, one.number)


def _word(word: TypedWord, slips: Mapping[str, int], sections: Sequence[str]) -> tuple[int, int, int] | None:
    """Return kind, where and misses of one word, the best of the places where it stands; None when nowhere."""
    padded = [f"{section} " for section in sections]
    for order, where in ((0, NAME), (2, NAME), (3, NAME), (1, MOTHER)):
        for key in word.beginnings:
            if f" {key}" in padded[order]:
                return WORD_FOR_WORD, where, int(word.is_name and f" {key} " not in padded[order])
    for key, taken in slips.items():
        for order, where in ((0, NAME), (2, NAME), (1, MOTHER)):
            if f" {key} " in padded[order]:
                return WITH_SLIPS, where, taken
    inside = any(key in section for key in word.beginnings for section in sections)
    return (INSIDE, NAME, 1) if inside else None

"""The line of text a person is found by, and the words a clerk types to find them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.search.name_key import (
    NOT_A_WORD,
    NameWord,
    full_word,
    key_beginnings,
    key_edition,
    key_rules,
    name_words,
    plain_letters,
    word_key,
)
from ilp_desktop.domain.typed.typed_date import parse_date

SHORTEST_INDEXED = 3
SECTION_END = ","
WHOLE_NAME = "1"
"""Closes the word of a name that has no other, so that Sri is found among everybody whose name begins with Sri."""
WORD_OF_LINE = re.compile(" ([a-z]+)")
LONGEST_TYPED = 200
SCANNER_MARK = re.compile(r"^\][A-Za-z][0-9A-Za-z]")
ABROAD = re.compile(r"^\+\s*62[\s-]*(?=[1-9])")
MOBILE_ABROAD = re.compile(r"628\d{2}")
"""A mobile number as a telephone shows it; a NIK may begin so too, and is looked for as it is."""
SPACED_DATE = re.compile(r"(?<![\w./-])(\d{1,2})[ ./-]+(\d{1,2})[ ./-]+(\d{4}|\d{2})(?![\w./-])", re.ASCII)
FAR_BELOW_STANDING = 99_999_999
OUTSIDE = 100_000_000


class TypedWord(NamedTuple):
    """A word that somebody is looked for by.

    Attributes:
        plain: as typed, in small letters.
        beginnings: how a word of the line may begin; one of them must.
        is_name: letters alone, so that a slip is possible.
    """

    plain: str
    beginnings: tuple[str, ...]
    is_name: bool


@dataclass(frozen=True)
class Findable:
    """What a person is found by: ``place`` is the village, ``numbers`` as they are written."""

    name: str
    birth_date: date
    mother_name: str
    place: str
    numbers: Iterable[str]


def normalised(text: str) -> str:
    """Return text in small letters without accents and punctuation, words separated by one space."""
    return NOT_A_WORD.sub(" ", plain_letters(text)).strip()


def number_text(number: str) -> str:
    """Return a number without punctuation; a telephone number as it is dialled in the country."""
    return normalised(ABROAD.sub("0", number.strip())).replace(" ", "")


def scanned_number(text: str) -> str:
    """Return what a scanner read without its own mark and without punctuation."""
    return number_text(SCANNER_MARK.sub("", text.strip()))


def search_line(person: Findable, today: date) -> str:
    """Return the line: the keys of name, mother of a child and village, then birth date and numbers.

    Every word has a space before it, and a section ends with a comma, so that the beginning of a word and the place
    where it stands can be told from the line alone.
    """
    words = [key for word in name_words(person.name) for key in _keys_of(word.plain)]
    alone = f"{words[0]}{WHOLE_NAME}" if len(words) == 1 else " ".join(words)
    mother = person.mother_name if _has_mother_searched(person.birth_date, today) else ""
    numbers = [number_text(number) for number in person.numbers if number]
    sections = (alone, _keys(mother), _keys(person.place), " ".join([person.birth_date.strftime("%d%m%Y"), *numbers]))
    return f"{SECTION_END}".join(f" {section}" if section else "" for section in sections)


def line_words(line: str) -> tuple[str, ...]:
    """Return the words in a line by the letters they begin with, those that a slip of the typist is compared with."""
    return tuple(dict.fromkeys(WORD_OF_LINE.findall(line)))


def search_words(typed: str, today: date) -> tuple[TypedWord, ...]:
    """Return the words that must all occur; a date however written, or a number with its punctuation, is one word.

    Titles and the word for a village say nothing about who is meant and are left out where anything else is typed.
    """
    text = ABROAD.sub("0", SCANNER_MARK.sub("", typed[:LONGEST_TYPED].strip()))
    if not any(character.isalpha() for character in text):
        return tuple(_number(text, today))
    limits = key_edition().body["search"]
    dated = SPACED_DATE.sub(lambda found: "-".join(found.groups()), text)
    words = [word for word in _typed_words(dated, today) if word.beginnings]
    return tuple(dict.fromkeys(words))[: limits["most_words"]]


def standing_of(last_visit_on: date | None, *, in_area: bool) -> int:
    """Return where a person stands among others as well found: the smaller, the earlier; the latest seen come first."""
    seen = int(f"{last_visit_on:%Y%m%d}") if last_visit_on else 0
    return FAR_BELOW_STANDING - seen + (0 if in_area else OUTSIDE)


def _typed_words(text: str, today: date) -> Iterator[TypedWord]:
    """Give the words of a text with letters: numbers as they stand, the rest as names."""
    tokens = text.split()
    names = " ".join(token for token in tokens if not any(one.isdigit() for one in token))
    written = _without_titles(name_words(names), ends_open=bool(tokens) and not any(map(str.isdigit, tokens[-1])))
    for number, word in enumerate(written):
        yield name_word(word.plain, unfinished=number == len(written) - 1)
    for token in tokens:
        if any(one.isdigit() for one in token):
            yield from _number(token, today)


def _without_titles(words: tuple[NameWord, ...], *, ends_open: bool) -> list[NameWord]:
    """Leave out titles and the word for a village; the last word may be the beginning of a name and stays."""
    place, last = key_rules().place, len(words) - 1
    kept = [
        word
        for number, word in enumerate(words)
        if not word.title and (word.plain not in place or (ends_open and number == last))
    ]
    return kept or list(words)


def name_word(word: str, *, unfinished: bool) -> TypedWord:
    """Return a name as it is looked for; an ``unfinished`` one may be the beginning of another."""
    cut = word[: key_edition().body["search"]["most_letters"]]
    whole = {word_key(cut), word_key(full_word(cut))}
    begun = key_beginnings(cut) if unfinished else tuple(sorted(whole))
    return TypedWord(cut, begun, is_name=True)


def _number(text: str, today: date) -> Iterator[TypedWord]:
    """Give a number as a word; what can be read as a date may be either."""
    joined, as_date = number_text(text), parse_date(text, today)
    ways = [joined, word_key(joined)] if as_date.value is None else [joined, as_date.value.strftime("%d%m%Y")]
    ways += [f"0{joined[2:]}"] if MOBILE_ABROAD.match(joined) else []
    if joined:
        yield TypedWord(joined, tuple(dict.fromkeys(ways)), is_name=False)


def _keys(text: str) -> str:
    return " ".join(word_key(full_word(word.plain)) for word in name_words(text))


def _keys_of(word: str) -> list[str]:
    """Return the key of a word as it is written and, where that is short, of the full one."""
    return list(dict.fromkeys((word_key(word), word_key(full_word(word)))))


def _has_mother_searched(birth_date: date, today: date) -> bool:
    years = age_on(birth_date, max(birth_date, today)).years
    return bool(years < key_edition().body["search"]["mother_below_years"])

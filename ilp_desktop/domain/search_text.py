"""The line of text a person is found by, and the words a clerk types to find them."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from ilp_desktop.domain.typed_date import parse_date

NOT_A_WORD = re.compile(r"[^a-z0-9]+")
SHORTEST_INDEXED = 3


def normalised(text: str) -> str:
    """Return text in small letters without accents and punctuation, words separated by one space."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return NOT_A_WORD.sub(" ", plain.replace("'", "")).strip()


def search_line(name: str, birth_date: date, mother_name: str, numbers: Iterable[str]) -> str:
    """Return the line: name first (lists sort by it), then mother, birth date and every number without punctuation."""
    digits = [normalised(number).replace(" ", "") for number in numbers if number]
    parts = [normalised(name), normalised(mother_name), birth_date.strftime("%d%m%Y"), *digits]
    return " ".join(part for part in parts if part)


def search_words(typed: str, today: date) -> tuple[str, ...]:
    """Return the words that must all occur; a date however written, or a number with its punctuation, is one word."""
    as_date = parse_date(typed, today)
    if as_date.value is not None:
        return (as_date.value.strftime("%d%m%Y"),)
    if typed.strip() and not any(character.isalpha() for character in typed):
        joined = normalised(typed).replace(" ", "")
        return (joined,) if joined else ()
    return tuple(dict.fromkeys(normalised(typed).split()))

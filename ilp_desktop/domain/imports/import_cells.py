"""What the cells of somebody else's list mean: words, numbers that lost their noughts, days in many spellings."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from ilp_desktop.domain.calendar_dates import date_or_none
from ilp_desktop.domain.identity.identifiers import BPJS_DIGITS, KK_DIGITS
from ilp_desktop.domain.imports.import_columns import TABLE
from ilp_desktop.domain.search.search_text import normalised
from ilp_desktop.domain.typed.typed_date import parse_date
from ilp_desktop.reference import edition_on

EXCEL_DAY_NOUGHT = date(1899, 12, 30)
FORMULA_SIGNS = "=+-@"
ROUNDED = "tersimpan sebagai angka, sehingga angka terakhirnya hilang. Ubah kolomnya menjadi teks."
COMPUTED = "berisi rumus; tulis isinya."
MISCOMPUTED = "berisi galat rumus {}; tulis isinya."
SERIAL_DIGITS = 5
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\ufeff]+")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?", re.ASCII)
_IN_WORDS = re.compile(r"(\d{1,2})[ ./-]*([a-z]{3,9})[ ./-]*(\d{4}|\d{2})", re.ASCII)
_QUOTED = re.compile(r'="([^"]*)"')
_ERROR = re.compile(r"#(?:N/A|[A-Z0-9/_]+[!?])", re.ASCII | re.IGNORECASE)
_BLOCKS = re.compile(r"(?:rt\W*)?(\d{1,3})\s*[/ -]+\s*(?:rw\W*)?(\d{1,3})", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Read:
    """A cell that was read: what it means, or what is wrong with it in Indonesian."""

    value: Any = None
    problem: str = ""


def text_of(cell: object) -> str:
    """Return a cell as one line of text; a whole number without its fraction, a blank or a formula as nothing.

    ``="3201"`` is how a CSV keeps Excel from taking digits for a number, and no formula.
    """
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell)
    if isinstance(cell, date):
        return cell.strftime("%d-%m-%Y")
    if not isinstance(cell, str | int):
        return ""
    text = " ".join(_CONTROL.sub(" ", str(cell)).split())
    quoted = _QUOTED.fullmatch(text)
    if quoted is not None:
        return quoted[1].strip()
    return text[1:].strip() if text.startswith("'") else text


def formula_problem(cell: object) -> str:
    """Return that a cell would be computed, or holds what came of one that could not be; or nothing."""
    if cell is None or isinstance(cell, int | float | date):
        return ""
    if not isinstance(cell, str):
        return COMPUTED
    text = text_of(cell)
    if _ERROR.fullmatch(text):
        return MISCOMPUTED.format(text)
    return COMPUTED if text.startswith("=") else ""


def is_blank(text: str, day: date) -> bool:
    """Tell whether a cell says nothing."""
    return text.lower() in _blanks(day)


def number_of(cell: object, digits: int) -> Read:
    """Return a number as its digits; one that Excel has rounded is refused."""
    text = text_of(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if len(text) == KK_DIGITS == digits and text.endswith("0"):
            return Read(problem=ROUNDED)
        if digits == BPJS_DIGITS:
            text = text.zfill(digits)
    if re.fullmatch(r"\d[.,]\d+E\+\d+", text, re.IGNORECASE):
        return Read(problem=ROUNDED)
    return Read(text)


def phone_of(cell: object) -> str:
    """Return a telephone number; one whose first nought was lost gets it back."""
    text = text_of(cell)
    return f"0{text}" if text.startswith("8") else text


def day_of(cell: object, today: date) -> Read:
    """Return the day a cell names: a date, the number Excel keeps one as, or its text in many spellings."""
    rules = edition_on(TABLE, today).body
    if isinstance(cell, datetime):
        return _past(cell.date(), today)
    if isinstance(cell, date):
        return _past(cell, today)
    text = text_of(cell)
    serial = text.isascii() and text.isdigit() and len(text) <= SERIAL_DIGITS
    if serial and rules["first_serial"] <= int(text) <= rules["last_serial"]:
        return _past(EXCEL_DAY_NOUGHT + timedelta(days=int(text)), today)
    found = _ISO.fullmatch(text)
    if found is not None:
        value = date_or_none(int(found[1]), int(found[2]), int(found[3]))
        return _past(value, today) if value else Read(problem=f"«{text}» tidak ada dalam kalender.")
    spelt = _IN_WORDS.fullmatch(text.lower())
    if spelt is not None:
        month = _months(today).get(spelt[2])
        text = f"{spelt[1]}-{month}-{spelt[3]}" if month else text
    typed = parse_date(text, today)
    return Read(typed.value, typed.problem and f"«{text[:30]}»: {typed.problem}")


def meaning(kind: str, text: str, day: date) -> str | None:
    """Return what a word stands for, None when it is not known."""
    return _meanings(kind, day).get(normalised(text))


def blocks_of(text: str) -> tuple[str, str] | None:
    """Return RT and RW of a cell that holds both, None when it does not."""
    found = _BLOCKS.fullmatch(text.strip())
    return (block_of(found[1]), block_of(found[2])) if found else None


def block_of(text: str) -> str:
    """Return the number of an RT or RW with three digits, as areas write it; nothing for nought."""
    digits = re.sub(r"\D", "", text) if re.fullmatch(r"\D*\d{1,3}", text) else ""
    return digits.zfill(3) if digits and int(digits) else text if not digits else ""


def _past(value: date, today: date) -> Read:
    typed = parse_date(value.strftime("%d-%m-%Y"), today)
    return Read(typed.value, typed.problem)


@lru_cache(maxsize=8)
def _blanks(day: date) -> frozenset[str]:
    return frozenset(edition_on(TABLE, day).body["blank"]["words"])


@lru_cache(maxsize=8)
def _months(day: date) -> Mapping[str, int]:
    months = edition_on(TABLE, day).body["months"]
    return {word: int(number) for number, words in months.items() for word in words}


@lru_cache(maxsize=16)
def _meanings(kind: str, day: date) -> Mapping[str, str]:
    means = edition_on(TABLE, day).body["means"][kind]
    return {normalised(word): value for value, words in means.items() for word in words}

"""Typed text becomes an answer, or a message that says why it cannot; nothing is guessed and nothing dropped.

What is typed for a yes or no is ``ya`` or ``tidak``; for a choice its value or its words; for several choices their
values with commas between; for a date ``17051990``, ``17-5-90`` or ``1990-05-17``.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.calendar_dates import date_or_none, indonesian_date
from ilp_desktop.forms.schema import Answer, Kind, Question

LONGEST_TEXT = 2000
YES = frozenset({"ya", "y"})
NO = frozenset({"tidak", "t"})
NUMBER = re.compile(r"([+-]?)([0-9]{1,9})(?:[.,]([0-9]{1,9}))?")
DATE = re.compile(r"([0-9]{1,2})[ ./-]+([0-9]{1,2})[ ./-]+([0-9]{4}|[0-9]{2})")
DATE_TOGETHER = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4}|[0-9]{2})")
DATE_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


@dataclass(frozen=True)
class Parsed:
    """An answer, or the Indonesian message that refuses the text; both are empty where nothing was typed."""

    answer: Answer | None = None
    error: str = ""


def parse(question: Question, text: str, day: date) -> Parsed:
    """Read what was typed for a question; ``day`` settles the century of two-digit years."""
    typed = text.strip()
    if not typed:
        return Parsed()
    if question.kind is Kind.DATE:
        return _date(typed, day)
    if question.kind.is_number:
        return _number(question, typed)
    if question.kind is Kind.BOOLEAN:
        return _boolean(typed)
    if question.kind is Kind.CHOICE:
        return _choice(question, typed)
    return _many(question, typed) if question.kind is Kind.MANY else _text(typed)


def as_typed(question: Question, answer: Answer) -> str:
    """Return the text that gives a stored answer back when it is parsed; for correcting an earlier version."""
    if isinstance(answer, bool):
        return "ya" if answer else "tidak"
    if isinstance(answer, list):
        return ", ".join(answer)
    if isinstance(answer, str):
        return indonesian_date(date.fromisoformat(answer)) if question.kind is Kind.DATE else answer
    return decimal_text(answer)


def decimal_text(number: float) -> str:
    """Return a number as Indonesians write it, with a comma and no needless zeros."""
    return f"{number:.6f}".rstrip("0").rstrip(".").replace(".", ",")


def _number(question: Question, typed: str) -> Parsed:
    found = NUMBER.fullmatch(typed)
    if found is None:
        return Parsed(error=f'"{typed}" bukan angka.')
    sign, whole, fraction = found.groups()
    if question.kind is Kind.INTEGER:
        return Parsed(int(sign + whole)) if not fraction else Parsed(error="Isi bilangan bulat tanpa koma.")
    if len(fraction or "") > question.decimals:
        return Parsed(error=f"Paling banyak {question.decimals} angka di belakang koma.")
    return Parsed(float(f"{sign}{whole}.{fraction or 0}") + 0.0)  # turns minus nought into nought


def _boolean(typed: str) -> Parsed:
    word = typed.casefold()
    if word in YES or word in NO:
        return Parsed(word in YES)
    return Parsed(error='Jawab "ya" atau "tidak".')


def _values(question: Question) -> Mapping[str, str]:
    by_words = {choice.text.casefold(): choice.value for choice in question.choices}
    return by_words | {choice.value.casefold(): choice.value for choice in question.choices}


def _choice(question: Question, typed: str) -> Parsed:
    value = _values(question).get(typed.casefold())
    return Parsed(value) if value is not None else Parsed(error=f'"{typed}" tidak ada dalam daftar pilihan.')


def _many(question: Question, typed: str) -> Parsed:
    known = _values(question)
    parts = [part.strip() for part in typed.split(",")]
    strange = [part for part in parts if part.casefold() not in known]
    if strange:
        return Parsed(error=f'"{", ".join(strange)}" tidak ada dalam daftar pilihan.')
    chosen = {known[part.casefold()] for part in parts}
    if question.exclusive in chosen and len(chosen) > 1:
        alone = next(choice.text for choice in question.choices if choice.value == question.exclusive)
        return Parsed(error=f'"{alone}" tidak dapat dipilih bersama yang lain.')
    return Parsed([choice.value for choice in question.choices if choice.value in chosen])


def _date(typed: str, day: date) -> Parsed:
    if iso := DATE_ISO.fullmatch(typed):
        found = date_or_none(int(iso[1]), int(iso[2]), int(iso[3]))
    elif parts := DATE.fullmatch(typed) or DATE_TOGETHER.fullmatch(typed):
        found = _dated(int(parts[1]), int(parts[2]), parts[3], day)
    else:
        return Parsed(error="Tanggal tidak terbaca. Tulis misalnya 17051990 atau 17-5-90.")
    return Parsed(found.isoformat()) if found else Parsed(error=f"Tanggal {typed} tidak ada dalam kalender.")


def _dated(day_of_month: int, month: int, year: str, near: date) -> date | None:
    if len(year) == 4:
        return date_or_none(int(year), month, day_of_month)
    century = near.year - near.year % 100
    near_by = (
        date_or_none(start + int(year), month, day_of_month) for start in (century - 100, century, century + 100)
    )
    return min((found for found in near_by if found), key=lambda found: abs(found - near), default=None)


def _text(typed: str) -> Parsed:
    if any(unicodedata.category(char) in ("Cc", "Cs") for char in typed if char not in "\n\t"):
        return Parsed(error="Teks memuat karakter yang tidak dapat disimpan.")
    if len(typed) > LONGEST_TEXT:
        return Parsed(error=f"Teks paling panjang {LONGEST_TEXT} huruf.")
    return Parsed(typed)

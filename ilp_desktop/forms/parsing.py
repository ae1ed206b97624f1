"""Typed text becomes an answer, or a message that says why it cannot; nothing is guessed and nothing dropped.

What is typed for a yes or no is ``ya`` or ``tidak``; for a choice its value or its words; for several choices their
values with commas between; for a date ``17051990``, ``17-5-90`` or ``1990-05-17``; for a small table a JSON list with
an object for each line, column code to what is typed in it.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.calendar_dates import date_or_none, indonesian_date
from ilp_desktop.domain.count_text import count_text
from ilp_desktop.forms.schema import Answer, Kind, Question, Row, is_rows

LONGEST_TEXT = 2000
TEXT_TOO_LONG = "Teks paling panjang {} huruf; isian ini {}. Tidak ada yang dipotong: pindahkan sebagian."
UNFILLED = "Belum diisi."
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
    if question.kind in (Kind.DATE, Kind.ROWS):
        return _date(typed, day) if question.kind is Kind.DATE else _rows(question, typed, day)
    if question.kind.is_number:
        return _number(question, typed)
    if question.kind.is_chosen:
        return _choice(question, typed) if question.kind is Kind.CHOICE else _many(question, typed)
    return _boolean(typed) if question.kind is Kind.BOOLEAN else _text(typed)


def as_typed(question: Question, answer: Answer) -> str:
    """Return the text that gives a stored answer back when it is parsed.

    An answer that was given to another edition and fits no longer is worded all the same, and refused when parsed.
    """
    if isinstance(answer, bool):
        return "ya" if answer else "tidak"
    if is_rows(answer):
        return lines_as_typed([_line_as_typed(question, line) for line in answer])
    if isinstance(answer, list):
        return ", ".join(map(str, answer))
    if isinstance(answer, str):
        return date_words(answer) if question.kind is Kind.DATE else answer
    return decimal_text(answer)


def date_words(stored: str) -> str:
    """Return a stored date as it is written here; what is no date, from an edition that asked otherwise, stays."""
    try:
        return indonesian_date(date.fromisoformat(stored))
    except ValueError:
        return stored


def typed_lines(text: str) -> list[dict[str, str]] | None:
    """Return the lines typed into a small table, or None where the text is not one."""
    try:
        lines = json.loads(text) if text.strip() else []
    except (ValueError, RecursionError):
        return None
    whole = isinstance(lines, list) and all(isinstance(line, dict) for line in lines)
    if not whole or not all(isinstance(cell, str) for line in lines for cell in line.values()):
        return None
    return lines


def lines_as_typed(lines: Sequence[Mapping[str, str]]) -> str:
    """Return lines as the text of a small table: nothing for a table in which nothing is typed."""
    kept = [{code: cell for code, cell in line.items() if cell.strip()} for line in lines]
    return json.dumps(kept, ensure_ascii=False) if any(kept) else ""


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
        return Parsed(error=TEXT_TOO_LONG.format(count_text(LONGEST_TEXT), count_text(len(typed))))
    return Parsed(typed)


def _line_as_typed(question: Question, line: Row) -> dict[str, str]:
    return {column.code: as_typed(column, line[column.code]) for column in question.columns if column.code in line}


def _rows(question: Question, typed: str, day: date) -> Parsed:
    lines = typed_lines(typed)
    if lines is None:
        return Parsed(error="Tabel tidak terbaca.")
    rows: list[Row] = []
    for at, line in enumerate(lines, 1):
        row, error = _row(question, line, day)
        if error:
            return Parsed(error=f"Baris {at}, {error}")
        rows += [row] if row else []
    if len(rows) > question.most_rows:
        return Parsed(error=f"Paling banyak {question.most_rows} baris.")
    return Parsed(rows) if rows else Parsed(error="Tabel kosong.")


def _row(question: Question, line: Mapping[str, str], day: date) -> tuple[Row, str]:
    """Return what stands in a line, or what is wrong with its first wrong cell; a blank line holds nothing."""
    known = {column.code for column in question.columns}
    strange = next((code for code, cell in line.items() if code not in known and cell.strip()), "")
    if strange:
        return {}, f'kolom "{strange}" tidak dikenal.'
    row: Row = {}
    blank = not any(cell.strip() for cell in line.values())
    for column in question.columns:
        parsed = parse(column, line.get(column.code, ""), day)
        error = parsed.error or (UNFILLED if column.required and parsed.answer is None and not blank else "")
        if error:
            return {}, f"{column.label}: {error}"
        if isinstance(parsed.answer, (bool, int, float, str)):
            row[column.code] = parsed.answer
    return row, ""

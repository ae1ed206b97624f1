"""Dates and ages as they are typed at the desk: ``17051990``, ``17-5-90``, ``2th 4bl``, ``3b 12h``."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from ilp_desktop.domain.calendar_dates import (
    MONTHS_A_YEAR,
    date_or_none,
    indonesian_date,
    latest_past_date,
    months_shifted,
)

OLDEST_YEARS = 110
LATEST_YEARS = 2
DAYS_A_WEEK = 7
UNREADABLE_DATE = "Tanggal tidak terbaca. Tulis misalnya 17051990 atau 17-5-90."
UNREADABLE_COMING = "Tanggal tidak terbaca. Tulis misalnya {:%d%m%Y} atau {:%d-%m-%y}."
UNREADABLE_EXPIRY = "Tanggal tidak terbaca. Tulis {0:%d%m%Y}, {0:%d-%m-%y}, atau {0:%m-%Y} bila hanya bulan."
UNREADABLE_AGE = "Umur tidak terbaca. Tulis misalnya 2th 4bl atau 3b 12h."
MONTH_NAMES = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
_SEPARATED = re.compile(r"(\d{1,2})[ ./-]+(\d{1,2})[ ./-]+(\d{4}|\d{2})", re.ASCII)
_TOGETHER = re.compile(r"(\d\d)(\d\d)(\d{4}|\d\d)", re.ASCII)
_EXPIRY = re.compile(r"(?:(\d{1,2})[ ./-]+)?(\d{1,2})[ ./-]+(\d{4}|\d{2})", re.ASCII)
_AGE = re.compile(
    r"(?:(\d{1,3})\s*(?:tahun|thn|th|t))?\s*"
    r"(?:(\d{1,3})\s*(?:bulan|bln|bl|b))?\s*"
    r"(?:(\d{1,3})\s*(?:minggu|mgg|mg))?\s*"
    r"(?:(\d{1,3})\s*(?:hari|hr|h))?",
    re.ASCII,
)


@dataclass(frozen=True)
class TypedDate:
    """What a typed date or age means.

    Attributes:
        value: the date, or None when there is a problem.
        estimated: True when it was reckoned from an age.
        problem: what is wrong, in Indonesian; empty when nothing is.
    """

    value: date | None
    estimated: bool = False
    problem: str = ""


def parse_date(text: str, today: date) -> TypedDate:
    """Read a typed date that is not in the future; two-digit years are the latest that have come."""
    found = _SEPARATED.fullmatch(text.strip()) or _TOGETHER.fullmatch(text.strip())
    if found is None:
        return TypedDate(None, problem=UNREADABLE_DATE)
    day, month = int(found[1]), int(found[2])
    value = _dated(day, month, found[3], today)
    problem = _date_problem(value, (day, month, found[3]), today)
    return TypedDate(None if problem else value, problem=problem)


def parse_any_date(text: str, today: date, unreadable: str = UNREADABLE_COMING) -> TypedDate:
    """Read a typed date, past or to come; two-digit years are of this century."""
    found = _SEPARATED.fullmatch(text.strip()) or _TOGETHER.fullmatch(text.strip())
    if found is None:
        return TypedDate(None, problem=unreadable.format(today, today))
    day, month = int(found[1]), int(found[2])
    year = int(found[3]) + (today.year - today.year % 100 if len(found[3]) == 2 else 0)
    value = date_or_none(year, month, day)
    return TypedDate(value, problem="" if value else _impossible(day, month, str(year)))


def parse_coming_date(text: str, today: date) -> TypedDate:
    """Read a typed date of today or of the next two years; two-digit years are of this century."""
    read = parse_any_date(text, today)
    value = read.value
    if value is None:
        return read
    if value < today:
        return TypedDate(None, problem=f"Tanggal {indonesian_date(value)} sudah lewat.")
    if value > months_shifted(today, LATEST_YEARS * MONTHS_A_YEAR):
        return TypedDate(None, problem=f"Tanggal {indonesian_date(value)} masih lebih dari {LATEST_YEARS} tahun lagi.")
    return TypedDate(value)


def parse_expiry(text: str, today: date) -> TypedDate:
    """Read the expiry on a label, past or to come: a day, or a month, which lasts until its end."""
    found = _TOGETHER.fullmatch(text.strip()) or _EXPIRY.fullmatch(text.strip())
    if found is None:
        return TypedDate(None, problem=UNREADABLE_EXPIRY.format(today))
    year = int(found[3]) + (today.year - today.year % 100 if len(found[3]) == 2 else 0)
    month = int(found[2])
    if found[1] is not None:
        value = date_or_none(year, month, int(found[1]))
        return TypedDate(value, problem="" if value else _impossible(int(found[1]), month, str(year)))
    first = date_or_none(year, month, 1)
    if first is None:
        return TypedDate(None, problem=UNREADABLE_EXPIRY.format(today))
    return TypedDate(months_shifted(first, 1) - timedelta(days=1))


def parse_age(text: str, today: date) -> TypedDate:
    """Read a typed age and reckon the birth date that gives it today, marked as estimated."""
    found = _AGE.fullmatch(text.strip().lower().replace(",", " "))
    if found is None or not any(found.groups()):
        return TypedDate(None, problem=UNREADABLE_AGE)
    years, months, weeks, days = (int(part) if part else None for part in found.groups())
    problem = _age_problem(years, months, weeks, days)
    if problem:
        return TypedDate(None, problem=problem)
    back = timedelta(days=(weeks or 0) * DAYS_A_WEEK + (days or 0))
    birth = months_shifted(today - back, -((years or 0) * MONTHS_A_YEAR + (months or 0)))
    return TypedDate(birth, estimated=True)


def parse_birth(text: str, today: date) -> TypedDate:
    """Read a birth date or, where letters are typed, an age."""
    if any(character.isalpha() for character in text):
        return parse_age(text, today)
    return parse_date(text, today)


def _dated(day: int, month: int, year: str, today: date) -> date | None:
    if len(year) == 4:
        return date_or_none(int(year), month, day)
    return latest_past_date(day, month, int(year), today)


def _date_problem(value: date | None, typed: tuple[int, int, str], today: date) -> str:
    if value is None:
        return _impossible(*typed)
    if value > today:
        return f"Tanggal {indonesian_date(value)} belum terjadi."
    if value < months_shifted(today, -OLDEST_YEARS * MONTHS_A_YEAR):
        return f"Tanggal {indonesian_date(value)} sudah lebih dari {OLDEST_YEARS} tahun yang lalu."
    return ""


def _impossible(day: int, month: int, year: str) -> str:
    if not 1 <= month <= MONTHS_A_YEAR:
        return f"Bulan {month} tidak ada."
    if not 1 <= day <= 31:
        return f"Tanggal {day} tidak ada."
    return f"Tanggal {day} {MONTH_NAMES[month - 1]} {year} tidak ada dalam kalender."


def _age_problem(years: int | None, months: int | None, weeks: int | None, days: int | None) -> str:
    if (years or 0) > OLDEST_YEARS or (months or 0) > OLDEST_YEARS * MONTHS_A_YEAR:
        return f"Umur lebih dari {OLDEST_YEARS} tahun tidak diterima."
    if years is not None and months is not None and months >= MONTHS_A_YEAR:
        return f"{months} bulan di samping tahun tidak mungkin; tulis paling banyak 11 bulan."
    larger = years is not None or months is not None
    if larger and (weeks or 0) * DAYS_A_WEEK + (days or 0) > 31:
        return "Minggu dan hari di samping tahun atau bulan paling banyak 31 hari."
    return ""

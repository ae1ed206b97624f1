"""What a midwife asks of the calendar of a pregnancy: how far it is on a day, or on which day it reaches a week."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from ilp_desktop.domain.calendar_dates import DAY_NAMES, indonesian_date
from ilp_desktop.domain.pregnancy.pregnancy import DAYS_A_WEEK, counts_until, gestational_age, trimester
from ilp_desktop.domain.typed.typed_date import parse_any_date

_WEEKS = re.compile(
    r"(\d{1,2})\s*(?:(?:minggu|mgg|mg)\s*|\+\s*)?(?:(?<=\D)([0-6])\s*(?:hari|hr|h)?)?", re.ASCII | re.IGNORECASE
)
UNREADABLE = "Tulis tanggal (hh-bb-tttt) atau minggu, misalnya 28 atau 28+3."


@dataclass(frozen=True)
class WeekAnswer:
    """How far a pregnancy is on a day, and which day that is; or why there is no such day."""

    age: str = ""
    when: str = ""
    problem: str = ""


def week_answer(typed: str, counted_from: date, today: date) -> WeekAnswer:
    """Return the week of a day, or the day of a week, in a pregnancy whose weeks are counted from a day."""
    text = typed.strip()
    weeks = _WEEKS.fullmatch(text)
    if weeks is not None:
        return _said(counted_from + timedelta(weeks=int(weeks[1]), days=int(weeks[2] or 0)), counted_from, today)
    read = parse_any_date(text, today, UNREADABLE)
    return WeekAnswer(problem=read.problem) if read.value is None else _said(read.value, counted_from, today)


def _said(day: date, counted_from: date, today: date) -> WeekAnswer:
    if day < counted_from:
        return WeekAnswer(problem=f"Sebelum kehamilan ini, yang dihitung dari {indonesian_date(counted_from)}.")
    last = counts_until(counted_from, today)
    if day > last:
        weeks = (last - counted_from).days // DAYS_A_WEEK
        return WeekAnswer(problem=f"Lebih dari {weeks} minggu; kehamilan tidak dihitung sejauh itu.")
    age = gestational_age(counted_from, day)
    when = f"{DAY_NAMES[day.weekday()]}, {indonesian_date(day)}, {_distance((day - today).days)}"
    return WeekAnswer(f"{age.text}, trimester {trimester(age, today)}", when)


def _distance(days: int) -> str:
    """Return how far away a day is, e.g. ``2 mg 3 hr lagi``."""
    if not days:
        return "hari ini"
    weeks, rest = divmod(abs(days), DAYS_A_WEEK)
    parts = [f"{number} {unit}" for number, unit in ((weeks, "mg"), (rest, "hr")) if number]
    return f"{' '.join(parts)} {'lagi' if days > 0 else 'lalu'}"

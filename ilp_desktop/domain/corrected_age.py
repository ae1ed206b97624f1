"""The age of a child born too early, reckoned from the day it was expected."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from ilp_desktop.domain.calendar_dates import months_after
from ilp_desktop.reference import edition_on

NAME = "development"
DAYS_A_WEEK = 7


def correction_days(weeks_at_birth: int | None, day: date) -> int:
    """Return how many days too early a child was born; none for one born in time, or when nobody knows."""
    body = edition_on(NAME, day).body
    if weeks_at_birth is None or weeks_at_birth >= body["preterm_below_weeks"]:
        return 0
    return int(body["full_term_weeks"] - weeks_at_birth) * DAYS_A_WEEK


def weeks_born_at(expected_on: date | None, born_on: date) -> int | None:
    """Return the completed weeks at which a child was born whose mother's HPL is known; None where that cannot be."""
    if expected_on is None:
        return None
    body = edition_on(NAME, born_on).body
    weeks = (body["full_term_weeks"] * DAYS_A_WEEK - (expected_on - born_on).days) // DAYS_A_WEEK
    return weeks if body["weeks_from"] <= weeks <= body["weeks_to"] else None


def counted_from(birth_date: date, day: date, weeks_at_birth: int | None) -> date:
    """Return the day from which a child's age is counted on a day: its birth, or the day it was expected."""
    early = correction_days(weeks_at_birth, day)
    return birth_date + timedelta(days=early) if early and day < _until(birth_date, day) else birth_date


def is_corrected(birth_date: date, day: date) -> bool:
    """Say whether somebody is young enough for the weeks of the pregnancy to matter."""
    return day < _until(birth_date, day)


@dataclass(frozen=True)
class Window:
    """When something is to be done, the end not included; empty where it ends before it begins."""

    opens: date
    closes: date


def corrected(window: Window, birth_date: date, weeks_at_birth: int | None) -> Window:
    """Return a window by age as it stands for a child born too early: corrected until the correction ends."""
    early = timedelta(days=correction_days(weeks_at_birth, window.opens))
    if not early:
        return window
    until = _until(birth_date, window.opens)
    shifted = Window(window.opens + early, window.closes + early)
    opens = shifted.opens if shifted.opens < until else max(window.opens, until)
    closes = min(shifted.closes, until) if window.closes <= until else window.closes
    return Window(opens, closes)


@lru_cache(maxsize=4096)
def _until(birth_date: date, day: date) -> date:
    return months_after(birth_date, edition_on(NAME, day).body["corrected_until_months"])

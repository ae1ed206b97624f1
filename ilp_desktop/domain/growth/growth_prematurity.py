"""The age of a child born too early, as growth is judged by: counted from the day it was expected."""

from datetime import date, timedelta

from ilp_desktop.domain.calendar_dates import DAYS_A_WEEK
from ilp_desktop.reference import edition_on

NAME = "growth_prematurity"


def early_days(age_days: int, gestation_days: int | None, day: date) -> int:
    """Return by how many days the age on a day is corrected; 0 for a child born at term, past the age, or unknown."""
    body = edition_on(NAME, day).body
    if gestation_days is None or not body["least_days"] <= gestation_days < body["preterm_below_days"]:
        return 0
    if age_days >= body["until_day"]:
        return 0
    return int(body["term_days"]) - gestation_days


def corrected_until(birth_date: date) -> date:
    """Return the first day on which the age of a child is not corrected any more."""
    return birth_date + timedelta(days=edition_on(NAME, birth_date).body["until_day"])


def gestation_believed(gestation_days: int | None, day: date) -> int | None:
    """Return a gestational age at birth, or None where it cannot be one."""
    body = edition_on(NAME, day).body
    if gestation_days is None or not body["least_days"] <= gestation_days <= body["most_days"]:
        return None
    return gestation_days


def source_of_correction(day: date) -> str:
    """Return which regulation the correction follows."""
    return edition_on(NAME, day).source


def weeks_text(gestation_days: int) -> str:
    """Return a gestational age in words, e.g. ``32 minggu 4 hari``."""
    weeks, days = divmod(gestation_days, DAYS_A_WEEK)
    return f"{weeks} minggu {days} hari" if days else f"{weeks} minggu"

"""Whose pregnancy, nifas and family planning only those with leave for restricted things may know of."""

from datetime import date

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.calendar_dates import MONTHS_A_YEAR, months_shifted
from ilp_desktop.reference import edition_on

TABLE = "minor_pregnancy"


def is_kept_private(birth_date: date, day: date) -> bool:
    """Say whether somebody was a child on a day, so that a pregnancy of theirs is told to few."""
    return bool(age_on(birth_date, day).years < edition_on(TABLE, day).body["below_years"])


def open_for_births_until(day: date) -> date:
    """Return the latest birth date of those who were grown up on a day, whose pregnancies are kept from nobody."""
    return months_shifted(day, -edition_on(TABLE, day).body["below_years"] * MONTHS_A_YEAR)


def private_label(day: date) -> str:
    """Return what a list says in place of what it may not tell."""
    return str(edition_on(TABLE, day).body["label"])

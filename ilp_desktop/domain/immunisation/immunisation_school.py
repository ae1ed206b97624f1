"""The month of school immunisation (BIAS): which dose which class gets, and when it is open to one child."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from ilp_desktop.domain.calendar_dates import MONTHS_A_YEAR, months_after
from ilp_desktop.domain.immunisation.immunisation_schedule import DoseRule, span_in
from ilp_desktop.domain.school_year import SchoolClass, school_year
from ilp_desktop.domain.sex import Sex
from ilp_desktop.domain.span import Span
from ilp_desktop.reference import Edition, edition_on

NAME = "immunisation_school"


@dataclass(frozen=True)
class SchoolDose(DoseRule):
    """One dose given at school.

    Attributes:
        month: the month of the campaign.
        occasions: class, and age in years outside school; the first is the routine, others are for who missed it.
        sex: whom it is for; None for everybody.
    """

    month: int
    occasions: tuple[tuple[int, int], ...]
    sex: Sex | None


@dataclass(frozen=True)
class SchoolSchedule:
    """The doses of one edition; school years begin on the first of ``first_month``."""

    doses: tuple[SchoolDose, ...]
    first_month: int
    source: str
    valid_from: date


@dataclass(frozen=True)
class Occasion:
    """One chance of one child to get a school dose.

    Attributes:
        opens_on: first day of the school year.
        due_from: first day of the campaign for this child.
        late_from: first day it is late; for who missed the routine, the first day of the campaign.
        closes_on: first day of the next school year.
        campaign_year: the year of the campaign.
        catch_up: whether it is for those who missed the routine.
        whom: the class or the age, in Indonesian.
        school_class: the class it is for, also where the age decides.
    """

    opens_on: date
    due_from: date
    late_from: date
    closes_on: date
    campaign_year: int
    catch_up: bool
    whom: str
    school_class: int


def school_schedule_on(day: date) -> SchoolSchedule:
    """Return the school doses in force on a day."""
    return _schedule_from(edition_on(NAME, day).valid_from)


def next_occasion(
    dose: SchoolDose, schedule: SchoolSchedule, birth_date: date, school_class: SchoolClass | None, today: date
) -> Occasion | None:
    """Return the first chance of a child that is not over, by its class when that is known, otherwise by age."""
    this_year = school_year(today, schedule.first_month)
    for place, (number, years) in enumerate(dose.occasions):
        if school_class is not None:
            year = school_class.year_of(number)
            if year >= this_year:
                return _occasion(dose, schedule, year, place, f"kelas {number}")
        else:
            birthday = months_after(birth_date, years * MONTHS_A_YEAR)
            year = _year_of_age(birthday, dose, schedule)
            if year >= this_year:
                return _occasion(dose, schedule, year, place, f"umur {years} tahun", birthday)
    return None


def _year_of_age(birthday: date, dose: SchoolDose, schedule: SchoolSchedule) -> int:
    """Return the school year of the first campaign in whose month, or before it, an age is completed."""
    campaign = birthday.year if birthday.month <= dose.month else birthday.year + 1
    return campaign if dose.month >= schedule.first_month else campaign - 1


def _occasion(
    dose: SchoolDose, schedule: SchoolSchedule, year: int, place: int, whom: str, birthday: date = date.min
) -> Occasion:
    starts = date(year if dose.month >= schedule.first_month else year + 1, dose.month, 1)
    return Occasion(
        opens_on=date(year, schedule.first_month, 1),
        due_from=max(starts, birthday),
        late_from=starts if place else months_after(starts, 1),
        closes_on=date(year + 1, schedule.first_month, 1),
        campaign_year=starts.year,
        catch_up=place > 0,
        whom=whom,
        school_class=dose.occasions[place][0],
    )


@cache
def _schedule_from(valid_from: date) -> SchoolSchedule:
    edition = edition_on(NAME, valid_from)
    return SchoolSchedule(
        doses=tuple(_dose(row, edition) for row in edition.body["dose"]),
        first_month=edition.body["school_year_from_month"],
        source=edition.source,
        valid_from=edition.valid_from,
    )


def _dose(row: Mapping[str, Any], edition: Edition) -> SchoolDose:
    return SchoolDose(
        antigen=row["antigen"],
        dose=row["dose"],
        label=row["label"],
        start=span_in(row, "from", Span()),
        interval=span_in(row, "interval", Span()),
        closed_from=None,
        never_text="",
        live_injectable=row.get("live_injectable", False),
        stands_alone=row.get("stands_alone", False),
        source=edition.source,
        month=row["month"],
        occasions=tuple(zip(row["classes"], row["ages"], strict=True)),
        sex=Sex(row["sex"]) if "sex" in row else None,
    )

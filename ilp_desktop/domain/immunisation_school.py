"""The month of school immunisation (BIAS): which dose which class gets, and when it is open to one child."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from ilp_desktop.domain.calendar_dates import MONTHS_A_YEAR, months_after
from ilp_desktop.domain.immunisation_schedule import DoseRule, span_in
from ilp_desktop.domain.school_year import SchoolClass
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
    """

    opens_on: date
    due_from: date
    late_from: date
    closes_on: date
    campaign_year: int
    catch_up: bool
    whom: str


def school_schedule_on(day: date) -> SchoolSchedule:
    """Return the school doses in force on a day."""
    return _schedule_from(edition_on(NAME, day).valid_from)


def occasions_of(
    dose: SchoolDose, schedule: SchoolSchedule, birth_date: date, school_class: SchoolClass | None
) -> Iterator[Occasion]:
    """Yield the chances of one child to get a dose, by its class when that is known, otherwise by age."""
    for place, (number, years) in enumerate(dose.occasions):
        birthday = months_after(birth_date, years * MONTHS_A_YEAR)
        if school_class is None:
            year, whom = _year_of_age(birthday, dose.month), f"umur {years} tahun"
            opens_year = year if dose.month >= schedule.first_month else year - 1
        else:
            opens_year, whom = school_class.year_of(number), f"kelas {number}"
            year = opens_year if dose.month >= schedule.first_month else opens_year + 1
        starts, ends = date(year, dose.month, 1), months_after(date(year, dose.month, 1), 1)
        due_from = max(starts, birthday) if school_class is None else starts
        yield Occasion(
            opens_on=date(opens_year, schedule.first_month, 1),
            due_from=due_from,
            late_from=due_from if place else ends,
            closes_on=date(opens_year + 1, schedule.first_month, 1),
            campaign_year=year,
            catch_up=place > 0,
            whom=whom,
        )


def _year_of_age(birthday: date, month: int) -> int:
    """Return the year of the first campaign in whose month, or before it, the age is completed."""
    return birthday.year if birthday.month <= month else birthday.year + 1


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

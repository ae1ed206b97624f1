"""Doses made-up people were given: in childhood, at school, and women against tetanus, all with gaps."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from uuid import UUID

from ilp_desktop.demo.care import GIVEN_SHARE, YEARS, open_days
from ilp_desktop.demo.lists import FEMALE
from ilp_desktop.demo.population import Someone
from ilp_desktop.domain.calendar_dates import MONTHS_A_YEAR, months_after
from ilp_desktop.domain.immunisation.immunisation_schedule import schedule_on
from ilp_desktop.domain.immunisation.immunisation_school import next_occasion, school_schedule_on
from ilp_desktop.domain.immunisation.immunisation_tetanus_rules import tetanus_rules_on
from ilp_desktop.domain.immunisation.vaccine import vaccines_on

CHILD_YEARS, SCHOOL_YEARS = 5, 17
CAMPAIGN_DAYS = 20
WED_AGES = (19, 25)
BEFORE_WEDDING_DAYS = (45, 7)
TOLD_SHARE, SEEN_SHARE = 0.7, 0.2
ANTENATAL_DAYS = (14 * 7, 26 * 7)
SHELF_MONTHS = 14
SCHOOL_ANTIGENS = ("DT", "HPV")


@dataclass(frozen=True)
class PlannedDose:
    """A dose that was given; ``told`` when it was given elsewhere and only reported."""

    antigen: str
    dose: int
    day: date
    told: bool = False


def records_began(today: date) -> date:
    """Return the first day of the made-up Puskesmas's own records."""
    return months_after(today, -YEARS * MONTHS_A_YEAR)


def doses(random: Random, one: Someone, today: date, last_period_on: date | None = None) -> Iterator[PlannedDose]:
    """Return the doses on record for somebody; ``last_period_on`` of a woman's pregnancy that is on record."""
    age = one.age(today)
    if age < CHILD_YEARS:
        yield from _childhood(random, one, today)
    elif age < SCHOOL_YEARS:
        yield from _school(random, one, today)
    elif one.sex == FEMALE:
        yield from _tetanus(random, one, today, last_period_on)


def manner_of(one: PlannedDose, giver: UUID) -> dict[str, object]:
    """Return the columns that say how a dose was given: all but its number, day and batch."""
    vaccine = vaccines_on(one.day).of_antigen(one.antigen)
    here = not one.told and vaccine is not None
    at_school = one.antigen in SCHOOL_ANTIGENS
    return {
        "told_by": "card" if one.told else "",
        "expires_on": months_after(one.day, SHELF_MONTHS) if here else None,
        "site": vaccine.sites[0] if here and vaccine else "",
        "route": vaccine.route if here and vaccine else "",
        "given_by": giver if here else None,
        "place_kind": ("sekolah" if at_school else "puskesmas") if here else "",
    }


def _childhood(random: Random, child: Someone, today: date) -> Iterator[PlannedDose]:
    """Give the doses of the schedule about when they are due; a series that is missed once is not taken up again."""
    missed: set[str] = set()
    before: dict[str, date] = {}
    for planned in schedule_on(today).doses:
        earliest = planned.start.after(child.birth_date)
        if planned.antigen in before:
            earliest = max(earliest, planned.interval.after(before[planned.antigen]))
        ideal = (planned.ideal_until.after(child.birth_date) - planned.start.after(child.birth_date)).days
        due = earliest + timedelta(days=random.randint(0, max(0, min(25, ideal - 1))))
        if planned.endemic_only or due >= today or planned.antigen in missed:
            continue
        if random.random() < GIVEN_SHARE:
            before[planned.antigen] = due
            yield PlannedDose(planned.antigen, planned.dose, due)
        else:
            missed.add(planned.antigen)


def _school(random: Random, child: Someone, today: date) -> Iterator[PlannedDose]:
    """Give the doses of the campaigns that came to the child's class; who was away that day has a gap."""
    schedule, since = school_schedule_on(today), records_began(today)
    for planned in schedule.doses:
        if planned.sex is not None and planned.sex.value != child.sex:
            continue
        chance = next_occasion(planned, schedule, child.birth_date, None, since)
        if chance is None or not since <= chance.due_from < today or random.random() >= GIVEN_SHARE:
            continue
        day = open_days(chance.due_from + timedelta(days=random.randint(0, CAMPAIGN_DAYS)), today)
        yield PlannedDose(planned.antigen, planned.dose, day)


def _tetanus(random: Random, woman: Someone, today: date, last_period_on: date | None) -> Iterator[PlannedDose]:
    """Give Td at each contact for which enough time has passed since the dose before."""
    rules, given = tetanus_rules_on(today), list[date]()
    for day in _contacts(random, woman, today, last_period_on):
        step = rules.steps[len(given)]
        earliest = step.interval.after(given[-1]) if given else rules.from_age.after(woman.birth_date)
        if earliest <= day < today and random.random() < GIVEN_SHARE:
            given.append(day)
            yield PlannedDose(rules.antigen, len(given), day, told=day < records_began(today))


def _contacts(random: Random, woman: Someone, today: date, last_period_on: date | None) -> list[date]:
    """Return the days on which a woman was asked about Td: before her wedding, when pregnant, now and then."""
    rules = tetanus_rules_on(today)
    if last_period_on is not None:
        days = [last_period_on + timedelta(days=week + random.randint(0, 13)) for week in ANTENATAL_DAYS]
        wedding = months_after(woman.birth_date, random.randint(*WED_AGES) * MONTHS_A_YEAR)
        if wedding < last_period_on and random.random() < TOLD_SHARE:
            days = [*(wedding - timedelta(days=before) for before in BEFORE_WEDDING_DAYS), *days]
        return [open_days(day, today) if day < today else day for day in days]
    if today >= rules.until_age.after(woman.birth_date) or random.random() >= SEEN_SHARE:
        return []
    return [open_days(today - timedelta(days=random.randint(1, (today - records_began(today)).days)), today)]

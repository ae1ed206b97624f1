"""Doses of made-up people were given as the rules of their day have it, and not all of them were."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import pytest

from ilp_desktop.demo.population import Someone
from ilp_desktop.demo.vaccinating import PlannedDose, doses
from ilp_desktop.domain.immunisation.immunisation_checks import GivenDose, JudgedDose
from ilp_desktop.domain.immunisation.immunisation_record import dose_record

TODAY = date(2026, 11, 23)
SCHOOL = {("MR", 3), ("DT", 1), ("Td", 1), ("Td", 2), ("HPV", 1)}
WOMEN = 200
DAYS_A_YEAR = 365.25


def aged(sex: str, years: float) -> Someone:
    """Return somebody of an age today."""
    return Someone(sex, TODAY - timedelta(days=int(years * DAYS_A_YEAR)))


def judged(one: Someone, planned: list[PlannedDose]) -> tuple[JudgedDose, ...]:
    """Return what the doses are worth by the rules."""
    given = [GivenDose(dose.antigen, dose.dose, dose.day) for dose in planned]
    return dose_record(one.birth_date, given).judged


@pytest.mark.parametrize("seed", range(25))
def test_every_dose_of_a_made_up_child_counts(seed: int) -> None:
    random = Random(seed)
    child = Someone("P", TODAY - timedelta(days=random.randint(100, 1800)))
    planned = list(doses(random, child, TODAY))
    found = judged(child, planned)
    assert len(found) == len(planned) > 0
    assert all(each.counts_as == each.given.dose and not each.warnings for each in found)


def pupils() -> Iterator[tuple[Someone, list[PlannedDose]]]:
    """Give schoolchildren of every age with their doses."""
    random = Random(3)
    for number in range(200):
        child = aged("LP"[number % 2], 5.1 + 11.8 * number / 200)
        yield child, list(doses(random, child, TODAY))


def test_every_dose_at_school_counts_and_was_given_within_three_years() -> None:
    for child, planned in pupils():
        assert all(each.counts_as == each.given.dose and not each.warnings for each in judged(child, planned))
        assert all(timedelta(0) < TODAY - dose.day <= timedelta(days=3 * 366) for dose in planned)


def test_school_doses_come_in_their_months_with_gaps_and_hpv_is_for_girls() -> None:
    every = [(child, dose) for child, planned in pupils() for dose in planned]
    assert {(dose.antigen, dose.dose) for _, dose in every} == SCHOOL
    assert all(child.sex == "P" for child, dose in every if dose.antigen == "HPV")
    assert {dose.day.month for _, dose in every} <= {8, 9, 11, 12}
    of_seven = [planned for child, planned in pupils() if 7.4 < (TODAY - child.birth_date).days / DAYS_A_YEAR < 8.4]
    assert len({len(planned) for planned in of_seven}) > 1


def women(last_period_on: date | None) -> Iterator[tuple[Someone, list[PlannedDose]]]:
    """Give women of childbearing age with their doses."""
    random = Random(5)
    for number in range(WOMEN):
        woman = aged("P", 19 + number / 10)
        yield woman, list(doses(random, woman, TODAY, last_period_on))


@pytest.mark.parametrize("days", [None, 40, 150, 700])
def test_every_tetanus_dose_of_a_woman_counts(days: int | None) -> None:
    since = None if days is None else TODAY - timedelta(days=days)
    for woman, planned in women(since):
        found = judged(woman, planned)
        assert all(each.counts_as == each.given.dose and not each.warnings for each in found)
        assert all(dose.day < TODAY for dose in planned)


def test_pregnant_women_have_had_none_some_or_several_doses_and_tell_of_those_before_the_records() -> None:
    counts = {len(planned) for _, planned in women(TODAY - timedelta(days=200))}
    assert {0, 1, 2, 3} <= counts
    told = [dose for _, planned in women(TODAY - timedelta(days=200)) for dose in planned if dose.told]
    assert told
    assert all((TODAY - dose.day).days > 3 * 365 for dose in told)


def test_few_other_women_and_no_men_have_doses() -> None:
    having = [planned for _, planned in women(None) if planned]
    assert 0 < len(having) < WOMEN / 2
    assert not list(doses(Random(1), aged("L", 30), TODAY))

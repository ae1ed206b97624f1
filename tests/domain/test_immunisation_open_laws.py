"""What holds of the open doses of anybody, on any day, with any record."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ilp_desktop.domain.immunisation.immunisation_checks import GivenDose
from ilp_desktop.domain.immunisation.immunisation_open import VaccineFacts, open_doses
from ilp_desktop.domain.immunisation.immunisation_record import DoseEffect, dose_effect, dose_record
from ilp_desktop.domain.immunisation.immunisation_schedule import ScheduledDose, schedule_on
from ilp_desktop.domain.immunisation.immunisation_tetanus import tetanus_status
from ilp_desktop.domain.sex import Sex
from tests.domain.vaccine_records import (
    CHILDHOOD,
    EDITION_FROM,
    EDITION_TO,
    SCHOOL,
    births,
    people,
    people_and_days,
    records,
)

DAY = timedelta(days=1)
SERIES_ONLY = {"BCG", "OPV", "DPT-HB-Hib", "PCV", "RV", "IPV", "JE"}


@given(people_and_days(), st.integers(0, 1500))
@settings(max_examples=250)
def test_answer_holds_every_day_until_it_changes(case: tuple[VaccineFacts, date], later: int) -> None:
    facts, today = case
    assume(EDITION_FROM <= today <= EDITION_TO)
    found = open_doses(facts, today)
    last = EDITION_TO if found.changes_on is None else found.changes_on - DAY
    day = min(today + later * DAY, last)
    assert open_doses(facts, day) == found


@given(people_and_days())
@settings(max_examples=250)
def test_answer_is_another_on_the_day_it_changes(case: tuple[VaccineFacts, date]) -> None:
    facts, today = case
    assume(EDITION_FROM <= today <= EDITION_TO)
    found = open_doses(facts, today)
    if found.changes_on is not None:
        assert found.changes_on > today
        assert open_doses(facts, found.changes_on).doses != found.doses
        assert open_doses(facts, found.changes_on - DAY) == found


@given(people_and_days())
@settings(max_examples=150)
def test_open_dose_counts_when_it_is_given_and_not_a_day_sooner(case: tuple[VaccineFacts, date]) -> None:
    facts, today = case
    assume(EDITION_FROM <= today <= EDITION_TO)
    known = [dose for dose in facts.given if dose.on <= today]
    for dose in open_doses(facts, today).doses:
        on = max(dose.due_from, today)
        given_now = GivenDose(dose.antigen, dose.dose, on)
        assert dose_effect(facts.birth_date, known, given_now) == DoseEffect("", ())
        judged = dose_record(facts.birth_date, [*known, given_now]).judged
        assert [each.counts_as for each in judged if each.given is given_now] == [dose.dose]
        if dose.due_from > today and dose.antigen in SERIES_ONLY:
            sooner = GivenDose(dose.antigen, dose.dose, dose.due_from - DAY)
            assert dose_effect(facts.birth_date, known, sooner) != DoseEffect("", ())


@given(people_and_days())
@settings(max_examples=150)
def test_open_doses_are_one_of_an_antigen_inside_their_window(case: tuple[VaccineFacts, date]) -> None:
    facts, today = case
    found = open_doses(facts, today).doses
    assert len({dose.antigen for dose in found}) == len(found)
    for dose in found:
        assert dose.late_from is None or dose.late_from >= dose.due_from
        assert dose.closes_on is None or dose.closes_on > max(dose.due_from, today)
        assert dose.why.endswith(".")
        assert "  " not in dose.why
        assert dose.source


@given(people_and_days(), st.randoms(use_true_random=False))
@settings(max_examples=100)
def test_order_in_which_doses_were_recorded_does_not_matter(case: tuple[VaccineFacts, date], shuffling: Random) -> None:
    facts, today = case
    shuffled = list(facts.given)
    shuffling.shuffle(shuffled)
    assert open_doses(replace(facts, given=tuple(shuffled)), today) == open_doses(facts, today)


@given(people(), st.sampled_from(CHILDHOOD + SCHOOL), st.integers(0, 4000))
@settings(max_examples=150)
def test_dose_that_counts_still_counts_after_a_later_one(
    facts: VaccineFacts, dose: tuple[str, int], later: int
) -> None:
    last = max((each.on for each in facts.given), default=facts.birth_date)
    added = GivenDose(*dose, last + (1 + later) * DAY)
    before = dose_record(facts.birth_date, facts.given).judged
    assert dose_record(facts.birth_date, [*facts.given, added]).judged[: len(before)] == before


@given(births, st.integers(0, 25), st.booleans(), st.integers(0, 400))
def test_nothing_is_open_to_a_small_child_that_got_everything(
    birth: date, delay: int, endemic: bool, later: int
) -> None:
    doses = schedule_on(EDITION_FROM).doses
    given_doses = tuple(
        GivenDose(dose.antigen, dose.dose, dose.start.after(birth) + _delay(dose, delay)) for dose in doses
    )
    done = max(dose.on for dose in given_doses) + later * DAY
    found = open_doses(VaccineFacts(birth, Sex.FEMALE, given_doses, je_endemic=endemic), done)
    assert found.doses == ()
    assert found.changes_on is not None
    assert found.changes_on.month == 7


@given(births, st.sampled_from(Sex), st.integers(0, 40), st.data())
@settings(max_examples=20)
def test_who_takes_every_open_dose_at_once_ends_with_nothing_open(
    birth: date, sex: Sex, start_years: int, data: st.DataObject
) -> None:
    facts = VaccineFacts(birth, sex, data.draw(records(birth, longest=5)), je_endemic=True)
    day: date | None = max(birth + start_years * 365 * DAY, EDITION_FROM)
    for _ in range(120):
        if day is None or day > EDITION_TO:
            break
        found = open_doses(facts, day)
        now = tuple(GivenDose(dose.antigen, dose.dose, day) for dose in found.doses if dose.due_from <= day)
        facts = replace(facts, given=facts.given + now)
        found = open_doses(facts, day)
        assert all(dose.due_from > day for dose in found.doses)
        coming = [dose.due_from for dose in found.doses] + ([found.changes_on] if found.changes_on else [])
        day = min(coming, default=None)
    assert day is None or day > EDITION_TO
    if sex is Sex.FEMALE and day is None and start_years < 35:
        assert tetanus_status(dose_record(birth, facts.given).tetanus, EDITION_TO).number == 5


def _delay(dose: ScheduledDose, days: int) -> timedelta:
    """Return a delay that stays inside the window and keeps the intervals, the same for every dose but the first."""
    return timedelta(days=0 if dose.antigen == "HB0" else days)

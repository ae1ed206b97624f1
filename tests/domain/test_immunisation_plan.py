"""The plan for whatever is missing: named children, and what holds of any plan."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from ilp_desktop.domain.immunisation.immunisation import DoseState, next_doses
from ilp_desktop.domain.immunisation.immunisation_open import VaccineFacts, open_doses
from ilp_desktop.domain.immunisation.immunisation_plan import ImmunisationPlan, immunisation_plan
from ilp_desktop.domain.immunisation.immunisation_record import DoseEffect, dose_effect, dose_record
from ilp_desktop.domain.immunisation.immunisation_schedule import schedule_on
from ilp_desktop.domain.school_year import SchoolClass
from ilp_desktop.domain.sex import Sex
from tests.domain.vaccine_records import EDITION_FROM, EDITION_TO, people_and_days, record_of, records

DAY = timedelta(days=1)
BIRTH = date(2026, 1, 10)


def _told(plan: ImmunisationPlan) -> list[tuple[str, list[str]]]:
    return [(visit.day.isoformat(), [dose.label for dose in visit.doses]) for visit in plan.visits]


def test_newborn_is_planned_as_the_schedule_says() -> None:
    plan = immunisation_plan(VaccineFacts(BIRTH, Sex.MALE), BIRTH)
    assert _told(plan)[:5] == [
        ("2026-01-10", ["HB0", "BCG", "OPV1"]),
        ("2026-03-10", ["OPV2", "DPT-HB-Hib 1", "PCV1", "RV1"]),
        ("2026-04-10", ["OPV3", "DPT-HB-Hib 2", "PCV2", "RV2"]),
        ("2026-05-10", ["OPV4", "DPT-HB-Hib 3", "RV3", "IPV1"]),
        ("2026-10-10", ["IPV2", "MR1"]),
    ]
    assert plan.lost == ()


def test_child_of_five_months_without_a_dose_is_told_what_is_lost() -> None:
    plan = immunisation_plan(VaccineFacts(BIRTH, Sex.FEMALE), date(2026, 6, 20))
    assert _told(plan)[:4] == [
        ("2026-06-20", ["BCG", "OPV1", "DPT-HB-Hib 1", "PCV1", "IPV1"]),
        ("2026-07-18", ["OPV2", "DPT-HB-Hib 2", "PCV2"]),
        ("2026-08-15", ["OPV3", "DPT-HB-Hib 3"]),
        ("2026-09-12", ["OPV4"]),
    ]
    assert [label for label, _ in plan.lost] == ["HB0", "RV1", "RV2", "RV3"]


def test_dose_that_may_wait_some_days_is_given_with_another() -> None:
    given_doses = record_of(
        "OPV:1@2026-01-10;OPV:2@2026-04-01;OPV:3@2026-05-01;DPT-HB-Hib:1@2026-04-01;DPT-HB-Hib:2@2026-05-06"
    )
    plan = immunisation_plan(VaccineFacts(BIRTH, Sex.MALE, given_doses), date(2026, 5, 7))
    together = next(visit for visit in plan.visits if any(dose.label == "DPT-HB-Hib 3" for dose in visit.doses))
    assert "OPV4" in [dose.label for dose in together.doses]
    assert next(dose.earliest for dose in together.doses if dose.label == "OPV4") < together.day


def test_school_child_is_planned_for_the_months_of_the_campaign() -> None:
    plan = immunisation_plan(VaccineFacts(date(2020, 1, 10), Sex.FEMALE), date(2026, 6, 20))
    assert _told(plan) == [("2027-08-01", ["MR (BIAS)"]), ("2027-11-01", ["DT (BIAS)"])]


def test_woman_about_to_marry_is_planned_up_to_the_fifth_status_within_two_years() -> None:
    plan = immunisation_plan(VaccineFacts(date(2000, 1, 10), Sex.FEMALE, catin=True), date(2026, 6, 20))
    assert _told(plan) == [
        ("2026-06-20", ["Td (T1)"]),
        ("2026-07-18", ["Td (T2)"]),
        ("2027-01-18", ["Td (T3)"]),
        ("2028-01-18", ["Td (T4)"]),
    ]


@example(
    (
        VaccineFacts(date(2027, 5, 3), Sex.FEMALE, school_class=SchoolClass(1, 2038), catin=True),
        date(2038, 11, 1),
    )
)
@given(people_and_days())
@settings(max_examples=200)
def test_plan_breaks_no_rule_and_every_dose_of_it_counts(case: tuple[VaccineFacts, date]) -> None:
    facts, today = case
    assume(EDITION_FROM <= today <= EDITION_TO - 4000 * DAY)
    known = [dose for dose in facts.given if dose.on <= max(today, facts.birth_date)]
    plan = immunisation_plan(facts, today)
    done = list(known)
    for visit in plan.visits:
        assert visit.day >= today
        for dose in visit.doses:
            wanted = next(each for each in plan.doses if (each.antigen, each.dose) == (dose.antigen, dose.dose))
            assert dose_effect(facts.birth_date, done, wanted) == DoseEffect("", ()), wanted
            assert dose.earliest <= visit.day
            assert dose.latest is None or visit.day <= dose.latest
            done.append(wanted)
    judged = {id(each.given): each.counts_as for each in dose_record(facts.birth_date, done).judged}
    assert [judged[id(each)] for each in done[len(known) :]] == [each.dose for each in done[len(known) :]]


@given(people_and_days())
@settings(max_examples=150)
def test_plan_starts_no_series_again(case: tuple[VaccineFacts, date]) -> None:
    facts, today = case
    assume(EDITION_FROM <= today <= EDITION_TO - 4000 * DAY)
    filled = dose_record(facts.birth_date, facts.given).filled(max(today, facts.birth_date))
    planned = [(dose.antigen, dose.dose) for dose in immunisation_plan(facts, today).doses]
    assert len(set(planned)) == len(planned)
    assert not any(number in filled.get(antigen, {}) for antigen, number in planned)


@given(st.integers(0, 1900), st.booleans(), st.data())
@settings(max_examples=150)
def test_child_that_follows_the_plan_lacks_nothing_but_what_was_lost(
    lived: int, endemic: bool, data: st.DataObject
) -> None:
    today = BIRTH + lived * DAY
    known = tuple(dose for dose in data.draw(records(BIRTH)) if dose.on <= today)
    plan = immunisation_plan(VaccineFacts(BIRTH, Sex.MALE, known, je_endemic=endemic), today)
    end = schedule_on(today).ends.after(BIRTH) - DAY
    states = next_doses(BIRTH, [*known, *plan.doses], max(end, today), je_endemic=endemic)
    lacking = {each.label for each in states if each.state is not DoseState.GIVEN}
    assert lacking == {label for label, _ in plan.lost} or today > end


@given(people_and_days())
@settings(max_examples=100)
def test_what_may_be_given_today_is_given_today(case: tuple[VaccineFacts, date]) -> None:
    facts, today = case
    assume(EDITION_FROM <= today <= EDITION_TO - 4000 * DAY)
    assume(today >= facts.birth_date)
    ends = schedule_on(today).ends.after(facts.birth_date)
    known = replace(facts, given=tuple(dose for dose in facts.given if dose.on <= today))
    now = {dose.antigen for dose in open_doses(known, today).doses if dose.due_from <= today}
    planned = {dose.antigen for visit in immunisation_plan(facts, today).visits[:1] for dose in visit.doses}
    if now and today < ends:
        assert now & set(schedule_on(today).series) <= planned | {"Td"}


@given(st.integers(0, 1800), st.data())
@settings(max_examples=80)
def test_fewer_visits_lose_no_dose(lived: int, data: st.DataObject) -> None:
    """A plan that puts doses together gives as many as one that gives each as soon as it may be given."""
    today = BIRTH + lived * DAY
    facts = VaccineFacts(BIRTH, Sex.MALE, tuple(dose for dose in data.draw(records(BIRTH)) if dose.on <= today))
    plan = immunisation_plan(facts, today)
    done, day = facts, today
    while day < schedule_on(today).ends.after(BIRTH):
        series = schedule_on(day).series
        found = open_doses(done, day)
        now = [dose for dose in found.doses if dose.antigen in series and dose.due_from <= day]
        given_now = record_of(";".join(f"{dose.antigen}:{dose.dose}@{day}" for dose in now))
        done = replace(done, given=(*done.given, *(each for each in given_now if each.dose <= 4)))
        news = [dose.due_from for dose in found.doses if dose.due_from > day] + [found.changes_on or date.max]
        day = day + DAY if now else min(*news, day + 30 * DAY)  # nothing else happens before, but for a new edition
    assert len(plan.doses) >= len(done.given) - len(facts.given)

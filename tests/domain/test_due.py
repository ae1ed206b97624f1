"""What is due for a person: repeats, months, contacts in order, answers, results, households."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.due.due import done_on, services_due, visit_services
from ilp_desktop.domain.due.due_facts import Awaited, DueFacts, Finding, Said
from ilp_desktop.domain.due.service_plan import Unwell
from ilp_desktop.domain.sex import Sex
from tests.domain.service_people import TODAY, item, rules

WOMAN = DueFacts(date(1980, 6, 15), Sex.FEMALE)
CHILD = DueFacts(date(2025, 1, 10), Sex.MALE)
MOTHER = DueFacts(date(1998, 2, 2), Sex.FEMALE, last_period_on=date(2026, 5, 1))
PHQ = Finding("phq2", date(2026, 11, 1), "Skrining depresi positif", Urgency.WATCH, follow_ups=("phq9",))


def _with(facts: DueFacts, **events: tuple[date, ...]) -> DueFacts:
    return replace(facts, events={key.replace("__", ":"): days for key, days in events.items()})


@pytest.mark.parametrize(
    ("done", "today", "due_from"),
    [
        ((), date(2026, 11, 23), date(1998, 6, 15)),
        ((date(2025, 11, 24),), date(2026, 11, 23), date(2026, 11, 24)),
        ((date(2025, 11, 23),), date(2026, 11, 23), date(2026, 11, 23)),
        ((date(2020, 1, 1), date(2025, 12, 1)), date(2026, 11, 23), date(2026, 12, 1)),
    ],
)
def test_yearly_service_is_due_a_year_after_it_was_done_last(
    done: tuple[date, ...], today: date, due_from: date
) -> None:
    found = item(_with(WOMAN, answer__sistolik=done), "blood_pressure", today)
    assert found is not None
    assert found.due_from == due_from
    assert found.last_done == (done[-1] if done else None)


def test_yearly_service_done_today_is_not_even_coming() -> None:
    assert item(_with(WOMAN, answer__sistolik=(TODAY,)), "blood_pressure", TODAY) is None


@pytest.mark.parametrize(
    ("today", "given", "due_from", "closes_on"),
    [
        (date(2025, 7, 9), (), date(2025, 8, 1), date(2025, 10, 1)),  # six months old only on 10 July
        (date(2025, 8, 1), (), date(2025, 8, 1), date(2025, 10, 1)),
        (date(2025, 9, 30), (), date(2025, 8, 1), date(2025, 10, 1)),
        (date(2025, 10, 1), (), None, None),  # February lies beyond what is shown as coming
        (date(2025, 12, 10), (), date(2026, 2, 1), date(2026, 4, 1)),
        (date(2026, 2, 3), (date(2026, 2, 2),), None, None),
        (date(2026, 8, 20), (date(2026, 2, 2),), date(2026, 8, 1), date(2026, 10, 1)),
        (date(2026, 8, 20), (date(2026, 7, 31),), date(2026, 8, 1), date(2026, 10, 1)),  # a day before does not count
        (date(2029, 12, 15), (), None, None),  # five years old before the next February
    ],
)
def test_vitamin_a_is_due_in_february_and_august(
    today: date, given: tuple[date, ...], due_from: date | None, closes_on: date | None
) -> None:
    found = item(_with(CHILD, answer__vitamin_a_merah=given), "vitamin_a", today)
    assert (found.due_from if found else None) == due_from
    assert (found.closes_on if found else None) == closes_on


@pytest.mark.parametrize(
    ("visits", "today", "open_ones"),
    [
        ((), date(2026, 5, 31), {"anc_t1"}),
        ((date(2026, 5, 20),), date(2026, 5, 31), set()),
        ((date(2026, 6, 1),), date(2026, 8, 1), {"anc_t2_1"}),
        ((date(2026, 6, 1), date(2026, 8, 3)), date(2026, 8, 4), {"anc_t2_2"}),
        ((date(2026, 6, 1), date(2026, 8, 3), date(2026, 9, 7)), date(2026, 9, 8), {"anc_t3_1"}),
        ((date(2026, 8, 3),), date(2026, 8, 4), {"anc_t2_2"}),  # a late first contact counts in its own trimester
        ((date(2026, 11, 1),), date(2026, 11, 23), {"anc_t3_2"}),
        ((date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)), date(2027, 1, 5), set()),
    ],
)
def test_antenatal_contacts_follow_each_other_in_their_trimester(
    visits: tuple[date, ...], today: date, open_ones: set[str]
) -> None:
    found = services_due(rules(today), _with(MOTHER, form__anc_visit=visits), today).items
    assert {one.service for one in found if one.service.startswith("anc_")} == open_ones


def test_contact_of_a_trimester_waits_four_weeks_after_the_one_before() -> None:
    found = item(_with(MOTHER, form__anc_visit=(date(2026, 8, 3),)), "anc_t2_2", date(2026, 8, 4))
    assert found is not None
    assert found.due_from == date(2026, 8, 31)


def test_pregnancy_of_a_minor_is_restricted_and_of_an_adult_is_not() -> None:
    young = replace(MOTHER, birth_date=date(2010, 2, 2))
    assert item(young, "anc_t2_1", TODAY - timedelta(days=80)).restricted  # type: ignore[union-attr]
    assert not item(MOTHER, "anc_t2_1", TODAY - timedelta(days=80)).restricted  # type: ignore[union-attr]


def test_follow_up_is_due_since_the_result_and_gone_when_it_was_done() -> None:
    facts = replace(WOMAN, findings=(PHQ,))
    found = item(facts, "follow_up:phq9", TODAY)
    assert found is not None
    assert (found.due_from, found.form, found.unwell) == (date(2026, 11, 1), "phq9", Unwell.ANYWAY)
    done = replace(facts, events={"form:phq9": (date(2026, 11, 1),)})
    assert item(done, "follow_up:phq9", TODAY) is None
    before = replace(facts, events={"form:phq9": (date(2026, 10, 31),)})
    assert item(before, "follow_up:phq9", TODAY) == found


def test_result_to_be_referred_is_due_until_a_letter_is_written_and_not_after_a_year() -> None:
    facts = replace(WOMAN, findings=(Finding("puma", date(2026, 1, 5), "Risiko tinggi PPOK", Urgency.REFER),))
    assert item(facts, "refer:puma", TODAY) is not None
    assert item(_with(facts, referral=(date(2026, 1, 6),)), "refer:puma", TODAY) is None
    assert item(facts, "refer:puma", date(2027, 1, 4)) is not None
    assert item(facts, "refer:puma", date(2027, 1, 5)) is None


def test_screening_to_be_repeated_is_due_on_its_day() -> None:
    facts = replace(
        CHILD, findings=(Finding("kpsp_21", date(2026, 11, 20), "Meragukan", Urgency.WATCH, repeat_days=14),)
    )
    assert item(facts, "repeat:kpsp_21", TODAY).due_from == date(2026, 12, 4)  # type: ignore[union-attr]


def test_result_that_is_not_there_yet_is_asked_for_until_it_comes() -> None:
    waiting = Finding("cervical", date(2026, 11, 1), "IVA negatif", Urgency.AWAITED, awaited="HPV menunggu hasil")
    found = item(replace(WOMAN, findings=(waiting,)), "awaited:cervical", TODAY)
    assert found is not None
    assert (found.due_from, found.form) == (date(2026, 11, 1), "cervical")
    assert "HPV menunggu hasil" in found.why
    dated = replace(waiting, repeat_days=30)
    assert item(replace(WOMAN, findings=(dated,)), "awaited:cervical", TODAY) == found
    repeated = item(replace(WOMAN, findings=(dated,)), "repeat:cervical", TODAY)
    assert repeated is not None
    assert (repeated.due_from, repeated.form) == (date(2026, 12, 1), "cervical")


@pytest.mark.parametrize(
    ("until", "due_from"),
    [(date(2026, 12, 20), date(2026, 12, 20)), (date(2026, 11, 1), date(2026, 11, 1)), (date(1990, 1, 1), None)],
)
def test_declined_service_comes_back_on_the_day_that_was_agreed(until: date, due_from: date | None) -> None:
    said = {"blood_pressure": Said(date(2026, 10, 1), until, "Ditolak 01-10-2026: buru-buru")}
    found = item(replace(WOMAN, said=said), "blood_pressure", TODAY)
    assert found is not None
    assert found.due_from == (due_from or date(1998, 6, 15))
    assert found.note == ("Ditolak 01-10-2026: buru-buru" if due_from else "")


def test_service_put_off_beyond_its_window_is_not_offered() -> None:
    said = {"pkat": Said(date(2025, 7, 15), date(2025, 8, 20), "Ditunda")}
    assert item(replace(CHILD, said=said), "pkat", date(2025, 7, 20)) is None


def test_household_of_a_tb_patient_is_examined_once_an_episode() -> None:
    seen = (date(2026, 11, 2), date(2026, 11, 20))
    facts = _with(WOMAN, household__tbc=seen)
    assert item(facts, "tb_household", TODAY).due_from == date(2026, 11, 2)  # type: ignore[union-attr]
    screened = _with(WOMAN, household__tbc=seen, form__tb_symptoms=(date(2026, 11, 5),))
    assert item(screened, "tb_household", TODAY) is None
    again = _with(WOMAN, household__tbc=(date(2024, 1, 1), date(2026, 11, 2)), form__tb_symptoms=(date(2024, 2, 1),))
    assert item(again, "tb_household", TODAY).due_from == date(2026, 11, 2)  # type: ignore[union-attr]


def test_control_of_a_disease_is_due_monthly_for_those_in_its_register() -> None:
    assert item(WOMAN, "hypertension_control", TODAY) is None
    facts = _with(WOMAN, diagnosis__hipertensi=(date(2026, 1, 5),), control__hipertensi=(date(2026, 10, 31),))
    facts = replace(facts, control_at="pustu")
    found = item(facts, "hypertension_control", TODAY)
    assert found is not None
    assert (found.due_from, found.late_from) == (date(2026, 12, 1), date(2027, 1, 1))


def test_control_is_asked_once_and_by_whom_it_is_held() -> None:
    facts = _with(WOMAN, diagnosis__hipertensi=(date(2026, 1, 5),), control__hipertensi=(date(2026, 10, 31),))
    kinds = ("hypertension_control", "hypertension_uncontrolled", "hypertension_doctor", "control_return")

    def asked(known: DueFacts) -> list[str]:
        return [code for code in kinds if item(known, code, TODAY) is not None]

    good, bad = {"hipertensi": True}, {"hipertensi": False}
    assert asked(replace(facts, control_at="pustu", on_target=good)) == ["hypertension_control"]
    assert asked(replace(facts, control_at="dokter", on_target=bad)) == ["hypertension_uncontrolled"]
    assert asked(replace(facts, control_at="dokter", on_target=good)) == ["hypertension_doctor"]
    assert asked(replace(facts, control_at="dokter")) == ["hypertension_doctor"]
    back = {**facts.events, "control:kembali": (date(2026, 11, 20),)}
    assert asked(replace(facts, control_at="dokter", on_target=bad, events=back)) == [kinds[1], kinds[3]]
    found = item(replace(facts, events=back), "control_return", TODAY)
    assert found is not None
    assert (found.due_from, found.late_from) == (date(2026, 11, 20), date(2026, 11, 27))
    seen = {**back, "control:puskesmas": (date(2026, 11, 20),)}
    assert item(replace(facts, events=seen), "control_return", TODAY) is None


def test_what_is_asked_at_every_visit_is_in_no_list_and_done_once_a_day() -> None:
    assert item(WOMAN, "tb_adult", TODAY) is None
    assert [one.service for one in visit_services(rules(), WOMAN, TODAY, sick=False)] == ["tb_adult"]
    screened = _with(WOMAN, form__tb_symptoms=(TODAY,))
    assert visit_services(rules(), screened, TODAY, sick=True) == ()
    assert "tb_adult" in {plan.code for plan in done_on(rules(), screened, TODAY)}


def test_awaited_result_is_shown_until_it_comes() -> None:
    facts = replace(WOMAN, awaited=(Awaited("result:tcm", "Hasil TCM", date(2026, 11, 20), date(2026, 11, 24)),))
    found = item(facts, "result:tcm", TODAY)
    assert found is not None
    assert found.late_from == date(2026, 11, 24)


def test_nothing_is_due_for_who_died_or_moved_away() -> None:
    assert services_due(rules(), replace(WOMAN, living_here=False), TODAY).items == ()


def test_who_never_had_a_yearly_service_is_late_once_its_first_year_has_passed() -> None:
    assert item(WOMAN, "blood_pressure", TODAY).late_from == date(1999, 6, 15)  # type: ignore[union-attr]
    assert item(CHILD, "weighing", date(2025, 1, 10)).late_from == date(2025, 2, 10)  # type: ignore[union-attr]
    before = _with(WOMAN, answer__sistolik=(date(2020, 1, 5),))
    assert item(before, "blood_pressure", TODAY).late_from == date(2021, 7, 5)  # type: ignore[union-attr]


@pytest.mark.parametrize(("sick", "asked"), [(True, {"tb_child", "mtbs"}), (False, {"tb_child"})])
def test_sick_child_is_assessed_by_mtbs_and_a_healthy_one_is_not(sick: bool, asked: set[str]) -> None:
    assert {one.service for one in visit_services(rules(), CHILD, TODAY, sick=sick)} == asked


def test_only_what_is_meant_for_the_age_counts_as_done_today() -> None:
    measured = _with(WOMAN, answer__sistolik=(TODAY,), answer__berat=(TODAY,), form__tb_symptoms=(TODAY,))
    assert {plan.code for plan in done_on(rules(), measured, TODAY)} == {"blood_pressure", "tb_adult"}


def test_what_weighs_most_comes_first_by_rank_of_its_package() -> None:
    facts = replace(MOTHER, findings=(PHQ,))
    ranks = {one.service: one.rank for one in services_due(rules(), facts, TODAY).items}
    assert ranks["follow_up:phq9"] < ranks["anc_t3_1"] < ranks["ncd_screening"]

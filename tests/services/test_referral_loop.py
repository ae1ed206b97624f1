"""A referral on its way: steps, answers, corrections, reminders, and who sees it; on both databases."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from db.models import ReferralAnswer
from ilp_desktop.domain.care.referral_state import ReferralAct, ReferralState
from ilp_desktop.domain.errors import StaleRecord, UserError, WrongAnswers
from ilp_desktop.services.due.offered_services import ServiceState
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import GivenDiagnosis, SoapNote
from ilp_desktop.services.referral.referral_drafts import ReferralDraft
from ilp_desktop.services.referral.referral_lists import ReferralFilter, ReferralView
from ilp_desktop.services.start.setup import NewDestination
from tests.house_fixtures import TODAY, Clinic
from tests.services.referred import act, answer, dues_of, file_of, letter, other, pass_days, refer, stored_dues


def test_a_letter_goes_its_way_and_each_step_tells_who_and_when(any_clinic: Clinic) -> None:
    referral = refer(any_clinic, any_clinic.register().person_id, letter(any_clinic))
    for wanted in (ReferralAct.SEND, ReferralAct.RECEIVE):
        act(any_clinic, referral, wanted)
    any_clinic.house.referral_answers.record(any_clinic.doctor, answer(any_clinic, referral))
    act(any_clinic, referral, ReferralAct.FINISH)
    file = file_of(any_clinic, referral)
    assert file.state is ReferralState.DONE
    assert [step.act.name for step in file.steps] == ["CREATE", "SEND", "RECEIVE", "ANSWER", "FINISH"]
    assert {step.by for step in file.steps} == {"dr. Ratna Contoh"}
    assert {f"{step.at:%d-%m-%Y %H.%M}" for step in file.steps} == {"23-11-2026 07.30"}


def test_an_answer_is_on_record_with_all_it_says(any_clinic: Clinic) -> None:
    referral = refer(any_clinic, any_clinic.register().person_id, letter(any_clinic))
    any_clinic.house.referral_answers.record(any_clinic.desk, answer(any_clinic, referral, prb=True))
    told = file_of(any_clinic, referral).answer
    assert told is not None
    assert (told.answered_on, told.answered_by, told.control_on) == (TODAY, "dr. Budi, Sp.PD", date(2026, 12, 23))
    assert (told.diagnoses[0][0], told.therapy, told.prb) == ("I10", "Amlodipin 10 mg 1x1", True)
    assert told.typed_by == "Petugas Loket"


def test_answering_twice_shows_the_first_and_offers_to_correct_it(any_clinic: Clinic) -> None:
    house, referral = any_clinic.house, refer(any_clinic, any_clinic.register().person_id, letter(any_clinic))
    house.referral_answers.record(any_clinic.doctor, answer(any_clinic, referral))
    with pytest.raises(UserError, match="sudah dijawab"):
        house.referral_answers.record(any_clinic.doctor, answer(any_clinic, referral, therapy="Lain"))
    file = file_of(any_clinic, referral)
    assert (len(file.answers), ReferralAct.CORRECT in file.acts, ReferralAct.ANSWER in file.acts) == (1, True, False)
    corrected = replace(answer(any_clinic, referral, therapy="Amlodipin 5 mg"), reason="Salah salin dosis")
    house.referral_answers.correct(any_clinic.doctor, corrected)
    file = file_of(any_clinic, referral)
    assert [one.therapy for one in file.answers] == ["Amlodipin 5 mg", "Amlodipin 10 mg 1x1"]
    assert (file.answers[0].reason, file.steps[-1].note) == ("Salah salin dosis", "Salah salin dosis")


def test_a_correction_needs_its_reason(any_clinic: Clinic) -> None:
    house, referral = any_clinic.house, refer(any_clinic, any_clinic.register().person_id, letter(any_clinic))
    house.referral_answers.record(any_clinic.doctor, answer(any_clinic, referral))
    with pytest.raises(WrongAnswers) as refused:
        house.referral_answers.correct(any_clinic.doctor, answer(any_clinic, referral))
    assert refused.value.fields == {"note": "Tulis alasannya."}
    assert len(file_of(any_clinic, referral).answers) == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"answered_on": date(2026, 11, 22)}, "answered_on"),
        ({"answered_on": date(2026, 11, 24)}, "answered_on"),
        ({"codes": ("Z99.99",)}, "diagnoses"),
        ({"therapy": "x" * 20_000}, "therapy"),
        ({"prb": True, "codes": ("J06.9",)}, "diagnoses"),
    ],
)
def test_a_wrong_answer_stores_nothing(any_clinic: Clinic, changes: dict[str, object], field: str) -> None:
    referral = refer(any_clinic, any_clinic.register().person_id, letter(any_clinic))
    with pytest.raises(WrongAnswers) as refused:
        any_clinic.house.referral_answers.record(any_clinic.doctor, answer(any_clinic, referral, **changes))
    assert field in refused.value.fields
    file = file_of(any_clinic, referral)
    assert (file.state, file.is_answered, len(file.steps)) == (ReferralState.CREATED, False, 1)


def test_an_answer_sent_twice_is_stored_once(any_clinic: Clinic) -> None:
    referral = refer(any_clinic, any_clinic.register().person_id, letter(any_clinic))
    wanted = answer(any_clinic, referral)
    for _ in range(2):
        any_clinic.house.referral_answers.record(any_clinic.doctor, wanted)
    with any_clinic.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(ReferralAnswer)) == 1


def test_a_stale_form_is_refused_with_who_and_what(any_clinic: Clinic) -> None:
    referral = refer(any_clinic, any_clinic.register().person_id, letter(any_clinic))
    stale = answer(any_clinic, referral)
    act(any_clinic, referral, ReferralAct.SEND)
    with pytest.raises(StaleRecord, match="Ratna Contoh"):
        any_clinic.house.referral_answers.record(any_clinic.doctor, stale)
    assert not file_of(any_clinic, referral).is_answered


def test_a_letter_expires_by_itself_and_an_answer_that_comes_later_is_taken(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    referral = refer(any_clinic, person, letter(any_clinic))
    pass_days(any_clinic, 90)
    assert file_of(any_clinic, referral).state is ReferralState.CREATED
    pass_days(any_clinic, 1)
    file = file_of(any_clinic, referral)
    assert (file.state, file.valid_until) == (ReferralState.EXPIRED, TODAY + timedelta(days=90))
    wanted = ReferralFilter(ReferralView.ALL, state=ReferralState.EXPIRED.value)
    listed = any_clinic.house.referral_lists.listed(any_clinic.doctor, wanted, None, 10)
    assert [row.id for row in listed] == [referral]
    any_clinic.house.referral_answers.record(any_clinic.doctor, answer(any_clinic, referral, control_on=None))
    assert file_of(any_clinic, referral).state is ReferralState.ANSWERED


def test_a_letter_is_made_void_with_a_reason_and_counts_for_nothing(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    referral = refer(any_clinic, person, letter(any_clinic))
    with pytest.raises(WrongAnswers):
        act(any_clinic, referral, ReferralAct.VOID, " ")
    act(any_clinic, referral, ReferralAct.VOID, "Salah pasien")
    pass_days(any_clinic, 20)
    file = file_of(any_clinic, referral)
    assert (file.state, file.acts, file.steps[-1].note) == (ReferralState.VOID, (), "Salah pasien")
    assert dues_of(any_clinic, person) == {}
    with pytest.raises(UserError, match="sudah dibatalkan"):
        any_clinic.house.referral_answers.record(any_clinic.doctor, answer(any_clinic, referral))


def test_printing_is_a_step_and_every_further_print_a_numbered_copy(any_clinic: Clinic) -> None:
    house, referral = any_clinic.house, refer(any_clinic, any_clinic.register().person_id, letter(any_clinic))
    for copies in range(3):
        assert file_of(any_clinic, referral).prints == copies
        house.referrals.note_printed(any_clinic.doctor, referral)
    assert [step.act for step in file_of(any_clinic, referral).steps[1:]] == [ReferralAct.PRINT] * 3
    assert file_of(any_clinic, referral).state is ReferralState.CREATED


def test_a_closed_referral_is_opened_again_for_an_answer_that_came_late(any_clinic: Clinic) -> None:
    referral = refer(any_clinic, any_clinic.register().person_id, letter(any_clinic))
    act(any_clinic, referral, ReferralAct.CLOSE, "Pasien tidak berangkat")
    assert file_of(any_clinic, referral).acts == (ReferralAct.REOPEN,)
    act(any_clinic, referral, ReferralAct.REOPEN, "Ternyata berangkat")
    any_clinic.house.referral_answers.record(any_clinic.doctor, answer(any_clinic, referral))
    assert file_of(any_clinic, referral).state is ReferralState.ANSWERED


def test_nobody_refers_to_the_puskesmas_itself(any_clinic: Clinic) -> None:
    house, usual = any_clinic.house, letter(any_clinic)
    house.facilities.add_destination(any_clinic.head, NewDestination("PKM Uji Sejahtera", "", ("Umum",)))
    own = next(one.id for one in house.facilities.destinations(any_clinic.doctor) if one.name.startswith("PKM"))
    tried = (
        ("referral.destination_id", replace(usual, destination_id=own)),
        (
            "referral.place",
            replace(usual, kind="horizontal", destination_id=None, place="UPTD PUSKESMAS uji sejahtera"),
        ),
        ("referral.unit", other("internal", unit="klaster_3")),
        ("referral.planned_on", replace(usual, planned_on=TODAY + timedelta(days=91))),
    )
    for number, (field, draft) in enumerate(tried):
        person = any_clinic.register(f"Warga {number}").person_id
        with pytest.raises(WrongAnswers) as refused:
            refer(any_clinic, person, draft)
        assert set(refused.value.fields) == {field}
        assert house.referral_loop.of_person(any_clinic.doctor, person) == ()


@pytest.mark.parametrize("kind", ["internal", "community", "social"])
def test_what_a_kind_needs_is_asked_for(any_clinic: Clinic, kind: str) -> None:
    blank = ReferralDraft(None, "", None, "", "", kind=kind)
    today = any_clinic.house.uow.today(any_clinic.doctor)
    found = any_clinic.house.referrals.problems(blank, today, has_diagnosis=False)
    expected = {
        "internal": {"referral.unit", "referral.reason_note"},
        "community": {"referral.from_place", "referral.brought_by", "referral.problems"},
        "social": {"referral.unit", "referral.place", "referral.reason_note", "referral.agreed"},
    }
    assert set(found) == expected[kind]


def test_an_internal_referral_comes_in_where_it_goes_and_stays_due_until_it_is_answered(any_clinic: Clinic) -> None:
    house, person = any_clinic.house, any_clinic.register().person_id
    referral = refer(any_clinic, person, other("internal", unit="sanitation"))
    assert file_of(any_clinic, referral).state is ReferralState.SENT
    assert (
        house.referral_lists.incoming(any_clinic.doctor, 4),
        house.referral_lists.incoming(any_clinic.doctor, 5),
    ) == (1, 0)
    assert dues_of(any_clinic, person) == {"reply:internal": ServiceState.DUE}
    assert stored_dues(any_clinic, person) == {"reply:internal"}
    done = answer(any_clinic, referral, codes=(), therapy="", advice="Sanitasi rumah baik", control_on=None)
    house.referral_answers.record(any_clinic.doctor, done)
    assert (dues_of(any_clinic, person), stored_dues(any_clinic, person)) == ({}, set())
    assert house.referral_lists.incoming(any_clinic.doctor, 4) == 0


def test_an_unanswered_letter_is_chased_after_its_days(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    referral = refer(any_clinic, person, letter(any_clinic))
    lists, chase = any_clinic.house.referral_lists, ReferralFilter(ReferralView.CHASE)
    assert dues_of(any_clinic, person) == {"reply:hospital": ServiceState.COMING}
    pass_days(any_clinic, 13)
    assert lists.listed(any_clinic.desk, chase, None, 10) == ()
    pass_days(any_clinic, 1)
    assert dues_of(any_clinic, person) == {"reply:hospital": ServiceState.DUE}
    (row,) = lists.listed(any_clinic.desk, chase, None, 10)
    assert (row.id, row.late_days, row.village) == (referral, 0, "Sukamaju")
    pass_days(any_clinic, 7)
    assert dues_of(any_clinic, person) == {"reply:hospital": ServiceState.LATE}


def test_a_patient_referred_back_is_due_on_the_control_date_until_examined(any_clinic: Clinic) -> None:
    house, person = any_clinic.house, any_clinic.register().person_id
    referral = refer(any_clinic, person, letter(any_clinic))
    house.referral_answers.record(any_clinic.doctor, answer(any_clinic, referral, prb=True))
    (back,) = house.referral_answers.referred_back(any_clinic.doctor, person)
    assert (back.disease, back.therapy, back.supply_days) == ("Hipertensi", "Amlodipin 10 mg 1x1", 30)
    assert dues_of(any_clinic, person) == {"control:referral": ServiceState.COMING}
    pass_days(any_clinic, 30)
    assert dues_of(any_clinic, person) == {"control:referral": ServiceState.DUE}
    rows = house.referral_lists.listed(any_clinic.desk, ReferralFilter(ReferralView.CONTROL), None, 10)
    assert [(row.id, row.control_on) for row in rows] == [(referral, date(2026, 12, 23))]
    seen = any_clinic.visit(person).encounter_id
    wanted = Examination(any_clinic.new_id(), seen, 1, SoapNote(subjective="Kontrol"), (GivenDiagnosis("I10"),))
    house.encounters.record(any_clinic.doctor, wanted)
    assert (dues_of(any_clinic, person), stored_dues(any_clinic, person)) == ({}, set())


def test_the_list_goes_on_page_by_page_and_narrows(any_clinic: Clinic) -> None:
    house = any_clinic.house
    people = [any_clinic.register(f"Warga {name}").person_id for name in ("Satu", "Dua", "Tiga")]
    referrals = [refer(any_clinic, person, letter(any_clinic)) for person in people]
    refer(any_clinic, people[0], other("internal"))
    for view in (ReferralView.OPEN, ReferralView.ALL):
        wanted, after, found = ReferralFilter(view, kind="hospital"), None, []
        while page := house.referral_lists.listed(any_clinic.desk, wanted, after, 2):
            found += [row.id for row in page]
            after = page[-1]
        assert sorted(found) == sorted(referrals)
    searched = ReferralFilter(ReferralView.OPEN, search="warga dua")
    assert [row.name for row in house.referral_lists.listed(any_clinic.desk, searched, None, 9)] == ["Warga Dua"]
    nowhere = ReferralFilter(ReferralView.OPEN, village_id=any_clinic.new_id())
    assert house.referral_lists.listed(any_clinic.desk, nowhere, None, 9) == ()
    assert house.referral_lists.counts(any_clinic.desk)[ReferralView.OPEN] == 4


def test_a_letter_that_was_ticked_as_an_emergency_is_one_of_its_own_kind(any_clinic: Clinic) -> None:
    urgent = letter(any_clinic, emergency=True, escort="Bidan Ani")
    referral = refer(any_clinic, any_clinic.register().person_id, urgent)
    file = file_of(any_clinic, referral)
    assert (file.kind.code, file.valid_until) == ("emergency", None)


def test_a_letter_with_a_restricted_diagnosis_is_not_there_for_the_desk(any_clinic: Clinic) -> None:
    house, person = any_clinic.house, any_clinic.register().person_id
    referral = refer(any_clinic, person, letter(any_clinic), "I10", "F20.0")
    assert file_of(any_clinic, referral).restricted
    assert house.referral_loop.of_person(any_clinic.desk, person) == ()
    assert house.referral_lists.listed(any_clinic.desk, ReferralFilter(ReferralView.ALL), None, 9) == ()
    with pytest.raises(UserError):
        house.referral_loop.file(any_clinic.desk, referral)


def test_the_desk_reads_no_clinic_and_what_is_settled_is_late_no_more(any_clinic: Clinic) -> None:
    house, person = any_clinic.house, any_clinic.register().person_id
    referral = refer(any_clinic, person, letter(any_clinic))
    assert file_of(any_clinic, referral).clinic
    assert house.referral_loop.file(any_clinic.desk, referral).clinic == ""
    house.referral_answers.record(any_clinic.doctor, answer(any_clinic, referral))
    pass_days(any_clinic, 20)
    everything = ReferralFilter(ReferralView.ALL)
    (row,) = house.referral_lists.listed(any_clinic.desk, everything, None, 9)
    assert row.late_days == -10
    act(any_clinic, referral, ReferralAct.FINISH)
    (row,) = house.referral_lists.listed(any_clinic.desk, everything, None, 9)
    assert row.late_days == 0

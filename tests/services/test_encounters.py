"""The examination in one save, on both databases."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from sqlalchemy import event, func, select

from db.models import Audit, Change, FormResponse, Note, Observation, Referral
from ilp_desktop.domain.errors import NotAllowed, StaleRecord, UserError, WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.queue.visit_words import NextPlace
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import GivenDiagnosis, SoapNote
from ilp_desktop.services.referral.referral_drafts import ReferralDraft
from tests.house_fixtures import Clinic

VITALS = {"sistolik": "150", "diastolik": "95", "nadi": "80", "suhu": "36,7", "berat": "61,5", "tinggi": "158"}
NO_SYMPTOM = dict.fromkeys(
    ("kontak_erat", "batuk", "berat_turun", "demam", "keringat_malam", "lesu", "sesak", "kelenjar"), "tidak"
)
TWO_FORMS = (FilledForm("vital_signs", VITALS), FilledForm("tb_symptoms", NO_SYMPTOM))
CORRECTED = {"vital_signs": {"suhu": "38,2"}, "tb_symptoms": {"demam": "ya"}}


def examination(clinic: Clinic, **changes: object) -> Examination:
    """Return an examination of a fresh visit, right in everything but what a test changes."""
    ticket = clinic.visit(clinic.register().person_id)
    wanted = Examination(
        client_id=clinic.new_id(),
        encounter_id=ticket.encounter_id,
        version=1,
        note=SoapNote(subjective="Pusing tiga hari", plan="Kontrol satu minggu", therapy="Amlodipin 5 mg 1x1"),
        diagnoses=(GivenDiagnosis("I10"), GivenDiagnosis("R51")),
        forms=(FilledForm("vital_signs", VITALS),),
    )
    return replace(wanted, **changes)  # type: ignore[arg-type]


def letter(clinic: Clinic, /, **changes: object) -> ReferralDraft:
    """Return a complete referral."""
    place = clinic.house.facilities.destinations(clinic.doctor)[0]
    draft = ReferralDraft(
        destination_id=place.id,
        clinic="Penyakit Dalam",
        doctor_id=clinic.doctor.staff_id,
        reason_code="3",
        reason_note="Curiga komplikasi jantung",
        planned_on=date(2026, 11, 25),
        external_missing=True,
    )
    return replace(draft, **changes)  # type: ignore[arg-type]


def count(clinic: Clinic, model: type) -> int:
    """Return how many rows a table holds."""
    with clinic.database.reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_one_save_holds_note_diagnoses_vitals_and_letter(any_clinic: Clinic) -> None:
    wanted = examination(any_clinic, referral=letter(any_clinic))
    version = any_clinic.house.encounters.record(any_clinic.doctor, wanted)
    file = any_clinic.house.encounters.open(any_clinic.doctor, wanted.encounter_id)
    assert (file.version, file.note, file.diagnoses) == (version, wanted.note, wanted.diagnoses)
    assert file.answers["vital_signs"]["suhu"] == 36.7
    assert file.referrals[0].number == "0001/RJK/P9999/XI/2026"
    assert file.timeline[0].diagnoses[0].startswith("I10 ")
    assert file.timeline[0].measured.startswith("TD 150/95")


def statements_of(clinic: Clinic, wanted: Examination) -> list[str]:
    """Record an examination and return the statements sent for it, which end in one commit.

    Whether somebody is still signed in was looked up a moment before; that look comes every few seconds only.
    """
    clinic.house.accounts.still(clinic.doctor)
    statements: list[str] = []
    commits: list[object] = []
    event.listen(clinic.database.engine, "after_cursor_execute", lambda *args: statements.append(args[2]))
    event.listen(clinic.database.engine, "commit", commits.append)
    clinic.house.encounters.record(clinic.doctor, wanted)
    assert len(commits) == 1
    return list(statements)


@pytest.mark.parametrize(("referred", "most"), [(False, 27), (True, 36)])
def test_a_visit_is_saved_in_one_commit_of_few_statements(any_clinic: Clinic, referred: bool, most: int) -> None:
    wanted = examination(any_clinic, referral=letter(any_clinic) if referred else None)
    statements = statements_of(any_clinic, wanted)
    assert len(statements) <= most, "\n".join(statements)


def test_a_second_form_costs_no_further_statement(any_clinic: Clinic) -> None:
    alone = statements_of(any_clinic, examination(any_clinic, forms=(FilledForm("vital_signs", VITALS),)))
    both = statements_of(any_clinic, examination(any_clinic, forms=TWO_FORMS))
    assert len(both) == len(alone), "\n".join(both)


def test_two_forms_corrected_at_once_leave_the_observations_of_the_corrections_only(any_clinic: Clinic) -> None:
    first = examination(any_clinic, forms=TWO_FORMS)
    version = any_clinic.house.encounters.record(any_clinic.doctor, first)
    observed = count(any_clinic, Observation)
    corrected = tuple(replace(filled, typed={**filled.typed, **CORRECTED[filled.form_code]}) for filled in TWO_FORMS)
    second = replace(first, client_id=any_clinic.new_id(), version=version, forms=corrected)
    any_clinic.house.encounters.record(any_clinic.doctor, second)
    file = any_clinic.house.encounters.open(any_clinic.doctor, first.encounter_id)
    assert (file.answers["vital_signs"]["suhu"], file.answers["tb_symptoms"]["demam"]) == (38.2, True)
    assert (count(any_clinic, FormResponse), count(any_clinic, Observation)) == (4, observed)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"forms": (FilledForm("vital_signs", {"berat": "500"}),)}, "vital_signs.berat"),
        ({"forms": (FilledForm("vital_signs", {"sistolik": "80", "diastolik": "120"}),)}, "vital_signs.diastolik"),
        ({"forms": (FilledForm("vital_signs", {"nadi": "delapan puluh"}),)}, "vital_signs.nadi"),
        ({"forms": (FilledForm("vital_signs", {"nadi": "700"}),)}, "vital_signs.nadi"),
        ({"diagnoses": (GivenDiagnosis("Q99.99"),)}, "diagnoses"),
        ({"diagnoses": (GivenDiagnosis("I10"), GivenDiagnosis("I10"))}, "diagnoses"),
        ({"note": SoapNote(subjective="x" * 20_001)}, "subjective"),
    ],
)
def test_a_wrong_answer_stores_nothing_at_all(any_clinic: Clinic, changes: dict[str, object], field: str) -> None:
    wanted = examination(any_clinic, **changes)
    with pytest.raises(WrongAnswers) as refused:
        any_clinic.house.encounters.record(any_clinic.doctor, wanted)
    assert field in refused.value.fields
    assert [count(any_clinic, model) for model in (Note, FormResponse, Observation)] == [0, 0, 0]
    assert any_clinic.house.encounters.open(any_clinic.doctor, wanted.encounter_id).version == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"destination_id": None}, "referral.destination_id"),
        ({"clinic": " "}, "referral.clinic"),
        ({"external_missing": False}, "referral.external_number"),
        ({"reason_note": ""}, "referral.reason_note"),
        ({"reason_code": ""}, "referral.reason_code"),
        ({"reason_code": "9"}, "referral.reason_code"),
        ({"clinic": "x" * 81}, "referral.clinic"),
        ({"external_number": "1" * 41}, "referral.external_number"),
        ({"doctor_id": None}, "referral.doctor_id"),
        ({"emergency": True}, "referral.escort"),
    ],
)
def test_an_incomplete_letter_is_refused(any_clinic: Clinic, changes: dict[str, object], field: str) -> None:
    wanted = examination(any_clinic, referral=letter(any_clinic, **changes))
    with pytest.raises(WrongAnswers) as refused:
        any_clinic.house.encounters.record(any_clinic.doctor, wanted)
    assert field in refused.value.fields
    assert count(any_clinic, Referral) == 0


def test_the_same_save_sent_twice_is_one_save(any_clinic: Clinic) -> None:
    wanted = examination(any_clinic, referral=letter(any_clinic))
    first = any_clinic.house.encounters.record(any_clinic.doctor, wanted)
    assert any_clinic.house.encounters.record(any_clinic.doctor, wanted) == first
    assert [count(any_clinic, model) for model in (Note, FormResponse, Referral)] == [1, 1, 1]


def test_what_is_measured_past_midnight_belongs_to_the_day_of_the_visit(any_clinic: Clinic) -> None:
    any_clinic.clock.set(datetime(2026, 11, 23, 16, 50, tzinfo=timezone.utc))  # 23.50 WIB
    wanted = examination(any_clinic)
    any_clinic.clock.forward(timedelta(minutes=20))
    any_clinic.house.encounters.record(any_clinic.doctor, wanted)
    file = any_clinic.house.encounters.open(any_clinic.doctor, wanted.encounter_id)
    assert file.timeline[0].measured.startswith("TD 150/95")


def test_a_correction_at_the_same_visit_keeps_the_old_answers(any_clinic: Clinic) -> None:
    wanted = examination(any_clinic)
    encounters = any_clinic.house.encounters
    version = encounters.record(any_clinic.doctor, wanted)
    corrected = FilledForm("vital_signs", VITALS | {"nadi": "88"})
    encounters.record(
        any_clinic.doctor, replace(wanted, client_id=any_clinic.new_id(), version=version, forms=(corrected,))
    )
    assert count(any_clinic, FormResponse) == 2
    assert encounters.open(any_clinic.doctor, wanted.encounter_id).answers["vital_signs"]["nadi"] == 88
    with any_clinic.database.reading() as session:
        pulses = session.scalars(select(Observation.number).where(Observation.code == "nadi")).all()
    assert pulses == [88]


def test_two_clinicians_on_one_visit_never_overwrite_each_other(any_clinic: Clinic) -> None:
    wanted = examination(any_clinic)
    any_clinic.house.encounters.record(any_clinic.doctor, wanted)
    with pytest.raises(StaleRecord, match=r"dr\. Ratna Contoh"):
        any_clinic.house.encounters.record(
            any_clinic.head, replace(wanted, client_id=any_clinic.new_id(), note=SoapNote(subjective="lain"))
        )
    assert any_clinic.house.encounters.open(any_clinic.doctor, wanted.encounter_id).note == wanted.note


def test_a_visit_ends_only_after_it_was_recorded(any_clinic: Clinic) -> None:
    wanted = examination(any_clinic)
    encounters = any_clinic.house.encounters
    with pytest.raises(UserError, match="belum disimpan"):
        encounters.finish(any_clinic.doctor, wanted.encounter_id, 1, NextPlace.HOME)
    version = encounters.record(any_clinic.doctor, wanted)
    encounters.finish(any_clinic.doctor, wanted.encounter_id, version, NextPlace.HOME)
    assert encounters.open(any_clinic.doctor, wanted.encounter_id).finished
    assert any_clinic.house.queueing.board(any_clinic.desk)[0].status.value == "selesai"


def test_the_desk_may_not_read_or_write_the_record(any_clinic: Clinic) -> None:
    wanted = examination(any_clinic)
    with pytest.raises(NotAllowed):
        any_clinic.house.encounters.record(any_clinic.desk, wanted)
    with pytest.raises(NotAllowed):
        any_clinic.house.encounters.open(any_clinic.desk, wanted.encounter_id)


def test_every_write_leaves_an_audit_row_and_a_change(any_clinic: Clinic) -> None:
    wanted = examination(any_clinic)
    audits, changes = count(any_clinic, Audit), count(any_clinic, Change)
    any_clinic.house.encounters.record(any_clinic.doctor, wanted)
    assert count(any_clinic, Audit) > audits
    assert count(any_clinic, Change) > changes
    assert "encounter" in any_clinic.database.feed.poll()


def test_a_write_that_names_nothing_is_a_bug_and_stores_nothing(any_clinic: Clinic) -> None:
    with (
        pytest.raises(AssertionError, match="WRITE_RECORD"),
        any_clinic.house.uow.writing(any_clinic.doctor, Act.WRITE_RECORD) as work,
    ):
        work.next_number("uji")
    with any_clinic.house.uow.writing(any_clinic.doctor, Act.WRITE_RECORD) as work:
        assert work.next_number("uji") == 1
        work.touch("test", None)


@pytest.mark.parametrize(
    ("born", "said"), [(date(1990, 5, 17), "IMT 26 dengan tinggi 158 cm"), (date(2010, 5, 17), "")]
)
def test_an_adults_last_height_serves_todays_weight_and_is_never_stored(
    any_clinic: Clinic, born: date, said: str
) -> None:
    person = any_clinic.register("Ibu Uji", birth_date=born).person_id
    encounters, screening = any_clinic.house.encounters, any_clinic.house.screening
    first = Examination(any_clinic.new_id(), any_clinic.visit(person).encounter_id, 1, SoapNote("a"))
    encounters.record(any_clinic.doctor, replace(first, forms=(FilledForm("vital_signs", {"tinggi": "158"}),)))
    any_clinic.clock.forward(timedelta(days=1))
    facts = screening.facts(any_clinic.doctor, person)
    form, weighed = screening.form(any_clinic.doctor, "vital_signs"), FilledForm("vital_signs", {"berat": "65"})
    checked = screening.check(form, weighed, facts)
    found = [one.conclusion for one in screening.readings(form, checked, facts).get("berat", ())]
    assert any(one.startswith(said) for one in found) if said else not any("dengan tinggi" in one for one in found)
    assert dict(checked.answers) == {"berat": 65.0}


def test_answers_given_for_the_wrong_patient_can_be_taken_back_and_stay_on_record(any_clinic: Clinic) -> None:
    wanted = examination(any_clinic)
    encounters, screening = any_clinic.house.encounters, any_clinic.house.screening
    version = encounters.record(any_clinic.doctor, wanted)
    emptied = replace(
        wanted, client_id=any_clinic.new_id(), version=version, forms=(FilledForm("vital_signs", {"nadi": ""}),)
    )
    version = encounters.record(any_clinic.doctor, emptied)
    file = encounters.open(any_clinic.doctor, wanted.encounter_id)
    assert file.answers == {}
    assert screening.history(any_clinic.doctor, file.patient.person_id, "vital_signs") == ()
    assert [count(any_clinic, model) for model in (FormResponse, Observation)] == [2, 0]
    again = replace(wanted, client_id=any_clinic.new_id(), version=version)
    encounters.record(any_clinic.doctor, again)
    assert encounters.open(any_clinic.doctor, wanted.encounter_id).answers["vital_signs"]["nadi"] == 80

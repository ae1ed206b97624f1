"""Allergies, problems, consents and short texts, on both databases."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from db.models import Audit, WithdrawnAllergy
from ilp_desktop.domain.care.allergy import AllergyKind, Severity
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.services.order.order_data import OrderDraft
from ilp_desktop.services.person.allergies import NewAllergy
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.informed_consents import NewConsent
from ilp_desktop.services.record.visit_writing import SoapNote
from tests.house_fixtures import TODAY, Clinic
from tests.printing.reading import text_of
from tests.services.test_orders import AMLODIPINE, TLD
from tests.services.test_record_writing import seen, write


def allergy(clinic: Clinic, person: object, substance: object = "Penisilin", **changes: object) -> NewAllergy:
    """Return an allergy told of somebody."""
    told = NewAllergy(clinic.new_id(), person, substance, AllergyKind.DRUG, "bengkak bibir", Severity.SEVERE, "2019")  # type: ignore[arg-type]
    return replace(told, **changes)  # type: ignore[arg-type]


def test_an_allergy_told_after_the_drug_flags_the_drug(any_clinic: Clinic) -> None:
    file = write(any_clinic, seen(any_clinic), SoapNote(therapy="Amoxicillin 500 mg 3x1\nParasetamol 500 mg"))
    person = file.patient.person_id
    alerts = any_clinic.house.allergies.add(any_clinic.doctor, allergy(any_clinic, person))
    assert [one.words for one in alerts] == [
        "Alergi Penisilin: Amoxicillin 500 mg 3x1 termasuk golongan penisilin; tertulis 23-11-2026."
    ]
    header = any_clinic.house.encounters.open(any_clinic.doctor, file.encounter_id).patient
    assert (header.allergies, header.drug_alerts) == (("Penisilin (berat)",), alerts)


def test_a_medicine_of_a_prescription_is_flagged_and_a_restricted_one_is_not(
    any_clinic: Clinic,
) -> None:
    file = seen(any_clinic)
    drugs = OrderDraft((), (AMLODIPINE, TLD))
    wanted = Examination(any_clinic.new_id(), file.encounter_id, 1, SoapNote("Batuk"), orders=drugs)
    any_clinic.house.encounters.record(any_clinic.doctor, wanted)
    person = file.patient.person_id
    told = [
        alert.match.drug
        for substance in ("Amlodipin", "TLD")
        for alert in any_clinic.house.allergies.add(any_clinic.doctor, allergy(any_clinic, person, substance))
    ]
    assert told == ["Amlodipin"]


def test_a_drug_written_long_ago_or_since_taken_out_is_not_flagged(any_clinic: Clinic) -> None:
    file = write(any_clinic, seen(any_clinic), SoapNote(therapy="Amoxicillin 500 mg"))
    person = file.patient.person_id
    write(any_clinic, file, SoapNote(therapy="Parasetamol 500 mg"))
    assert any_clinic.house.allergies.add(any_clinic.doctor, allergy(any_clinic, person)) == ()
    write(any_clinic, file, SoapNote(therapy="Amoxicillin 500 mg"))
    any_clinic.clock.forward(timedelta(days=31))
    again = any_clinic.visit(person)
    assert any_clinic.house.encounters.open(any_clinic.doctor, again.encounter_id).patient.drug_alerts == ()


def test_an_allergy_is_told_once_withdrawn_with_a_reason_and_what_stood_there_stays(any_clinic: Clinic) -> None:
    person, allergies = any_clinic.register().person_id, any_clinic.house.allergies
    wanted = allergy(any_clinic, person)
    allergies.add(any_clinic.doctor, wanted)
    allergies.add(any_clinic.doctor, wanted)
    with pytest.raises(WrongAnswers) as refused:
        allergies.add(any_clinic.doctor, allergy(any_clinic, person, "  penisilin "))
    assert "substance" in refused.value.fields
    (known,) = allergies.of_person(any_clinic.doctor, person).known
    assert (known.kind, known.reaction, known.severity, known.since) == ("obat", "bengkak bibir", "berat", "2019")
    assert known.noted_by == "dr. Ratna Contoh"
    with pytest.raises(WrongAnswers):
        allergies.withdraw(any_clinic.doctor, known.id, "  x ")
    allergies.withdraw(any_clinic.head, known.id, "Uji tempel negatif di RSUD")
    found = allergies.of_person(any_clinic.doctor, person)
    assert (found.known, found.withdrawn[0].substance, found.withdrawn[0].by) == ((), "Penisilin", "Kepala Contoh")
    with any_clinic.database.reading() as session:
        stood_there = session.scalars(select(WithdrawnAllergy.stood_there)).one()
    assert stood_there["noted_by"] == str(any_clinic.doctor.staff_id)


def test_no_known_allergy_is_asked_and_dated_and_an_allergy_told_later_counts_more(any_clinic: Clinic) -> None:
    file, allergies = seen(any_clinic), any_clinic.house.allergies
    person = file.patient.person_id
    assert file.patient.no_allergy_on is None
    allergies.none_known(any_clinic.doctor, person)
    opened = any_clinic.house.encounters.open(any_clinic.doctor, file.encounter_id)
    assert opened.patient.no_allergy_on == TODAY
    allergies.add(any_clinic.doctor, allergy(any_clinic, person, "Udang", kind=AllergyKind.FOOD, severity=None))
    opened = any_clinic.house.encounters.open(any_clinic.doctor, file.encounter_id)
    assert (opened.patient.no_allergy_on, opened.patient.allergies) == (None, ("Udang",))
    with pytest.raises(UserError, match="mempunyai alergi"):
        allergies.none_known(any_clinic.doctor, person)


@pytest.mark.parametrize(
    ("changes", "field"), [({"substance": "  "}, "substance"), ({"substance": "x" * 81}, "substance")]
)
def test_an_allergy_without_words_or_with_too_many_is_refused(
    any_clinic: Clinic, changes: dict[str, object], field: str
) -> None:
    person = any_clinic.register().person_id
    with pytest.raises(WrongAnswers) as refused:
        any_clinic.house.allergies.add(any_clinic.doctor, allergy(any_clinic, person, **changes))
    assert field in refused.value.fields


def test_a_problem_goes_on_until_it_is_over_and_can_go_on_again(any_clinic: Clinic) -> None:
    file, problems, doctor = seen(any_clinic), any_clinic.house.problems, any_clinic.doctor
    person = file.patient.person_id
    problems.add(doctor, person, "I10", date(2024, 2, 1), file.encounter_id)
    for code, began in (("I10", TODAY), ("Q99.99", TODAY), ("E11.9", date(2027, 1, 1)), ("E11.9", date(1980, 1, 1))):
        with pytest.raises(WrongAnswers):
            problems.add(doctor, person, code, began)
    (known,) = any_clinic.house.encounters.open(doctor, file.encounter_id).problems
    assert (known.code, known.began_on, known.is_active) == ("I10", date(2024, 2, 1), True)
    with pytest.raises(WrongAnswers):
        problems.resolve(doctor, known.id, date(2023, 1, 1))
    problems.resolve(doctor, known.id, TODAY, "Normal tanpa obat setahun")
    assert problems.of_person(doctor, person)[0].resolved_on == TODAY
    with pytest.raises(UserError):
        problems.resolve(doctor, known.id, TODAY)
    problems.reopen(doctor, known.id)
    assert problems.of_person(doctor, person)[0].is_active
    with pytest.raises(UserError):
        problems.reopen(doctor, known.id)


def consent(clinic: Clinic, encounter: object, **changes: object) -> NewConsent:
    """Return a decision about an act that is right in everything but what a test changes."""
    told = NewConsent(
        clinic.new_id(),
        encounter,  # type: ignore[arg-type]
        "Insisi abses lengan kiri",
        ("diagnosis", "risks"),
        True,
        "Siti Aminah",
        "Pasien sendiri",
    )
    return replace(told, **changes)  # type: ignore[arg-type]


def test_a_consent_is_kept_printed_with_lines_to_sign_and_withdrawn_with_a_reason(any_clinic: Clinic) -> None:
    file, consents, doctor = seen(any_clinic), any_clinic.house.consents, any_clinic.doctor
    wanted = consent(any_clinic, file.encounter_id)
    stored = consents.add(doctor, wanted)
    assert consents.add(doctor, wanted) == stored
    (row,) = consents.of_visit(doctor, file.encounter_id)
    assert (row.action, row.given, row.explained_by) == (wanted.action, True, "dr. Ratna Contoh")
    text = text_of(consents.pdf(doctor, stored))
    consents.note_printed(doctor, stored)
    with any_clinic.database.reading() as session:
        noted = session.scalars(select(Audit.detail).where(Audit.subject == "print")).all()
    assert {"paper": "persetujuan tindakan"} in noted
    for words in ("PERSETUJUAN TINDAKAN", "Insisi abses lengan kiri", "Saksi,", "Siti Aminah", "SIP SIP/002"):
        assert words in text
    consents.withdraw(doctor, stored, "Pasien berubah pikiran")
    assert consents.of_visit(doctor, file.encounter_id)[0].withdrawn == "Pasien berubah pikiran"
    assert "DICABUT" in text_of(consents.pdf(doctor, stored))
    with pytest.raises(UserError):
        consents.withdraw(doctor, stored, "Pasien berubah pikiran")


def test_a_refusal_says_so_on_paper(any_clinic: Clinic) -> None:
    file, consents, doctor = seen(any_clinic), any_clinic.house.consents, any_clinic.doctor
    stored = consents.add(doctor, consent(any_clinic, file.encounter_id, given=False))
    assert "PENOLAKAN TINDAKAN" in text_of(consents.pdf(doctor, stored))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"action": " "}, "action"),
        ({"explained": ()}, "explained"),
        ({"given": None}, "given"),
        ({"signer": ""}, "signer"),
        ({"signer_relation": "Tetangga"}, "signer_relation"),
        ({"witness": "x" * 121}, "witness"),
    ],
)
def test_an_incomplete_consent_is_refused_beside_its_field(
    any_clinic: Clinic, changes: dict[str, object], field: str
) -> None:
    file = seen(any_clinic)
    with pytest.raises(WrongAnswers) as refused:
        any_clinic.house.consents.add(any_clinic.doctor, consent(any_clinic, file.encounter_id, **changes))
    assert set(refused.value.fields) == {field}


def test_a_child_does_not_decide_for_itself(any_clinic: Clinic) -> None:
    file = seen(any_clinic, birth_date=date(2015, 1, 1))
    with pytest.raises(WrongAnswers) as refused:
        any_clinic.house.consents.add(any_clinic.doctor, consent(any_clinic, file.encounter_id))
    assert "belum 18 tahun" in refused.value.fields["signer_relation"]


def test_short_texts_are_each_ones_own_and_a_word_stands_for_one_text(any_clinic: Clinic) -> None:
    texts, doctor, head = any_clinic.house.short_texts, any_clinic.doctor, any_clinic.head
    texts.keep(doctor, ".Batuk", "Batuk berdahak 3 hari")
    rows = texts.keep(doctor, ".batuk", "Batuk kering")
    assert [(row.word, row.body) for row in rows] == [(".batuk", "Batuk kering")]
    texts.keep(head, ".batuk", "Lain")
    assert [row.body for row in texts.listed(doctor)] == ["Batuk kering"]
    with pytest.raises(UserError):
        texts.remove(head, rows[0].id)
    assert texts.remove(doctor, rows[0].id) == ()


@pytest.mark.parametrize(
    ("word", "body", "field"),
    [("batuk", "Teks", "word"), (".b a", "Teks", "word"), (".batuk", " ", "body"), (".batuk", "x" * 4001, "body")],
)
def test_a_short_text_that_cannot_be_typed_is_refused(any_clinic: Clinic, word: str, body: str, field: str) -> None:
    with pytest.raises(WrongAnswers) as refused:
        any_clinic.house.short_texts.keep(any_clinic.doctor, word, body)
    assert set(refused.value.fields) == {field}


def test_earlier_notes_are_offered_line_by_line_a_few_visits_at_a_time(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    for number in range(7):
        ticket = any_clinic.visit(person)
        file = any_clinic.house.encounters.open(any_clinic.doctor, ticket.encounter_id)
        write(any_clinic, file, SoapNote(f"Pusing {number}\nTD 150/90", objective="Murmur", therapy="Amlodipin 5 mg"))
        any_clinic.clock.forward(timedelta(days=1))
    today = any_clinic.visit(person)
    page = any_clinic.house.past_notes.earlier(any_clinic.doctor, today.encounter_id)
    assert [note.lines[0].text for note in page] == [f"Pusing {number}" for number in (6, 5, 4, 3, 2)]
    assert [(line.part, line.measured) for line in page[0].lines] == [
        ("subjective", False),
        ("subjective", True),
        ("therapy", False),
    ]
    rest = any_clinic.house.past_notes.earlier(any_clinic.doctor, today.encounter_id, page[-1])
    assert [note.lines[0].text for note in rest] == ["Pusing 1", "Pusing 0"]


def test_a_problem_without_a_code_stands_in_words_with_author_and_time(any_clinic: Clinic) -> None:
    file, problems, doctor = seen(any_clinic), any_clinic.house.problems, any_clinic.doctor
    person = file.patient.person_id
    problems.add(doctor, person, "", date(2024, 2, 1), words="  Tinggal  sendiri ")
    for words, code in (("tinggal SENDIRI", ""), ("", ""), ("Asma", "X99.99"), ("x" * 121, "")):
        with pytest.raises(WrongAnswers) as refused:
            problems.add(doctor, person, code, TODAY, words=words)
        assert list(refused.value.fields) == ["code"]
    problems.add(any_clinic.head, person, "j45.9", TODAY, words="diabaikan")
    found = any_clinic.house.encounters.open(doctor, file.encounter_id).problems
    assert [(one.code, one.words, one.noted_by) for one in found] == [
        ("", "Tinggal sendiri", "dr. Ratna Contoh"),
        ("J45.9", "", "Kepala Contoh"),
    ]
    assert found[0].noted_at is not None
    assert f"{found[0].noted_at:%d-%m-%Y}" == "23-11-2026"
    problems.resolve(any_clinic.head, found[0].id, TODAY)
    over = any_clinic.house.encounters.open(doctor, file.encounter_id).problems[-1]
    assert (over.words, over.resolved_on, over.resolved_by) == ("Tinggal sendiri", TODAY, "Kepala Contoh")
    problems.add(doctor, person, "", TODAY, words="Tinggal sendiri")
    with pytest.raises(UserError):
        problems.reopen(doctor, over.id)

"""A letter that sends the patient back although none of ours is on record: one fact, read wherever an answer is."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from ilp_desktop.domain.care.referral_answer import AnswerWords
from ilp_desktop.domain.care.referral_state import ReferralAct, ReferralState
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.services.referral.back_letters import NewBackLetter
from ilp_desktop.services.referral.referral_answers import NewAnswer
from tests.house_fixtures import TODAY, Clinic
from tests.printing.reading import text_of
from tests.services.referred import dues_of, pass_days

CONTROL = date(2026, 12, 23)
SAID = AnswerWords(
    TODAY - timedelta(days=3), "dr. Budi, Sp.PD", ("I10",), "Amlodipin 10 mg 1x1", "Diet", CONTROL, prb=True
)


def brought(clinic: Clinic, person: UUID | None = None, /, place: str = "RSUD Contoh", **changes: object) -> str:
    """Let somebody come with a letter and record it; returns its number."""
    visit = clinic.visit(person or clinic.register().person_id).encounter_id
    return clinic.house.back_letters.record(clinic.doctor, letter(clinic, visit, place, **changes))


def letter(clinic: Clinic, visit: UUID, place: str = "RSUD Contoh", **changes: object) -> NewBackLetter:
    """Return a letter that is right in everything but what a test changes."""
    said = replace(SAID, **changes)  # type: ignore[arg-type]
    return NewBackLetter(clinic.new_id(), visit, place, said)


def test_it_brings_somebody_into_the_programme_and_the_control_is_due(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    number = brought(any_clinic, person)
    assert number == "0001/RJB/P9999/XI/2026"
    (back,) = any_clinic.house.referral_answers.referred_back(any_clinic.doctor, person)
    assert (back.disease, back.answered_from, back.since) == ("Hipertensi", "RSUD Contoh", SAID.answered_on)
    assert (back.control_on, back.therapy) == (CONTROL, "Amlodipin 10 mg 1x1")
    assert set(dues_of(any_clinic, person)) == {"control:referral"} | {
        code for code in dues_of(any_clinic, person) if code.startswith("control:") and code != "control:referral"
    }
    (file,) = any_clinic.house.referral_loop.of_person(any_clinic.doctor, person)
    assert (file.state, file.to, file.is_answered) == (ReferralState.ANSWERED, "RSUD Contoh", True)
    assert not any(code.startswith("reply") for code in dues_of(any_clinic, person))


def test_the_record_of_the_visit_tells_it_and_no_letter_of_ours_is_printed(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    visit = any_clinic.visit(person).encounter_id
    any_clinic.house.back_letters.record(any_clinic.doctor, letter(any_clinic, visit))
    whole = str(any_clinic.house.records.visit(any_clinic.doctor, visit, visit).entries)
    for words in ("0001/RJB/", "RSUD Contoh", "dr. Budi, Sp.PD", "Amlodipin 10 mg 1x1", "PRB"):
        assert words in whole
    assert any_clinic.house.encounters.open(any_clinic.doctor, visit).referrals == ()
    (file,) = any_clinic.house.referral_loop.of_person(any_clinic.doctor, person)
    with pytest.raises(UserError, match="dari luar"):
        any_clinic.house.referrals.pdf(any_clinic.doctor, file.id)
    paper = text_of(any_clinic.house.referral_answers.pdf(any_clinic.doctor, file.id))
    assert "Dicatat nomor" in paper
    assert "Menjawab rujukan" not in paper
    assert "RSUD Contoh" in paper


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"place": "  "}, "place"),
        ({"place": "x" * 121}, "place"),
        ({"answered_on": None}, "answered_on"),
        ({"answered_on": TODAY + timedelta(days=1)}, "answered_on"),
        ({"answered_on": date(1950, 1, 1)}, "answered_on"),
        ({"answered_by": ""}, "answered_by"),
        ({"codes": ("J06.9",)}, "diagnoses"),
        ({"codes": ("Q99Z",)}, "diagnoses"),
        ({"therapy": ""}, "therapy"),
        ({"control_on": None}, "control_on"),
        ({"control_on": date(2026, 11, 1)}, "control_on"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(clinic: Clinic, changes: dict[str, object], field: str) -> None:
    person = clinic.register().person_id
    with pytest.raises(WrongAnswers) as refused:
        brought(clinic, person, **changes)  # type: ignore[arg-type]
    assert field in refused.value.fields
    assert clinic.house.referral_loop.of_person(clinic.doctor, person) == ()


def test_the_same_letter_is_recorded_once(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    visit = any_clinic.visit(person).encounter_id
    once = letter(any_clinic, visit)
    first, again = (any_clinic.house.back_letters.record(any_clinic.doctor, once) for _ in range(2))
    assert first == again
    with pytest.raises(WrongAnswers) as refused:
        any_clinic.house.back_letters.record(any_clinic.doctor, letter(any_clinic, visit, "rsud  CONTOH"))
    assert first in refused.value.fields["answered_on"]
    assert len(any_clinic.house.referral_loop.of_person(any_clinic.doctor, person)) == 1


def test_a_mistake_is_corrected_with_a_reason_also_to_an_earlier_day(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    brought(any_clinic, person)
    pass_days(any_clinic, 1)
    (file,) = any_clinic.house.referral_loop.of_person(any_clinic.doctor, person)
    assert set(file.acts) == {ReferralAct.CORRECT, ReferralAct.FINISH}
    said = replace(SAID, answered_on=TODAY - timedelta(days=40), prb=False)
    wanted = NewAnswer(any_clinic.new_id(), file.id, file.version, said, "Salah baca tanggal")
    any_clinic.house.referral_answers.correct(any_clinic.doctor, wanted)
    assert any_clinic.house.referral_answers.referred_back(any_clinic.doctor, person) == ()


def test_a_restricted_diagnosis_in_it_is_kept_from_the_desk(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    brought(any_clinic, person, codes=("F20.0",))
    assert any_clinic.house.referral_loop.of_person(any_clinic.desk, person) == ()
    assert len(any_clinic.house.referral_loop.of_person(any_clinic.doctor, person)) == 1

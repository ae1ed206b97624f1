"""Referrals as tests issue and answer them."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from db.models import Due
from ilp_desktop.domain.care.referral_answer import AnswerWords
from ilp_desktop.domain.care.referral_state import ReferralAct
from ilp_desktop.domain.queue.visit_words import NextPlace
from ilp_desktop.services.due.offered_services import ServiceState
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import GivenDiagnosis, SoapNote
from ilp_desktop.services.referral.referral_answers import NewAnswer
from ilp_desktop.services.referral.referral_drafts import ReferralDraft
from ilp_desktop.services.referral.referral_loop import ReferralFile
from tests.house_fixtures import TODAY, Clinic

REMINDERS = ("reply:", "expired:", "control:")
SAID = AnswerWords(TODAY, "dr. Budi, Sp.PD", ("I10",), "Amlodipin 10 mg 1x1", "Diet rendah garam", date(2026, 12, 23))


def letter(clinic: Clinic, /, **changes: object) -> ReferralDraft:
    """Return a complete letter to a hospital."""
    place = clinic.house.facilities.destinations(clinic.doctor)[0]
    draft = ReferralDraft(
        destination_id=place.id,
        clinic="Penyakit Dalam",
        doctor_id=clinic.doctor.staff_id,
        reason_code="-1",
        reason_note="Ekokardiografi tidak tersedia",
        external_missing=True,
    )
    return replace(draft, **changes)  # type: ignore[arg-type]


def other(kind: str, **changes: object) -> ReferralDraft:
    """Return a complete referral of another kind."""
    blank = ReferralDraft(None, "", None, "", "Mohon pemeriksaan", kind=kind)
    of_kind: dict[str, dict[str, object]] = {
        "internal": {"unit": "laboratory"},
        "community": {"from_place": "Posyandu Melati", "brought_by": "Kader Ani", "problems": ("pressure",)},
        "social": {"unit": "social_office", "place": "Dinas Sosial Contoh", "agreed": True},
    }
    return replace(blank, **{**of_kind[kind], **changes})  # type: ignore[arg-type]


def refer(clinic: Clinic, person_id: UUID, draft: ReferralDraft, *codes: str) -> UUID:
    """Examine somebody with one diagnosis, issue the referral, let them go home, and return it."""
    seen = clinic.visit(person_id).encounter_id
    given = tuple(GivenDiagnosis(code) for code in codes or ("I10",))
    wanted = Examination(clinic.new_id(), seen, 1, SoapNote(subjective="Pusing"), given, (), draft)
    version = clinic.house.encounters.record(clinic.doctor, wanted)
    clinic.house.encounters.finish(clinic.doctor, seen, version, NextPlace.HOME)
    return clinic.house.encounters.open(clinic.doctor, seen).referrals[-1].id


def file_of(clinic: Clinic, referral_id: UUID) -> ReferralFile:
    """Return a referral as the doctor sees it."""
    return clinic.house.referral_loop.file(clinic.doctor, referral_id)


def answer(clinic: Clinic, referral_id: UUID, /, **changes: object) -> NewAnswer:
    """Return an answer that is right in everything but what a test changes."""
    said = replace(SAID, **changes)  # type: ignore[arg-type]
    return NewAnswer(clinic.new_id(), referral_id, file_of(clinic, referral_id).version, said)


def pass_days(clinic: Clinic, days: int) -> None:
    """Let days pass."""
    clinic.clock.forward(timedelta(days=days))


def dues_of(clinic: Clinic, person_id: UUID, user: str = "doctor") -> dict[str, ServiceState]:
    """Return what is due for somebody by code, as a user sees it."""
    found = clinic.house.dues.of_person(getattr(clinic, user), person_id).items
    return {item.service: item.state for item in found if item.service.removeprefix("x:").startswith(REMINDERS)}


def act(clinic: Clinic, referral_id: UUID, wanted: ReferralAct, note: str = "") -> None:
    """Take a step."""
    version = file_of(clinic, referral_id).version
    clinic.house.referral_loop.act(clinic.doctor, clinic.new_id(), referral_id, version, (wanted.value, note))


def stored_dues(clinic: Clinic, person_id: UUID) -> set[str]:
    """Return the reminders that lists read."""
    with clinic.database.reading() as session:
        rows = session.scalars(select(Due.service).where(Due.person_id == person_id))
        return {row for row in rows if row.removeprefix("x:").startswith(REMINDERS)}

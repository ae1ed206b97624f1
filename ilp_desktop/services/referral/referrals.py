"""Referral letters: issued with the examination, printed as often as needed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Destination, Encounter, Facility, Person, Referral, Staff
from ilp_desktop.domain.care.diagnosis_codes import DiagnosisCodes
from ilp_desktop.domain.care.letter_number import letter_number
from ilp_desktop.domain.care.tacc import NO_REASON
from ilp_desktop.domain.permissions import Act
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.printing.contents.referral import ReferralReason
from ilp_desktop.services.facility.facilities import profile_of
from ilp_desktop.services.paperwork import referral_pdf
from ilp_desktop.services.referral.referral_content import VisitFindings, handed_over, letter_of, taken_down
from ilp_desktop.services.referral.referral_dangers import DangerOffer, danger_offer
from ilp_desktop.services.work.lengths import too_long
from ilp_desktop.services.work.ownership import not_there, owned
from ilp_desktop.services.work.signed_in import SignedIn
from ilp_desktop.services.work.unit_of_work import UnitOfWork, Work

COUNTER = "rujukan"
KIND = "RJK"
REASONS = frozenset(reason.value for reason in ReferralReason)
LONGEST = {"clinic": ("Poli tujuan", 80), "external_number": ("Nomor P-Care/SATUSEHAT", 40)}
SIGNING_PROFESSIONS = ("Dokter", "Dokter gigi")


@dataclass(frozen=True)
class ReferralDraft:
    """A letter to be issued.

    Attributes:
        external_number: P-Care or SATUSEHAT number; empty only together with ``external_missing``.
        reason_code: TACC code, ``-1`` for what this facility lacks.
        findings: laboratory and other supporting tests.
        escort: who goes along in an emergency.
        danger_signs: codes of those ticked, for a mother or a newborn.
        condition, request: how the patient is on leaving, and what is asked for, for the SBAR of a mother or a newborn.
    """

    destination_id: UUID | None
    clinic: str
    doctor_id: UUID | None
    reason_code: str
    reason_note: str
    planned_on: date | None = None
    emergency: bool = False
    external_number: str = ""
    external_missing: bool = False
    findings: str = ""
    escort: str = ""
    danger_signs: tuple[str, ...] = ()
    condition: str = ""
    request: str = ""


@dataclass(frozen=True)
class IssuedReferral:
    """A letter that has been issued."""

    id: UUID
    number: str
    day: date
    destination: str
    clinic: str


class Referrals:
    """Referral letters."""

    def __init__(self, uow: UnitOfWork, codes: DiagnosisCodes, catalogue: Catalogue) -> None:
        self._uow = uow
        self._codes = codes
        self._catalogue = catalogue

    def doctors(self, user: SignedIn) -> tuple[tuple[UUID, str], ...]:
        """Return who may sign a letter."""
        with self._uow.reading(user, Act.WRITE_REFERRAL) as session:
            rows = session.execute(
                select(Staff.id, Staff.name)
                .where(
                    Staff.facility_id == user.facility_id,
                    Staff.active,
                    Staff.profession.in_(SIGNING_PROFESSIONS),
                    Staff.sip != "",
                )
                .order_by(Staff.name)
            )
            return tuple((row.id, row.name) for row in rows)

    def dangers(self, user: SignedIn, person_id: UUID) -> DangerOffer:
        """Return the danger signs that a letter of a mother or a newborn asks for, ticked as the record shows them."""
        with self._uow.reading(user, Act.WRITE_REFERRAL) as session:
            person = owned(session, user.facility_id, Person, person_id)
            return danger_offer(session, self._catalogue, person, self._uow.clock.now(), user.time_zone)

    def problems(self, draft: ReferralDraft, has_diagnosis: bool) -> dict[str, str]:  # noqa: FBT001
        """Return what is missing in a letter: ``referral.field`` to message."""
        missing = {
            "destination_id": "Pilih tujuan rujukan." if draft.destination_id is None else "",
            "clinic": "" if draft.clinic.strip() else "Isi poli tujuan.",
            "doctor_id": "Pilih dokter yang menandatangani." if draft.doctor_id is None else "",
            "external_number": ""
            if draft.external_number.strip() or draft.external_missing
            else "Isi nomor P-Care/SATUSEHAT, atau centang «belum ada nomor».",
            "reason_note": "" if draft.reason_note.strip() else _reason_missing(draft.reason_code),
            "diagnoses": "" if has_diagnosis else "Rujukan memerlukan paling sedikit satu diagnosis.",
        }
        if draft.emergency and not draft.escort.strip():
            missing["escort"] = "Rujukan darurat memerlukan nama pengantar."
        if draft.reason_code not in REASONS:
            missing["reason_code"] = "Pilih alasan rujukan."
        found = {key: text for key, text in missing.items() if text} | too_long(draft, LONGEST)
        return {f"referral.{key}": text for key, text in found.items()}

    def issue(
        self, work: Work, encounter: Encounter, person: Person, draft: ReferralDraft, found: VisitFindings
    ) -> Referral:
        """Issue a letter inside a transaction: its number comes from the year's counter."""
        facility_code, doctor = _ours(work, draft)
        content = taken_down(work.session, encounter, person, found, self._codes)
        offer = danger_offer(work.session, self._catalogue, person, work.now, work.user.time_zone)
        content |= handed_over(offer, draft.danger_signs, (draft.condition.strip(), draft.request.strip()))
        number = work.next_number(COUNTER, str(work.today.year))
        referral = Referral(
            **work.stamp(),
            encounter_id=encounter.id,
            person_id=encounter.person_id,
            number=letter_number(number, KIND, facility_code, work.today),
            day=work.today,
            destination_id=draft.destination_id,
            clinic=draft.clinic.strip(),
            planned_on=draft.planned_on,
            emergency=draft.emergency,
            external_number=draft.external_number.strip(),
            reason_code=draft.reason_code,
            reason_note=draft.reason_note.strip(),
            findings=draft.findings.strip(),
            doctor_id=draft.doctor_id,
            content=content | {"doctor": doctor, "escort": draft.escort.strip()},
        )
        work.session.add(referral)
        work.touch("referral", referral.id)
        return referral

    def pdf(self, user: SignedIn, referral_id: UUID) -> bytes:
        """Return the letter as PDF; printing is noted in the audit trail by ``note_printed``."""
        with self._uow.reading(user, Act.PRINT_PAPER) as session:
            referral = owned(session, user.facility_id, Referral, referral_id)
            letter = letter_of(referral, session.get_one(Destination, referral.destination_id))
            profile = profile_of(session, user.facility_id)
        return referral_pdf(letter, profile)

    def note_printed(self, user: SignedIn, referral_id: UUID) -> None:
        """Put the printing of a letter into the audit trail."""
        with self._uow.writing(user, Act.PRINT_PAPER) as work:
            work.touch("referral", work.own(Referral, referral_id).id, printed=True)


def referrals_of_visit(session: Session, encounter_id: UUID) -> tuple[IssuedReferral, ...]:
    """Return the letters of a visit."""
    rows = session.execute(
        select(Referral, Destination.name)
        .join(Destination, Destination.id == Referral.destination_id)
        .where(Referral.encounter_id == encounter_id)
        .order_by(Referral.number)
    )
    return tuple(IssuedReferral(row[0].id, row[0].number, row[0].day, row[1], row[0].clinic) for row in rows)


def _ours(work: Work, draft: ReferralDraft) -> tuple[str, list[str]]:
    """Return the code of the Puskesmas and the doctor's name and SIP; raises ``UserError`` unless all belong to it."""
    row = work.session.execute(
        select(Facility.code, Staff.name, Staff.sip)
        .join(Staff, Staff.facility_id == Facility.id)
        .join(Destination, Destination.facility_id == Facility.id)
        .where(Facility.id == work.facility_id, Staff.id == draft.doctor_id, Destination.id == draft.destination_id)
    ).first()
    if row is None:
        raise not_there()
    return row.code, [row.name, row.sip]


def _reason_missing(code: str) -> str:
    if code == NO_REASON:
        return "Tulis apa yang tidak tersedia di Puskesmas ini."
    return "Jelaskan alasan TACC."

"""Agreeing to or refusing acts at a visit: kept as rows, printed with lines to sign."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Encounter, InformedConsent, Person, Staff
from ilp_desktop.clock import local_time
from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.care.informed_consent import consent_words
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.record_leave import Access
from ilp_desktop.domain.restricted_action import names_restricted_action
from ilp_desktop.printing.contents.consent_form import ConsentForm
from ilp_desktop.services.core.leaves import leave_at
from ilp_desktop.services.core.lengths import told_reason, too_long
from ilp_desktop.services.core.ownership import not_there, owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.facility.facilities import profile_of
from ilp_desktop.services.paperwork import consent_form_pdf
from ilp_desktop.services.person.person_reads import RECORD_NUMBER, numbers_of

LIMITS = {
    "action": ("Tindakan", 200),
    "note": ("Catatan penjelasan", 500),
    "signer": ("Nama", 120),
    "witness": ("Saksi", 120),
}


@dataclass(frozen=True)
class NewConsent:
    """A decision about an act: what was explained, whether it was agreed to, and by whom."""

    client_id: UUID
    encounter_id: UUID
    action: str
    explained: tuple[str, ...]
    given: bool | None
    signer: str
    signer_relation: str
    witness: str = ""
    note: str = ""


@dataclass(frozen=True)
class ConsentRow:
    """A decision on record; ``withdrawn`` says why it no longer counts, the time is of the wall clock."""

    id: UUID
    action: str
    given: bool
    signer: str
    signer_relation: str
    explained_by: str
    at: datetime
    withdrawn: str = ""


class InformedConsents:
    """Consents to acts."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def of_visit(self, user: SignedIn, encounter_id: UUID) -> tuple[ConsentRow, ...]:
        """Return the decisions of a visit, the latest first."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            encounter = owned(session, user.facility_id, Encounter, encounter_id)
            today = self._uow.today(user)
            rows = session.execute(
                select(InformedConsent, Staff.name)
                .join(Staff, Staff.id == InformedConsent.explained_by)
                .where(InformedConsent.encounter_id == encounter_id)
                .order_by(InformedConsent.recorded_at.desc())
            ).all()
            return tuple(
                _row(row.InformedConsent, row.name, user.time_zone)
                for row in rows
                if _is_read(session, user, row.InformedConsent, encounter, today)
            )

    def add(self, user: SignedIn, wanted: NewConsent) -> UUID:
        """Store a decision and return it; whoever stores it explained. Raises ``WrongAnswers``."""
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            encounter = work.own(Encounter, wanted.encounter_id)
            earlier = work.saved_before(wanted.client_id)
            if earlier is not None:
                work.touch("encounter", encounter.id, repeated=True)
                return earlier
            person = work.own(Person, encounter.person_id)
            problems = _problems(wanted, person, encounter.day)
            if problems:
                raise WrongAnswers(problems)
            row = InformedConsent(
                **work.stamp(),
                encounter_id=encounter.id,
                person_id=person.id,
                day=work.today,
                action=wanted.action.strip(),
                explained=list(wanted.explained),
                note=wanted.note.strip(),
                explained_by=user.staff_id,
                given=wanted.given,
                signer=wanted.signer.strip(),
                signer_relation=wanted.signer_relation,
                witness=wanted.witness.strip(),
            )
            work.session.add(row)
            work.session.flush()
            work.remember(wanted.client_id, row.id)
            work.touch("encounter", encounter.id, consent="setuju" if wanted.given else "menolak")
            return row.id

    def withdraw(self, user: SignedIn, consent_id: UUID, reason: str) -> None:
        """Say why a decision no longer counts; it stays on record."""
        reason = told_reason(reason)
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            row = work.own(InformedConsent, consent_id, locked=True)
            _refuse_unread(work.session, user, row, work.today)
            if row.withdrawn_at is not None:
                raise UserError("Pernyataan ini sudah dicabut.", "Muat ulang daftar.")
            row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = work.now, user.staff_id, reason
            work.touch("encounter", row.encounter_id, consent="dicabut")

    def pdf(self, user: SignedIn, consent_id: UUID) -> bytes:
        """Return a decision on paper, with lines to sign."""
        with self._uow.reading(user, Act.PRINT_PAPER) as session:
            row = owned(session, user.facility_id, InformedConsent, consent_id)
            _refuse_unread(session, user, row, self._uow.today(user))
            self._uow.made_paper(user, row.person_id, "persetujuan tindakan")
            form = _form(session, row, user.time_zone)
            profile = profile_of(session, user.facility_id)
        return consent_form_pdf(form, profile)

    def note_printed(self, user: SignedIn, consent_id: UUID) -> None:
        """Write into the audit trail that a decision left the record on paper."""
        with self._uow.writing(user, Act.PRINT_PAPER) as work:
            row = work.own(InformedConsent, consent_id)
            _refuse_unread(work.session, user, row, work.today)
            work.touch("print", row.encounter_id, paper="persetujuan tindakan")


def _is_read(session: Session, user: SignedIn, row: InformedConsent, encounter: Encounter, today: date) -> bool:
    """Say whether somebody may read a decision: one that names a restricted act is read by few."""
    person = session.get_one(Person, row.person_id)
    if not names_restricted_action(f"{row.action} {row.note}", person.birth_date, row.day):
        return True
    return leave_at(user, encounter, today).of(row.recorded_by, encounter.klaster) is Access.OPEN


def _refuse_unread(session: Session, user: SignedIn, row: InformedConsent, today: date) -> None:
    if not _is_read(session, user, row, session.get_one(Encounter, row.encounter_id), today):
        raise not_there()


def _problems(wanted: NewConsent, person: Person, day: date) -> dict[str, str]:
    words = consent_words(day)
    problems = too_long(wanted, LIMITS)
    if not wanted.action.strip():
        problems["action"] = "Tulis tindakannya."
    if not wanted.explained or not set(wanted.explained) <= set(words.explained):
        problems["explained"] = "Centang apa saja yang sudah dijelaskan."
    if wanted.given is None:
        problems["given"] = "Pilih setuju atau menolak."
    if not wanted.signer.strip():
        problems["signer"] = "Tulis nama yang menyatakan."
    if wanted.signer_relation not in words.relations:
        problems["signer_relation"] = "Pilih hubungannya dengan pasien."
    elif wanted.signer_relation == words.patient and age_on(person.birth_date, day).years < words.adult_age_years:
        problems["signer_relation"] = (
            f"Pasien belum {words.adult_age_years} tahun: pilih keluarga terdekat yang menyatakan."
        )
    return problems


def _row(row: InformedConsent, explained_by: str, zone: str) -> ConsentRow:
    return ConsentRow(
        id=row.id,
        action=row.action,
        given=row.given,
        signer=row.signer,
        signer_relation=row.signer_relation,
        explained_by=explained_by,
        at=local_time(row.recorded_at, zone),
        withdrawn=row.withdrawn_reason,
    )


def _form(session: Session, row: InformedConsent, zone: str) -> ConsentForm:
    person = session.get_one(Person, row.person_id)
    doctor = session.get_one(Staff, row.explained_by)
    words, numbers = consent_words(row.day), numbers_of(session, person.id)
    return ConsentForm(
        given=row.given,
        action=row.action,
        patient=person.name,
        sex=person.sex,
        born=person.birth_date,
        record_number=numbers[RECORD_NUMBER].value if RECORD_NUMBER in numbers else "",
        explained=tuple((text, code in row.explained) for code, text in words.explained.items()),
        note=row.note,
        signer=row.signer,
        signer_relation=row.signer_relation,
        witness=row.witness,
        explained_by=doctor.name,
        profession=doctor.profession,
        sip=doctor.sip,
        at=local_time(row.recorded_at, zone),
        statement=words.given if row.given else words.refused,
        source=words.source,
        withdrawn=row.withdrawn_reason,
    )

"""Signing the record of a visit, the list of what is not signed yet, and leave to correct after the time for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select, true, tuple_
from sqlalchemy.orm import Session, aliased

from db.ahead import Read
from db.models import (
    CorrectionPermit,
    Diagnosis,
    Encounter,
    FormResponse,
    Note,
    Person,
    RecordSignature,
    Staff,
    VisitAction,
)
from ilp_desktop.clock import local_time
from ilp_desktop.domain.care.record_closing import Writing, unsigned_since
from ilp_desktop.domain.errors import StaleRecord, UserError
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.answers.stored_answers import in_force
from ilp_desktop.services.core.lengths import told_reason
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work
from ilp_desktop.services.record.standing import (
    ENTRIES,
    has_written,
    standing_of,
    writers_of,
)

LISTED = 50
NOTHING_OF_HERS = "Tidak ada isian Anda pada kunjungan ini."
NOT_NEEDED = "Perbaikan kunjungan ini tidak memerlukan izin."
DECIDED = "Permintaan ini sudah diputuskan."


@dataclass(frozen=True)
class UnsignedVisit:
    """A visit with entries that wait for the signature of whoever asks."""

    encounter_id: UUID
    day: date
    name: str
    klaster: Klaster
    finished: bool


@dataclass(frozen=True)
class PermitAsked:
    """Somebody asks for leave to correct a record; times are of the wall clock."""

    id: UUID
    asked_by: str
    asked_at: datetime
    name: str
    day: date
    reason: str


class RecordSigning:
    """Signatures, and leave to correct."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def sign(self, user: SignedIn, encounter_id: UUID) -> None:
        """Sign one's own entries of a visit; raises ``UserError`` where all of it is somebody else's."""
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            work.ahead(
                lambda: work.own(Encounter, encounter_id, locked=True),
                lambda: has_written(work.session, encounter_id, user.staff_id),
                *signing_reads(work, encounter_id),
            )
            encounter = work.own(Encounter, encounter_id, locked=True)
            if not has_written(work.session, encounter.id, user.staff_id):
                writers = writers_of(work.session, encounter.id)
                raise UserError(
                    NOTHING_OF_HERS, f"Hanya penulisnya yang dapat menandatangani: {writers}." if writers else ""
                )
            sign_record(work, encounter)
            work.touch("encounter", encounter.id, signed=True)

    def unsigned(self, user: SignedIn, after: UnsignedVisit | None = None) -> tuple[UnsignedVisit, ...]:
        """Return visits of the last weeks with entries that wait for one's signature, the newest first."""
        with self._uow.reading(user, Act.WRITE_RECORD) as session:
            since = unsigned_since(self._uow.today(user))
            wanted = (
                select(Encounter.id, Encounter.day, Person.name, Encounter.klaster, Encounter.finished_at)
                .join(Person, Person.id == Encounter.person_id)
                .where(Encounter.facility_id == user.facility_id, Encounter.day >= since, _waits_for(user.staff_id))
                .order_by(Encounter.day.desc(), Encounter.id.desc())
                .limit(LISTED)
            )
            if after is not None:
                wanted = wanted.where(tuple_(Encounter.day, Encounter.id) < (after.day, after.encounter_id))
            rows = session.execute(wanted).all()
        return tuple(
            UnsignedVisit(row.id, row.day, row.name, Klaster(row.klaster), row.finished_at is not None) for row in rows
        )

    def unsigned_count(self, user: SignedIn) -> int:
        """Return how many visits wait for one's signature."""
        with self._uow.reading(user, Act.WRITE_RECORD) as session:
            since = unsigned_since(self._uow.today(user))
            wanted = (
                select(func.count())
                .select_from(Encounter)
                .where(Encounter.facility_id == user.facility_id, Encounter.day >= since, _waits_for(user.staff_id))
            )
            return session.scalar(wanted) or 0

    def ask(self, user: SignedIn, encounter_id: UUID, reason: str) -> None:
        """Ask for leave to correct one's own record after its time; asking again while it waits asks once."""
        reason = told_reason(reason)
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            encounter = work.own(Encounter, encounter_id, locked=True)
            standing = standing_of(work.session, encounter, user, work.now)
            if standing.writing is Writing.NOT_HERS:
                raise UserError(NOTHING_OF_HERS, f"Ditulis oleh {writers_of(work.session, encounter.id)}.")
            if standing.writing not in (Writing.ASK, Writing.WAITING):
                raise UserError(NOT_NEEDED)
            if standing.writing is Writing.ASK:
                work.session.add(CorrectionPermit(**work.stamp(), encounter_id=encounter.id, reason=reason))
            work.touch("encounter", encounter.id, permit=reason)
            work.touch("correction_permit", None)

    def asked(self, user: SignedIn, after: PermitAsked | None = None) -> tuple[PermitAsked, ...]:
        """Return who waits for leave to correct a record, the longest waiting first, after one."""
        with self._uow.reading(user, Act.PERMIT_CORRECTION) as session:
            wanted = (
                select(CorrectionPermit, Staff.name.label("asker"), Person.name.label("patient"), Encounter.day)
                .join(Staff, Staff.id == CorrectionPermit.recorded_by)
                .join(Encounter, Encounter.id == CorrectionPermit.encounter_id)
                .join(Person, Person.id == Encounter.person_id)
                .where(CorrectionPermit.facility_id == user.facility_id, CorrectionPermit.decided_at.is_(None))
                .order_by(CorrectionPermit.recorded_at, CorrectionPermit.id)
                .limit(LISTED)
            )
            if after is not None:
                last = session.get_one(CorrectionPermit, after.id)
                wanted = wanted.where(
                    tuple_(CorrectionPermit.recorded_at, CorrectionPermit.id)
                    > tuple_(
                        literal(last.recorded_at, CorrectionPermit.recorded_at.type),
                        literal(last.id, CorrectionPermit.id.type),
                    )
                )
            rows = session.execute(wanted).all()
        return tuple(_asked(row.CorrectionPermit, row.asker, row.patient, row.day, user.time_zone) for row in rows)

    def decide(self, user: SignedIn, permit_id: UUID, *, granted: bool) -> None:
        """Grant leave to correct, or not."""
        with self._uow.writing(user, Act.PERMIT_CORRECTION) as work:
            permit = work.own(CorrectionPermit, permit_id, locked=True)
            if permit.decided_at is not None:
                raise StaleRecord(DECIDED, "Muat ulang daftar.")
            permit.granted, permit.decided_by, permit.decided_at = granted, user.staff_id, work.now
            work.touch("correction_permit", permit.id, granted=granted)
            work.touch("encounter", permit.encounter_id)


def sign_record(work: Work, encounter: Encounter) -> None:
    """Sign the entries of whoever writes, as far as there are any that her last signature does not cover."""
    work.ahead(*signing_reads(work, encounter.id))
    entries = _newest_entry(work.session, encounter.id, work.user.staff_id)
    signed = _last_signed(work.session, encounter.id, work.user.staff_id)
    if entries is not None and (signed is None or entries > signed):
        work.session.add(RecordSignature(**work.stamp(), encounter_id=encounter.id))


def signing_reads(work: Work, encounter_id: UUID) -> list[Read]:
    """Return what signing reads of a visit, to be asked together."""
    session, staff_id = work.session, work.user.staff_id
    entries = [partial(session.scalar, one) for one in _entries(encounter_id, staff_id)]
    return [*entries, lambda: _last_signed(session, encounter_id, staff_id)]


def _last_signed(session: Session, encounter_id: UUID, staff_id: UUID) -> datetime | None:
    return session.scalar(
        select(func.max(RecordSignature.recorded_at)).where(
            RecordSignature.encounter_id == encounter_id, RecordSignature.recorded_by == staff_id
        )
    )


def _entries(encounter_id: UUID, staff_id: UUID) -> list[Select[Any]]:
    """Return what reads when somebody last wrote an entry of each kind of a visit."""
    return [
        select(func.max(model.recorded_at)).where(model.encounter_id == encounter_id, model.recorded_by == staff_id)
        for model in ENTRIES
    ]


def _newest_entry(session: Session, encounter_id: UUID, staff_id: UUID) -> datetime | None:
    """Return when somebody last wrote anything of a visit, or None."""
    found = [session.scalar(one) for one in _entries(encounter_id, staff_id)]
    return max((at for at in found if at is not None), default=None)


def _waits_for(staff_id: UUID) -> ColumnElement[bool]:
    """Hold for visits with an entry of somebody that her last signature does not cover.

    These are the entries that ``WrittenVisit`` tells of: the note as it stands, the diagnoses, the actions, the forms
    in force. Days at a school or a Posyandu are tables of many people and are not signed one by one.
    """
    signed = (
        select(func.max(RecordSignature.recorded_at))
        .where(RecordSignature.encounter_id == Encounter.id, RecordSignature.recorded_by == staff_id)
        .scalar_subquery()
    )
    later = aliased(Note)
    stands: Mapping[Any, ColumnElement[bool]] = {
        Note: ~exists().where(later.encounter_id == Note.encounter_id, later.version > Note.version),
        Diagnosis: true(),
        VisitAction: true(),
        FormResponse: in_force(),
    }
    entries = (
        exists().where(
            model.encounter_id == Encounter.id,
            model.recorded_by == staff_id,
            or_(signed.is_(None), model.recorded_at > signed),
            stands[model],
        )
        for model in ENTRIES
    )
    return and_(Encounter.place == "", or_(*entries))


def _asked(permit: CorrectionPermit, asker: str, patient: str, day: date, zone: str) -> PermitAsked:
    return PermitAsked(permit.id, asker, local_time(permit.recorded_at, zone), patient, day, permit.reason)

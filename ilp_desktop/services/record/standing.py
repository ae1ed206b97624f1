"""How the record of a visit stands: who wrote it, who signed it, and what somebody may do with it now."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, ColumnElement, Row, Select, cast, exists, literal, null, or_, select, union_all
from sqlalchemy.orm import Session

from db.models import CorrectionPermit, Diagnosis, Encounter, FormResponse, Note, RecordSignature, Staff, VisitAction
from db.queries.parameters import param
from ilp_desktop.clock import local_day
from ilp_desktop.domain.care.prognosis import PROGNOSES
from ilp_desktop.domain.care.record_closing import RecordState, Writing, alters, correction_hours, writing
from ilp_desktop.domain.errors import StaleRecord, UserError
from ilp_desktop.services.core.lengths import told_reason
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import Work
from ilp_desktop.services.record.visit_writing import NOTE_LABELS, GivenDiagnosis, SoapNote, given_of

ENTRIES = (Note, Diagnosis, FormResponse, VisitAction)
"""The tables that hold the entries of a visit, each with author and time."""
FINISHED = "Kunjungan ini sudah selesai."
ADD_BELOW = "Tambahkan di bawahnya, atau minta ia memperbaikinya."


@dataclass(frozen=True)
class Authored:
    """Who wrote or signed something, and when."""

    by_id: UUID
    name: str
    at: datetime


@dataclass(frozen=True)
class Standing:
    """How the record of a visit stands for somebody.

    Attributes:
        signatures: the latest of every clinician who signed, by member of staff.
    """

    state: RecordState
    writing: Writing
    signatures: Mapping[UUID, Authored] = field(default_factory=dict)

    def signer_of(self, by_id: UUID, at: datetime) -> Authored | None:
        """Return the signature that covers an entry of somebody made then, or None."""
        found = self.signatures.get(by_id)
        return found if found is not None and found.at >= at else None


def standing_of(
    session: Session, encounter: Encounter, user: SignedIn, now: datetime, *, written: bool | None = None
) -> Standing:
    """Return how a record stands; ``written`` says whether an entry is the user's, where that was read before."""
    signed, permits = signed_and_permitted(session, encounter.id, user.staff_id)
    signatures = {row.by: Authored(row.by, row.name, row.at) for row in signed}
    mine = [row.at for row in signed if row.by == user.staff_id]
    state = RecordState(
        written_at=encounter.recorded_at, finished_at=encounter.finished_at, signed_at=mine[0] if mine else None
    )
    if state.closed_at is not None:
        granted = [row.at for row in permits if row.granted and row.at is not None]
        hers = has_written(session, encounter.id, user.staff_id) if written is None else written
        state = RecordState(
            written_at=state.written_at,
            finished_at=state.finished_at,
            signed_at=state.signed_at,
            has_written=bool(mine) or hers,
            permit_waits=any(row.granted is None for row in permits),
            permitted_at=max(granted, default=None),
        )
    return Standing(state, writing(state, now, local_day(now, user.time_zone)), signatures)


def has_written(session: Session, encounter_id: UUID, staff_id: UUID) -> bool:
    """Tell whether any entry of a visit is somebody's."""
    return bool(session.scalar(select(written_at(encounter_id, staff_id))))


def written_at(visit: Any, staff: Any) -> ColumnElement[bool]:
    """Return what tells whether any entry of a visit is somebody's."""
    return or_(*(exists().where(model.encounter_id == visit, model.recorded_by == staff) for model in ENTRIES))


def refuse_writing(work: Work, encounter: Encounter, reason: str) -> Standing:
    """Return how a record stands for whoever writes; raises ``UserError`` when she may not, or gives no reason."""
    standing = standing_of(work.session, encounter, work.user, work.now)
    if standing.writing is Writing.NOT_HERS:
        writers = writers_of(work.session, encounter.id)
        raise UserError(FINISHED, f"Hanya penulisnya yang dapat memperbaiki: {writers}." if writers else "")
    if standing.writing in (Writing.ASK, Writing.WAITING):
        hours = correction_hours(work.today)
        raise UserError(
            f"Perbaikan hanya sampai {hours} jam sesudah selesai.", "Minta izin perbaikan kepada kepala Puskesmas."
        )
    if standing.writing is Writing.CORRECTION:
        told_reason(reason)
    return standing


def refuse_altering_note(standing: Standing, user: SignedIn, latest: Note | None, wanted: SoapNote) -> None:
    """Raise ``UserError`` when a note that somebody else signed is altered; adding to it is no altering."""
    if latest is None or latest.recorded_by == user.staff_id:
        return
    signer = standing.signer_of(latest.recorded_by, latest.recorded_at)
    altered = [word for key, word in NOTE_LABELS.items() if _alters(key, getattr(latest, key), getattr(wanted, key))]
    if signer is not None and altered:
        raise UserError(f"{altered[0]} sudah ditandatangani {signer.name}.", ADD_BELOW)


def _alters(key: str, old: str, new: str) -> bool:
    """Say whether a part is altered; a word that was chosen is not added to."""
    return alters(old, new) or (key in PROGNOSES and bool(old) and new != old)


def refuse_altering_diagnoses(
    standing: Standing, user: SignedIn, rows: Sequence[Diagnosis], wanted: Collection[GivenDiagnosis]
) -> None:
    """Raise ``UserError`` when a diagnosis that somebody else signed is taken out or changed."""
    for row in rows:
        signer = standing.signer_of(row.recorded_by, row.recorded_at)
        if signer is not None and row.recorded_by != user.staff_id and given_of(row) not in wanted:
            raise UserError(f"Diagnosis {row.code} sudah ditandatangani {signer.name}.", ADD_BELOW)


def refuse_altering_actions(standing: Standing, user: SignedIn, gone: Iterable[VisitAction]) -> None:
    """Raise ``UserError`` when an action that somebody else signed was taken out or changed."""
    for row in gone:
        signer = standing.signer_of(row.recorded_by, row.recorded_at)
        if signer is not None and row.recorded_by != user.staff_id:
            raise UserError(f"Tindakan {row.code} sudah ditandatangani {signer.name}.", ADD_BELOW)


def refuse_altering_forms(standing: Standing, user: SignedIn, replaced: Iterable[FormResponse]) -> None:
    """Raise ``UserError`` when answers that somebody else signed were replaced."""
    for row in replaced:
        signer = standing.signer_of(row.recorded_by, row.recorded_at)
        if signer is not None and row.recorded_by != user.staff_id:
            raise UserError(f"Isian ini sudah ditandatangani {signer.name}.", "Minta ia memperbaikinya.")


def signed_and_permitted(session: Session, encounter_id: UUID, staff_id: UUID) -> tuple[list[Row[Any]], list[Row[Any]]]:
    """Return the signatures of a visit by their time, and somebody's askings for leave, in one statement."""
    rows = session.execute(_both(), {"visit": encounter_id, "staff": staff_id}).all()
    return [row for row in rows if row.signed], [row for row in rows if not row.signed]


@cache
def _both() -> Select[Any]:
    signed = (
        select(
            literal(1).label("signed"),
            RecordSignature.recorded_by.label("by"),
            Staff.name.label("name"),
            RecordSignature.recorded_at.label("at"),
            cast(null(), Boolean).label("granted"),
        )
        .join(Staff, Staff.id == RecordSignature.recorded_by)
        .where(RecordSignature.encounter_id == param("visit"))
    )
    asked = select(
        literal(0), CorrectionPermit.recorded_by, literal(""), CorrectionPermit.decided_at, CorrectionPermit.granted
    ).where(CorrectionPermit.encounter_id == param("visit"), CorrectionPermit.recorded_by == param("staff"))
    both = union_all(signed, asked).subquery()
    return select(both).order_by(both.c.at)


def writers_of(session: Session, encounter_id: UUID) -> str:
    """Return the names of those who wrote anything of a visit."""
    names: dict[str, None] = {}
    for model in ENTRIES:
        found = select(Staff.name).join(model, model.recorded_by == Staff.id).where(model.encounter_id == encounter_id)
        names |= dict.fromkeys(session.scalars(found.distinct().order_by(Staff.name)))
    return ", ".join(names)


def refuse_finished(encounter: Encounter) -> None:
    """Raise ``StaleRecord`` for a visit that has ended."""
    if encounter.finished_at is not None:
        raise StaleRecord(FINISHED, "Buka kunjungan baru di loket bila pasien kembali.")

"""The visits a resume medis tells of, taken down when it is issued; nothing restricted stands in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Encounter
from ilp_desktop.domain.care.certificate import CertificateDraft
from ilp_desktop.domain.queue.visit_words import VISIT_CANCELLED
from ilp_desktop.printing.contents.record import RecordLine, RecordPart, RecordVisit
from ilp_desktop.services.chart.copy_words import NO_ALLERGY, sheet_visit
from ilp_desktop.services.chart.readers import RecordReaders
from ilp_desktop.services.chart.record_papers import AT_ONCE, RESUME_PARTS, Progress
from ilp_desktop.services.core.leaves import leave_of_copy
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.person.patient_header import header_of

VISITS_A_PAGE = 7
"""How many visits fill a page, as far as one may guess."""


@dataclass(frozen=True)
class Resumed:
    """What a resume tells.

    Attributes:
        asked: the visit beside which it is wanted, and its period.
        visits: as plain values, the oldest first.
        covers: the visits told, as text.
        first, last: their days.
    """

    asked: tuple[UUID, date | None, date | None]
    visits: Sequence[Any]
    covers: tuple[str, ...]
    first: date
    last: date
    allergies: str


def resumed(
    session: Session,
    user: SignedIn,
    readers: RecordReaders,
    beside: Encounter,
    draft: CertificateDraft,
    progress: Progress,
) -> Resumed | None:
    """Return what a resume of a period, or of this visit alone, tells; None where there was no visit."""
    reader = readers.open(session, user, beside, copy=leave_of_copy(user, restricted=False))
    chosen = select(Encounter).where(Encounter.person_id == beside.person_id, Encounter.destination != VISIT_CANCELLED)
    if draft.since is None and draft.until is None:
        chosen = chosen.where(Encounter.id == beside.id)
    if draft.since is not None:
        chosen = chosen.where(Encounter.day >= draft.since)
    if draft.until is not None:
        chosen = chosen.where(Encounter.day <= draft.until)
    at = func.coalesce(Encounter.happened_at, Encounter.recorded_at)
    rows = session.scalars(chosen.order_by(Encounter.day, at, Encounter.id)).all()
    if not rows:
        return None
    header = header_of(session, reader.person, readers.uow.today(user), may_know=False)
    told: list[RecordVisit] = []
    for begin in range(0, len(rows), AT_ONCE):
        progress(begin / len(rows), f"Membaca {begin} dari {len(rows)} kunjungan")
        whole = reader.whole(rows[begin : begin + AT_ONCE])
        told += (sheet_visit(visit, RESUME_PARTS.__contains__, resume=True) for visit in whole)
    progress(1.0, "Menerbitkan")
    return Resumed(
        asked=asked_for(beside.id, draft),
        visits=[_plain(visit) for visit in told],
        covers=tuple(str(row.id) for row in rows),
        first=rows[0].day,
        last=rows[-1].day,
        allergies=", ".join(header.allergies) or NO_ALLERGY,
    )


def asked_for(beside_id: UUID, draft: CertificateDraft) -> tuple[UUID, date | None, date | None]:
    """Return by what the visits of a resume were chosen."""
    return beside_id, draft.since, draft.until


def paged(progress: Progress, visits: int) -> Callable[[int], object]:
    """Return what is told each page of a resume as it begins, and passes on how far that is."""
    pages = 1 + visits // VISITS_A_PAGE

    def begun(page: int) -> None:
        progress(min(page / pages, 1.0), f"Menyusun halaman {page}")

    return begun


def visits_of(said: Sequence[Any]) -> tuple[RecordVisit, ...]:
    """Return visits as they were taken down."""
    return tuple(
        RecordVisit(
            heading,
            tuple(about),
            tuple(RecordPart(title, tuple(RecordLine(*line) for line in lines)) for title, lines in parts),
        )
        for heading, about, parts in said
    )


def _plain(visit: RecordVisit) -> list[Any]:
    parts = [[part.heading, [[line.title, line.text] for line in part.lines]] for part in visit.parts]
    return [visit.heading, list(visit.about), parts]

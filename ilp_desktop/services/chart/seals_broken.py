"""Who read restricted entries of another klaster, when and why: the list the head looks through."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, select
from sqlalchemy.orm import Session, aliased

from db.models import Encounter, Identifier, Person, SealBroken, Staff
from db.queries.newest import newest_page
from ilp_desktop.clock import local_time
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.services.person.person_reads import RECORD_NUMBER

BREAK, COPY = "baca", "salin"


@dataclass(frozen=True)
class SealOpened:
    """One opening: who read whose record, from which klaster, and why; what was read is not told.

    Attributes:
        visit: day and klaster of the visit that was read; empty when the whole record was copied.
    """

    id: UUID
    at: datetime
    by: str
    profession: str
    patient: str
    record_number: str
    during: Klaster
    visit: str
    purpose: str
    reason: str


def opened_after(
    session: Session, facility_id: UUID, after: SealOpened | None, limit: int, time_zone: str
) -> tuple[SealOpened, ...]:
    """Return openings, the newest first, after one."""
    read, beside = aliased(Encounter), aliased(Encounter)
    wanted = (
        select(
            SealBroken,
            *(Staff.name.label("by"), Staff.profession, Person.name.label("patient"), Identifier.value),
            *(beside.klaster.label("during"), read.day, read.klaster.label("klaster")),
        )
        .join(Staff, Staff.id == SealBroken.recorded_by)
        .join(Person, Person.id == SealBroken.person_id)
        .join(beside, beside.id == SealBroken.beside_id)
        .outerjoin(read, read.id == SealBroken.visit_id)
        .outerjoin(Identifier, and_(Identifier.person_id == Person.id, Identifier.kind == RECORD_NUMBER))
        .where(SealBroken.facility_id == facility_id)
    )
    behind = (after.at, after.id) if after is not None else None
    rows = session.execute(newest_page(wanted, SealBroken, behind, limit))
    return tuple(_opened(row, time_zone) for row in rows)


def _opened(row: Row[Any], time_zone: str) -> SealOpened:
    broken: SealBroken = row.SealBroken
    return SealOpened(
        id=broken.id,
        at=local_time(broken.recorded_at, time_zone),
        by=row.by,
        profession=row.profession,
        patient=row.patient,
        record_number=row.value or "",
        during=Klaster(row.during),
        visit=f"{indonesian_date(row.day)} {Klaster(row.klaster).label}" if row.day is not None else "",
        purpose=broken.purpose,
        reason=broken.reason,
    )

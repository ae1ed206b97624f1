"""Who changed a record last, and when anything was written last."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Audit, Staff

VIEW, PAPER = "view", "paper"
LOOKS = (VIEW, PAPER)
"""Subjects of audit rows that tell of somebody who looked, and changed nothing."""


def last_change(session: Session, subject_id: UUID) -> tuple[str, datetime, str] | None:
    """Return name, instant and act of the last write that touched a record."""
    row = session.execute(
        select(Staff.name, Audit.at, Audit.action)
        .join(Staff, Staff.id == Audit.staff_id)
        .where(Audit.subject_id == subject_id, Audit.subject.not_in(LOOKS))
        .order_by(Audit.seq.desc())
        .limit(1)
    ).first()
    return None if row is None else (row[0], row[1], row[2])


def last_written(session: Session, facility_id: UUID, looked_at: int) -> datetime | None:
    """Return the latest time of the last writes of a Puskesmas, whichever clock they were made by."""
    times = (
        select(Audit.at).where(Audit.facility_id == facility_id).order_by(Audit.seq.desc()).limit(looked_at).subquery()
    )
    found: datetime | None = session.scalar(select(func.max(times.c.at)))
    return found

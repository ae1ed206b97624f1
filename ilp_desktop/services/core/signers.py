"""Who may sign a letter of the Puskesmas."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Staff

SIGNING_PROFESSIONS = ("Dokter", "Dokter gigi")


def signers(session: Session, facility_id: UUID) -> tuple[tuple[UUID, str], ...]:
    """Return which doctors may sign: those with a licence (SIP) on record."""
    rows = session.execute(
        select(Staff.id, Staff.name)
        .where(
            Staff.facility_id == facility_id, Staff.active, Staff.profession.in_(SIGNING_PROFESSIONS), Staff.sip != ""
        )
        .order_by(Staff.name)
    )
    return tuple((row.id, row.name) for row in rows)

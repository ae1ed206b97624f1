"""Who may sign a letter of the Puskesmas."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Staff
from db.queries.parameters import param

SIGNING_PROFESSIONS = ("Dokter", "Dokter gigi")


NOT_CHOSEN = "Pilih dokter yang menandatangani."


def signing_problem(doctor: Staff | None, facility_id: UUID, paper: str) -> str:
    """Return why somebody cannot sign a kind of paper now, or nothing."""
    if doctor is None or doctor.facility_id != facility_id or not doctor.active:
        return NOT_CHOSEN
    if doctor.profession not in SIGNING_PROFESSIONS:
        return f"{paper} ditandatangani dokter."
    return "" if doctor.sip else "SIP dokter ini belum dicatat; isi di Manajemen."


def signers(session: Session, facility_id: UUID) -> tuple[tuple[UUID, str], ...]:
    """Return which doctors may sign: those with a licence (SIP) on record."""
    return tuple((row.id, row.name) for row in session.execute(_SIGNERS, {"mine": facility_id}))


_SIGNERS = (
    select(Staff.id, Staff.name)
    .where(Staff.facility_id == param("mine"), Staff.active, Staff.profession.in_(SIGNING_PROFESSIONS), Staff.sip != "")
    .order_by(Staff.name)
)

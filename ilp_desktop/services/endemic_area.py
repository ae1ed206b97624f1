"""Whether the vaccine of areas with Japanese encephalitis is given at a Puskesmas."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Facility, Village
from ilp_desktop.domain.endemic_area import je_endemic

SETTING = "je_endemic"
PROVINCE_DIGITS = 2


def je_endemic_at(session: Session, facility_id: UUID, day: date) -> bool:
    """Return what the Puskesmas set, or whether the province of its villages is listed."""
    said = session.get_one(Facility, facility_id).settings.get(SETTING)
    if isinstance(said, bool):
        return said
    code = session.scalar(
        select(Village.code).where(Village.facility_id == facility_id, Village.code != "").order_by(Village.number)
    )
    return je_endemic((code or "")[:PROVINCE_DIGITS], day, said=said if isinstance(said, bool) else None)

"""The districts that the villages of the working area lie in."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Village
from ilp_desktop.domain.identity.areas import DISTRICT_DIGITS, Area, area_by_code


def districts_of(session: Session, facility_id: UUID, day: date) -> Mapping[UUID, Area]:
    """Return the district of each village whose code is known, with the province it lies in."""
    rows = session.execute(select(Village.id, Village.code).where(Village.facility_id == facility_id))
    found = {row.id: area_by_code(row.code[:DISTRICT_DIGITS], day) for row in rows if row.code}
    return {key: area for key, area in found.items() if area is not None}

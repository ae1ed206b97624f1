"""What is endemic where a Puskesmas stands: Japanese encephalitis for its vaccine, malaria for expectant mothers."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Label, bindparam, select
from sqlalchemy.orm import Session

from db.models import Facility, Village
from ilp_desktop.domain.immunisation.endemic_area import je_endemic

SETTING = "je_endemic"
MALARIA, MALARIA_SETTING = "malaria", "malaria_endemic"
PROVINCE_DIGITS = 2


def je_endemic_at(session: Session, facility_id: UUID, day: date) -> bool:
    """Return what the Puskesmas set, or whether the province of its villages is listed."""
    row = session.execute(_SETTINGS, {"mine": facility_id}).one()
    return je_endemic_by(row.settings, row.village_code, day)


def je_endemic_by(settings: Mapping[str, Any], village_code: str | None, day: date) -> bool:
    """Return what the settings say, or else whether the province of a village code is listed."""
    said = settings.get(SETTING)
    return je_endemic((village_code or "")[:PROVINCE_DIGITS], day, said=said if isinstance(said, bool) else None)


def endemic_at(session: Session, facility_id: UUID) -> frozenset[str]:
    """Return the diseases that a Puskesmas says are endemic where expectant mothers are tested for them."""
    settings = session.scalars(_OWN_SETTINGS, {"mine": facility_id}).one()
    return frozenset({MALARIA} if settings.get(MALARIA_SETTING) is True else ())


def first_village_code() -> Label[str]:
    """Return the code of a facility's first village that has one, as a column beside those of the facility."""
    return (
        select(Village.code)
        .where(Village.facility_id == Facility.id, Village.code != "")
        .order_by(Village.number)
        .limit(1)
        .correlate(Facility)
        .scalar_subquery()
        .label("village_code")
    )


_SETTINGS = select(Facility.settings, first_village_code()).where(Facility.id == bindparam("mine"))
_OWN_SETTINGS = select(Facility.settings).where(Facility.id == bindparam("mine"))

"""For whom and until when a register is read, and with which forms."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from ilp_desktop.forms.catalogue import Catalogue


@dataclass(frozen=True)
class World:
    """Where and when a register is read.

    Attributes:
        day: the last day that is told: the end of the time wanted, or today.
        forms: whose answers columns ask for.
        restricted: whether who reads has leave for restricted things.
    """

    session: Session
    facility_id: UUID
    time_zone: str
    day: date
    catalogue: Catalogue
    forms: frozenset[str]
    restricted: bool

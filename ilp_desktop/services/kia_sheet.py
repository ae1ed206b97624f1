"""What every part of a KIA summary is made with."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from db.models import Person, Village
from ilp_desktop.domain.restricted_diagnosis import is_restricted_diagnosis
from ilp_desktop.services.answers.screening import Screening
from ilp_desktop.services.due.due_store import DueStore


@dataclass(frozen=True)
class Sheet:
    """One summary being filled.

    Attributes:
        store: says what is due.
        restricted: whether results that only clinicians see may stand on it.
    """

    session: Session
    screening: Screening
    today: date
    time_zone: str
    restricted: bool
    store: DueStore


def address_of(session: Session, person: Person) -> str:
    """Return a person's domicile on one line."""
    village = session.get(Village, person.village_id) if person.village_id else None
    place = village.name if village else person.outside_village
    block = f"RT {person.rt}/RW {person.rw}" if person.rt or person.rw else ""
    return ", ".join(part for part in (person.address, block, place) if part)


def is_restricted_now(code: str, person: Person, day: date, today: date) -> bool:
    """Say whether a diagnosis of a day is restricted by the table of that day or by today's."""
    return any(is_restricted_diagnosis(code, person.birth_date, one) for one in (day, today))

"""What is read of a patient for a paper, asked of a server together."""

from sqlalchemy.orm import Session

from db.ahead import Read
from db.models import Person, Village
from ilp_desktop.services.person.person_reads import numbers_of


def patient_reads(session: Session, person: Person) -> list[Read]:
    """Return what is read of a patient for a paper, to ask it together."""
    person_id, village_id = person.id, person.village_id
    return [
        lambda: numbers_of(session, person_id),
        lambda: session.get(Village, village_id) if village_id is not None else None,
    ]

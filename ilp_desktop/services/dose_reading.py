"""The doses on record, as the rules of immunisation want them."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import DoseGiven, Person
from ilp_desktop.domain.immunisation import DoseStatus, next_doses
from ilp_desktop.domain.immunisation_checks import GivenDose
from ilp_desktop.services.endemic_area import je_endemic_at


def doses_of(session: Session, person: Person, today: date) -> tuple[DoseStatus, ...]:
    """Return the state of every dose of a person's schedule."""
    endemic = je_endemic_at(session, person.facility_id, today)
    return next_doses(person.birth_date, given_doses(session, person.id), today, je_endemic=endemic)


def given_doses(session: Session, person_id: UUID) -> tuple[GivenDose, ...]:
    """Return the doses on record."""
    rows = session.scalars(select(DoseGiven).where(DoseGiven.person_id == person_id).order_by(DoseGiven.given_on))
    return tuple(GivenDose(row.antigen, row.dose, row.given_on) for row in rows)

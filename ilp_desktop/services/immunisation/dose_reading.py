"""The doses on record, as the rules of immunisation want them."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import DoseGiven, Person
from ilp_desktop.domain.immunisation.immunisation import DoseStatus, next_doses
from ilp_desktop.domain.immunisation.immunisation_checks import GivenDose
from ilp_desktop.services.facility.endemic_area import je_endemic_at


def doses_of(session: Session, person: Person, today: date) -> tuple[DoseStatus, ...]:
    """Return the state of every dose of a person's schedule."""
    endemic = je_endemic_at(session, person.facility_id, today)
    return next_doses(person.birth_date, given_doses(session, person.id), today, je_endemic=endemic)


def given_doses(session: Session, person_id: UUID) -> tuple[GivenDose, ...]:
    """Return the doses on record."""
    return doses_among(session, [person_id])[person_id]


def doses_among(session: Session, people: Collection[UUID]) -> dict[UUID, tuple[GivenDose, ...]]:
    """Return the doses on record of each of some people, read in one statement."""
    found: dict[UUID, list[GivenDose]] = {one: [] for one in people}
    rows = session.execute(
        select(DoseGiven.person_id, DoseGiven.antigen, DoseGiven.dose, DoseGiven.given_on)
        .where(DoseGiven.person_id.in_(found))
        .order_by(DoseGiven.given_on)
    )
    for person_id, antigen, dose, given_on in rows:
        found[person_id].append(GivenDose(antigen, dose, given_on))
    return {one: tuple(doses) for one, doses in found.items()}

"""The line that a person is found by."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Family, Person, PersonSearch
from ilp_desktop.domain.search_text import search_line
from ilp_desktop.services.person_numbers import all_numbers


def index_person(session: Session, person: Person) -> None:
    """Write the line of a person anew; who was removed has none, and is found by nothing."""
    known = session.scalar(select(PersonSearch).where(PersonSearch.person_id == person.id))
    if person.removed_at is not None:
        if known is not None:
            session.delete(known)
        return
    card = session.scalar(select(Family.kk_number).where(Family.id == person.family_id)) or ""
    numbers = all_numbers(session, person.id)
    line = search_line(person.name, person.birth_date, person.mother_name, [*numbers, card, person.phone])
    if known is None:
        session.add(PersonSearch(facility_id=person.facility_id, person_id=person.id, text=line))
    else:
        known.text = line

"""The line a person is found by, kept in step with the person, the numbers and the card."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Family, Person, PersonSearch
from ilp_desktop.domain.search_text import search_line
from ilp_desktop.services.person_reads import numbers_of


def index_person(session: Session, person: Person) -> None:
    """Rebuild the line the person is found by."""
    numbers: Iterable[str] = [row.value for row in numbers_of(session, person.id).values()]
    card = session.scalar(select(Family.kk_number).where(Family.id == person.family_id)) or ""
    line = search_line(person.name, person.birth_date, person.mother_name, [*numbers, card, person.phone])
    known = session.scalar(select(PersonSearch).where(PersonSearch.person_id == person.id))
    if known is None:
        session.add(PersonSearch(facility_id=person.facility_id, person_id=person.id, text=line))
    else:
        known.text = line

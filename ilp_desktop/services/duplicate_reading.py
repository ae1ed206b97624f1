"""Reading people as the comparison sees them."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.orm import Session

from db.models import Person
from db.queries.same_person import numbers_by_person, particulars
from ilp_desktop.domain.same_person import Traits
from ilp_desktop.domain.search_text import normalised
from ilp_desktop.services.person_reads import FoundPerson


def known_people(session: Session, people: Collection[UUID]) -> dict[UUID, tuple[Traits, Row[Any]]]:
    """Return people that are not removed with what tells who they are, and their rows as ``particulars`` gives them."""
    numbers = numbers_by_person(session, people)
    nobody: frozenset[str] = frozenset()
    return {
        person_id: (
            traits_of(
                row.Person, row, numbers.get((person_id, "nik"), nobody), numbers.get((person_id, "bpjs"), nobody)
            ),
            row,
        )
        for person_id, row in particulars(session, people).items()
    }


def traits_of(person: Person, row: Row[Any], niks: frozenset[str], bpjs: frozenset[str]) -> Traits:
    """Return what tells who a person is."""
    return Traits(
        name=person.name,
        birth_date=person.birth_date,
        sex=person.sex,
        estimated=person.birth_date_estimated,
        mother_name=row.mother_of,
        mother=str(person.mother_id or ""),
        niks=niks,
        bpjs=bpjs,
        card=str(person.family_id or ""),
        phone=person.phone,
        village=village_key(person.village_id, person.outside_village),
        place=place_key(person.rw, person.rt),
        order=person.birth_order,
    )


def village_key(village_id: UUID | None, outside: str) -> str:
    """Return what stands for a village, in the working area or outside."""
    return str(village_id) if village_id else normalised(outside)


def place_key(rw: str, rt: str) -> str:
    """Return what stands for an RT of a village, empty when none is known."""
    return f"{rw.lstrip('0')}/{rt.lstrip('0')}" if rw.strip("0 ") and rt.strip("0 ") else ""


def found_person(row: Row[Any]) -> FoundPerson:
    """Return a person as lists show them."""
    person = row.Person
    return FoundPerson(
        id=person.id,
        name=person.name,
        sex=person.sex,
        birth_date=person.birth_date,
        record_number=row.record_number,
        village=row.village or "",
        rw=person.rw,
        mother_name=row.mother_of,
        last_visit_on=person.last_visit_on,
    )

"""Reading people as the comparison sees them."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.orm import Session

from db.queries.same_person import numbers_by_person, particulars
from ilp_desktop.domain.search.same_person import Traits
from ilp_desktop.domain.search.search_text import normalised
from ilp_desktop.services.person.person_reads import FoundPerson

Known = dict[UUID, tuple[Traits, Row[Any]]]
NONE: frozenset[str] = frozenset()


def known_people(session: Session, people: Collection[UUID], *, for_lists: bool = True) -> Known:
    """Return people that are not removed with what tells who they are, and their rows as ``particulars`` gives them."""
    numbers = numbers_by_person(session, people)
    return {
        person_id: (traits_of(row, numbers.get((person_id, "nik"), NONE), numbers.get((person_id, "bpjs"), NONE)), row)
        for person_id, row in particulars(session, people, for_lists=for_lists).items()
    }


def traits_of(row: Row[Any], niks: frozenset[str], bpjs: frozenset[str]) -> Traits:
    """Return what tells who a person is."""
    return Traits(
        name=row.name,
        birth_date=row.birth_date,
        sex=row.sex,
        estimated=row.birth_date_estimated,
        mother_name=row.mother_name,
        mother=str(row.mother_id or ""),
        niks=niks,
        bpjs=bpjs,
        card=str(row.family_id or ""),
        phone=row.phone,
        village=village_key(row.village_id, row.outside_village),
        place=place_key(row.rw, row.rt),
        order=row.birth_order,
    )


def village_key(village_id: UUID | None, outside: str) -> str:
    """Return what stands for a village, in the working area or outside."""
    return str(village_id) if village_id else normalised(outside)


def place_key(rw: str, rt: str) -> str:
    """Return what stands for an RT of a village, empty when none is known."""
    return f"{rw.lstrip('0')}/{rt.lstrip('0')}" if rw.strip("0 ") and rt.strip("0 ") else ""


def found_person(row: Row[Any]) -> FoundPerson:
    """Return a person as lists show them."""
    return FoundPerson(
        id=row.id,
        name=row.name,
        sex=row.sex,
        birth_date=row.birth_date,
        record_number=row.record_number,
        village=row.village or "",
        rw=row.rw,
        mother_name=row.mother_name,
        last_visit_on=row.last_visit_on,
    )

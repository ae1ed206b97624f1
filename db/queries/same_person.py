"""Finding who may be the same person, by ways that an index serves, and reading what tells who somebody is."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from db.models import Family, Identifier, Person, Village

NIK_KINDS = ("nik", "nik_lama")
NUMBER_KINDS = (*NIK_KINDS, "bpjs", "bpjs_lama")
BEFORE_SERIAL = 12
LOWEST_SERIAL, HIGHEST_SERIAL = "0000", "9999"
AT_ONCE = 500


@dataclass(frozen=True)
class Sought:
    """What is known of somebody who may be registered already.

    Attributes:
        nik, bpjs: numbers, empty when unknown.
        alike: who is called so, or nearly so, as the search of people found them.
        limits: how many are looked at for each way of finding them.
    """

    birth_date: date | None
    nik: str
    bpjs: str
    family_id: UUID | None
    alike: Collection[UUID]
    limits: Mapping[str, int]


def born_on(session: Session, facility_id: UUID, days: Collection[date]) -> Sequence[Row[Any]]:
    """Return name, sex, birth date and No. RM of everybody born on these days."""
    number = (Identifier.person_id == Person.id) & (Identifier.kind == "rm")
    return session.execute(
        select(Person.name, Person.sex, Person.birth_date, Identifier.value.label("record_number"))
        .outerjoin(Identifier, number)
        .where(Person.birth_date.in_(days), Person.facility_id == facility_id, Person.removed_at.is_(None))
        .order_by(Person.id)
    ).all()


def candidates(session: Session, facility_id: UUID, sought: Sought) -> set[UUID]:
    """Return a bounded number of people who share a date, a number, a card or a name with somebody."""
    mine = select(Person.id).where(Person.facility_id == facility_id, Person.removed_at.is_(None))
    found = set(_by_number(session, facility_id, sought))
    if sought.birth_date is not None:
        born = mine.where(Person.birth_date == sought.birth_date).order_by(Person.id.desc())
        found.update(session.scalars(born.limit(sought.limits["most_of_a_date"])))
    if sought.family_id is not None:
        members = mine.where(Person.family_id == sought.family_id)
        found.update(session.scalars(members.limit(sought.limits["most_of_a_card"])))
    found.update(sought.alike)
    return found


def _by_number(session: Session, facility_id: UUID, sought: Sought) -> Iterator[UUID]:
    """Find who has or had a number, or a NIK of the same region and date, which differs in its serial alone."""
    numbers = [number for number in (sought.nik, sought.bpjs) if number]
    ways = [Identifier.value.in_(numbers)] if numbers else []
    if len(sought.nik) > BEFORE_SERIAL:
        near = sought.nik[:BEFORE_SERIAL]
        ways.append(Identifier.value.between(near + LOWEST_SERIAL, near + HIGHEST_SERIAL))
    for way in ways:
        yield from session.scalars(
            select(Identifier.person_id)
            .where(Identifier.facility_id == facility_id, Identifier.kind.in_(NUMBER_KINDS), way)
            .limit(sought.limits["most_of_a_number"])
        )


def particulars(session: Session, people: Collection[UUID], *, for_lists: bool) -> dict[UUID, Row[Any]]:
    """Return of each person what tells who it is, and what lists show besides; who was removed is left out."""
    statement = _PARTICULARS_OF_LISTS if for_lists else _PARTICULARS
    found: dict[UUID, Row[Any]] = {}
    for some in _lots(people):
        rows = session.execute(statement, {"people": some}).all()
        found.update((row.id, row) for row in rows)
    return found


_MOTHER = aliased(Person)
_PARTICULARS = (
    select(
        *(Person.id, Person.name, Person.birth_date, Person.birth_date_estimated, Person.sex, Person.birth_order),
        *(Person.mother_id, Person.family_id, Person.phone, Person.rw, Person.rt),
        *(Person.village_id, Person.outside_village),
        func.coalesce(func.nullif(Person.mother_name, ""), _MOTHER.name, "").label("mother_name"),
    )
    .outerjoin(_MOTHER, _MOTHER.id == Person.mother_id)
    .where(Person.id.in_(bindparam("people", expanding=True)), Person.removed_at.is_(None))
)
_PARTICULARS_OF_LISTS = (
    _PARTICULARS.add_columns(
        Person.last_visit_on,
        func.coalesce(Village.name, Person.outside_village).label("village"),
        func.coalesce(Identifier.value, "").label("record_number"),
    )
    .outerjoin(Village, Village.id == Person.village_id)
    .outerjoin(Identifier, (Identifier.person_id == Person.id) & (Identifier.kind == "rm"))
)


def numbers_by_person(session: Session, people: Collection[UUID]) -> dict[tuple[UUID, str], frozenset[str]]:
    """Return the NIK and BPJS numbers that people have or had, by person and kind."""
    found: dict[tuple[UUID, str], frozenset[str]] = {}
    for some in _lots(people):
        rows = session.execute(
            select(Identifier.person_id, Identifier.kind, Identifier.value).where(
                Identifier.person_id.in_(some), Identifier.kind.in_(NUMBER_KINDS)
            )
        )
        for person_id, kind, value in rows:
            key = (person_id, kind.removesuffix("_lama"))
            found[key] = found.get(key, frozenset()) | {value}
    return found


def _lots(people: Collection[UUID]) -> Iterator[Sequence[UUID]]:
    ordered = list(people)
    return (ordered[first : first + AT_ONCE] for first in range(0, len(ordered), AT_ONCE))


def family_of_card(session: Session, facility_id: UUID, kk_number: str) -> UUID | None:
    """Return the family folder of a card, None when there is none."""
    if not kk_number:
        return None
    return session.scalar(select(Family.id).where(Family.facility_id == facility_id, Family.kk_number == kk_number))

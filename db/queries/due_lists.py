"""Who is due, in the order one walks through the area: by village, RW, RT and name, a page at a time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, exists, func, literal, select, tuple_, type_coerce
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

from db.models import Due, Invitation, Neighbourhood, Person, Posyandu, Village
from db.queries.due_counts import Barred, Stretch, is_coming, is_late, is_open, lives_along

RARE = 400
"""Below this many rows it is quicker to look the people up than to walk through a village until a page is full."""

OpenRow = tuple[str, date, date | None]
"""A service of somebody: its code, since when it is due, since when late."""


class Passed(NamedTuple):
    """The last one of the page before."""

    rw: str
    rt: str
    name: str
    person_id: UUID


@dataclass(frozen=True)
class Wanted:
    """Which rows of ``due`` make somebody stand in the list.

    Attributes:
        state: over ``due``: open, late or coming.
        services: these alone; empty is every one.
        barred: what the reader may not see.
        matching: over ``person``: what was searched for; None is everybody.
    """

    state: ColumnElement[bool]
    services: tuple[str, ...] = ()
    barred: Barred = field(default_factory=Barred)
    matching: ColumnElement[bool] | None = None

    def clauses(self) -> list[ColumnElement[bool]]:
        """Return what chooses the rows in a statement over ``due`` joined to ``person``."""
        return [*self.of_everybody(), *self.barred.for_the_young()]

    def of_everybody(self) -> list[ColumnElement[bool]]:
        """Return what chooses the rows in a statement over ``due`` alone, those barred for the young among them."""
        chosen = [Due.service.in_(self.services)] if self.services else []
        return [self.state, *chosen, *self.barred.for_everybody()]


def state_on(state: str, day: date) -> ColumnElement[bool]:
    """Return the clause of a state by its name: due, late or coming."""
    return {"due": is_open, "late": is_late, "coming": is_coming}[state](day)


def stretches_of(
    session: Session, facility_id: UUID, village_id: UUID | None, rw: str, rt: str, posyandu: str
) -> list[Stretch]:
    """Return the way through a place, in order; an RT or Posyandu that is not there has none."""
    if village_id is None:
        villages = select(Village.id).where(Village.facility_id == facility_id).order_by(Village.number)
        return [Stretch(one) for one in session.scalars(villages)]
    if not posyandu:
        mine = session.scalar(select(Village.facility_id).where(Village.id == village_id)) == facility_id
        return [Stretch(village_id, rw, rt)] if mine else []
    cells = session.execute(
        select(Neighbourhood.rw, Neighbourhood.rt)
        .join(Posyandu, Posyandu.id == Neighbourhood.posyandu_id)
        .where(Neighbourhood.village_id == village_id, Neighbourhood.facility_id == facility_id)
        .where(Posyandu.name == posyandu)
        .order_by(Neighbourhood.rw, Neighbourhood.rt)
    )
    inside = [Stretch(village_id, cell.rw, cell.rt) for cell in cells]
    return [one for one in inside if one.rw == (rw or one.rw) and one.rt == (rt or one.rt)]


def people_due(
    session: Session, stretch: Stretch, wanted: Wanted, passed: Passed | None, limit: int
) -> Sequence[Row[Any]]:
    """Return people of a stretch with at least one such row, after the one passed, at most ``limit``."""
    chosen = [*stretch.clauses(), Person.removed_at.is_(None)]
    if wanted.matching is not None:
        chosen.append(wanted.matching)
    elif not stretch.rw and wanted.services:
        few = _few(session, stretch, wanted)
        if few is not None:
            chosen[: len(stretch.clauses())] = [Person.id.in_(few)]
    place = (Person.rw, Person.rt, Person.name, Person.id)
    if passed is not None:
        chosen.append(tuple_(*place) > tuple_(*map(literal, passed, (column.type for column in place))))
    is_due = exists().where(Due.person_id == Person.id, *wanted.clauses())
    return session.execute(_people().where(*chosen, is_due).order_by(*place).limit(limit)).all()


def people_due_among(session: Session, facility_id: UUID, people: Sequence[UUID], wanted: Wanted) -> Sequence[Row[Any]]:
    """Return those of some people of a Puskesmas who have at least one such row, in the order of the list."""
    is_due = exists().where(Due.person_id == Person.id, *wanted.clauses())
    own = (Person.facility_id == facility_id, Person.id.in_(people), Person.removed_at.is_(None))
    place = (Village.number, Person.rw, Person.rt, Person.name, Person.id)
    return session.execute(_people().where(*own, is_due).order_by(*place)).all()


def rows_of(session: Session, people: Collection[UUID], wanted: Wanted) -> dict[UUID, list[OpenRow]]:
    """Return the rows that make people stand in the list, the longest due first.

    What is barred for the young alone is among them: leaving it out here would take a second look at the person.
    Identifiers and days are read as they are stored, hundreds a page: making one of each took longer than reading it.
    """
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    found: dict[UUID, list[OpenRow]] = {one: [] for one in people}
    by_stored = {one.bytes if is_sqlite else one: rows for one, rows in found.items()}
    rows = session.connection().execute(
        select(*(type_coerce(one, NullType()) for one in (Due.person_id, Due.service, Due.due_from, Due.late_from)))
        .where(Due.person_id.in_(people), *wanted.of_everybody())
        .order_by(Due.due_from, Due.service)
    )
    day_of = _day_stored if is_sqlite else _day_itself
    for stored, service, due_from, late_from in rows.all():
        by_stored[stored].append((service, day_of(due_from), None if late_from is None else day_of(late_from)))
    return found


@lru_cache(maxsize=4096)
def _day_stored(number: int) -> date:
    return date.fromordinal(number)


def _day_itself(day: date) -> date:
    return day


def last_invited(session: Session, people: Collection[UUID]) -> dict[UUID, date]:
    """Return when each was last invited, of those who ever were."""
    found = session.execute(
        select(Invitation.person_id, func.max(Invitation.day))
        .where(Invitation.person_id.in_(people))
        .group_by(Invitation.person_id)
    )
    return {row[0]: row[1] for row in found}


def people_living_in(session: Session, stretches: Sequence[Stretch]) -> int:
    """Return how many people live along the way."""
    everybody = select(func.count()).select_from(Person)
    return session.scalar(everybody.where(lives_along(stretches))) or 0 if stretches else 0


def _few(session: Session, stretch: Stretch, wanted: Wanted) -> list[UUID] | None:
    """Return the people of a village with such a row when they are few, else None."""
    rows = (
        select(Due.person_id)
        .where(Due.village_id == stretch.village_id, Due.service.in_(wanted.services), wanted.state)
        .limit(RARE)
    )
    found = session.scalars(rows).all()
    return list(dict.fromkeys(found)) if len(found) < RARE else None


def _people() -> Select[Any]:
    return select(
        Person.id,
        Person.name,
        Person.sex,
        Person.birth_date,
        Person.address,
        Person.village_id,
        Village.name.label("village"),
        Person.rw,
        Person.rt,
        Person.mother_name,
        Person.phone,
    ).join(Village, Village.id == Person.village_id)

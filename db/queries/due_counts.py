"""How many people each service is due for, by village or in a smaller place: counted, and kept in step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session

from db.base import Id
from db.models import Due, DueCount, Facility, Person, Village
from db.queries.adding import adding

VillageService = tuple[UUID, str]


class Counted(NamedTuple):
    """How many are due (late ones among them), late, and coming."""

    due: int
    late: int
    coming: int


@dataclass(frozen=True)
class Barred:
    """What is not to be counted or listed: services altogether, and services of people born after a day.

    Attributes:
        beginning: so begin the codes of further services that are not.
    """

    services: frozenset[str] = frozenset()
    young: tuple[tuple[date, frozenset[str]], ...] = ()
    beginning: str = ""

    def for_everybody(self) -> list[ColumnElement[bool]]:
        """Return what leaves the services of ``services`` out of a statement over ``due``."""
        found: list[ColumnElement[bool]] = []
        if self.services:
            found.append(Due.service.not_in(sorted(self.services)))
        if self.beginning:
            found.append(~Due.service.startswith(self.beginning, autoescape=True))
        return found

    def for_the_young(self) -> list[ColumnElement[bool]]:
        """Return what leaves the others out of a statement over ``due`` joined to ``person``."""
        return [
            or_(Person.birth_date <= born_after, Due.service.not_in(sorted(services)))
            for born_after, services in self.young
        ]


class Stretch(NamedTuple):
    """A part of a way through the area: a village, an RW of it, or an RT; empty words leave that step open."""

    village_id: UUID
    rw: str = ""
    rt: str = ""

    def clauses(self) -> list[ColumnElement[bool]]:
        """Return what keeps a statement over ``person`` inside."""
        made: list[ColumnElement[bool]] = [Person.village_id == self.village_id]
        return made + [column == word for column, word in ((Person.rw, self.rw), (Person.rt, self.rt)) if word]


def lives_along(way: Sequence[Stretch]) -> ColumnElement[bool]:
    """Return what keeps a statement over ``person`` to those who live along a way."""
    return or_(*(and_(*stretch.clauses()) for stretch in way))


def is_open(day: date) -> ColumnElement[bool]:
    """Return whether a row is due on a day and not closed yet."""
    return and_(Due.due_from <= day, or_(Due.closes_on.is_(None), Due.closes_on > day))


def is_late(day: date) -> ColumnElement[bool]:
    """Return whether a row is due on a day and late too."""
    return and_(is_open(day), Due.late_from <= day)


def is_coming(day: date) -> ColumnElement[bool]:
    """Return whether a row becomes due after a day."""
    return Due.due_from > day


def counts_stored(session: Session, facility_id: UUID, day: date) -> Sequence[Row[Any]] | None:
    """Return the rows (village_id, service, due, late, coming) kept for a day; None when they are of another."""
    if session.scalar(select(Facility.dues_counted_on).where(Facility.id == facility_id)) != day:
        return None
    return session.execute(
        select(DueCount.village_id, DueCount.service, DueCount.due, DueCount.late, DueCount.coming).where(
            DueCount.facility_id == facility_id
        )
    ).all()


def counts_counted(session: Session, facility_id: UUID, day: date) -> Sequence[Row[Any]]:
    """Count a day anew over every row: the same rows as ``counts_stored``."""
    return session.execute(_by_village(facility_id, day)).all()


def counts_of_people(session: Session, way: Sequence[Stretch], day: date, barred: Barred) -> Sequence[Row[Any]]:
    """Count (service, due, late, coming) among those who live along a way."""
    return session.execute(
        select(Due.service, *_sums(day))
        .join(Person, Person.id == Due.person_id)
        .where(lives_along(way), *barred.for_everybody(), *barred.for_the_young())
        .group_by(Due.service)
    ).all()


def counts_of_young(session: Session, facility_id: UUID, day: date, barred: Barred) -> Sequence[Row[Any]]:
    """Count (village_id, service, due, late, coming) of what is barred for the young alone.

    The few who are that young are found first, each looked at once however many of the services are due for them.
    """
    found: list[Row[Any]] = []
    for born_after, services in barred.young:
        barred_here = Due.service.in_(sorted(services))
        anybody = select(Due.person_id).where(Due.village_id.in_(_villages(facility_id)), barred_here)
        young = select(Person.id).where(Person.id.in_(anybody), Person.birth_date > born_after)
        found += session.execute(
            select(Due.village_id, Due.service, *_sums(day))
            .where(Due.person_id.in_(young), barred_here)
            .group_by(Due.village_id, Due.service)
        ).all()
    return found


def count_anew(session: Session, facility_id: UUID, day: date) -> None:
    """Store the counts of a day; whoever changes ``due`` meanwhile waits, and goes on with these."""
    mine = select(Facility.id).where(Facility.id == facility_id)
    session.execute(mine.with_for_update(key_share=True))
    session.execute(delete(DueCount).where(DueCount.facility_id == facility_id))
    columns = ["facility_id", "village_id", "service", "due", "late", "coming"]
    counted = _by_village(facility_id, day).subquery()
    rows = select(literal(facility_id, Id()), *counted.c)
    session.execute(insert(DueCount).from_select(columns, rows))
    session.execute(update(Facility).where(Facility.id == facility_id).values(dues_counted_on=day))


def lock_people(session: Session, people: Sequence[UUID]) -> None:
    """Keep others from working out the same people until this transaction ends; SQLite has but one writer anyway.

    A statement of its own: rows joined to a locked one would be read as they were before the wait.
    """
    if session.get_bind().dialect.name == "postgresql":
        chosen = select(Person.id).where(Person.id.in_(people)).order_by(Person.id)
        session.execute(chosen.with_for_update(key_share=True))


def counted_on(session: Session, facility_id: UUID) -> date | None:
    """Return the day of the stored counts, which nobody counts anew before this transaction ends."""
    return session.scalar(_COUNTED_ON, {"mine": facility_id})


_COUNTED_ON = select(Facility.dues_counted_on).where(Facility.id == bindparam("mine")).with_for_update(read=True)


def add_to_counts(session: Session, facility_id: UUID, changes: Mapping[VillageService, Counted]) -> None:
    """Add to the stored counts; figures may be negative. Pairs are taken in order, so that two never wait crosswise."""
    rows = [
        {"facility_id": facility_id, "village_id": village, "service": service, **changes[village, service]._asdict()}
        for village, service in sorted(changes)
    ]
    session.connection().execute(adding(DueCount.__table__, *Counted._fields), rows)


def _by_village(facility_id: UUID, day: date) -> Select[Any]:
    return (
        select(Due.village_id, Due.service, *_sums(day))
        .where(Due.village_id.in_(_villages(facility_id)))
        .group_by(Due.village_id, Due.service)
    )


def _villages(facility_id: UUID) -> Select[Any]:
    return select(Village.id).where(Village.facility_id == facility_id)


def _sums(day: date) -> tuple[ColumnElement[Any], ...]:
    states = (("due", is_open(day)), ("late", is_late(day)), ("coming", is_coming(day)))
    return tuple(func.sum(case((state, 1), else_=0)).label(name) for name, state in states)

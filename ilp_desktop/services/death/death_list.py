"""The list of deaths to be followed up: mothers, babies and small children, and stillbirths."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, literal, or_, select, tuple_
from sqlalchemy.orm import Session, aliased

from db.models import Death, Person, Pregnancy, Village
from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.birth.death_kind import (
    DeathKind,
    PregnancySpan,
    cause_label,
    death_kind,
    is_restricted,
    mother_facts,
    notify_by,
    oldest_child_born,
)
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.queue.visit_words import Leaving
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.death.stillbirths import AGE, Stillbirth, stillbirths
from ilp_desktop.services.people.births import LIVE_BIRTH

LISTED_SINCE_YEARS = 5
PLACE = (Person.left_on, Person.id)


@dataclass(frozen=True)
class DeathRow:
    """A death in the list of those to be followed up.

    Attributes:
        person_id: who died; the mother of a stillborn baby.
        id: what tells the row from others: the person, or the stillbirth.
        birth_id: of a stillborn baby whose birth is on record.
    """

    person_id: UUID
    name: str
    kind: DeathKind
    died_on: date
    age: str
    village: str
    cause: str
    notified_on: date | None
    notify_by: date
    id: UUID
    birth_id: UUID | None = None

    def state(self, today: date) -> str:
        """Return what is still to be done, in words."""
        if self.notified_on is not None:
            return "sudah diberitahukan"
        if not self.cause:
            return "belum dilengkapi"
        return "terlambat diberitahukan" if today > self.notify_by else "belum diberitahukan"


def listed_deaths(
    session: Session, user: SignedIn, today: date, after: DeathRow | None, limit: int
) -> tuple[DeathRow, ...]:
    """Return a page of those who died and of stillbirths, the latest first."""
    mark = None if after is None else (after.died_on, after.id)
    oldest = date(today.year - LISTED_SINCE_YEARS, 1, 1)
    stillborn = [_stillborn_row(one) for one in stillbirths(session, user, oldest)]
    rows = [row for row in stillborn if mark is None or _place(row) < mark]
    rows += _died(session, user, oldest, mark, limit)
    return tuple(sorted(rows, key=_place, reverse=True)[:limit])


def _place(row: DeathRow) -> tuple[date, UUID]:
    return row.died_on, row.id


def _died(session: Session, user: SignedIn, oldest: date, mark: tuple[date, UUID] | None, limit: int) -> list[DeathRow]:
    """Return those who died; who is found by the day of death and is none of ours after all is passed over."""
    rows: list[DeathRow] = []
    sees_all, facility_id = user.may(Act.SEE_RESTRICTED), user.facility_id
    while len(rows) < limit:
        found = session.execute(_statement(facility_id, oldest, mark).limit(limit)).all()
        known = spans_of(session, [one.Person.id for one in found])
        rows += [row for one in found if (row := _row(one, known[one.Person.id], sees_all=sees_all)) is not None]
        if len(found) < limit:
            break
        mark = (found[-1].Person.left_on, found[-1].Person.id)
    return rows[:limit]


def _statement(facility_id: UUID, oldest: date, mark: tuple[date, UUID] | None) -> Any:
    wanted = [
        Person.facility_id == facility_id,
        Person.removed_at.is_(None),
        Person.left_why == Leaving.DIED.value,
        Person.left_on >= oldest,
        or_(Person.birth_date >= oldest_child_born(oldest), _was_mother()),
    ]
    if mark is not None:
        wanted.append(
            tuple_(*PLACE) < tuple_(*(literal(value, column.type) for value, column in zip(mark, PLACE, strict=True)))
        )
    return (
        select(Person, Death, Village.name.label("village"))
        .outerjoin(Death, Death.person_id == Person.id)
        .outerjoin(Village, Village.id == Person.village_id)
        .where(*wanted)
        .order_by(Person.left_on.desc(), Person.id.desc())
    )


def _was_mother() -> ColumnElement[bool]:
    child = aliased(Person)
    return and_(
        Person.sex == Sex.FEMALE,
        or_(
            select(Pregnancy.id).where(Pregnancy.person_id == Person.id).exists(),
            select(child.id).where(child.mother_id == Person.id, child.birth_date <= Person.left_on).exists(),
        ),
    )


def _row(found: Row[Any], pregnancies: Sequence[PregnancySpan], *, sees_all: bool) -> DeathRow | None:
    person, death = found.Person, found.Death
    kind = death_kind(person.birth_date, person.left_on, mother_facts(pregnancies, person.left_on))
    if kind is None or (not sees_all and is_restricted(kind, person.birth_date, person.left_on)):
        return None
    return DeathRow(
        person_id=person.id,
        name=person.name,
        kind=kind,
        died_on=person.left_on,
        age=age_on(person.birth_date, person.left_on).text,
        village=found.village or person.outside_village,
        cause=cause_label(death.cause, person.left_on) if death is not None and death.cause else "",
        notified_on=None if death is None else death.notified_on,
        notify_by=notify_by(kind, person.left_on),
        id=person.id,
    )


def _stillborn_row(found: Stillbirth) -> DeathRow:
    birth = found.birth
    cause = birth.death_cause if birth is not None else ""
    return DeathRow(
        person_id=found.mother.id,
        name=found.name,
        kind=DeathKind.STILLBORN,
        died_on=found.day,
        age=AGE,
        village=found.village,
        cause=cause_label(cause, found.day) if cause else "",
        notified_on=None if birth is None else birth.notified_on,
        notify_by=notify_by(DeathKind.STILLBORN, found.day),
        id=found.id,
        birth_id=None if birth is None else birth.id,
    )


def spans_of(session: Session, people: Sequence[UUID]) -> dict[UUID, list[PregnancySpan]]:
    """Return the pregnancies of people; a child of whose pregnancy nothing is recorded stands for one that ended."""
    found: dict[UUID, list[PregnancySpan]] = defaultdict(list)
    rows = session.execute(
        select(Pregnancy.person_id, Pregnancy.last_period_on, Pregnancy.ended_on, Pregnancy.outcome).where(
            Pregnancy.person_id.in_(people)
        )
    )
    for row in rows:
        found[row.person_id].append(PregnancySpan(row.last_period_on, row.ended_on, row.outcome))
    children = session.execute(
        select(Person.mother_id, Person.birth_date).where(Person.mother_id.in_(people), Person.removed_at.is_(None))
    )
    for child in children:
        found[child.mother_id].append(PregnancySpan(child.birth_date, child.birth_date, LIVE_BIRTH))
    return found

"""Women of whom a delivery is to be recorded: those near or past their day, and those whose baby nobody wrote down."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, exists, or_, select, tuple_
from sqlalchemy.orm import Session, aliased

from db.models import Birth, Person, Pregnancy, Village
from ilp_desktop.domain.age import Age, age_on
from ilp_desktop.domain.birth.delivery import awaited_days, told_within_days
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.pregnancy.minor_pregnancy import open_for_births_until
from ilp_desktop.domain.pregnancy.pregnancy import gestational_age
from ilp_desktop.domain.pregnancy.pregnancy_end import DELIVERED, PregnancyEnd
from ilp_desktop.services.core.signed_in import SignedIn

ENDED = (*DELIVERED, PregnancyEnd.DIED.value)


class Awaited(Enum):
    """Why a delivery is awaited; the value is the word of the list."""

    SOON = "mendekati HPL"
    OVERDUE = "lewat HPL"
    DIED = "ibu meninggal"
    UNRECORDED = "bayi belum dicatat"


@dataclass(frozen=True)
class AwaitedBirth:
    """One woman of the list.

    Attributes:
        gestation: weeks today, or at the end of the pregnancy.
        ended_on: of a pregnancy whose end is on record without a birth.
    """

    pregnancy_id: UUID
    person_id: UUID
    name: str
    age: Age
    home: str
    due_on: date
    gestation: str
    why: Awaited
    ended_on: date | None = None


def awaited_births(
    session: Session, user: SignedIn, today: date, after: AwaitedBirth | None, limit: int
) -> tuple[AwaitedBirth, ...]:
    """Return a page of women by the day they are due, the longest past first; minors only to those with leave."""
    wanted = _awaited(user.facility_id, today)
    if not user.may(Act.SEE_RESTRICTED):
        wanted = wanted.where(Person.birth_date <= open_for_births_until(today))
    if after is not None:
        wanted = wanted.where(tuple_(Pregnancy.due_on, Pregnancy.id) > (after.due_on, after.pregnancy_id))
    return tuple(_one(row, today) for row in session.execute(wanted.limit(limit)))


def _awaited(facility_id: UUID, today: date) -> Select[Any]:
    later = aliased(Pregnancy)
    return (
        select(Pregnancy, Person, Village.name.label("village"))
        .join(Person, Person.id == Pregnancy.person_id)
        .outerjoin(Village, Village.id == Person.village_id)
        .where(
            Pregnancy.facility_id == facility_id,
            Person.removed_at.is_(None),
            or_(
                Pregnancy.ended_on.is_(None) & (Pregnancy.due_on <= today + timedelta(days=awaited_days(today))),
                Pregnancy.outcome.in_(ENDED)
                & (Pregnancy.ended_on >= today - timedelta(days=told_within_days(today)))
                & ~exists().where(Birth.pregnancy_id == Pregnancy.id),
            ),
            ~exists().where(later.person_id == Pregnancy.person_id, later.last_period_on > Pregnancy.last_period_on),
        )
        .order_by(Pregnancy.due_on, Pregnancy.id)
    )


def _one(row: Row[Any], today: date) -> AwaitedBirth:
    pregnancy, person = row.Pregnancy, row.Person
    place = (row.village or person.outside_village, f"RW {person.rw}" if person.rw else "")
    return AwaitedBirth(
        pregnancy_id=pregnancy.id,
        person_id=person.id,
        name=person.name,
        age=age_on(person.birth_date, today),
        home=" ".join(part for part in place if part),
        due_on=pregnancy.due_on,
        gestation=gestational_age(pregnancy.last_period_on, pregnancy.ended_on or today).text,
        why=_why(pregnancy, today),
        ended_on=pregnancy.ended_on,
    )


def _why(pregnancy: Pregnancy, today: date) -> Awaited:
    if pregnancy.outcome == PregnancyEnd.DIED.value:
        return Awaited.DIED
    if pregnancy.ended_on is not None:
        return Awaited.UNRECORDED
    return Awaited.OVERDUE if pregnancy.due_on < today else Awaited.SOON

"""What is asked whenever a visit is opened: statements made once, since sixty people an hour wait for them."""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, exists, func, select
from sqlalchemy.orm import Session

from db.models import Encounter, Identifier, Person, Pregnancy, Room, RoomKlaster, Ticket
from ilp_desktop.domain.pregnancy.pregnancy_end import DELIVERED

ROOMS = "rooms"


class OpenVisit(NamedTuple):
    """The number of a visit that has not ended."""

    letter: str
    number: int


def open_visit_of(session: Session, person_id: UUID, day: date) -> OpenVisit | None:
    """Return the last number of a person's open visit of a day."""
    row = session.connection().execute(_OPEN_VISIT, {"person": person_id, "day": day}).first()
    return None if row is None else OpenVisit(*row)


def is_maternal(session: Session, person_id: UUID, since: date) -> bool:
    """Tell whether a pregnancy is in progress or ended in a birth since a day, also of a child not registered here."""
    return bool(session.connection().execute(_MATERNAL, {"person": person_id, "since": since}).scalar())


def has_visited(session: Session, person_id: UUID, cancelled: str) -> bool:
    """Tell whether a person has a visit that did not end as ``cancelled``."""
    return bool(session.connection().execute(_VISITED, {"person": person_id, "cancelled": cancelled}).scalar())


def rooms_for(session: Session, facility_id: UUID, klaster: int) -> list[tuple[str, str, bool]]:
    """Return letter, name and whether it is its own, of the rooms in use where a klaster is served."""
    if ROOMS not in session.info:  # a ticket reads them twice, and nobody moves a room between
        session.info[ROOMS] = session.connection().execute(_ROOMS, {"facility": facility_id}).all()
    rows = session.info[ROOMS]
    here = {row.id: row for row in rows if klaster in (row.klaster, row.also)}
    return [(row.queue_letter, row.name, row.klaster == klaster) for row in here.values()]


def number_of_kind(session: Session, person_id: UUID, kind: str) -> str:
    """Return a person's number of a kind, or nothing."""
    return session.connection().execute(_NUMBER, {"person": person_id, "kind": kind}).scalar() or ""


_PERSON: BindParameter[UUID] = bindparam("person")
_OPEN_VISIT = (
    select(Ticket.letter, Ticket.number)
    .join(Encounter, Encounter.id == Ticket.encounter_id)
    .where(Encounter.person_id == _PERSON, Encounter.day == bindparam("day"), Encounter.finished_at.is_(None))
    .order_by(Ticket.issued_at.desc())
    .limit(1)
)
_MATERNAL = select(
    exists().where(
        Pregnancy.person_id == _PERSON,
        Pregnancy.ended_on.is_(None) | ((Pregnancy.ended_on >= bindparam("since")) & Pregnancy.outcome.in_(DELIVERED)),
    )
    | exists().where(Person.mother_id == _PERSON, Person.birth_date >= bindparam("since"), Person.removed_at.is_(None))
)


def births_at(person: Any) -> tuple[Any, ...]:
    """Return what reads the days on which a woman last gave birth, by her pregnancies and by her children."""
    ended = select(func.max(Pregnancy.ended_on)).where(Pregnancy.person_id == person, Pregnancy.outcome.in_(DELIVERED))
    born = select(func.max(Person.birth_date)).where(Person.mother_id == person, Person.removed_at.is_(None))
    return ended.scalar_subquery(), born.scalar_subquery()


_VISITED = select(exists().where(Encounter.person_id == _PERSON, Encounter.destination != bindparam("cancelled")))
_ROOMS = (
    select(Room.id, Room.queue_letter, Room.name, Room.klaster, RoomKlaster.klaster.label("also"))
    .outerjoin(RoomKlaster, RoomKlaster.room_id == Room.id)
    .where(Room.facility_id == bindparam("facility"), Room.active)
    .order_by(Room.queue_letter, Room.name)
)
_NUMBER = select(Identifier.value).where(Identifier.person_id == _PERSON, Identifier.kind == bindparam("kind"))

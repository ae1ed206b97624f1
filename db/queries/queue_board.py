"""Today's tickets with the people behind them, in one query."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, or_, select
from sqlalchemy.orm import Session

from db.models import Due, Encounter, Identifier, Person, Room, Ticket


def tickets_of_day(session: Session, facility_id: UUID, day: date, klaster: int | None = None) -> Sequence[Row[Any]]:
    """Return the tickets of a day, of one klaster or of all, in the order they were issued."""
    wanted = [Ticket.facility_id == facility_id, Ticket.day == day]
    if klaster is not None:
        wanted.append(Ticket.klaster == klaster)
    due_count = (
        select(func.count())
        .where(Due.person_id == Person.id, Due.due_from <= day, or_(Due.closes_on.is_(None), Due.closes_on > day))
        .correlate(Person)
        .scalar_subquery()
        .label("due_count")
    )
    return session.execute(
        select(
            Ticket,
            Person.id.label("person_id"),
            Person.name,
            Person.sex,
            Person.birth_date,
            Encounter.complaint,
            Encounter.triage,
            Encounter.precaution,
            Identifier.value.label("record_number"),
            Room.name.label("room"),
            due_count,
            Person.village_id.is_(None).label("outside"),
        )
        .join(Encounter, Encounter.id == Ticket.encounter_id)
        .join(Person, Person.id == Encounter.person_id)
        .outerjoin(Identifier, (Identifier.person_id == Person.id) & (Identifier.kind == "rm"))
        .outerjoin(Room, Room.id == Ticket.called_room_id)
        .where(*wanted)
        .order_by(Ticket.issued_at, Ticket.number)
    ).all()

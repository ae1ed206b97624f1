"""The visits of a day that were written down later, in one query."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session, aliased

from db.models import Diagnosis, Encounter, Identifier, Person, Staff, Ticket

SERVED, RECORDED = aliased(Staff), aliased(Staff)


def late_visits_of_day(session: Session, facility_id: UUID, day: date, most: int) -> Sequence[Row[Any]]:
    """Return the late visits of a day with person, number and staff, the latest written first."""
    record = (Identifier.person_id == Person.id) & (Identifier.kind == "rm")
    return session.execute(
        select(
            Encounter.id,
            Encounter.happened_at,
            Encounter.recorded_at,
            Encounter.klaster,
            Ticket.letter,
            Ticket.number,
            Person.name,
            Identifier.value.label("record_number"),
            SERVED.name.label("served_by"),
            RECORDED.name.label("recorded_by"),
        )
        .join(Ticket, Ticket.encounter_id == Encounter.id)
        .join(Person, Person.id == Encounter.person_id)
        .join(SERVED, SERVED.id == Encounter.served_by)
        .join(RECORDED, RECORDED.id == Encounter.recorded_by)
        .outerjoin(Identifier, record)
        .where(Encounter.facility_id == facility_id, Encounter.day == day, Encounter.happened_at.is_not(None))
        .order_by(Encounter.recorded_at.desc(), Encounter.id.desc())
        .limit(most)
    ).all()


def codes_of_visits(session: Session, encounters: Sequence[UUID]) -> Mapping[UUID, Sequence[str]]:
    """Return the codes of the diagnoses of visits, the primary one first."""
    found: dict[UUID, list[str]] = defaultdict(list)
    given = select(Diagnosis.encounter_id, Diagnosis.code).where(Diagnosis.encounter_id.in_(encounters))
    for row in session.execute(given.order_by(Diagnosis.rank)):
        found[row.encounter_id].append(row.code)
    return found

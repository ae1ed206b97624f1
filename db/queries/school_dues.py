"""Schoolchildren for whom doses of school immunisation are due, from the services stored of them."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, func, or_, select
from sqlalchemy.orm import Session

from db.models import Due, Observation, Person, Pupil, School, Village
from db.queries.answer_code import code_of_own


def school_dues(
    session: Session, facility_id: UUID, services: Collection[str], day: date, until: date
) -> Sequence[Row[Any]]:
    """Return rows of people with a service that is open by a day and not over, by name; one row a service."""
    return session.execute(
        select(
            Person.id,
            Person.name,
            Person.sex,
            Person.birth_date,
            Person.mother_name,
            Village.name.label("village"),
            Person.rw,
            Person.rt,
            Due.service,
            Due.due_from,
            Due.late_from,
        )
        .join(Due, Due.person_id == Person.id)
        .outerjoin(Village, Village.id == Person.village_id)
        .where(Person.facility_id == facility_id, Person.removed_at.is_(None))
        .where(Due.service.in_(services), Due.due_from <= until)
        .where(or_(Due.closes_on.is_(None), Due.closes_on > day))
        .order_by(Person.name, Person.id, Due.service)
    ).all()


def pupils_among(session: Session, people: Collection[UUID], day: date) -> dict[UUID, tuple[date, int, str]]:
    """Return, of those on the list of a school, when the school year began, the class, and the school."""
    rows = session.execute(
        select(Pupil.person_id, Pupil.begins_on, Pupil.grade, School.name)
        .join(School, School.id == Pupil.school_id)
        .where(Pupil.person_id.in_(people), Pupil.begins_on <= day)
        .order_by(Pupil.begins_on)
    )
    return {row.person_id: (row.begins_on, row.grade, row.name) for row in rows}


def last_classes(session: Session, people: Collection[UUID], code: str) -> dict[UUID, tuple[date, str]]:
    """Return, of those ever seen in a class, the day and the answer of the last time."""
    last = (
        select(Observation.person_id, func.max(Observation.day).label("day"))
        .where(code_of_own() == code, Observation.person_id.in_(people))
        .group_by(Observation.person_id)
        .subquery()
    )
    rows = session.execute(
        select(Observation.person_id, Observation.day, Observation.word, Observation.number).join(
            last,
            and_(
                Observation.person_id == last.c.person_id,
                Observation.day == last.c.day,
                code_of_own() == code,
            ),
        )
    )
    return {row.person_id: (row.day, row.word if row.word is not None else str(row.number)) for row in rows}

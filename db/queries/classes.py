"""Who sits in a class, and how many sit in each."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from db.models import Person, Pupil, School


def schools_with_counts(session: Session, facility_id: UUID, begins_on: date) -> Sequence[Row[Any]]:
    """Return the schools by name, each with how many pupils of a school year are known."""
    known = (
        select(func.count())
        .select_from(Pupil)
        .join(Person, Person.id == Pupil.person_id)
        .where(Pupil.school_id == School.id, Pupil.begins_on == begins_on, *_here())
        .scalar_subquery()
    )
    wanted = select(School.id, School.name, School.level, School.closed, School.row_version, known.label("pupils"))
    return session.execute(wanted.where(School.facility_id == facility_id).order_by(School.closed, School.name)).all()


def classes_of(session: Session, school_id: UUID, begins_on: date) -> Sequence[Row[Any]]:
    """Return the classes of a school in a school year with how many pupils are known."""
    return session.execute(
        select(Pupil.grade, Pupil.section, func.count().label("pupils"))
        .join(Person, Person.id == Pupil.person_id)
        .where(Pupil.school_id == school_id, Pupil.begins_on == begins_on, *_here())
        .group_by(Pupil.grade, Pupil.section)
        .order_by(Pupil.grade, Pupil.section)
    ).all()


def pupils_of(
    session: Session, school_id: UUID, begins_on: date, grade: int, section: str | None, limit: int
) -> Sequence[Row[Any]]:
    """Return the pupils of a class by name; without a section those of the whole grade."""
    wanted = _pupils().where(Pupil.school_id == school_id, Pupil.begins_on == begins_on, Pupil.grade == grade, *_here())
    if section is not None:
        wanted = wanted.where(Pupil.section == section)
    return session.execute(wanted.order_by(Pupil.section, Person.name, Person.id).limit(limit)).all()


def _pupils() -> Select[Any]:
    return select(
        Pupil.id,
        Pupil.row_version,
        Pupil.grade,
        Pupil.section,
        Person.id.label("person_id"),
        Person.name,
        Person.sex,
        Person.birth_date,
    ).join(Person, Person.id == Pupil.person_id)


def _here() -> tuple[Any, ...]:
    """Return what holds for those who still live here and were not merged into another."""
    return Person.removed_at.is_(None), Person.left_on.is_(None)

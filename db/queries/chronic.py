"""What chronic disease is followed by: what was measured, and the diagnoses with who gave them; a statement each."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Row, String, cast, exists, func, literal, null, or_, select, union_all
from sqlalchemy.orm import Session

from db.base import Json
from db.models import Diagnosis, Encounter, FormResponse, Observation, Staff


class Before(NamedTuple):
    """Which answers are wanted: to some questions, between two days, and to forms whose answers last until then."""

    codes: Collection[str]
    lasting: Collection[str]
    since: date
    until: date


def measured_among(
    session: Session, people: Collection[UUID], codes: Collection[str], until: date
) -> Sequence[Row[Any]]:
    """Return the answers in force until a day to any of some questions, with where they were given, the earliest first.

    A row a response: of many people one reads a row for all it measured, not one for each value.
    """
    answered = exists().where(Observation.response_id == FormResponse.id, Observation.code.in_(codes))
    return session.execute(
        select(FormResponse.person_id, FormResponse.form_code, FormResponse.day, FormResponse.answers, Encounter.place)
        .outerjoin(Encounter, Encounter.id == FormResponse.encounter_id)
        .where(FormResponse.person_id.in_(people), FormResponse.day <= until, answered)
        .order_by(FormResponse.day, FormResponse.recorded_at, FormResponse.form_code)
    ).all()


def diagnosed_among(
    session: Session, people: Collection[UUID], prefixes: Collection[str], until: date
) -> Sequence[Row[Any]]:
    """Return the diagnoses under some ICD-10 prefixes until a day, with the profession of who was with the person."""
    return session.execute(
        select(Diagnosis.person_id, Diagnosis.code, Diagnosis.day, Staff.profession)
        .join(Encounter, Encounter.id == Diagnosis.encounter_id)
        .join(Staff, Staff.id == func.coalesce(Encounter.served_by, Diagnosis.recorded_by))
        .where(
            Diagnosis.person_id.in_(people),
            Diagnosis.day <= until,
            or_(*(Diagnosis.code.startswith(prefix) for prefix in prefixes)),
        )
        .order_by(Diagnosis.day)
    ).all()


def controlled_before(
    session: Session, person_id: UUID, prefixes: Collection[str], wanted: Before
) -> tuple[Sequence[Row[Any]], Sequence[Row[Any]]]:
    """Return of one person the diagnoses under some prefixes, each with its first day, and what still says something.

    One statement: rows (code, day, written, answers), of diagnoses without answers. Of old responses those to forms
    whose answers last are told alone.
    """
    none = cast(null(), Json())
    diagnosed = (
        select(
            Diagnosis.code.label("code"),
            func.min(Diagnosis.day).label("day"),
            literal("").label("written"),
            none.label("answers"),
        )
        .where(
            Diagnosis.person_id == person_id,
            Diagnosis.day <= wanted.until,
            or_(*(Diagnosis.code.startswith(prefix) for prefix in prefixes)),
        )
        .group_by(Diagnosis.code)
    )
    answered = exists().where(Observation.response_id == FormResponse.id, Observation.code.in_(wanted.codes))
    measured = select(
        FormResponse.form_code, FormResponse.day, cast(FormResponse.recorded_at, String), FormResponse.answers
    ).where(
        FormResponse.person_id == person_id,
        FormResponse.day <= wanted.until,
        or_(FormResponse.day >= wanted.since, FormResponse.form_code.in_(wanted.lasting)),
        answered,
    )
    rows = session.execute(union_all(diagnosed, measured).order_by("day", "written")).all()
    return [row for row in rows if row.answers is None], [row for row in rows if row.answers is not None]

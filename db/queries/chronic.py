"""What chronic disease is followed by: what was measured, and the diagnoses with who gave them; a statement each."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import CompoundSelect, Row, String, bindparam, cast, exists, func, literal, null, or_, select, union_all
from sqlalchemy.orm import Session

from db.base import Json
from db.models import Diagnosis, Encounter, FormResponse, Observation, Staff


class Before(NamedTuple):
    """What is wanted of one person.

    Attributes:
        prefixes: of the ICD-10 codes of diagnoses.
        codes: the questions of which an answer between two days is wanted.
        lasting: the forms whose answers are wanted however old they are.
    """

    prefixes: tuple[str, ...]
    codes: tuple[str, ...]
    lasting: tuple[str, ...]
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
    session: Session, person_id: UUID, wanted: Before
) -> tuple[Sequence[Row[Any]], Sequence[Row[Any]]]:
    """Return of one person the diagnoses under some prefixes, each with its first day, and what still says something.

    One statement: rows (code, day, written, answers), of diagnoses without answers. Of old responses those to forms
    whose answers last are told alone.
    """
    days = {"person": person_id, "since": wanted.since, "until": wanted.until}
    rows = session.execute(_before(wanted.prefixes, wanted.codes, wanted.lasting), days).all()
    return [row for row in rows if row.answers is None], [row for row in rows if row.answers is not None]


@lru_cache(maxsize=8)
def _before(prefixes: tuple[str, ...], codes: tuple[str, ...], lasting: tuple[str, ...]) -> CompoundSelect[Any]:
    """Return the statement, made once: it is read at every visit."""
    person, until = bindparam("person", type_=Diagnosis.person_id.type), bindparam("until", type_=Diagnosis.day.type)
    diagnosed = (
        select(
            Diagnosis.code.label("code"),
            func.min(Diagnosis.day).label("day"),
            literal("").label("written"),
            cast(null(), Json()).label("answers"),
        )
        .where(
            Diagnosis.person_id == person,
            Diagnosis.day <= until,
            or_(*(Diagnosis.code.startswith(prefix) for prefix in prefixes)),
        )
        .group_by(Diagnosis.code)
    )
    answered = exists().where(Observation.response_id == FormResponse.id, Observation.code.in_(codes))
    since = bindparam("since", type_=Diagnosis.day.type)
    measured = select(
        FormResponse.form_code, FormResponse.day, cast(FormResponse.recorded_at, String), FormResponse.answers
    ).where(
        FormResponse.person_id == person,
        FormResponse.day <= until,
        or_(FormResponse.day >= since, FormResponse.form_code.in_(lasting)),
        answered,
    )
    return union_all(diagnosed, measured).order_by("day", "written")

"""What chronic disease is followed by: what was measured, and the diagnoses with who gave them; a statement each."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, exists, func, or_, select
from sqlalchemy.orm import Session

from db.models import Diagnosis, Encounter, FormResponse, Observation, Staff


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

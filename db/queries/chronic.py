"""What chronic disease is followed by: what was measured, and the diagnoses with who gave them; a statement each."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, or_, select
from sqlalchemy.orm import Session

from db.models import Diagnosis, Encounter, FormResponse, Observation, Staff


def measured_among(
    session: Session, people: Collection[UUID], codes: Collection[str], until: date
) -> Sequence[Row[Any]]:
    """Return the values of some questions in force until a day, those of one response together, the earliest first."""
    return session.execute(
        select(
            *(Observation.person_id, Observation.response_id, Observation.day, Observation.code),
            *(Observation.number, Observation.word, FormResponse.form_code, FormResponse.encounter_id),
            Encounter.place,
        )
        .join(FormResponse, FormResponse.id == Observation.response_id)
        .outerjoin(Encounter, Encounter.id == FormResponse.encounter_id)
        .where(Observation.person_id.in_(people), Observation.code.in_(codes), Observation.day <= until)
        .order_by(Observation.person_id, Observation.day, FormResponse.recorded_at, FormResponse.form_code)
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

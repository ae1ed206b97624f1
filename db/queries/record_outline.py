"""What a record holds at a glance: years, klaster and places of its visits, and its numbers by measure."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, extract, func, select
from sqlalchemy.orm import Session

from db.models import Encounter, FormResponse, Observation
from ilp_desktop.domain.queue.visit_words import VISIT_CANCELLED


def places_of_visits(session: Session, person_id: UUID) -> Sequence[Row[Any]]:
    """Return how many visits there are by year, klaster and place."""
    year = extract("year", Encounter.day).label("year")
    return session.execute(
        select(year, Encounter.klaster, Encounter.place, func.count().label("visits"))
        .where(Encounter.person_id == person_id, Encounter.destination != VISIT_CANCELLED)
        .group_by(year, Encounter.klaster, Encounter.place)
    ).all()


def measures_of(session: Session, person_id: UUID) -> Sequence[Row[Any]]:
    """Return the measures of a person: code, the form it was asked in, its newest edition, and how many values."""
    return session.execute(
        select(
            Observation.code,
            FormResponse.form_code,
            func.max(FormResponse.form_version).label("version"),
            func.count().label("values"),
        )
        .join(FormResponse, FormResponse.id == Observation.response_id)
        .where(Observation.person_id == person_id, Observation.number.is_not(None))
        .group_by(Observation.code, FormResponse.form_code)
    ).all()


def values_of(session: Session, person_id: UUID, code: str, forms: Collection[str]) -> Sequence[tuple[date, float]]:
    """Return the values of a measure as some forms asked it, the oldest first."""
    rows = session.execute(
        select(Observation.day, Observation.number)
        .join(FormResponse, FormResponse.id == Observation.response_id)
        .where(
            Observation.person_id == person_id,
            Observation.code == code,
            Observation.number.is_not(None),
            FormResponse.form_code.in_(forms),
        )
        .order_by(Observation.day, FormResponse.recorded_at)
    )
    return [(row.day, row.number) for row in rows if row.number is not None]

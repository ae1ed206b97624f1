"""On which days a form was filled in about somebody, and what it said."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import FormResponse
from ilp_desktop.services.answers.screening import in_force


def visit_days(session: Session, person_id: UUID, form: str, since: date, until: date) -> tuple[date, ...]:
    """Return the days between two on which a form was filled in, the first first."""
    days = session.scalars(
        select(FormResponse.day)
        .where(
            FormResponse.person_id == person_id,
            FormResponse.form_code == form,
            FormResponse.day >= since,
            FormResponse.day <= until,
            in_force(),
        )
        .distinct()
        .order_by(FormResponse.day)
    )
    return tuple(days)

"""On which days a form was filled in about somebody, and what it said."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import FormResponse
from db.queries.parameters import param
from ilp_desktop.services.answers.screening import in_force


def visit_days(session: Session, person_id: UUID, form: str, since: date, until: date) -> tuple[date, ...]:
    """Return the days between two on which a form was filled in, the first first."""
    return tuple(session.scalars(_DAYS, {"person": person_id, "form": form, "since": since, "until": until}))


_DAYS = (
    select(FormResponse.day)
    .where(
        FormResponse.person_id == param("person"),
        FormResponse.form_code == param("form"),
        FormResponse.day >= param("since"),
        FormResponse.day <= param("until"),
        in_force(),
    )
    .distinct()
    .order_by(FormResponse.day)
)

"""The visits of a day with the tickets they wait under, in one query."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, case, func, select
from sqlalchemy.orm import Session

from db.models import Encounter, Ticket


def visits_of_day(session: Session, facility_id: UUID, day: date, without: Collection[str]) -> Sequence[Row[Any]]:
    """Return the tickets of a day but those of some status, each with what its visit is counted by.

    Whoever came back from the laboratory had waited until served for the first time, and waits anew since.
    """
    return session.execute(
        select(
            Ticket.klaster,
            Ticket.status,
            func.coalesce(Ticket.entered_at, Ticket.issued_at).label("since"),
            case((Ticket.returned_at.is_not(None), Ticket.served_at), else_=Ticket.called_at).label("called_at"),
            func.coalesce(Ticket.returned_at, Ticket.entered_at, Ticket.issued_at).label("waits_since"),
            Encounter.id.label("encounter_id"),
            func.coalesce(Encounter.happened_at, Encounter.recorded_at).label("arrived_at"),
            Encounter.sick,
            Encounter.visit_kind,
            Encounter.payer,
        )
        .join(Encounter, Encounter.id == Ticket.encounter_id)
        .where(Ticket.facility_id == facility_id, Ticket.day == day, Ticket.status.not_in(without))
        .order_by(Ticket.issued_at, Ticket.number)
    ).all()

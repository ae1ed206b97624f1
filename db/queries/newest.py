"""A page of rows that tell when they were recorded, the newest first."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, or_
from sqlalchemy.orm import Session


def place_of(session: Session, model: Any, after: UUID | None) -> tuple[datetime, UUID] | None:
    """Return the instant and identifier of a row behind which a page begins, None for the first page."""
    return None if after is None else (session.get_one(model, after).recorded_at, after)


def newest_page(wanted: Select[Any], model: Any, after: tuple[datetime, UUID] | None, limit: int) -> Select[Any]:
    """Return the page behind the row of this instant and identifier, or the first; of one instant by identifier."""
    if after is not None:
        at, seen = after
        wanted = wanted.where(or_(model.recorded_at < at, and_(model.recorded_at == at, model.id < seen)))
    return wanted.order_by(model.recorded_at.desc(), model.id.desc()).limit(limit)

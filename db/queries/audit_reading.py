"""Pages of the audit trail, and what it holds of one person."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from db.models import Audit, Encounter, Identifier, Person, Staff
from db.queries.last_change import LOOKS, PAPER

COPIED, SEAL = "record_copy", "seal"
Before = tuple[datetime, int] | None
"""When the row was that a page goes on from, and its number."""


@dataclass(frozen=True)
class TrailWanted:
    """Which rows: from one instant until before another, of one member of staff and of some acts where named."""

    since: datetime
    until: datetime
    staff_id: UUID | None
    actions: Collection[str]


def page_of_day(
    session: Session, facility_id: UUID, wanted: TrailWanted, before: Before, limit: int, number_kind: str
) -> Sequence[Row[Any]]:
    """Return rows with the names of whoever acted and whom it concerns, the latest first, older than a row."""
    through, direct = aliased(Person), aliased(Person)
    person_id = func.coalesce(direct.id, through.id)
    chosen = (
        select(
            *_told(),
            func.coalesce(direct.name, through.name).label("patient"),
            Identifier.value.label("record_number"),
        )
        .join(Staff, Staff.id == Audit.staff_id)
        .outerjoin(Encounter, Encounter.id == Audit.subject_id)
        .outerjoin(through, through.id == Encounter.person_id)
        .outerjoin(direct, direct.id == Audit.subject_id)
        .outerjoin(Identifier, and_(Identifier.person_id == person_id, Identifier.kind == number_kind))
        .where(Audit.facility_id == facility_id, Audit.at >= wanted.since, Audit.at < wanted.until)
    )
    if wanted.staff_id is not None:
        chosen = chosen.where(Audit.staff_id == wanted.staff_id)
    if wanted.actions:
        chosen = chosen.where(Audit.action.in_(wanted.actions))
    return session.execute(_older(chosen, before, limit)).all()


def looks_at(
    session: Session, facility_id: UUID, people: Collection[UUID], before: Before, limit: int | None
) -> Sequence[Row[Any]]:
    """Return who opened the record of some identities, copied it or had a paper made of it, the newest first."""
    visits = select(Encounter.id).where(Encounter.person_id.in_(people))
    chosen = (
        select(*_told())
        .join(Staff, Staff.id == Audit.staff_id)
        .where(
            Audit.facility_id == facility_id,
            or_(
                and_(Audit.subject_id.in_(people), Audit.subject.in_((*LOOKS, COPIED))),
                and_(Audit.subject_id.in_(visits), Audit.subject == SEAL),
            ),
        )
    )
    return session.execute(_older(chosen, before, limit)).all()


def _told() -> tuple[Any, ...]:
    return (
        *(Audit.seq, Audit.at, Audit.action, Audit.subject, Audit.workstation),
        *(Audit.detail, Staff.name.label("by"), Staff.profession),
    )


def _older(chosen: Select[Any], before: Before, limit: int | None) -> Select[Any]:
    """Order by when it happened: openings are written some seconds later than they were, behind later writes."""
    if before is not None:
        at, seq = before
        chosen = chosen.where(or_(Audit.at < at, and_(Audit.at == at, Audit.seq < seq)))
    return chosen.order_by(Audit.at.desc(), Audit.seq.desc()).limit(limit)


def paper_named(row: Row[Any]) -> str:
    """Return which paper a row tells of, empty where it tells of none."""
    return str((row.detail or {}).get("paper", "")) if row.subject == PAPER else ""

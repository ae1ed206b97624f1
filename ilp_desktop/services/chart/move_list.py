"""The visits that moved, for whoever looks after the records."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, exists, select
from sqlalchemy.orm import Session, aliased

from db.models import Encounter, Identifier, Person, Staff, VisitMove
from db.queries.newest import newest_page
from ilp_desktop.clock import local_time
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.services.person.person_reads import RECORD_NUMBER


@dataclass(frozen=True)
class MoveDone:
    """One visit that moved.

    Attributes:
        old, new: name and No. RM of whom it left and whom it went to.
        is_undo: whether it took an earlier move back.
        in_force: whether the visit still stands where this move brought it.
    """

    id: UUID
    at: datetime
    day: date
    klaster: Klaster
    old: str
    new: str
    by: str
    reason: str
    is_undo: bool
    in_force: bool


def moves_after(
    session: Session, facility_id: UUID, after: MoveDone | None, limit: int, time_zone: str
) -> tuple[MoveDone, ...]:
    """Return moves, the newest first, after one."""
    old, new, later = aliased(Person), aliased(Person), aliased(VisitMove)
    old_number, new_number = aliased(Identifier), aliased(Identifier)
    wanted = (
        select(
            VisitMove,
            *(Encounter.day, Encounter.klaster, Encounter.person_id.label("owner"), Staff.name.label("by")),
            *(old.name.label("old"), old_number.value.label("old_number")),
            *(new.name.label("new"), new_number.value.label("new_number")),
            exists().where(later.undoes_id == VisitMove.id).label("undone"),
        )
        .join(Encounter, Encounter.id == VisitMove.visit_id)
        .join(Staff, Staff.id == VisitMove.recorded_by)
        .join(old, old.id == VisitMove.from_person_id)
        .join(new, new.id == VisitMove.to_person_id)
        .outerjoin(old_number, and_(old_number.person_id == old.id, old_number.kind == RECORD_NUMBER))
        .outerjoin(new_number, and_(new_number.person_id == new.id, new_number.kind == RECORD_NUMBER))
        .where(VisitMove.facility_id == facility_id)
    )
    behind = (after.at, after.id) if after is not None else None
    rows = session.execute(newest_page(wanted, VisitMove, behind, limit))
    return tuple(_done(row, time_zone) for row in rows)


def _done(row: Row[Any], time_zone: str) -> MoveDone:
    move: VisitMove = row.VisitMove
    return MoveDone(
        id=move.id,
        at=local_time(move.recorded_at, time_zone),
        day=row.day,
        klaster=Klaster(row.klaster),
        old=_named(row.old, row.old_number),
        new=_named(row.new, row.new_number),
        by=row.by,
        reason=move.reason,
        is_undo=move.undoes_id is not None,
        in_force=not row.undone and row.owner == move.to_person_id,
    )


def _named(name: str, number: str | None) -> str:
    return f"{name} ({number})" if number else name

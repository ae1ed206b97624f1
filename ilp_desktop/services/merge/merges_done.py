"""The merges done: who became whom, when, by whom and why, and whether it was undone."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, and_, func, select
from sqlalchemy.orm import Session, aliased

from db.models import Identifier, Person, PersonMerge, PersonMergeRow, Staff
from db.queries.newest import newest_page
from ilp_desktop.clock import local_time
from ilp_desktop.services.merge.merging_rows import MOVED, SINCE


@dataclass(frozen=True)
class MergeDone:
    """One merge.

    Attributes:
        loser_number, survivor_number: No. RM in use; empty of an identity that leads to another.
        undone_at: when it was undone; None while it is in force.
        to_assign: rows made while the two were one that nobody has assigned yet, once it was undone.
    """

    id: UUID
    loser_id: UUID
    survivor_id: UUID
    loser_name: str
    loser_number: str
    survivor_name: str
    survivor_number: str
    reason: str
    by: str
    at: datetime
    rows: int
    undone_at: datetime | None
    undone_by: str
    undone_reason: str
    to_assign: int


def merges_after(
    session: Session, facility_id: UUID, after: MergeDone | None, limit: int, time_zone: str
) -> tuple[MergeDone, ...]:
    """Return merges, the newest first, after one."""
    wanted = _merges().where(PersonMerge.facility_id == facility_id)
    behind = (after.at, after.id) if after is not None else None
    rows = session.execute(newest_page(wanted, PersonMerge, behind, limit))
    return tuple(_done(row, time_zone) for row in rows)


def _merges() -> Select[Any]:
    loser, survivor, by, undone_by = aliased(Person), aliased(Person), aliased(Staff), aliased(Staff)
    mine = select(func.count()).where(PersonMergeRow.merge_id == PersonMerge.id).correlate(PersonMerge)
    old, kept = aliased(Identifier), aliased(Identifier)
    return (
        select(
            PersonMerge,
            loser.name.label("loser_name"),
            survivor.name.label("survivor_name"),
            func.coalesce(old.value, "").label("loser_number"),
            func.coalesce(kept.value, "").label("survivor_number"),
            by.name.label("by"),
            func.coalesce(undone_by.name, "").label("undone_by"),
            mine.where(PersonMergeRow.fate == MOVED).scalar_subquery().label("rows"),
            mine.where(PersonMergeRow.fate == SINCE, PersonMergeRow.settled_id.is_(None))
            .scalar_subquery()
            .label("to_assign"),
        )
        .join(loser, loser.id == PersonMerge.loser_id)
        .join(survivor, survivor.id == PersonMerge.survivor_id)
        .join(by, by.id == PersonMerge.recorded_by)
        .outerjoin(undone_by, undone_by.id == PersonMerge.undone_by)
        .outerjoin(old, and_(old.person_id == loser.id, old.kind == "rm"))
        .outerjoin(kept, and_(kept.person_id == survivor.id, kept.kind == "rm"))
    )


def _done(row: Row[Any], time_zone: str) -> MergeDone:
    merge: PersonMerge = row.PersonMerge
    return MergeDone(
        id=merge.id,
        loser_id=merge.loser_id,
        survivor_id=merge.survivor_id,
        loser_name=row.loser_name,
        loser_number=row.loser_number,
        survivor_name=row.survivor_name,
        survivor_number=row.survivor_number,
        reason=merge.reason,
        by=row.by,
        at=local_time(merge.recorded_at, time_zone),
        rows=row.rows,
        undone_at=local_time(merge.undone_at, time_zone) if merge.undone_at else None,
        undone_by=row.undone_by,
        undone_reason=merge.undone_reason,
        to_assign=row.to_assign,
    )


def later_birth(session: Session, merge: PersonMerge) -> date:
    """Return the later of the birth dates of two identities."""
    born = select(func.max(Person.birth_date)).where(Person.id.in_((merge.loser_id, merge.survivor_id)))
    return session.execute(born).scalar_one()

"""Keeps the stored counts of services in step with the rows that are written."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from db.queries.due_counts import Counted, VillageService, add_to_counts, count_anew, counted_on

Stored = tuple[str, UUID | None, date, date | None, date | None]
"""A row of ``due`` without its person: service, village, due from, late from, closes on."""


def note_changes(session: Session, facility_id: UUID, gone: Collection[Stored], came: Collection[Stored]) -> None:
    """Bring the counts of their day in line with rows that went and rows that came."""
    if not gone and not came:
        return
    day = counted_on(session, facility_id)
    if day is None:
        return
    sums: dict[VillageService, list[int]] = defaultdict(lambda: [0, 0, 0])
    for rows, sign in ((gone, -1), (came, 1)):
        for row in rows:
            service, village, *_ = row
            if village is not None:
                for place, one in enumerate(standing(row, day)):
                    sums[village, service][place] += sign * one
    changes = {key: Counted(*three) for key, three in sums.items() if any(three)}
    if changes:
        add_to_counts(session, facility_id, changes)


def count_day(session: Session, facility_id: UUID, today: date) -> None:
    """See to it that the stored counts are those of today."""
    if counted_on(session, facility_id) != today:
        count_anew(session, facility_id, today)


def standing(row: Stored, day: date) -> Counted:
    """Return how one row counts on a day."""
    _, _, due_from, late_from, closes_on = row
    due = due_from <= day and (closes_on is None or closes_on > day)
    late = due and late_from is not None and late_from <= day
    return Counted(due=int(due), late=int(late), coming=int(due_from > day))

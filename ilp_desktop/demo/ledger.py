"""Rows on their way into the database, many at a time, under the same constraints as any other."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, timezone
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import insert
from sqlalchemy.orm import Session

from db.base import Base
from ilp_desktop.clock import SteppingClock
from ilp_desktop.identity import Identities

OPENS = time(7, 30)
BATCH = 5_000


def opening(day: date, time_zone: str) -> datetime:
    """Return the instant at which the Puskesmas opens on a day."""
    return datetime.combine(day, OPENS, ZoneInfo(time_zone)).astimezone(timezone.utc)


class Ledger:
    """Collects rows by table and writes them in the order they must stand."""

    def __init__(self, session: Session, facility_id: UUID, clock: SteppingClock, identities: Identities) -> None:
        self.session = session
        self.facility_id = facility_id
        self._clock = clock
        self._identities = identities
        self._rows: dict[type[Base], list[dict[str, Any]]] = defaultdict(list)

    def at(self, day: date, minutes: int, time_zone: str) -> datetime:
        """Move the clock to some minutes after opening on a day and return the instant."""
        self._clock.set(opening(day, time_zone) + timedelta(minutes=minutes))
        return self._clock.now()

    def add(self, model: type[Base], values: Mapping[str, Any], *, by: UUID | None = None) -> UUID:
        """Put a row down and return its identifier; with ``by``, as recorded by somebody at the clock's instant."""
        row = {"id": self._identities.new(), "facility_id": self.facility_id, **values}
        if by is not None:
            row |= {"recorded_at": self._clock.now(), "recorded_by": by}
        self._rows[model].append(row)
        return row["id"]  # type: ignore[no-any-return]

    def add_plain(self, model: type[Base], values: Mapping[str, Any]) -> None:
        """Put a row down that has no identifier of its own."""
        self._rows[model].append({"facility_id": self.facility_id, **values})

    def write(self, *order: type[Base]) -> None:
        """Write what was collected, table by table."""
        for model in order:
            rows = self._rows.pop(model, [])
            for start in range(0, len(rows), BATCH):
                self.session.execute(insert(model), rows[start : start + BATCH])

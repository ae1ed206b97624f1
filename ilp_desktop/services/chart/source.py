"""What a source of the record is handed, and the entries it gives back."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from ilp_desktop.clock import local_time
from ilp_desktop.domain.care.diagnosis_codes import DiagnosisCodes
from ilp_desktop.domain.record_leave import Access
from ilp_desktop.services.chart.form_entries import FormEntries
from ilp_desktop.services.chart.leave import Seals
from ilp_desktop.services.chart.rows import RecordEntry, RecordKind

Lines = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Reading:
    """What sources are handed.

    Attributes:
        visits: day and klaster of each visit.
        closed: visits with a restricted diagnosis the reader may not read: their texts tell of it.
        staff: names by identifier.
        labels: what a service is called, and whether it was restricted; by code and day.
        versions: whether what was replaced is wanted too.
    """

    session: Session
    visits: Mapping[UUID, tuple[date, int]]
    seals: Seals
    closed: Collection[UUID]
    codes: DiagnosisCodes
    forms: FormEntries
    staff: Mapping[UUID, str]
    labels: Callable[[str, date], tuple[str, bool]]
    time_zone: str
    versions: bool = True

    def name(self, staff_id: UUID | None) -> str:
        """Return the name of a member of staff."""
        return self.staff.get(staff_id, "") if staff_id is not None else ""

    def klaster(self, visit_id: UUID) -> int:
        """Return the klaster of a visit."""
        return self.visits[visit_id][1]


@dataclass(frozen=True)
class Found:
    """An entry of a visit and what the reader sees of it, and of what was left out of it."""

    visit_id: UUID
    entry: RecordEntry
    access: Access = Access.OPEN
    rest: Access = Access.OPEN


Source = Callable[[Reading], Iterator[Found]]


def found(
    reading: Reading, row: Any, entry: RecordEntry, author: UUID | None = None, access: Access = Access.OPEN
) -> Found:
    """Return an entry that is a text: at a visit that is closed it is as restricted as the diagnosis it tells of.

    ``author`` is whose it is, where that is not who wrote the row; ``access`` what is seen of it by itself.
    """
    if access is Access.OPEN and row.encounter_id in reading.closed:
        access = reading.seals.leave.of(author or row.recorded_by, reading.klaster(row.encounter_id))
    return Found(row.encounter_id, entry, access)


def entry_of(
    reading: Reading, row: Any, kind: RecordKind, title: str, lines: Lines, *, superseded: bool = False
) -> RecordEntry:
    """Return a row as an entry with its author and time."""
    at = local_time(row.recorded_at, reading.time_zone)
    return RecordEntry(row.id, kind, title, reading.name(row.recorded_by), at, lines, superseded)

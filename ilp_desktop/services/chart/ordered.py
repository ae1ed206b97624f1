"""What was done and asked for at visits: actions, tests and medicines."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from db.models import LabOrder, PrescriptionLine, VisitAction, WithdrawnAction
from ilp_desktop.clock import local_time
from ilp_desktop.domain.care.action_codes import action_codes
from ilp_desktop.domain.record_leave import Access
from ilp_desktop.services.chart.rows import RecordEntry, RecordKind
from ilp_desktop.services.chart.source import Found, Reading, entry_of, found
from ilp_desktop.services.order.order_reading import access_of, detail_of, title_of


def actions(reading: Reading) -> Iterator[Found]:
    """Give the actions by rank."""
    wanted = select(VisitAction).where(VisitAction.encounter_id.in_(reading.visits)).order_by(VisitAction.rank)
    for row in reading.session.scalars(wanted):
        entry = entry_of(reading, row, RecordKind.ACTION, _title(row), _lines(reading, row))
        access = reading.seals.of_action(row.code, row.day, row.recorded_by, reading.klaster(row.encounter_id))
        yield found(reading, row, entry, access=access)


def withdrawn_actions(reading: Reading) -> Iterator[Found]:
    """Give the actions that no longer stand as they were."""
    if not reading.versions:
        return
    for row in reading.session.scalars(select(WithdrawnAction).where(WithdrawnAction.encounter_id.in_(reading.visits))):
        told = (*_lines(reading, row), (f"{row.became} oleh {reading.name(row.recorded_by)}", row.reason))
        at, author = local_time(row.given_at, reading.time_zone), reading.name(row.given_by)
        entry = RecordEntry(row.id, RecordKind.ACTION, _title(row), author, at, told, superseded=True)
        access = reading.seals.of_action(row.code, row.day, row.given_by, reading.klaster(row.encounter_id))
        yield found(reading, row, entry, row.given_by, access)


def _title(row: VisitAction | WithdrawnAction) -> str:
    return f"{row.code} {action_codes(row.day).title(row.code)}"


def _lines(reading: Reading, row: VisitAction | WithdrawnAction) -> tuple[tuple[str, str], ...]:
    count = f"{row.count} kali" if row.count > 1 else ""
    told = (("Sisi", row.side), ("Jumlah", count), ("Catatan", row.note), ("Oleh", reading.name(row.done_by)))
    return tuple(line for line in told if line[1])


def medicines(reading: Reading) -> Iterator[Found]:
    """Give the medicines prescribed."""
    yield from _ordered(reading, PrescriptionLine, RecordKind.MEDICINE)


def tests(reading: Reading) -> Iterator[Found]:
    """Give the tests asked for."""
    yield from _ordered(reading, LabOrder, RecordKind.TEST)


def _ordered(reading: Reading, model: Any, kind: RecordKind) -> Iterator[Found]:
    wanted = select(model).where(model.encounter_id.in_(reading.visits)).order_by(model.recorded_at, model.rank)
    for row in reading.session.scalars(wanted):
        told = (("", detail_of(row)), ("Keadaan", row.state), ("Alasan", row.reason))
        lines = tuple(line for line in told if line[1])
        entry = entry_of(reading, row, kind, title_of(row), lines)
        seals = reading.seals
        access = access_of(row, seals.leave, reading.klaster(row.encounter_id), seals.birth_date)
        yield found(reading, row, entry) if access is Access.OPEN else Found(row.encounter_id, entry, access)

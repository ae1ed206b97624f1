"""What was done and asked for at visits, as entries of a record: actions, tests, medicines."""

from collections.abc import Iterator

from sqlalchemy import select

from db.models import LabOrder, PrescriptionLine, VisitAction
from ilp_desktop.clock import local_time
from ilp_desktop.domain.care.action_codes import action_codes
from ilp_desktop.services.chart.rows import RecordKind
from ilp_desktop.services.chart.source_reading import Found, Reading, entry_of, found_text


def actions(reading: Reading) -> Iterator[Found]:
    """Give the ICD-9-CM actions."""
    rows = reading.session.scalars(
        select(VisitAction).where(VisitAction.encounter_id.in_(reading.visits)).order_by(VisitAction.rank)
    )
    for row in rows:
        known = action_codes(row.day).get(row.code)
        at = f"{local_time(row.done_at, reading.time_zone):%d/%m/%Y %H.%M}" if row.done_at is not None else ""
        told = (
            ("Sisi", row.side),
            ("Jumlah", str(row.count) if row.count > 1 else ""),
            ("Dilakukan", ", ".join(part for part in (reading.name(row.done_by), at) if part)),
            ("Catatan", row.note),
        )
        lines = tuple(line for line in told if line[1])
        title = f"{row.code} {known.title}" if known is not None else row.code
        yield found_text(reading, row, entry_of(reading, row, RecordKind.ACTION, title, lines))


def tests(reading: Reading) -> Iterator[Found]:
    """Give the tests asked for."""
    rows = reading.session.scalars(
        select(LabOrder).where(LabOrder.encounter_id.in_(reading.visits)).order_by(LabOrder.rank)
    )
    for row in rows:
        told = (("Keadaan", row.state), ("Pertanyaan", row.question), ("Alasan", row.reason))
        lines = tuple(line for line in told if line[1])
        yield found_text(reading, row, entry_of(reading, row, RecordKind.TEST, row.name, lines))


def prescriptions(reading: Reading) -> Iterator[Found]:
    """Give the medicines prescribed."""
    rows = reading.session.scalars(
        select(PrescriptionLine)
        .where(PrescriptionLine.encounter_id.in_(reading.visits))
        .order_by(PrescriptionLine.rank)
    )
    for row in rows:
        told = (
            ("Signa", row.directions or row.signa),
            ("Jumlah", f"{row.quantity:g}".replace(".", ",")),
            ("Keadaan", row.state),
            ("Catatan", row.note),
            ("Alasan", row.reason),
        )
        lines = tuple(line for line in told if line[1])
        title = " ".join(part for part in (row.name, row.strength, row.form) if part)
        yield found_text(reading, row, entry_of(reading, row, RecordKind.MEDICINE, title, lines))

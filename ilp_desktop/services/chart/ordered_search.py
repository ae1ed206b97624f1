"""At which visits something was done, asked for or prescribed that a reader may know of, and that says some words."""

from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Encounter, LabOrder, PrescriptionLine, VisitAction
from ilp_desktop.domain.care.action_codes import action_codes
from ilp_desktop.domain.record_leave import Access
from ilp_desktop.services.chart.leave import Seals
from ilp_desktop.services.chart.rows import RecordKind
from ilp_desktop.services.order.order_reading import access_of, detail_of, title_of

ORDERED: dict[RecordKind, Any] = {
    RecordKind.ACTION: VisitAction,
    RecordKind.MEDICINE: PrescriptionLine,
    RecordKind.TEST: LabOrder,
}
"""In which table each kind is stored."""


def visits_with(
    session: Session, person_id: UUID, kinds: Collection[RecordKind], seals: Seals, closed: Collection[UUID], small: str
) -> Iterator[UUID]:
    """Give the visits of a person with something of some kinds that says words, all for none; in small letters.

    ``closed`` are the visits with a diagnosis the reader may not read: what was ordered there tells of it.
    """
    for kind in kinds:
        model = ORDERED[kind]
        wanted = select(model, Encounter.klaster).join(Encounter, Encounter.id == model.encounter_id)
        for row, klaster in session.execute(wanted.where(model.person_id == person_id)):
            if _access(row, klaster, seals, closed) is Access.OPEN and small in _words(row).casefold():
                yield row.encounter_id


def _access(row: Any, klaster: int, seals: Seals, closed: Collection[UUID]) -> Access:
    """Return what is seen of a row, as the visit itself shows it."""
    if isinstance(row, VisitAction):
        access = seals.of_action(row.code, row.day, row.recorded_by, klaster)
    else:
        access = access_of(row, seals.leave, klaster, seals.birth_date)
    if access is Access.OPEN and row.encounter_id in closed:
        access = seals.leave.of(row.recorded_by, klaster)
    return access


def _words(row: Any) -> str:
    if isinstance(row, VisitAction):
        return f"{row.code} {action_codes(row.day).title(row.code)} {row.note}"
    return f"{title_of(row)} {detail_of(row)}"

"""What is read of a visit that is opened in one statement: itself, its patient, and what need not be asked again."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.orm import Session

from db.models import Encounter, Person
from db.queries.visit_parts import Holds, held_at
from ilp_desktop.services.queue.ticket_steps import open_ticket_at
from ilp_desktop.services.record.standing import written_at


@dataclass(frozen=True)
class OpenedRow:
    """What stands beside a visit.

    Attributes:
        ticket_id: the number under which it is served, if any.
        is_hers: whether any entry is the reader's.
        there: which parts it holds at all.
    """

    ticket_id: UUID | None
    is_hers: bool
    there: Holds


_VISIT: BindParameter[UUID] = bindparam("visit")
_OPENED = (
    select(
        Encounter,
        Person,
        open_ticket_at(_VISIT).scalar_subquery(),
        written_at(_VISIT, bindparam("reader")),
        *held_at(_VISIT),
    )
    .join(Person, Person.id == Encounter.person_id)
    .where(Encounter.id == _VISIT)
)


def opened_visit(session: Session, encounter_id: UUID, reader_id: UUID) -> OpenedRow | None:
    """Read a visit and its patient into a session, and return what stands beside it; None when there is none."""
    known = session.execute(_OPENED, {"visit": encounter_id, "reader": reader_id}).first()
    session.info["opened"] = known  # the session itself holds nothing: both are found again while it lasts
    if known is None:
        return None
    return OpenedRow(known[2], bool(known[3]), Holds(*map(bool, known[4:])))

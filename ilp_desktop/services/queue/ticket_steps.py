"""Every change of a ticket is a step that remembers what it changed, so that it can be shown, counted and undone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, insert, select
from sqlalchemy.orm import Session

from db.models import Encounter, Ticket, TicketStep
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.queue.queue_order import ticket_text
from ilp_desktop.domain.queue.visit_words import TicketAct, TicketStatus
from ilp_desktop.services.core.unit_of_work import Work

OPEN = tuple(
    status.value for status in (TicketStatus.WAITING, TicketStatus.CALLED, TicketStatus.SERVED, TicketStatus.HELD)
)
SENT_LATER = (
    TicketAct.CALLED,
    TicketAct.RECALLED,
    TicketAct.SERVED,
    TicketAct.SKIPPED,
    TicketAct.HELD,
    TicketAct.RESUMED,
    TicketAct.ABSENT,
    TicketAct.PRIORITY,
    TicketAct.SORTED,
)
"""Steps that stand for themselves; others belong to what is sent for a visit."""
QUEUE_STEP = "queue_step"
"""What a step without the server is kept as."""
TIMES = frozenset({"called_at", "served_at", "ended_at", "entered_at", "returned_at", "placed_at", "finished_at"})
IDENTIFIERS = frozenset({"called_room_id", "encounter_id", "person_id"})


_NOTE_STEP = insert(TicketStep.__table__).inline()  # type: ignore[arg-type]


@dataclass(frozen=True)
class QueueStep:
    """A step as it was taken: from which status, and what it changed."""

    ticket_id: UUID
    number: str
    act: TicketAct
    before: TicketStatus
    changes: Mapping[str, Any]


def take_step(
    work: Work,
    ticket: Ticket,
    act: TicketAct,
    changes: dict[str, Any],
    *,
    visit: tuple[Encounter, dict[str, Any]] | None = None,
    other: UUID | None = None,
    **detail: Any,
) -> None:
    """Change a ticket, and its visit if given, and note the step; ``detail`` goes into the audit trail."""
    if act in SENT_LATER:
        was = TicketStatus(ticket.status)
        kept = QueueStep(ticket.id, number_of(ticket), act, was, changes)
        work.keep_for_server(QUEUE_STEP, work.new_id(), kept, kept.number)
    before = {"ticket": _apply(ticket, changes)}
    if visit is not None:
        before["visit"] = _apply(*visit)
    note_step(work, ticket, act, before, other)
    work.touch("ticket", ticket.id, step=act.value, **detail)


def note_step(
    work: Work, ticket: Ticket, act: TicketAct, before: dict[str, Any] | None = None, other: UUID | None = None
) -> None:
    """Note a step whose change is made already, as when a ticket is issued."""
    step = {
        "id": work.new_id(),
        "facility_id": work.facility_id,
        "ticket_id": ticket.id,
        "day": work.today,
        "act": act.value,
        "became": ticket.status,
        "place": ticket.place,
        "at": work.now,
        "by_id": work.user.staff_id,
        "before": before or {},
        "other_id": other,
    }
    work.session.connection().execute(_NOTE_STEP, step)


def take_back(work: Work, step: TicketStep, ticket: Ticket, visit: Encounter | None) -> None:
    """Give ticket and visit back what a step changed; the step stays, marked as undone."""
    _apply(ticket, _read(step.before.get("ticket", {})))
    changed = step.before.get("visit")
    if visit is not None and changed:
        _apply(visit, _read(changed))
    step.undone_at = work.now


def last_step(session: Session, ticket_id: UUID) -> TicketStep | None:
    """Return the last step of a ticket that was not undone."""
    return session.scalar(
        select(TicketStep)
        .where(TicketStep.ticket_id == ticket_id, TicketStep.undone_at.is_(None))
        .order_by(TicketStep.seq.desc())
        .limit(1)
    )


def open_ticket(work: Work, ticket_id: UUID) -> Ticket:
    """Return a ticket to change; raises ``UserError`` when it has ended."""
    ticket = work.own(Ticket, ticket_id, locked=True)
    if ticket.status not in OPEN:
        raise UserError("Nomor ini sudah selesai atau dipindah.", "Muat ulang daftar antrean.")
    return ticket


def first_open_ticket(session: Session, encounter_id: UUID) -> Ticket | None:
    """Return the ticket under which a visit is being served, or None."""
    return session.scalar(
        select(Ticket)
        .where(Ticket.encounter_id == encounter_id, Ticket.status.in_(OPEN))
        .order_by(Ticket.issued_at.desc())
        .limit(1)
    )


def open_ticket_at(visit: Any) -> Select[tuple[UUID]]:
    """Return what reads the ticket under which a visit is being served."""
    served = select(Ticket.id).where(Ticket.encounter_id == visit, Ticket.status.in_(OPEN))
    return served.order_by(Ticket.issued_at.desc()).limit(1)


def number_of(ticket: Ticket) -> str:
    """Return the number as ticket and screen write it."""
    return ticket_text(ticket.letter, ticket.number)


def _apply(row: Ticket | Encounter, changes: dict[str, Any]) -> dict[str, Any]:
    """Change a row and return what its columns held before, as plain values."""
    before = {name: _plain(getattr(row, name)) for name in changes}
    for name, value in changes.items():
        setattr(row, name, value)
    row.row_version += 1
    return before


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _read(stored: dict[str, Any]) -> dict[str, Any]:
    return {name: _read_one(name, value) for name, value in stored.items()}


def _read_one(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in TIMES:
        return datetime.fromisoformat(value)
    return UUID(value) if name in IDENTIFIERS else value

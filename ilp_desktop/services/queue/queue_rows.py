"""The rows of the queue as the screens read them, in the order in which they are called."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.orm import Session

from db.models import Ticket
from db.queries.queue_board import QueueDay, one_ticket, tickets_of_day, tickets_of_people
from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.pregnancy.minor_pregnancy import is_kept_private
from ilp_desktop.domain.queue.priority import Priority
from ilp_desktop.domain.queue.queue_order import Placed, Waiting, order_queue, ticket_text
from ilp_desktop.domain.queue.triage import asks_maternal
from ilp_desktop.domain.queue.visit_words import Stage, TicketStatus
from ilp_desktop.domain.sex import Sex
from ilp_desktop.reference import edition_on
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.queue.ticket_steps import OPEN

SHOWN_FIRST = (TicketStatus.CALLED, TicketStatus.SERVED, TicketStatus.WAITING, TicketStatus.HELD)
NOBODY_YET = "Identitas menyusul"
LEFT_BEHIND = (TicketStatus.MOVED.value, TicketStatus.CANCELLED.value)


@dataclass(frozen=True)
class QueueRow:
    """A ticket in a list.

    Attributes:
        encounter_id, person_id, sex, birth_date: None while nobody is registered for the number.
        since: when its holder began to wait: when they came in, or came back.
        place: the room or counter called to.
        place_reason: why it stands where it stands while it waits.
        outside: whether the person lives outside the working area.
        due_count: how many services are due; None for those without leave for restricted things.
        sub_room: code of the part of the klaster's waiting list; empty where there is none.
    """

    ticket_id: UUID
    version: int
    encounter_id: UUID | None
    person_id: UUID | None
    number: str
    stage: Stage
    klaster: Klaster
    status: TicketStatus
    priority: Priority
    precaution: bool
    name: str
    sex: Sex | None
    birth_date: date | None
    record_number: str
    due_count: int | None
    complaint: str
    issued_at: datetime
    since: datetime
    called_at: datetime | None
    ended_at: datetime | None
    room: str
    returned: bool = False
    place_reason: str = ""
    outside: bool = False
    sub_room: str = ""

    @property
    def where(self) -> str:
        """Return what the number waits for, as lists write it."""
        return "Pendaftaran" if self.stage is Stage.REGISTRATION else self.klaster.label

    @property
    def nobody_yet(self) -> bool:
        """Return whether the number is an emergency that goes before its registration."""
        return self.stage is Stage.KLASTER and self.encounter_id is None


def queue_day(day: date, now: datetime) -> QueueDay:
    """Return the queue of a day: what is open a little past midnight goes on waiting."""
    hours = edition_on("queue_rules", day).body["midnight"]["open_hours"]
    return QueueDay(day, OPEN, now - timedelta(hours=hours))


def queue_rows(
    session: Session, facility_id: UUID, queue: QueueDay, now: datetime, klasters: Sequence[int] | None = None
) -> tuple[QueueRow, ...]:
    """Return the rows of a queue: those called or served first, then who waits in calling order, then the ended."""
    rows = tickets_of_day(session, facility_id, queue, klasters)
    places: dict[str, Placed] = {}
    for stage in Stage:
        waiting = [
            waiting_of(row.Ticket)
            for row in rows
            if row.Ticket.status == TicketStatus.WAITING.value and row.Ticket.stage == stage.value
        ]
        places |= {placed.ticket.key: placed for placed in order_queue(waiting, now)}

    def rank(row: QueueRow) -> tuple[int, bool, int, datetime]:
        status = SHOWN_FIRST.index(row.status) if row.status in SHOWN_FIRST else len(SHOWN_FIRST)
        placed = places.get(str(row.ticket_id))
        return (status, row.stage is Stage.KLASTER, placed.place if placed else 0, row.ended_at or row.issued_at)

    listed = (_queue_row(row, places.get(str(row.Ticket.id))) for row in rows)
    return tuple(sorted(listed, key=rank))


def queue_row(session: Session, facility_id: UUID, ticket_id: UUID, day: date) -> QueueRow:
    """Return one ticket, which may be yesterday's for whoever has waited past midnight."""
    return _queue_row(one_ticket(session, facility_id, ticket_id, day), None)


def veiled(rows: Sequence[QueueRow], user: SignedIn, today: date) -> tuple[QueueRow, ...]:
    """Return rows as a user may read them: without leave for restricted things nothing tells a child's pregnancy.

    What a girl complains of and which part of the list she waits in is left out whether she is pregnant or not, since
    what is left out for some alone tells as much.
    """
    return tuple(rows) if user.may(Act.SEE_RESTRICTED) else tuple(_veiled(row, today) for row in rows)


def _veiled(row: QueueRow, today: date) -> QueueRow:
    if row.sex is None or row.birth_date is None:
        return replace(row, due_count=None)
    asked = asks_maternal(row.sex, age_on(row.birth_date, today)) and is_kept_private(row.birth_date, today)
    return replace(row, due_count=None, complaint="", sub_room="") if asked else replace(row, due_count=None)


def rows_of_people(session: Session, people: Sequence[UUID], day: date) -> dict[UUID, QueueRow]:
    """Return the last ticket of each of some people who have a visit on a day."""
    found = (_queue_row(row, None) for row in tickets_of_people(session, people, day, LEFT_BEHIND))
    return {row.person_id: row for row in found if row.person_id is not None}


def since_of(ticket: Ticket) -> datetime:
    """Return when the holder of a ticket began to wait."""
    return ticket.returned_at or ticket.entered_at or ticket.issued_at


def waiting_of(ticket: Ticket) -> Waiting:
    """Return a ticket as the rule of the order sees it."""
    return Waiting(
        key=str(ticket.id),
        number=ticket.number,
        priority=Priority(ticket.priority),
        since=since_of(ticket),
        returned=ticket.returned_at is not None,
        placed_at=ticket.placed_at,
    )


def _queue_row(row: Row[Any], placed: Placed | None) -> QueueRow:
    ticket: Ticket = row.Ticket
    stage = Stage(ticket.stage)
    return QueueRow(
        ticket_id=ticket.id,
        version=ticket.row_version,
        encounter_id=ticket.encounter_id,
        person_id=row.person_id,
        number=ticket_text(ticket.letter, ticket.number),
        stage=stage,
        klaster=Klaster(ticket.klaster),
        status=TicketStatus(ticket.status),
        priority=Priority(ticket.priority),
        precaution=bool(row.precaution),
        name=row.name or (NOBODY_YET if stage is Stage.KLASTER else ""),
        sex=row.sex,
        birth_date=row.birth_date,
        record_number=row.record_number or "",
        due_count=row.due_count,
        complaint=row.complaint or "",
        issued_at=ticket.issued_at,
        since=since_of(ticket),
        called_at=ticket.called_at,
        ended_at=ticket.ended_at,
        room=row.room or ticket.place,
        returned=ticket.returned_at is not None,
        place_reason=placed.reason if placed else "",
        outside=row.person_id is not None and row.outside,
        sub_room=ticket.sub_room,
    )

"""Calling whoever is first of those who wait, for rooms and counters alike."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from db.models import Room, Ticket
from db.queries.queue_board import waiting_tickets
from ilp_desktop.domain.queue.queue_order import calling_order
from ilp_desktop.domain.queue.visit_words import Stage, TicketAct, TicketStatus
from ilp_desktop.services.core.unit_of_work import Work
from ilp_desktop.services.queue.queue_rows import queue_day, waiting_of
from ilp_desktop.services.queue.ticket_steps import take_step

CALL_COUNTER = "panggilan"


def call_first(
    work: Work, stage: Stage, room: Room | str, klasters: Sequence[int] | None, sub_room: str = ""
) -> UUID | None:
    """Call the first of those who wait for a room or a counter, and return the ticket; None when nobody waits.

    Calls take turns: the row of their counter is held until the call is stored, so that each sees what the one
    before has taken and nobody is told that nobody waits because another was quicker.
    """
    queue = queue_day(work.today, work.now)
    work.ahead(
        work.number_ahead(CALL_COUNTER, work.today.isoformat()),
        lambda: waiting_tickets(work.session, work.facility_id, queue, klasters),
    )
    work.next_number(CALL_COUNTER, work.today.isoformat())
    tickets = {str(ticket.id): ticket for ticket in waiting_tickets(work.session, work.facility_id, queue, klasters)}
    here = [
        waiting_of(ticket)
        for ticket in tickets.values()
        if ticket.stage == stage.value and sub_room in ("", ticket.sub_room) and _is_for(work.session, ticket, room)
    ]
    for first in calling_order(here, work.now):
        ticket = tickets[first.key]
        work.session.refresh(ticket, with_for_update=True)
        if ticket.status == TicketStatus.WAITING.value:
            call_to(work, ticket, *((room, None) if isinstance(room, str) else (room.name, room.id)))
            return ticket.id
    return None


def call_to(work: Work, ticket: Ticket, place: str, room_id: UUID | None) -> None:
    """Call a number to a room or a counter; whoever is called already is called again."""
    again = ticket.status == TicketStatus.CALLED.value
    changes = {
        "status": TicketStatus.CALLED.value,
        "called_at": work.now,
        "called_room_id": room_id,
        "place": place,
        "placed_at": None,
    }
    take_step(work, ticket, TicketAct.RECALLED if again else TicketAct.CALLED, changes, place=place)


def _is_for(session: Session, ticket: Ticket, room: Room | str) -> bool:
    """Tell whether a number may be called here: whoever comes back goes to the same room, while it is in use."""
    if isinstance(room, str) or ticket.returned_at is None or ticket.called_room_id in (None, room.id):
        return True
    return not session.get_one(Room, ticket.called_room_id).active

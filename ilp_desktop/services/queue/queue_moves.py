"""Moving a number to another klaster's queue: it ends as moved, and another is issued."""

from dataclasses import dataclass
from uuid import UUID

from db.models import Encounter, Person, Ticket
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.visit_words import TicketAct, TicketStatus
from ilp_desktop.services.core.unit_of_work import Work
from ilp_desktop.services.person.maternal import is_maternal_on
from ilp_desktop.services.queue.queue_rows import since_of
from ilp_desktop.services.queue.ticket_issue import NewTicket, new_ticket
from ilp_desktop.services.queue.ticket_steps import number_of, take_step

QUEUE_MOVE = "queue_move"
"""What a move without the server is kept as."""


@dataclass(frozen=True)
class QueueMove:
    """A move to another klaster as it was asked for."""

    ticket_id: UUID
    klaster: Klaster
    reason: str


def move_ticket(work: Work, ticket: Ticket, wanted: QueueMove) -> Ticket:
    """Let a ticket end as moved and issue another; the visit follows."""
    entered = None if ticket.served_at is not None else since_of(ticket)
    encounter = work.hold(Encounter, ticket.encounter_id) if ticket.encounter_id else None
    if encounter is not None:
        person_id, day = encounter.person_id, encounter.day
        work.ahead(lambda: work.hold(Person, person_id), lambda: is_maternal_on(work.session, person_id, day))
    moved = new_ticket(work, NewTicket(wanted.klaster.value, ticket.priority, ticket.encounter_id, entered))
    visit = None
    if encounter is not None:
        before = {"klaster": encounter.klaster, "klaster_reason": encounter.klaster_reason}
        visit = (encounter, {"klaster": wanted.klaster.value, "klaster_reason": wanted.reason})
    changes = {"status": TicketStatus.MOVED.value, "ended_at": work.now}
    take_step(work, ticket, TicketAct.MOVED, changes, visit=visit, other=moved.id, reason=wanted.reason)
    if encounter is not None:
        work.touch("encounter", encounter.id, moved_to=wanted.klaster.value, old=before)
    work.keep_for_server(QUEUE_MOVE, work.new_id(), wanted, number_of(moved), ticket=moved.id)
    return moved

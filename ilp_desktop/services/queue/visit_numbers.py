"""The number of a visit: a new one, or one taken before registration; and what its paper says."""

from uuid import UUID

from sqlalchemy.orm import Session

from db.models import Encounter, Ticket
from ilp_desktop.clock import local_time
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.visit_words import Stage, TicketAct, TicketStatus
from ilp_desktop.printing.contents.ticket import QueueTicket
from ilp_desktop.services.core.unit_of_work import Work
from ilp_desktop.services.facility.facilities import profile_of
from ilp_desktop.services.person.person_reads import RECORD_NUMBER, numbers_of
from ilp_desktop.services.queue.sub_room_choice import sub_room_of
from ilp_desktop.services.queue.ticket_issue import NewTicket, new_ticket, room_names
from ilp_desktop.services.queue.ticket_steps import number_of, open_ticket, take_step

REGISTRATION_PLACE = "Pendaftaran"


def number_to_take_over(work: Work, number_id: UUID) -> Ticket:
    """Return a number taken on entering; raises ``UserError`` when it ended or belongs to somebody already."""
    ticket = open_ticket(work, number_id)
    if ticket.encounter_id is not None:
        raise UserError(f"Nomor {number_of(ticket)} sudah dipakai untuk orang lain.", "Panggil nomor berikutnya.")
    return ticket


def ticket_of_visit(work: Work, encounter: Encounter, priority: str, taken: Ticket | None) -> Ticket:
    """Return the ticket of a visit: the emergency number itself, or a new one that goes on from the one before."""
    if taken is not None and taken.stage == Stage.KLASTER.value:
        part = sub_room_of(work, encounter, taken.klaster)
        take_step(work, taken, TicketAct.IDENTIFIED, {"encounter_id": encounter.id, "sub_room": part})
        return taken
    entered = None if taken is None else taken.issued_at
    ticket = new_ticket(work, NewTicket(encounter.klaster, priority, encounter.id, entered))
    if taken is not None:
        changes = {"status": TicketStatus.DONE.value, "ended_at": work.now}
        take_step(work, taken, TicketAct.DONE, changes, other=ticket.id)
    return ticket


def ticket_content(session: Session, ticket: Ticket, time_zone: str) -> QueueTicket:
    """Return what the paper of a number says: never a name."""
    person_id = session.get_one(Encounter, ticket.encounter_id).person_id if ticket.encounter_id else None
    numbers = numbers_of(session, person_id) if person_id is not None else {}
    rooms = room_names(session, ticket.facility_id, ticket.klaster)
    before_desk = ticket.stage == Stage.REGISTRATION.value
    return QueueTicket(
        number=number_of(ticket),
        room=REGISTRATION_PLACE if before_desk else f"{Klaster(ticket.klaster).label} · {rooms}",
        issued_at=local_time(ticket.issued_at, time_zone),
        record_number=numbers[RECORD_NUMBER].value if RECORD_NUMBER in numbers else "",
        facility=profile_of(session, ticket.facility_id).name,
    )

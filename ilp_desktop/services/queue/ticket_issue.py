"""Issuing a number: its letter, the counter in the database, and what is handed over."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from db.ahead import Read
from db.models import Encounter, Ticket
from db.queries.queue_board import last_began_to_wait
from db.queries.visit_opening import rooms_for
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.visit_words import Stage, TicketAct, TicketStatus
from ilp_desktop.reference import edition_on
from ilp_desktop.services.core.unit_of_work import Work
from ilp_desktop.services.queue.clock_back import follow_clock
from ilp_desktop.services.queue.sub_room_choice import sub_room_of, sub_rooms_at
from ilp_desktop.services.queue.ticket_steps import note_step


@dataclass(frozen=True)
class NewTicket:
    """A number to be issued; ``entered_at`` is when its holder came in, where that was before."""

    klaster: int
    priority: str
    encounter_id: UUID | None = None
    entered_at: datetime | None = None
    stage: Stage = Stage.KLASTER


def new_ticket(work: Work, wanted: NewTicket) -> Ticket:
    """Add a ticket to the queue it is for; the number is allocated in the database."""
    follow_clock(work)
    letter = letter_for(work, wanted)
    encounter = work.session.get(Encounter, wanted.encounter_id) if wanted.encounter_id else None
    ticket = Ticket(
        id=work.id_of("ticket"),
        facility_id=work.facility_id,
        encounter_id=wanted.encounter_id,
        stage=wanted.stage.value,
        day=work.today,
        letter=letter,
        number=work.next_number(f"antrean-{letter}", work.today.isoformat()),
        klaster=wanted.klaster,
        priority=wanted.priority,
        status=TicketStatus.WAITING.value,
        issued_at=work.now,
        entered_at=wanted.entered_at,
        place="",
        sub_room=sub_room_of(work, encounter, wanted.klaster) if encounter is not None else "",
    )
    work.session.add(ticket)
    work.session.flush()
    note_step(work, ticket, TicketAct.ISSUED)
    work.touch("ticket", ticket.id)
    return ticket


def issue_reads(work: Work, today: date) -> list[Read]:
    """Return what is read before a number is taken on a day, to ask it together."""
    session, facility_id = work.session, work.facility_id
    return [
        lambda: last_began_to_wait(session, facility_id, today),
        lambda: rooms_for(session, facility_id, Klaster.CROSS.value),
        lambda: sub_rooms_at(session, facility_id, today),
    ]


def letter_for(work: Work, wanted: NewTicket) -> str:
    """Return the letter of the queue that a number is for."""
    if wanted.stage is Stage.REGISTRATION:
        return str(edition_on("queue_rules", work.today).body["registration"]["letter"])
    return letter_of(work.session, work.facility_id, wanted.klaster)


def letter_of(session: Session, facility_id: UUID, klaster: int) -> str:
    """Return the letter on the tickets of a klaster; raises ``UserError`` when no room serves it.

    A klaster without a room of its own has the letter of the room that serves it beside another.
    """
    rooms = rooms_for(session, facility_id, klaster)
    own = (letter for letter, _, is_own in rooms if is_own)
    letter = next(own, None) or next((letter for letter, *_ in rooms), None)
    if letter is None:
        raise UserError(
            f"Belum ada ruang untuk klaster {Klaster(klaster).label}.", "Tambahkan ruangnya di 1 Manajemen > Puskesmas."
        )
    return letter


def room_names(session: Session, facility_id: UUID, klaster: int) -> str:
    """Return the rooms where a klaster's numbers are called to, on one line."""
    return " / ".join(sorted(name for _, name, _ in rooms_for(session, facility_id, klaster)))

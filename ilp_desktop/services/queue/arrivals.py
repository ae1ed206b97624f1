"""Before the desk: numbers taken on entering, counters that call them, emergencies that go first."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from db.models import Ticket
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.queue.priority import Priority
from ilp_desktop.domain.queue.visit_words import Stage, TicketStatus, Wish
from ilp_desktop.reference import edition_on
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, require
from ilp_desktop.services.queue.calling import CALL_COUNTER, call_first, call_to
from ilp_desktop.services.queue.queue_rows import QueueRow, queue_row, veiled
from ilp_desktop.services.queue.ticket_issue import NewTicket, issue_reads, new_ticket, room_names
from ilp_desktop.services.queue.ticket_steps import number_of, open_ticket
from ilp_desktop.services.queue.visit_numbers import REGISTRATION_PLACE

WANTED = {
    Wish.GENERAL: NewTicket(Klaster.MANAGEMENT.value, Priority.GENERAL.value, stage=Stage.REGISTRATION),
    Wish.PRIORITY: NewTicket(Klaster.MANAGEMENT.value, Priority.PRIORITY.value, stage=Stage.REGISTRATION),
    Wish.EMERGENCY: NewTicket(Klaster.CROSS.value, Priority.RED.value),
}
ARRIVAL = "arrival"
"""What a number taken without the server is kept as."""


@dataclass(frozen=True)
class TakenNumber:
    """A number as it is handed over to somebody nobody knows yet."""

    ticket_id: UUID
    number: str
    wish: Wish
    place: str
    issued_at: datetime


class Arrivals:
    """People who come in."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def take(self, user: SignedIn, client_id: UUID, wish: Wish) -> TakenNumber:
        """Issue a number on entering; an emergency goes to its room at once; the same press twice is one number."""
        with self._uow.writing(user, Act.OPEN_VISIT, without_server=True) as work:
            work.ahead(*issue_reads(work, self._uow.today(user)))
            earlier = work.saved_before(client_id)
            if earlier is not None:
                work.touch("ticket", earlier, repeated=True)
                ticket = work.session.get_one(Ticket, earlier)
            else:
                ticket = new_ticket(work, WANTED[wish])
                work.remember(client_id, ticket.id)
                work.keep_for_server(ARRIVAL, client_id, wish, number_of(ticket), ticket=ticket.id)
            rooms = room_names(work.session, work.facility_id, ticket.klaster)
            place = rooms if ticket.stage == Stage.KLASTER.value else REGISTRATION_PLACE
            return TakenNumber(ticket.id, number_of(ticket), wish, place, ticket.issued_at)

    def counters(self, user: SignedIn) -> tuple[str, ...]:
        """Return the names a counter may have."""
        require(user, Act.SEE_FACILITY)
        rule = edition_on("queue_rules", self._uow.today(user)).body["registration"]
        return tuple(f"{rule['counter']} {number}" for number in range(1, rule["counters"] + 1))

    def call_next(self, user: SignedIn, counter: str) -> QueueRow | None:
        """Call the next number to a counter; None when nobody waits. Two counters never get the same number."""
        with self._uow.writing(user, Act.OPEN_VISIT, without_server=True) as work:
            work.ahead(work.number_ahead(CALL_COUNTER, self._uow.today(user).isoformat()))
            called = call_first(work, Stage.REGISTRATION, counter, None)
            if called is None:
                work.touch("ticket", None, counter=counter)
        return None if called is None else self._row(user, called)

    def call_again(self, user: SignedIn, ticket_id: UUID, counter: str) -> QueueRow:
        """Call a number to a counter, or once more; raises ``UserError`` when it does not wait for the desk."""
        with self._uow.writing(user, Act.OPEN_VISIT, without_server=True) as work:
            ticket = open_ticket(work, ticket_id)
            may = (TicketStatus.WAITING.value, TicketStatus.CALLED.value, TicketStatus.HELD.value)
            if ticket.stage != Stage.REGISTRATION.value or ticket.status not in may:
                raise UserError("Nomor ini tidak menunggu pendaftaran.", "Muat ulang daftar antrean.")
            call_to(work, ticket, counter, None)
        return self._row(user, ticket_id)

    def _row(self, user: SignedIn, ticket_id: UUID) -> QueueRow:
        with self._uow.reading(user, Act.SEE_QUEUE, without_server=True) as session:
            today = self._uow.today(user)
            return veiled([queue_row(session, user.facility_id, ticket_id, today)], user, today)[0]

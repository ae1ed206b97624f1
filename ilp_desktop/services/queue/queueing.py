"""The queue of the day: who waits, calling, passing over, setting aside, transfer, absence."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Room, RoomKlaster, Ticket
from db.queries.queue_board import QueueDay, calls_of_day, waiting_in, waiting_tickets
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.queue.priority import Priority
from ilp_desktop.domain.queue.queue_order import order_words, skipped_place, ticket_text
from ilp_desktop.domain.queue.visit_words import Stage, TicketAct, TicketStatus
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, require
from ilp_desktop.services.queue.calling import call_first, call_to
from ilp_desktop.services.queue.queue_moves import QueueMove, move_ticket
from ilp_desktop.services.queue.queue_rows import (
    QueueRow,
    queue_day,
    queue_row,
    queue_rows,
    veiled,
    waiting_of,
)
from ilp_desktop.services.queue.ticket_issue import issue_reads
from ilp_desktop.services.queue.ticket_steps import QueueStep, number_of, open_ticket, take_step
from ilp_desktop.services.queue.visits import LONGEST_REASON

CALLS = (TicketAct.CALLED, TicketAct.RECALLED)
LAST_CALLS = 20
STAYING = (TicketStatus.WAITING.value, TicketStatus.HELD.value)
UNSERVED = (TicketStatus.WAITING, TicketStatus.CALLED, TicketStatus.HELD, TicketStatus.ABSENT)


@dataclass(frozen=True)
class Call:
    """A number that was called, for everybody to see: nothing in it tells who it is."""

    call_id: UUID
    number: str
    letter: str
    serial: int
    room: str
    at: datetime
    again: bool


class Queueing:
    """The queue."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def board(self, user: SignedIn, *klasters: Klaster) -> tuple[QueueRow, ...]:
        """Return the queue: those called or served first, then who waits in calling order, then the ended."""
        with self._uow.reading(user, Act.SEE_QUEUE, without_server=True) as session:
            queue = queue_day(self._uow.today(user), self._uow.clock.now())
            numbers = [klaster.value for klaster in klasters] or None
            rows = queue_rows(session, user.facility_id, queue, self._uow.clock.now(), numbers)
        return self._told(veiled(rows, user, queue.day))

    def calls(self, user: SignedIn, limit: int = LAST_CALLS) -> tuple[Call, ...]:
        """Return the latest calls of today, of rooms and counters, newest first."""
        with self._uow.reading(user, Act.SEE_QUEUE, without_server=True) as session:
            acts = [act.value for act in CALLS]
            rows = calls_of_day(session, user.facility_id, self._uow.today(user), acts, limit)
        return tuple(
            Call(
                call_id=row.id,
                number=ticket_text(row.letter, row.number),
                letter=row.letter,
                serial=row.number,
                room=row.place,
                at=row.at,
                again=row.act == TicketAct.RECALLED.value,
            )
            for row in rows
        )

    def waiting_counts(self, user: SignedIn) -> dict[Klaster, int]:
        """Return how many wait in each klaster; those before the desk count for klaster 1."""
        with self._uow.reading(user, Act.SEE_QUEUE, without_server=True) as session:
            queue = queue_day(self._uow.today(user), self._uow.clock.now())
            found = waiting_in(session, user.facility_id, queue)
        return {Klaster(klaster): count for klaster, count in found.items()}

    def unserved(self, user: SignedIn, day: date) -> tuple[QueueRow, ...]:
        """Return whom nobody served on a day: still waiting, called, set aside or absent."""
        with self._uow.reading(user, Act.SEE_QUEUE, without_server=True) as session:
            rows = queue_rows(session, user.facility_id, QueueDay(day), self._uow.clock.now())
        return tuple(row for row in veiled(rows, user, self._uow.today(user)) if row.status in UNSERVED)

    def last_day(self, user: SignedIn) -> date | None:
        """Return the last day before today on which there was a queue, or None."""
        with self._uow.reading(user, Act.SEE_QUEUE, without_server=True) as session:
            return session.scalar(
                select(func.max(Ticket.day)).where(
                    Ticket.facility_id == user.facility_id, Ticket.day < self._uow.today(user)
                )
            )

    def rule(self, user: SignedIn) -> tuple[str, ...]:
        """Return the rule by which the next one is called, in Indonesian, a sentence a line."""
        require(user, Act.SEE_QUEUE)
        return order_words(self._uow.today(user))

    def call_next(self, user: SignedIn, room_id: UUID, sub_room: str = "") -> QueueRow | None:
        """Call the next of the room's klaster, or of one part of its list; None when nobody waits.

        Two rooms never get the same person.
        """
        with self._uow.writing(user, Act.CALL_PATIENT, without_server=True) as work:
            work.ahead(lambda: work.own(Room, room_id), lambda: shared_klasters(work.session, room_id))
            room = work.own(Room, room_id)
            called = call_first(work, Stage.KLASTER, room, klasters_of(work.session, room), sub_room)
            if called is None:
                work.touch("ticket", None, room=room.name)
        return None if called is None else self._row(user, called)

    def call(self, user: SignedIn, ticket_id: UUID, room_id: UUID, seen: TicketStatus | None = None) -> QueueRow:
        """Call one of the list, or again; raises ``UserError`` when ended, or ``seen`` waiting but called elsewhere."""
        with self._uow.writing(user, Act.CALL_PATIENT, without_server=True) as work:
            work.ahead(lambda: open_ticket(work, ticket_id), lambda: work.own(Room, room_id))
            ticket, room = open_ticket(work, ticket_id), work.own(Room, room_id)
            if ticket.stage != Stage.KLASTER.value:
                raise UserError("Nomor ini menunggu pendaftaran.", "Loket yang memanggilnya.")
            if ticket.status == TicketStatus.SERVED.value:
                raise UserError("Orang ini sedang dilayani.", "Panggil nomor lain.")
            _refuse_elsewhere(ticket, room_id, seen)
            call_to(work, ticket, room.name, room_id)
        return self._row(user, ticket_id)

    def let_in(self, user: SignedIn, ticket_id: UUID, room_id: UUID, seen: TicketStatus) -> None:
        """Note that somebody comes into a room, called at this moment unless called before.

        How the ticket stands is read here, since a list may lag behind: whoever was ``seen`` waiting may be in this
        very room again, and raises ``UserError`` when another room was quicker.
        """
        with self._uow.writing(user, Act.CALL_PATIENT, without_server=True) as work:
            work.ahead(lambda: open_ticket(work, ticket_id), lambda: work.own(Room, room_id))
            ticket, room = open_ticket(work, ticket_id), work.own(Room, room_id)
            changes: dict[str, Any] = {"status": TicketStatus.SERVED.value, "served_at": ticket.served_at or work.now}
            if ticket.status in STAYING:
                changes |= {"called_at": work.now, "called_room_id": room_id, "place": room.name, "placed_at": None}
            _refuse_elsewhere(ticket, room_id, seen)
            if ticket.status == TicketStatus.SERVED.value:
                work.touch("ticket", ticket_id, room=room.name)
                return
            take_step(work, ticket, TicketAct.SERVED, changes, room=room.name)

    def skip(self, user: SignedIn, ticket_id: UUID) -> None:
        """Pass over somebody who did not come when called: they wait again, a few places further back."""
        with self._uow.writing(user, Act.MANAGE_QUEUE, without_server=True) as work:
            ticket = open_ticket(work, ticket_id)
            if ticket.status not in (TicketStatus.CALLED.value, TicketStatus.WAITING.value):
                raise UserError("Hanya yang menunggu atau dipanggil yang dapat dilewati.", "")
            queue = queue_day(work.today, work.now)
            others = [
                waiting_of(other)
                for other in waiting_tickets(work.session, work.facility_id, queue, [ticket.klaster])
                if other.id != ticket_id
            ]
            placed = skipped_place(waiting_of(ticket), others, work.now) or ticket.placed_at
            changes = {"status": TicketStatus.WAITING.value, "called_at": None, "placed_at": placed}
            take_step(work, ticket, TicketAct.SKIPPED, changes)

    def hold(self, user: SignedIn, ticket_id: UUID, why: str = "") -> None:
        """Set a number aside: somebody steps out, or goes to the laboratory and comes back to the same room."""
        with self._uow.writing(user, Act.MANAGE_QUEUE, without_server=True) as work:
            ticket = open_ticket(work, ticket_id)
            if ticket.status == TicketStatus.HELD.value:
                raise UserError("Nomor ini sudah ditunda.", "Muat ulang daftar antrean.")
            take_step(work, ticket, TicketAct.HELD, {"status": TicketStatus.HELD.value}, why=why)

    def mark_absent(self, user: SignedIn, ticket_id: UUID) -> None:
        """Note that nobody came when called; ``put_back`` lets the person wait again."""
        with self._uow.writing(user, Act.MANAGE_QUEUE, without_server=True) as work:
            ticket = open_ticket(work, ticket_id)
            if ticket.status == TicketStatus.SERVED.value:
                raise UserError("Orang ini sedang dilayani.", "Muat ulang daftar antrean.")
            take_step(work, ticket, TicketAct.ABSENT, {"status": TicketStatus.ABSENT.value, "ended_at": work.now})

    def put_back(self, user: SignedIn, ticket_id: UUID) -> None:
        """Let somebody absent, called or set aside wait again, with the time they have waited kept.

        Whoever was being served when set aside comes back to the same room, ahead of those who are new.
        """
        with self._uow.writing(user, Act.MANAGE_QUEUE, without_server=True) as work:
            ticket = work.own(Ticket, ticket_id, locked=True)
            may = (TicketStatus.ABSENT.value, TicketStatus.CALLED.value, TicketStatus.HELD.value)
            if ticket.status not in may:
                raise UserError("Hanya yang dipanggil, ditunda atau tidak hadir yang dapat menunggu lagi.", "")
            changes: dict[str, Any] = {"status": TicketStatus.WAITING.value, "called_at": None, "ended_at": None}
            if ticket.status == TicketStatus.HELD.value and ticket.served_at is not None:
                changes["returned_at"] = work.now
            take_step(work, ticket, TicketAct.RESUMED, changes)

    def change_priority(self, user: SignedIn, ticket_id: UUID, priority: Priority, reason: str) -> None:
        """Change a waiting person's priority; the reason goes into the audit trail."""
        if not reason.strip():
            raise WrongAnswers({"reason": "Tulis alasannya."})
        with self._uow.writing(user, Act.MANAGE_QUEUE, without_server=True) as work:
            ticket = open_ticket(work, ticket_id)
            before, changes = ticket.priority, {"priority": priority.value, "placed_at": None}
            take_step(work, ticket, TicketAct.PRIORITY, changes, old=before, new=priority.value, reason=reason.strip())

    def transfer(self, user: SignedIn, ticket_id: UUID, klaster: Klaster, reason: str) -> str:
        """Move a person to another klaster's queue and return the new number; the reason is kept.

        Whoever was not served yet keeps the time they have waited.
        """
        if not reason.strip():
            raise WrongAnswers({"reason": "Tulis alasan pemindahan."})
        if len(reason.strip()) > LONGEST_REASON:
            raise WrongAnswers({"reason": f"Alasan paling panjang {LONGEST_REASON} huruf."})
        with self._uow.writing(user, Act.MANAGE_QUEUE, without_server=True) as work:
            work.ahead(lambda: open_ticket(work, ticket_id), *issue_reads(work, self._uow.today(user)))
            ticket = open_ticket(work, ticket_id)
            if ticket.stage != Stage.KLASTER.value:
                raise UserError("Nomor ini menunggu pendaftaran.", "Daftarkan orangnya; klaster menyusul dari sana.")
            if ticket.klaster == klaster.value:
                raise UserError(f"Orang ini sudah di antrean klaster {klaster.label}.", "")
            return number_of(move_ticket(work, ticket, QueueMove(ticket_id, klaster, reason.strip())))

    def repeat(self, user: SignedIn, client_id: UUID, step: QueueStep | QueueMove) -> str:
        """Take a step that was taken without the server and return the number it leads to.

        Raises ``UserError`` when the number has moved on since.
        """
        with self._uow.writing(user, Act.MANAGE_QUEUE) as work:
            if work.saved_before(client_id) is not None:
                work.touch("ticket", step.ticket_id, repeated=True)
                return ""
            ticket = work.own(Ticket, step.ticket_id, locked=True)
            work.remember(client_id, ticket.id)
            if isinstance(step, QueueMove):
                return number_of(move_ticket(work, open_ticket(work, ticket.id), step))
            if ticket.status != step.before.value:
                raise UserError(
                    f"Nomor {step.number} di server sudah «{ticket.status}», bukan lagi «{step.before.value}».",
                    "Langkahnya tidak diulang; periksa nomor itu di antrean.",
                )
            take_step(work, ticket, step.act, dict(step.changes))
            return number_of(ticket)

    def _row(self, user: SignedIn, ticket_id: UUID) -> QueueRow:
        with self._uow.reading(user, Act.SEE_QUEUE, without_server=True) as session:
            row = queue_row(session, user.facility_id, ticket_id, self._uow.today(user))
        return self._told((row,))[0]

    def _told(self, rows: tuple[QueueRow, ...]) -> tuple[QueueRow, ...]:
        """Return rows without what the copy does not hold: nobody counts there what is due."""
        return rows if self._uow.stands_in() is None else tuple(replace(row, due_count=None) for row in rows)


def klasters_of(session: Session, room: Room) -> list[int]:
    """Return the klaster a room serves, its own first."""
    return [room.klaster, *shared_klasters(session, room.id)]


def shared_klasters(session: Session, room_id: UUID) -> list[int]:
    """Return the klaster a room serves beside its own."""
    more = select(RoomKlaster.klaster).where(RoomKlaster.room_id == room_id).order_by(RoomKlaster.klaster)
    return list(session.scalars(more))


def _refuse_elsewhere(ticket: Ticket, room_id: UUID, seen: TicketStatus | None) -> None:
    """Refuse whoever looked waiting and is on the way to another room by now, or in it."""
    gone = seen is TicketStatus.WAITING and ticket.status not in STAYING
    if gone and ticket.called_room_id not in (None, room_id):
        raise UserError(f"Orang ini baru saja dipanggil ke {ticket.place}.", "Panggil nomor lain.")

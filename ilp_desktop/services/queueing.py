"""The queue of the day: who waits, calling, transfer, absence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select, update
from sqlalchemy.orm import Session

from db.models import Encounter, Room, Ticket
from db.queries.queue_board import tickets_of_day
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.priority import Priority
from ilp_desktop.domain.queue_order import Waiting, order_queue, ticket_text
from ilp_desktop.domain.sex import Sex
from ilp_desktop.domain.visit_words import TicketStatus
from ilp_desktop.services.signed_in import SignedIn
from ilp_desktop.services.unit_of_work import UnitOfWork, Work
from ilp_desktop.services.visits import LONGEST_REASON, new_ticket

OPEN = (TicketStatus.WAITING.value, TicketStatus.CALLED.value, TicketStatus.SERVED.value)


@dataclass(frozen=True)
class QueueRow:
    """A ticket in a list; ``place_reason`` says why it stands where it stands while it waits.

    ``outside`` tells whether the person lives outside the working area.
    """

    ticket_id: UUID
    version: int
    encounter_id: UUID
    person_id: UUID
    number: str
    klaster: Klaster
    status: TicketStatus
    priority: Priority
    precaution: bool
    name: str
    sex: Sex
    birth_date: date
    record_number: str
    due_count: int
    complaint: str
    issued_at: datetime
    called_at: datetime | None
    ended_at: datetime | None
    room: str
    place_reason: str = ""
    outside: bool = False


class Queueing:
    """The queue."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def board(self, user: SignedIn, klaster: Klaster | None = None) -> tuple[QueueRow, ...]:
        """Return today's tickets: those called or served first, then who waits in calling order, then the ended."""
        with self._uow.reading(user, Act.SEE_QUEUE) as session:
            rows = tickets_of_day(session, user.facility_id, self._uow.today(user), klaster.value if klaster else None)
        return _ordered(rows, self._uow.clock.now())

    def waiting_counts(self, user: SignedIn) -> dict[Klaster, int]:
        """Return how many wait in each klaster."""
        with self._uow.reading(user, Act.SEE_QUEUE) as session:
            found = session.execute(
                select(Ticket.klaster, func.count())
                .where(
                    Ticket.facility_id == user.facility_id,
                    Ticket.day == self._uow.today(user),
                    Ticket.status == TicketStatus.WAITING.value,
                )
                .group_by(Ticket.klaster)
            ).all()
        return {Klaster(row[0]): row[1] for row in found}

    def call_next(self, user: SignedIn, room_id: UUID) -> QueueRow | None:
        """Call the next person of the room's klaster; None when nobody waits. Two rooms never get the same person."""
        with self._uow.writing(user, Act.CALL_PATIENT) as work:
            room = work.own(Room, room_id)
            rows = tickets_of_day(work.session, user.facility_id, work.today, room.klaster)
            waiting = [row for row in _ordered(rows, work.now) if row.status is TicketStatus.WAITING]
            called = next((row for row in waiting if _take(work, row.ticket_id, room_id)), None)
            work.touch("ticket", called.ticket_id if called else None, room=room.name)
        return None if called is None else self._row(user, called.ticket_id, work.today)

    def call(self, user: SignedIn, ticket_id: UUID, room_id: UUID) -> QueueRow:
        """Call one person of the list, or call again; raises ``UserError`` when the ticket has ended."""
        with self._uow.writing(user, Act.CALL_PATIENT) as work:
            ticket = _open_ticket(work, ticket_id)
            work.own(Room, room_id)
            if ticket.status == TicketStatus.SERVED.value:
                raise UserError("Orang ini sedang dilayani.", "Panggil nomor lain.")
            ticket.status, ticket.called_at, ticket.called_room_id = TicketStatus.CALLED.value, work.now, room_id
            ticket.row_version += 1
            work.touch("ticket", ticket_id)
        return self._row(user, ticket_id, ticket.day)

    def let_in(self, user: SignedIn, ticket_id: UUID, room_id: UUID, seen: TicketStatus) -> None:
        """Note that somebody comes into a room, called at this moment unless called before.

        How the ticket stands is read here, since a list may lag behind: whoever was ``seen`` waiting may be in this
        very room again, and raises ``UserError`` when another room was quicker.
        """
        with self._uow.writing(user, Act.CALL_PATIENT) as work:
            ticket = _open_ticket(work, ticket_id)
            room = work.own(Room, room_id)
            if ticket.status == TicketStatus.WAITING.value:
                ticket.called_at, ticket.called_room_id = work.now, room_id
            elif seen is TicketStatus.WAITING and ticket.called_room_id not in (None, room_id):
                other = work.session.get_one(Room, ticket.called_room_id)
                raise UserError(f"Orang ini baru saja dipanggil ke {other.name}.", "Panggil nomor lain.")
            ticket.status, ticket.served_at = TicketStatus.SERVED.value, ticket.served_at or work.now
            ticket.row_version += 1
            work.touch("ticket", ticket_id, room=room.name)

    def mark_absent(self, user: SignedIn, ticket_id: UUID) -> None:
        """Note that nobody came when called; ``put_back`` lets the person wait again."""
        with self._uow.writing(user, Act.MANAGE_QUEUE) as work:
            ticket = _open_ticket(work, ticket_id)
            if ticket.status == TicketStatus.SERVED.value:
                raise UserError("Orang ini sedang dilayani.", "Muat ulang daftar antrean.")
            ticket.status, ticket.ended_at = TicketStatus.ABSENT.value, work.now
            ticket.row_version += 1
            work.touch("ticket", ticket_id)

    def put_back(self, user: SignedIn, ticket_id: UUID) -> None:
        """Let an absent or called person wait again, with the time they have waited kept."""
        with self._uow.writing(user, Act.MANAGE_QUEUE) as work:
            ticket = work.own(Ticket, ticket_id, locked=True)
            if ticket.status not in (TicketStatus.ABSENT.value, TicketStatus.CALLED.value):
                raise UserError("Hanya yang dipanggil atau tidak hadir yang dapat menunggu lagi.", "")
            ticket.status, ticket.called_at, ticket.ended_at = TicketStatus.WAITING.value, None, None
            ticket.row_version += 1
            work.touch("ticket", ticket_id)

    def change_priority(self, user: SignedIn, ticket_id: UUID, priority: Priority, reason: str) -> None:
        """Change a waiting person's priority; the reason goes into the audit trail."""
        if not reason.strip():
            raise WrongAnswers({"reason": "Tulis alasannya."})
        with self._uow.writing(user, Act.MANAGE_QUEUE) as work:
            ticket = _open_ticket(work, ticket_id)
            before, ticket.priority = ticket.priority, priority.value
            ticket.row_version += 1
            work.touch("ticket", ticket_id, old=before, new=priority.value, reason=reason.strip())

    def transfer(self, user: SignedIn, ticket_id: UUID, klaster: Klaster, reason: str) -> str:
        """Move a person to another klaster's queue and return the new number; the reason is kept."""
        if not reason.strip():
            raise WrongAnswers({"reason": "Tulis alasan pemindahan."})
        if len(reason.strip()) > LONGEST_REASON:
            raise WrongAnswers({"reason": f"Alasan paling panjang {LONGEST_REASON} huruf."})
        with self._uow.writing(user, Act.MANAGE_QUEUE) as work:
            ticket = _open_ticket(work, ticket_id)
            if ticket.klaster == klaster.value:
                raise UserError(f"Orang ini sudah di antrean klaster {klaster.label}.", "")
            encounter = work.session.get_one(Encounter, ticket.encounter_id)
            before = {"klaster": encounter.klaster, "klaster_reason": encounter.klaster_reason}
            encounter.klaster, encounter.klaster_reason = klaster.value, reason.strip()
            encounter.row_version += 1
            ticket.status, ticket.ended_at = TicketStatus.MOVED.value, work.now
            ticket.row_version += 1
            moved = new_ticket(work, encounter, ticket.priority)
            work.touch("ticket", ticket_id, reason=reason.strip())
            work.touch("ticket", moved.id)
            work.touch("encounter", encounter.id, moved_to=klaster.value, old=before)
            return ticket_text(moved.letter, moved.number)

    def _row(self, user: SignedIn, ticket_id: UUID, day: date) -> QueueRow:
        """Return a ticket of a day, which is yesterday for whoever has waited past midnight."""
        with self._uow.reading(user, Act.SEE_QUEUE) as session:
            rows = _ordered(tickets_of_day(session, user.facility_id, day), self._uow.clock.now())
        return next(row for row in rows if row.ticket_id == ticket_id)


def _take(work: Work, ticket_id: UUID, room_id: UUID) -> bool:
    """Call a ticket unless somebody else just did."""
    taken = work.session.execute(
        update(Ticket)
        .where(Ticket.id == ticket_id, Ticket.status == TicketStatus.WAITING.value)
        .values(
            status=TicketStatus.CALLED.value,
            called_at=work.now,
            called_room_id=room_id,
            row_version=Ticket.row_version + 1,
        )
        .returning(Ticket.id)
    )
    return taken.scalar() is not None


def _open_ticket(work: Work, ticket_id: UUID) -> Ticket:
    ticket = work.own(Ticket, ticket_id, locked=True)
    if ticket.status not in OPEN:
        raise UserError("Nomor ini sudah selesai atau dipindah.", "Muat ulang daftar antrean.")
    return ticket


def _ordered(rows: Sequence[Row[Any]], now: datetime) -> tuple[QueueRow, ...]:
    waiting = [
        Waiting(str(row.Ticket.id), row.Ticket.number, Priority(row.Ticket.priority), row.Ticket.issued_at)
        for row in rows
        if row.Ticket.status == TicketStatus.WAITING.value
    ]
    places = {placed.ticket.key: placed for placed in order_queue(waiting, now)}
    stages = (TicketStatus.CALLED, TicketStatus.SERVED, TicketStatus.WAITING)

    def rank(row: QueueRow) -> tuple[int, int, datetime]:
        stage = stages.index(row.status) if row.status in stages else len(stages)
        placed = places.get(str(row.ticket_id))
        return (stage, placed.place if placed else 0, row.ended_at or row.issued_at)

    listed = (_queue_row(row, places.get(str(row.Ticket.id))) for row in rows)
    return tuple(sorted(listed, key=rank))


def _queue_row(row: Row[Any], placed: Any) -> QueueRow:
    ticket: Ticket = row.Ticket
    return QueueRow(
        ticket_id=ticket.id,
        version=ticket.row_version,
        encounter_id=ticket.encounter_id,
        person_id=row.person_id,
        number=ticket_text(ticket.letter, ticket.number),
        klaster=Klaster(ticket.klaster),
        status=TicketStatus(ticket.status),
        priority=Priority(ticket.priority),
        precaution=row.precaution,
        name=row.name,
        sex=row.sex,
        birth_date=row.birth_date,
        record_number=row.record_number or "",
        due_count=row.due_count,
        complaint=row.complaint,
        issued_at=ticket.issued_at,
        called_at=ticket.called_at,
        ended_at=ticket.ended_at,
        room=row.room or "",
        place_reason=placed.reason if placed else "",
        outside=row.outside,
    )


def first_open_ticket(session: Session, encounter_id: UUID) -> Ticket | None:
    """Return the ticket under which a visit is being served, or None."""
    return session.scalar(select(Ticket).where(Ticket.encounter_id == encounter_id, Ticket.status.in_(OPEN)).limit(1))

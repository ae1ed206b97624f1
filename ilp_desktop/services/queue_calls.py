"""The calls of today, newest first: number and room, and nothing about anybody."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy import or_, select

from db.models import Room, Ticket
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.queue_order import ticket_text
from ilp_desktop.services.signed_in import SignedIn
from ilp_desktop.services.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Call:
    """A number called to a room; a recall is a call of its own."""

    call_id: UUID
    number: str
    letter: str
    serial: int
    room: str
    at: datetime
    again: bool


class QueueCalls:
    """What was called today."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def calls(self, user: SignedIn, limit: int) -> tuple[Call, ...]:
        """Return the last calls of today, newest first; whoever came in without being called is not among them."""
        with self._uow.reading(user, Act.SEE_QUEUE) as session:
            rows = session.execute(
                select(Ticket.id, Ticket.letter, Ticket.number, Ticket.called_at, Room.name)
                .join(Room, Room.id == Ticket.called_room_id)
                .where(
                    Ticket.facility_id == user.facility_id,
                    Ticket.day == self._uow.today(user),
                    Ticket.called_at.is_not(None),
                    or_(Ticket.served_at.is_(None), Ticket.served_at != Ticket.called_at),
                )
                .order_by(Ticket.called_at.desc(), Ticket.id)
                .limit(limit)
            ).all()
        return tuple(
            Call(
                call_id=uuid5(row.id, row.called_at.isoformat()),
                number=ticket_text(row.letter, row.number),
                letter=row.letter,
                serial=row.number,
                room=row.name,
                at=row.called_at,
                again=False,
            )
            for row in rows
        )

"""The tickets of the queue with the people behind them, in one query."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from db.models import Due, Encounter, Identifier, Person, Room, Ticket, TicketStep
from db.queries.parameters import param, params
from ilp_desktop.domain.queue.visit_words import TicketStatus


@dataclass(frozen=True)
class QueueDay:
    """The day of a queue; a ticket of an earlier day belongs to it while it is open and was issued ``since``."""

    day: date
    open_status: tuple[str, ...] = ()
    since: datetime | None = None

    @property
    def earliest(self) -> date:
        """Return a day before which no ticket belongs here in any time zone, so that years are not looked through."""
        return self.day if self.since is None else min(self.day, self.since.date() - timedelta(days=1))


def tickets_of_day(
    session: Session, facility_id: UUID, queue: QueueDay, klasters: Sequence[int] | None = None
) -> Sequence[Row[Any]]:
    """Return the tickets of a queue, of some klaster or of all, in the order they were issued."""
    wanted = _of_queue(facility_id, queue, klasters)
    return session.execute(_tickets(queue.day).where(*wanted).order_by(Ticket.issued_at, Ticket.number)).all()


def waiting_tickets(
    session: Session, facility_id: UUID, queue: QueueDay, klasters: Sequence[int] | None = None
) -> Sequence[Ticket]:
    """Return the tickets that wait in a queue, without the people behind them."""
    wanted = _of_queue(facility_id, queue, klasters)
    return session.scalars(select(Ticket).where(*wanted, Ticket.status == TicketStatus.WAITING.value)).all()


def waiting_in(session: Session, facility_id: UUID, queue: QueueDay) -> dict[int, int]:
    """Return how many wait in each klaster of a queue."""
    wanted = (*_of_queue(facility_id, queue, None), Ticket.status == TicketStatus.WAITING.value)
    rows = session.execute(select(Ticket.klaster, func.count()).where(*wanted).group_by(Ticket.klaster)).all()
    return {row[0]: row[1] for row in rows}


def last_began_to_wait(session: Session, facility_id: UUID, day: date) -> datetime | None:
    """Return when the last of those who wait on a day began to; None when nobody waits."""
    since = func.coalesce(Ticket.returned_at, Ticket.entered_at, Ticket.issued_at)
    waits = (Ticket.facility_id == facility_id, Ticket.day == day, Ticket.status == TicketStatus.WAITING.value)
    found: datetime | None = session.scalar(select(func.max(since)).where(*waits))
    return found


def one_ticket(session: Session, facility_id: UUID, ticket_id: UUID, day: date) -> Row[Any]:
    """Return a ticket with the person behind it, whatever its day."""
    return session.execute(_tickets(day).where(Ticket.facility_id == facility_id, Ticket.id == ticket_id)).one()


def tickets_of_people(session: Session, people: Sequence[UUID], day: date, ended: Sequence[str]) -> Sequence[Row[Any]]:
    """Return the tickets of some people's visits of a day, the earliest first, but for those that ``ended`` so."""
    told = {"people": list(people), "today": day, "day": day, "ended": list(ended)}
    return session.execute(_of_people(), told).all()


def calls_of_day(session: Session, facility_id: UUID, day: date, acts: Sequence[str], limit: int) -> Sequence[Row[Any]]:
    """Return the last calls of a day that were not taken back, newest first: numbers and places, nobody's data."""
    return session.execute(
        select(TicketStep.id, TicketStep.act, TicketStep.place, TicketStep.at, Ticket.letter, Ticket.number)
        .join(Ticket, Ticket.id == TicketStep.ticket_id)
        .where(
            TicketStep.facility_id == facility_id,
            TicketStep.day == day,
            TicketStep.act.in_(acts),
            TicketStep.undone_at.is_(None),
        )
        .order_by(TicketStep.seq.desc())
        .limit(limit)
    ).all()


def steps_of_day(session: Session, facility_id: UUID, day: date) -> Sequence[Row[Any]]:
    """Return the steps of a day's tickets that were not taken back, ticket by ticket, in the order they were made."""
    return session.execute(
        select(
            TicketStep.ticket_id,
            TicketStep.became,
            TicketStep.at,
            Ticket.stage,
            Ticket.klaster,
        )
        .join(Ticket, Ticket.id == TicketStep.ticket_id)
        .where(Ticket.facility_id == facility_id, Ticket.day == day, TicketStep.undone_at.is_(None))
        .order_by(TicketStep.ticket_id, TicketStep.seq)
    ).all()


def _of_queue(facility_id: UUID, queue: QueueDay, klasters: Sequence[int] | None) -> list[ColumnElement[bool]]:
    days: ColumnElement[bool] = Ticket.day == queue.day
    if queue.since is not None:
        left_over = and_(Ticket.day < queue.day, Ticket.issued_at >= queue.since, Ticket.status.in_(queue.open_status))
        days = and_(Ticket.day >= queue.earliest, or_(days, left_over))
    wanted = [Ticket.facility_id == facility_id, days]
    return wanted if klasters is None else [*wanted, Ticket.klaster.in_(klasters)]


@cache
def _of_people() -> Select[Any]:
    mine = (
        Encounter.person_id.in_(params("people")),
        Encounter.day == param("day"),
        Ticket.status.not_in(params("ended")),
    )
    return _tickets(param("today")).where(*mine).order_by(Ticket.issued_at, Ticket.number)


def _tickets(day: date) -> Select[Any]:
    due_count = (
        select(func.count())
        .where(Due.person_id == Person.id, Due.due_from <= day, or_(Due.closes_on.is_(None), Due.closes_on > day))
        .correlate(Person)
        .scalar_subquery()
        .label("due_count")
    )
    return (
        select(
            Ticket,
            Person.id.label("person_id"),
            Person.name,
            Person.sex,
            Person.birth_date,
            Encounter.complaint,
            Encounter.triage,
            Encounter.precaution,
            Identifier.value.label("record_number"),
            Room.name.label("room"),
            Room.active.label("room_in_use"),
            due_count,
            Person.village_id.is_(None).label("outside"),
        )
        .outerjoin(Encounter, Encounter.id == Ticket.encounter_id)
        .outerjoin(Person, Person.id == Encounter.person_id)
        .outerjoin(Identifier, (Identifier.person_id == Person.id) & (Identifier.kind == "rm"))
        .outerjoin(Room, Room.id == Ticket.called_room_id)
    )

"""A visit and its place in the queue."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, OfFacility, PrimaryId, Recorded, Root

STEP_NUMBER = BigInteger().with_variant(Integer(), "sqlite")


class Encounter(OfFacility, Root, Recorded, Base):
    """One visit of one person, from the desk to the door.

    ``purpose`` is why a healthy person comes, where that is known; ``triage`` holds the digits answered at the desk;
    ``klaster_reason`` why the proposal was overridden. A visit that was written down later has ``happened_at``, the
    instant of the paper, and ``served_by``, who was with the person. ``place`` is empty inside the Puskesmas.
    """

    __tablename__ = "encounter"
    __table_args__ = (Index(None, "person_id", "day"), Index(None, "facility_id", "day"))

    id: Mapped[PrimaryId]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    day: Mapped[date]
    visit_kind: Mapped[str] = mapped_column(String(12))
    sick: Mapped[bool]
    purpose: Mapped[str] = mapped_column(String(12), default="", server_default="")
    complaint: Mapped[str] = mapped_column(String(300), default="")
    triage: Mapped[str] = mapped_column(String(5))
    payer: Mapped[str] = mapped_column(String(24))
    documents: Mapped[list[Any]] = mapped_column(default=list)
    klaster: Mapped[int]
    proposed_klaster: Mapped[int]
    proposal_reasons: Mapped[list[Any]] = mapped_column(default=list)
    klaster_reason: Mapped[str] = mapped_column(String(200), default="")
    precaution: Mapped[bool] = mapped_column(default=False)
    destination: Mapped[str] = mapped_column(String(24), default="")
    finished_at: Mapped[datetime | None]
    happened_at: Mapped[datetime | None]
    served_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    place: Mapped[str] = mapped_column(String(12), default="", server_default="")

    @property
    def arrived_at(self) -> datetime:
        """Return when the person came, which is not when it was written down where that was done later."""
        return self.happened_at or self.recorded_at


class Ticket(OfFacility, Root, Base):
    """A number in a queue of the day, before the desk or in a klaster, with the times of its path.

    Attributes:
        encounter_id: the visit; None until a number taken on entering has been registered.
        place: where the holder was called to, when that is no room.
        entered_at: when the holder came in, where that was before this number was issued.
        returned_at: when the holder came back from the laboratory, to the room of ``called_room_id``.
        placed_at: the place in the queue of somebody passed over, as a time.
        sub_room: the part of the klaster's waiting list; empty where the klaster has none.
    """

    __tablename__ = "ticket"
    __table_args__ = (
        UniqueConstraint("facility_id", "day", "letter", "number"),
        Index(None, "facility_id", "day", "klaster", "status"),
        Index(None, "encounter_id"),
    )

    id: Mapped[PrimaryId]
    encounter_id: Mapped[UUID | None] = mapped_column(ForeignKey("encounter.id"))
    stage: Mapped[str] = mapped_column(String(12), default="klaster", server_default="klaster")
    day: Mapped[date]
    letter: Mapped[str] = mapped_column(String(2))
    number: Mapped[int]
    klaster: Mapped[int]
    priority: Mapped[str] = mapped_column(String(12))
    status: Mapped[str] = mapped_column(String(16))
    issued_at: Mapped[datetime]
    called_at: Mapped[datetime | None]
    called_room_id: Mapped[UUID | None] = mapped_column(ForeignKey("room.id"))
    place: Mapped[str] = mapped_column(String(60), default="", server_default="")
    served_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    entered_at: Mapped[datetime | None]
    returned_at: Mapped[datetime | None]
    placed_at: Mapped[datetime | None]
    sub_room: Mapped[str] = mapped_column(String(12), default="", server_default="")


class TicketStep(OfFacility, Base):
    """One step on the way of a ticket: calls, figures and undoing all read it.

    Attributes:
        seq: the order of the steps, which no clock can turn round.
        place: the room or counter the holder was called to, as it was named then.
        before: the columns of ticket and visit that the step changed, as they were.
        other_id: the ticket the holder was moved to.
    """

    __tablename__ = "ticket_step"
    __table_args__ = (Index(None, "ticket_id", "seq"), Index(None, "facility_id", "day", "seq"))

    seq: Mapped[int] = mapped_column(STEP_NUMBER, primary_key=True, autoincrement=True)
    id: Mapped[UUID]
    ticket_id: Mapped[UUID] = mapped_column(ForeignKey("ticket.id"))
    day: Mapped[date]
    act: Mapped[str] = mapped_column(String(24))
    became: Mapped[str] = mapped_column(String(16))
    place: Mapped[str] = mapped_column(String(60), default="")
    at: Mapped[datetime]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)
    other_id: Mapped[UUID | None] = mapped_column(ForeignKey("ticket.id"))
    undone_at: Mapped[datetime | None]

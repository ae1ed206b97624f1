"""A visit and its place in the queue."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, OfFacility, PrimaryId, Recorded, Root


class Encounter(OfFacility, Root, Recorded, Base):
    """One visit of one person, from the desk to the door.

    ``triage`` holds the digits answered at the desk; ``klaster_reason`` why the proposal was overridden. A visit that
    was written down later has ``happened_at``, the instant of the paper, and ``served_by``, who was with the person.
    """

    __tablename__ = "encounter"
    __table_args__ = (Index(None, "person_id", "day"), Index(None, "facility_id", "day"))

    id: Mapped[PrimaryId]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    day: Mapped[date]
    visit_kind: Mapped[str] = mapped_column(String(12))
    sick: Mapped[bool]
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

    @property
    def arrived_at(self) -> datetime:
        """Return when the person came, which is not when it was written down where that was done later."""
        return self.happened_at or self.recorded_at


class Ticket(OfFacility, Root, Base):
    """A number in a klaster's queue of the day, with the times of its path."""

    __tablename__ = "ticket"
    __table_args__ = (
        UniqueConstraint("facility_id", "day", "letter", "number"),
        Index(None, "facility_id", "day", "klaster", "status"),
        Index(None, "encounter_id"),
    )

    id: Mapped[PrimaryId]
    encounter_id: Mapped[UUID] = mapped_column(ForeignKey("encounter.id"))
    day: Mapped[date]
    letter: Mapped[str] = mapped_column(String(2))
    number: Mapped[int]
    klaster: Mapped[int]
    priority: Mapped[str] = mapped_column(String(12))
    status: Mapped[str] = mapped_column(String(16))
    issued_at: Mapped[datetime]
    called_at: Mapped[datetime | None]
    called_room_id: Mapped[UUID | None] = mapped_column(ForeignKey("room.id"))
    served_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class Note(OfFacility, Recorded, Base):
    """One version of the clinical note of a visit; a correction is a new version."""

    __tablename__ = "note"
    __table_args__ = (UniqueConstraint("encounter_id", "version"),)

    id: Mapped[PrimaryId]
    encounter_id: Mapped[UUID] = mapped_column(ForeignKey("encounter.id"))
    version: Mapped[int]
    subjective: Mapped[str] = mapped_column(Text, default="")
    objective: Mapped[str] = mapped_column(Text, default="")
    assessment: Mapped[str] = mapped_column(Text, default="")
    plan: Mapped[str] = mapped_column(Text, default="")
    therapy: Mapped[str] = mapped_column(Text, default="")
    actions: Mapped[str] = mapped_column(Text, default="")


class Diagnosis(OfFacility, Recorded, Base):
    """An ICD-10 code given at a visit; rank 1 is the primary one."""

    __tablename__ = "diagnosis"
    __table_args__ = (
        UniqueConstraint("encounter_id", "code"),
        Index(None, "facility_id", "day", "code"),
        Index(None, "person_id", "day"),
    )

    id: Mapped[PrimaryId]
    encounter_id: Mapped[UUID] = mapped_column(ForeignKey("encounter.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    day: Mapped[date]
    rank: Mapped[int]
    code: Mapped[str] = mapped_column(String(7))
    new_case: Mapped[bool] = mapped_column(default=True)

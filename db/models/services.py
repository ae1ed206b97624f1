"""Services that are due, what people answered to them, and who was invited."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, OfFacility, OrdinalDay, PrimaryId, Recorded


class Due(OfFacility, Base):
    """One open or coming service of one person; derived from facts and rules, never written by hand.

    Due from ``due_from``, late from ``late_from`` on, no longer offered from ``closes_on`` on. ``village_id`` repeats
    the person's own, so that a village's lists and counts read one index.
    """

    __tablename__ = "due"
    __table_args__ = (
        Index(None, "village_id", "service", "due_from", "late_from", "closes_on"),
        {"sqlite_with_rowid": False},
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    service: Mapped[str] = mapped_column(String(56), primary_key=True)
    village_id: Mapped[UUID | None] = mapped_column(ForeignKey("village.id"))
    due_from: Mapped[date] = mapped_column(OrdinalDay())
    late_from: Mapped[date | None] = mapped_column(OrdinalDay())
    closes_on: Mapped[date | None] = mapped_column(OrdinalDay())


class DueCount(OfFacility, Base):
    """How many people of a village a service was due, late and coming for on the facility's ``dues_counted_on``.

    Kept in step by whatever changes ``due`` on that day and counted anew on the next, so that no screen counts a
    million rows. Who lives outside the working area is in no village and in no count.
    """

    __tablename__ = "due_count"
    __table_args__ = ({"sqlite_with_rowid": False},)

    village_id: Mapped[UUID] = mapped_column(ForeignKey("village.id"), primary_key=True)
    service: Mapped[str] = mapped_column(String(56), primary_key=True)
    due: Mapped[int]
    late: Mapped[int]
    coming: Mapped[int]


class ServiceAnswer(OfFacility, Recorded, Base):
    """What was answered to a service that was offered: declined, or put off until a day, and why."""

    __tablename__ = "service_answer"
    __table_args__ = (Index(None, "person_id"), Index(None, "encounter_id"))

    id: Mapped[PrimaryId]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    encounter_id: Mapped[UUID | None] = mapped_column(ForeignKey("encounter.id"))
    service: Mapped[str] = mapped_column(String(56))
    kind: Mapped[str] = mapped_column(String(12))
    day: Mapped[date]
    until: Mapped[date | None]
    reason: Mapped[str] = mapped_column(String(200), default="")


class Invitation(OfFacility, Recorded, Base):
    """One invitation of one person to services; ``came_on`` once the person has come.

    Those sent at once share a ``batch_id``. ``text`` is what was written, with blanks for the name and the rest.
    """

    __tablename__ = "invitation"
    __table_args__ = (Index(None, "person_id"), Index(None, "facility_id", "day"), Index(None, "batch_id"))

    id: Mapped[PrimaryId]
    batch_id: Mapped[UUID]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    services: Mapped[list[Any]]
    day: Mapped[date]
    channel: Mapped[str] = mapped_column(String(12))
    invited_for: Mapped[date | None]
    place: Mapped[str] = mapped_column(String(120), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    came_on: Mapped[date | None]

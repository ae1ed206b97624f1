"""Vaccine stock, doses that were withdrawn, and events after immunisation."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, OfFacility, PrimaryId, Recorded, Root


class VaccineLot(OfFacility, Recorded, Base):
    """One batch of one vaccine; ``vvm`` is the last state read from its vial monitors."""

    __tablename__ = "vaccine_lot"
    __table_args__ = (UniqueConstraint("facility_id", "vaccine", "batch", "expires_on"),)

    id: Mapped[PrimaryId]
    vaccine: Mapped[str] = mapped_column(String(16))
    batch: Mapped[str] = mapped_column(String(40))
    expires_on: Mapped[date]
    doses_per_vial: Mapped[int]
    vvm: Mapped[str] = mapped_column(String(1), default="")


class VaccineMove(OfFacility, Recorded, Base):
    """Closed vials that came (positive) or left (negative, with a reason); opening one is no move."""

    __tablename__ = "vaccine_move"
    __table_args__ = (Index(None, "lot_id", "day"),)

    id: Mapped[PrimaryId]
    lot_id: Mapped[UUID] = mapped_column(ForeignKey("vaccine_lot.id"))
    day: Mapped[date]
    vials: Mapped[int]
    reason: Mapped[str] = mapped_column(String(16), default="")
    note: Mapped[str] = mapped_column(String(120), default="")


class VaccineVial(OfFacility, Recorded, Base):
    """One opened vial; how many doses were taken from it is told by the doses that name it."""

    __tablename__ = "vaccine_vial"
    __table_args__ = (Index(None, "lot_id", "opened_at"),)

    id: Mapped[PrimaryId]
    lot_id: Mapped[UUID] = mapped_column(ForeignKey("vaccine_lot.id"))
    opened_at: Mapped[datetime]
    doses: Mapped[int]
    closed_at: Mapped[datetime | None]
    closed_why: Mapped[str] = mapped_column(String(8), default="")
    closed_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))


class WithdrawnDose(OfFacility, Recorded, Base):
    """A dose that was recorded wrongly: what stood there, and who withdrew it when and why."""

    __tablename__ = "withdrawn_dose"
    __table_args__ = (Index(None, "person_id"),)

    id: Mapped[PrimaryId]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    antigen: Mapped[str] = mapped_column(String(24))
    dose: Mapped[int]
    given_on: Mapped[date]
    reason: Mapped[str] = mapped_column(String(200))
    stood_there: Mapped[dict[str, Any]] = mapped_column(default=dict)


class AdverseEvent(OfFacility, Root, Recorded, Base):
    """An event after immunisation (KIPI); whether it is serious is judged from what stands here.

    Attributes:
        dose_ids: the doses it followed.
        onset_hours: how many hours after the last of them, where that is known.
        reported_by: a health worker, or the patient and family.
        follow_up_on: the day it is looked at again; None when that is over.
    """

    __tablename__ = "adverse_event"
    __table_args__ = (Index(None, "person_id"), Index(None, "encounter_id"), Index(None, "facility_id", "onset_on"))

    id: Mapped[PrimaryId]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    encounter_id: Mapped[UUID | None] = mapped_column(ForeignKey("encounter.id"))
    day: Mapped[date]
    dose_ids: Mapped[list[Any]] = mapped_column(default=list)
    onset_on: Mapped[date]
    onset_hours: Mapped[float | None]
    reactions: Mapped[list[Any]] = mapped_column(default=list)
    criteria: Mapped[list[Any]] = mapped_column(default=list)
    outcome: Mapped[str] = mapped_column(String(16), default="")
    reported_by: Mapped[str] = mapped_column(String(12))
    reporter: Mapped[str] = mapped_column(String(80), default="")
    treatment: Mapped[str] = mapped_column(String(200), default="")
    note: Mapped[str] = mapped_column(String(300), default="")
    follow_up_on: Mapped[date | None]

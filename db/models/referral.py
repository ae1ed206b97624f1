"""Referral letters."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, OfFacility, PrimaryId, Recorded, Root


class Referral(OfFacility, Root, Recorded, Base):
    """A letter to another facility.

    ``external_number`` is the P-Care or SATUSEHAT number; empty means it was said to be missing. ``content`` is
    the letter as it was issued, so that a reprint says what was said then.
    """

    __tablename__ = "referral"
    __table_args__ = (
        UniqueConstraint("facility_id", "number"),
        Index(None, "encounter_id"),
        Index(None, "facility_id", "day"),
    )

    id: Mapped[PrimaryId]
    encounter_id: Mapped[UUID] = mapped_column(ForeignKey("encounter.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    number: Mapped[str] = mapped_column(String(60))
    day: Mapped[date]
    destination_id: Mapped[UUID] = mapped_column(ForeignKey("destination.id"))
    clinic: Mapped[str] = mapped_column(String(80))
    planned_on: Mapped[date | None]
    emergency: Mapped[bool] = mapped_column(default=False)
    external_number: Mapped[str] = mapped_column(String(40), default="")
    reason_code: Mapped[str] = mapped_column(String(8))
    reason_note: Mapped[str] = mapped_column(Text, default="")
    findings: Mapped[str] = mapped_column(Text, default="")
    doctor_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    content: Mapped[dict[str, Any]] = mapped_column(default=dict)

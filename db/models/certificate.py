"""Certificates (surat keterangan) of every kind."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, OfFacility, PrimaryId, Recorded, Root


class Certificate(OfFacility, Root, Recorded, Base):
    """A numbered certificate about one person, issued at a visit.

    ``kind`` is a code of the reference table ``certificate``, ``day`` what the paper bears. ``content`` is the paper
    as it was issued, so that a reprint says what was said then. ``prints`` counts how often it was printed.
    """

    __tablename__ = "certificate"
    __table_args__ = (
        UniqueConstraint("facility_id", "number"),
        Index(None, "encounter_id"),
        Index(None, "person_id", "day"),
        Index(None, "facility_id", "day"),
    )

    id: Mapped[PrimaryId]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    encounter_id: Mapped[UUID] = mapped_column(ForeignKey("encounter.id"))
    kind: Mapped[str] = mapped_column(String(12))
    number: Mapped[str] = mapped_column(String(60))
    day: Mapped[date]
    doctor_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    content: Mapped[dict[str, Any]] = mapped_column(default=dict)
    prints: Mapped[int] = mapped_column(default=0)
    voided_at: Mapped[datetime | None]
    voided_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    void_reason: Mapped[str] = mapped_column(String(200), default="")

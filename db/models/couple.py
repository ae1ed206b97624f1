"""Couples about to marry."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, OfFacility, PrimaryId, Recorded, Root


class Couple(OfFacility, Root, Recorded, Base):
    """Two people about to marry, as they said; taken apart again it stays on record with the reason."""

    __tablename__ = "couple"
    __table_args__ = (Index(None, "woman_id"), Index(None, "man_id"))

    id: Mapped[PrimaryId]
    woman_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    man_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    end_reason: Mapped[str] = mapped_column(String(200), default="")

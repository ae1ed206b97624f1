"""What the hours without the server leave on it: numbers reserved for a workstation, and what could not be sent in."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, OfFacility, PrimaryId, Recorded


class NumberBlock(OfFacility, Recorded, Base):
    """Numbers of one purpose that only one workstation hands out, so that two without a server never meet.

    ``station_id`` is made by the workstation itself, since two of them may have one name.
    """

    __tablename__ = "number_block"
    __table_args__ = (UniqueConstraint("facility_id", "name", "first"), Index(None, "station_id"))

    id: Mapped[PrimaryId]
    station_id: Mapped[UUID]
    workstation: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(24))
    first: Mapped[int]
    last: Mapped[int]


class ReplayConflict(OfFacility, Recorded, Base):
    """Something written without the server that the server could not simply take over: a named person decides.

    ``id`` is the client id of the save, ``recorded_by`` who wrote it, ``happened_at`` when. ``waits_for`` is the
    conflict that has to be decided first; ``decision`` is empty while it is open.
    """

    __tablename__ = "replay_conflict"
    __table_args__ = (Index(None, "facility_id", "decided_at", "happened_at"), Index(None, "waits_for"))

    id: Mapped[PrimaryId]
    kind: Mapped[str] = mapped_column(String(16))
    workstation: Mapped[str] = mapped_column(String(40))
    happened_at: Mapped[datetime]
    content: Mapped[dict[str, Any]]
    problem: Mapped[str] = mapped_column(String(16))
    told: Mapped[str] = mapped_column(String(400))
    waits_for: Mapped[UUID | None]
    decision: Mapped[str] = mapped_column(String(16), default="", server_default="")
    note: Mapped[str] = mapped_column(String(200), default="", server_default="")
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))

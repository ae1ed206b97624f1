"""The Puskesmas itself: its area, rooms, posyandu and where it refers to."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, OfFacility, OrdinalDay, PrimaryId, Root


class Facility(Root, Base):
    """One Puskesmas, with what stands on its letterhead; ``dues_counted_on`` is the day ``due_count`` holds for."""

    __tablename__ = "facility"

    id: Mapped[PrimaryId]
    name: Mapped[str] = mapped_column(String(120))
    code: Mapped[str] = mapped_column(String(20))
    address: Mapped[str] = mapped_column(String(250))
    phone: Mapped[str] = mapped_column(String(30), default="")
    regency: Mapped[str] = mapped_column(String(80), default="")
    time_zone: Mapped[str] = mapped_column(String(40), default="Asia/Jakarta")
    record_number_pattern: Mapped[str] = mapped_column(String(80))
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    dues_counted_on: Mapped[date | None] = mapped_column(OrdinalDay())


class Village(OfFacility, Base):
    """A desa or kelurahan of the working area."""

    __tablename__ = "village"
    __table_args__ = (UniqueConstraint("facility_id", "name"),)

    id: Mapped[PrimaryId]
    name: Mapped[str] = mapped_column(String(80))
    code: Mapped[str] = mapped_column(String(10), default="")
    number: Mapped[int]


class Posyandu(OfFacility, Base):
    """A Posyandu of a village."""

    __tablename__ = "posyandu"
    __table_args__ = (UniqueConstraint("village_id", "name"),)

    id: Mapped[PrimaryId]
    village_id: Mapped[UUID] = mapped_column(ForeignKey("village.id"))
    name: Mapped[str] = mapped_column(String(80))


class Pustu(OfFacility, Base):
    """A Puskesmas Pembantu of the working area."""

    __tablename__ = "pustu"
    __table_args__ = (UniqueConstraint("facility_id", "name"),)

    id: Mapped[PrimaryId]
    name: Mapped[str] = mapped_column(String(80))


class PustuVillage(OfFacility, Base):
    """A village that a Pustu serves; a village has one at most."""

    __tablename__ = "pustu_village"

    village_id: Mapped[UUID] = mapped_column(ForeignKey("village.id"), primary_key=True)
    pustu_id: Mapped[UUID] = mapped_column(ForeignKey("pustu.id"))


class Neighbourhood(OfFacility, Base):
    """An RT inside an RW, with the Posyandu that serves it."""

    __tablename__ = "neighbourhood"
    __table_args__ = (UniqueConstraint("village_id", "rw", "rt"),)

    id: Mapped[PrimaryId]
    village_id: Mapped[UUID] = mapped_column(ForeignKey("village.id"))
    rw: Mapped[str] = mapped_column(String(3))
    rt: Mapped[str] = mapped_column(String(3))
    posyandu_id: Mapped[UUID | None] = mapped_column(ForeignKey("posyandu.id"))


class Room(OfFacility, Base):
    """A room where people are called to, and the letter on its tickets."""

    __tablename__ = "room"
    __table_args__ = (UniqueConstraint("facility_id", "name"),)

    id: Mapped[PrimaryId]
    name: Mapped[str] = mapped_column(String(60))
    klaster: Mapped[int]
    queue_letter: Mapped[str] = mapped_column(String(2))
    active: Mapped[bool] = mapped_column(default=True)


class RoomKlaster(OfFacility, Base):
    """A klaster that a room serves beside its own."""

    __tablename__ = "room_klaster"

    room_id: Mapped[UUID] = mapped_column(ForeignKey("room.id"), primary_key=True)
    klaster: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class Destination(OfFacility, Base):
    """A hospital or other facility that referral letters go to.

    ``level`` is a code of the reference table ``referral_kind``, empty while nobody said which; ``emergency_room``
    whether it takes emergencies, None likewise.
    """

    __tablename__ = "destination"
    __table_args__ = (UniqueConstraint("facility_id", "name"),)

    id: Mapped[PrimaryId]
    name: Mapped[str] = mapped_column(String(120))
    city: Mapped[str] = mapped_column(String(80), default="")
    clinics: Mapped[list[Any]] = mapped_column(default=list)
    level: Mapped[str] = mapped_column(String(16), default="", server_default="")
    emergency_room: Mapped[bool | None]
    active: Mapped[bool] = mapped_column(default=True)

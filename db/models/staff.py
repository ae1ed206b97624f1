"""The people who sign in."""

from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, OfFacility, PrimaryId, Root


class Staff(OfFacility, Root, Base):
    """A member of staff, with profession and licence to practise (SIP).

    ``access_version`` counts what ends open sessions: other roles, a password given by somebody else, leaving.
    """

    __tablename__ = "staff"
    __table_args__ = (UniqueConstraint("facility_id", "user_name"),)

    id: Mapped[PrimaryId]
    name: Mapped[str] = mapped_column(String(120))
    profession: Mapped[str] = mapped_column(String(40))
    sip: Mapped[str] = mapped_column(String(60), default="")
    user_name: Mapped[str] = mapped_column(String(40))
    password_hash: Mapped[str] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)
    pin_hash: Mapped[str | None] = mapped_column(String(200))
    must_change: Mapped[bool] = mapped_column(default=False, server_default=false())
    access_version: Mapped[int] = mapped_column(default=0, server_default="0")
    roles: Mapped[list["StaffRole"]] = relationship(lazy="selectin", cascade="all, delete-orphan")
    klasters: Mapped[list["StaffKlaster"]] = relationship(cascade="all, delete-orphan")


class StaffRole(Base):
    """One role of one member of staff."""

    __tablename__ = "staff_role"

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(20), primary_key=True)


class StaffKlaster(Base):
    """A klaster in which a member of staff works."""

    __tablename__ = "staff_klaster"

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    klaster: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)

"""The people who sign in."""

from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, OfFacility, PrimaryId, Root


class Staff(OfFacility, Root, Base):
    """A member of staff, with profession and licence to practise (SIP)."""

    __tablename__ = "staff"
    __table_args__ = (UniqueConstraint("facility_id", "user_name"),)

    id: Mapped[PrimaryId]
    name: Mapped[str] = mapped_column(String(120))
    profession: Mapped[str] = mapped_column(String(40))
    sip: Mapped[str] = mapped_column(String(60), default="")
    user_name: Mapped[str] = mapped_column(String(40))
    password_hash: Mapped[str] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)
    roles: Mapped[list["StaffRole"]] = relationship(lazy="selectin", cascade="all, delete-orphan")


class StaffRole(Base):
    """One role of one member of staff."""

    __tablename__ = "staff_role"

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(20), primary_key=True)

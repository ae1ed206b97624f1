"""What the program keeps about its own work: counters, changes, audit, repeated saves."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, PrimaryId

ROW_NUMBER = BigInteger().with_variant(Integer(), "sqlite")


class Counter(Base):
    """The last number handed out for a purpose and a period, allocated inside the database."""

    __tablename__ = "counter"

    facility_id: Mapped[UUID] = mapped_column(ForeignKey("facility.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(24), primary_key=True)
    period: Mapped[str] = mapped_column(String(16), primary_key=True)
    value: Mapped[int]


class Change(Base):
    """A subject that changed, in commit order, for every window that shows it."""

    __tablename__ = "change"

    seq: Mapped[int] = mapped_column(ROW_NUMBER, primary_key=True, autoincrement=True)
    facility_id: Mapped[UUID] = mapped_column(ForeignKey("facility.id"))
    subject: Mapped[str] = mapped_column(String(24))
    subject_id: Mapped[UUID | None]
    workstation: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime]


class Audit(Base):
    """Who did what to which record, when and where; seals of None were written before there was a chain."""

    __tablename__ = "audit"
    __table_args__ = (Index(None, "subject_id"), Index(None, "at"))

    seq: Mapped[int] = mapped_column(ROW_NUMBER, primary_key=True, autoincrement=True)
    facility_id: Mapped[UUID] = mapped_column(ForeignKey("facility.id"))
    at: Mapped[datetime]
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    workstation: Mapped[str] = mapped_column(String(40))
    action: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(24))
    subject_id: Mapped[UUID | None]
    detail: Mapped[dict[str, Any] | None]
    before: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))


class AuditTip(Base):
    """The hash that the audit trail of a workstation has reached; who writes the next row holds it."""

    __tablename__ = "audit_tip"

    workstation: Mapped[str] = mapped_column(String(40), primary_key=True)
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class ClientSave(Base):
    """A save already done, so that the same save sent twice stays one."""

    __tablename__ = "client_save"

    client_id: Mapped[PrimaryId]
    subject_id: Mapped[UUID]
    at: Mapped[datetime]


class HouseState(Base):
    """What the whole database says of itself, by name: whom it serves, the catalogue it works by, its last backup.

    On a server only the owner of the tables writes here.
    """

    __tablename__ = "house_state"

    name: Mapped[str] = mapped_column(String(24), primary_key=True)
    value: Mapped[dict[str, Any]]
    at: Mapped[datetime]

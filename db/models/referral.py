"""Referrals of every kind, their steps, and the answers that came back."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, OfFacility, PrimaryId, Recorded, Root

STEP_NUMBER = BigInteger().with_variant(Integer(), "sqlite")


class Referral(OfFacility, Root, Recorded, Base):
    """A referral to another facility, inside the house, from a Posyandu or Pustu, or to an agency.

    ``kind`` is a code of the reference table ``referral_kind``, ``state`` where it stood after its last step; that it
    has expired is worked out. ``destination_id`` names a hospital; elsewhere ``to_name`` says where to, ``unit`` the
    unit inside or the agency, ``from_name`` the Posyandu or Pustu it came from. ``external_number`` is the P-Care or
    SATUSEHAT number; empty means it was said to be missing. A slip written in the field has no visit. ``content`` is
    the letter as it was issued, so that a reprint says what was said then. ``emergency`` repeats the kind for older
    programs on the same server.
    """

    __tablename__ = "referral"
    __table_args__ = (
        UniqueConstraint("facility_id", "number"),
        Index(None, "encounter_id"),
        Index(None, "facility_id", "day"),
        Index(None, "facility_id", "state", "day"),
        Index(None, "person_id", "day"),
    )

    id: Mapped[PrimaryId]
    encounter_id: Mapped[UUID | None] = mapped_column(ForeignKey("encounter.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    number: Mapped[str] = mapped_column(String(60))
    day: Mapped[date]
    kind: Mapped[str] = mapped_column(String(12), default="hospital", server_default="hospital")
    state: Mapped[str] = mapped_column(String(12), default="dibuat", server_default="dibuat")
    restricted: Mapped[bool] = mapped_column(default=False, server_default=false())
    destination_id: Mapped[UUID | None] = mapped_column(ForeignKey("destination.id"))
    to_name: Mapped[str] = mapped_column(String(120), default="", server_default="")
    unit: Mapped[str] = mapped_column(String(24), default="", server_default="")
    from_name: Mapped[str] = mapped_column(String(80), default="", server_default="")
    clinic: Mapped[str] = mapped_column(String(80))
    planned_on: Mapped[date | None]
    emergency: Mapped[bool] = mapped_column(default=False)
    external_number: Mapped[str] = mapped_column(String(40), default="")
    reason_code: Mapped[str] = mapped_column(String(8))
    reason_note: Mapped[str] = mapped_column(Text, default="")
    findings: Mapped[str] = mapped_column(Text, default="")
    doctor_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    content: Mapped[dict[str, Any]] = mapped_column(default=dict)


class ReferralStep(OfFacility, Base):
    """One step of a referral after it was issued: what was done, when, by whom, and why where a reason is asked.

    Printing is a step too; that it was issued the referral itself tells.
    """

    __tablename__ = "referral_step"
    __table_args__ = (Index(None, "referral_id", "seq"),)

    seq: Mapped[int] = mapped_column(STEP_NUMBER, primary_key=True, autoincrement=True)
    referral_id: Mapped[UUID] = mapped_column(ForeignKey("referral.id"))
    act: Mapped[str] = mapped_column(String(24))
    became: Mapped[str] = mapped_column(String(12))
    at: Mapped[datetime]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    note: Mapped[str] = mapped_column(String(300), default="")


class ReferralAnswer(OfFacility, Recorded, Base):
    """One version of the answer to a referral; a correction is a new version with its reason.

    ``diagnoses`` holds ICD-10 codes. ``control_on`` is when the patient comes back, ``prb`` whether under the
    back-referral programme.
    """

    __tablename__ = "referral_answer"
    __table_args__ = (UniqueConstraint("referral_id", "version"),)

    id: Mapped[PrimaryId]
    referral_id: Mapped[UUID] = mapped_column(ForeignKey("referral.id"))
    version: Mapped[int]
    answered_on: Mapped[date]
    answered_by: Mapped[str] = mapped_column(String(120))
    diagnoses: Mapped[list[Any]] = mapped_column(default=list)
    therapy: Mapped[str] = mapped_column(Text, default="")
    advice: Mapped[str] = mapped_column(Text, default="")
    control_on: Mapped[date | None]
    prb: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(String(300), default="")

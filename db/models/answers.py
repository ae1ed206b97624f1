"""Everything measured or asked, and the observations derived from it."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, OfFacility, PrimaryId, Recorded


class FormResponse(OfFacility, Recorded, Base):
    """The answers to one form, immutable; a correction names the response it replaces and why.

    ``confirmed`` holds the unlikely answers: question code to what was asked, and who said that it is right.
    """

    __tablename__ = "form_response"
    __table_args__ = (
        Index(None, "person_id", "form_code", "day"),
        Index(None, "facility_id", "form_code", "day"),
        Index(None, "encounter_id"),
    )

    id: Mapped[PrimaryId]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    encounter_id: Mapped[UUID | None] = mapped_column(ForeignKey("encounter.id"))
    form_code: Mapped[str] = mapped_column(String(40))
    form_version: Mapped[str] = mapped_column(String(16))
    day: Mapped[date]
    answers: Mapped[dict[str, Any]]
    conclusion: Mapped[dict[str, Any] | None]
    replaces_id: Mapped[UUID | None] = mapped_column(ForeignKey("form_response.id"), unique=True)
    reason: Mapped[str] = mapped_column(String(200), default="")
    confirmed: Mapped[dict[str, Any] | None]


class Observation(OfFacility, Base):
    """One value of a response in force, kept for lists and trends; derived, never written by hand."""

    __tablename__ = "observation"
    __table_args__ = (Index(None, "person_id", "code", "day"), Index(None, "code", "day", "person_id"))

    response_id: Mapped[UUID] = mapped_column(ForeignKey("form_response.id"), primary_key=True)
    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    day: Mapped[date]
    number: Mapped[float | None]
    word: Mapped[str | None] = mapped_column(String(120))

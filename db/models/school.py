"""Schools of the working area, and the class a child sits in during a school year."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, OfFacility, PrimaryId, Recorded, Root


class School(OfFacility, Root, Recorded, Base):
    """A school or madrasah; ``level`` says which classes it has, ``closed`` that it takes no pupils any more."""

    __tablename__ = "school"
    __table_args__ = (UniqueConstraint("facility_id", "name"),)

    id: Mapped[PrimaryId]
    name: Mapped[str] = mapped_column(String(80))
    level: Mapped[str] = mapped_column(String(8))
    closed: Mapped[bool] = mapped_column(default=False)


class Pupil(OfFacility, Root, Recorded, Base):
    """The class a child sits in during one school year, which begins on ``begins_on``.

    ``grade`` is 1 to 12, ``section`` what the school adds to it, e.g. A of class 7A.
    """

    __tablename__ = "pupil"
    __table_args__ = (UniqueConstraint("person_id", "begins_on"), Index(None, "school_id", "begins_on", "grade"))

    id: Mapped[PrimaryId]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    school_id: Mapped[UUID] = mapped_column(ForeignKey("school.id"))
    begins_on: Mapped[date]
    grade: Mapped[int]
    section: Mapped[str] = mapped_column(String(12), default="")

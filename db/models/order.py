"""What is done at a visit, and what is asked for: actions, tests, medicines; and the codes people use most."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from db.base import Base, Id, OfFacility, PrimaryId, Recorded


class VisitAction(OfFacility, Recorded, Base):
    """An ICD-9-CM action of a visit.

    Attributes:
        side: right, left or both; empty where that means nothing.
        count: how often it was done.
        done_by: who did it, which is not always who wrote it down.
        done_at: when; None where nobody said, which is when it was written down.
    """

    __tablename__ = "visit_action"
    __table_args__ = (
        Index(None, "encounter_id"),
        Index(None, "person_id", "day"),
        Index(None, "facility_id", "day", "code"),
    )

    id: Mapped[PrimaryId]
    encounter_id: Mapped[UUID] = mapped_column(ForeignKey("encounter.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    day: Mapped[date]
    rank: Mapped[int]
    code: Mapped[str] = mapped_column(String(8))
    note: Mapped[str] = mapped_column(String(200), default="")
    side: Mapped[str] = mapped_column(String(12), default="")
    count: Mapped[int] = mapped_column(default=1)
    done_by: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    done_at: Mapped[datetime | None]


class WithdrawnAction(OfFacility, Recorded, Base):
    """An action that no longer stands as it was: what stood there, by whom and when, and what became of it."""

    __tablename__ = "withdrawn_action"
    __table_args__ = (Index(None, "encounter_id"), Index(None, "person_id"))

    id: Mapped[PrimaryId]
    encounter_id: Mapped[UUID] = mapped_column(ForeignKey("encounter.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    day: Mapped[date]
    rank: Mapped[int]
    code: Mapped[str] = mapped_column(String(8))
    note: Mapped[str] = mapped_column(String(200))
    side: Mapped[str] = mapped_column(String(12))
    count: Mapped[int]
    done_by: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    done_at: Mapped[datetime | None]
    given_by: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    given_at: Mapped[datetime]
    became: Mapped[str] = mapped_column(String(8))
    reason: Mapped[str] = mapped_column(String(200))


class Ordered:
    """Something asked for at a visit, waiting until a station answers or somebody takes it back.

    Attributes:
        rank: its place among those of one save.
        state: waiting, done or cancelled.
        ended_at, ended_by: since when it waits no longer, and by whom.
        reason: why it was cancelled.
    """

    day: Mapped[date]
    rank: Mapped[int]
    state: Mapped[str] = mapped_column(String(12))
    ended_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(String(200), default="", server_default="")

    @declared_attr
    def encounter_id(cls) -> Mapped[UUID]:  # noqa: N805 - SQLAlchemy hands in the class
        """Return the column that names the visit."""
        return mapped_column(Id(), ForeignKey("encounter.id"), nullable=False)

    @declared_attr
    def person_id(cls) -> Mapped[UUID]:  # noqa: N805 - SQLAlchemy hands in the class
        """Return the column that names the person."""
        return mapped_column(Id(), ForeignKey("person.id"), nullable=False)

    @declared_attr
    def ended_by(cls) -> Mapped[UUID | None]:  # noqa: N805 - SQLAlchemy hands in the class
        """Return the column that names who ended it."""
        return mapped_column(Id(), ForeignKey("staff.id"))


class LabOrder(OfFacility, Recorded, Ordered, Base):
    """A test asked for; ``test`` is its code, empty where the name was typed freely."""

    __tablename__ = "lab_order"
    __table_args__ = (
        Index(None, "encounter_id"),
        Index(None, "person_id", "state"),
        Index(None, "facility_id", "state", "day"),
    )

    id: Mapped[PrimaryId]
    test: Mapped[str] = mapped_column(String(40), default="")
    name: Mapped[str] = mapped_column(String(120))
    specimen: Mapped[str] = mapped_column(String(80), default="")
    question: Mapped[str] = mapped_column(String(200), default="")
    urgent: Mapped[bool] = mapped_column(default=False)


class PrescriptionLine(OfFacility, Recorded, Ordered, Base):
    """A medicine prescribed; ``drug`` is its code, empty where the name was typed freely.

    Attributes:
        signa: how it is taken, as typed; ``directions`` the same as printed.
        amount, unit, times: how much at a time and how often a day, where the signa says so.
        confirmed: doubts that were said to be right, in words; ``confirmed_reason`` why, by whoever wrote it.
    """

    __tablename__ = "prescription_line"
    __table_args__ = (
        Index(None, "encounter_id"),
        Index(None, "person_id", "state"),
        Index(None, "facility_id", "state", "day"),
    )

    id: Mapped[PrimaryId]
    drug: Mapped[str] = mapped_column(String(60), default="")
    name: Mapped[str] = mapped_column(String(120))
    form: Mapped[str] = mapped_column(String(40), default="")
    strength: Mapped[str] = mapped_column(String(60), default="")
    signa: Mapped[str] = mapped_column(String(120))
    directions: Mapped[str] = mapped_column(String(300))
    times: Mapped[float | None]
    amount: Mapped[float | None]
    unit: Mapped[str] = mapped_column(String(20), default="")
    route: Mapped[str] = mapped_column(String(60), default="")
    quantity: Mapped[float]
    days: Mapped[int | None]
    note: Mapped[str] = mapped_column(String(200), default="")
    confirmed: Mapped[str] = mapped_column(Text, default="")
    confirmed_reason: Mapped[str] = mapped_column(String(200), default="", server_default="")


class FavouriteCode(OfFacility, Base):
    """A code somebody marked to find it quickly; ``kind`` is the list it belongs to."""

    __tablename__ = "favourite_code"
    __table_args__ = (UniqueConstraint("staff_id", "kind", "code"),)

    id: Mapped[PrimaryId]
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    kind: Mapped[str] = mapped_column(String(12))
    code: Mapped[str] = mapped_column(String(120))
    marked_at: Mapped[datetime]

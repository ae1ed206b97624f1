"""Pregnancies, births and doses of vaccine."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, OfFacility, PrimaryId, Recorded, Root


class Pregnancy(OfFacility, Root, Recorded, Base):
    """One pregnancy, from its first contact to its end.

    Heights in cm, weights in kg; ``last_period_on`` is the HPHT, ``due_on`` the HPL by ``dating_method``.
    """

    __tablename__ = "pregnancy"
    __table_args__ = (Index(None, "person_id"),)

    id: Mapped[PrimaryId]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    gravida: Mapped[int]
    para: Mapped[int]
    abortus: Mapped[int]
    last_period_on: Mapped[date]
    due_on: Mapped[date]
    dating_method: Mapped[str] = mapped_column(String(8), default="HPHT")
    height_cm: Mapped[float | None]
    weight_before_kg: Mapped[float | None]
    ended_on: Mapped[date | None]
    outcome: Mapped[str] = mapped_column(String(24), default="")


class Birth(OfFacility, Recorded, Base):
    """A birth and the child it brought; weight in grams, lengths in cm.

    ``born_at`` is the first moment of the day where ``hour_known`` is false.
    """

    __tablename__ = "birth"
    __table_args__ = (Index(None, "mother_id"),)

    id: Mapped[PrimaryId]
    mother_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    pregnancy_id: Mapped[UUID | None] = mapped_column(ForeignKey("pregnancy.id"))
    child_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), unique=True)
    born_at: Mapped[datetime]
    hour_known: Mapped[bool] = mapped_column(default=True)
    place: Mapped[str] = mapped_column(String(80), default="")
    mode: Mapped[str] = mapped_column(String(40), default="")
    helper: Mapped[str] = mapped_column(String(60), default="")
    weight_g: Mapped[int | None]
    length_cm: Mapped[float | None]
    head_cm: Mapped[float | None]
    early_breastfeeding: Mapped[bool | None]


class DoseGiven(OfFacility, Recorded, Base):
    """One dose of one antigen; ``told`` when only reported by the family, not given here.

    A dose given too early stays on record and does not count, so the same number may stand there once more later.

    Attributes:
        told_by: what a told dose rests on, a card or somebody's word.
        vvm: state of the vial monitor when it was given.
        vial_id: the vial of the stock it came from, where stock is kept.
    """

    __tablename__ = "dose_given"
    __table_args__ = (UniqueConstraint("person_id", "antigen", "given_on"), Index(None, "vial_id"))

    id: Mapped[PrimaryId]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    encounter_id: Mapped[UUID | None] = mapped_column(ForeignKey("encounter.id"))
    antigen: Mapped[str] = mapped_column(String(24))
    dose: Mapped[int]
    given_on: Mapped[date]
    batch: Mapped[str] = mapped_column(String(40), default="")
    told: Mapped[bool] = mapped_column(default=False)
    told_by: Mapped[str] = mapped_column(String(8), default="", server_default="")
    expires_on: Mapped[date | None]
    site: Mapped[str] = mapped_column(String(16), default="", server_default="")
    route: Mapped[str] = mapped_column(String(8), default="", server_default="")
    given_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    place_kind: Mapped[str] = mapped_column(String(12), default="", server_default="")
    place: Mapped[str] = mapped_column(String(80), default="", server_default="")
    vvm: Mapped[str] = mapped_column(String(1), default="", server_default="")
    vial_id: Mapped[UUID | None] = mapped_column(ForeignKey("vaccine_vial.id"))

"""Pregnancies, births and doses of vaccine."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, OfFacility, PrimaryId, Recorded, Root, Word
from ilp_desktop.domain.sex import Sex


class Pregnancy(OfFacility, Root, Recorded, Base):
    """One pregnancy, from its first contact to its end.

    Heights in cm, weights in kg. ``last_period_on`` is the day weeks are counted from everywhere: the HPHT, or by USG
    and TFU the day that stands for it; ``due_on`` is the HPL that goes with it. ``told_period_on`` is the HPHT as told
    where weeks are counted by something else. ``measured_*`` is the scan or height considered last, whether or not the
    weeks follow it. ``end_note`` says where she moved to, or what the end was like.
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
    told_period_on: Mapped[date | None]
    measured_on: Mapped[date | None]
    measured_kind: Mapped[str] = mapped_column(String(8), default="", server_default="")
    measured_told: Mapped[str] = mapped_column(String(12), default="", server_default="")
    babies_expected: Mapped[int | None]
    height_cm: Mapped[float | None]
    weight_before_kg: Mapped[float | None]
    ended_on: Mapped[date | None]
    outcome: Mapped[str] = mapped_column(String(24), default="")
    end_note: Mapped[str] = mapped_column(String(160), default="", server_default="")


class PregnancyChange(OfFacility, Recorded, Base):
    """What was recorded of a pregnancy before and after somebody corrected or dated it anew."""

    __tablename__ = "pregnancy_change"
    __table_args__ = (Index(None, "pregnancy_id"),)

    id: Mapped[PrimaryId]
    pregnancy_id: Mapped[UUID] = mapped_column(ForeignKey("pregnancy.id"))
    kind: Mapped[str] = mapped_column(String(16))
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]


class PregnancyContact(OfFacility, Recorded, Base):
    """An antenatal visit somewhere else, copied from the Buku KIA; ``removed_at`` when it was copied wrongly."""

    __tablename__ = "pregnancy_contact"
    __table_args__ = (Index(None, "pregnancy_id"),)

    id: Mapped[PrimaryId]
    pregnancy_id: Mapped[UUID] = mapped_column(ForeignKey("pregnancy.id"))
    day: Mapped[date]
    by_doctor: Mapped[bool]
    place: Mapped[str] = mapped_column(String(80), default="")
    removed_at: Mapped[datetime | None]


class MotherClass(OfFacility, Recorded, Base):
    """A meeting of the class for expectant mothers that a woman came to, alone or with her husband or family."""

    __tablename__ = "mother_class"
    __table_args__ = (Index(None, "pregnancy_id"),)

    id: Mapped[PrimaryId]
    pregnancy_id: Mapped[UUID] = mapped_column(ForeignKey("pregnancy.id"))
    day: Mapped[date]
    accompanied: Mapped[bool]
    removed_at: Mapped[datetime | None]


class PastBaby(OfFacility, Recorded, Base):
    """An earlier birth or loss as a woman tells it, one row a baby; ``twin`` when it came with the one before.

    ``ended_on`` is None where only the year is known; weight in grams.
    """

    __tablename__ = "past_baby"
    __table_args__ = (Index(None, "person_id"),)

    id: Mapped[PrimaryId]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    year: Mapped[int]
    ended_on: Mapped[date | None]
    outcome: Mapped[str] = mapped_column(String(24))
    twin: Mapped[bool]
    weeks: Mapped[int | None]
    mode: Mapped[str] = mapped_column(String(40), default="")
    helper: Mapped[str] = mapped_column(String(60), default="")
    place: Mapped[str] = mapped_column(String(80), default="")
    weight_g: Mapped[int | None]
    sex: Mapped[Sex | None] = mapped_column(Word(Sex))
    living: Mapped[bool | None]
    complications: Mapped[list[Any]]
    note: Mapped[str] = mapped_column(String(160), default="")
    removed_at: Mapped[datetime | None]
    removed_reason: Mapped[str] = mapped_column(String(200), default="")


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
    """

    __tablename__ = "dose_given"
    __table_args__ = (UniqueConstraint("person_id", "antigen", "given_on"),)

    id: Mapped[PrimaryId]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    encounter_id: Mapped[UUID | None] = mapped_column(ForeignKey("encounter.id"))
    antigen: Mapped[str] = mapped_column(String(24))
    dose: Mapped[int]
    given_on: Mapped[date]
    batch: Mapped[str] = mapped_column(String(40), default="")
    told: Mapped[bool] = mapped_column(default=False)

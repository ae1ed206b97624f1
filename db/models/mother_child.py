"""Pregnancies, deliveries, births and doses of vaccine."""

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


class KiaBook(OfFacility, Recorded, Base):
    """A Buku KIA somebody has: that of a pregnancy, or a child's own; the one recorded last is in use.

    ``number`` is empty where the book has none; ``removed_at`` when it was written down wrongly.
    """

    __tablename__ = "kia_book"
    __table_args__ = (Index(None, "person_id"), Index(None, "pregnancy_id"), Index(None, "facility_id", "number"))

    id: Mapped[PrimaryId]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    pregnancy_id: Mapped[UUID | None] = mapped_column(ForeignKey("pregnancy.id"))
    kind: Mapped[str] = mapped_column(String(12))
    number: Mapped[str] = mapped_column(String(24), default="")
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


class Delivery(OfFacility, Root, Recorded, Base):
    """The mother's side of a delivery, which may have brought several babies; each of them is a ``Birth``.

    When it was follows from the births, which are the first to be corrected.
    """

    __tablename__ = "delivery"
    __table_args__ = (Index(None, "mother_id"), Index(None, "pregnancy_id"))

    id: Mapped[PrimaryId]
    mother_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    pregnancy_id: Mapped[UUID | None] = mapped_column(ForeignKey("pregnancy.id"))
    complications: Mapped[list[Any]] = mapped_column(default=list)
    complication_note: Mapped[str] = mapped_column(String(200), default="")
    blood_loss_ml: Mapped[int | None]
    perineum: Mapped[str] = mapped_column(String(40), default="")
    placenta: Mapped[str] = mapped_column(String(40), default="")
    mother_state: Mapped[str] = mapped_column(String(24), default="")
    companion: Mapped[str] = mapped_column(String(40), default="")


class Birth(OfFacility, Recorded, Base):
    """A birth and the child it brought; weight in grams, lengths in cm.

    ``born_at`` is the first moment of the day where ``hour_known`` is false. ``outcome`` says whether the baby lived;
    a stillborn baby is no person, so that its ``sex`` and ``birth_order`` stand here, and its ``death_cause`` and
    when the health office was told. ``letter_number`` is that of the birth letter, once one was issued.
    """

    __tablename__ = "birth"
    __table_args__ = (Index(None, "mother_id"), Index(None, "delivery_id"))

    id: Mapped[PrimaryId]
    mother_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    pregnancy_id: Mapped[UUID | None] = mapped_column(ForeignKey("pregnancy.id"))
    delivery_id: Mapped[UUID | None] = mapped_column(ForeignKey("delivery.id"))
    child_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), unique=True)
    born_at: Mapped[datetime]
    hour_known: Mapped[bool] = mapped_column(default=True)
    outcome: Mapped[str] = mapped_column(String(12), default="hidup", server_default="hidup")
    sex: Mapped[Sex | None] = mapped_column(Word(Sex))
    birth_order: Mapped[int | None]
    place: Mapped[str] = mapped_column(String(80), default="")
    place_name: Mapped[str] = mapped_column(String(80), default="", server_default="")
    mode: Mapped[str] = mapped_column(String(40), default="")
    helper: Mapped[str] = mapped_column(String(60), default="")
    helper_name: Mapped[str] = mapped_column(String(80), default="", server_default="")
    weight_g: Mapped[int | None]
    length_cm: Mapped[float | None]
    head_cm: Mapped[float | None]
    apgar_1: Mapped[int | None]
    apgar_5: Mapped[int | None]
    apgar_10: Mapped[int | None]
    resuscitation: Mapped[str] = mapped_column(String(60), default="", server_default="")
    anomalies: Mapped[str] = mapped_column(String(200), default="", server_default="")
    early_breastfeeding: Mapped[bool | None]
    vitamin_k: Mapped[bool | None]
    vitamin_k_at: Mapped[datetime | None]
    eye_ointment: Mapped[bool | None]
    letter_number: Mapped[str] = mapped_column(String(40), default="", server_default="")
    letter_on: Mapped[date | None]
    letter_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    death_cause: Mapped[str] = mapped_column(String(24), default="", server_default="")
    notified_on: Mapped[date | None]


class LabourObservation(OfFacility, Recorded, Base):
    """What was measured at one moment of a labour; a correction is a new row, and the old one says why it is void.

    ``descent`` counts the fifths of the head above the brim, ``contractions`` those in ten minutes.
    """

    __tablename__ = "labour_observation"
    __table_args__ = (Index(None, "pregnancy_id", "at"),)

    id: Mapped[PrimaryId]
    pregnancy_id: Mapped[UUID] = mapped_column(ForeignKey("pregnancy.id"))
    at: Mapped[datetime]
    cervix_cm: Mapped[float | None]
    descent: Mapped[int | None]
    contractions: Mapped[int | None]
    contraction_seconds: Mapped[int | None]
    fetal_heart_rate: Mapped[int | None]
    liquor: Mapped[str] = mapped_column(String(2), default="")
    moulding: Mapped[int | None]
    pulse: Mapped[int | None]
    systolic: Mapped[int | None]
    diastolic: Mapped[int | None]
    temperature_c: Mapped[float | None]
    urine_ml: Mapped[int | None]
    urine_protein: Mapped[str] = mapped_column(String(2), default="")
    urine_acetone: Mapped[str] = mapped_column(String(2), default="")
    oxytocin_units: Mapped[float | None]
    oxytocin_drops: Mapped[int | None]
    drugs: Mapped[str] = mapped_column(String(120), default="")
    void_reason: Mapped[str] = mapped_column(String(120), default="")
    voided_at: Mapped[datetime | None]


class Death(OfFacility, Root, Recorded, Base):
    """What is known of a death beside the day, which stands with the person who left."""

    __tablename__ = "death"

    id: Mapped[PrimaryId]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), unique=True)
    hour: Mapped[str] = mapped_column(String(5), default="")
    place: Mapped[str] = mapped_column(String(80), default="")
    cause: Mapped[str] = mapped_column(String(24), default="")
    cause_note: Mapped[str] = mapped_column(String(200), default="")
    reporter: Mapped[str] = mapped_column(String(80), default="")
    notified_on: Mapped[date | None]


class DoseGiven(OfFacility, Recorded, Base):
    """One dose of one antigen; ``told`` when only reported by the family, not given here.

    A dose given too early stays on record and does not count, so the same number may stand there once more later.
    ``given_at`` is the hour where it matters and is known, as for the dose on the day of birth.

    Attributes:
        told_by: what a told dose rests on: a card, the family's word, or what a kader reported.
        vvm: state of the vial monitor when it was given.
        vial_id: the vial of the stock it came from, where stock is kept.
    """

    __tablename__ = "dose_given"
    __table_args__ = (
        UniqueConstraint("person_id", "antigen", "given_on"),
        Index(None, "vial_id"),
        Index(None, "encounter_id"),
    )

    id: Mapped[PrimaryId]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    encounter_id: Mapped[UUID | None] = mapped_column(ForeignKey("encounter.id"))
    antigen: Mapped[str] = mapped_column(String(24))
    dose: Mapped[int]
    given_on: Mapped[date]
    given_at: Mapped[datetime | None]
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

"""People, their families, identifiers, allergies and consents."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, PrimaryKeyConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, OfFacility, OrdinalDay, PrimaryId, Recorded, Root, Word
from ilp_desktop.domain.sex import Sex


class Family(OfFacility, Root, Recorded, Base):
    """A family folder: one card (KK), one number on the shelf, one domicile."""

    __tablename__ = "family"
    __table_args__ = (
        UniqueConstraint("facility_id", "kk_number"),
        UniqueConstraint("facility_id", "folder_number"),
    )

    id: Mapped[PrimaryId]
    kk_number: Mapped[str | None] = mapped_column(String(16))
    folder_number: Mapped[int]
    address: Mapped[str] = mapped_column(String(200), default="")
    village_id: Mapped[UUID | None] = mapped_column(ForeignKey("village.id"))
    rw: Mapped[str] = mapped_column(String(3), default="")
    rt: Mapped[str] = mapped_column(String(3), default="")


class Person(OfFacility, Root, Recorded, Base):
    """A person known to the Puskesmas, sick or healthy.

    ``village_id`` is empty for people from outside the working area, whose village stands in ``outside_village``, with
    its Kemendagri code where it is known. ``ktp_address``, ``ktp_area`` and ``ktp_code`` are what the KTP says, where
    that is not where the person lives.
    ``left_on`` and ``left_why`` say since when nothing is due any more: died, or moved away. ``dues_next_change_on`` is
    the day the stored services change by themselves, ``dues_edition`` the rules they were worked out by.
    """

    __tablename__ = "person"
    __table_args__ = (
        Index(None, "family_id"),
        Index(None, "mother_id"),
        Index(None, "facility_id", "name"),
        Index(None, "birth_date", "facility_id"),
        Index(None, "village_id", "rw", "rt", "name"),
        Index(None, "facility_id", "dues_edition", "dues_next_change_on"),
    )

    id: Mapped[PrimaryId]
    family_id: Mapped[UUID | None] = mapped_column(ForeignKey("family.id"))
    relation: Mapped[str] = mapped_column(String(24), default="")
    name: Mapped[str] = mapped_column(String(120))
    sex: Mapped[Sex] = mapped_column(Word(Sex))
    birth_date: Mapped[date]
    birth_date_estimated: Mapped[bool] = mapped_column(default=False)
    birth_place: Mapped[str] = mapped_column(String(80), default="")
    mother_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    mother_name: Mapped[str] = mapped_column(String(120), default="")
    birth_order: Mapped[int | None]
    occupation: Mapped[str] = mapped_column(String(60), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    blood_type: Mapped[str] = mapped_column(String(3), default="")
    disability: Mapped[bool] = mapped_column(default=False)
    address: Mapped[str] = mapped_column(String(200), default="")
    village_id: Mapped[UUID | None] = mapped_column(ForeignKey("village.id"))
    outside_village: Mapped[str] = mapped_column(String(80), default="")
    outside_code: Mapped[str] = mapped_column(String(10), default="", server_default="")
    rw: Mapped[str] = mapped_column(String(3), default="")
    rt: Mapped[str] = mapped_column(String(3), default="")
    ktp_address: Mapped[str] = mapped_column(String(200), default="", server_default="")
    ktp_code: Mapped[str] = mapped_column(String(10), default="", server_default="")
    ktp_area: Mapped[str] = mapped_column(String(160), default="", server_default="")
    payer: Mapped[str] = mapped_column(String(24), default="")
    bpjs_status: Mapped[str] = mapped_column(String(16), default="")
    bpjs_checked_on: Mapped[date | None]
    registered_fktp: Mapped[str] = mapped_column(String(120), default="")
    last_visit_on: Mapped[date | None]
    left_on: Mapped[date | None]
    left_why: Mapped[str] = mapped_column(String(12), default="")
    dues_next_change_on: Mapped[date | None] = mapped_column(OrdinalDay())
    dues_edition: Mapped[str] = mapped_column(String(12), default="")
    removed_at: Mapped[datetime | None]
    removed_reason: Mapped[str] = mapped_column(String(200), default="")


class HouseholdMove(OfFacility, Recorded, Base):
    """What one change of a household did to one person: moved house, new card, another family, another relation.

    ``batch_id`` is shared by everybody whom one save moved; ``before`` and ``after`` hold family, relation and
    domicile; ``undone_by`` is the batch that took it back.
    """

    __tablename__ = "household_move"
    __table_args__ = (Index(None, "person_id", "recorded_at"), Index(None, "batch_id"))

    id: Mapped[PrimaryId]
    batch_id: Mapped[UUID]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(String(16))
    day: Mapped[date]
    note: Mapped[str] = mapped_column(String(120), default="")
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    undone_by: Mapped[UUID | None]


class Identifier(OfFacility, Base):
    """A number that stands for a person: NIK, No. RM, BPJS; never a key."""

    __tablename__ = "identifier"
    __table_args__ = (UniqueConstraint("facility_id", "kind", "value"), Index(None, "person_id", "kind"))

    id: Mapped[PrimaryId]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(String(16))
    value: Mapped[str] = mapped_column(String(32))
    verified: Mapped[bool] = mapped_column(default=False)


class Allergy(OfFacility, Recorded, Base):
    """What a person must not be given, and what happened; what nobody said is empty.

    ``kind`` is drug, food or other, ``severity`` how bad it was, ``since`` when it happened, in the person's words.
    """

    __tablename__ = "allergy"
    __table_args__ = (Index(None, "person_id"),)

    id: Mapped[PrimaryId]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    substance: Mapped[str] = mapped_column(String(80))
    reaction: Mapped[str] = mapped_column(String(120), default="")
    kind: Mapped[str] = mapped_column(String(8), default="", server_default="")
    severity: Mapped[str] = mapped_column(String(8), default="", server_default="")
    since: Mapped[str] = mapped_column(String(20), default="", server_default="")


class Consent(OfFacility, Recorded, Base):
    """A consent given, with the version of its text and who gave it."""

    __tablename__ = "consent"
    __table_args__ = (Index(None, "person_id"),)

    id: Mapped[PrimaryId]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(String(24))
    text_version: Mapped[str] = mapped_column(String(24))
    given_by: Mapped[str] = mapped_column(String(120))
    guardian_relation: Mapped[str] = mapped_column(String(40), default="")


class PersonSearch(OfFacility, Base):
    """Everything a person can be found by, normalised into one line of text.

    ``standing`` puts people in order who are equally well found; the database keeps it when somebody visits or moves.
    """

    __tablename__ = "person_search"
    __table_args__ = (Index(None, "facility_id", "standing", "text"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), unique=True)
    text: Mapped[str] = mapped_column(Text().with_variant(Text(collation="C"), "postgresql"))
    standing: Mapped[int] = mapped_column(server_default="0")


class NameForm(OfFacility, Base):
    """A word of names and villages under its first letters with one of them missing, by which slips are looked up."""

    __tablename__ = "name_form"
    __table_args__ = (PrimaryKeyConstraint("facility_id", "form", "key"),)

    form: Mapped[str] = mapped_column(String(8))
    key: Mapped[str] = mapped_column(String(120))

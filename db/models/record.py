"""What is written of a visit and of a person: notes, diagnoses, signatures, consents, problems, short texts."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, OfFacility, PrimaryId, Recorded


class Note(OfFacility, Recorded, Base):
    """One version of the clinical note of a visit; a correction is a new version, with its reason."""

    __tablename__ = "note"
    __table_args__ = (UniqueConstraint("encounter_id", "version"),)

    id: Mapped[PrimaryId]
    encounter_id: Mapped[UUID] = mapped_column(ForeignKey("encounter.id"))
    version: Mapped[int]
    subjective: Mapped[str] = mapped_column(Text, default="")
    objective: Mapped[str] = mapped_column(Text, default="")
    assessment: Mapped[str] = mapped_column(Text, default="")
    plan: Mapped[str] = mapped_column(Text, default="")
    therapy: Mapped[str] = mapped_column(Text, default="")
    actions: Mapped[str] = mapped_column(Text, default="")
    present_illness: Mapped[str] = mapped_column(Text, default="", server_default="")
    past_history: Mapped[str] = mapped_column(Text, default="", server_default="")
    drug_history: Mapped[str] = mapped_column(Text, default="", server_default="")
    family_history: Mapped[str] = mapped_column(Text, default="", server_default="")
    social_history: Mapped[str] = mapped_column(Text, default="", server_default="")
    education: Mapped[str] = mapped_column(Text, default="", server_default="")
    prognosis_vitam: Mapped[str] = mapped_column(String(20), default="", server_default="")
    prognosis_functionam: Mapped[str] = mapped_column(String(20), default="", server_default="")
    prognosis_sanationam: Mapped[str] = mapped_column(String(20), default="", server_default="")
    reason: Mapped[str] = mapped_column(String(200), default="", server_default="")


class Diagnosis(OfFacility, Recorded, Base):
    """An ICD-10 code given at a visit; rank 1 is the primary one.

    ``certainty`` is empty where nobody said, ``doubt`` what was asked of a code that hardly fits, and was confirmed.
    """

    __tablename__ = "diagnosis"
    __table_args__ = (
        UniqueConstraint("encounter_id", "code"),
        Index(None, "facility_id", "day", "code"),
        Index(None, "person_id", "day"),
    )

    id: Mapped[PrimaryId]
    encounter_id: Mapped[UUID] = mapped_column(ForeignKey("encounter.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    day: Mapped[date]
    rank: Mapped[int]
    code: Mapped[str] = mapped_column(String(7))
    new_case: Mapped[bool] = mapped_column(default=True)
    certainty: Mapped[str] = mapped_column(String(8), default="", server_default="")
    doubt: Mapped[str] = mapped_column(String(200), default="", server_default="")


class WithdrawnDiagnosis(OfFacility, Recorded, Base):
    """A diagnosis that no longer stands as it was: what stood there, by whom and when, and what became of it."""

    __tablename__ = "withdrawn_diagnosis"
    __table_args__ = (Index(None, "encounter_id"), Index(None, "person_id"))

    id: Mapped[PrimaryId]
    encounter_id: Mapped[UUID] = mapped_column(ForeignKey("encounter.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    day: Mapped[date]
    rank: Mapped[int]
    code: Mapped[str] = mapped_column(String(7))
    new_case: Mapped[bool]
    certainty: Mapped[str] = mapped_column(String(8))
    given_by: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    given_at: Mapped[datetime]
    became: Mapped[str] = mapped_column(String(8))
    reason: Mapped[str] = mapped_column(String(200))


class RecordSignature(OfFacility, Recorded, Base):
    """A clinician signed her own entries of a visit; what she writes later is not signed by it."""

    __tablename__ = "record_signature"
    __table_args__ = (Index(None, "encounter_id"),)

    id: Mapped[PrimaryId]
    encounter_id: Mapped[UUID] = mapped_column(ForeignKey("encounter.id"))


class CorrectionPermit(OfFacility, Recorded, Base):
    """Somebody asks to correct a record after its time; the head of the Puskesmas grants it or not."""

    __tablename__ = "correction_permit"
    __table_args__ = (Index(None, "encounter_id"), Index(None, "facility_id", "decided_at"))

    id: Mapped[PrimaryId]
    encounter_id: Mapped[UUID] = mapped_column(ForeignKey("encounter.id"))
    reason: Mapped[str] = mapped_column(String(200))
    granted: Mapped[bool | None]
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    decided_at: Mapped[datetime | None]


class PatientRequest(OfFacility, Recorded, Base):
    """A patient asks to have something corrected in their data; the head decides and answers."""

    __tablename__ = "patient_request"
    __table_args__ = (Index(None, "person_id"), Index(None, "facility_id", "recorded_at"))

    id: Mapped[PrimaryId]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    asked_by: Mapped[str] = mapped_column(String(120))
    asked_as: Mapped[str] = mapped_column(String(24))
    subject: Mapped[str] = mapped_column(String(24))
    stands: Mapped[str] = mapped_column(String(400))
    wanted: Mapped[str] = mapped_column(String(400))
    granted: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(String(400), default="", server_default="")
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    decided_at: Mapped[datetime | None]


class WithdrawnAllergy(OfFacility, Recorded, Base):
    """An allergy that turned out to be none, or was written down wrongly: what stood there, and why it went."""

    __tablename__ = "withdrawn_allergy"
    __table_args__ = (Index(None, "person_id"),)

    id: Mapped[PrimaryId]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(String(200))
    stood_there: Mapped[dict[str, Any]] = mapped_column(default=dict)


class NoKnownAllergy(OfFacility, Recorded, Base):
    """A person was asked about allergies and knew of none; an allergy told later counts more."""

    __tablename__ = "no_known_allergy"
    __table_args__ = (Index(None, "person_id"),)

    id: Mapped[PrimaryId]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    day: Mapped[date]


class InformedConsent(OfFacility, Recorded, Base):
    """What was explained before an act, and whether it was agreed to or refused, by whom.

    ``explained`` holds the codes of what was explained; one that was written wrongly is withdrawn with its reason.
    """

    __tablename__ = "informed_consent"
    __table_args__ = (Index(None, "encounter_id"), Index(None, "person_id"))

    id: Mapped[PrimaryId]
    encounter_id: Mapped[UUID] = mapped_column(ForeignKey("encounter.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    day: Mapped[date]
    action: Mapped[str] = mapped_column(String(200))
    explained: Mapped[list[Any]] = mapped_column(default=list)
    note: Mapped[str] = mapped_column(String(500), default="")
    explained_by: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    given: Mapped[bool]
    signer: Mapped[str] = mapped_column(String(120))
    signer_relation: Mapped[str] = mapped_column(String(40))
    witness: Mapped[str] = mapped_column(String(120), default="")
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    withdrawn_reason: Mapped[str] = mapped_column(String(200), default="")


class Problem(OfFacility, Recorded, Base):
    """A problem that goes on beyond one visit; ``resolved_on`` is empty while it does.

    ``words`` say what it is where it has no code.
    """

    __tablename__ = "problem"
    __table_args__ = (Index(None, "person_id"), Index(None, "encounter_id"))

    id: Mapped[PrimaryId]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    encounter_id: Mapped[UUID | None] = mapped_column(ForeignKey("encounter.id"))
    code: Mapped[str] = mapped_column(String(7))
    words: Mapped[str] = mapped_column(String(120), default="", server_default="")
    began_on: Mapped[date]
    resolved_on: Mapped[date | None]
    resolved_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    resolved_note: Mapped[str] = mapped_column(String(200), default="")


class ShortText(OfFacility, Recorded, Base):
    """A text that a member of staff types by a short word of her own; ``recorded_by`` is whose it is."""

    __tablename__ = "short_text"
    __table_args__ = (UniqueConstraint("facility_id", "recorded_by", "word"),)

    id: Mapped[PrimaryId]
    word: Mapped[str] = mapped_column(String(16))
    body: Mapped[str] = mapped_column(Text)


class NoteTemplate(OfFacility, Recorded, Base):
    """Texts for several parts of a note under one name; ``recorded_by`` is whose it is, ``parts`` part to text."""

    __tablename__ = "note_template"
    __table_args__ = (UniqueConstraint("facility_id", "recorded_by", "name"),)

    id: Mapped[PrimaryId]
    name: Mapped[str] = mapped_column(String(60))
    parts: Mapped[dict[str, Any]] = mapped_column(default=dict)

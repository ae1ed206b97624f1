"""What a Puskesmas adds to the editions shipped: official words of questionnaires, and clinicians' signatures."""

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, OfFacility, PrimaryId, Recorded


class ItemWording(OfFacility, Recorded, Base):
    """The official words of one item of a questionnaire as this Puskesmas entered them; the newest version counts."""

    __tablename__ = "item_wording"
    __table_args__ = (UniqueConstraint("facility_id", "form_code", "question_code", "version"),)

    id: Mapped[PrimaryId]
    form_code: Mapped[str] = mapped_column(String(40))
    question_code: Mapped[str] = mapped_column(String(40))
    version: Mapped[int]
    words: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(String(200))


class SignOff(OfFacility, Recorded, Base):
    """A clinician's word that an edition, or one item of it, says what its source says; ``withdrawn`` takes it back."""

    __tablename__ = "sign_off"
    __table_args__ = (Index(None, "facility_id", "kind", "name"),)

    id: Mapped[PrimaryId]
    kind: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(40))
    version: Mapped[str] = mapped_column(String(40))
    item: Mapped[str] = mapped_column(String(60), default="")
    note: Mapped[str] = mapped_column(String(300), default="")
    withdrawn: Mapped[bool] = mapped_column(default=False)

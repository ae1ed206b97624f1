"""What happened to the record itself: visits that moved to the right person, and seals that were broken."""

from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, OfFacility, PrimaryId, Recorded


class VisitMove(OfFacility, Recorded, Base):
    """A visit that was written into the wrong record and went to the right one; taken back, it moves once more.

    ``visit_id`` is no ``encounter_id``: a move stays with both people, wherever the visit goes later.
    """

    __tablename__ = "visit_move"
    __table_args__ = (
        Index(None, "from_person_id"),
        Index(None, "to_person_id"),
        Index(None, "visit_id"),
        Index(None, "facility_id", "recorded_at"),
    )

    id: Mapped[PrimaryId]
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("encounter.id"))
    from_person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    to_person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(String(200))
    undoes_id: Mapped[UUID | None] = mapped_column(ForeignKey("visit_move.id"), unique=True)


class SealBroken(OfFacility, Recorded, Base):
    """Somebody read restricted entries of another klaster, once, and said why.

    Attributes:
        visit_id: the visit that was read; None when the whole record was printed or saved.
        beside_id: the visit during which it was read.
        purpose: ``baca`` on the screen, ``salin`` on paper or in a file.
    """

    __tablename__ = "seal_broken"
    __table_args__ = (Index(None, "person_id"), Index(None, "facility_id", "recorded_at"))

    id: Mapped[PrimaryId]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    visit_id: Mapped[UUID | None] = mapped_column(ForeignKey("encounter.id"))
    beside_id: Mapped[UUID] = mapped_column(ForeignKey("encounter.id"))
    purpose: Mapped[str] = mapped_column(String(8))
    reason: Mapped[str] = mapped_column(String(200))

"""People who may be the same, people who were found to be, and whose every row was before."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Json, OfFacility, PrimaryId, Recorded


class SuspectedPair(OfFacility, Base):
    """Two people who may be one, the smaller identifier first; ``decided`` once somebody said that they are not."""

    __tablename__ = "suspected_pair"
    __table_args__ = (Index(None, "facility_id", "decided_at", "score"), Index(None, "other_id"))

    one_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    other_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    score: Mapped[float]
    certain: Mapped[bool]
    found_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))


class DuplicateScan(Base):
    """How far the search for people entered twice has come: the way it goes, and after which value it goes on."""

    __tablename__ = "duplicate_scan"

    facility_id: Mapped[UUID] = mapped_column(ForeignKey("facility.id"), primary_key=True)
    way: Mapped[int]
    after: Mapped[str] = mapped_column(String(160))
    people: Mapped[int]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class PersonMerge(OfFacility, Recorded, Base):
    """One identity found to be another person's: it leads there until ``undone_at``."""

    __tablename__ = "person_merge"
    __table_args__ = (
        Index(None, "loser_id"),
        Index(None, "survivor_id"),
        Index(None, "facility_id", "recorded_at"),
    )

    id: Mapped[PrimaryId]
    loser_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    survivor_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(String(200))
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    undone_reason: Mapped[str] = mapped_column(String(200), default="")


class PersonMergeRow(OfFacility, Base):
    """Whose one row was before a merge; what else the merge changed in it stands in ``before`` and ``after``.

    ``fate`` tells moved rows from those the survivor had, values filled in, and rows made while the two were one;
    whom a row of the last kind was given to by hand stands in ``settled_id``.
    """

    __tablename__ = "person_merge_row"

    merge_id: Mapped[UUID] = mapped_column(ForeignKey("person_merge.id"), primary_key=True)
    table_name: Mapped[str] = mapped_column(String(40), primary_key=True)
    column_name: Mapped[str] = mapped_column(String(40), primary_key=True)
    row_id: Mapped[UUID] = mapped_column(primary_key=True)
    old_person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    fate: Mapped[str] = mapped_column(String(8))
    before: Mapped[Any | None] = mapped_column(Json())
    after: Mapped[Any | None] = mapped_column(Json())
    settled_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))

"""What belongs to this workstation alone: drafts of what is typed and not yet saved, under the same encryption."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, MetaData, String, Table, delete, select
from sqlalchemy.schema import Column

from db.base import Id, Instant, Json, OrdinalDay
from db.engine import open_sqlite

FILE_NAME = "local_state.db"
STATE = MetaData()
DRAFT = Table(
    "draft",
    STATE,
    Column("staff_id", Id(), primary_key=True),
    Column("place", String(80), primary_key=True),
    Column("typed", Json(), nullable=False),
    Column("kept_at", Instant(), nullable=False),
)
SIGNED_IN = Table(
    "signed_in",
    STATE,
    Column("staff_id", Id(), primary_key=True),
    Column("day", OrdinalDay(), nullable=False),
    Column("wrong", Integer(), nullable=False),
)


class LocalState:
    """The local file of drafts, and of who signed in here; a draft is known by who typed it and where.

    Attributes:
        database: the open file.
    """

    def __init__(self, file: Path, key: bytes) -> None:
        self.database = open_sqlite(file, key)
        STATE.create_all(self.database.engine)

    def keep(self, staff_id: UUID, place: str, typed: Mapping[str, Any], at: datetime) -> None:
        """Keep what is typed in a place, instead of what was kept there before."""
        with self.database.engine.begin() as connection:
            connection.execute(delete(DRAFT).where(DRAFT.c.staff_id == staff_id, DRAFT.c.place == place))
            connection.execute(DRAFT.insert().values(staff_id=staff_id, place=place, typed=dict(typed), kept_at=at))

    def kept(self, staff_id: UUID) -> dict[str, tuple[dict[str, Any], datetime]]:
        """Return what somebody left and when, by place, the latest first."""
        with self.database.reading() as session:
            rows = session.execute(
                select(DRAFT.c.place, DRAFT.c.typed, DRAFT.c.kept_at)
                .where(DRAFT.c.staff_id == staff_id)
                .order_by(DRAFT.c.kept_at.desc())
            )
            return {row.place: (dict(row.typed), row.kept_at) for row in rows}

    def drop(self, staff_id: UUID, place: str) -> None:
        """Forget a draft, because it was saved or given up."""
        with self.database.engine.begin() as connection:
            connection.execute(delete(DRAFT).where(DRAFT.c.staff_id == staff_id, DRAFT.c.place == place))

    def keep_signed_in(self, staff_id: UUID, day: date, wrong: int) -> None:
        """Keep on which day somebody last gave the password here, and how many PINs were wrong since."""
        with self.database.engine.begin() as connection:
            connection.execute(delete(SIGNED_IN).where(SIGNED_IN.c.staff_id == staff_id))
            connection.execute(SIGNED_IN.insert().values(staff_id=staff_id, day=day, wrong=wrong))

    def signed_in_here(self) -> dict[UUID, tuple[date, int]]:
        """Return on which day each member of staff last gave the password here, and how many PINs were wrong since."""
        with self.database.reading() as session:
            rows = session.execute(select(SIGNED_IN.c.staff_id, SIGNED_IN.c.day, SIGNED_IN.c.wrong))
            return {row.staff_id: (row.day, row.wrong) for row in rows}

    def close(self) -> None:
        """Close the file."""
        self.database.close()

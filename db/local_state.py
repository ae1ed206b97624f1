"""What belongs to this workstation alone: drafts of what is typed and not yet saved, under the same encryption."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import MetaData, String, Table, delete, select
from sqlalchemy.schema import Column

from db.base import Id, Instant, Json
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


class LocalState:
    """The local file of drafts; a draft is known by who typed it and where.

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

    def close(self) -> None:
        """Close the file."""
        self.database.close()

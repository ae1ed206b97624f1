"""What one workstation keeps for the hours without the server: a copy of part of it, and what was written meanwhile.

The file lies beside the drafts, under the same key. Its tables are those of the database, so that the services that
the desk needs work on it as they stand; beside them are what only this file knows.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, MetaData, String, Table, UniqueConstraint, delete, func, insert, select, update
from sqlalchemy.orm import Session
from sqlalchemy.schema import Column

from db.base import Base, Id, Instant, Json
from db.engine import CannotOpen, Database, open_sqlite
from db.migrate import NewerDatabase, needs_upgrade, upgrade

FILE_NAME = "darurat.db"
SET_ASIDE = ".rusak"
OWN = MetaData()
KNOWN = Table("known", OWN, Column("name", String(40), primary_key=True), Column("value", Json(), nullable=False))
ENTRY = Table(
    "entry",
    OWN,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("client_id", Id(), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("at", Instant(), nullable=False),
    Column("content", Json(), nullable=False),
    Column("fate", String(8), nullable=False),
    Column("became", Json(), nullable=False),
    UniqueConstraint("client_id"),
)
BLOCK = Table(
    "block",
    OWN,
    Column("name", String(24), primary_key=True),
    Column("first", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
    Column("next", Integer, nullable=False),
)
COPIED = "copied"
"""How far the copy has come: of which Puskesmas, after whom, and up to which change."""
WAITING, SENT, LISTED = "waiting", "sent", "listed"


class LocalCopy:
    """The open file.

    Attributes:
        database: its tables are those of the server, and hold a part of its rows.
    """

    def __init__(self, file: Path, key: bytes) -> None:
        self.database = _opened(file, key)
        OWN.create_all(self.database.engine)

    def known(self, name: str) -> Any:
        """Return what was last noted under a name, or None."""
        with self.database.reading() as session:
            return session.scalar(select(KNOWN.c.value).where(KNOWN.c.name == name))

    def waiting(self, but: str = "") -> int:
        """Return how many entries are still to be sent, but for those of one kind."""
        with self.database.reading() as session:
            wanted = (ENTRY.c.fate == WAITING, ENTRY.c.kind != but)
            return session.execute(select(func.count()).where(*wanted)).scalar_one()

    def first_waiting(self) -> Any:
        """Return the oldest entry that is still to be sent, or None."""
        with self.database.reading() as session:
            return session.execute(
                select(ENTRY).where(ENTRY.c.fate == WAITING).order_by(ENTRY.c.seq).limit(1)
            ).one_or_none()

    def settled(self) -> list[Any]:
        """Return what became of the entries that are no longer waiting."""
        with self.database.reading() as session:
            found = select(ENTRY.c.client_id, ENTRY.c.content, ENTRY.c.fate, ENTRY.c.became)
            return list(session.execute(found.where(ENTRY.c.fate != WAITING).order_by(ENTRY.c.seq)))

    def settle(self, client_id: UUID, fate: str, became: Mapping[str, str]) -> None:
        """Note what became of an entry."""
        with self.database.writing() as session, session.begin():
            done = update(ENTRY).where(ENTRY.c.client_id == client_id).values(fate=fate, became=dict(became))
            session.execute(done)

    def forget_settled(self, before: datetime) -> None:
        """Remove entries that have been settled for long."""
        with self.database.writing() as session, session.begin():
            session.execute(delete(ENTRY).where(ENTRY.c.fate != WAITING, ENTRY.c.at < before))

    def close(self) -> None:
        """Close the file."""
        self.database.close()


def is_whole(file: Path, key: bytes) -> bool:
    """Tell whether a file holds everybody, so that somebody can be let in by it alone."""
    if not file.exists():
        return False
    copy = LocalCopy(file, key)
    try:
        state = copy.known(COPIED)
        return state is not None and state["after"] is None
    finally:
        copy.close()


def note(session: Session, name: str, value: Any) -> None:
    """Note something under a name, in a transaction of the copy."""
    session.execute(delete(KNOWN).where(KNOWN.c.name == name))
    session.execute(insert(KNOWN).values(name=name, value=value))


def add_entry(session: Session, client_id: UUID, kind: str, at: datetime, content: Mapping[str, Any]) -> None:
    """Keep something that is to be sent to the server, in the transaction that writes it here."""
    row = {"client_id": client_id, "kind": kind, "at": at, "content": dict(content), "fate": WAITING, "became": {}}
    session.execute(insert(ENTRY).values(row))


def add_block(session: Session, name: str, first: int, last: int) -> None:
    """Keep numbers that the server reserved for this workstation."""
    session.execute(insert(BLOCK).values(name=name, first=first, last=last, next=first))


def numbers_left(session: Session, name: str) -> int:
    """Return how many reserved numbers of a name are left."""
    left = select(func.coalesce(func.sum(BLOCK.c.last - BLOCK.c.next + 1), 0)).where(BLOCK.c.name == name)
    return int(session.execute(left).scalar_one())


def take_number(session: Session, name: str) -> int | None:
    """Take the next reserved number of a name, or None when they are used up."""
    block = session.execute(
        select(BLOCK).where(BLOCK.c.name == name, BLOCK.c.next <= BLOCK.c.last).order_by(BLOCK.c.first).limit(1)
    ).first()
    if block is None:
        return None
    mine = (BLOCK.c.name == name, BLOCK.c.first == block.first)
    session.execute(update(BLOCK).where(*mine).values(next=block.next + 1))
    return int(block.next)


def block_of(session: Session, name: str) -> tuple[int, int] | None:
    """Return the first and the last number of the newest block of a name."""
    row = session.execute(select(BLOCK).where(BLOCK.c.name == name).order_by(BLOCK.c.first.desc()).limit(1)).first()
    return None if row is None else (int(row.first), int(row.last))


def _opened(file: Path, key: bytes) -> Database:
    """Open the file; a damaged one is set aside and stays, since it must keep nobody from the records."""
    try:
        return _current(file, key)
    except (CannotOpen, NewerDatabase):
        for part in (file, Path(f"{file}-wal"), Path(f"{file}-shm")):
            if part.exists():
                part.replace(f"{part}{SET_ASIDE}")
    return _current(file, key)


def _current(file: Path, key: bytes) -> Database:
    """Return the file with the schema of this program; a copy under an older schema is emptied and copied anew.

    What waits to be sent is no copy and stays.
    """
    database = open_sqlite(file, key, holds_all=False)
    try:
        if needs_upgrade(database.engine):
            _empty(database)
            upgrade(database.engine)
            database.engine.dispose()
    except BaseException:
        database.close()
        raise
    return database


def _empty(database: Database) -> None:
    """Remove every copied row, so that an upgrade meets none that points to what was not copied."""
    with database.engine.begin() as connection:
        present = {row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for table in reversed(Base.metadata.sorted_tables):
            if table.name in present:
                connection.execute(delete(table))
        if KNOWN.name in present:
            with suppress(KeyError):
                connection.execute(delete(KNOWN).where(KNOWN.c.name == COPIED))

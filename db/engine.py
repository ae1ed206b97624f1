"""Opening the database: one encrypted SQLite file or a PostgreSQL server, the same for everything above."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session, sessionmaker

from db.feed import ChangeFeed, LocalFeed, ServerFeed

BUSY_TIMEOUT_MS = 10_000
READERS = 3
READER_CACHE_KIB = 6_000


class CannotOpen(Exception):
    """The database file cannot be read: wrong key, damaged, or not a database of this program."""


class Database:
    """An open database: sessions to write and to read with, and the feed of changes.

    Attributes:
        dialect: ``sqlite`` or ``postgresql``.
        engine: the engine that writes.
        feed: tells readers that somebody committed.
    """

    def __init__(self, engine: Engine, reading_engine: Engine, feed: ChangeFeed) -> None:
        self.dialect = engine.dialect.name
        self.engine = engine
        self.feed = feed
        self._reading_engine = reading_engine
        self._write = sessionmaker(engine, expire_on_commit=False)
        self._read = sessionmaker(reading_engine, expire_on_commit=False)

    def writing(self) -> Session:
        """Return a session whose transaction holds the write lock from its first statement."""
        return self._write()

    def reading(self) -> Session:
        """Return a session that sees one snapshot and can change nothing."""
        return self._read()

    def close(self) -> None:
        """Let go of every connection."""
        self.feed.close()
        self._reading_engine.dispose()
        self.engine.dispose()


def open_sqlite(file: Path, key: bytes) -> Database:
    """Open (or create) the encrypted file; ``key`` has 32 bytes. Raises ``CannotOpen``."""
    writing = _sqlite_engine(file, key, _prepare_writer, begin="BEGIN IMMEDIATE", size=1)
    try:
        with writing.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
    except DatabaseError as error:
        writing.dispose()
        raise CannotOpen(str(error.orig)) from error
    reading = _sqlite_engine(file, key, _prepare_reader, begin="BEGIN", size=READERS)
    return Database(writing, reading, LocalFeed(reading))


def open_postgres(url: str) -> Database:
    """Open a database on a PostgreSQL server by its SQLAlchemy address."""
    writing = create_engine(url, pool_size=2, pool_pre_ping=True)
    reading = create_engine(url, pool_size=READERS, pool_pre_ping=True, isolation_level="REPEATABLE READ")

    @event.listens_for(reading, "begin")
    def _read_only(connection: Any) -> None:
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")

    return Database(writing, reading, ServerFeed(writing))


def _sqlite_engine(file: Path, key: bytes, prepare: Callable[[Any], None], *, begin: str, size: int) -> Engine:
    engine = create_engine(
        f"sqlite+pysqlite:///{file}",
        module=sqlcipher3.dbapi2,
        pool_size=size,
        max_overflow=2,
        connect_args={"check_same_thread": False, "timeout": BUSY_TIMEOUT_MS / 1000},
    )

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        cursor.execute("PRAGMA foreign_keys = ON")
        prepare(cursor)
        cursor.close()

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _prepare_writer(cursor: Any) -> None:
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")


def _prepare_reader(cursor: Any) -> None:
    cursor.execute("PRAGMA query_only = ON")
    cursor.execute(f"PRAGMA cache_size = -{READER_CACHE_KIB}")

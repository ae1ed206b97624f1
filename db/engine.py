"""Opening the database: one encrypted SQLite file or a PostgreSQL server, the same for everything above."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session, sessionmaker

from db.commit_mark import NOTED, CommitMark
from db.feed import ChangeFeed, LocalFeed, ServerFeed
from db.pipelined import DRIVER
from db.reach import ServerReach
from db.talk import talk_of
from db.turns import Line
from ilp_desktop.domain.server_address import ServerLogin

BUSY_TIMEOUT_MS = 10_000
READERS = 3
READER_CACHE_KIB = 24_000
CONNECT_TIMEOUT_S = 5
# Statements here are short and few, and come again and again: planning one takes longer than running it.
# A cable pulled out is noticed within seconds at this end, and at the server, which lets go of its locks.
PATIENCE = {
    "connect_timeout": CONNECT_TIMEOUT_S,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
    "application_name": "ilp-desktop",
    "prepare_threshold": 2,
    "options": (
        "-c jit=off -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s -c tcp_keepalives_idle=5"
        " -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3 -c tcp_user_timeout=10s"
    ),
}


class CannotOpen(Exception):
    """The database file cannot be read: wrong key, damaged, or not a database of this program."""


class Database:
    """An open database: sessions to write and to read with, and the feed of changes.

    Attributes:
        dialect: ``sqlite`` or ``postgresql``.
        engine: the engine that writes.
        feed: tells readers that somebody committed.
        mark: what the last save reached, kept beside a file; a server has its own ways.
        reach: asks whether the server answers; None where there is none.
    """

    def __init__(
        self, engine: Engine, reading_engine: Engine, feed: ChangeFeed, mark: CommitMark | None = None
    ) -> None:
        self.dialect = engine.dialect.name
        self.engine = engine
        self.feed = feed
        self.mark = mark
        self.reach: ServerReach | None = None
        self._reading_engine = reading_engine
        self._write = sessionmaker(engine, expire_on_commit=False)
        self._read = sessionmaker(reading_engine, expire_on_commit=False)
        if mark is not None:
            event.listen(self._write, "after_commit", self._keep_mark)
        if self.dialect == "postgresql":
            event.listen(self._write, "after_begin", _be_patient)

    def writing(self) -> Session:
        """Return a session whose transaction holds the write lock from its first statement."""
        return self._write()

    def reading(self) -> Session:
        """Return a session that sees one snapshot and can change nothing."""
        return self._read()

    def close(self) -> None:
        """Let go of every connection."""
        self.feed.close()
        if self.reach is not None:
            self.reach.close()
        self._reading_engine.dispose()
        self.engine.dispose()
        if self.mark is not None:
            self.mark.close()

    def _keep_mark(self, session: Session) -> None:
        reached = session.info.pop(NOTED, None)
        if reached is not None and self.mark is not None:
            self.mark.move_to(reached)


def open_sqlite(file: Path, key: bytes, *, holds_all: bool = True) -> Database:
    """Open (or create) the encrypted file; ``key`` has 32 bytes. Raises ``CannotOpen``.

    A file that copies a part of a server does not hold all that its rows point to: ``holds_all`` is false.
    A trouble of the disk, such as one that is full, is no fault of the file and is passed on.
    """
    prepare = _prepare_writer if holds_all else _prepare_writer_of_part
    writing = _sqlite_engine(file, key, prepare, begin=_begin_in_turn, size=1)
    try:
        with writing.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
    except OperationalError:
        writing.dispose()
        raise
    except DatabaseError as error:
        writing.dispose()
        raise CannotOpen(str(error.orig)) from error
    reading = _sqlite_engine(file, key, _prepare_reader, begin=_begin, size=READERS)
    return Database(writing, reading, LocalFeed(reading), CommitMark(file) if holds_all else None)


def server_url(login: ServerLogin) -> URL:
    """Return the SQLAlchemy address of a server; a host that is a folder is where its socket lies.

    Another computer is talked to encrypted or not at all, and only when its certificate names it.
    """
    address = login.address
    where = {} if address.on_network else {"host": address.host}
    proof = {"sslmode": "verify-full", "sslrootcert": address.certificate} if address.elsewhere else {}
    return URL.create(
        "postgresql+psycopg",
        username=address.user,
        password=login.password or None,
        host=address.host if address.on_network else None,
        port=address.port,
        database=address.database,
        query=where | proof,
    )


def server_engine(url: URL | str, **chosen: Any) -> Engine:
    """Return an engine that notices a lost server within seconds, makes lost connections anew and speaks seldom."""
    spoken = make_url(url).set(drivername=DRIVER)
    return create_engine(spoken, pool_pre_ping=True, connect_args=PATIENCE, **chosen)


def open_postgres(url: URL | str) -> Database:
    """Open a database on a PostgreSQL server by its SQLAlchemy address."""
    writing = server_engine(url, pool_size=2, pool_use_lifo=True)  # the connection last used has what was last planned
    unchanging = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}  # said along with the BEGIN
    reading = server_engine(url, pool_size=READERS, pool_use_lifo=True, execution_options=unchanging)
    database = Database(writing, reading, ServerFeed(writing))
    database.reach = ServerReach((writing, reading), PATIENCE)
    return database


def _be_patient(_session: Session, _transaction: Any, connection: Connection) -> None:
    """Let what needs no answer wait in the transactions of a session; migrations and the like count what they write."""
    talk = talk_of(connection)
    if talk is not None:
        talk.patient = True


def _sqlite_engine(
    file: Path, key: bytes, prepare: Callable[[Any], None], *, begin: Callable[[Any], None], size: int
) -> Engine:
    engine = create_engine(
        f"sqlite+pysqlite:///{file}",
        module=sqlcipher3.dbapi2,
        pool_size=size,
        max_overflow=2,
        pool_use_lifo=True,  # the connection last used has the pages last read at hand
        connect_args={"check_same_thread": False, "timeout": BUSY_TIMEOUT_MS / 1000},
    )

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        cursor.execute("PRAGMA foreign_keys = ON")
        prepare(cursor)
        cursor.close()
        if begin is _begin_in_turn:
            record.info["line"] = Line(file)

    @event.listens_for(engine, "close")
    def _on_close(_connection: Any, record: Any) -> None:
        if "line" in record.info:
            record.info.pop("line").close()

    event.listen(engine, "begin", begin)
    return engine


def _begin(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN")


def _begin_in_turn(connection: Any) -> None:
    line: Line = connection.info["line"]
    if not line.begin(connection.connection.driver_connection, BUSY_TIMEOUT_MS / 1000):
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # says why not


def _prepare_writer(cursor: Any) -> None:
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")


def _prepare_writer_of_part(cursor: Any) -> None:
    _prepare_writer(cursor)
    cursor.execute("PRAGMA foreign_keys = OFF")


def _prepare_reader(cursor: Any) -> None:
    cursor.execute("PRAGMA query_only = ON")
    cursor.execute(f"PRAGMA cache_size = -{READER_CACHE_KIB}")

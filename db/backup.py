"""Copying an encrypted SQLite file while others go on writing it, and looking into such a copy."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import sqlcipher3.dbapi2

Report = Callable[[float], None]
READ_BYTES = 1 << 20
PAGE_BYTES = 4096
BUSY_TIMEOUT_MS = 10_000
STEPS_BETWEEN_REPORTS = 2_000_000
LONGEST_REST_S = 0.1
TROUBLES = (("full", errno.ENOSPC), ("readonly", errno.EROFS), ("locked", errno.EBUSY))


class Damaged(Exception):
    """The file does not open with this key, or what is in it is not whole."""


@dataclass(frozen=True)
class Pace:
    """How gently a copy is made.

    Attributes:
        pages: how much in one go.
        pause_s: how long the rest in between is at least.
        rest_per_work: how long it is, measured by how long the work before it took; a slow computer rests longer.
        sync_bytes: how much before the disk has it.
    """

    pages: int
    pause_s: float
    rest_per_work: float
    sync_bytes: int


@dataclass(frozen=True)
class Contents:
    """What a file holds: the revision of its schema, and the number of rows of every table."""

    schema: str
    counts: dict[str, int]


def copy_while_used(file: Path, key: bytes, target: Path, pace: Pace, report: Report) -> Contents:
    """Copy a file as it stands at this moment under the same key, and return what it held then.

    One reading transaction holds the moment, so that writers neither wait nor make it begin anew.
    Raises ``OSError`` for trouble of the disk and ``Damaged`` for trouble of the file.
    """
    with _told(), _opened(file, key) as source:
        source.execute("PRAGMA query_only = ON")
        source.execute("BEGIN")
        contents = _contents(source)
        with _opened(target, key) as copy, _synced(target) as sync:
            copy.execute("PRAGMA journal_mode = OFF")
            copy.execute("PRAGMA synchronous = OFF")
            source.backup(copy, pages=pace.pages, progress=_gently(pace, sync, report))
        source.execute("ROLLBACK")
        # While the moment was held the log could only grow. Brought in here, no save has to do it and wait.
        source.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        with _opened(target, key) as copy:
            copy.execute("PRAGMA journal_mode = DELETE")
    sync_file(target)
    return contents


def look_into(file: Path, key: bytes, report: Report, *, thorough: bool = False) -> Contents:
    """Open a copy, check its tables and count their rows, or more when ``thorough``; raises ``Damaged``."""
    if not file.is_file():
        raise FileNotFoundError(errno.ENOENT, "no such file", file.name)
    with _told(), _opened(file, key) as copy:
        copy.execute("PRAGMA query_only = ON")
        stopped: list[BaseException] = []
        copy.set_progress_handler(_stoppable(report, stopped), STEPS_BETWEEN_REPORTS)
        try:
            if thorough and copy.execute("PRAGMA cipher_integrity_check").fetchall():
                raise Damaged("a page is not as it was written")
            check = "integrity_check" if thorough else "quick_check"
            if copy.execute(f"PRAGMA {check}").fetchall() != [("ok",)]:
                raise Damaged("tables and indexes do not agree")
            if thorough and copy.execute("PRAGMA foreign_key_check").fetchone():
                raise Damaged("a row refers to one that is not there")
            return _contents(copy)
        except sqlcipher3.dbapi2.OperationalError:
            if stopped:
                raise stopped[0] from None
            raise


def rows_since(file: Path, key: bytes, moment_ms: int) -> dict[str, int]:
    """Return how many rows of each table were recorded after a moment, in milliseconds since 1970."""
    with _told(), _opened(file, key) as source:
        source.execute("PRAGMA query_only = ON")
        source.execute("BEGIN")
        found: dict[str, int] = {}
        for table in _tables(source):
            columns = {row[1] for row in source.execute(f'PRAGMA table_info("{table}")')}
            column = "at" if table == "audit" else "recorded_at"
            if column in columns:
                query = f'SELECT count(*) FROM "{table}" WHERE "{column}" > ?'  # noqa: S608 - names of the schema
                found[table] = int(source.execute(query, (moment_ms,)).fetchone()[0])
        source.execute("ROLLBACK")
        return found


def settle(file: Path, key: bytes) -> bool:
    """Bring everything into the one file, so that nothing lies beside it; False while another program has it open."""
    with _told(), _opened(file, key) as source:
        source.execute("PRAGMA busy_timeout = 0")
        busy = source.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if busy:
            return False
        try:
            return bool(source.execute("PRAGMA journal_mode = DELETE").fetchone()[0] == "delete")
        except sqlcipher3.dbapi2.OperationalError:
            return False


def opens_with(file: Path, key: bytes) -> bool:
    """Say whether a key opens a file."""
    try:
        with _told(), _opened(file, key) as found:
            found.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except (OSError, Damaged):
        return False
    return True


def file_hash(file: Path, report: Report) -> str:
    """Return the SHA-256 of a file."""
    total, done, digest = max(file.stat().st_size, 1), 0, sha256()
    with file.open("rb") as stream:
        while part := stream.read(READ_BYTES):
            digest.update(part)
            done += len(part)
            report(done / total)
    return digest.hexdigest()


def copy_file(file: Path, target: Path, report: Report) -> str:
    """Copy a file that nobody writes, see that the disk has it, and return its SHA-256."""
    total, done, digest = max(file.stat().st_size, 1), 0, sha256()
    with file.open("rb") as source, target.open("wb") as stream:
        while part := source.read(READ_BYTES):
            digest.update(part)
            stream.write(part)
            done += len(part)
            report(done / total)
        stream.flush()
        os.fsync(stream.fileno())
    return digest.hexdigest()


def sync_file(file: Path) -> None:
    """See that the disk has a file."""
    with file.open("r+b") as stream:
        os.fsync(stream.fileno())


@contextmanager
def _opened(file: Path, key: bytes) -> Iterator[Any]:
    connection = sqlcipher3.dbapi2.connect(str(file), isolation_level=None, check_same_thread=False)
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        yield connection
    finally:
        connection.close()


@contextmanager
def _synced(file: Path) -> Iterator[Callable[[], None]]:
    """Yield what brings to the disk, bit by bit, what was written so far; a heap at the end would hold up a save."""
    with file.open("r+b") as stream:
        yield lambda: os.fsync(stream.fileno())


@contextmanager
def _told() -> Iterator[None]:
    """Tell the trouble of a disk as such, and any other trouble with a file as damage."""
    try:
        yield
    except sqlcipher3.dbapi2.OperationalError as error:
        said = str(error).lower()
        number = next((number for sign, number in TROUBLES if sign in said), errno.EIO)
        raise OSError(number, os.strerror(number)) from error
    except sqlcipher3.dbapi2.DatabaseError as error:
        raise Damaged(str(error)) from error


def _gently(pace: Pace, sync: Callable[[], None], report: Report) -> Callable[[int, int, int], None]:
    """Return what is called after every step of a copy: it reports, brings to the disk, and lets others work."""
    synced, began = 0, monotonic()

    def after_step(_status: int, remaining: int, total: int) -> None:
        nonlocal synced, began
        done = total - remaining
        if (done - synced) * PAGE_BYTES >= pace.sync_bytes:
            synced = done
            sync()
        report(done / max(total, 1))
        sleep(max(pace.pause_s, min((monotonic() - began) * pace.rest_per_work, LONGEST_REST_S)))
        began = monotonic()

    return after_step


def _stoppable(report: Report, stopped: list[BaseException]) -> Callable[[], int]:
    """Return what SQLite calls now and then; what ``report`` raises stops the statement and is kept."""

    def looked() -> int:
        try:
            report(0.5)
        except BaseException as error:
            stopped.append(error)
            return 1
        return 0

    return looked


def _tables(connection: Any) -> list[str]:
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return sorted(row[0] for row in found)


def _contents(connection: Any) -> Contents:
    tables = _tables(connection)
    if "alembic_version" not in tables:
        raise Damaged("no data of this program")
    counts = {
        table: int(connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])  # noqa: S608 - of the schema
        for table in tables
    }
    schema = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return Contents(str(schema[0]) if schema else "", counts)

"""What the last save reached, kept outside of the database: it tells when the database has lost what was stored.

SQLite takes the first damaged page of its log for the end of the log, so that saves behind it would be gone without a
word; nor does it know when its file was exchanged for an older one. The mark is written after each save is on the
disk and before the save is answered, and names the last row of the audit trail, which every save has.
"""

import os
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

MARK_SUFFIX = "-tanda"
NOTED = "commit mark"
MAGIC = b"ILPTANDA"
FORM = struct.Struct(">8sQq32s")
CHECK_BYTES = 8
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True)
class Mark:
    """The last row of the audit trail when a save was answered: its number, its moment and its hash."""

    seq: int
    at: datetime
    hash: bytes

    def packed(self) -> bytes:
        """Return it as bytes that tell when one of them was altered."""
        plain = FORM.pack(MAGIC, self.seq, (self.at - EPOCH) // MILLISECOND, self.hash)
        return plain + sha256(plain).digest()[:CHECK_BYTES]

    @classmethod
    def unpacked(cls, held: bytes) -> "Mark | None":
        """Return the mark in these bytes, or None when they hold none."""
        plain, check = held[: FORM.size], held[FORM.size : FORM.size + CHECK_BYTES]
        if len(plain) < FORM.size or sha256(plain).digest()[:CHECK_BYTES] != check:
            return None
        magic, seq, at, reached = FORM.unpack(plain)
        return cls(seq, EPOCH + at * MILLISECOND, reached) if magic == MAGIC else None


class CommitMark:
    """The mark beside one database file, which several programs may move forward."""

    def __init__(self, database: Path) -> None:
        self.file = Path(f"{database}{MARK_SUFFIX}")
        self._place = -1

    def read(self) -> Mark | None:
        """Return the mark, or None when there is none that can be read."""
        try:
            return Mark.unpacked(self.file.read_bytes())
        except OSError:
            return None

    def move_to(self, mark: Mark, *, back: bool = False) -> None:
        """Move the mark forward and see that the disk has it; ``back`` lets it go to an earlier row too.

        The save it stands for is stored already: a disk that refuses leaves an older mark, which tells less but
        nothing wrong.
        """
        with suppress(OSError), self._held() as place:
            stands = Mark.unpacked(os.read(place, FORM.size + CHECK_BYTES))
            if back or stands is None or stands.seq < mark.seq:
                os.lseek(place, 0, os.SEEK_SET)
                os.write(place, mark.packed())
                _sync(place)

    def close(self) -> None:
        """Let go of the file."""
        if self._place >= 0:
            os.close(self._place)
            self._place = -1

    @contextmanager
    def _held(self) -> Iterator[int]:
        """Yield the open file at its beginning, while no other program moves the mark."""
        if self._place < 0:
            self._place = os.open(self.file, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        os.lseek(self._place, 0, os.SEEK_SET)
        if sys.platform == "win32":
            yield self._place
            return
        import fcntl  # noqa: PLC0415 - not on Windows

        fcntl.flock(self._place, fcntl.LOCK_EX)
        try:
            yield self._place
        finally:
            fcntl.flock(self._place, fcntl.LOCK_UN)


def note_reached(session: Session, at: datetime, reached: bytes) -> None:
    """Remember in a session which row of the trail it wrote last, for when it is committed; on SQLite alone."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        driver: Any = connection.connection.driver_connection
        seq = driver.execute("SELECT max(seq) FROM audit").fetchone()[0]
        session.info[NOTED] = Mark(int(seq), at, reached)


def _sync(place: int) -> None:
    if sys.platform in ("win32", "darwin"):
        os.fsync(place)
    else:
        os.fdatasync(place)

"""A database as a disk would hold it when the power goes: the file, the log so far, and the mark of the last save."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from db.commit_mark import MARK_SUFFIX
from db.engine import Database, open_sqlite
from tests.faults.busy_desk import Journal, Save, read_journal, work
from tests.faults.wal_file import Log
from tests.house_fixtures import KEY, Clinic


@dataclass(frozen=True)
class Answered:
    """A save, what it made, how far the log reached when it was answered, and the mark of that moment."""

    save: Save
    made: str
    frames: int
    mark: bytes


@dataclass
class Morning:
    """A morning's saves and the files they left, taken while the program was still running.

    Attributes:
        log_before: how many frames the log had when the morning began.
    """

    database: bytes
    log: Log
    answered: list[Answered] = field(default_factory=list)
    meant: dict[str, Save] = field(default_factory=dict)

    def answered_by(self, frames: int) -> list[Answered]:
        """Return the saves that were answered when the log had so many frames on the disk."""
        return [one for one in self.answered if one.frames <= frames]

    def lay_out(self, folder: Path, log: bytes, mark: bytes) -> Path:
        """Write the files into an empty folder, and return the database."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        file = folder / "ilp.db"
        file.write_bytes(self.database)
        Path(f"{file}-wal").write_bytes(log)
        if mark:
            Path(f"{file}{MARK_SUFFIX}").write_bytes(mark)
        return file


def worked_morning(clinic: Clinic, folder: Path, saves: int, *, earlier: int = 0) -> Morning:
    """Let the desk work and take the files as they are; ``earlier`` saves leave old frames behind the new ones."""
    file = Path(str(clinic.database.engine.url.database))
    for _ in islice(work(clinic, Journal(folder / "jurnal-lama"), "lama"), earlier):
        pass
    with clinic.database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(FULL)")
        connection.exec_driver_sql("BEGIN")
    morning = Morning(file.read_bytes(), Log(b""))
    journal = folder / "jurnal"
    for save in islice(work(clinic, Journal(journal), "pagi"), saves):
        mark = Path(f"{file}{MARK_SUFFIX}").read_bytes()
        morning.answered.append(Answered(save, "", Log.of(file).frames, mark))
    morning.log = Log.of(file)
    morning.meant, made = read_journal(journal)
    old, _ = read_journal(folder / "jurnal-lama")
    morning.meant |= old
    morning.answered = [Answered(a.save, made[a.save.client_id], a.frames, a.mark) for a in morning.answered]
    assert file.read_bytes() == morning.database, "pages were brought into the file meanwhile"
    return morning


@contextmanager
def started(file: Path) -> Iterator[Database]:
    """Open a database as after a power cut."""
    database = open_sqlite(file, KEY)
    try:
        yield database
    finally:
        database.close()

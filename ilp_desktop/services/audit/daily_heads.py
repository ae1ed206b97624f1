"""What the chain of each workstation had reached at the end of each day: kept elsewhere, it shows a trail rewritten."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from db.engine import Database
from db.queries.audit_chain import first_at, last_rows
from ilp_desktop.clock import day_began, local_day

FILE_NAME = "jejak-harian.tsv"
HASH_LETTERS = 64


@dataclass(frozen=True)
class DailyHead:
    """The last row of a workstation on a day, by its number and its hash in hexadecimal digits."""

    day: date
    workstation: str
    seq: int
    hash: str


def daily_heads(database: Database, time_zone: str, until: date, since: date | None = None) -> tuple[DailyHead, ...]:
    """Return the last row of each workstation on each day, the oldest day first; without ``since`` from the first."""
    with database.reading() as session, session.begin():
        if since is None:
            first = first_at(session)
            if first is None:
                return ()
            since = local_day(first, time_zone)
        days = (since + timedelta(days=number) for number in range((until - since).days + 1))
        return tuple(
            DailyHead(day, row.workstation, row.seq, bytes(row.hash).hex())
            for day in days
            for row in last_rows(session, day_began(day, time_zone), day_began(day + timedelta(days=1), time_zone))
        )


def keep_heads(folder: Path, database: Database, time_zone: str, today: date) -> None:
    """Add the heads of the days since the last kept ones to the file of the data folder; nothing there is changed."""
    file = folder / FILE_NAME
    known = read_heads(file)
    since = max((head.day for head in known), default=None)
    new = [head for head in daily_heads(database, time_zone, today, since) if head not in set(known)]
    if not new:
        return
    with file.open("a", encoding="utf-8", newline="\n") as stream:
        stream.writelines(_line(one) for one in new)
        stream.flush()
        os.fsync(stream.fileno())


def write_heads(file: Path, heads: Iterable[DailyHead]) -> None:
    """Write heads into a file of their own, and see that the disk has it."""
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(_line(one) for one in heads)
        stream.flush()
        os.fsync(stream.fileno())


def read_heads(file: Path) -> tuple[DailyHead, ...]:
    """Return the heads kept in a file; a line cut short by a lost power supply says nothing."""
    if not file.exists():
        return ()
    return tuple(_heads_in(file.read_text(encoding="utf-8", errors="replace").splitlines()))


def _line(head: DailyHead) -> str:
    return f"{head.day.isoformat()}\t{head.seq}\t{head.hash}\t{head.workstation}\n"


def _heads_in(lines: Iterable[str]) -> Iterable[DailyHead]:
    for line in lines:
        parts = line.split("\t", 3)
        try:
            day, seq, reached, workstation = date.fromisoformat(parts[0]), int(parts[1]), parts[2], parts[3]
        except (ValueError, IndexError):
            continue
        if len(reached) == HASH_LETTERS:
            yield DailyHead(day, workstation, seq, reached)

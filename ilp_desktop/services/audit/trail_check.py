"""Whether the audit trail is as it was written, compared with the heads kept elsewhere."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import RowMapping, func, select

from db.engine import Database
from db.models import Audit
from db.queries.audit_chain import tips, trail
from ilp_desktop.clock import local_day
from ilp_desktop.domain.audit.chain import ChainCheck, Entry, Fault, Misfit
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.services.audit.daily_heads import DailyHead

TOLD_EVERY, TOLD = 2000, "Memeriksa jejak"
Report = Callable[[float, str], None]
OLDER = "{old} baris ditulis sebelum ada rantai dan tidak dapat dibuktikan."
WHOLE = "Jejak: {rows} baris utuh, sesuai {heads} catatan harian."
BROKEN = "Jejak: {rows} baris diperiksa, {faults} tidak cocok."


@dataclass(frozen=True)
class TrailChecked:
    """What came of it: how many rows are sealed, how many are older, and those that do not fit."""

    rows: int
    old: int
    heads: int
    faults: tuple[Fault, ...]

    def report(self, time_zone: str) -> tuple[str, ...]:
        """Return what was found, a sentence a row that does not fit."""
        told = [_told(fault, time_zone) for fault in self.faults]
        told.append((BROKEN if self.faults else WHOLE).format(rows=self.rows, heads=self.heads, faults=len(told)))
        return (*told, OLDER.format(old=self.old)) if self.old else tuple(told)


def check_trail(
    database: Database, heads: Iterable[DailyHead] = (), report: Report = lambda _fraction, _text: None
) -> TrailChecked:
    """Follow every chain from its first row to its end, and look for each head where it was."""
    wanted = {(head.seq, head.workstation): head for head in heads}
    kept = len(wanted)
    check = ChainCheck()
    lost: list[Fault] = []
    with database.reading() as session, session.begin():
        last = session.scalar(select(func.max(Audit.seq))) or 1
        for row in trail(session):
            entry = _entry(row)
            if entry.seq % TOLD_EVERY == 0:
                report(entry.seq / last, TOLD)
            check.see(entry)
            head = wanted.pop((entry.seq, entry.workstation), None)
            if head is not None and (entry.hash is None or entry.hash.hex() != head.hash):
                lost.append(Fault(entry.seq, entry.at, entry.workstation, Misfit.LOST))
        lost += [Fault(head.seq, None, head.workstation, Misfit.LOST) for head in wanted.values()]
        faults = (*check.end(tips(session)), *sorted(lost, key=lambda fault: fault.seq))
    return TrailChecked(check.rows, check.old, kept, faults)


def _entry(row: RowMapping) -> Entry:
    before, reached = (None if row[name] is None else bytes(row[name]) for name in ("before", "hash"))
    return Entry(row["seq"], row["at"], row["workstation"], dict(row), before, reached)


def _told(fault: Fault, time_zone: str) -> str:
    day = f" ({indonesian_date(local_day(fault.at, time_zone))})" if fault.at is not None else ""
    return f"Baris {fault.seq}{day}, komputer {fault.workstation}: {fault.misfit.value}."

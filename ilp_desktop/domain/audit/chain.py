"""The chain of the audit trail: every row is sealed by a hash over its columns and the row before it.

Each workstation has a chain of its own. A row altered, removed, inserted or moved no longer fits its neighbours; only
who writes everything anew from there on makes them fit again, which the heads kept elsewhere bring to light.
"""

import json
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from enum import Enum
from hashlib import sha256
from typing import Any
from uuid import UUID

START = bytes(32)
"""What the first row of a workstation follows."""
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
MILLISECOND = timedelta(milliseconds=1)
RECENT = 4096
"""How many rows of a workstation are remembered to tell a row moved from one whose neighbour is gone."""


@dataclass(frozen=True)
class Entry:
    """A row of the trail as the chain sees it; ``before`` and ``hash`` are None for a row written before the chain."""

    seq: int
    at: datetime
    workstation: str
    columns: Mapping[Any, Any]
    before: bytes | None
    hash: bytes | None


class Misfit(Enum):
    """What is wrong with a row; the value tells it."""

    ALTERED = "isinya tidak sama dengan ketika ditulis"
    BROKEN = "baris sebelumnya dihapus atau diganti"
    INSERTED = "baris ini disisipkan kemudian"
    MOVED = "baris ini tidak pada urutannya"
    OUTSIDE = "baris ini di luar rantai: disisipkan, atau ditulis program versi lama"
    CUT = "baris sesudahnya dihapus"
    LOST = "baris penutup hari yang dicatat dahulu tidak ada lagi atau sudah diganti"


@dataclass(frozen=True)
class Fault:
    """A row that does not fit, and how."""

    seq: int
    at: datetime | None
    workstation: str
    misfit: Misfit


def sealed(before: bytes, columns: Mapping[str, Any]) -> bytes:
    """Return the hash of a row: SHA-256 over the hash before it and its columns in one canonical form."""
    return sha256(before + canonical(columns)).digest()


def canonical(columns: Mapping[str, Any]) -> bytes:
    """Return the columns of a row as bytes, the same whichever database they were read from."""
    plain = [
        _hex(columns["facility_id"]),
        _milliseconds(columns["at"]),
        _hex(columns["staff_id"]),
        columns["workstation"],
        columns["action"],
        columns["subject"],
        _hex(columns["subject_id"]),
        _plain(columns["detail"]),
    ]
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def _hex(value: UUID | None) -> str | None:
    return None if value is None else value.hex


def _milliseconds(at: datetime) -> int:
    return round((at - EPOCH) / MILLISECOND)


def _plain(value: Any) -> Any:
    """Return a value of JSON as every database gives it back: whole numbers without a point, lists for tuples."""
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


class ChainCheck:
    """Follows the chains of all workstations through the rows in the order of their numbers.

    Attributes:
        faults: the rows that do not fit so far.
        rows: how many rows of chains were seen.
        old: how many rows were written before there was a chain.
    """

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.rows = 0
        self.old = 0
        self._last: dict[str, Entry] = {}
        self._recent: dict[str, deque[bytes]] = {}
        self._waiting: dict[str, Entry] = {}

    def see(self, entry: Entry) -> None:
        """Take the next row; the one before it of the same workstation is judged now that its follower is known."""
        if entry.hash is None or entry.before is None:
            if self.rows:
                self._blame(entry, Misfit.OUTSIDE)
            else:
                self.old += 1
            return
        self.rows += 1
        waiting = self._waiting.get(entry.workstation)
        self._waiting[entry.workstation] = entry
        if waiting is not None:
            self._judge(waiting, entry)

    def end(self, tips: Mapping[str, bytes]) -> list[Fault]:
        """Judge the last rows and return all faults; ``tips`` are the hashes that the chains have reached."""
        for entry in self._waiting.values():
            self._judge(entry, None)
        for workstation in sorted(tips.keys() | self._last.keys()):
            last, tip = self._last.get(workstation), tips.get(workstation)
            if last is None:
                self.faults.append(Fault(0, None, workstation, Misfit.CUT))
            elif last.hash != tip:
                self._blame(last, Misfit.INSERTED if last.before == tip else Misfit.CUT)
        return sorted(self.faults, key=lambda fault: fault.seq)

    def _judge(self, entry: Entry, follower: Entry | None) -> None:
        """Compare a row with the one before it, and see whether the next one passes it over."""
        before, reached = entry.before or START, entry.hash or START
        last = self._last.get(entry.workstation)
        stood = (last.hash if last is not None else None) or START
        recent = self._recent.setdefault(entry.workstation, deque((START,), RECENT))
        genuine = sealed(before, entry.columns) == reached
        passed_over = follower is not None and follower.before == stood != reached
        if not genuine:
            self._blame(entry, Misfit.INSERTED if passed_over else Misfit.ALTERED)
        elif before == stood:
            if passed_over:
                self._blame(entry, Misfit.INSERTED)
        elif passed_over or before in recent:
            self._blame(entry, Misfit.MOVED)
        else:
            self._blame(entry, Misfit.BROKEN)
        recent.append(reached)
        if not passed_over:
            self._last[entry.workstation] = entry

    def _blame(self, entry: Entry, misfit: Misfit) -> None:
        self.faults.append(Fault(entry.seq, entry.at, entry.workstation, misfit))

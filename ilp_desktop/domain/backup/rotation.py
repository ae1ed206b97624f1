"""Which backups may go: one stays for each of the last days, weeks and months, within a limit of size."""

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from ilp_desktop.reference import edition_on

BYTES_PER_MIB = 1 << 20


@dataclass(frozen=True)
class Stored:
    """A backup that lies somewhere.

    Attributes:
        at: when it was made, as the wall clock of the Puskesmas showed it.
        size: in bytes.
    """

    name: str
    at: datetime
    size: int


@dataclass(frozen=True)
class Rotation:
    """How many days, weeks and months keep a backup, how large all may be, and how many of the newest always stay."""

    daily: int
    weekly: int
    monthly: int
    most_bytes: int
    always_kept: int


def rotation_on(day: date) -> Rotation:
    """Return the rotation in force on a day."""
    body = edition_on("backup", day).body["rotation"]
    most = body["most_mib"] * BYTES_PER_MIB
    return Rotation(body["daily"], body["weekly"], body["monthly"], most, body["always_kept"])


def day_of(stored: Stored) -> Hashable:
    """Return the day of a backup."""
    return stored.at.date()


def week_of(stored: Stored) -> Hashable:
    """Return the week of a backup, from Monday on."""
    return stored.at.isocalendar()[:2]


def month_of(stored: Stored) -> Hashable:
    """Return the month of a backup."""
    return stored.at.year, stored.at.month


def surplus(stored: Iterable[Stored], rotation: Rotation, spared: Collection[str] = ()) -> tuple[Stored, ...]:
    """Return what may go, the oldest first; never the newest, nor what is ``spared`` by name.

    A backup made while the clock stood wrong is spared by whoever made it: it is not the newest by its date.
    """
    newest_first = sorted(stored, key=lambda one: (one.at, one.name), reverse=True)
    safe = {one.name for one in newest_first[: max(rotation.always_kept, 1)]} | set(spared)
    kept = {one.name for one in newest_first if one.name in safe}
    for period, most in ((day_of, rotation.daily), (week_of, rotation.weekly), (month_of, rotation.monthly)):
        kept |= _newest_of_each(newest_first, period, most)
    size = sum(one.size for one in newest_first if one.name in kept)
    for one in reversed(newest_first):
        if size <= rotation.most_bytes:
            break
        if one.name in kept and one.name not in safe:
            kept.discard(one.name)
            size -= one.size
    return tuple(one for one in reversed(newest_first) if one.name not in kept)


def _newest_of_each(newest_first: list[Stored], period: Callable[[Stored], Hashable], most: int) -> set[str]:
    newest: dict[Hashable, str] = {}
    for one in newest_first:
        newest.setdefault(period(one), one.name)
    return set(list(newest.values())[:most])

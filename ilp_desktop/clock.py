"""The one place that reads the time, so that everything else can be handed a day."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from time import monotonic
from typing import Protocol
from zoneinfo import ZoneInfo

if sys.platform == "linux":
    from time import CLOCK_BOOTTIME, clock_gettime

ASK_EVERY_S = 60
MOST_CORRECTED = timedelta(minutes=10)
"""How far a clock may be corrected at once without being asked about; our choice, as at the start of the program."""
ZONE_WORDS = {timedelta(hours=7): "WIB", timedelta(hours=8): "WITA", timedelta(hours=9): "WIT"}


class Clock(Protocol):
    """Anything that tells the present instant."""

    def now(self) -> datetime:
        """Return the present instant in UTC."""


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """Return the present instant in UTC."""
        return datetime.now(timezone.utc)


def seconds_since_start() -> float:
    """Return a count of seconds that nobody can set, and that goes on while the computer sleeps."""
    return clock_gettime(CLOCK_BOOTTIME) if sys.platform == "linux" else monotonic()


@dataclass(frozen=True)
class Apart:
    """A clock that jumped: what it shows, and what it would show if nobody had set it."""

    shown: datetime
    carried: datetime


class CarriedClock:
    """A clock that does not follow when somebody sets it far back or forth while the program runs.

    Small corrections are followed. After a jump the time is carried on by a counter, so that nothing gets a wrong
    day, until the clock is as it was or somebody says that it is right.
    """

    def __init__(self, own: Clock, seconds: Callable[[], float] = seconds_since_start) -> None:
        self._own = own
        self._seconds = seconds
        self._known = (own.now(), seconds())

    def now(self) -> datetime:
        """Return the present instant in UTC."""
        found = self.apart()
        return self._known[0] if found is None else found.carried

    def apart(self) -> Apart | None:
        """Return how far the clock jumped, or None as long as it did not."""
        known, shown, counted = self._known, self._own.now(), self._seconds()
        carried = known[0] + timedelta(seconds=counted - known[1])
        if abs(shown - carried) > MOST_CORRECTED:
            return Apart(shown, carried)
        self._known = (shown, counted)
        return None

    def follow(self) -> None:
        """Take the clock as it is, since somebody says that it is right."""
        self._known = (self._own.now(), self._seconds())


class ServerClock:
    """The clock of a server, as it was last told, carried on by a counter that nobody can set back.

    Until the server has told its time the computer's own clock is read.
    """

    def __init__(self, own: Clock, seconds: Callable[[], float] = monotonic) -> None:
        self._own = own
        self._seconds = seconds
        self._told: tuple[datetime, float] | None = None

    def now(self) -> datetime:
        """Return the present instant in UTC."""
        told = self._told
        if told is None:
            return self._own.now()
        return told[0] + timedelta(seconds=self._seconds() - told[1])

    def tell(self, instant: datetime) -> None:
        """Take over what the server says the time is."""
        self._told = (instant.astimezone(timezone.utc), self._seconds())

    def is_old(self) -> bool:
        """Tell whether the server should be asked again, be it only to read."""
        return self._told is None or self._seconds() - self._told[1] > ASK_EVERY_S


class SteppingClock:
    """A clock for demo data and tests: it starts where it is told and moves only when moved."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        """Return the instant it stands at."""
        return self._now

    def set(self, instant: datetime) -> None:
        """Move to an instant."""
        self._now = instant

    def forward(self, step: timedelta) -> None:
        """Move on by a step."""
        self._now += step


def local_day(instant: datetime, time_zone: str) -> date:
    """Return the day of an instant where the Puskesmas stands (WIB, WITA or WIT)."""
    return instant.astimezone(ZoneInfo(time_zone)).date()


def day_began(day: date, time_zone: str) -> datetime:
    """Return the first instant of a day where the Puskesmas stands."""
    return datetime.combine(day, time(), ZoneInfo(time_zone))


def local_time(instant: datetime, time_zone: str) -> datetime:
    """Return an instant as the wall clock of the Puskesmas shows it."""
    return instant.astimezone(ZoneInfo(time_zone))


def zone_word(moment: datetime) -> str:
    """Return WIB, WITA or WIT by how far a wall clock is from UTC; empty elsewhere."""
    return ZONE_WORDS.get(moment.utcoffset() or timedelta(), "")


def instant_of(day: date, hour: time, time_zone: str) -> datetime:
    """Return the instant at which the wall clock of the Puskesmas shows an hour of a day."""
    return datetime.combine(day, hour, ZoneInfo(time_zone))

"""The one place that reads the time, so that everything else can be handed a day."""

from datetime import date, datetime, time, timedelta, timezone
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Anything that tells the present instant."""

    def now(self) -> datetime:
        """Return the present instant in UTC."""


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """Return the present instant in UTC."""
        return datetime.now(timezone.utc)


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


def instant_of(day: date, hour: time, time_zone: str) -> datetime:
    """Return the instant at which the wall clock of the Puskesmas shows an hour of a day."""
    return datetime.combine(day, hour, ZoneInfo(time_zone))

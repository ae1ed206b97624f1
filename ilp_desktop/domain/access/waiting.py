"""How long one waits after wrong secrets: longer each time, and no shorter when the clock is set back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

NO_WAIT = timedelta(0)
SECONDS_SAID = 90
"""A longer wait is told in minutes."""


@dataclass(frozen=True)
class Failures:
    """How many secrets in a row were wrong, and when waiting for the last one began."""

    count: int
    since: datetime

    def once_more(self, now: datetime) -> "Failures":
        """Return them with one more."""
        return Failures(self.count + 1, now)


@dataclass(frozen=True)
class Delays:
    """How many failures cost no waiting, and the seconds each further one costs; the last holds for all that follow."""

    free: int
    seconds: tuple[int, ...]

    def after(self, count: int) -> timedelta:
        """Return how long so many failures make one wait."""
        if count <= self.free:
            return NO_WAIT
        return timedelta(seconds=self.seconds[min(count - self.free, len(self.seconds)) - 1])


def still_to_wait(failures: Failures, now: datetime, delays: Delays) -> timedelta:
    """Return how long is still to be waited; a clock that was set back lets the waiting begin anew."""
    whole = delays.after(failures.count)
    passed = now - failures.since
    return whole if passed < NO_WAIT else max(NO_WAIT, whole - passed)


def wait_words(wait: timedelta) -> str:
    """Return a wait in words, never shorter than it is."""
    seconds = -(-wait // timedelta(seconds=1))
    minutes = -(-seconds // 60)
    return f"{seconds} detik" if seconds <= SECONDS_SAID else f"{minutes} menit"

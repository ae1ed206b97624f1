"""Breaths counted over one full minute, one press a breath; a minute that was broken off counts nothing."""

from dataclasses import dataclass, replace
from enum import Enum

MINUTE_MS = 60_000


class Counting(Enum):
    """Where a count stands."""

    READY = "ready"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"


@dataclass(frozen=True)
class BreathCount:
    """A count at one moment; times are milliseconds of a clock that only runs forward.

    A press that starts the clock is the first breath. Whoever counts without pressing starts it by ``started``.
    """

    state: Counting = Counting.READY
    breaths: int = 0
    begun_ms: int = 0

    def started(self, now_ms: int) -> "BreathCount":
        """Return the count begun anew, with no breath yet."""
        return BreathCount(Counting.RUNNING, 0, now_ms)

    def breathed(self, now_ms: int) -> "BreathCount":
        """Return the count with one more breath; a breath after the minute is not counted."""
        now = self.at(now_ms)
        if now.state is Counting.READY:
            return replace(now.started(now_ms), breaths=1)
        return replace(now, breaths=now.breaths + 1) if now.state is Counting.RUNNING else now

    def at(self, now_ms: int) -> "BreathCount":
        """Return the count at a moment: done once the minute is over."""
        over = self.state is Counting.RUNNING and now_ms - self.begun_ms >= MINUTE_MS
        return replace(self, state=Counting.DONE) if over else self

    def stopped(self) -> "BreathCount":
        """Return the count broken off."""
        return replace(self, state=Counting.STOPPED) if self.state is Counting.RUNNING else self

    def seconds_left(self, now_ms: int) -> int:
        """Return the whole seconds still to count, the one that runs included."""
        if self.state is Counting.READY:
            return MINUTE_MS // 1000
        left = MINUTE_MS - (now_ms - self.begun_ms)
        return -(-max(left, 0) // 1000) if self.state is Counting.RUNNING else 0

    @property
    def result(self) -> int | None:
        """Return the breaths of the full minute; None where it was not counted to its end, or nobody pressed."""
        return self.breaths if self.state is Counting.DONE and self.breaths else None

"""Hours in which nothing is called aloud, and how late a call may still be said."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

CLOCK = re.compile(r"(\d{1,2})(?:[.:]?(\d{2}))?")
LAST_HOUR, LAST_MINUTE = 23, 59


@dataclass(frozen=True)
class QuietHours:
    """From one time of day until another; past midnight when the second is earlier, never when they are the same."""

    begin: time
    end: time

    def hold(self, at: time) -> bool:
        """Tell whether they hold at a time of day; the end itself is loud again."""
        if self.begin <= self.end:
            return self.begin <= at < self.end
        return at >= self.begin or at < self.end


def still_worth_saying(called_at: datetime, now: datetime, longest_seconds: int) -> bool:
    """Tell whether a call is recent enough; one from the future, by a clock set back, is."""
    return now - called_at <= timedelta(seconds=longest_seconds)


def typed_clock(text: str) -> time | None:
    """Read a time of day as people type it: 21, 2100, 21.00 or 21:00; None for anything else."""
    found = CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour <= LAST_HOUR and minute <= LAST_MINUTE else None

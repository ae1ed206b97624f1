"""Hours in which nothing is called aloud, and how late a call may still be said."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta


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

"""A length of time as regulations give it: completed months and days."""

from dataclasses import dataclass
from datetime import date, timedelta

from ilp_desktop.domain.calendar_dates import months_after

SHORTEST_MONTH, LONGEST_MONTH = 28, 31


@dataclass(frozen=True)
class Span:
    """A length of time in completed months or in days."""

    months: int = 0
    days: int = 0

    def after(self, start: date) -> date:
        """Return the day on which it is completed."""
        day = months_after(start, self.months) if self.months else start
        return day + timedelta(days=self.days) if self.days else day

    def over(self, start: date, day: date) -> bool:
        """Say whether it is completed on a day; most days lie too far off to need the calendar."""
        passed = (day - start).days - self.days
        if passed >= self.months * LONGEST_MONTH:
            return True
        return passed >= self.months * SHORTEST_MONTH and day >= self.after(start)

    @property
    def text(self) -> str:
        """Return the length in Indonesian."""
        return f"{self.months} bulan" if self.months else f"{self.days} hari"

"""A length of time as regulations give it: completed months and days."""

from dataclasses import dataclass
from datetime import date, timedelta

from ilp_desktop.domain.calendar_dates import months_after


@dataclass(frozen=True)
class Span:
    """A length of time in completed months or in days."""

    months: int = 0
    days: int = 0

    def after(self, start: date) -> date:
        """Return the day on which it is completed."""
        return months_after(start, self.months) + timedelta(days=self.days)

    @property
    def text(self) -> str:
        """Return the length in Indonesian."""
        return f"{self.months} bulan" if self.months else f"{self.days} hari"

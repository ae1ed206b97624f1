"""Age in completed years, months and days on a given day."""

from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.calendar_dates import MONTHS_A_YEAR, months_after, months_completed

WHOLE_YEARS_FROM = 5


@dataclass(frozen=True)
class Age:
    """How old somebody is on a day.

    Attributes:
        years: completed years.
        months: completed months beyond the years, 0 to 11.
        days: days beyond the months, 0 to 30.
        total_days: days since birth.
        day: the day the age holds for; rules take their edition from it.
    """

    years: int
    months: int
    days: int
    total_days: int
    day: date

    @property
    def total_months(self) -> int:
        """Return the completed months since birth."""
        return self.years * MONTHS_A_YEAR + self.months

    @property
    def text(self) -> str:
        """Return the age as the screen writes it, e.g. ``2 th 4 bl 10 hr``; the small have no years or months yet."""
        if self.years:
            return f"{self.years} th {self.months} bl {self.days} hr"
        return f"{self.months} bl {self.days} hr" if self.months else f"{self.days} hr"

    @property
    def short_text(self) -> str:
        """Return the age as lists write it: years; below five with months, below one with months or days alone."""
        if self.years >= WHOLE_YEARS_FROM:
            return f"{self.years} th"
        if self.years:
            return f"{self.years} th {self.months} bl"
        return f"{self.months} bl" if self.months else f"{self.days} hr"


def age_on(birth_date: date, day: date) -> Age:
    """Return the age on a day; raises ``ValueError`` when the day lies before the birth."""
    if day < birth_date:
        raise ValueError("age asked for a day before the birth")
    total = months_completed(birth_date, day)
    years, months = divmod(total, MONTHS_A_YEAR)
    beyond = (day - months_after(birth_date, total)).days
    return Age(years=years, months=months, days=beyond, total_days=(day - birth_date).days, day=day)

"""School years, which begin in July, and the class a child sits in."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class SchoolClass:
    """The class a child was seen in; ``year`` is the calendar year in which that school year began."""

    number: int
    year: int

    def year_of(self, number: int) -> int:
        """Return in which calendar year the school year of a class begins, when no class is repeated."""
        return self.year + number - self.number


def school_year(day: date, first_month: int) -> int:
    """Return the calendar year in which the school year of a day began."""
    return day.year if day.month >= first_month else day.year - 1


def class_known(listed: SchoolClass | None, answered: SchoolClass | None) -> SchoolClass | None:
    """Return the class by the list of the school, or by what was answered in a later school year."""
    if listed is None or (answered is not None and answered.year > listed.year):
        return answered
    return listed

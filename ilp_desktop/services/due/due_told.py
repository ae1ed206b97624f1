"""Answers of which services due need to know when each was given: family planning, the class, weeks at birth."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from ilp_desktop.domain.contraception.planning_dues import PLANNING_CODES
from ilp_desktop.domain.immunisation.immunisation_school import school_schedule_on
from ilp_desktop.domain.school_year import SchoolClass, school_year
from ilp_desktop.services.answers.growth_reading import GESTATION

SCHOOL_CLASS = "kelas"
TOLD_CODES = frozenset({*PLANNING_CODES, SCHOOL_CLASS, GESTATION})


class Told:
    """Takes such answers of one person; those to one question the earliest first.

    Attributes:
        weeks: gestational age at the person's own birth, as it was told last.
        school_class: the class answered last.
    """

    def __init__(self) -> None:
        self.weeks: float | None = None
        self.school_class: SchoolClass | None = None
        self._planning: dict[date, dict[str, str]] = defaultdict(dict)

    def take(self, code: str, day: date, value: str) -> None:
        """Take one answer."""
        if code == GESTATION:
            self.weeks = float(value)
        elif code == SCHOOL_CLASS:
            self.school_class = SchoolClass(int(float(value)), school_year(day, school_schedule_on(day).first_month))
        elif code in PLANNING_CODES:
            self._planning[day][code] = value

    def planning(self) -> Mapping[date, Mapping[str, str]]:
        """Return the answers on family planning by day, the earliest first."""
        return dict(sorted(self._planning.items()))

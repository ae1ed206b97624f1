"""The z-lines of a growth chart as points in months or centimetres and clinical units, for screen and paper."""

import math
from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.growth.growth_lms import Lms, value_at
from ilp_desktop.domain.growth.growth_result import Posture
from ilp_desktop.domain.growth.growth_tables import GrowthStandard, Indicator, standard_on
from ilp_desktop.domain.sex import Sex

Z_LINES = (-3, -2, -1, 0, 1, 2, 3)
MOST_POINTS = 240
"""Points a line at most, however long the range: finer than any screen or sheet shows."""


@dataclass(frozen=True)
class ZLine:
    """One line of equal z-score: its points from left to right."""

    z: int
    points: tuple[tuple[float, float], ...]


def age_lines(sex: Sex, indicator: Indicator, months: tuple[float, float], day: date) -> tuple[ZLine, ...]:
    """Return the lines of an indicator by age between two ages in months, x in months.

    Only ages covered by WHO's tables yield points. Raises ``ValueError`` for weight-for-length, which has no age.
    """
    if indicator is Indicator.WEIGHT_FOR_LENGTH:
        raise ValueError("weight-for-length runs by length; ask length_lines")
    standard = standard_on(day)
    first, last = (month * standard.days_in_month for month in months)
    places = {
        days: lms
        for days in range(math.ceil(first), math.floor(last) + 1)
        if (lms := _lms_at_age(standard, sex, indicator, days)) is not None
    }
    return _lines([(days / standard.days_in_month, places[days]) for days in _thinned(standard, [*places])])


def length_lines(sex: Sex, posture: Posture, lengths_cm: tuple[float, float], day: date) -> tuple[ZLine, ...]:
    """Return the lines of weight-for-length (lying) or weight-for-height (standing), x in cm.

    Only lengths covered by WHO's table yield points.
    """
    standard = standard_on(day)
    age_days = standard.standing_from_day if posture is Posture.STANDING else 0
    table = standard.tables(sex, age_days).weight_for_length
    first, last = max(lengths_cm[0], table.first), min(lengths_cm[1], table.last)
    lengths = [first + (last - first) * part / MOST_POINTS for part in range(MOST_POINTS)]
    places = [(length, table.at(length)) for length in (*lengths, last)] if first <= last else []
    return _lines([(length, lms) for length, lms in places if lms is not None])


def _lines(places: list[tuple[float, Lms]]) -> tuple[ZLine, ...]:
    return tuple(ZLine(z, tuple((x, value_at(z, lms)) for x, lms in places)) for z in Z_LINES)


def _lms_at_age(standard: GrowthStandard, sex: Sex, indicator: Indicator, days: int) -> Lms | None:
    table = getattr(standard.tables(sex, days), indicator.value)
    found: Lms | None = table.at(standard.position(days))
    return found


def _thinned(standard: GrowthStandard, days: list[int]) -> list[int]:
    step = math.ceil(len(days) / MOST_POINTS) or 1
    # both sides of each change of table, so that the step between them is drawn where it lies
    changes = (standard.standing_from_day, standard.school_from_day)
    beside = {day for change in changes for day in (change - 1, change)}
    return sorted({*days[::step], *days[-1:], *beside.intersection(days)})

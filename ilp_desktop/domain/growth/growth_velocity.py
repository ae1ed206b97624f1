"""How fast a child gains weight, length and head circumference, against WHO's growth velocity standards of 2009."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from operator import attrgetter
from statistics import NormalDist

from ilp_desktop.domain.growth.growth_curves import Z_LINES, ZLine
from ilp_desktop.domain.growth.growth_lms import Lms, restricted_z_score, value_at, z_score
from ilp_desktop.domain.growth.growth_tables import standard_on
from ilp_desktop.domain.sex import Sex
from ilp_desktop.reference import edition_on

NAME = "growth_velocity"
DECIMALS = 2
GRAMS_IN_KILOGRAM = 1000
WEIGHT, LENGTH, HEAD = "weight", "length", "head"
NORMAL = NormalDist()
_day, _first_day, _last_day = attrgetter("day"), attrgetter("first_day"), attrgetter("last_day")


@dataclass(frozen=True)
class Reading:
    """One measure of a child on one day: kilograms of weight, centimetres of the others.

    Attributes:
        age_days: as growth is judged by: from the day it was expected for a child born too early.
    """

    day: date
    age_days: int
    value: float


@dataclass(frozen=True)
class Interval:
    """One interval of age of a table, in days, with its L, M and S."""

    first_day: float
    last_day: float
    lms: Lms

    @property
    def days(self) -> float:
        """Return how long it is."""
        return self.last_day - self.first_day


@dataclass(frozen=True)
class VelocityTable:
    """WHO's increments of one measure over intervals of one length, for one sex.

    Attributes:
        name: what it is called, e.g. ``BB 1 bulan``.
        axis: what the upright axis of its chart says.
        shift: what is added to a gain before it is compared, since a weight can fall.
        least_days, most_days: how far apart two measurements may lie to count as the interval.
        edges: the scores between and beyond which scores are counted on in equal steps.
    """

    code: str
    measure: str
    name: str
    axis: str
    months: int
    unit: str
    shift: float
    least_days: int
    most_days: int
    intervals: tuple[Interval, ...]
    edges: tuple[float, float]
    source: str

    def gain_at(self, z: float, interval: Interval) -> float:
        """Return the gain that has a score, in the unit of the table; no length and no head shrinks."""
        try:
            gain = value_at(z, interval.lms) - self.shift
        except ValueError:
            return 0.0
        return gain if self.shift else max(0.0, gain)

    def score(self, gain: float, interval: Interval) -> float:
        """Return the z-score of a gain; a measure that cannot fall has its lowest score where nothing was gained."""
        value = gain + self.shift
        z = z_score(max(0.0, value), interval.lms)
        return z if abs(z) <= self.edges[1] else restricted_z_score(z, value, interval.lms, self.edges)


@dataclass(frozen=True)
class Velocity:
    """The gain of one measure since an earlier day, as WHO's standard sees it.

    Attributes:
        gain: what was gained between the two days, in the unit of the table.
        evened: the same brought to the length of the interval.
        ends_on_day: the day of age at the end, as growth is judged by.
    """

    table: VelocityTable
    since: date
    days: int
    gain: float
    evened: float
    ends_on_day: int
    z: float

    @property
    def percentile(self) -> int:
        """Return the percentile in whole numbers, 1 to 99 as papers write it."""
        return min(99, max(1, round(NORMAL.cdf(self.z) * 100)))


def velocity_tables(sex: Sex, day: date) -> tuple[VelocityTable, ...]:
    """Return the tables in force on a day, those of the shortest interval of a measure first."""
    return _tables(sex, edition_on(NAME, day).valid_from)


def velocities(
    sex: Sex, earlier: Mapping[str, Sequence[Reading]], now: Mapping[str, Reading], day: date
) -> tuple[Velocity, ...]:
    """Return how fast each measure grew to a day, one for every table that two measurements fit.

    ``earlier`` holds by measure what was read before, the first first.
    """
    found = (
        _velocity(table, earlier.get(table.measure, ()), now[table.measure])
        for table in velocity_tables(sex, day)
        if table.measure in now
    )
    return tuple(one for one in found if one is not None)


def velocity_lines(table: VelocityTable, months: tuple[float, float], day: date) -> tuple[ZLine, ...]:
    """Return the z-lines of a table between two ages in months, each gain at the end of its interval."""
    in_month = standard_on(day).days_in_month
    seen = [one for one in table.intervals if months[0] <= one.last_day / in_month <= months[1]]
    return tuple(ZLine(z, tuple((one.last_day / in_month, table.gain_at(z, one)) for one in seen)) for z in Z_LINES)


def _velocity(table: VelocityTable, earlier: Sequence[Reading], now: Reading) -> Velocity | None:
    """Return the gain since the reading whose distance is nearest to the interval; None where none fits."""
    nominal = table.intervals[-1].days
    first = bisect_left(earlier, now.day - timedelta(days=table.most_days), key=_day)
    fitting = earlier[first : bisect_right(earlier, now.day - timedelta(days=table.least_days), key=_day)]
    if not fitting:
        return None
    before = min(fitting, key=lambda one: abs((now.day - one.day).days - nominal))
    interval = _interval_of(table, before, now)
    if interval is None:
        return None
    days = (now.day - before.day).days
    gain = (now.value - before.value) * (GRAMS_IN_KILOGRAM if table.measure == WEIGHT else 1)
    evened = gain * interval.days / days
    z = round(table.score(evened, interval), DECIMALS) + 0.0
    return Velocity(table, before.day, days, gain, evened, now.age_days, z)


def _interval_of(table: VelocityTable, before: Reading, now: Reading) -> Interval | None:
    """Return the interval of age nearest to two readings; None where they lie half an interval or more outside."""
    if before.age_days < 0 or not math.isfinite(now.value):
        return None

    def distance(one: Interval) -> float:
        return abs(before.age_days - one.first_day) + abs(now.age_days - one.last_day)

    # both ends only move on from row to row: the nearest row lies between the nearest by each of them
    begun = bisect_left(table.intervals, before.age_days, key=_first_day)
    ended = bisect_left(table.intervals, now.age_days, key=_last_day)
    nearest = min(table.intervals[max(0, min(begun, ended) - 1) : max(begun, ended) + 1], key=distance)
    return nearest if distance(nearest) < nearest.days else None


def _lms(numbers: Sequence[float]) -> Lms:
    power, median, spread = numbers
    return power, median, spread


@cache
def _tables(sex: Sex, valid_from: date) -> tuple[VelocityTable, ...]:
    edition = edition_on(NAME, valid_from)
    column = 1 if sex is Sex.MALE else 2
    found = []
    for row in edition.body["table"]:
        intervals = tuple(Interval(lines[0][0], lines[0][1], _lms(lines[column])) for lines in row["rows"])
        kept = {key: value for key, value in row.items() if key != "rows"}
        edges = tuple(edition.body["edges"])
        found.append(VelocityTable(**kept, intervals=intervals, edges=edges, source=edition.source))
    return tuple(found)

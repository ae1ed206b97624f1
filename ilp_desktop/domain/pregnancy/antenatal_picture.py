"""What the visits of a pregnancy add up to: tablets, weight a week, time between births, and days of weeks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.bands import assessed
from ilp_desktop.domain.calendar_dates import months_shifted
from ilp_desktop.domain.expressions.conditions import exact
from ilp_desktop.domain.pregnancy.pregnancy import DAYS_A_WEEK
from ilp_desktop.domain.pregnancy.pregnancy_weight import WeightGainBand
from ilp_desktop.reference import edition_on

TABLE = "antenatal_package"
MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class TabletCount:
    """Tablets handed out so far, at one a day.

    Attributes:
        kind: TTD or MMS; TTD where none was given yet.
        target: how many a pregnancy asks for.
        last_until: first day without tablets; None where none was given.
    """

    kind: str
    given: int
    target: int
    last_until: date | None


@dataclass(frozen=True)
class WeeklyGain:
    """Kilograms a week between the last two weighings far enough apart, and what that means; None is as advised."""

    kg: float
    since: date
    until: date
    advised: float
    verdict: Assessment | None


def count_tablets(given: Sequence[tuple[date, str, int]], day: date) -> TabletCount:
    """Return how many tablets were given (day, kind, number) and until when they last."""
    targets = edition_on(TABLE, day).body["tablets"]
    kinds = [kind for _, kind, _ in given if kind in targets]
    kind = max(kinds, key=lambda one: int(targets[one]), default=next(iter(targets)))
    until: date | None = None
    for on, _, number in sorted(given):
        until = max(on, until or on) + timedelta(days=number)
    return TabletCount(kind, sum(number for _, _, number in given), int(targets[kind]), until)


def weekly_gain(weighed: Sequence[tuple[date, int, float]], band: WeightGainBand, day: date) -> WeeklyGain | None:
    """Return the gain a week between the last weighing and the last one before it that is far enough back.

    ``weighed`` is day, days of gestation and kilograms, the first first; before the second trimester nothing is said.
    """
    edition = edition_on(TABLE, day)
    rules = edition.body["weekly_gain"]
    from_day = rules["from_week"] * DAYS_A_WEEK
    counted = [one for one in weighed if one[1] >= from_day]
    if not counted:
        return None
    until, _, last = counted[-1]
    earlier = [one for one in counted if (until - one[0]).days >= rules["least_days"]]
    if not earlier:
        return None
    since, _, before = earlier[-1]
    kg = (exact(last) - exact(before)) * DAYS_A_WEEK / (until - since).days
    share = kg / exact(band.weekly)
    place = ""
    if share < exact(rules["least_share"]):
        place = "below"
    elif share > exact(rules["most_share"]):
        place = "above"
    verdict = assessed(rules[place], edition.source, score=round(float(kg), 2)) if place else None
    return WeeklyGain(round(float(kg), 2), since, until, band.weekly, verdict)


def years_between(first: date, last: date) -> Fraction:
    """Return the years from one day to a later one, whole ones exactly on the day of the year."""
    whole = last.year - first.year
    if months_shifted(first, whole * MONTHS_A_YEAR) > last:
        whole -= 1
    begun = months_shifted(first, whole * MONTHS_A_YEAR)
    ends = months_shifted(first, (whole + 1) * MONTHS_A_YEAR)
    return whole + Fraction((last - begun).days, (ends - begun).days)


def supplement_days(day: date) -> int:
    """Return for how many days a woman short of energy is given additional food."""
    return int(edition_on(TABLE, day).body["supplement"]["least_days"])

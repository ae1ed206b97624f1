"""Weight gain in pregnancy: the band for the body mass index before it, week by week for the chart."""

from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.bands import assessed, row_for
from ilp_desktop.domain.expressions.conditions import Quantity
from ilp_desktop.domain.pregnancy.pregnancy import DAYS_A_WEEK, GestationalAge
from ilp_desktop.reference import edition_on


@dataclass(frozen=True)
class WeightGainBand:
    """The recommended gain for one class of body mass index before pregnancy.

    Attributes:
        code: the class, as in ``bmi_prepregnancy``.
        total_low: least total gain at term, kg.
        total_high: most total gain at term, kg.
        weekly: kg a week in the second and third trimester.
        source: where the figures stand.
        day: the day whose edition holds.
    """

    code: str
    total_low: float
    total_high: float
    weekly: float
    source: str
    day: date


def weight_gain_band(index_before: Quantity, day: date) -> WeightGainBand:
    """Return the band for a body mass index before pregnancy (kg/m2)."""
    code = row_for(edition_on("bmi_prepregnancy", day).body["row"], index_before)["code"]
    edition = edition_on("weight_gain_pregnancy", day)
    row = next(row for row in edition.body["band"] if row["code"] == code)
    return WeightGainBand(code, row["total_low"], row["total_high"], row["weekly"], edition.source, day)


def expected_gain(band: WeightGainBand, week: float) -> tuple[float, float]:
    """Return least and most total gain (kg) expected at a week, straight lines as on the chart of Buku KIA."""
    body = edition_on("weight_gain_pregnancy", band.day).body
    early, term = float(body["first_trimester_week"]), float(body["term_week"])
    low, high = float(body["first_trimester_low"]), float(body["first_trimester_high"])
    if week <= early:
        share = max(week, 0.0) / early
        return low * share, high * share
    share = (min(week, term) - early) / (term - early)
    return low + (band.total_low - low) * share, high + (band.total_high - high) * share


def assess_weight_gain(gain_kg: float, index_before: Quantity, age: GestationalAge, day: date) -> Assessment:
    """Say whether the total gain so far lies below, within or above the band of this week."""
    band = weight_gain_band(index_before, day)
    low, high = (round(limit, 1) for limit in expected_gain(band, age.total_days / DAYS_A_WEEK))
    place = "below" if gain_kg < low else "above" if gain_kg > high else "within"
    row = edition_on("weight_gain_pregnancy", day).body["verdict"][place]
    return assessed(row, band.source, score=gain_kg)

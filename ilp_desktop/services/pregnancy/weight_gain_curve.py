"""A mother's weight gain before the band for her body mass index, the same for screen and paper."""

from dataclasses import dataclass

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.growth.body_measures import body_mass_index
from ilp_desktop.domain.pregnancy.pregnancy import DAYS_A_WEEK, GestationalAge
from ilp_desktop.domain.pregnancy.pregnancy_weight import assess_weight_gain, expected_gain, weight_gain_band
from ilp_desktop.services.pregnancy.pregnancies import PregnancyFile

WEEKS_DRAWN = 42
DECIMALS = 3
Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class WeightGainCurve:
    """Gain in kg by week of pregnancy.

    Attributes:
        bmi_class: the class the band belongs to, in words.
        lower: least advised gain.
        upper: greatest advised gain.
        points: what was gained since before the pregnancy, at each visit where she was weighed.
        verdict: where the last point lies; None without one.
    """

    bmi_class: str
    lower: Points
    upper: Points
    points: Points
    verdict: Assessment | None
    source: str


def weight_gain_curve(file: PregnancyFile) -> WeightGainCurve | None:
    """Return the curve of a pregnancy, or None while height or weight before it are not known."""
    if file.height_cm is None or file.weight_before_kg is None or file.bmi_before is None:
        return None
    index = body_mass_index(file.weight_before_kg, file.height_cm)
    band = weight_gain_band(index, file.last_period_on)
    expected = [(float(week), expected_gain(band, week)) for week in range(WEEKS_DRAWN + 1)]
    gained = [
        ((visit.day - file.last_period_on).days, round(weight - file.weight_before_kg, DECIMALS))
        for visit in file.visits
        if isinstance(weight := visit.answers.get("berat"), int | float)
    ]
    verdict = None
    if gained:
        days, gain = gained[-1]
        verdict = assess_weight_gain(gain, index, GestationalAge(*divmod(days, DAYS_A_WEEK)), file.last_period_on)
    return WeightGainCurve(
        bmi_class=file.bmi_before.conclusion,
        lower=tuple((week, low) for week, (low, _) in expected),
        upper=tuple((week, high) for week, (_, high) in expected),
        points=tuple((days / DAYS_A_WEEK, gain) for days, gain in gained),
        verdict=verdict,
        source=band.source,
    )

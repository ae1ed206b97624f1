"""Measures of a child that are more likely a slip than the truth: asked about before they are stored."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.growth.growth import MEASURABLE, MEASURES, growth, lying_cm
from ilp_desktop.domain.growth.growth_result import GrowthResult, Measurement
from ilp_desktop.domain.growth.growth_tables import Indicator
from ilp_desktop.reference import edition_on

NAME = "growth_doubt"
POSTURE = "posture"
OWN: Mapping[str, Indicator] = {
    "weight_kg": Indicator.WEIGHT_FOR_AGE,
    "length_cm": Indicator.LENGTH_FOR_AGE,
    "head_cm": Indicator.HEAD_FOR_AGE,
    "arm_cm": Indicator.ARM_FOR_AGE,
}
"""The index by which each measure is judged alone."""
BOTH = (Indicator.WEIGHT_FOR_LENGTH, Indicator.BMI_FOR_AGE)
JUMPS = ("weight_kg", "length_cm", "head_cm")
DECIMALS = 3


@dataclass(frozen=True)
class GrowthDoubt:
    """Why one measure is asked about.

    Attributes:
        field: the measure, as ``Measurement`` calls it.
        reasons: each in one short sentence.
        indicator: the curve on which it is seen; None where no curve shows it.
        pair: whether weight and length are each likely but not together.
        meant: the value that was probably meant.
    """

    field: str
    reasons: tuple[str, ...]
    indicator: Indicator | None = None
    pair: bool = False
    meant: float | None = None


def growth_doubts(child: Measurement, earlier: Sequence[Measurement]) -> tuple[GrowthDoubt, ...]:
    """Return what is unlikely in a measurement, by WHO's flags and by what was measured before; at most one a measure.

    ``earlier`` are measurements of earlier days, the oldest first.
    """
    result = growth(child)
    body = edition_on(NAME, child.measured_on).body
    found = {}
    for field, indicator in OWN.items():
        reasons = tuple(_reasons(field, indicator, result, earlier, body))
        if reasons:
            found[field] = GrowthDoubt(field, reasons, indicator, meant=_likely(field, indicator, result, body))
    if result.standing_too_young:
        said = "Diukur berdiri pada umur yang belum dapat berdiri; ukur terlentang."
        found[POSTURE] = GrowthDoubt(POSTURE, (said,))
    if not found.keys() & {"weight_kg", "length_cm"}:
        found |= _together(result)
    return tuple(found.values())


def likely_value(child: Measurement, field: str, value: float) -> float | None:
    """Return what was probably meant by a value that cannot be: another unit, a comma left out; None where unsure."""
    body = edition_on(NAME, child.measured_on).body
    meant = [(abs(z), one) for one, z in _meant(child, field, value, body)]
    return min(meant)[1] if meant else None


def _reasons(
    field: str, indicator: Indicator, result: GrowthResult, earlier: Sequence[Measurement], body: Mapping[str, Any]
) -> Iterator[str]:
    score, value = result.score(indicator), getattr(result.measurement, field)
    if value is None:
        return
    before = _before(field, earlier)
    if score.implausible:
        lowest, highest = score.table.plausible
        yield f"{score.table.index} {_signed(score.z)}, di luar batas wajar WHO ({lowest:g} sampai +{highest:g})."
    if before is not None:
        yield from _against(field, indicator, result, before, body)


def _likely(field: str, indicator: Indicator, result: GrowthResult, body: Mapping[str, Any]) -> float | None:
    z, value = result.score(indicator).z, getattr(result.measurement, field)
    return None if z is None or abs(z) <= body["unlikely_z"] else likely_value(result.measurement, field, value)


def _against(
    field: str, indicator: Indicator, result: GrowthResult, before: GrowthResult, body: Mapping[str, Any]
) -> Iterator[str]:
    """Give what is unlikely against the measurement before."""
    now, then = result.score(indicator), before.score(indicator)
    day, unit = indonesian_date(before.measurement.measured_on), MEASURES[field][1]
    was = f"{day} ({_figure(getattr(before.measurement, field))} {unit})"
    fall = 0.0
    if field == "length_cm":
        fall = lying_cm(before) - lying_cm(result)
    elif field == "head_cm":
        fall = (before.measurement.head_cm or 0) - (result.measurement.head_cm or 0)
    allowed = {"length_cm": body["length_may_fall_cm"], "head_cm": body["head_may_fall_cm"]}.get(field)
    if allowed is not None and round(fall, DECIMALS) > allowed:
        yield f"Turun {_figure(fall)} cm sejak {was}."
    elif now.z is not None and then.z is not None and field in JUMPS and abs(now.z - then.z) > body["z_jump"]:
        yield f"{now.table.index} berubah {_signed(now.z - then.z)} sejak {was}."


def _together(result: GrowthResult) -> dict[str, GrowthDoubt]:
    """Return the doubt about a weight and a length that do not go together."""
    for indicator in BOTH:
        score = result.score(indicator)
        if score.implausible:
            said = f"{score.table.index} {_signed(score.z)} tidak wajar: periksa berat dan tinggi."
            return {"length_cm": GrowthDoubt("length_cm", (said,), indicator, pair=True)}
    return {}


def _before(field: str, earlier: Sequence[Measurement]) -> GrowthResult | None:
    """Return the last earlier measurement that has a measure."""
    for one in reversed(earlier):
        if getattr(one, field) is not None:
            try:
                return growth(one)
            except WrongAnswers:
                return None
    return None


def _meant(child: Measurement, field: str, value: float, body: Mapping[str, Any]) -> Iterator[tuple[float, float]]:
    for factor in body["factors"]:
        one = round(value * factor, DECIMALS)
        if MEASURABLE[0] <= one <= MEASURABLE[1]:
            tried: Measurement = replace(child, weight_kg=None, length_cm=None, head_cm=None, arm_cm=None)
            z = growth(replace(tried, **{field: one})).score(OWN[field]).z
            if z is not None and abs(z) <= body["likely_z"]:
                yield one, z


def _signed(z: float | None) -> str:
    return "-" if z is None else f"{z:+.2f}".replace(".", ",")


def _figure(value: float) -> str:
    return f"{round(value, DECIMALS):g}".replace(".", ",")

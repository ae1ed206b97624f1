"""Acute malnutrition of a child under five: weight for length or height, arm circumference and oedema together."""

from dataclasses import replace
from datetime import date

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.bands import Row, assessed
from ilp_desktop.domain.growth.growth import growth
from ilp_desktop.domain.growth.growth_result import GrowthResult
from ilp_desktop.reference import edition_on

NAME, COLOURS = "growth_acute", "growth_acute_mtbs"
SEVERE, TOO_SMALL = "severe_acute_malnutrition", "too_small"


def acute_malnutrition(result: GrowthResult) -> Assessment | None:
    """Return the worse of the signs, or None when none is present or the child is past the age.

    ``flags`` name the signs that speak for the class (``oedema``, ``weight_for_length``, ``arm``), and
    ``too_small`` a child with severe malnutrition that is too young or too light to be treated at home.
    """
    child = result.measurement
    edition = edition_on(NAME, child.measured_on)
    months = child.calendar_age_days / edition.body["days_in_month"]
    if months >= edition.body["until_months"]:
        return None
    arm = child.arm_cm if child.calendar_age_days >= edition.body["arm_from_day"] else None
    for row in edition.body["class"]:
        signs = _signs(row, result, arm)
        if signs:
            small = "advice_when_small" in row and _too_small(edition.body, months, child.weight_kg)
            advice = row["advice_when_small"] if small else row["advice"]
            flags = (*signs, TOO_SMALL) if small else signs
            return assessed({**row, "advice": advice}, edition.source, result.weight_for_length.z, flags)
    return None


def malnutrition_by_arm(result: GrowthResult) -> Assessment | None:
    """Return what the arm circumference alone says."""
    child = replace(result.measurement, oedema=False, weight_kg=None, length_cm=None)
    return acute_malnutrition(growth(child))


def malnutrition_by_mtbs(result: GrowthResult, *, complicated: bool | None) -> Assessment | None:
    """Return the class and colour of MTBS; ``complicated`` is None while nobody has looked for complications."""
    found = acute_malnutrition(result)
    edition = edition_on(COLOURS, result.measurement.measured_on)
    if found is None:
        return None if _is_judged(result) else assessed(edition.body["not_measured"], edition.source)
    row = edition.body[_mtbs_row(found, complicated=complicated)]
    return assessed(row, f"{edition.source}; {found.source}", found.score, found.flags)


def _is_judged(result: GrowthResult) -> bool:
    """Say whether a sign was measured that can rule malnutrition out; a child past the age is not asked."""
    child = result.measurement
    body = edition_on(NAME, child.measured_on).body
    months = child.calendar_age_days / body["days_in_month"]
    arm_counts = child.arm_cm is not None and child.calendar_age_days >= body["arm_from_day"]
    return months >= body["until_months"] or arm_counts or result.weight_for_length.z is not None


def low_weight(z: float, day: date) -> Assessment | None:
    """Return the class of the chart of young infants for a weight for age, or None when it is not low."""
    edition = edition_on(COLOURS, day)
    row = edition.body["young_infant"]
    if z >= row["below_z"]:
        return None
    found = assessed(row, edition.source, z)
    return replace(found, conclusion=f"{found.conclusion}, BB/U {z:+.2f}".replace(".", ","))


def _mtbs_row(found: Assessment, *, complicated: bool | None) -> str:
    if found.code != SEVERE:
        return "moderate"
    if complicated or TOO_SMALL in found.flags:
        return "complicated"
    return "unknown" if complicated is None else "uncomplicated"


def _signs(row: Row, result: GrowthResult, arm_cm: float | None) -> tuple[str, ...]:
    z = result.weight_for_length.z
    found = {
        "oedema": row["oedema"] and result.measurement.oedema,
        "weight_for_length": z is not None and z < row["below_z"],
        "arm": arm_cm is not None and arm_cm < row["below_arm_cm"],
    }
    return tuple(sign for sign, present in found.items() if present)


def _too_small(body: Row, months: float, weight_kg: float | None) -> bool:
    if months < body["refer_below_months"]:
        return True
    return weight_kg is not None and weight_kg < body["refer_below_weight_kg"]

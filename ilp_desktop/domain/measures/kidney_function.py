"""Kidney function: the filtration rate estimated from creatinine, and the flag of the free health check (CKG)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.bands import rounded
from ilp_desktop.domain.limit_sets import assess_limit_set
from ilp_desktop.domain.sex import Sex
from ilp_desktop.reference import edition_on


def filtration_rate(creatinine: float, age_years: int, sex: Sex, day: date) -> float | None:
    """Return mL/min/1.73 m2 by CKD-EPI, a whole number, from creatinine (mg/dL); None below the ages it is for."""
    rules = edition_on("kidney_function", day).body["filtration"]
    if age_years < rules["from_years"]:
        return None
    own = rules[sex.value]
    ratio = creatinine / own["k"]
    rate = (
        rules["factor"]
        * min(ratio, 1.0) ** own["low"]
        * max(ratio, 1.0) ** rules["high"]
        * rules["yearly"] ** age_years
        * own["sex_factor"]
    )
    return float(rounded(Decimal(str(rate)), 0))


def filtration_source(day: date) -> str:
    """Return where the equation of the filtration rate comes from."""
    return str(edition_on("kidney_function", day).body["filtration"]["source"])


def assess_kidney_ckg(values: Mapping[str, float], day: date) -> Assessment | None:
    """Say whether ``creatinine``, ``urea`` and ``filtration`` are within the range of CKG; None while unknown."""
    edition = edition_on("kidney_function", day)
    return assess_limit_set(edition.body, values, edition.source)

"""Ten-year risk of a heart attack or a stroke by WHO's equations of 2019, South-East Asia."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.domain.bands import assessed, rounded, row_for
from ilp_desktop.domain.sex import Sex
from ilp_desktop.reference import Edition, edition_on

LABORATORY, WITHOUT_LABORATORY = "lab", "nonlab"
OUT_OF_RANGE = "out_of_range"
PRESSURE_HIGH, CHOLESTEROL_HIGH = "pressure_high", "cholesterol_high"
PERCENT = 100


@dataclass(frozen=True)
class Person:
    """What both models look at: completed years, mmHg, and smoking now or in the last year."""

    sex: Sex
    age_years: float
    systolic: float
    smoker: bool


def cvd_risk_lab(person: Person, cholesterol: float, *, diabetes: bool, day: date) -> float:
    """Return the risk in percent from total cholesterol (mg/dL) and diabetes, not rounded."""
    edition = edition_on("cvd_risk", day)
    mmol = cholesterol * edition.body["mmol_per_mg"]
    return _risk(edition, LABORATORY, person, {"cholesterol": mmol, "diabetes": float(diabetes)})


def cvd_risk_nonlab(person: Person, body_mass_index: float, day: date) -> float:
    """Return the risk in percent from the body mass index (kg/m2), not rounded."""
    edition = edition_on("cvd_risk", day)
    return _risk(edition, WITHOUT_LABORATORY, person, {"body_mass_index": body_mass_index})


def assess_cvd_risk(percent: float, age_years: float, day: date) -> Assessment:
    """Class a risk, to one decimal, by what is to be done; outside the ages of the model it says so."""
    model = edition_on("cvd_risk", day)
    first, end = model.body["from_years"], model.body["until_years"]
    if not first <= age_years < end:
        told = f"Prediksi risiko hanya untuk umur {first} sampai {end - 1} tahun"
        return Assessment(OUT_OF_RANGE, told, Urgency.NONE, model.source)
    follow = edition_on("cvd_risk_follow_up", day)
    score = float(rounded(Decimal(str(percent)), 1))
    row = row_for(follow.body["row"], score)
    return assessed(row, f"{model.source}; {follow.source}", score=score)


def with_standing_advice(found: Assessment, readings: Mapping[str, float], day: date) -> Assessment:
    """Add what holds at any risk: for a high pressure (mmHg) and for a very high cholesterol (mg/dL)."""
    rules = edition_on("cvd_risk_follow_up", day).body
    pressure, cholesterol = rules["pressure"], rules["cholesterol"]
    if (
        readings.get("systolic", 0) > pressure["systolic_above"]
        or readings.get("diastolic", 0) > pressure["diastolic_above"]
    ):
        found = _advised(found, PRESSURE_HIGH, pressure["advice"])
    if readings.get("cholesterol", 0) > cholesterol["above"]:
        found = _advised(found, CHOLESTEROL_HIGH, cholesterol["advice"])
    return found


def assess_known_disease(day: date, *, diabetes: bool) -> Assessment:
    """Return what stands in place of a risk for somebody who has cardiovascular disease already."""
    edition = edition_on("cvd_risk_follow_up", day)
    return assessed(edition.body["known_disease"]["with_diabetes" if diabetes else "without_diabetes"], edition.source)


def _risk(edition: Edition, model: str, person: Person, further: Mapping[str, float]) -> float:
    measured = {"age": person.age_years, "systolic": person.systolic, "smoker": float(person.smoker), **further}
    centre = edition.body["centre"]
    values = {name: value - centre.get(name, 0) for name, value in measured.items()}
    escapes = [
        1 - _outcome(row, values)
        for row in edition.body["equation"]
        if (row["model"], row["sex"]) == (model, person.sex.value)
    ]
    return PERCENT * (1 - math.prod(escapes))


def _outcome(row: Mapping[str, Any], values: Mapping[str, float]) -> float:
    predictor = sum(factor * values[name] for name, factor in row["term"].items())
    predictor += values["age"] * sum(factor * values[name] for name, factor in row["with_age"].items())
    log_hazard = math.log(-math.log(row["survival"])) + predictor
    shift, slope = row["recalibration"]
    return 1 - math.exp(-math.exp(shift + slope * log_hazard))


def _advised(found: Assessment, flag: str, advice: str) -> Assessment:
    return replace(found, advice=f"{found.advice} {advice}".strip(), flags=(*found.flags, flag))

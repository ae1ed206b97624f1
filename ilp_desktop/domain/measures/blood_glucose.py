"""Blood glucose and HbA1c of people who are not pregnant: the range a value lies in, never a diagnosis."""

from datetime import date
from enum import Enum

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.bands import assessed, row_for
from ilp_desktop.reference import edition_on


class Glucose(Enum):
    """How it was measured: mg/dL at any time, fasting, two hours after 75 g of glucose; or HbA1c in percent."""

    RANDOM = "random"
    FASTING = "fasting"
    AFTER_LOAD = "after_load"
    HBA1C = "hba1c"


def assess_low_glucose(value: float, day: date) -> Assessment | None:
    """Return how low a glucose value in mg/dL is, however it was measured, or None where it is not low."""
    edition = edition_on("blood_glucose_low", day)
    found = assessed(row_for(edition.body["row"], value), edition.source, score=value)
    return found if found.urgency.calls_for_action else None


def assess_glucose(kind: Glucose, value: float, day: date) -> Assessment:
    """Class a value; the score is the value."""
    low = None if kind is Glucose.HBA1C else assess_low_glucose(value, day)
    if low is not None:
        return low
    edition = edition_on("blood_glucose", day)
    return assessed(row_for(edition.body[kind.value], value), edition.source, score=value)

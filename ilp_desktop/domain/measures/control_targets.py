"""Whether a known hypertension or diabetes is under control, by the targets of its treatment."""

from collections.abc import Mapping
from datetime import date

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.bands import assessed, row_for
from ilp_desktop.domain.limit_sets import assess_limit_set
from ilp_desktop.reference import edition_on

HYPERTENSION, DIABETES = "hypertension", "diabetes"


def assess_control(disease: str, values: Mapping[str, float], day: date) -> Assessment | None:
    """Say whether every value is on target; None while too little is known.

    Values are ``systolic`` and ``diastolic`` (mmHg), or any of ``fasting``, ``after_meal`` (mg/dL) and ``hba1c`` (%).
    """
    edition = edition_on("control_targets", day)
    return assess_limit_set(edition.body[disease], values, edition.source)


def assess_random_glucose(value: float, day: date) -> Assessment | None:
    """Return what a random glucose in mg/dL of somebody with diabetes asks for, or None below all limits."""
    edition = edition_on("control_targets", day)
    found = assessed(row_for(edition.body[DIABETES]["random"], value), edition.source, score=value)
    return found if found.urgency.calls_for_action else None

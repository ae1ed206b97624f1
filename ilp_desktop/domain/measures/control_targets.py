"""Whether a known hypertension or diabetes is under control, by the targets of its treatment."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.bands import Row, assessed, row_for
from ilp_desktop.domain.limit_sets import assess_limit_set
from ilp_desktop.reference import edition_on

HYPERTENSION, DIABETES = "hypertension", "diabetes"
PROTEINURIA = "proteinuria"
"""A finding that makes the target of the blood pressure of somebody with diabetes stricter."""


@dataclass(frozen=True)
class Targets:
    """The targets that hold for one person.

    Attributes:
        limits: what is measured, each with its label and limits.
        because: why they are not those of everybody; empty where they are.
    """

    limits: Mapping[str, Row]
    source: str
    because: str = ""


def targets_for(disease: str, special: Collection[str], day: date) -> Targets:
    """Return the targets of a disease for somebody of whom ``special`` is known, e.g. diabetes and proteinuria."""
    edition = edition_on("control_targets", day)
    rules = edition.body[disease]
    own = next((row for row in rules.get("special", ()) if set(row["needs"]) <= set(special)), None)
    if own is None:
        return Targets(rules["limits"], edition.source)
    return Targets(own["limits"], own["source"], own["because"])


def assess_control(
    disease: str, values: Mapping[str, float], day: date, special: Collection[str] = ()
) -> Assessment | None:
    """Say whether every value is on target; None while too little is known.

    Values are ``systolic`` and ``diastolic`` (mmHg), or any of ``fasting``, ``after_meal`` (mg/dL) and ``hba1c`` (%).
    """
    targets = targets_for(disease, special, day)
    rules: dict[str, Any] = {**edition_on("control_targets", day).body[disease], "limits": targets.limits}
    return assess_limit_set(rules, values, targets.source)


def assess_random_glucose(value: float, day: date) -> Assessment | None:
    """Return what a random glucose in mg/dL of somebody with diabetes asks for, or None below all limits."""
    edition = edition_on("control_targets", day)
    found = assessed(row_for(edition.body[DIABETES]["random"], value), edition.source, score=value)
    return found if found.urgency.calls_for_action else None

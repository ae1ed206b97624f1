"""Whether a known hypertension or diabetes is under control, by the targets of its treatment."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.bands import Row, assessed, row_for
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.limit_sets import assess_limit_set
from ilp_desktop.reference import edition_on

HYPERTENSION, DIABETES = "hypertension", "diabetes"
PROTEINURIA = "proteinuria"
"""A finding that makes the target of the blood pressure of somebody with diabetes stricter."""


BY_DOCTOR = "sasaran dokter {day}"


@dataclass(frozen=True)
class OwnTarget:
    """The target a doctor set for one person on a day: limits that stand in the place of those of everybody."""

    limits: Mapping[str, Row]
    set_on: date


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


def targets_for(
    disease: str, special: Collection[str], day: date, *, own: OwnTarget | None = None, setting: str = ""
) -> Targets:
    """Return the targets of a disease for somebody of whom ``special`` is known, e.g. diabetes and proteinuria.

    What the doctor set for the person comes first, then what the person has, then the ``setting`` the value was
    measured in; empty is by staff at a health facility.
    """
    edition = edition_on("control_targets", day)
    rules = edition.body[disease]
    found = Targets(rules["limits"], edition.source)
    stricter = next((row for row in rules.get("special", ()) if set(row["needs"]) <= set(special)), None)
    elsewhere = next((row for row in rules.get("setting", ()) if row["code"] == setting), None)
    row = stricter or elsewhere
    if row is not None:
        found = Targets(row["limits"], row["source"], row["because"])
    if own is None:
        return found
    limits = {name: own.limits.get(name, limit) for name, limit in found.limits.items()}
    return replace(found, limits=limits, because=BY_DOCTOR.format(day=indonesian_date(own.set_on)))


def assess_control(
    disease: str,
    values: Mapping[str, float],
    day: date,
    special: Collection[str] = (),
    *,
    targets: Targets | None = None,
) -> Assessment | None:
    """Say whether every value is on target; None while too little is known.

    Values are ``systolic`` and ``diastolic`` (mmHg), or any of ``fasting``, ``after_meal`` (mg/dL) and ``hba1c`` (%).
    ``targets`` are those of the person where they are known already.
    """
    targets = targets or targets_for(disease, special, day)
    rules: dict[str, Any] = {**edition_on("control_targets", day).body[disease], "limits": targets.limits}
    return assess_limit_set(rules, values, targets.source)


def assess_random_glucose(value: float, day: date) -> Assessment | None:
    """Return what a random glucose in mg/dL of somebody with diabetes asks for, or None below all limits."""
    edition = edition_on("control_targets", day)
    found = assessed(row_for(edition.body[DIABETES]["random"], value), edition.source, score=value)
    return found if found.urgency.calls_for_action else None

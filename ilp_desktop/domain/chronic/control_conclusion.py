"""What a control concludes: the same as the tab PTM, the registers and the services due say of it afterwards."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ilp_desktop.domain.assessment import Assessment, Urgency, worst
from ilp_desktop.domain.bands import assessed
from ilp_desktop.domain.chronic.chronic_control import (
    CONTROLLED_CODE,
    RANDOM,
    SUGARS,
    ControlState,
    Judged,
    Reading,
    control_status,
    target_words,
)
from ilp_desktop.domain.measures.blood_glucose import assess_low_glucose
from ilp_desktop.domain.measures.control_targets import DIABETES, Targets, assess_control, assess_random_glucose
from ilp_desktop.reference import edition_on

NOT_JUDGED = "control_not_judged"
AFTER_MEAL_WORDS = {"after_meal": "GD 2 jam sesudah makan"}


def conclude_control(disease: str, before: Sequence[Reading], now: Reading, who: Judged) -> Assessment | None:
    """Conclude from what is measured now and from earlier values that still count; None while too little is known.

    ``before`` are the earlier readings, the earliest first. A glucose too low, or very high at any time, is said
    though no target speaks of it.
    """
    day = now.day
    targets = who.targets(disease, day, now.setting)
    refused = who.not_judged(day)
    if refused:
        return Assessment(NOT_JUDGED, refused, Urgency.NONE, targets.source) if now.values else None
    found = [_of_targets(disease, now, targets), *(_of_sugars(now) if disease == DIABETES else ())]
    head = worst([one for one in found if one is not None])
    if head is not None and head.urgency.calls_for_action:
        return replace(head, parts=tuple(part for part in head.parts if part.urgency.calls_for_action))
    if not now.values:
        return None
    status = control_status(disease, (*before, now), who, day)
    if status.state is not ControlState.UNCONTROLLED:
        return head
    bad = assessed(edition_on("control_targets", day).body[disease]["abnormal"], targets.source)
    return replace(bad, conclusion=f"{bad.conclusion}: {status.why.removesuffix('.')}")


def _of_targets(disease: str, now: Reading, targets: Targets) -> Assessment | None:
    """Read the values of now by the targets, and name these where they are not those of everybody."""
    found = assess_control(disease, now.values, now.day, targets=targets)
    if found is None or not targets.because:
        return found
    told = f"{found.conclusion}. Sasaran {target_words(disease, targets)}"
    return replace(found, conclusion=told) if found.code != CONTROLLED_CODE else found


def _of_sugars(now: Reading) -> list[Assessment | None]:
    low = [_low(name, now.values[name], now.day) for name in SUGARS if name in now.values]
    random = now.values.get(RANDOM)
    return [*low, None if random is None else assess_random_glucose(random, now.day)]


def _low(name: str, value: float, day: date) -> Assessment | None:
    found = assess_low_glucose(value, day)
    label = AFTER_MEAL_WORDS.get(name, SUGARS[name])
    return found and replace(found, conclusion=f"{label}: {found.conclusion}")

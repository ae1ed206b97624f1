"""From a child's growth to what has to be done: supplementary food, a day to look again, a referral."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.domain.bands import assessed
from ilp_desktop.domain.growth.growth_malnutrition import SEVERE, TOO_SMALL
from ilp_desktop.domain.growth.weight_gain import WeightGain
from ilp_desktop.reference import edition_on

NAME = "nutrition_steps"
MODERATE = "moderate_acute_malnutrition"
TWICE = "2T"


@dataclass(frozen=True)
class ReviewDay:
    """A day on which a regulation wants the child seen again; the doctor chooses."""

    day: date
    label: str
    source: str


@dataclass(frozen=True)
class NutritionStep:
    """One thing to do about a child's growth.

    Attributes:
        clinic: of the hospital a letter goes to; empty where nobody refers.
        reviews: when to look again, as each regulation says; empty where nothing is said.
        pmt: whether supplementary food belongs to it.
    """

    code: str
    conclusion: str
    urgency: Urgency
    advice: str
    source: str
    refer_to: str = ""
    clinic: str = ""
    reviews: tuple[ReviewDay, ...] = ()
    pmt: bool = False


def nutrition_steps(
    found: Collection[Assessment], gain: WeightGain | None, age_months: int, day: date, *, complicated: bool = False
) -> tuple[NutritionStep, ...]:
    """Return what a measurement asks for, the most urgent first; nothing for a child past the age.

    ``found`` are the classes of the measurement: of each index, of acute malnutrition, of the weight after birth.
    """
    edition = edition_on(NAME, day)
    if age_months >= edition.body["under_months"]:
        return ()
    signs = _signs(found, gain, complicated=complicated)
    steps: dict[str, NutritionStep] = {}
    for row in edition.body["step"]:
        if signs & set(row["signs"]) and row["group"] not in steps:
            steps[row["group"]] = NutritionStep(
                code=row["code"],
                conclusion=row["conclusion"],
                urgency=Urgency(row["urgency"]),
                advice=row["advice"],
                source=edition.source,
                refer_to=row.get("refer_to", ""),
                clinic=row.get("clinic", ""),
                reviews=_reviews(row, edition.body["review"], day),
                pmt=row.get("pmt", False),
            )
    return tuple(sorted(steps.values(), key=lambda step: -step.urgency.rank))


def earliest_reviews(steps: Iterable[NutritionStep]) -> tuple[ReviewDay, ...]:
    """Return the days of the step that wants the child seen again first; nothing where no step says one."""
    known = [step.reviews for step in steps if step.reviews]
    return min(known, key=lambda reviews: min(review.day for review in reviews), default=())


def visit_gain(gain: WeightGain) -> Assessment:
    """Return what today's weighing says where the child is already with a clinician."""
    edition = edition_on(NAME, gain.weighing.measured_on)
    mark = TWICE if TWICE in gain.assessment.flags else gain.assessment.code
    found = assessed(edition.body["visit"][mark], f"{edition.source}; {gain.assessment.source}", gain.gain_g)
    return replace(found, conclusion=f"{found.conclusion}{gain_text(gain)}")


def gain_text(gain: WeightGain) -> str:
    """Return the gain in words beside the least one, e.g. ``: +150 g dalam 31 hari, KBM 200 g``; empty without one."""
    if gain.gain_g is None or gain.since is None or gain.least_gain_g is None:
        return ""
    days = (gain.weighing.measured_on - gain.since).days
    return f": {gain.gain_g:+d} g dalam {days} hari, KBM {gain.least_gain_g} g"


def _reviews(row: Mapping[str, Any], usual: Sequence[Mapping[str, Any]], day: date) -> tuple[ReviewDay, ...]:
    """Return the days on which a step wants the child again: its own, the usual ones, or none."""
    own = row.get("review", False)
    wanted = own if isinstance(own, Sequence) else usual if own else ()
    return tuple(ReviewDay(day + timedelta(days=one["days"]), one["label"], one["source"]) for one in wanted)


def _signs(found: Collection[Assessment], gain: WeightGain | None, *, complicated: bool) -> set[str]:
    signs = {one.code for one in found}
    for one in found:
        if one.code == SEVERE:
            signs.add("severe_small" if TOO_SMALL in one.flags else "severe_complicated" if complicated else "severe")
        elif one.code == MODERATE:
            signs.add("moderate")
    if "severely_underweight" in signs:
        signs.add("BGM")
    if gain is not None:
        signs |= {gain.assessment.code, *gain.assessment.flags}
    return signs

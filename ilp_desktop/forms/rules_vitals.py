"""The domain rules of vital signs: they conclude only what calls for action, for vital signs are seldom complete."""

from collections.abc import Callable, Mapping
from functools import partial

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.schema import Answers
from ilp_desktop.forms.scoring import Rule

FINDING = "_finding"
TODDLER_MONTHS, GROWN_YEARS = 60, 18


def _anybody(_facts: Facts) -> bool:
    return True


def _is_toddler(facts: Facts) -> bool:
    return facts.age is not None and facts.age.total_months < TODDLER_MONTHS


def _is_of_school_age(facts: Facts) -> bool:
    if facts.age is None or facts.pregnant:
        return False
    return not _is_toddler(facts) and facts.age.years < GROWN_YEARS


def _is_adult(facts: Facts) -> bool:
    return facts.age is not None and facts.age.years >= GROWN_YEARS and not facts.pregnant


JUDGED: Mapping[str, Callable[[Facts], bool]] = {
    "blood_pressure": _anybody,
    "bmi_adult": _is_adult,
    "bmi_by_height_before": _is_adult,
    "bmi_for_age": _is_of_school_age,
    "weight_for_age": _is_toddler,
    "length_for_age": _is_toddler,
    "weight_for_length": _is_toddler,
    "acute_malnutrition": _is_toddler,
    "weight_gain": _is_toddler,
    "weight_after_birth": _is_toddler,
}
"""Which rules are so read, and of whom."""


def _finding(rule: Rule, holds: Callable[[Facts], bool], answers: Answers, facts: Facts) -> Assessment | None:
    found = rule(answers, facts) if holds(facts) else None
    return found if found is not None and found.urgency.calls_for_action else None


def _too_heavy(rule: Rule, answers: Answers, facts: Facts) -> Assessment | None:
    """Leave who is too thin for the height to acute malnutrition, which says so by all its signs."""
    found = rule(answers, facts)
    return found if found is not None and found.score is not None and found.score > 0 else None


def vital_rules(rules: Mapping[str, Rule]) -> dict[str, Rule]:
    """Return, of some rules, those that vital signs are concluded by; their names end in ``_finding``."""
    told: dict[str, Rule] = {**rules, "weight_for_length": partial(_too_heavy, rules["weight_for_length"])}
    return {f"{name}{FINDING}": partial(_finding, told[name], holds) for name, holds in JUDGED.items()}

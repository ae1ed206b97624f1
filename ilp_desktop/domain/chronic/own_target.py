"""The target a doctor sets for one person, as the form for it tells."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ilp_desktop.domain.bands import Row
from ilp_desktop.domain.measures.control_targets import DIABETES, HYPERTENSION, OwnTarget
from ilp_desktop.reference import edition_on

OWN_TARGET_FORM = "control_target"
OWN_TARGET_CODES = (
    *("sasaran_dari", "sasaran_sistolik", "sasaran_diastolik", "sasaran_gdp", "sasaran_gd2pp", "sasaran_hba1c"),
)
_LIMITS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    HYPERTENSION: {"systolic": ("sasaran_sistolik", "below"), "diastolic": ("sasaran_diastolik", "below")},
    DIABETES: {
        "fasting": ("sasaran_gdp", "at_most"),
        "after_meal": ("sasaran_gd2pp", "below"),
        "hba1c": ("sasaran_hba1c", "below"),
    },
}
"""By disease and measure: the question, and which side of the limit its answer is."""


def own_targets(numbers: Mapping[str, float], set_on: date) -> dict[str, OwnTarget]:
    """Return by disease what a doctor aims at; a measure without a number keeps the target of everybody."""
    found = {disease: _limits(disease, codes, numbers, set_on) for disease, codes in _LIMITS.items()}
    return {disease: OwnTarget(limits, set_on) for disease, limits in found.items() if limits}


def _limits(
    disease: str, codes: Mapping[str, tuple[str, str]], numbers: Mapping[str, float], set_on: date
) -> dict[str, Row]:
    rules: Mapping[str, Any] = edition_on("control_targets", set_on).body[disease]["limits"]
    return {name: {**rules[name], side: numbers[code]} for name, (code, side) in codes.items() if code in numbers}

"""Acute malnutrition by weight for length, arm circumference and oedema."""

from dataclasses import replace
from datetime import date

import pytest

from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.growth.growth import growth
from ilp_desktop.domain.growth.growth_lms import value_at
from ilp_desktop.domain.growth.growth_malnutrition import acute_malnutrition, malnutrition_by_arm, malnutrition_by_mtbs
from ilp_desktop.domain.growth.growth_result import Measurement
from ilp_desktop.domain.growth.growth_tables import standard_on
from ilp_desktop.domain.sex import Sex

DAY = date(2024, 1, 1)
WELL = Measurement(Sex.FEMALE, 500, DAY, weight_kg=9.6, length_cm=77.0, arm_cm=14.0)


def weighing_at(z: float, child: Measurement = WELL) -> Measurement:
    """Return the child with the weight that has this score for its length."""
    assert child.length_cm is not None
    lms = standard_on(DAY).tables(Sex.FEMALE, child.age_days).weight_for_length.at(child.length_cm)
    assert lms is not None
    return replace(child, weight_kg=value_at(z, lms))


def code_of(child: Measurement) -> str | None:
    found = acute_malnutrition(growth(child))
    return found.code if found else None


@pytest.mark.parametrize(
    ("z", "arm_cm", "oedema", "code", "flags"),
    [
        (0, 14.0, False, None, ()),
        (-2, 12.5, False, None, ()),
        (-2.01, 14.0, False, "moderate_acute_malnutrition", ("weight_for_length",)),
        (0, 12.4, False, "moderate_acute_malnutrition", ("arm",)),
        (-3, 11.5, False, "moderate_acute_malnutrition", ("weight_for_length", "arm")),
        (-3.01, 14.0, False, "severe_acute_malnutrition", ("weight_for_length",)),
        (0, 11.4, False, "severe_acute_malnutrition", ("arm",)),
        (0, 14.0, True, "severe_acute_malnutrition", ("oedema",)),
        (-3.01, 11.4, False, "severe_acute_malnutrition", ("weight_for_length", "arm")),
        (-2.5, 11.4, False, "severe_acute_malnutrition", ("arm",)),
    ],
)
def test_the_worst_sign_decides(
    z: float, arm_cm: float, oedema: bool, code: str | None, flags: tuple[str, ...]
) -> None:
    child = replace(weighing_at(z), arm_cm=arm_cm, oedema=oedema)
    found = acute_malnutrition(growth(child))
    assert (found.code if found else None) == code
    assert (found.flags if found else ()) == flags


def test_below_six_months_the_arm_does_not_count() -> None:
    infant = Measurement(Sex.FEMALE, 180, DAY, weight_kg=7.0, length_cm=65.5, arm_cm=11.0)
    assert code_of(infant) is None
    assert code_of(replace(infant, age_days=183)) == "severe_acute_malnutrition"


def test_from_five_years_on_nothing_is_concluded() -> None:
    child = Measurement(Sex.FEMALE, 1826, DAY, weight_kg=10, length_cm=108, arm_cm=11.0)
    assert code_of(child) == "severe_acute_malnutrition"
    assert code_of(replace(child, age_days=1827)) is None


@pytest.mark.parametrize(
    ("child", "small"),
    [
        (Measurement(Sex.FEMALE, 182, DAY, weight_kg=5.0, oedema=True), True),
        (Measurement(Sex.FEMALE, 183, DAY, weight_kg=3.9, oedema=True), True),
        (Measurement(Sex.FEMALE, 183, DAY, weight_kg=4.0, oedema=True), False),
        (Measurement(Sex.FEMALE, 183, DAY, oedema=True), False),
    ],
)
def test_a_child_too_small_to_be_treated_at_home_is_referred(child: Measurement, small: bool) -> None:
    found = acute_malnutrition(growth(child))
    assert found is not None
    assert ("too_small" in found.flags) is small
    assert found.advice.startswith("Rujuk:") is small
    assert found.urgency is Urgency.REFER


def test_moderate_malnutrition_is_looked_at_again_within_two_weeks() -> None:
    found = acute_malnutrition(growth(weighing_at(-2.5)))
    assert found is not None
    assert (found.conclusion, found.urgency) == ("Gizi kurang", Urgency.WATCH)
    assert "2 minggu" in found.advice


def test_a_child_measured_by_arm_alone_is_judged_by_the_arm() -> None:
    assert code_of(Measurement(Sex.MALE, 700, DAY, arm_cm=11.2)) == "severe_acute_malnutrition"


def test_the_arm_alone_says_nothing_of_weight_and_oedema() -> None:
    thin = replace(weighing_at(-3.5), arm_cm=12.5, oedema=True)
    assert malnutrition_by_arm(growth(thin)) is None
    found = malnutrition_by_arm(growth(replace(thin, arm_cm=11.4)))
    assert found is not None
    assert found.flags == ("arm",)


@pytest.mark.parametrize(
    ("z", "complicated", "code", "urgency"),
    [
        (-2, True, None, None),
        (-2.5, True, "moderate_acute_malnutrition", Urgency.WATCH),
        (-3.5, False, "severe_malnutrition_uncomplicated", Urgency.REFER),
        (-3.5, None, "severe_malnutrition_unjudged", Urgency.REFER),
        (-3.5, True, "severe_malnutrition_complicated", Urgency.EMERGENCY),
    ],
)
def test_complications_make_a_severe_malnutrition_red(
    z: float, complicated: bool | None, code: str | None, urgency: Urgency | None
) -> None:
    found = malnutrition_by_mtbs(growth(weighing_at(z)), complicated=complicated)
    assert (found.code if found else None) == code
    assert (found.urgency if found else None) == urgency


def test_a_child_too_small_to_be_treated_at_home_is_red_whatever_else() -> None:
    infant = Measurement(Sex.FEMALE, 180, DAY, weight_kg=5.0, oedema=True)
    found = malnutrition_by_mtbs(growth(infant), complicated=False)
    assert found is not None
    assert found.code == "severe_malnutrition_complicated"

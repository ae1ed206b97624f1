from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.growth.body_measures import (
    assess_bmi_adult,
    assess_bmi_before_pregnancy,
    assess_upper_arm_elderly,
    assess_upper_arm_woman,
    assess_waist,
    body_mass_index,
)
from ilp_desktop.domain.sex import Sex
from tests.domain.cases import TODAY, cases, told
from tests.every_row import every_row


def _assessed(row: dict[str, str]) -> Assessment:
    value = float(row["value"])
    if row["measure"] == "bmi_adult":
        return assess_bmi_adult(value, float(row["height_cm"]), TODAY)
    if row["measure"] == "bmi_before_pregnancy":
        return assess_bmi_before_pregnancy(value, float(row["height_cm"]), TODAY)
    if row["measure"] == "waist":
        return assess_waist(value, Sex(row["sex"]), TODAY)
    if row["measure"] == "upper_arm_elderly":
        return assess_upper_arm_elderly(value, TODAY)
    return assess_upper_arm_woman(value, TODAY)


@every_row("row", cases("body_measures"), ids=told)
def test_measure_is_classed_by_its_table(row: dict[str, str]) -> None:
    found = _assessed(row)
    assert (found.code, found.score) == (row["code"], float(row["score"]))


def test_class_never_contradicts_the_index_on_the_screen() -> None:
    for weight in (18.46, 18.499, 22.96, 24.96, 29.999):
        found = assess_bmi_adult(weight, 100, TODAY)
        assert found.score is not None
        assert assess_bmi_adult(found.score, 100, TODAY).code == found.code


@pytest.mark.parametrize(
    ("weight", "height", "fields"),
    [
        (0, 160, {"weight"}),
        (-5, 160, {"weight"}),
        (60, 0, {"height"}),
        (0, 0, {"weight", "height"}),
        (float("nan"), 160, {"weight"}),
    ],
)
def test_weight_or_height_of_nothing_is_refused_beside_its_field(
    weight: float, height: float, fields: set[str]
) -> None:
    with pytest.raises(WrongAnswers) as refusal:
        body_mass_index(weight, height)
    assert set(refusal.value.fields) == fields


@given(st.integers(150, 3500), st.integers(600, 2500))
def test_index_is_weight_by_the_square_of_height(weight: int, height: int) -> None:
    assert body_mass_index(weight / 10, height / 10) == Fraction(weight * 100_000, height * height)


@given(st.integers(150, 3400), st.integers(0, 100), st.integers(600, 2500))
def test_more_weight_never_means_a_lower_index(weight: int, more: int, height: int) -> None:
    assert body_mass_index((weight + more) / 10, height / 10) >= body_mass_index(weight / 10, height / 10)

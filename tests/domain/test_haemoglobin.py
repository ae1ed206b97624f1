import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.haemoglobin import assess_haemoglobin_in_pregnancy
from ilp_desktop.domain.pregnancy import GestationalAge
from tests.domain.cases import TODAY, cases, told


@pytest.mark.parametrize("row", cases("haemoglobin_pregnancy"), ids=told)
def test_haemoglobin_is_read_by_trimester(row: dict[str, str]) -> None:
    age = GestationalAge(int(row["week"]), 0)
    assert assess_haemoglobin_in_pregnancy(float(row["value"]), age, TODAY).code == row["code"]


@given(st.integers(0, 44), st.floats(1, 25))
def test_every_value_has_one_class_and_low_ones_are_acted_upon(week: int, value: float) -> None:
    found = assess_haemoglobin_in_pregnancy(value, GestationalAge(week, 0), TODAY)
    assert (found.urgency is Urgency.NONE) == (found.code == "normal")
    assert found.code == "normal" or found.advice
    assert found.score == value

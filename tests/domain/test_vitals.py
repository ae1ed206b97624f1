import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.vital_limits import check_limits
from ilp_desktop.domain.vitals import Vital, assess_vital
from tests.domain.cases import age_of, cases, told

VALUES = {
    Vital.PULSE: st.integers(1, 350),
    Vital.RESPIRATION: st.integers(1, 200),
    Vital.TEMPERATURE: st.floats(20, 46),
    Vital.SPO2: st.integers(1, 100),
}


@pytest.mark.parametrize("row", cases("vitals"), ids=told)
def test_vital_sign_is_classed_by_the_table_of_its_age(row: dict[str, str]) -> None:
    age = age_of(int(row["months"]), int(row["days"]))
    found = assess_vital(Vital(row["vital"]), float(row["value"]), age)
    assert (found.code, found.score) == (row["code"], float(row["value"]))


@pytest.mark.parametrize("row", cases("vital_limits"), ids=told)
def test_impossible_value_is_refused_and_unlikely_one_asked_about(row: dict[str, str]) -> None:
    check = check_limits(row["measure"], float(row["value"]), age_of(int(row["months"])))
    outcome = "refused" if check.refused else "asked" if check.question else "quiet"
    assert outcome == row["outcome"]


def test_limits_are_told_with_unit_and_comma() -> None:
    infant = age_of(3)
    assert check_limits("weight", 60, infant).refused == "Berat badan harus 0,3 sampai 25 kg."
    assert check_limits("weight", 14.5, infant).question == "Berat badan 14,5 kg tidak biasa. Sudah benar?"


def test_value_that_is_no_number_is_refused() -> None:
    assert check_limits("pulse", math.nan, age_of(400)).refused


def test_measure_without_limits_is_a_fault() -> None:
    with pytest.raises(LookupError):
        check_limits("shoe_size", 42, age_of(400))


@given(st.sampled_from(Vital), st.integers(0, 1300), st.integers(0, 27), st.data())
def test_every_value_of_every_age_has_a_class(vital: Vital, months: int, days: int, data: st.DataObject) -> None:
    found = assess_vital(vital, data.draw(VALUES[vital]), age_of(months, days))
    assert found.conclusion
    assert found.source


@given(
    st.sampled_from(["systolic", "pulse", "respiration", "weight", "height", "temperature"]),
    st.floats(),
    st.integers(0, 1300),
)
def test_value_is_never_both_refused_and_asked_about(measure: str, value: float, months: int) -> None:
    check = check_limits(measure, value, age_of(months))
    assert not (check.refused and check.question)

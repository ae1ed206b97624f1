from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.domain.pregnancy.fetal_measures import (
    assess_fetal_heart_rate,
    assess_fundal_height,
    expected_fundal_height,
)
from ilp_desktop.domain.pregnancy.pregnancy import GestationalAge
from tests.domain.cases import TODAY, cases, told
from tests.every_row import every_row


def _assessed(row: dict[str, str]) -> Assessment:
    if row["measure"] == "fetal_heart_rate":
        return assess_fetal_heart_rate(int(row["value"]), TODAY)
    return assess_fundal_height(float(row["value"]), GestationalAge(int(row["week"]), 0), TODAY)


@every_row("row", cases("fetal_measures"), ids=told)
def test_fetal_measure_is_compared_with_what_is_expected(row: dict[str, str]) -> None:
    assert _assessed(row).code == row["code"]


def test_week_counts_and_its_days_do_not() -> None:
    assert expected_fundal_height(GestationalAge(19, 6), TODAY) is None
    assert expected_fundal_height(GestationalAge(20, 0), TODAY) == (18, 22)
    assert expected_fundal_height(GestationalAge(20, 6), TODAY) == (18, 22)


@given(st.integers(30, 260))
def test_heart_rate_outside_the_normal_range_is_referred(beats: int) -> None:
    found = assess_fetal_heart_rate(beats, TODAY)
    assert (found.urgency is Urgency.NONE) == (120 <= beats <= 160)

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilp_desktop.domain.pregnancy.pregnancy import GestationalAge
from ilp_desktop.domain.pregnancy.pregnancy_weight import assess_weight_gain, expected_gain, weight_gain_band
from tests.domain.cases import TODAY, cases, told
from tests.every_row import every_row

INDEXES = st.integers(120, 500).map(lambda tenths: tenths / 10)


@every_row("row", cases("pregnancy_weight"), ids=told)
def test_band_and_expected_gain_follow_the_index_before_pregnancy(row: dict[str, str]) -> None:
    band = weight_gain_band(float(row["bmi_before"]), TODAY)
    assert (band.code, band.weekly) == (row["code"], float(row["weekly"]))
    low, high = expected_gain(band, float(row["week"]))
    assert low == pytest.approx(float(row["low"]), abs=0.001)
    assert high == pytest.approx(float(row["high"]), abs=0.001)


@pytest.mark.parametrize(
    ("gain", "week", "code"),
    [
        (11.4, 40, "gain_below"),
        (11.5, 40, "gain_within"),
        (16.0, 40, "gain_within"),
        (16.1, 40, "gain_above"),
        (0.4, 13, "gain_below"),
        (0.5, 13, "gain_within"),
        (2.0, 13, "gain_within"),
        (2.1, 13, "gain_above"),
        (-1.0, 10, "gain_below"),
        (0.0, 0, "gain_within"),
    ],
)
def test_gain_is_judged_against_the_band_of_its_week(gain: float, week: int, code: str) -> None:
    found = assess_weight_gain(gain, 22.0, GestationalAge(week, 0), TODAY)
    assert (found.code, found.score) == (code, gain)
    assert "Institute of Medicine" in found.source


@settings(deadline=None)
@given(INDEXES, st.floats(0, 45), st.floats(0, 5))
def test_expected_gain_never_falls_and_low_stays_below_high(index: float, week: float, later: float) -> None:
    band = weight_gain_band(index, TODAY)
    low, high = expected_gain(band, week)
    low_later, high_later = expected_gain(band, week + later)
    assert low <= high
    assert low_later >= low
    assert high_later >= high


@settings(deadline=None)
@given(INDEXES, INDEXES)
def test_heavier_before_means_less_to_gain(first: float, second: float) -> None:
    lighter, heavier = (weight_gain_band(index, TODAY) for index in sorted((first, second)))
    assert heavier.total_high <= lighter.total_high
    assert heavier.weekly <= lighter.weekly

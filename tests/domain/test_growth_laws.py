"""What holds for every child, whatever the measures."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ilp_desktop.domain.growth.growth import growth
from ilp_desktop.domain.growth.growth_lms import Lms, value_at, z_score
from ilp_desktop.domain.growth.growth_result import Measurement, Posture
from ilp_desktop.domain.growth.growth_tables import Indicator, standard_on
from ilp_desktop.domain.sex import Sex

DAY = date(2024, 1, 1)
LAST_DAY = 6939

sexes = st.sampled_from(Sex)
ages = st.integers(min_value=0, max_value=LAST_DAY)
weights = st.floats(min_value=0.5, max_value=150)
lengths = st.floats(min_value=30, max_value=200)


@st.composite
def measurements(draw: st.DrawFn) -> Measurement:
    return Measurement(
        sex=draw(sexes),
        age_days=draw(st.integers(min_value=0, max_value=8000)),
        measured_on=DAY,
        weight_kg=draw(st.none() | st.floats(min_value=0.01, max_value=1000)),
        length_cm=draw(st.none() | st.floats(min_value=1, max_value=1000)),
        posture=draw(st.sampled_from(Posture)),
        oedema=draw(st.booleans()),
        head_cm=draw(st.none() | st.floats(min_value=0.01, max_value=1000)),
        arm_cm=draw(st.none() | st.floats(min_value=0.01, max_value=1000)),
    )


@settings(deadline=None)
@given(measurements())
def test_every_score_has_either_a_number_or_a_reason(child: Measurement) -> None:
    result = growth(child)
    for indicator in Indicator:
        score = result.score(indicator)
        assert (score.z is None) is (score.reason != "")
        assert (score.z is None) is (score.exact is None)


@settings(deadline=None)
@given(sexes, ages, weights, weights, lengths)
def test_the_score_rises_with_the_weight(
    sex: Sex, age_days: int, weight: float, other: float, length_cm: float
) -> None:
    lighter, heavier = sorted((weight, other))
    assume(heavier > lighter * 1.0001)
    light = growth(Measurement(sex, age_days, DAY, lighter, length_cm))
    heavy = growth(Measurement(sex, age_days, DAY, heavier, length_cm))
    for indicator in (Indicator.WEIGHT_FOR_AGE, Indicator.WEIGHT_FOR_LENGTH, Indicator.BMI_FOR_AGE):
        low, high = light.score(indicator).exact, heavy.score(indicator).exact
        assert (low is None) is (high is None)
        if low is not None and high is not None:
            assert low < high


@settings(deadline=None)
@given(sexes, ages, lengths, lengths)
def test_the_score_rises_with_the_length(sex: Sex, age_days: int, length: float, other: float) -> None:
    shorter, longer = sorted((length, other))
    assume(longer > shorter * 1.0001)
    low = growth(Measurement(sex, age_days, DAY, length_cm=shorter)).length_for_age.exact
    high = growth(Measurement(sex, age_days, DAY, length_cm=longer)).length_for_age.exact
    assert low is not None
    assert high is not None
    assert low < high


@settings(deadline=None)
@given(sexes, ages, st.sampled_from(Indicator), st.sampled_from((-3, -2, -1, 0, 1, 2, 3)), st.floats(65, 110))
def test_a_measure_on_a_z_line_scores_that_line(
    sex: Sex, age_days: int, indicator: Indicator, z: int, length_cm: float
) -> None:
    standard = standard_on(DAY)
    table = getattr(standard.tables(sex, age_days), indicator.value)
    by_length = indicator is Indicator.WEIGHT_FOR_LENGTH
    lms = table.at(length_cm if by_length else standard.position(age_days))
    assume(lms is not None)
    value = value_at(z, lms)
    child = Measurement(sex, age_days, DAY)
    measured = {
        Indicator.WEIGHT_FOR_AGE: replace(child, weight_kg=value),
        Indicator.LENGTH_FOR_AGE: replace(child, length_cm=value),
        Indicator.WEIGHT_FOR_LENGTH: replace(child, weight_kg=value, length_cm=length_cm),
        Indicator.BMI_FOR_AGE: replace(child, weight_kg=value, length_cm=100),
        Indicator.HEAD_FOR_AGE: replace(child, head_cm=value),
        Indicator.ARM_FOR_AGE: replace(child, arm_cm=value),
    }[indicator]
    score = growth(measured).score(indicator)
    assert score.exact == pytest.approx(z, abs=1e-6)
    assert score.z == z


@settings(deadline=None)
@given(sexes, st.integers(min_value=0, max_value=1826), st.floats(min_value=3, max_value=8))
def test_beyond_sd3_equal_weights_are_equal_steps(sex: Sex, age_days: int, beyond: float) -> None:
    standard = standard_on(DAY)
    lms = standard.tables(sex, age_days).weight_for_age.at(age_days)
    assert lms is not None
    two, three = value_at(2, lms), value_at(3, lms)
    weight = three + (beyond - 3) * (three - two)
    exact = growth(Measurement(sex, age_days, DAY, weight)).weight_for_age.exact
    assert exact == pytest.approx(beyond, abs=1e-6)


@settings(deadline=None)
@given(sexes, st.integers(min_value=0, max_value=1826), st.floats(min_value=-9, max_value=9))
def test_length_and_head_keep_the_straight_line_beyond_sd3(sex: Sex, age_days: int, z: float) -> None:
    standard = standard_on(DAY)
    tables = standard.tables(sex, age_days)
    length, head = tables.length_for_age.at(age_days), tables.head_for_age.at(age_days)
    assert length is not None
    assert head is not None
    result = growth(Measurement(sex, age_days, DAY, length_cm=value_at(z, length), head_cm=value_at(z, head)))
    assert result.length_for_age.exact == pytest.approx(z, abs=1e-6)
    assert result.head_for_age.exact == pytest.approx(z, abs=1e-6)


@settings(deadline=None)
@given(measurements())
def test_the_same_measurement_always_gives_the_same_result(child: Measurement) -> None:
    assert growth(child) == growth(replace(child))


LMS = st.tuples(
    st.floats(-2.5, 2.5).filter(lambda power: power == 0 or abs(power) > 1e-6),
    st.floats(2, 180),
    st.floats(0.02, 0.16),
)


@settings(deadline=None)
@given(LMS, st.floats(min_value=-2.4, max_value=2.4))
def test_a_measure_and_its_score_lead_back_to_each_other(lms: Lms, z: float) -> None:
    assert z_score(value_at(z, lms), lms) == pytest.approx(z, abs=1e-6)


def test_a_power_of_zero_is_the_limit_of_small_powers() -> None:
    at_zero, near_zero = (0.0, 10.0, 0.1), (1e-6, 10.0, 0.1)
    assert z_score(12.0, at_zero) == pytest.approx(z_score(12.0, near_zero), abs=1e-4)
    assert value_at(2.0, at_zero) == pytest.approx(value_at(2.0, near_zero), abs=1e-4)


def test_a_score_no_measure_can_reach_is_refused() -> None:
    with pytest.raises(ValueError, match="math domain error"):
        value_at(9.0, (-1.7, 16.4, 0.105))

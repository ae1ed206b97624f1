"""The lines drawn on growth charts."""

from datetime import date
from itertools import pairwise

import pytest

from ilp_desktop.domain.growth.growth import growth
from ilp_desktop.domain.growth.growth_curves import MOST_POINTS, Z_LINES, age_lines, length_lines
from ilp_desktop.domain.growth.growth_result import Measurement, Posture
from ilp_desktop.domain.growth.growth_tables import Indicator
from ilp_desktop.domain.sex import Sex

DAY = date(2024, 1, 1)
MONTH = 30.4375
BY_AGE = [indicator for indicator in Indicator if indicator is not Indicator.WEIGHT_FOR_LENGTH]


@pytest.mark.parametrize("sex", Sex)
@pytest.mark.parametrize("indicator", BY_AGE)
def test_seven_lines_run_from_left_to_right_and_never_cross(indicator: Indicator, sex: Sex) -> None:
    lines = age_lines(sex, indicator, (0, 60), DAY)
    assert tuple(line.z for line in lines) == Z_LINES
    for line in lines:
        assert all(left[0] < right[0] for left, right in pairwise(line.points))
    for lower, upper in pairwise(lines):
        assert [x for x, _ in lower.points] == [x for x, _ in upper.points]
        assert all(low[1] < high[1] for low, high in zip(lower.points, upper.points, strict=True))


def test_a_weight_read_off_a_line_scores_that_line() -> None:
    for line in age_lines(Sex.FEMALE, Indicator.WEIGHT_FOR_AGE, (0, 120), DAY):
        for months, weight in line.points:
            child = Measurement(Sex.FEMALE, round(months * MONTH), DAY, weight_kg=weight)
            assert growth(child).weight_for_age.z == line.z


@pytest.mark.parametrize(
    ("posture", "age_days", "first", "last"),
    [(Posture.LYING, 300, 45, 110), (Posture.STANDING, 1200, 65, 120)],
)
def test_a_weight_read_off_a_line_for_length_scores_that_line(
    posture: Posture, age_days: int, first: float, last: float
) -> None:
    lines = length_lines(Sex.MALE, posture, (40, 130), DAY)
    assert tuple(line.z for line in lines) == Z_LINES
    for line in lines:
        assert (line.points[0][0], line.points[-1][0]) == (first, last)
        for length, weight in line.points:
            child = Measurement(Sex.MALE, age_days, DAY, weight_kg=weight, length_cm=length)
            assert growth(child).weight_for_length.z == line.z


@pytest.mark.parametrize(
    ("indicator", "asked", "first_day", "last_day"),
    [
        (Indicator.WEIGHT_FOR_AGE, (0, 60), 0, 1826),
        (Indicator.WEIGHT_FOR_AGE, (0, 24), 0, 730),
        (Indicator.LENGTH_FOR_AGE, (24, 60), 731, 1826),
        (Indicator.WEIGHT_FOR_AGE, (60, 228), 1827, 3652),
        (Indicator.BMI_FOR_AGE, (60, 228), 1827, 6939),
        (Indicator.HEAD_FOR_AGE, (0, 228), 0, 1826),
        (Indicator.ARM_FOR_AGE, (0, 60), 91, 1826),
    ],
)
def test_a_line_reaches_from_the_first_to_the_last_day_asked_for_that_has_numbers(
    indicator: Indicator, asked: tuple[float, float], first_day: int, last_day: int
) -> None:
    for line in age_lines(Sex.MALE, indicator, asked, DAY):
        assert line.points[0][0] == pytest.approx(first_day / MONTH)
        assert line.points[-1][0] == pytest.approx(last_day / MONTH)


def test_the_step_from_length_to_height_is_drawn_between_day_730_and_731() -> None:
    median = age_lines(Sex.MALE, Indicator.LENGTH_FOR_AGE, (0, 60), DAY)[3]
    drops = [(left, right) for left, right in pairwise(median.points) if right[1] < left[1]]
    assert len(drops) == 1
    ((before, after),) = drops
    assert (round(before[0] * MONTH), round(after[0] * MONTH)) == (730, 731)
    assert before[1] - after[1] == pytest.approx(0.7, abs=0.1)


@pytest.mark.parametrize("asked", [(0, 6), (0, 60), (0, 228), (5, 19)])
def test_a_line_has_points_enough_to_be_smooth_and_no_more_than_are_seen(
    asked: tuple[float, float],
) -> None:
    points = len(age_lines(Sex.MALE, Indicator.BMI_FOR_AGE, asked, DAY)[0].points)
    assert 100 <= points <= MOST_POINTS + 5


def test_weight_for_length_is_not_drawn_by_age() -> None:
    with pytest.raises(ValueError, match="length_lines"):
        age_lines(Sex.MALE, Indicator.WEIGHT_FOR_LENGTH, (0, 60), DAY)


def test_a_range_without_numbers_gives_lines_without_points() -> None:
    by_age = age_lines(Sex.MALE, Indicator.HEAD_FOR_AGE, (61, 100), DAY)
    by_length = length_lines(Sex.MALE, Posture.LYING, (111, 130), DAY)
    assert [line.points for line in (*by_age, *by_length)] == [()] * (2 * len(Z_LINES))


def test_a_part_of_the_lengths_starts_and_ends_where_asked() -> None:
    for line in length_lines(Sex.FEMALE, Posture.STANDING, (80.5, 92.25), DAY):
        assert (line.points[0][0], line.points[-1][0]) == (80.5, 92.25)

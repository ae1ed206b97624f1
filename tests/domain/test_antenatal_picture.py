"""Tablets, weight a week and time between births."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.pregnancy.antenatal_picture import count_tablets, weekly_gain, years_between
from ilp_desktop.domain.pregnancy.pregnancy_weight import weight_gain_band
from tests.domain.cases import TODAY

NORMAL = weight_gain_band(22, TODAY)
START = date(2026, 6, 1)


def test_tablets_last_one_a_day_and_those_left_over_are_kept() -> None:
    none = count_tablets([], TODAY)
    assert (none.kind, none.given, none.target, none.last_until) == ("TTD", 0, 90, None)
    two = count_tablets([(START, "TTD", 30), (START + timedelta(days=20), "TTD", 30)], TODAY)
    assert (two.given, two.last_until) == (60, START + timedelta(days=60))
    pause = count_tablets([(START, "TTD", 30), (START + timedelta(days=40), "TTD", 30)], TODAY)
    assert pause.last_until == START + timedelta(days=70)


def test_target_is_that_of_the_richer_tablet_once_it_was_given() -> None:
    mixed = count_tablets([(START, "TTD", 30), (START + timedelta(days=30), "MMS", 30)], TODAY)
    assert (mixed.kind, mixed.target, mixed.given) == ("MMS", 180, 60)


@pytest.mark.parametrize(
    ("kilograms", "code"),
    [
        (0.79, "weekly_gain_below"),
        (0.8, ""),
        (1.6, ""),
        (3.2, ""),
        (3.21, "weekly_gain_above"),
        (-1, "weekly_gain_below"),
    ],
)
def test_gain_a_week_is_marked_below_half_and_above_twice_what_is_advised(kilograms: float, code: str) -> None:
    weighed = [(START, 140, 50.0), (START + timedelta(days=28), 168, 50.0 + kilograms)]
    found = weekly_gain(weighed, NORMAL, TODAY)
    assert found is not None
    assert (found.verdict.code if found.verdict else "") == code
    assert found.kg == pytest.approx(kilograms / 4, abs=0.006)


def test_nothing_is_said_of_weighings_too_close_or_too_early() -> None:
    assert weekly_gain([(START, 140, 50.0), (START + timedelta(days=13), 153, 52.0)], NORMAL, TODAY) is None
    assert weekly_gain([(START, 60, 50.0), (START + timedelta(days=40), 100, 52.0)], NORMAL, TODAY) is None
    assert weekly_gain([], NORMAL, TODAY) is None


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        (date(2024, 4, 27), date(2026, 4, 27), 2),
        (date(2024, 2, 29), date(2026, 2, 28), 2),
        (date(2016, 4, 27), date(2026, 4, 27), 10),
        (date(2026, 1, 1), date(2026, 1, 1), 0),
    ],
)
def test_years_are_whole_on_the_day_of_the_year(first: date, last: date, years: int) -> None:
    assert years_between(first, last) == years
    assert years_between(first, last + timedelta(days=1)) > years


DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))


@given(DAYS, st.integers(0, 9000), st.integers(1, 400))
def test_a_later_day_is_never_fewer_years_away(first: date, days: int, more: int) -> None:
    near, far = (years_between(first, first + timedelta(days=each)) for each in (days, days + more))
    assert Fraction(0) <= near < far

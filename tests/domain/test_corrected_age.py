from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.growth.corrected_age import Window, corrected, correction_days, counted_from
from ilp_desktop.domain.growth.growth_prematurity import corrected_until

BORN = date(2025, 1, 10)
DAYS = st.dates(date(2023, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("weeks", "days"), [(None, 0), (40, 0), (42, 0), (37, 0), (36, 28), (32, 56), (28, 84), (24, 112)]
)
def test_weeks_that_lack_of_forty_are_taken_off_below_thirty_seven(weeks: int | None, days: int) -> None:
    assert correction_days(None if weeks is None else weeks * 7, BORN) == days


@given(DAYS, st.integers(24, 36), st.integers(0, 900))
def test_age_is_corrected_until_twenty_four_months_and_not_after(born: date, weeks: int, days: int) -> None:
    day = born + timedelta(days=days)
    start = counted_from(born, day, weeks * 7)
    assert start == (born + timedelta(weeks=40 - weeks) if day < corrected_until(born) else born)


@given(DAYS, st.integers(24, 36), st.integers(0, 1000), st.integers(0, 900), st.integers(1, 200))
def test_window_of_a_child_born_too_early_holds_the_days_its_corrected_age_lies_in(
    born: date, weeks: int, later: int, opens: int, length: int
) -> None:
    day = born + timedelta(days=later)
    usual = Window(born + timedelta(days=opens), born + timedelta(days=opens + length))
    found = corrected(usual, born, weeks * 7)
    shift = counted_from(born, day, weeks * 7) - born
    inside = usual.opens + shift <= day < usual.closes + shift
    if usual.opens >= corrected_until(born) or usual.closes <= corrected_until(born):
        assert (found.opens <= day < found.closes) is inside

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.calendar_dates import (
    date_or_none,
    indonesian_date,
    latest_past_date,
    months_after,
    months_completed,
    months_shifted,
)

DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
MONTHS = st.integers(0, 1400)


@pytest.mark.parametrize(
    ("start", "months", "day"),
    [
        (date(2024, 2, 29), 12, date(2025, 3, 1)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 3, 1)),
        (date(2026, 10, 31), 1, date(2026, 12, 1)),
        (date(2026, 12, 31), 2, date(2027, 3, 1)),
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
    ],
)
def test_months_end_on_the_same_day_or_the_first_of_the_next_month(start: date, months: int, day: date) -> None:
    assert months_after(start, months) == day


@pytest.mark.parametrize(
    ("day", "months", "shifted"),
    [
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(2026, 5, 31), 9, date(2027, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_shift_by_months_stays_within_the_month(day: date, months: int, shifted: date) -> None:
    assert months_shifted(day, months) == shifted


def test_day_the_calendar_lacks_is_none() -> None:
    assert date_or_none(2023, 2, 29) is None
    assert date_or_none(2024, 2, 29) == date(2024, 2, 29)


def test_date_is_written_with_day_first_and_four_digit_year() -> None:
    assert indonesian_date(date(1990, 5, 7)) == "07-05-1990"
    assert indonesian_date(date(90, 5, 7)) == "07-05-0090"


@given(DAYS, MONTHS)
def test_so_many_months_are_completed_on_that_day_and_not_a_day_earlier(start: date, months: int) -> None:
    day = months_after(start, months)
    assert months_completed(start, day) == months
    assert months == 0 or months_completed(start, day - timedelta(days=1)) == months - 1


@given(DAYS, DAYS)
def test_two_digit_year_never_gives_a_future_date_and_takes_the_latest(today: date, wanted: date) -> None:
    found = latest_past_date(wanted.day, wanted.month, wanted.year % 100, today)
    assert found is None or (found <= today and found.year % 100 == wanted.year % 100)
    later = found and date_or_none(found.year + 100, found.month, found.day)
    assert later is None or later > today

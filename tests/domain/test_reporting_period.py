"""Month, quarter and year of a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.reporting_period import Period, days_of


@pytest.mark.parametrize(
    ("period", "today", "first", "last", "name"),
    [
        (Period.MONTH, date(2026, 11, 23), date(2026, 11, 1), date(2026, 11, 30), "November 2026"),
        (Period.MONTH, date(2024, 2, 29), date(2024, 2, 1), date(2024, 2, 29), "Februari 2024"),
        (Period.MONTH, date(2026, 12, 31), date(2026, 12, 1), date(2026, 12, 31), "Desember 2026"),
        (Period.QUARTER, date(2026, 11, 23), date(2026, 10, 1), date(2026, 12, 31), "triwulan 4 tahun 2026"),
        (Period.QUARTER, date(2026, 3, 31), date(2026, 1, 1), date(2026, 3, 31), "triwulan 1 tahun 2026"),
        (Period.QUARTER, date(2026, 4, 1), date(2026, 4, 1), date(2026, 6, 30), "triwulan 2 tahun 2026"),
        (Period.YEAR, date(2026, 11, 23), date(2026, 1, 1), date(2026, 12, 31), "tahun 2026"),
    ],
)
def test_a_period_has_its_first_and_last_day_and_a_name(
    period: Period, today: date, first: date, last: date, name: str
) -> None:
    days = days_of(period, today)
    assert (days.first, days.last, days.name) == (first, last, name)


@given(st.sampled_from(Period), st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_the_day_lies_in_its_period_and_the_next_begins_where_it_ends(period: Period, today: date) -> None:
    days = days_of(period, today)
    assert days.first <= today <= days.last
    assert days_of(period, days.last + timedelta(days=1)).first == days.last + timedelta(days=1)

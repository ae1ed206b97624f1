"""Whose pregnancy is kept from many: the same by the age and by the birth date."""

from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from ilp_desktop.domain.pregnancy.minor_pregnancy import is_kept_private, open_for_births_until

DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))


@given(born=st.dates(date(1990, 1, 1), date(2020, 1, 1)), day=DAYS)
@example(born=date(2008, 2, 29), day=date(2026, 2, 28))
@example(born=date(2008, 2, 29), day=date(2026, 3, 1))
@example(born=date(2008, 11, 23), day=date(2026, 11, 23))
@example(born=date(2008, 11, 24), day=date(2026, 11, 23))
def test_birth_date_says_the_same_as_the_age(born: date, day: date) -> None:
    assert is_kept_private(born, day) == (born > open_for_births_until(day))


@given(day=DAYS)
def test_the_last_day_that_is_open_is_known(day: date) -> None:
    last = open_for_births_until(day)
    assert not is_kept_private(last, day)
    assert is_kept_private(last + last.resolution, day)

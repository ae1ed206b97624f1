from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.calendar_dates import months_after
from tests.domain.cases import cases, told
from tests.every_row import every_row

DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@every_row("row", cases("age"), ids=told)
def test_age_is_that_of_the_calendar(row: dict[str, str]) -> None:
    age = age_on(date.fromisoformat(row["birth_date"]), date.fromisoformat(row["day"]))
    assert (age.years, age.months, age.days) == (int(row["years"]), int(row["months"]), int(row["days"]))


def test_age_is_written_in_th_bl_hr() -> None:
    age = age_on(date(2024, 7, 13), date(2026, 11, 23))
    assert age.text == "2 th 4 bl 10 hr"
    assert (age.total_months, age.total_days) == (28, 863)


def test_newborn_is_nought_days_old() -> None:
    assert age_on(date(2026, 11, 23), date(2026, 11, 23)).text == "0 hr"


def test_age_before_the_birth_is_refused() -> None:
    with pytest.raises(ValueError, match="before the birth"):
        age_on(date(2026, 11, 24), date(2026, 11, 23))


@given(DAYS, st.integers(0, 44000))
def test_birth_plus_the_parts_of_an_age_is_the_day_again(birth: date, lived: int) -> None:
    day = birth + timedelta(days=lived)
    age = age_on(birth, day)
    assert months_after(birth, age.total_months) + timedelta(days=age.days) == day
    assert 0 <= age.months <= 11
    assert 0 <= age.days <= 30
    assert age.total_days == lived


@given(DAYS, st.integers(0, 44000))
def test_nobody_grows_younger_overnight(birth: date, lived: int) -> None:
    today, tomorrow = (age_on(birth, birth + timedelta(days=days)) for days in (lived, lived + 1))
    assert (tomorrow.years, tomorrow.months, tomorrow.days) > (today.years, today.months, today.days)


@given(DAYS, DAYS, st.integers(0, 44000))
def test_who_is_born_later_is_never_older(first: date, second: date, lived: int) -> None:
    older, younger = sorted((first, second))
    day = younger + timedelta(days=lived)
    assert age_on(older, day).total_months >= age_on(younger, day).total_months

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.pregnancy.pregnancy import (
    GestationalAge,
    due_date,
    gestational_age,
    gpa_problem,
    gpa_text,
    last_period_problem,
    trimester,
)
from tests.domain.cases import TODAY, cases, told
from tests.every_row import every_row

PERIODS = st.dates(date(2000, 1, 1), date(2090, 1, 1))


@every_row("row", cases("due_dates"), ids=told)
def test_due_date_is_that_of_naegele(row: dict[str, str]) -> None:
    assert due_date(date.fromisoformat(row["last_period"])) == date.fromisoformat(row["due_date"])


@every_row("row", cases("gestation"), ids=told)
def test_gestational_age_trimester_and_impossible_periods(row: dict[str, str]) -> None:
    last_period, day = date.fromisoformat(row["last_period"]), date.fromisoformat(row["day"])
    problem = last_period_problem(last_period, day)
    assert row["problem"] in problem
    assert bool(problem) == bool(row["problem"])
    if row["weeks"]:
        age = gestational_age(last_period, day)
        assert (age.weeks, age.days) == (int(row["weeks"]), int(row["days"]))
        assert trimester(age, day) == int(row["trimester"])


@pytest.mark.parametrize("row", cases("gpa"), ids=told)
def test_gravida_para_and_abortus_must_go_together(row: dict[str, str]) -> None:
    gravida, para, abortus = (int(row[name]) for name in ("gravida", "para", "abortus"))
    assert gpa_text(gravida, para, abortus) == row["text"]
    problem = gpa_problem(gravida, para, abortus, pregnant=row["pregnant"] == "ya")
    assert row["problem"] in problem
    assert bool(problem) == bool(row["problem"])


def test_gestational_age_is_written_in_weeks_and_days() -> None:
    assert GestationalAge(12, 6).text == "12 mg 6 hr"
    assert GestationalAge(12, 6).total_days == 90


def test_day_before_the_last_period_is_refused() -> None:
    with pytest.raises(ValueError, match="before the last period"):
        gestational_age(TODAY, TODAY - timedelta(days=1))


@given(PERIODS, st.integers(0, 400))
def test_later_period_never_gives_an_earlier_due_date(last_period: date, days: int) -> None:
    assert due_date(last_period + timedelta(days=days)) >= due_date(last_period)


@given(PERIODS)
def test_due_date_lies_within_days_of_280_after_the_period(last_period: date) -> None:
    assert 277 <= (due_date(last_period) - last_period).days <= 283


@given(PERIODS, st.integers(0, 308))
def test_trimester_never_goes_back(last_period: date, days: int) -> None:
    today, tomorrow = (last_period + timedelta(days=days + more) for more in (0, 1))
    first, second = (trimester(gestational_age(last_period, day), day) for day in (today, tomorrow))
    assert second - first in (0, 1)
    assert not last_period_problem(last_period, today)

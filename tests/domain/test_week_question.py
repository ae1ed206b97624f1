from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.typed.week_question import week_answer
from tests.domain.cases import cases, told
from tests.every_row import every_row


@every_row("row", cases("pregnancy_weeks"), ids=told)
def test_a_day_gives_the_week_and_a_week_the_day(row: dict[str, str]) -> None:
    found = week_answer(row["typed"], date.fromisoformat(row["last_period"]), date.fromisoformat(row["today"]))
    assert (found.age, found.when) == (row["age"], row["when"])
    assert row["problem"] in found.problem
    assert bool(found.problem) == bool(row["problem"])


@given(st.dates(date(2020, 1, 1), date(2089, 1, 1)), st.integers(0, 300))
def test_the_day_of_a_week_is_in_that_week(last_period: date, days: int) -> None:
    by_week = week_answer(f"{days // 7}+{days % 7}", last_period, last_period)
    by_day = week_answer(f"{last_period + timedelta(days=days):%d%m%Y}", last_period, last_period)
    assert by_week == by_day
    assert by_week.age.startswith(f"{days // 7} mg {days % 7} hr")

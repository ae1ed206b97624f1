from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.calendar_dates import months_after
from ilp_desktop.domain.typed.typed_date import parse_age, parse_birth, parse_coming_date, parse_date, parse_expiry
from tests.domain.cases import TODAY, cases, date_of, told
from tests.every_row import every_row

TODAYS = st.dates(date(2011, 1, 1), date(2090, 12, 31))


@every_row("row", cases("typed_dates"), ids=told)
def test_typed_date_is_read_or_refused(row: dict[str, str]) -> None:
    read = parse_date(row["text"], date.fromisoformat(row["today"]))
    assert read.value == date_of(row["expected"])
    assert not read.estimated
    assert row["problem"] in read.problem
    assert bool(read.problem) == bool(row["problem"])


@every_row("row", cases("typed_ages"), ids=told)
def test_typed_age_gives_an_estimated_birth_date_or_is_refused(row: dict[str, str]) -> None:
    read = parse_age(row["text"], date.fromisoformat(row["today"]))
    assert read.value == date_of(row["expected"])
    assert read.estimated == (read.value is not None)
    assert row["problem"] in read.problem
    assert bool(read.problem) == bool(row["problem"])


def test_letters_make_it_an_age_and_digits_a_date() -> None:
    assert parse_birth("2th", TODAY).estimated
    assert parse_birth("17051990", TODAY).value == date(1990, 5, 17)
    assert "Umur tidak terbaca" in parse_birth("17 Mei 1990", TODAY).problem


@given(st.text(max_size=24), TODAYS)
def test_any_text_is_either_read_or_told_why_not(text: str, today: date) -> None:
    read = parse_birth(text, today)
    assert (read.value is None) == bool(read.problem)
    assert read.value is None or read.value <= today


@given(st.text("0123456789-/. ", max_size=12), TODAYS)
def test_text_of_digits_and_separators_never_reaches_the_future_or_beyond_110_years(text: str, today: date) -> None:
    read = parse_date(text, today)
    assert read.value is None or today - timedelta(days=40178) <= read.value <= today


@given(TODAYS, st.integers(0, 40000), st.sampled_from(["%d%m%Y", "%d-%m-%Y", "%d/%m/%Y", "%d %m %Y", "%d.%m.%Y"]))
def test_date_written_in_any_of_our_ways_is_read_back(today: date, lived: int, form: str) -> None:
    birth = today - timedelta(days=lived)
    assert parse_date(birth.strftime(form), today).value == birth


@given(TODAYS, st.integers(0, 36400))
def test_two_digit_year_of_the_last_99_years_is_read_back(today: date, lived: int) -> None:
    birth = today - timedelta(days=lived)
    if (birth.month, birth.day) != (2, 29):
        assert parse_date(birth.strftime("%d-%m-%y"), today).value in (birth, months_after(birth, 1200))


@given(TODAYS, st.integers(0, 109), st.integers(0, 11), st.integers(0, 27))
def test_estimated_birth_date_has_the_years_and_months_that_were_typed(
    today: date, years: int, months: int, days: int
) -> None:
    birth = parse_age(f"{years}th {months}bl {days}hr", today).value
    assert birth is not None
    age = age_on(birth, today)
    assert (age.years, age.months) == (years, months)
    assert days <= age.days <= days + 3


@pytest.mark.parametrize(
    ("typed", "expected", "problem"),
    [
        ("23112026", date(2026, 11, 23), ""),
        ("1-12-26", date(2026, 12, 1), ""),
        ("01/12/2026", date(2026, 12, 1), ""),
        ("23-11-2028", date(2028, 11, 23), ""),
        ("24-11-2028", None, "Tanggal 24-11-2028 masih lebih dari 2 tahun lagi."),
        ("22-11-2026", None, "Tanggal 22-11-2026 sudah lewat."),
        ("30-2-27", None, "Tanggal 30 Februari 2027 tidak ada dalam kalender."),
        ("besok", None, "Tanggal tidak terbaca. Tulis misalnya 23112026 atau 23-11-26."),
    ],
)
def test_day_still_to_come_is_read(typed: str, expected: date | None, problem: str) -> None:
    found = parse_coming_date(typed, date(2026, 11, 23))
    assert (found.value, found.problem) == (expected, problem)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("31012027", date(2027, 1, 31)),
        ("310127", date(2027, 1, 31)),
        ("31-1-27", date(2027, 1, 31)),
        ("02-2028", date(2028, 2, 29)),
        ("12/27", date(2027, 12, 31)),
        ("1 25", date(2025, 1, 31)),
        ("22-11-2026", date(2026, 11, 22)),
    ],
)
def test_expiry_is_read_as_a_day_or_as_the_end_of_its_month(typed: str, expected: date) -> None:
    assert parse_expiry(typed, date(2026, 11, 23)).value == expected


@pytest.mark.parametrize("typed", ["30-2-27", "13-27", "00-27", "2027", "besok", "1-2-3-27"])
def test_expiry_that_cannot_be_is_told(typed: str) -> None:
    found = parse_expiry(typed, date(2026, 11, 23))
    assert found.value is None
    assert found.problem.startswith("Tanggal")

"""Waiting after wrong passwords: it grows, ends, and no clock set back shortens it."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.access.sign_in_rules import sign_in_rules_on
from ilp_desktop.domain.access.waiting import NO_WAIT, Failures, still_to_wait, wait_for, wait_words
from tests.house_fixtures import TODAY

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=timezone.utc)
RULES = sign_in_rules_on(TODAY)
seconds = st.integers(min_value=0, max_value=100_000).map(lambda one: timedelta(seconds=one))
counts = st.integers(min_value=0, max_value=60)


@given(counts, counts)
def test_more_failures_never_wait_less(one: int, other: int) -> None:
    few, many = sorted((one, other))
    assert wait_for(few, RULES.free_failures, RULES.delays_s) <= wait_for(many, RULES.free_failures, RULES.delays_s)


@given(counts, seconds)
def test_a_clock_set_back_never_shortens_the_wait(count: int, back: timedelta) -> None:
    failures = Failures(count, NOW)
    whole = still_to_wait(failures, NOW, RULES.free_failures, RULES.delays_s)
    assert still_to_wait(failures, NOW - back, RULES.free_failures, RULES.delays_s) == whole


@given(counts, seconds, seconds)
def test_waiting_ends_by_itself_and_only_shrinks_meanwhile(count: int, one: timedelta, other: timedelta) -> None:
    failures = Failures(count, NOW)
    early, late = sorted((one, other))
    rest = [still_to_wait(failures, NOW + at, RULES.free_failures, RULES.delays_s) for at in (early, late)]
    assert rest[0] >= rest[1] >= NO_WAIT
    longest = timedelta(seconds=RULES.delays_s[-1])
    assert still_to_wait(failures, NOW + longest, RULES.free_failures, RULES.delays_s) == NO_WAIT


@pytest.mark.parametrize(
    ("count", "waits"),
    [(0, 0), (3, 0), (4, 5), (5, 15), (6, 30), (7, 60), (8, 120), (9, 300), (10, 900), (50, 900)],
)
def test_the_table_says_how_long(count: int, waits: int) -> None:
    assert wait_for(count, RULES.free_failures, RULES.delays_s) == timedelta(seconds=waits)


@pytest.mark.parametrize(
    ("wait", "said"),
    [(0.2, "1 detik"), (5, "5 detik"), (90, "90 detik"), (91, "2 menit"), (900, "15 menit"), (841, "15 menit")],
)
def test_a_wait_is_never_told_shorter_than_it_is(wait: float, said: str) -> None:
    assert wait_words(timedelta(seconds=wait)) == said


@pytest.mark.parametrize("pin", ["111111", "000000", "123456", "654321", "345678", "12345", "1234567", "12a456", ""])
def test_a_pin_that_everybody_tries_first_or_of_another_length_is_refused(pin: str) -> None:
    assert RULES.pin_problem(pin)


@pytest.mark.parametrize("pin", ["739164", "112358", "121212", "908070"])
def test_any_other_pin_is_taken(pin: str) -> None:
    assert RULES.pin_problem(pin) == ""


def test_the_minutes_of_a_puskesmas_are_one_of_the_choices_or_the_usual() -> None:
    assert RULES.idle_minutes({}) == RULES.lock_minutes
    assert RULES.idle_minutes({"lock_minutes": 5}) == 5
    assert RULES.idle_minutes({"lock_minutes": 100_000}) == RULES.lock_minutes

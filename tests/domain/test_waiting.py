"""Waiting after wrong passwords: it grows, ends, and no clock set back shortens it."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.access.sign_in_rules import sign_in_rules_on
from ilp_desktop.domain.access.waiting import NO_WAIT, Delays, Failures, still_to_wait, wait_words
from tests.house_fixtures import TODAY

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=timezone.utc)
RULES = sign_in_rules_on(TODAY)
seconds = st.integers(min_value=0, max_value=100_000).map(lambda one: timedelta(seconds=one))
delays = st.sampled_from((RULES.of_name, RULES.of_computer, RULES.of_secret))
counts = st.integers(min_value=0, max_value=60)


@given(delays, counts, counts)
def test_more_failures_never_wait_less(rule: Delays, one: int, other: int) -> None:
    few, many = sorted((one, other))
    assert rule.after(few) <= rule.after(many) <= timedelta(seconds=rule.seconds[-1])


@given(delays, counts, seconds)
def test_a_clock_set_back_never_shortens_the_wait(rule: Delays, count: int, back: timedelta) -> None:
    failures = Failures(count, NOW)
    whole = still_to_wait(failures, NOW, rule)
    assert still_to_wait(failures, NOW - back, rule) == whole


@given(delays, counts, seconds, seconds)
def test_waiting_ends_by_itself_and_only_shrinks_meanwhile(
    rule: Delays, count: int, one: timedelta, other: timedelta
) -> None:
    failures = Failures(count, NOW)
    early, late = sorted((one, other))
    rest = [still_to_wait(failures, NOW + at, rule) for at in (early, late)]
    assert rest[0] >= rest[1] >= NO_WAIT
    assert still_to_wait(failures, NOW + timedelta(seconds=rule.seconds[-1]), rule) == NO_WAIT


@pytest.mark.parametrize(
    ("count", "waits"),
    [(0, 0), (3, 0), (4, 5), (5, 15), (6, 30), (7, 60), (8, 120), (9, 300), (10, 900), (50, 900)],
)
def test_the_table_says_how_long(count: int, waits: int) -> None:
    assert RULES.of_name.after(count) == timedelta(seconds=waits)


def test_waits_after_wrong_secrets_double_from_the_fourth_try_up_to_five_minutes() -> None:
    waits = [RULES.of_secret.after(wrong).total_seconds() for wrong in range(50)]
    assert waits[:6] == [0, 0, 0, 1, 2, 4]
    assert waits == sorted(waits)
    assert set(waits[12:]) == {300}


@pytest.mark.parametrize(("gone", "left"), [(0, 4), (3, 1), (4, 0), (400, 0), (-86_400, 4)])
def test_a_clock_set_back_makes_nobody_wait_longer_than_the_wait(gone: int, left: int) -> None:
    now = NOW + timedelta(seconds=gone)
    assert still_to_wait(Failures(5, NOW), now, RULES.of_secret) == timedelta(seconds=left)


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

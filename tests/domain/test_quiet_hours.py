"""Quiet hours, also past midnight, and how late a call is still said."""

from datetime import datetime, time, timedelta, timezone

import pytest

from ilp_desktop.domain.queue.quiet_hours import QuietHours, still_worth_saying

NOW = datetime(2026, 11, 23, 1, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("begin", "end", "at", "held"),
    [
        ("21:00", "06:00", "20:59", False),
        ("21:00", "06:00", "21:00", True),
        ("21:00", "06:00", "00:00", True),
        ("21:00", "06:00", "05:59", True),
        ("21:00", "06:00", "06:00", False),
        ("12:00", "13:00", "12:30", True),
        ("12:00", "13:00", "13:00", False),
        ("00:00", "00:00", "00:00", False),
    ],
)
def test_quiet_hours_hold_from_their_beginning_until_before_their_end(
    begin: str, end: str, at: str, *, held: bool
) -> None:
    hours = QuietHours(time.fromisoformat(begin), time.fromisoformat(end))
    assert hours.hold(time.fromisoformat(at)) is held


@pytest.mark.parametrize(("seconds", "said"), [(0, True), (45, True), (46, False), (-3600, True)])
def test_call_is_said_while_it_is_recent_and_also_after_the_clock_was_set_back(seconds: int, *, said: bool) -> None:
    assert still_worth_saying(NOW - timedelta(seconds=seconds), NOW, 45) is said

"""Which backups may go: laws that hold for any number of them, made at any time."""

from collections.abc import Callable, Hashable
from datetime import date, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.backup.backup_time import drill_due, due_at_close, due_today, times_on, warning
from ilp_desktop.domain.backup.rotation import (
    Rotation,
    Stored,
    day_of,
    month_of,
    rotation_on,
    surplus,
    week_of,
)

WIB = timezone(timedelta(hours=7))
DAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=WIB)
RULES = rotation_on(DAY)
SMALL = 1
MOMENTS = st.datetimes(datetime(2019, 1, 1), datetime(2031, 1, 1), timezones=st.just(WIB))  # noqa: DTZ001 - asked so


def backups(moments: list[datetime], size: int = SMALL) -> list[Stored]:
    return [Stored(f"ilp-{number:04}", at, size) for number, at in enumerate(moments)]


def left(stored: list[Stored], rotation: Rotation = RULES, spared: tuple[str, ...] = ()) -> list[Stored]:
    gone = {one.name for one in surplus(stored, rotation, spared)}
    return sorted((one for one in stored if one.name not in gone), key=lambda one: one.at)


def test_seven_days_five_weeks_and_twelve_months_are_kept() -> None:
    assert (RULES.daily, RULES.weekly, RULES.monthly) == (7, 5, 12)


@given(st.lists(MOMENTS, min_size=1, max_size=80), st.integers(0, 40))
def test_the_newest_never_goes_however_little_room_there_is(moments: list[datetime], most: int) -> None:
    stored = backups(moments)
    rotation = Rotation(RULES.daily, RULES.weekly, RULES.monthly, most, RULES.always_kept)
    newest = max(one.at for one in stored)
    kept = left(stored, rotation)
    assert newest in {one.at for one in kept}
    assert len(kept) >= min(len(stored), RULES.always_kept)


@pytest.mark.parametrize(
    ("period", "most"), [(day_of, RULES.daily), (week_of, RULES.weekly), (month_of, RULES.monthly)]
)
@given(moments=st.lists(MOMENTS, min_size=1, max_size=80))
def test_each_of_the_last_days_weeks_and_months_keeps_its_newest(
    moments: list[datetime], period: Callable[[Stored], Hashable], most: int
) -> None:
    stored = backups(moments)
    newest: dict[Hashable, datetime] = {}
    for one in sorted(stored, key=lambda one: one.at, reverse=True):
        newest.setdefault(period(one), one.at)
    assert set(list(newest.values())[:most]) <= {one.at for one in left(stored)}


@given(st.integers(1, 800), st.integers(0, 23))
def test_a_backup_a_day_leaves_no_gap_longer_than_its_age_allows(days: int, hour: int) -> None:
    stored = backups([NOON.replace(hour=hour) - timedelta(days=day) for day in range(days)])
    moments = [one.at for one in left(stored)]
    for earlier, later in pairwise(moments):
        age = (moments[-1] - earlier).days
        most = 1 if age < RULES.daily else 7 if age < 7 * (RULES.weekly - 1) else 31
        assert (later - earlier).days <= most
    assert (moments[-1] - moments[0]).days >= min(days - 1 - 31, 30 * (RULES.monthly - 2))


@given(st.lists(MOMENTS, min_size=1, max_size=60), st.integers(0, 5000))
def test_no_more_is_kept_than_fits_beside_those_that_always_stay(moments: list[datetime], most: int) -> None:
    stored = backups(moments, 100)
    rotation = Rotation(RULES.daily, RULES.weekly, RULES.monthly, most, RULES.always_kept)
    kept = left(stored, rotation)
    assert sum(one.size for one in kept) <= max(most, 100 * RULES.always_kept)


@given(st.lists(MOMENTS, min_size=1, max_size=60))
def test_rotating_twice_takes_nothing_more(moments: list[datetime]) -> None:
    kept = left(backups(moments))
    assert left(kept) == kept


@given(st.lists(MOMENTS, min_size=1, max_size=60))
def test_what_was_just_made_with_a_clock_set_back_stays(moments: list[datetime]) -> None:
    made = Stored("ilp-now", datetime(2018, 1, 1, tzinfo=WIB), SMALL)
    rotation = Rotation(RULES.daily, RULES.weekly, RULES.monthly, 0, RULES.always_kept)
    assert made in left([*backups(moments), made], rotation, (made.name,))


def test_a_day_has_its_backup_until_it_ends() -> None:
    last = datetime(2026, 11, 23, 7, 30, tzinfo=WIB)
    assert not due_today(last, datetime(2026, 11, 23, 23, 59, tzinfo=WIB))
    assert due_today(last, datetime(2026, 11, 24, 0, 0, tzinfo=WIB))
    assert due_today(datetime(2099, 1, 1, tzinfo=WIB), NOON)
    assert due_today(None, NOON)


@pytest.mark.parametrize(("minutes", "due"), [(59, False), (60, True), (-61, True)])
def test_closing_makes_one_when_the_last_is_an_hour_old(minutes: int, due: bool) -> None:
    assert due_at_close(NOON - timedelta(minutes=minutes), NOON, times_on(DAY)) is due


@pytest.mark.parametrize(("hours", "said"), [(47, ""), (48, "Sudah 2 hari tanpa cadangan data.")])
def test_two_days_without_a_backup_are_told(hours: int, said: str) -> None:
    assert warning(NOON - timedelta(hours=hours), NOON, times_on(DAY)) == said


def test_data_never_backed_up_is_told() -> None:
    assert warning(None, NOON, times_on(DAY)) == "Data ini belum pernah dicadangkan."


@pytest.mark.parametrize(("days", "due"), [(6, False), (7, True)])
def test_restoring_is_tried_every_week(days: int, due: bool) -> None:
    assert drill_due(NOON - timedelta(days=days), NOON, times_on(DAY)) is due

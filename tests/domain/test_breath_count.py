import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.measures.breath_count import MINUTE_MS, BreathCount, Counting


def pressed(*at_ms: int) -> BreathCount:
    count = BreathCount()
    for moment in at_ms:
        count = count.breathed(moment)
    return count


@pytest.mark.parametrize("rate", [20, 39, 40, 49, 50, 59, 60, 72])
def test_breaths_of_a_steady_child_are_its_rate(rate: int) -> None:
    moments = [5_000 + round(number * MINUTE_MS / rate) for number in range(rate + 5)]
    assert pressed(*moments).at(5_000 + MINUTE_MS).result == rate


def test_first_press_starts_the_clock_and_is_a_breath() -> None:
    count = pressed(1_000)
    assert (count.state, count.breaths, count.seconds_left(1_000)) == (Counting.RUNNING, 1, 60)


def test_there_is_no_result_before_the_minute_is_over() -> None:
    count = pressed(0, 1_000, 2_000)
    assert count.at(MINUTE_MS - 1).result is None
    assert count.at(MINUTE_MS).result == 3


def test_count_broken_off_has_no_result_however_long_it_ran() -> None:
    count = pressed(0, 1_000).stopped()
    assert (count.state, count.result, count.at(2 * MINUTE_MS).result) == (Counting.STOPPED, None, None)


def test_clock_alone_has_no_result_of_its_own() -> None:
    count = BreathCount().started(0).at(MINUTE_MS)
    assert (count.state, count.result) == (Counting.DONE, None)


def test_what_is_over_is_not_stopped() -> None:
    assert pressed(0).at(MINUTE_MS).stopped().result == 1


@given(st.lists(st.integers(0, 3 * MINUTE_MS), min_size=1, max_size=200))
def test_only_breaths_within_the_minute_count(moments: list[int]) -> None:
    moments = sorted(moments)
    count = pressed(*moments).at(moments[0] + MINUTE_MS)
    assert count.result == sum(1 for moment in moments if moment - moments[0] < MINUTE_MS)


@given(st.integers(0, 2 * MINUTE_MS))
def test_seconds_left_fall_from_sixty_to_none(later: int) -> None:
    count = BreathCount().started(7)
    left = count.at(7 + later).seconds_left(7 + later)
    assert 0 <= left <= 60
    assert (left == 0) is (later >= MINUTE_MS)

"""The decorator for long tables fails for each wrong row and names it."""

import inspect
from typing import Any

import pytest

from tests.every_row import ROWS_A_TEST, every_row


def tried(test: Any, **given: Any) -> None:
    """Run a decorated test over every part of its table, as pytest does."""
    (mark,) = test.pytestmark
    name, parts = mark.args
    for part in parts:
        test(**{name: part}, **given)


def test_every_row_is_tried_and_each_that_fails_is_named() -> None:
    seen: list[int] = []

    @every_row(("number", "half"), [(2, 1), (5, 2), (4, 2), (9, 4)], ids=["two", "five", "four", "nine"])
    def halves(number: int, half: int) -> None:
        seen.append(number)
        assert number == 2 * half

    with pytest.raises(AssertionError, match=r"2 of 4 rows fail:\n\[five\] [^\[]*\n\[nine\] ") as caught:
        tried(halves)
    assert isinstance(caught.value.__cause__, AssertionError)
    assert seen == [2, 5, 4, 9]


def test_an_error_and_a_refusal_of_pytest_fail_their_row_alone() -> None:
    @every_row("number", [0, 1, 2], ids=str)
    def falls(number: int) -> None:
        if number == 1:
            pytest.fail("not this one")
        assert 1 / number

    with pytest.raises(AssertionError, match=r"(?s)2 of 3 rows fail:.*\[0\] ZeroDivisionError.*\[1\] Failed: not this"):
        tried(falls)


def test_a_long_table_is_cut_into_tests_that_leave_no_row_out() -> None:
    seen: list[int] = []

    @every_row("number", range(2 * ROWS_A_TEST + 1))
    def counts(number: int, room: str) -> None:
        assert room == "lab"
        seen.append(number)

    assert list(inspect.signature(counts).parameters) == ["room", "rows_of_number"]
    tried(counts, room="lab")
    assert seen == list(range(2 * ROWS_A_TEST + 1))


def test_a_table_without_rows_is_no_test() -> None:
    with pytest.raises(AssertionError, match="without rows"):
        every_row("number", [])

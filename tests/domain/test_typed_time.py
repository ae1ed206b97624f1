"""Times of day as people type them."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.typed.typed_time import parse_time


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0915", time(9, 15)),
        ("915", time(9, 15)),
        ("9.15", time(9, 15)),
        ("09:15", time(9, 15)),
        (" 9 15 ", time(9, 15)),
        ("9", time(9, 0)),
        ("13", time(13, 0)),
        ("2100", time(21, 0)),
        (" 6.30 ", time(6, 30)),
        ("0000", time(0, 0)),
        ("2359", time(23, 59)),
    ],
)
def test_time_is_read(text: str, value: time) -> None:
    assert parse_time(text).value == value


@pytest.mark.parametrize(
    "text", ["", "24", "24.00", "7.5", "2400", "0960", "9.5", "pagi", "09:15:00", "12345", "-1", "9,15,"]
)
def test_what_is_no_time_is_refused_in_words(text: str) -> None:
    found = parse_time(text)
    assert found.value is None
    assert found.problem.startswith("Jam ")


@given(st.times())
def test_every_minute_of_the_day_is_read_as_it_is_written(moment: time) -> None:
    for text in (f"{moment:%H%M}", f"{moment:%H.%M}", f"{moment:%H:%M}"):
        assert parse_time(text).value == moment.replace(second=0, microsecond=0, fold=0)

"""How old a value is, as people tell it, and from when on it is old."""

from datetime import date

import pytest

from ilp_desktop.domain.chronic.chronic_follow_up import ago, is_old
from tests.domain.cases import TODAY


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 23), "hari ini"),
        (date(2026, 11, 22), "kemarin"),
        (date(2026, 11, 21), "2 hari lalu"),
        (date(2026, 11, 10), "13 hari lalu"),
        (date(2026, 11, 9), "2 minggu lalu"),
        (date(2026, 10, 24), "4 minggu lalu"),
        (date(2026, 10, 23), "1 bulan lalu"),
        (date(2026, 7, 23), "4 bulan lalu"),
        (date(2025, 11, 24), "11 bulan lalu"),
        (date(2025, 11, 23), "1 tahun lalu"),
        (date(2025, 4, 1), "1 tahun 7 bulan lalu"),
        (date(2026, 11, 24), "hari ini"),
    ],
)
def test_age_of_a_value_is_told_as_people_tell_it(day: date, words: str) -> None:
    assert ago(day, TODAY) == words


def test_a_value_is_old_after_a_year() -> None:
    assert not is_old(date(2025, 11, 23), TODAY)
    assert is_old(date(2025, 11, 22), TODAY)

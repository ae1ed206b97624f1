"""The days of nifas are counted from the last birth on record, and end with the table."""

from datetime import date, timedelta

import pytest

from ilp_desktop.domain.postnatal import days_in_nifas

BORN = date(2026, 3, 1)


@pytest.mark.parametrize(("after", "days"), [(-1, None), (0, 0), (2, 2), (42, 42), (43, None)])
def test_nifas_lasts_from_the_day_of_birth_to_its_last_day(after: int, days: int | None) -> None:
    assert days_in_nifas(BORN, BORN + timedelta(days=after)) == days


def test_without_a_birth_on_record_nobody_is_in_nifas() -> None:
    assert days_in_nifas(None, BORN) is None

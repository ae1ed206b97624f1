"""Tabs stand for patients of their ages, both edges included."""

from datetime import date

import pytest

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.care.tab_ages import ELDERLY_TAB, MENTAL_TAB, NCD_TAB, PLANNING_TAB, stands_for

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("tab", "born", "stands"),
    [
        (NCD_TAB, date(2011, 11, 24), False),
        (NCD_TAB, date(2011, 11, 23), True),
        (MENTAL_TAB, date(2016, 11, 24), False),
        (MENTAL_TAB, date(2016, 11, 23), True),
        (PLANNING_TAB, date(2011, 11, 24), False),
        (PLANNING_TAB, date(2011, 11, 23), True),
        (PLANNING_TAB, date(1966, 11, 24), True),
        (PLANNING_TAB, date(1966, 11, 23), False),
        (ELDERLY_TAB, date(1966, 11, 24), False),
        (ELDERLY_TAB, date(1966, 11, 23), True),
    ],
)
def test_a_tab_stands_for_its_ages(tab: str, born: date, stands: bool) -> None:
    assert stands_for(tab, age_on(born, DAY)) is stands

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.calendar_dates import months_after
from ilp_desktop.domain.care.development import Aspect, aspects, form_months, kpsp_months, stimulation
from tests.domain.cases import TODAY, cases, date_of, told
from tests.every_row import every_row

FORMS = (3, 6, 9, 12, 15, 18, 21, 24, 30, 36, 42, 48, 54, 60, 66, 72)
BORN = date(2024, 3, 31)


@every_row("row", cases("kpsp_ages"), ids=told)
def test_form_is_the_nearest_that_is_not_older(row: dict[str, str]) -> None:
    born, day = date_of(row["born"]), date_of(row["day"])
    assert born is not None
    assert day is not None
    gestation_days = int(row["weeks"]) * 7 if row["weeks"] else None
    found = kpsp_months(born, day, gestation_days)
    assert (str(found) if found else "") == row["form"]


@given(st.integers(0, 2600), st.sampled_from([None, 280, 259, 252, 231, 210, 182]))
def test_form_grows_with_the_child_and_never_asks_more_than_its_age(days: int, gestation_days: int | None) -> None:
    day = BORN + timedelta(days=days)
    found = kpsp_months(BORN, day, gestation_days)
    after = kpsp_months(BORN, day + timedelta(days=1), gestation_days)
    if found and after:
        assert after >= found
    if found:
        assert found in FORMS
        assert months_after(BORN, found - 1) + timedelta(days=17) <= day


@pytest.mark.parametrize(("code", "months"), [("kpsp_03", 3), ("kpsp_72", 72), ("kmpe", None), ("kpsp_", None)])
def test_form_is_known_by_its_code(code: str, months: int | None) -> None:
    assert form_months(code) == months


def test_missed_items_are_told_by_aspect_with_what_helps() -> None:
    labels = {"a": "Kubus ke cangkir (GH)", "b": "Jalan (GK)", "c": "Berdiri (GK)", "d": "Satu kata (BB)"}
    found = aspects(15, labels, {"a": True, "b": False, "c": True, "d": False}, TODAY)
    assert [(one.aspect, one.asked, one.missed) for one in found] == [
        (Aspect.GROSS_MOTOR, 2, ("Jalan",)),
        (Aspect.LANGUAGE, 1, ("Satu kata",)),
    ]
    assert all(one.help for one in found)


def test_unanswered_item_is_not_missed() -> None:
    assert aspects(15, {"a": "Jalan (GK)"}, {}, TODAY) == ()


@pytest.mark.parametrize("months", FORMS)
def test_every_age_has_advice_for_every_aspect_and_no_two_the_same(months: int) -> None:
    told_all = [stimulation(months, aspect, TODAY) for aspect in Aspect]
    assert all(told_all)
    assert len(set(told_all)) == len(Aspect)

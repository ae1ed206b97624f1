"""Glucose, lipids, kidneys and the targets of treatment: every edge of every table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.measures.blood_glucose import Glucose, assess_glucose
from ilp_desktop.domain.measures.control_targets import assess_control
from ilp_desktop.domain.measures.kidney_function import assess_kidney_ckg, filtration_rate, filtration_source
from ilp_desktop.domain.measures.lipids import Lipid, assess_lipid, assess_lipids_ckg
from ilp_desktop.domain.sex import Sex
from tests.domain.cases import TODAY, cases, told
from tests.every_row import every_row


def _numbers(row: dict[str, str], *names: str) -> dict[str, float]:
    return {name: float(row[name]) for name in names if row[name]}


def _assert_set(found: Assessment | None, row: dict[str, str]) -> None:
    assert (found.code if found else "") == row["code"]
    outside = found.conclusion.partition(": ")[2] if found else ""
    assert outside == row["outside"]


@every_row("row", cases("blood_glucose"), ids=told)
def test_glucose_is_classed_by_how_it_was_measured(row: dict[str, str]) -> None:
    found = assess_glucose(Glucose(row["kind"]), float(row["value"]), TODAY)
    assert (found.code, found.urgency.value, str(found.repeat_days or "")) == (
        row["code"],
        row["urgency"],
        row["repeat_days"],
    )
    assert found.score == float(row["value"])


@every_row("row", cases("lipids"), ids=told)
def test_lipid_is_classed_by_its_table(row: dict[str, str]) -> None:
    assert assess_lipid(Lipid(row["lipid"]), float(row["value"]), TODAY).code == row["code"]


@pytest.mark.parametrize("row", cases("lipids_ckg"), ids=told)
def test_lipid_profile_is_flagged_by_one_value_and_cleared_by_all(row: dict[str, str]) -> None:
    values = {lipid: float(row[lipid.value]) for lipid in Lipid if row[lipid.value]}
    _assert_set(assess_lipids_ckg(values, TODAY), row)


@every_row("row", cases("filtration_rate"), ids=told)
def test_filtration_rate_is_that_of_the_equation(row: dict[str, str]) -> None:
    found = filtration_rate(float(row["creatinine"]), int(row["age"]), Sex(row["sex"]), TODAY)
    assert found == (float(row["rate"]) if row["rate"] else None)


@given(st.floats(0.2, 15), st.integers(18, 99), st.sampled_from(Sex), st.floats(0.1, 5))
def test_more_creatinine_or_more_years_is_never_a_higher_rate(
    creatinine: float, age: int, sex: Sex, more: float
) -> None:
    rate = filtration_rate(creatinine, age, sex, TODAY)
    higher, older = (
        filtration_rate(creatinine + more, age, sex, TODAY),
        filtration_rate(creatinine, age + 1, sex, TODAY),
    )
    assert rate is not None
    assert higher is not None
    assert older is not None
    assert higher <= rate
    assert older <= rate


def test_filtration_rate_names_its_equation() -> None:
    assert "2021" in filtration_source(TODAY)


@pytest.mark.parametrize("row", cases("kidney_ckg"), ids=told)
def test_kidney_function_is_flagged_by_one_value_and_cleared_by_all(row: dict[str, str]) -> None:
    _assert_set(assess_kidney_ckg(_numbers(row, "creatinine", "urea", "filtration"), TODAY), row)


@pytest.mark.parametrize("row", cases("control_targets"), ids=told)
def test_disease_is_under_control_when_every_value_is_on_target(row: dict[str, str]) -> None:
    names = ("systolic", "diastolic", "fasting", "after_meal", "hba1c")
    _assert_set(assess_control(row["disease"], _numbers(row, *names), TODAY), row)


def test_every_class_names_the_regulation() -> None:
    assert all("2015/2023" in assess_glucose(kind, 99, TODAY).source for kind in Glucose)
    assert all("2015/2023" in assess_lipid(lipid, 100, TODAY).source for lipid in Lipid)

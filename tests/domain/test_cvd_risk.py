"""WHO's risk of a heart attack or a stroke: the printed chart, the equations, their laws, what follows."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.measures.cvd_risk import (
    Person,
    assess_cvd_risk,
    assess_known_disease,
    cvd_risk_lab,
    cvd_risk_nonlab,
    with_standing_advice,
)
from ilp_desktop.domain.sex import Sex
from ilp_desktop.reference import edition_on
from tests.domain.cases import TODAY, cases, told
from tests.every_row import every_row

MMOL_PER_MG = edition_on("cvd_risk", TODAY).body["mmol_per_mg"]
people = st.builds(Person, st.sampled_from(Sex), st.integers(40, 74), st.integers(70, 260), st.booleans())
cholesterols = st.integers(80, 500)
indexes = st.integers(120, 600).map(lambda tenths: tenths / 10)


def _risk(row: dict[str, str]) -> float:
    person = Person(Sex(row["sex"]), float(row["age"]), float(row["systolic"]), row["smoker"] == "ya")
    if row["model"] == "nonlab":
        return cvd_risk_nonlab(person, float(row["body_mass_index"]), TODAY)
    cholesterol = float(row["cholesterol_mmol"]) / MMOL_PER_MG
    return cvd_risk_lab(person, cholesterol, diabetes=row["diabetes"] == "ya", day=TODAY)


@every_row("row", cases("cvd_risk"), ids=told)
def test_risk_is_that_of_the_chart_or_of_the_equation(row: dict[str, str]) -> None:
    digits = len(row["percent"].partition(".")[2])
    assert abs(_risk(row) - float(row["percent"])) <= 0.5 * 10**-digits


@pytest.mark.parametrize("row", cases("cvd_follow_up"), ids=told)
def test_class_and_what_follows(row: dict[str, str]) -> None:
    found = assess_cvd_risk(float(row["percent"]), float(row["age"]), TODAY)
    assert (found.code, found.urgency.value) == (row["code"], row["urgency"])
    assert found.score == (float(row["score"]) if row["score"] else None)
    assert found.repeat_days == (int(row["repeat_days"]) if row["repeat_days"] else None)
    assert "WHO" in found.source


@given(people, cholesterols, st.booleans(), st.integers(1, 40))
def test_more_pressure_or_more_cholesterol_is_never_less_risk(
    person: Person, cholesterol: int, diabetes: bool, more: int
) -> None:
    risk = cvd_risk_lab(person, cholesterol, diabetes=diabetes, day=TODAY)
    pressed = replace(person, systolic=person.systolic + more)
    assert 0 < risk < 100
    assert cvd_risk_lab(pressed, cholesterol, diabetes=diabetes, day=TODAY) > risk
    assert cvd_risk_lab(person, cholesterol + more, diabetes=diabetes, day=TODAY) > risk


@given(people, cholesterols, indexes)
def test_smoking_and_diabetes_are_never_less_risk(person: Person, cholesterol: int, index: float) -> None:
    smoking, not_smoking = replace(person, smoker=True), replace(person, smoker=False)
    for diabetes in (False, True):
        found = [cvd_risk_lab(one, cholesterol, diabetes=diabetes, day=TODAY) for one in (not_smoking, smoking)]
        assert found[0] < found[1]
    without, with_diabetes = (cvd_risk_lab(person, cholesterol, diabetes=each, day=TODAY) for each in (False, True))
    assert without < with_diabetes
    assert cvd_risk_nonlab(not_smoking, index, TODAY) < cvd_risk_nonlab(smoking, index, TODAY)


@given(people, indexes, st.integers(1, 40))
def test_more_pressure_without_laboratory_is_never_less_risk(person: Person, index: float, more: int) -> None:
    pressed = replace(person, systolic=person.systolic + more)
    assert cvd_risk_nonlab(person, index, TODAY) < cvd_risk_nonlab(pressed, index, TODAY)


@pytest.mark.parametrize(
    ("readings", "flags"),
    [
        ({"systolic": 160, "diastolic": 100, "cholesterol": 320}, ()),
        ({"systolic": 161}, ("pressure_high",)),
        ({"systolic": 120, "diastolic": 101}, ("pressure_high",)),
        ({"systolic": 120, "cholesterol": 321}, ("cholesterol_high",)),
        ({"systolic": 170, "diastolic": 90, "cholesterol": 400}, ("pressure_high", "cholesterol_high")),
    ],
)
def test_what_holds_at_any_risk_is_added_to_the_advice(readings: dict[str, float], flags: tuple[str, ...]) -> None:
    plain = assess_cvd_risk(3, 50, TODAY)
    found = with_standing_advice(plain, readings, TODAY)
    assert found.flags == flags
    assert (found.advice == plain.advice) is (not flags)


def test_known_disease_with_diabetes_counts_as_the_highest_risk() -> None:
    assert assess_known_disease(TODAY, diabetes=True).code == "treated_as_from_30"
    assert assess_known_disease(TODAY, diabetes=False).code == "known_disease"

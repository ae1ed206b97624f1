"""Measures that are asked about before they are stored."""

import csv
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.growth.growth import growth
from ilp_desktop.domain.growth.growth_doubt import OWN, growth_doubts, likely_value
from ilp_desktop.domain.growth.growth_lms import value_at
from ilp_desktop.domain.growth.growth_result import Measurement, Posture
from ilp_desktop.domain.growth.growth_tables import Indicator, standard_on
from ilp_desktop.domain.sex import Sex
from tests.every_row import every_row

CASES = Path(__file__).parents[1] / "reference_cases" / "growth_doubts.csv"
DAY = date(2026, 9, 1)
FIELDS = {"weight": "weight_kg", "length": "length_cm", "head": "head_cm", "arm": "arm_cm"}


def cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def measured(row: dict[str, str]) -> Measurement:
    told = dict(part.split("=") for part in row["measured"].split(";"))
    posture = Posture(told.pop("posture", "unknown"))
    numbers: dict[str, Any] = {FIELDS[name]: float(value) for name, value in told.items()}
    return replace(Measurement(Sex(row["sex"]), int(row["age_days"]), DAY, posture=posture), **numbers)


def before(row: dict[str, str]) -> tuple[Measurement, ...]:
    if not row["before"]:
        return ()
    age, weight, length, head = row["before"].split(";")
    day = DAY - timedelta(days=int(row["age_days"]) - int(age))
    numbers = (float(weight) if weight else None, float(length) if length else None, float(head) if head else None)
    return (
        Measurement(Sex(row["sex"]), int(age), day, weight_kg=numbers[0], length_cm=numbers[1], head_cm=numbers[2]),
    )


@every_row("row", cases(), ids=lambda row: f"{row['age_days']}-{row['measured']}")
def test_a_measure_is_asked_about_exactly_when_it_is_unlikely(row: dict[str, str]) -> None:
    child = measured(row)
    try:
        found = growth_doubts(child, before(row))
    except WrongAnswers:
        assert row["asked"] == ""
        return
    assert [FIELDS.get(row["asked"], row["asked"])] * bool(row["asked"]) == [one.field for one in found]
    assert all(one.reasons for one in found)


def test_what_was_probably_meant_is_told() -> None:
    child = Measurement(Sex.MALE, 243, DAY)
    assert likely_value(child, "weight_kg", 86) == 8.6
    assert likely_value(child, "weight_kg", 8600) == 8.6
    assert likely_value(child, "length_cm", 0.71) == 71
    assert likely_value(child, "length_cm", 710) == 71
    assert likely_value(child, "weight_kg", 0.5) is None


def test_the_reason_names_the_earlier_measurement() -> None:
    row = next(row for row in cases() if row["why"] == "turun 4 cm")
    (doubt,) = growth_doubts(measured(row), before(row))
    assert doubt.reasons == ("Turun 4 cm sejak 02-08-2026 (69 cm).",)
    assert doubt.indicator is Indicator.LENGTH_FOR_AGE


def test_the_last_measurement_that_has_the_measure_is_the_one_compared_with() -> None:
    child = Measurement(Sex.MALE, 243, DAY, length_cm=65)
    earlier = (
        Measurement(Sex.MALE, 213, DAY - timedelta(days=30), length_cm=69),
        Measurement(Sex.MALE, 233, DAY - timedelta(days=10), weight_kg=8.3),
    )
    assert [one.field for one in growth_doubts(child, earlier)] == ["length_cm"]


@settings(deadline=None)
@given(st.sampled_from(Sex), st.integers(91, 1826), st.floats(-2.9, 2.9), st.sampled_from(sorted(OWN)))
def test_nothing_within_three_deviations_is_asked_about_at_a_first_measurement(
    sex: Sex, age_days: int, z: float, field: str
) -> None:
    lms = getattr(standard_on(DAY).tables(sex, age_days), OWN[field].value).at(age_days)
    measure: dict[str, Any] = {field: value_at(z, lms)}
    child = replace(Measurement(sex, age_days, DAY), **measure)
    assert abs(growth(child).score(OWN[field]).z or 0) <= 3
    assert growth_doubts(child, ()) == ()


@settings(deadline=None)
@given(st.sampled_from(Sex), st.integers(30, 1826), st.floats(-2, 2))
def test_a_comma_left_out_is_always_asked_about(sex: Sex, age_days: int, z: float) -> None:
    lms = standard_on(DAY).tables(sex, age_days).weight_for_age.at(age_days)
    assert lms is not None
    weight = round(value_at(z, lms), 1)
    (doubt,) = growth_doubts(Measurement(sex, age_days, DAY, weight_kg=weight * 10), ())
    assert doubt.field == "weight_kg"
    assert doubt.meant == pytest.approx(weight)

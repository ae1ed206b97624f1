"""The program's risk against an implementation apart, and against how many cases of each kind there must be."""

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.measures.cvd_risk import Person, cvd_risk_lab, cvd_risk_nonlab
from ilp_desktop.domain.sex import Sex
from ilp_desktop.reference import edition_on
from tests.domain import cvd_apart
from tests.domain.cases import TODAY, cases, told
from tests.every_row import every_row

MMOL_PER_MG = edition_on("cvd_risk", TODAY).body["mmol_per_mg"]
LEAST_CASES, LEAST_OF_A_KIND = 200, 20
NEAR = 1e-9
EQUATION = [row for row in cases("cvd_risk") if "persamaan" in row["source"]]
CHART = [row for row in cases("cvd_risk") if "bagan" in row["source"]]
sexes, ages, pressures, yes = st.sampled_from(Sex), st.integers(40, 74), st.integers(70, 260), st.booleans()


def _apart(row: dict[str, str]) -> Decimal:
    measured = {
        "age": Decimal(row["age"]),
        "systolic": Decimal(row["systolic"]),
        "cholesterol": Decimal(row["cholesterol_mmol"] or 0),
        "index": Decimal(row["body_mass_index"] or 0),
        "diabetes": Decimal(row["diabetes"] == "ya"),
        "smoker": Decimal(row["smoker"] == "ya"),
    }
    return cvd_apart.percent(row["model"], row["sex"], measured)


@every_row("row", EQUATION, ids=told)
def test_a_case_of_the_equation_is_what_the_implementation_apart_gives(row: dict[str, str]) -> None:
    assert _apart(row).quantize(Decimal("0.1"), ROUND_HALF_UP) == Decimal(row["percent"])


@every_row("row", CHART, ids=told)
def test_the_implementation_apart_gives_the_cells_that_who_printed(row: dict[str, str]) -> None:
    assert abs(_apart(row) - Decimal(row["percent"])) <= Decimal("0.5")


def test_there_are_cases_enough_of_each_kind_of_people() -> None:
    assert len(CHART) >= LEAST_CASES
    kinds = Counter((row["model"], row["sex"], row["diabetes"], row["smoker"]) for row in cases("cvd_risk"))
    assert len(kinds) == len(Sex) * (4 + 2)
    assert min(kinds.values()) >= LEAST_OF_A_KIND


@given(sexes, ages, pressures, yes, st.integers(80, 500), yes)
def test_program_and_implementation_apart_agree_with_laboratory(
    sex: Sex, age: int, systolic: int, smoker: bool, cholesterol: int, diabetes: bool
) -> None:
    found = cvd_risk_lab(Person(sex, age, systolic, smoker), cholesterol, diabetes=diabetes, day=TODAY)
    measured = {
        "age": Decimal(age),
        "systolic": Decimal(systolic),
        "cholesterol": cholesterol * Decimal(str(MMOL_PER_MG)),
        "diabetes": Decimal(diabetes),
        "smoker": Decimal(smoker),
    }
    assert found == pytest.approx(float(cvd_apart.percent("lab", sex.value, measured)), rel=NEAR)


@given(sexes, ages, pressures, yes, st.integers(120, 600))
def test_program_and_implementation_apart_agree_without_laboratory(
    sex: Sex, age: int, systolic: int, smoker: bool, tenths: int
) -> None:
    found = cvd_risk_nonlab(Person(sex, age, systolic, smoker), tenths / 10, TODAY)
    measured = {
        "age": Decimal(age),
        "systolic": Decimal(systolic),
        "index": Decimal(tenths) / 10,
        "smoker": Decimal(smoker),
    }
    assert found == pytest.approx(float(cvd_apart.percent("nonlab", sex.value, measured)), rel=NEAR)

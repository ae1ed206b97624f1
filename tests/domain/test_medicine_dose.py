import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.care.medicine_dose import NO_AGE, NO_WEIGHT, DosedChild, dose_of, medicine_codes
from tests.domain.cases import TODAY, age_of, cases, told
from tests.every_row import every_row

OTHER_PROBLEMS = {"weight": NO_WEIGHT, "age": NO_AGE}


def child_of(row: dict[str, str]) -> DosedChild:
    born = TODAY - timedelta(days=int(row["age_days"])) if row["age_days"] else None
    age = age_on(born, TODAY) if born else age_of(int(row["age_months"]))
    return DosedChild(age, float(row["kg"]) if row["kg"] else None)


@every_row("row", cases("child_doses"), ids=told)
def test_dose_is_read_off_the_table_by_weight_or_age(row: dict[str, str]) -> None:
    found = dose_of(row["medicine"], child_of(row))
    if row["problem"] == "none":
        assert found is None
        return
    assert found is not None
    assert found.amount == row["amount"]
    if row["problem"] == "table":
        assert "di luar tabel" in found.problem
    else:
        assert found.problem == OTHER_PROBLEMS.get(row["problem"], "")
    assert found.source
    assert found.how


def test_every_medicine_of_the_table_has_reference_cases() -> None:
    assert {row["medicine"] for row in cases("child_doses")} == medicine_codes(TODAY)


@pytest.mark.parametrize(
    ("medicine", "allergy", "refused"),
    [
        ("amoxicillin", "Amoksisilin sirup", True),
        ("amoxicillin", "PENISILIN", True),
        ("ampicillin_im", "amoxicillin", True),
        ("cotrimoxazole_prophylaxis", "Obat sulfa", True),
        ("amoxicillin", "Telur", False),
        ("paracetamol", "Amoksisilin", False),
    ],
)
def test_medicine_whose_allergy_is_recorded_is_not_told(medicine: str, allergy: str, refused: bool) -> None:
    child = DosedChild(age_of(24), 11.0, ("Udang", allergy))
    found = dose_of(medicine, child)
    assert found is not None
    assert (found.amount == "") is refused
    assert (allergy in found.problem) is refused


@given(st.floats(0.5, 60), st.integers(0, 59))
def test_amount_is_told_or_a_reason_why_not_and_never_both(kg: float, months: int) -> None:
    for code in medicine_codes(TODAY):
        found = dose_of(code, DosedChild(age_of(months), kg))
        assert found is None or bool(found.amount) is not bool(found.problem)


@given(st.floats(3, 33))
def test_reckoned_dose_never_exceeds_its_most_per_kilogram(kg: float) -> None:
    child = DosedChild(age_of(24), kg)
    for code, most in (("paracetamol", 15), ("ors_clinic", 75), ("ampicillin_im", 50), ("gentamicin_im", 7.5)):
        found = dose_of(code, child)
        assert found is not None
        numbers = [int(text) for text in re.findall(r"\d+", found.amount.split(" (")[0])]
        assert max(numbers) <= most * kg + 1e-6
        assert dose_of(code, replace(child, weight_kg=None)) != found

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.care.tacc import NO_REASON, age_choice, duration_choice, tacc_reasons
from tests.domain.cases import TODAY, age_of, cases, told


@pytest.mark.parametrize("row", cases("tacc"), ids=told)
def test_choice_follows_age_or_days_of_illness(row: dict[str, str]) -> None:
    value = int(row["value"])
    found = age_choice(age_of(value)) if row["kind"] == "age" else duration_choice(value, TODAY)
    assert found == row["choice"]


def test_reasons_carry_the_codes_of_p_care_with_none_first() -> None:
    reasons = tacc_reasons(TODAY)
    assert [(reason.code, reason.name) for reason in reasons] == [
        (NO_REASON, "Tanpa TACC"),
        ("1", "Time"),
        ("2", "Age"),
        ("3", "Complication"),
        ("4", "Comorbidity"),
    ]
    assert [len(reason.choices) for reason in reasons] == [0, 3, 6, 0, 3]


@given(st.integers(0, 1300), st.integers(0, 4000))
def test_proposed_choice_is_one_p_care_accepts(months: int, days: int) -> None:
    choices = {reason.name: reason.choices for reason in tacc_reasons(TODAY)}
    assert age_choice(age_of(months)) in choices["Age"]
    assert duration_choice(days, TODAY) in choices["Time"]
    assert choices["Time"] == choices["Comorbidity"]

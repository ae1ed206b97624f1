import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.measures.haemoglobin import assess_haemoglobin, assess_haemoglobin_in_pregnancy
from ilp_desktop.domain.pregnancy.pregnancy import GestationalAge
from ilp_desktop.domain.sex import Sex
from tests.domain.cases import TODAY, age_of, cases, told
from tests.every_row import every_row


@pytest.mark.parametrize("row", cases("haemoglobin_pregnancy"), ids=told)
def test_haemoglobin_is_read_by_trimester(row: dict[str, str]) -> None:
    age = GestationalAge(int(row["week"]), 0)
    assert assess_haemoglobin_in_pregnancy(float(row["value"]), age, TODAY).code == row["code"]


@given(st.integers(0, 44), st.floats(1, 25))
def test_every_value_has_one_class_and_low_ones_are_acted_upon(week: int, value: float) -> None:
    found = assess_haemoglobin_in_pregnancy(value, GestationalAge(week, 0), TODAY)
    assert (found.urgency is Urgency.NONE) == (found.code == "normal")
    assert found.code == "normal" or found.advice
    assert found.score == value


@every_row("row", cases("haemoglobin"), ids=told)
def test_haemoglobin_is_read_by_age_sex_and_after_a_birth(row: dict[str, str]) -> None:
    age, postpartum = age_of(int(row["months"])), bool(row["postpartum"])
    found = assess_haemoglobin(float(row["value"]), age, Sex(row["sex"]), postpartum=postpartum)
    assert (found.code if found else "") == row["code"]


@given(st.integers(6, 1100), st.sampled_from(Sex), st.floats(1, 25))
def test_from_six_months_on_every_value_has_one_class_and_more_is_never_worse(
    months: int, sex: Sex, value: float
) -> None:
    found = assess_haemoglobin(value, age_of(months), sex)
    higher = assess_haemoglobin(value + 0.5, age_of(months), sex)
    assert found is not None
    assert higher is not None
    assert higher.urgency.rank <= found.urgency.rank
    assert (found.urgency is Urgency.NONE) == (found.code == "normal")
    assert found.code == "normal" or found.advice

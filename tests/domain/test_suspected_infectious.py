from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.care.suspected_infectious import suspected_cases
from tests.domain.cases import age_of, cases, told
from tests.every_row import every_row


@every_row("row", cases("suspected_infectious"), ids=told)
def test_code_is_handed_to_klaster_4_or_not(row: dict[str, str]) -> None:
    found = suspected_cases(row["icd10"], age_of(int(row["years"]) * 12))
    assert " ".join(case.code for case in found) == row["expected"]


def test_case_has_its_name_and_letter_of_the_weekly_report() -> None:
    (dengue,) = suspected_cases("A91", age_of(100))
    assert (dengue.label, dengue.skdr) == ("Suspek dengue", "C")
    assert "SKDR" in dengue.source


@given(st.text(max_size=8))
def test_any_text_is_looked_up_without_an_error(text: str) -> None:
    assert isinstance(suspected_cases(text, age_of(100)), tuple)


@given(st.sampled_from(["A15", "A90", "B05", "J18", "U07.1", "B08.4"]), st.integers(0, 9))
def test_subcategory_is_the_disease_of_its_category(category: str, digit: int) -> None:
    code = category + (str(digit) if "." in category else f".{digit}")
    assert suspected_cases(code, age_of(100)) == suspected_cases(category, age_of(100))

"""Which diagnoses are read by few, at every edge of every block; and who reads them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.care.diagnosis_codes import diagnosis_codes
from ilp_desktop.domain.record_leave import Access, RecordLeave
from ilp_desktop.domain.restricted_diagnosis import blocks_on, is_restricted_diagnosis
from tests.domain.cases import cases

DAY = date(2026, 11, 23)
ADULT, CHILD = date(1990, 5, 17), date(2012, 5, 17)
ME, OTHER = "saya", "rekan"


@pytest.mark.parametrize("case", cases("restricted_diagnosis"), ids=lambda case: case["code"])
def test_code_is_restricted_as_its_block_says(case: dict[str, str]) -> None:
    found = [is_restricted_diagnosis(case["code"], born, DAY) for born in (ADULT, CHILD)]
    assert found == [case["adult"] == "yes", case["child"] == "yes"]


def test_a_pregnancy_is_no_secret_any_more_once_she_is_grown_up() -> None:
    birthday = date(2030, 5, 17)
    assert is_restricted_diagnosis("Z34.0", CHILD, date(2030, 5, 16))
    assert not is_restricted_diagnosis("Z34.0", CHILD, birthday)


def test_every_block_holds_a_code_of_the_list() -> None:
    codes = [entry.code for entry in diagnosis_codes(DAY)]
    empty = [block for block in blocks_on(DAY) if not any(block.holds(code) for code in codes)]
    assert empty == []


leaves = st.builds(
    RecordLeave,
    reader=st.sampled_from((ME, OTHER)),
    by_role=st.booleans(),
    treating=st.sampled_from((None, 2, 3, 4)),
    seal_broken=st.booleans(),
)


@given(leaves, st.sampled_from((ME, OTHER)), st.sampled_from((None, 2, 3, 4)))
def test_without_leave_of_the_role_nothing_opens_and_with_it_nothing_is_hidden(
    leave: RecordLeave, author: str, klaster: int | None
) -> None:
    found = leave.of(author, klaster)
    assert (found is Access.ABSENT) is not leave.by_role


@given(leaves, st.sampled_from((ME, OTHER)), st.sampled_from((None, 2, 3, 4)))
def test_breaking_the_seal_never_closes_what_was_open(leave: RecordLeave, author: str, klaster: int | None) -> None:
    broken = RecordLeave(leave.reader, leave.by_role, leave.treating, seal_broken=True)
    assert broken.of(author, klaster) is (Access.OPEN if leave.by_role else Access.ABSENT)


def test_another_klaster_is_sealed_and_the_treating_one_and_the_author_are_not() -> None:
    leave = RecordLeave(ME, by_role=True, treating=3)
    assert leave.of(OTHER, 2) is Access.SEALED
    assert leave.of(OTHER, None) is Access.SEALED
    assert leave.of(OTHER, 3) is Access.OPEN
    assert leave.of(ME, 2) is Access.OPEN

"""Who can be the mother of whom."""

from datetime import date
from uuid import UUID

import pytest

from ilp_desktop.domain.pregnancy.motherhood import Parent, mother_problem
from ilp_desktop.domain.sex import Sex
from tests.domain.cases import TODAY, cases, told

MOTHER, CHILD = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize("row", cases("mother_and_child"), ids=told)
def test_mother_and_child_are_judged_by_their_dates_and_sex(row: dict[str, str]) -> None:
    mother = Parent(MOTHER, "Siti", Sex(row["sex"]), date.fromisoformat(row["mother_born"]))
    problem = mother_problem(mother, CHILD, date.fromisoformat(row["child_born"]), TODAY)
    assert row["problem"] in problem
    assert bool(problem) is bool(row["problem"])


def test_nobody_is_their_own_mother() -> None:
    child = Parent(CHILD, "Siti", Sex.FEMALE, date(2020, 1, 1))
    assert mother_problem(child, CHILD, child.birth_date, TODAY).startswith("Anak tidak dapat menjadi ibunya sendiri")

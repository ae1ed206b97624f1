import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.identity.family_member import FamilyRelation, propose_suffix
from tests.domain.cases import TODAY, cases, told
from tests.every_row import every_row


@every_row("row", cases("family_suffixes"), ids=told)
def test_suffix_follows_the_relation(row: dict[str, str]) -> None:
    relation = FamilyRelation(row["relation"])
    used = [int(number) for number in row["used"].split()]
    order = int(row["birth_order"]) if row["birth_order"] else None
    if not row["expected"]:
        with pytest.raises(UserError, match="sudah habis"):
            propose_suffix(relation, used, TODAY, order)
        return
    proposal = propose_suffix(relation, used, TODAY, order)
    assert proposal.suffix == int(row["expected"])
    assert f"{proposal.suffix:02}" in proposal.reason


def test_taken_suffix_is_told() -> None:
    assert "Akhiran 00 sudah dipakai" in propose_suffix(FamilyRelation.HEAD, [0], TODAY).reason


@given(st.sampled_from(FamilyRelation), st.sets(st.integers(0, 98)), st.none() | st.integers(-5, 120))
def test_suffix_is_never_used_twice(relation: FamilyRelation, used: set[int], order: int | None) -> None:
    assert propose_suffix(relation, used, TODAY, order).suffix not in used

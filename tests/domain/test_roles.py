"""The chart of roles: the published table, and what no role may ever combine by itself."""

from pathlib import Path

import pytest

from ilp_desktop.domain.permissions import ACTS_OF, FOR_ALL, Act, Role, _charted

DOCS = Path(__file__).parents[2] / "docs" / "roles.md"
OF_PATIENTS = frozenset(
    {
        *(Act.FIND_PERSON, Act.SEE_RECORD, Act.WRITE_RECORD, Act.SEE_QUEUE, Act.SEE_DUES, Act.SEE_RESTRICTED),
        *(Act.SEE_TRAIL, Act.SEE_CASES, Act.SEE_FIGURES, Act.TAKE_LIST, Act.COPY_RECORD, Act.MERGE_PEOPLE),
    }
)


def published() -> dict[str, list[str]]:
    """Return the rows of the published table: the words of an act and the marks."""
    lines = [line for line in DOCS.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {cells[0]: cells[1:] for cells in rows if not cells[0].startswith("-")}


def test_the_published_table_is_the_chart() -> None:
    table = published()
    assert table.pop("hak") == [role.value for role in Role]
    assert table == {act.value: ["x" if act in ACTS_OF[role] else "" for role in Role] for act in Act}


def test_every_act_belongs_to_somebody_and_what_is_for_all_to_all() -> None:
    assert frozenset(Act) == frozenset().union(*ACTS_OF.values())
    assert all(acts >= FOR_ALL for acts in ACTS_OF.values())


def test_the_admin_keeps_the_machine_and_sees_no_patient() -> None:
    assert not ACTS_OF[Role.ADMIN] & OF_PATIENTS
    assert {Act.MANAGE_STAFF, Act.MANAGE_FACILITY, Act.KEEP_BACKUPS} <= ACTS_OF[Role.ADMIN]


def test_whoever_breaks_seals_or_writes_records_may_read_them() -> None:
    for acts in ACTS_OF.values():
        assert Act.SEE_RECORD in acts or not acts & {Act.WRITE_RECORD, Act.BREAK_SEAL, Act.COPY_RECORD}
        assert Act.SEE_RESTRICTED in acts or Act.BREAK_SEAL not in acts


WHOLE = "        find\n" + "\n".join(f"{role.value} ." for role in Role)


@pytest.mark.parametrize(
    ("spoiled", "said"),
    [(WHOLE.replace("bidan .", "bidan y"), "neither x nor"), (WHOLE.replace("bidan .\n", ""), "every role once")],
    ids=["a mark that is none", "a role that is missing"],
)
def test_a_chart_with_a_fault_is_refused(spoiled: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        _charted(spoiled)
    assert _charted(WHOLE)[Role.ADMIN] == FOR_ALL

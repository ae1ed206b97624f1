"""Drafts outlive the program, belong to one user, and lie encrypted."""

from pathlib import Path

import pytest

from db.engine import CannotOpen
from db.local_state import LocalState
from ilp_desktop.services.drafts import Drafts
from tests.house_fixtures import KEY, Clinic


def test_a_draft_is_found_again_by_its_author_after_a_restart(clinic: Clinic, tmp_path: Path) -> None:
    file = tmp_path / "local_state.db"
    first = Drafts(LocalState(file, KEY), clinic.clock)
    first.keep(clinic.doctor, "visit:1", {"subjective": "Pusing"})
    first.keep(clinic.doctor, "visit:1", {"subjective": "Pusing tiga hari"})
    first.close()
    again = Drafts(LocalState(file, KEY), clinic.clock)
    found = again.find(clinic.doctor, "visit:1")
    assert found is not None
    assert found.typed == {"subjective": "Pusing tiga hari"}
    assert again.find(clinic.desk, "visit:1") is None
    assert again.places(clinic.doctor) == ("visit:1",)
    again.drop(clinic.doctor, "visit:1")
    assert again.find(clinic.doctor, "visit:1") is None
    again.close()


def test_a_draft_lies_encrypted(clinic: Clinic, tmp_path: Path) -> None:
    file = tmp_path / "local_state.db"
    drafts = Drafts(LocalState(file, KEY), clinic.clock)
    drafts.keep(clinic.doctor, "visit:1", {"subjective": "Keluhan sangat pribadi"})
    drafts.close()
    for part in tmp_path.glob("local_state.db*"):
        assert b"pribadi" not in part.read_bytes()
    with pytest.raises(CannotOpen):
        LocalState(file, bytes(32))

"""Drafts outlive the program, belong to one user, and lie encrypted."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from db.engine import CannotOpen
from db.local_state import LocalState
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.queue.visit_words import Payer
from ilp_desktop.services.core.drafts import Drafts, open_local_state
from ilp_desktop.services.queue.visits import NewVisit, VisitFacts
from tests.house_fixtures import KEY, Clinic

NOTHING_SAVED = frozenset[UUID]().intersection


def test_a_draft_is_found_again_by_its_author_after_a_restart(clinic: Clinic, tmp_path: Path) -> None:
    file = tmp_path / "local_state.db"
    first = Drafts(LocalState(file, KEY), clinic.clock, NOTHING_SAVED)
    first.keep(clinic.doctor, "visit:1", {"subjective": "Pusing"})
    first.keep(clinic.doctor, "visit:1", {"subjective": "Pusing tiga hari"})
    first.close()
    again = Drafts(LocalState(file, KEY), clinic.clock, NOTHING_SAVED)
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
    drafts = Drafts(LocalState(file, KEY), clinic.clock, NOTHING_SAVED)
    drafts.keep(clinic.doctor, "visit:1", {"subjective": "Keluhan sangat pribadi"})
    drafts.close()
    for part in tmp_path.glob("local_state.db*"):
        assert b"pribadi" not in part.read_bytes()
    with pytest.raises(CannotOpen):
        LocalState(file, bytes(32))


def test_nothing_outlives_a_house_without_a_file(clinic: Clinic) -> None:
    drafts = Drafts(None, clinic.clock, NOTHING_SAVED)
    drafts.keep(clinic.doctor, "visit:1", {"subjective": "Pusing"})
    assert drafts.places(clinic.doctor) == ("visit:1",)
    drafts.drop(clinic.doctor, "visit:1")
    assert drafts.places(clinic.doctor) == ()
    drafts.keep(clinic.doctor, "visit:1", {"subjective": "Pusing"})
    drafts.close()
    assert drafts.find(clinic.doctor, "visit:1") is None


def test_latest_draft_is_named_first_also_after_a_restart(clinic: Clinic, tmp_path: Path) -> None:
    first = Drafts(open_local_state(tmp_path, KEY), clinic.clock, NOTHING_SAVED)
    for place in ("visit:1", "visit:2", "visit:1"):
        clinic.clock.forward(timedelta(minutes=1))
        first.keep(clinic.doctor, place, {"subjective": "Pusing"})
    assert first.places(clinic.doctor) == ("visit:1", "visit:2")
    first.close()
    again = Drafts(open_local_state(tmp_path, KEY), clinic.clock, NOTHING_SAVED)
    assert again.places(clinic.doctor) == ("visit:1", "visit:2")
    again.close()


def test_damaged_file_is_set_aside_and_keeps_nobody_out(clinic: Clinic, tmp_path: Path) -> None:
    file = tmp_path / "local_state.db"
    file.write_bytes(b"cut off by a power cut" * 400)
    drafts = Drafts(open_local_state(tmp_path, KEY), clinic.clock, NOTHING_SAVED)
    drafts.keep(clinic.doctor, "visit:1", {"subjective": "Pusing"})
    drafts.close()
    assert (tmp_path / "local_state.db.rusak").read_bytes().startswith(b"cut off")


def test_file_that_cannot_be_opened_is_told_and_left_alone(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        open_local_state(tmp_path / "gone", KEY)
    assert not (tmp_path / "gone").exists()


def test_full_disk_is_told_with_what_to_do_and_what_was_kept_stays(clinic: Clinic, tmp_path: Path) -> None:
    state = open_local_state(tmp_path, KEY)
    drafts = Drafts(state, clinic.clock, NOTHING_SAVED)
    drafts.keep(clinic.doctor, "visit:1", {"subjective": "Pusing"})
    with state.database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
    with pytest.raises(UserError) as told:
        drafts.keep(clinic.doctor, "visit:1", {"subjective": "Pusing sekali. " * 4000})
    assert "penuh" in told.value.message
    found = drafts.find(clinic.doctor, "visit:1")
    assert found is not None
    assert found.typed == {"subjective": "Pusing"}
    drafts.close()


def test_draft_of_a_save_that_was_stored_is_none_any_more(clinic_again: Callable[[], Clinic]) -> None:
    clinic = clinic_again()
    person = clinic.register("Siti Aminah").person_id
    facts = VisitFacts("0", sick=True)
    wanted = NewVisit(clinic.new_id(), person, facts, Payer.SELF, "pusing")
    clinic.house.drafts.keep(clinic.desk, f"visit-form:{person}", {"client_id": str(wanted.client_id)})
    clinic.house.drafts.keep(clinic.desk, "registration", {"client_id": str(clinic.new_id())})
    clinic.house.visits.open(clinic.desk, wanted)
    for saved in ((f"visit-form:{person}",), ()):
        again = clinic_again().house.drafts
        assert again.places(clinic.desk) == ("registration",)
        assert again.saved_places(clinic.desk) == saved

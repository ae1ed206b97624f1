"""Restoring a backup: what is newer is told, nothing is deleted, and a power cut leaves data that opens."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from db.models import Audit, Person
from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.backup.restoring import put_in_place
from ilp_desktop.services.start.data_folder import FolderState
from ilp_desktop.services.start.opening import Opening
from tests.house_fixtures import PASSWORD, Clinic
from tests.services.backed_up import BackedUp, backed_up, people_in, silent

NAME = "Bunga Rahasia"


@pytest.fixture
def here(clinic: Clinic) -> BackedUp:
    return backed_up(clinic)


def test_restoring_brings_back_what_was_and_keeps_what_is(here: BackedUp) -> None:
    here.clinic.register("Ada Di Cadangan")
    here.clinic.clock.forward(timedelta(minutes=1))
    made = here.make()
    here.clinic.clock.forward(timedelta(minutes=1))
    here.clinic.register("Datang Kemudian")
    newer = here.backups.newer(here.clinic.head, made.row.key)
    assert ("orang", 1) in newer.kinds
    assert "1 orang" in newer.words
    prepared = here.backups.prepare_restore(here.clinic.head, made.row.key, silent)
    assert people_in(here.data.path) == {"Ada Di Cadangan", "Datang Kemudian"}
    here.clinic.database.close()
    aside = put_in_place(prepared, here.clinic.clock.now())
    assert people_in(here.data.path) == {"Ada Di Cadangan"}
    assert people_in(aside) == {"Ada Di Cadangan", "Datang Kemudian"}
    vault = Opening(here.data).unlock("kepala", PASSWORD)
    with vault.database.reading() as session:
        noted = select(func.count()).select_from(Audit).where(Audit.subject == "backup")
        assert session.scalar(noted) == 1
    vault.database.close()
    assert not list(here.data.path.glob("*.pulih*"))


def test_data_in_use_by_another_program_is_not_exchanged_under_it(here: BackedUp) -> None:
    made = here.make()
    prepared = here.backups.prepare_restore(here.clinic.head, made.row.key, silent)
    with here.clinic.database.reading() as session:
        session.scalars(select(Person.name)).all()
        with pytest.raises(UserError, match="dipakai program lain"):
            put_in_place(prepared, here.clinic.clock.now())
    here.clinic.register("Masih Dapat Mendaftar")


def test_data_that_does_not_open_is_kept_aside_as_it_is(here: BackedUp) -> None:
    here.clinic.register(NAME)
    here.clinic.clock.forward(timedelta(minutes=1))
    made = here.make()
    prepared = here.backups.prepare_restore(here.clinic.head, made.row.key, silent)
    here.clinic.database.close()
    ruined = b"bukan data" * 1000
    here.data.database.write_bytes(ruined)
    aside = put_in_place(prepared, here.clinic.clock.now())
    assert (aside / "ilp.db").read_bytes() == ruined
    assert people_in(here.data.path) == {NAME}


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_a_power_cut_while_it_is_exchanged_leaves_data_that_opens(
    here: BackedUp, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    here.clinic.register(NAME)
    here.clinic.clock.forward(timedelta(minutes=1))
    made = here.make()
    prepared = here.backups.prepare_restore(here.clinic.head, made.row.key, silent)
    here.clinic.database.close()
    done = 0
    replace = Path.replace

    def cut(self: Path, target: Path) -> Path:
        nonlocal done
        if done == steps:
            raise KeyboardInterrupt
        done += 1
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", cut)
    with pytest.raises(KeyboardInterrupt):
        put_in_place(prepared, here.clinic.clock.now())
    monkeypatch.undo()
    assert here.data.prepare() is FolderState.READY
    assert people_in(here.data.path) == {NAME}


def test_the_drill_tells_what_it_found_and_leaves_nothing(here: BackedUp) -> None:
    here.clinic.register(NAME)
    assert not here.backups.is_drill_wanted(here.clinic.desk)
    made = here.make()
    assert here.backups.is_drill_wanted(here.clinic.desk)
    report = here.backups.drill(here.clinic.desk, silent)
    assert (report.name, report.fault) == (made.row.name, "")
    assert report.rows == sum(here.folder(made).manifest().counts.values())
    state = here.backups.overview(here.clinic.head).state
    assert (state.drilled, state.drill_rows, state.drill_fault) == (made.row.name, report.rows, "")
    assert not here.backups.is_drill_wanted(here.clinic.desk)
    assert not list(here.data.backups.glob(".latihan-*"))


def test_the_drill_finds_a_backup_that_has_gone_bad(here: BackedUp) -> None:
    file = here.folder(here.make()).database
    held = bytearray(file.read_bytes())
    held[len(held) // 2] ^= 1
    file.write_bytes(held)
    assert "tidak lolos pemeriksaan" in here.backups.drill(here.clinic.head, silent).fault
    assert here.backups.overview(here.clinic.head).state.drill_fault

"""Restoring a backup: what is newer is told, nothing is deleted, and a power cut leaves data that opens."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from db.keys import HEAD, KeyRing, WrongSecret
from db.migrate import BrokenUpgrade
from db.models import Audit, Person
from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.audit.daily_heads import DailyHead, keep_heads, read_heads
from ilp_desktop.services.audit.trail_check import check_trail
from ilp_desktop.services.backup import restoring
from ilp_desktop.services.backup.backup_making import DataSource, make_backup
from ilp_desktop.services.backup.backup_place import Place
from ilp_desktop.services.backup.backup_rows import HERE
from ilp_desktop.services.backup.manifest import Manifest
from ilp_desktop.services.backup.restoring import heads_after, put_in_place
from ilp_desktop.services.start.data_folder import FolderState, unfinished
from ilp_desktop.services.start.opening import Opening
from tests.house_fixtures import KEY, PASSWORD, Clinic
from tests.services.backed_up import PHRASE, BackedUp, backed_up, people_in, silent

NAME = "Bunga Rahasia"
MOVES = 8
OTHER_PHRASE = "frasa yang baru kemudian"


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


@pytest.mark.parametrize("steps", range(1, MOVES + 1))
def test_a_power_cut_while_it_is_exchanged_leaves_data_that_opens_with_its_own_keys(
    here: BackedUp, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    here.clinic.register(NAME)
    here.clinic.clock.forward(timedelta(minutes=1))
    made = here.make()
    KeyRing.of(here.data.path).wrap(KEY, HEAD, OTHER_PHRASE)
    here.clinic.clock.forward(timedelta(minutes=1))
    here.clinic.register("Datang Kemudian")
    prepared = here.backups.prepare_restore(here.clinic.head, made.row.key, silent)
    here.clinic.database.close()
    done = 0
    moved = Path.replace

    def cut(self: Path, target: Path) -> Path:
        nonlocal done
        if done == steps:
            raise KeyboardInterrupt
        done += 1
        return moved(self, target)

    monkeypatch.setattr(Path, "replace", cut)
    with suppress(KeyboardInterrupt):
        put_in_place(prepared, here.clinic.clock.now())
    monkeypatch.undo()
    exchanged = not here.data.database.exists() or not unfinished(here.data.database).exists()
    assert steps > 1 or not exchanged
    assert steps < MOVES or exchanged
    assert here.data.prepare() is FolderState.READY
    assert people_in(here.data.path) == ({NAME} if exchanged else {NAME, "Datang Kemudian"})
    for phrase, opens in ((PHRASE, exchanged), (OTHER_PHRASE, not exchanged)):
        if opens:
            assert KeyRing.of(here.data.path).unwrap(HEAD, phrase) == KEY
        else:
            with pytest.raises(WrongSecret):
                KeyRing.of(here.data.path).unwrap(HEAD, phrase)
    if exchanged:
        assert not [file for file in here.data.path.iterdir() if file.suffix in (".pulih", ".baru")]


def test_what_the_trail_reached_after_the_backup_is_set_aside_and_nothing_is_told_lost(here: BackedUp) -> None:
    clinic = here.clinic
    clinic.register(NAME)
    clinic.clock.forward(timedelta(days=1))
    made = here.make()
    clinic.clock.forward(timedelta(days=1))
    clinic.register("Datang Kemudian")
    keep_heads(here.data.path, clinic.database, clinic.head.time_zone, clinic.house.uow.today(clinic.head))
    before = read_heads(here.data.heads)
    assert [list(head) for head in here.folder(made).manifest().heads]
    prepared = here.backups.prepare_restore(clinic.head, made.row.key, silent)
    clinic.database.close()
    aside = put_in_place(prepared, clinic.clock.now())
    assert read_heads(aside / "jejak-harian.tsv") == before
    kept = read_heads(here.data.heads)
    assert kept
    assert set(kept) < set(before)
    vault = Opening(here.data).unlock("kepala", PASSWORD)
    found = check_trail(vault.database, kept)
    assert (found.faults, found.heads) == ((), len(kept))
    assert check_trail(vault.database, before).faults
    vault.database.close()


def test_heads_of_an_older_backup_are_those_of_the_days_before_it(here: BackedUp) -> None:
    made = here.folder(here.make()).manifest()
    old = replace(made, heads=(), keys_sha256="")
    day = made.local_at.date()
    heads = [DailyHead(day - timedelta(days=back), "PC", 10 - back, f"{back:064}") for back in (2, 1, 0)]
    assert heads_after(heads, old) == heads[:2]


def test_a_trail_of_many_years_leaves_a_manifest_that_can_be_read(here: BackedUp, tmp_path: Path) -> None:
    made = here.folder(here.make()).manifest()
    day = made.local_at.date()
    heads = [DailyHead(day + timedelta(days=n), "KOMPUTER-LOKET-PUSKESMAS", 10**9 + n, f"{n:064}") for n in range(9000)]
    source = DataSource(here.data.database, KeyRing.of(here.data.path), KEY, heads)
    read = make_backup(source, Place(tmp_path / "cadangan"), made.made_at, made.local_at, silent).manifest()
    assert read.is_of(KEY)
    assert [head[2] for head in read.heads] == [head.seq for head in heads[-4000:]]


def test_a_manifest_of_an_older_program_keeps_its_mark(here: BackedUp, tmp_path: Path) -> None:
    made = here.folder(here.make()).manifest()
    old = replace(made, heads=(), keys_sha256="").marked(KEY)
    old.write(tmp_path / "cadangan.json")
    assert "keys_sha256" not in (tmp_path / "cadangan.json").read_text(encoding="utf-8")
    read = Manifest.read(tmp_path / "cadangan.json")
    assert read.is_of(KEY)
    assert read == old
    assert not replace(made, keys_sha256="").is_of(KEY)


@pytest.mark.parametrize("damage", ["{", '{"copies": {}}', None, "kunci lain"])
def test_wrapped_keys_that_are_not_those_of_the_backup_are_found_before_they_take_their_place(
    here: BackedUp, damage: str | None
) -> None:
    folder = here.folder(here.make())
    if damage is None:
        folder.keys.unlink()
    elif damage == "kunci lain":
        KeyRing(folder.keys).wrap(KEY, HEAD, OTHER_PHRASE)
    else:
        folder.keys.write_text(damage, encoding="utf-8")
    with pytest.raises(UserError, match=r"tidak lolos|tidak ditemukan"):
        here.backups.prepare_restore(here.clinic.head, (HERE, folder.name), silent)
    assert here.backups.drill(here.clinic.head, silent).fault
    assert not list(here.data.path.glob("*.pulih*"))


def test_a_backup_that_cannot_be_brought_up_to_date_is_said(here: BackedUp, monkeypatch: pytest.MonkeyPatch) -> None:
    made = here.make()

    def broken(_engine: object) -> None:
        raise BrokenUpgrade

    monkeypatch.setattr(restoring, "upgrade", broken)
    with pytest.raises(UserError, match="tidak dapat dimutakhirkan"):
        here.backups.prepare_restore(here.clinic.head, made.row.key, silent)
    assert not list(here.data.path.glob("*.pulih*"))


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

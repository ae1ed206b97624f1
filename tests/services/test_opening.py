"""The data folder: where a database may lie, and what happens to one that cannot be opened."""

import errno
import os
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import OperationalError

from db.engine import open_sqlite
from db.keys import HEAD, KeyRing
from db.migrate import BrokenUpgrade
from db.models import Audit, Change, Facility
from ilp_desktop.clock import SteppingClock, SystemClock
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.identity import Identities
from ilp_desktop.services.house import build_house
from ilp_desktop.services.start import data_folder, opening
from ilp_desktop.services.start.data_folder import DataFolder, FolderState
from ilp_desktop.services.start.opening import Opening, Vault
from ilp_desktop.services.start.setup import NewDestination, set_up
from tests.house_fixtures import PASSWORD, new_facility

PHRASE = "kopi pahit di pagi hari"


def first_run(folder: DataFolder) -> Vault:
    """Set up the small Puskesmas as the first run does."""
    way, clock = Opening(folder), SystemClock()
    vault = way.begin(PHRASE)
    house = build_house(vault.database, vault, clock, Identities(clock))
    set_up(house.uow, new_facility())
    vault.admit("kepala", PASSWORD)
    return way.finish(vault)


def test_the_first_run_leaves_a_folder_that_opens_by_password_and_by_passphrase(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    assert folder.prepare() is FolderState.EMPTY
    first_run(folder).database.close()
    assert folder.prepare() is FolderState.READY
    for vault in (Opening(folder).unlock("kepala", PASSWORD), Opening(folder).unlock_as_head(PHRASE)):
        clock = SystemClock()
        user = build_house(vault.database, vault, clock, Identities(clock)).access.sign_in("kepala", PASSWORD)
        assert user.name == "Kepala Contoh"
        vault.database.close()


def test_an_interrupted_first_run_leaves_an_empty_folder_that_starts_again(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    Opening(folder).begin(PHRASE).database.close()
    assert folder.prepare() is FolderState.EMPTY
    first_run(folder).database.close()
    assert folder.prepare() is FolderState.READY
    assert not list(tmp_path.glob("*.baru*"))


def test_a_short_passphrase_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongAnswers) as refused:
        Opening(DataFolder(tmp_path)).begin("pendek")
    assert "passphrase" in refused.value.fields


def test_a_wrong_password_opens_nothing(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    first_run(folder).database.close()
    with pytest.raises(UserError, match="salah"):
        Opening(folder).unlock("kepala", "bukan-ini")
    with pytest.raises(UserError, match="salah"):
        Opening(folder).unlock("orang-lain", PASSWORD)


def test_a_newer_database_is_said_and_left_alone(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    vault = first_run(folder)
    with vault.database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.execute(text("DELETE FROM house_state"))
    vault.database.close()
    with pytest.raises(UserError, match="lebih baru"):
        Opening(folder).unlock("kepala", PASSWORD)
    assert folder.database.exists()


def test_a_damaged_database_is_said_and_left_alone(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    first_run(folder).database.close()
    folder.database.write_bytes(b"rusak" * 5000)
    with pytest.raises(UserError, match="tidak dapat dibuka"):
        Opening(folder).unlock("kepala", PASSWORD)
    assert folder.database.read_bytes() == b"rusak" * 5000


def test_a_lost_database_is_never_made_anew_over_its_key(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    first_run(folder).database.close()
    folder.database.unlink()
    with pytest.raises(UserError, match="tidak ditemukan"):
        folder.prepare()
    assert (tmp_path / "kunci.json").exists()


def test_a_lost_key_is_said(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    first_run(folder).database.close()
    (tmp_path / "kunci.json").unlink()
    with pytest.raises(UserError, match=r"kunci\.json"):
        Opening(folder).unlock("kepala", PASSWORD)


@pytest.mark.parametrize("place", ["OneDrive - Dinas/ilp", "Dropbox/ilp", "Google Drive/ilp"])
def test_a_synced_folder_is_refused_with_the_way_out(tmp_path: Path, place: str) -> None:
    with pytest.raises(UserError, match="disinkronkan") as refused:
        DataFolder(tmp_path / place).prepare()
    assert "Sambung ke server" in refused.value.remedy
    assert not (tmp_path / place).exists()


@pytest.mark.parametrize(("kind", "refused"), [("nfs4", True), ("cifs", True), ("fuse.sshfs", True), ("ext4", False)])
def test_a_network_folder_is_known_by_its_file_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, *, refused: bool
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/root / ext4 rw 0 0\nserver:/share {tmp_path / 'data'} {kind} rw 0 0\n")
    found = data_folder._file_system(tmp_path / "data" / "ilp", mounts)
    assert found == kind
    monkeypatch.setattr(data_folder, "_file_system", lambda _path: found)
    if refused:
        with pytest.raises(UserError, match="jaringan"):
            DataFolder(tmp_path / "data").prepare()
    else:
        assert DataFolder(tmp_path / "data").prepare() is FolderState.EMPTY


@pytest.mark.parametrize(("code", "message"), [(errno.EROFS, "tidak dapat ditulis"), (errno.ENOSPC, "penuh")])
def test_a_read_only_or_full_folder_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, message: str
) -> None:
    def fail(_path: Path, _content: bytes) -> int:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(UserError, match=message):
        DataFolder(tmp_path).prepare()


def test_changes_older_than_a_week_are_let_go_when_the_folder_is_opened(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    vault, clock = first_run(folder), SystemClock()
    house = build_house(vault.database, vault, clock, Identities(clock))
    house.facilities.add_destination(house.access.sign_in("kepala", PASSWORD), NewDestination("RS Baru"))
    vault.database.close()
    later = SteppingClock(clock.now() + timedelta(days=8))
    for now, kept in ((clock, 2), (later, 1)):
        vault = Opening(folder, now).unlock("kepala", PASSWORD)
        with vault.database.reading() as session:
            assert session.scalar(select(func.count()).select_from(Change)) == kept
            assert session.scalar(select(func.count()).select_from(Audit)) == 2
        vault.database.close()


def test_a_first_run_that_ended_between_its_two_moves_is_ended_at_the_next_start(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    first_run(folder).database.close()
    folder.database.replace(tmp_path / "ilp.db.baru")
    assert folder.prepare() is FolderState.READY
    Opening(folder).unlock("kepala", PASSWORD).database.close()


def test_an_upgrade_that_cannot_be_done_is_said_and_the_data_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = DataFolder(tmp_path)
    first_run(folder).database.close()

    def broken(_engine: object) -> None:
        raise BrokenUpgrade

    monkeypatch.setattr(opening, "needs_upgrade", lambda _engine: True)
    monkeypatch.setattr(opening, "upgrade", broken)
    with pytest.raises(UserError, match="tidak dapat dimutakhirkan") as refused:
        Opening(folder).unlock("kepala", PASSWORD)
    assert "Data tidak diubah" in refused.value.remedy
    monkeypatch.undo()
    Opening(folder).unlock("kepala", PASSWORD).database.close()


def test_only_the_last_copies_made_before_upgrades_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = DataFolder(tmp_path)
    first_run(folder).database.close()
    folder.backups.mkdir()
    for number in range(1, 6):
        for name in (f"sebelum-000{number}.db", f"sebelum-000{number}.kunci.json"):
            (folder.backups / name).write_bytes(b"lama")
            os.utime(folder.backups / name, (number, number))
    (folder.backups / "sebelum-pulih-20260101-080000").mkdir()
    monkeypatch.setattr(opening, "needs_upgrade", lambda _engine: True)
    monkeypatch.setattr(opening, "current_revision", lambda _engine: "0009")
    Opening(folder).unlock("kepala", PASSWORD).database.close()
    left = sorted(file.name for file in folder.backups.iterdir())
    assert left == [
        "sebelum-0004.db",
        "sebelum-0004.kunci.json",
        "sebelum-0005.db",
        "sebelum-0005.kunci.json",
        "sebelum-0009.db",
        "sebelum-0009.kunci.json",
        "sebelum-pulih-20260101-080000",
    ]


def test_before_an_upgrade_the_database_is_copied_with_what_opens_it(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    vault = first_run(folder)
    with vault.database.engine.begin() as connection:
        connection.execute(text("DELETE FROM alembic_version"))
    vault.database.close()
    with pytest.raises(OperationalError, match="already exists"):
        Opening(folder).unlock("kepala", PASSWORD)
    key = KeyRing(folder.backups / "sebelum-None.kunci.json").unwrap(HEAD, PHRASE)
    copy = open_sqlite(folder.backups / "sebelum-None.db", key)
    with copy.reading() as session:
        assert session.scalar(select(Facility.name)) == "Puskesmas Uji Sejahtera"
    copy.close()

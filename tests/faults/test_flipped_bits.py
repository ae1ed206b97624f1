"""One bit is flipped in the database, in its log or in a backup: it is found, or it was of no use any more."""

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy.exc import DatabaseError

from db.backup import Damaged, look_into
from db.base import Base
from db.engine import CannotOpen, Database, open_sqlite
from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.backup.backup_making import DataSource, make_backup, verify
from ilp_desktop.services.backup.backup_place import BackupFolder, Place
from ilp_desktop.services.start.data_folder import DataFolder
from ilp_desktop.services.start.opening_doubts import find_loss
from tests.faults.busy_desk import look
from tests.faults.power import Morning, started
from tests.faults_table import Tally
from tests.house_fixtures import KEY, MORNING
from tests.sampled import sampled
from tests.services.backed_up import ring_of, silent

PARTS, FLIPS = 10, 20
"""Ten tests of twenty flips each."""


def flipped(held: bytes, chance: Random) -> bytes:
    """Return the same bytes but for one bit."""
    changed = bytearray(held)
    changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def everything_in(database: Database) -> dict[str, list[Any]]:
    """Return every row of every table, as the program reads them."""
    with database.reading() as session, session.begin():
        return {table.name: sorted(map(repr, session.execute(table.select()))) for table in Base.metadata.sorted_tables}


@pytest.fixture(scope="session")
def whole(morning: Morning, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, dict[str, list[Any]]]:
    """Return the morning's database with its log brought in, and everything that is in it."""
    file = morning.lay_out(tmp_path_factory.mktemp("whole") / "data", morning.log.held, b"")
    with started(file) as database:
        held = everything_in(database)
    return file.read_bytes(), held


@pytest.mark.parametrize("part", sampled(range(PARTS)))
def test_a_bit_flipped_in_the_database_is_never_read_as_if_it_were_right(
    whole: tuple[bytes, dict[str, list[Any]]], tmp_path: Path, part: int, tally: Callable[[str], Tally]
) -> None:
    row, chance, file = tally("bit flipped in the database"), Random(part), tmp_path / "ilp.db"
    for _ in range(FLIPS):
        file.write_bytes(flipped(whole[0], chance))
        try:
            with started(file) as database:
                told = everything_in(database) != whole[1]
        except (CannotOpen, DatabaseError):
            told = False  # it was refused: nothing wrong was read
        try:
            look_into(file, KEY, lambda _fraction: None, thorough=True)
            unseen = True
        except (Damaged, OSError):
            unseen = False
        row.add(silent=told or unseen)
    row.require_none_harmed()


@pytest.mark.parametrize("part", sampled(range(PARTS)))
def test_a_bit_flipped_in_the_log_is_told_when_a_save_is_gone(
    morning: Morning, tmp_path: Path, part: int, tally: Callable[[str], Tally]
) -> None:
    row, chance = tally("bit flipped in the log (WAL)"), Random(100 + part)
    made = {one.save.client_id: one.made for one in morning.answered}
    for _ in range(FLIPS):
        file = morning.lay_out(tmp_path / "data", flipped(morning.log.held, chance), morning.answered[-1].mark)
        try:
            with started(file) as database:
                told = find_loss(database, DataFolder(file.parent), MORNING) is not None
                found = look(database, morning.meant, made)
        except (CannotOpen, DatabaseError):
            row.add(acknowledged=len(made))
            continue
        harmed = bool(found.lost or found.silent or found.doubled)
        row.add(acknowledged=len(made), silent=harmed and not told)
        assert not told or harmed, "a loss was told where nothing is lost"
        if told:
            aside = next((file.parent / "cadangan").iterdir())
            assert (aside / "ilp.db-wal").stat().st_size == len(morning.log.held)
    row.require_none_harmed()


@pytest.fixture(scope="session")
def backup(tmp_path_factory: pytest.TempPathFactory, whole: tuple[bytes, dict[str, list[Any]]]) -> BackupFolder:
    """Make one backup for all flips."""
    data = DataFolder(tmp_path_factory.mktemp("made"))
    data.database.write_bytes(whole[0])
    source = DataSource(data.database, ring_of(data.path), KEY)
    return make_backup(source, Place(data.backups), MORNING, MORNING, silent)


@pytest.mark.parametrize("part", sampled(range(PARTS)))
def test_a_bit_flipped_in_a_backup_keeps_it_from_being_restored(
    backup: BackupFolder, tmp_path: Path, part: int, tally: Callable[[str], Tally]
) -> None:
    row, chance = tally("bit flipped in a backup"), Random(200 + part)
    folder = BackupFolder(tmp_path / "ilp-rusak")
    for _ in range(FLIPS):
        shutil.rmtree(folder.path, ignore_errors=True)
        shutil.copytree(backup.path, folder.path)
        file = chance.choice((folder.database, folder.database, folder.manifest_file))
        file.write_bytes(flipped(file.read_bytes(), chance))
        try:
            verify(folder, KEY, silent)
            row.add(silent=1)
        except UserError:
            row.add()
    row.require_none_harmed()


def test_what_a_check_finds_in_a_flipped_page_names_no_row(whole: tuple[bytes, Any], tmp_path: Path) -> None:
    file = tmp_path / "ilp.db"
    file.write_bytes(whole[0][:8192] + flipped(whole[0][8192:], Random(1)))
    with pytest.raises(Damaged) as found:
        look_into(file, KEY, lambda _fraction: None, thorough=True)
    assert "Orang" not in str(found.value)
    open_sqlite(file, KEY).close()

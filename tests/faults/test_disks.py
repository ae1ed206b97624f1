"""A full disk, a stick pulled out, a program killed in a backup: nothing good is lost, and work goes on."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from random import Random
from time import sleep

import pytest

from db.engine import open_sqlite
from ilp_desktop.domain.errors import OutOfOrder, UserError
from ilp_desktop.services.backup.backup_making import verify
from ilp_desktop.services.backup.backup_place import BackupFolder, Place
from ilp_desktop.services.start.data_folder import DataFolder
from tests.faults.busy_desk import Journal, is_whole, look, read_journal, send, work
from tests.faults_table import Tally
from tests.house.tree import ROOT
from tests.house_fixtures import KEY, Clinic, Users, opened
from tests.sampled import sampled
from tests.services.backed_up import BackedUp, backed_up, silent

SECTION = 4096


@contextmanager
def filled(disk: Path, left: int) -> Iterator[None]:
    """Fill a disk but for some bytes, for a while."""
    ballast = disk / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while shutil.disk_usage(disk).free > left:
            file.write(bytes(min(SECTION, shutil.disk_usage(disk).free - left)))
    try:
        yield
    finally:
        ballast.unlink()


@pytest.mark.parametrize("pages_left", sampled(range(0, 100, 2)))
def test_a_disk_that_fills_up_in_a_save_stores_nothing_of_it_and_the_same_save_goes_through_later(
    small_disk: Path, sqlite_template: tuple[Path, Users], pages_left: int, tally: Callable[[str], Tally]
) -> None:
    row = tally("disk full in a save")
    shutil.copyfile(sqlite_template[0], small_disk / "ilp.db")
    database = open_sqlite(small_disk / "ilp.db", KEY)
    clinic, journal = opened(database, sqlite_template[1]), Journal(small_disk / "jurnal")
    desk = work(clinic, journal, "penuh")
    next(desk)
    with filled(small_disk, pages_left * SECTION), suppress(OutOfOrder, OSError):
        for _ in range(100):
            next(desk)
    meant, made = read_journal(small_disk / "jurnal")
    before = look(database, meant, made)
    for save in [save for save in meant.values() if save.client_id not in made]:
        made[save.client_id] = send(clinic, save)
    after = look(database, meant, made)
    row.add(
        acknowledged=len(made),
        lost=before.lost + after.lost,
        silent=before.silent + after.silent + (not is_whole(small_disk / "ilp.db")),
        doubled=after.doubled,
    )
    database.close()
    row.require_none_harmed()


@pytest.fixture
def on_small_disk(small_disk: Path, sqlite_template: tuple[Path, Users]) -> Iterator[BackedUp]:
    """Return the small Puskesmas with its data on a small disk."""
    shutil.copyfile(sqlite_template[0], small_disk / "ilp.db")
    database = open_sqlite(small_disk / "ilp.db", KEY)
    yield backed_up(opened(database, sqlite_template[1]))
    database.close()


@pytest.mark.parametrize("part", sampled(range(10)))
def test_a_disk_that_fills_up_in_a_backup_keeps_the_good_one_and_lets_saves_go_on(
    on_small_disk: BackedUp, small_disk: Path, part: int, tally: Callable[[str], Tally]
) -> None:
    row, here = tally("disk full in a backup"), on_small_disk
    good = here.make()
    here.clinic.clock.forward(timedelta(minutes=5))
    room = 200_000 + part * 100_000
    with filled(small_disk, room):
        with pytest.raises(UserError, match="penuh"):
            here.make()
        saved = here.clinic.register("Siti Saat Penuh")
    assert saved.person_id
    verify(here.folder(good), KEY, silent)
    assert not list(here.data.backups.glob(".baru-*"))
    verify(here.folder(here.make()), KEY, silent, thorough=True)
    row.add(acknowledged=1, lost="Siti Saat Penuh" not in names(here.clinic))
    row.require_none_harmed()


def names(clinic: Clinic) -> list[str]:
    """Return whom a search finds."""
    return [hit.name for hit in clinic.house.registration.search(clinic.desk, "siti")]


@pytest.mark.parametrize("moment", sampled([step / 10 for step in range(10)]))
def test_a_stick_pulled_out_in_a_backup_is_told_and_the_backup_here_is_whole(
    clinic: Clinic, tmp_path_factory: pytest.TempPathFactory, moment: float, tally: Callable[[str], Tally]
) -> None:
    row, here, outside = tally("backup target unplugged"), backed_up(clinic), tmp_path_factory.mktemp("luar")
    stick = outside / "usb"
    stick.mkdir()
    here.backups.choose_second(clinic.head, str(stick))
    first = here.make()
    clinic.register("Siti Aminah")
    clinic.clock.forward(timedelta(minutes=5))

    def pull(fraction: float, text: str) -> None:
        if "kedua" in text and fraction >= 0.7 + moment * 0.3 and stick.exists():
            stick.rename(outside / "dicabut")

    made = here.backups.make(clinic.head, pull)
    if stick.exists():
        stick.rename(outside / "dicabut")
    verify(here.folder(made), KEY, silent)
    verify(BackupFolder(outside / "dicabut" / first.row.name), KEY, silent)
    whole = [folder for folder, _ in Place(outside / "dicabut").backups()]
    for folder in whole:
        verify(folder, KEY, silent)
    assert made.second_fault or len(whole) == 2
    row.add(acknowledged=1, lost="Siti Aminah" not in names(clinic))
    row.require_none_harmed()


@pytest.mark.parametrize("seed", sampled(range(10)))
def test_a_program_killed_in_a_backup_leaves_the_good_ones_and_nothing_that_looks_like_one(
    clinic: Clinic, seed: int, tally: Callable[[str], Tally]
) -> None:
    row, here = tally("killed (SIGKILL) in a backup"), backed_up(clinic)
    good = here.make()
    clinic.register("Siti Aminah")
    command = [sys.executable, "-m", "tests.faults.backing_up", str(here.data.path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "mulai\n"
        sleep(Random(seed).uniform(0, 0.2))
        os.kill(process.pid, signal.SIGKILL)
    for folder, _ in Place(here.data.backups).backups():
        verify(folder, KEY, silent, thorough=True)
    verify(here.folder(good), KEY, silent)
    assert DataFolder(here.data.path).database.exists()
    verify(here.folder(here.make()), KEY, silent)
    row.add(acknowledged=1, lost="Siti Aminah" not in names(clinic))
    row.require_none_harmed()

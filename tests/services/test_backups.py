"""Backups: made while others write, checked, told when they cannot be, and restored without losing anything."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from db.keys import HEAD, KeyRing, WrongSecret
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.services.backup.backup_making import verify
from ilp_desktop.services.backup.backup_place import FRESH, BackupFolder
from ilp_desktop.services.backup.backup_rows import HERE, SECOND
from tests.house_fixtures import KEY, Clinic
from tests.services.backed_up import PHRASE, BackedUp, backed_up, people_in, silent

NAME = "Bunga Rahasia"


class Stopped(Exception):
    """Somebody pressed Batal."""


@pytest.fixture
def here(clinic: Clinic) -> BackedUp:
    return backed_up(clinic)


@pytest.fixture
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that is not within the data folder."""
    return tmp_path_factory.mktemp("luar")


def test_a_backup_with_its_keys_is_a_data_folder_that_opens_on_another_computer(here: BackedUp, tmp_path: Path) -> None:
    here.clinic.register(NAME)
    made = here.make()
    elsewhere = tmp_path / "lain"
    shutil.copytree(here.folder(made).path, elsewhere)
    assert NAME in people_in(elsewhere)
    with pytest.raises(UserError):
        people_in(elsewhere, password="salah sama sekali")
    assert KeyRing.of(elsewhere).unwrap(HEAD, PHRASE) == KEY


def test_no_name_stands_in_clear_in_anything_a_backup_leaves(here: BackedUp) -> None:
    here.clinic.register(NAME, nik="3201015705900001")
    here.make()
    here.backups.drill(here.clinic.head, silent)
    files = [file for file in here.data.backups.rglob("*") if file.is_file()]
    assert len(files) >= 4
    for file in files:
        held = file.read_bytes()
        for word in (NAME, "Bunga", "3201015705900001", "Petugas Loket"):
            assert word.encode() not in held
            assert word.encode("utf-16-le") not in held
            assert word not in str(file)


def test_what_is_written_while_it_is_made_waits_for_nothing_and_is_not_half_in_it(here: BackedUp) -> None:
    here.clinic.register("Ada Sebelumnya")
    during: list[str] = []

    def write_meanwhile(_fraction: float, text: str) -> None:
        if text.startswith("Menyalin") and len(during) < 5:
            here.clinic.clock.forward(timedelta(seconds=1))
            during.append(f"Datang Saat Disalin {len(during)}")
            here.clinic.register(during[-1])

    made = here.backups.make(here.clinic.head, write_meanwhile)
    assert during
    folder = here.folder(made)
    manifest = verify(folder, KEY, silent, thorough=True)
    assert manifest.counts["person"] == 1
    newer = here.backups.newer(here.clinic.head, made.row.key)
    assert dict(newer.kinds)["orang"] == len(during)
    assert (newer.changes or 0) >= len(during)


def test_one_that_is_stopped_leaves_the_last_good_one_and_nothing_half_made(here: BackedUp) -> None:
    good = here.make()

    def stop(fraction: float, _text: str) -> None:
        if fraction > 0:
            raise Stopped

    with pytest.raises(Stopped):
        here.backups.make(here.clinic.head, stop)
    assert [row.name for row in here.backups.listed(here.clinic.head, None, 10)] == [good.row.name]
    assert not list(here.data.backups.glob(f"{FRESH}*"))
    assert here.backups.overview(here.clinic.head).last == good.row


def test_a_manifest_altered_by_hand_is_no_longer_of_this_data(here: BackedUp) -> None:
    made = here.make()
    file = here.folder(made).manifest_file
    file.write_text(file.read_text(encoding="utf-8").replace('"person": 0', '"person": 7'), encoding="utf-8")
    assert here.backups.listed(here.clinic.head, None, 10) == []


def test_the_second_place_gets_the_same_and_says_when_it_is_gone(here: BackedUp, outside: Path) -> None:
    stick = outside / "usb"
    stick.mkdir()
    here.backups.choose_second(here.clinic.head, str(stick))
    first = here.make()
    assert first.second_fault == ""
    verify(BackupFolder(stick / first.row.name), KEY, silent)
    assert {row.place for row in here.backups.listed(here.clinic.head, None, 10)} == {HERE, SECOND}
    stick.rename(outside / "dicabut")
    here.clinic.clock.forward(timedelta(minutes=5))
    second = here.make()
    assert "dicabut atau tidak tersambung" in second.second_fault
    state = here.backups.overview(here.clinic.head).state
    assert state.second_failure == second.second_fault
    assert state.second_at is not None
    assert {row.name for row in here.backups.listed(here.clinic.head, None, 10)} == {first.row.name, second.row.name}
    verify(BackupFolder(outside / "dicabut" / first.row.name), KEY, silent)


def test_a_second_place_within_the_data_or_not_there_is_refused(here: BackedUp, tmp_path: Path) -> None:
    for wrong in (str(here.data.path), str(here.data.backups), "tidak/ada", str(tmp_path / "tidak-ada")):
        with pytest.raises(WrongAnswers) as refused:
            here.backups.choose_second(here.clinic.head, wrong)
        assert "second" in refused.value.fields


def test_a_full_second_place_is_said_and_the_good_one_there_stays(here: BackedUp, small_disk: Path) -> None:
    place = small_disk / "cadangan"
    place.mkdir()
    here.backups.choose_second(here.clinic.head, str(place))
    first = here.make()
    (small_disk / "ballast").write_bytes(bytes(small_disk_left(small_disk) - 65536))
    here.clinic.clock.forward(timedelta(minutes=5))
    assert "penuh" in here.make().second_fault
    verify(BackupFolder(place / first.row.name), KEY, silent)
    assert not list(place.glob(f"{FRESH}*"))


def small_disk_left(disk: Path) -> int:
    """Return how many bytes are free."""
    return shutil.disk_usage(disk).free


def test_when_one_is_due_by_the_day_and_at_closing(here: BackedUp) -> None:
    backups, user, clock = here.backups, here.clinic.desk, here.clinic.clock
    assert backups.is_wanted(user)
    assert backups.alert(user) == "Data ini belum pernah dicadangkan."
    here.make()
    assert not backups.is_wanted(user)
    assert not backups.is_wanted(user, closing=True)
    here.clinic.register(NAME)
    assert not backups.is_wanted(user, closing=True)
    clock.forward(timedelta(hours=1))
    assert backups.is_wanted(user, closing=True)
    assert not backups.is_wanted(user)
    clock.forward(timedelta(days=1))
    assert backups.is_wanted(user)
    assert backups.alert(user) == ""
    clock.forward(timedelta(days=1))
    assert "tanpa cadangan" in backups.alert(user)


def test_nothing_is_made_where_nothing_was_written(here: BackedUp) -> None:
    here.clinic.register(NAME)
    here.clinic.clock.forward(timedelta(minutes=5))
    here.make()
    here.clinic.clock.forward(timedelta(days=1))
    assert not here.backups.is_wanted(here.clinic.desk)
    assert not here.backups.is_wanted(here.clinic.desk, closing=True)


def test_older_ones_of_the_same_day_go_but_for_the_two_newest(here: BackedUp) -> None:
    names = []
    for _ in range(4):
        here.clinic.clock.forward(timedelta(minutes=10))
        names.append(here.make().row.name)
    assert [row.name for row in here.backups.listed(here.clinic.head, None, 10)] == [names[3], names[2]]


def test_the_list_comes_page_by_page(here: BackedUp) -> None:
    for _ in range(5):
        here.clinic.clock.forward(timedelta(days=1))
        here.make()
    whole = here.backups.listed(here.clinic.head, None, 10)
    assert len(whole) == 5
    first = here.backups.listed(here.clinic.head, None, 2)
    assert [*first, *here.backups.listed(here.clinic.head, first[-1], 10)] == whole


def test_a_backup_of_other_data_is_not_listed_and_not_rotated_away(here: BackedUp, outside: Path) -> None:
    share = outside / "share"
    share.mkdir()
    here.backups.choose_second(here.clinic.head, str(share))
    made = here.make()
    foreign = share / "ilp-20200101-000000"
    shutil.copytree(share / made.row.name, foreign)
    manifest = BackupFolder(foreign).manifest_file
    manifest.write_text(manifest.read_text(encoding="utf-8").replace('"mark": "', '"mark": "0'), encoding="utf-8")
    for _ in range(3):
        here.clinic.clock.forward(timedelta(minutes=10))
        here.make()
    assert foreign.is_dir()
    assert foreign.name not in {row.name for row in here.backups.listed(here.clinic.head, None, 20)}


def test_a_wrong_key_opens_no_backup(here: BackedUp) -> None:
    folder = here.folder(here.make())
    with pytest.raises(UserError):
        verify(folder, bytes(32), silent)
    with pytest.raises(WrongSecret):
        KeyRing(folder.keys).unwrap("kepala", "tebakan pertama")


def test_a_backup_of_a_clock_that_was_ahead_stops_neither_the_next_ones_nor_the_warning(here: BackedUp) -> None:
    clock, head = here.clinic.clock, here.clinic.head
    good = here.make()
    clock.forward(timedelta(days=1000))
    here.make()
    clock.forward(-timedelta(days=1000))
    clock.forward(timedelta(days=3))
    here.clinic.register("Orang Baru")
    assert here.backups.is_wanted(head)
    assert here.backups.is_wanted(head, closing=True)
    assert here.backups.alert(head) == "Sudah 3 hari tanpa cadangan data."
    assert here.backups.drill(head, silent).name == here.folder(good).name
    here.make()
    assert not here.backups.is_wanted(head)

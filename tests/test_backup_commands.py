"""The commands backup and restore: what they ask, what they say, and what lies there afterwards."""

import io
import shutil
import sys
from pathlib import Path
from random import Random

import pytest

from ilp_desktop.cli import DEMO_SEED, run_command
from ilp_desktop.domain.keys.recovery_words import words_of
from ilp_desktop.services.start.data_folder import DataFolder
from ilp_desktop.services.start.opening import Opening

HEAD, DESK = "kepala\ncontoh-2026\n", "loket\ncontoh-2026\n"


class Terminal:
    """Runs commands that are typed to, and returns what they said."""

    def __init__(self, patch: pytest.MonkeyPatch, heard: pytest.CaptureFixture[str]) -> None:
        self._patch = patch
        self._heard = heard

    def run(self, *arguments: object, typed: str = "") -> tuple[int, str]:
        """Run a command; returns its exit status and all it said."""
        self._patch.setattr(sys, "stdin", io.StringIO(typed))
        code = run_command([str(one) for one in arguments])
        told = self._heard.readouterr()
        return code, told.out + told.err


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(monkeypatch, capsys)


@pytest.fixture(scope="module")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a small Puskesmas by its command, once."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    assert run_command(["demo", "--data", str(folder), "--people", "12", "--today", "2026-11-23"]) == 0
    return folder


@pytest.fixture
def data(demo_template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(demo_template, tmp_path / "data"))


def the_backup(data: Path) -> Path:
    """Return the one backup of a data folder."""
    (found,) = (data / "cadangan").glob("ilp-*")
    return found


def opens(data: Path) -> bool:
    """Say whether a data folder opens for its head."""
    Opening(DataFolder(data)).unlock("kepala", "contoh-2026").database.close()
    return True


def test_anybody_of_the_staff_makes_a_backup_and_a_copy_elsewhere(
    terminal: Terminal, data: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "usb"
    stick.mkdir()
    code, told = terminal.run("backup", "--data", data, "--to", stick, typed=DESK)
    assert code == 0, told
    assert "sudah diperiksa" in told
    assert sorted(file.name for file in the_backup(data).iterdir()) == ["cadangan.json", "ilp.db", "kunci.json"]
    assert (stick / the_backup(data).name / "ilp.db").read_bytes() == (the_backup(data) / "ilp.db").read_bytes()


@pytest.mark.parametrize("typed", ["kepala\nsalah\n", "", "siapa\ncontoh-2026\n"])
def test_no_backup_for_a_stranger(terminal: Terminal, data: Path, typed: str) -> None:
    code, told = terminal.run("backup", "--data", data, typed=typed)
    assert code == 1
    assert "salah" in told
    assert not list(data.glob("cadangan/ilp-*"))


def test_where_there_is_no_data_it_is_said(terminal: Terminal, tmp_path: Path) -> None:
    code, told = terminal.run("backup", "--data", tmp_path / "kosong", typed=HEAD)
    assert (code, "Belum ada data" in told) == (1, True)


def test_a_copy_that_cannot_be_made_is_told_and_the_backup_stays(
    terminal: Terminal, data: Path, tmp_path: Path
) -> None:
    code, told = terminal.run("backup", "--data", data, "--to", tmp_path / "tidak-ada", typed=HEAD)
    assert code == 1
    assert "dicabut atau tidak tersambung" in told
    assert the_backup(data).is_dir()


def test_a_backup_is_restored_on_another_computer(terminal: Terminal, data: Path, tmp_path: Path) -> None:
    terminal.run("backup", "--data", data, typed=HEAD)
    other = tmp_path / "komputer-lain"
    code, told = terminal.run("restore", "--data", other, the_backup(data), typed=f"{HEAD}PULIHKAN\n")
    assert code == 0, told
    assert "12 orang" in told
    assert opens(other)


def test_a_backup_and_the_sheet_of_words_are_enough_on_another_computer(
    terminal: Terminal, data: Path, tmp_path: Path
) -> None:
    terminal.run("backup", "--data", data, typed=HEAD)
    other, words = tmp_path / "komputer-lain", " ".join(words_of(Random(DEMO_SEED).randbytes(15)))
    for wrong in ("", " ".join(words.split()[:11]), " ".join(words_of(bytes(15)))):
        code, told = terminal.run("restore", "--words", "--data", other, the_backup(data), typed=f"{wrong}\nPULIHKAN\n")
        assert code == 1, told
        assert not (other / "ilp.db").exists()
    code, told = terminal.run("restore", "--words", "--data", other, data / "cadangan", typed=f"{words}\nPULIHKAN\n")
    assert code == 0, told
    assert opens(other)


def test_restoring_asks_says_what_would_be_lost_and_keeps_the_present_data(terminal: Terminal, data: Path) -> None:
    terminal.run("backup", "--data", data, typed=HEAD)
    backup = the_backup(data)
    before = (data / "ilp.db").read_bytes()
    code, told = terminal.run("restore", "--data", data, backup, typed=f"{HEAD}ya\n")
    assert (code, "Dibatalkan" in told) == (1, True)
    assert (data / "ilp.db").read_bytes() == before
    assert not list(data.glob("*.pulih*"))
    code, told = terminal.run("restore", "--data", data, backup, typed=f"{HEAD}PULIHKAN\n")
    assert code == 0, told
    assert "Di data sekarang dan tidak di cadangan" in told
    (aside,) = (data / "cadangan").glob("sebelum-pulih-*")
    assert opens(data)
    assert opens(aside)


def test_the_desk_may_not_restore(terminal: Terminal, data: Path) -> None:
    terminal.run("backup", "--data", data, typed=DESK)
    code, told = terminal.run("restore", "--data", data, the_backup(data), typed=f"{DESK}PULIHKAN\n")
    assert (code, "kepala atau admin" in told) == (1, True)
    assert not list(data.glob("*.pulih*"))


def test_a_folder_that_is_no_backup_or_a_damaged_one_is_refused(terminal: Terminal, data: Path, tmp_path: Path) -> None:
    code, told = terminal.run("restore", "--data", data, tmp_path, typed=HEAD)
    assert (code, "tidak ada cadangan" in told) == (1, True)
    terminal.run("backup", "--data", data, typed=HEAD)
    file = the_backup(data) / "ilp.db"
    held = bytearray(file.read_bytes())
    held[5000] ^= 4
    file.write_bytes(held)
    code, told = terminal.run("restore", "--data", data, the_backup(data), typed=f"{HEAD}PULIHKAN\n")
    assert (code, "tidak lolos pemeriksaan" in told) == (1, True)
    assert opens(data)

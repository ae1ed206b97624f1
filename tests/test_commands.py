"""The command line: what each command is told, what it loads, and what it answers."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from ilp_desktop import checking
from ilp_desktop.cli import build_parser, run_command
from ilp_desktop.resources import resource_path
from ilp_desktop.settings import Settings, SettingsFile
from tests.house import tree

ROOT = resource_path().parent
DEMO = ("--people", "12", "--today", "2026-11-23")


def run(*arguments: str, typed: str = "") -> "subprocess.CompletedProcess[str]":
    """Run the program as the user does."""
    return subprocess.run(
        [sys.executable, "-m", "ilp_desktop", *arguments],
        input=typed,
        cwd=ROOT,
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def test_version_told_is_the_one_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run_command(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"ILP Desktop {tree.settings()['project']['version']}\n"


@pytest.mark.parametrize("line", ["--data tempat demo", "demo --data tempat", "--data lain demo --data tempat"])
def test_data_folder_may_stand_before_or_after_the_command(line: str) -> None:
    assert build_parser().parse_args(line.split()).data == Path("tempat")


def test_without_a_data_folder_the_users_own_is_taken(home_of_its_own: Path) -> None:
    args = build_parser().parse_args([])
    assert args.command is None
    assert home_of_its_own in args.data.parents


def test_demo_is_told_how_many_people_which_seed_and_which_day() -> None:
    args = build_parser().parse_args(["demo", "--people", "30", "--seed", "7", "--today", "2026-11-23"])
    assert (args.people, args.seed, args.today) == (30, 7, date(2026, 11, 23))


def test_tour_must_be_told_where_its_pictures_go(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        build_parser().parse_args(["tour"])
    assert ended.value.code == 2
    assert "--out" in capsys.readouterr().err


def test_unknown_command_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run_command(["hapus-semua"])
    assert ended.value.code == 2
    assert "hapus-semua" in capsys.readouterr().err


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """Fill an empty folder by the command; returns the folder and what was told."""
    folder = tmp_path_factory.mktemp("command") / "data"
    made = run("demo", "--data", str(folder), *DEMO)
    assert made.returncode == 0, made.stdout
    return str(folder), made.stdout


def test_demo_fills_an_empty_folder_once_and_marks_it_as_made_up(filled: tuple[str, str]) -> None:
    folder, told = filled
    assert "kata sandi" in told
    assert SettingsFile(Path(folder)).value.example
    again = run("demo", "--data", folder, *DEMO)
    assert again.returncode == 1
    assert "sudah berisi data" in again.stdout


def test_check_finds_nothing_wrong_with_what_is_shipped() -> None:
    checked = run("check")
    assert checked.returncode == 0, checked.stdout
    assert "semua dapat dipakai" in checked.stdout


def test_check_proves_a_data_folder_to_its_head_alone(filled: tuple[str, str]) -> None:
    folder = filled[0]
    told = run("check", "--rebuild", "--data", folder, typed="kepala\ncontoh-2026\n")
    assert (told.returncode, "sama dengan asalnya" in told.stdout) == (0, True), told.stdout
    told = run("check", "--audit", "--data", folder, typed="kepala\ncontoh-2026\n")
    assert (told.returncode, "baris utuh" in told.stdout) == (0, True), told.stdout
    for typed in ("loket\ncontoh-2026\n", "kepala\nsalah\n", ""):
        refused = run("check", "--rebuild", "--data", folder, typed=typed)
        assert refused.returncode == 1
        assert "Traceback" not in refused.stdout


def test_a_plain_check_follows_the_trail_too_for_who_gives_a_password(filled: tuple[str, str]) -> None:
    folder = filled[0]
    told = run("check", "--data", folder, typed="kepala\ncontoh-2026\n")
    assert told.returncode == 0, told.stdout
    assert "baris utuh" in told.stdout
    assert "semua dapat dipakai" in told.stdout
    told = run("check", "--data", folder, typed="\n")
    assert told.returncode == 0, told.stdout
    assert "Jejak tidak diperiksa" in told.stdout
    told = run("check", "--data", folder, typed="kepala\nsalah\n")
    assert told.returncode == 1


def test_check_and_demo_need_no_window() -> None:
    report = (
        "import json, sys; from ilp_desktop.cli import run_command; run_command(['check']);"
        "import ilp_desktop.demo.command; print(json.dumps(sorted(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", report], cwd=ROOT, check=True, text=True, stdout=subprocess.PIPE)
    loaded = json.loads(told.stdout.splitlines()[-1])
    assert not [name for name in loaded if name.startswith("PySide6")]


def test_window_is_painted_before_any_database_library_is_loaded() -> None:
    report = "import json, sys, ilp_desktop.app; print(json.dumps(sorted(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", report], cwd=ROOT, check=True, text=True, stdout=subprocess.PIPE)
    loaded = set(json.loads(told.stdout))
    assert loaded & {"sqlalchemy", "argon2", "cryptography", "sqlcipher3", "jinja2", "qt_material"} == set()


def test_form_with_a_fault_is_told_by_file(tmp_path: Path) -> None:
    (tmp_path / "rusak.toml").write_text("code = ", encoding="utf-8")
    assert "rusak.toml" in checking.form_faults(tmp_path)[0]


def test_table_with_a_row_too_short_is_told_by_line(tmp_path: Path) -> None:
    table = tmp_path / "tabel.tsv"
    table.write_text("kode\tnama\nA00\tKolera\nA01\n", encoding="utf-8")
    assert checking.table_fault(table) == "baris 3 tidak memiliki 2 kolom"
    table.write_text("kode\tnama\nA00\tKolera\n", encoding="utf-8")
    assert checking.table_fault(table) == ""


def test_reference_that_is_not_shipped_is_told() -> None:
    assert checking.edition_fault("tidak-ada")


def test_settings_are_kept_and_damaged_ones_count_as_none(tmp_path: Path) -> None:
    first = SettingsFile(tmp_path)
    assert first.value == Settings()
    first.set_dark(dark=True)
    first.set_printer("tiket", "Tiket 80")
    assert SettingsFile(tmp_path).value == Settings(dark=True, printers={"tiket": "Tiket 80"})
    (tmp_path / "settings.json").write_text("[1", encoding="utf-8")
    assert SettingsFile(tmp_path).value == Settings()

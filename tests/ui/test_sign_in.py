"""Signing in by keyboard: the right password, a wrong one, a forgotten one, and data that cannot be opened."""

import errno
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from ilp_desktop.services.start.data_folder import DataFolder
from ilp_desktop.services.start.opening import Opening
from tests.house_fixtures import PASSWORD
from tests.ui.driven import PASSPHRASE, Driven, driven, ready_folder, type_lines
from tests.ui.hands import click, press, type_text
from ui.first_run.first_run import FirstRun
from ui.lost_password import LostPassword
from ui.sign_in import OPENING, SignIn
from ui.trouble import Trouble
from ui.widgets.password_field import CAPS_LOCK_ON
from ui.workspace import Workspace


@pytest.fixture
def folder(qapp: object, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Path:
    return ready_folder(tmp_path_factory, tmp_path / "data")


@pytest.fixture
def here(qtbot: QtBot, folder: Path) -> Iterator[Driven]:
    with driven(qtbot, folder) as running:
        yield running


def test_name_and_password_typed_blind_open_the_day(here: Driven) -> None:
    sign_in = here.scene(SignIn)
    assert sign_in.user_name.line.hasFocus()
    type_lines("dokter", PASSWORD)
    assert sign_in.waiting.text() == OPENING
    workspace = here.scene(Workspace)
    assert workspace.context.user.name == "dr. Ratna Contoh"
    assert workspace.title_line.facility.text() == "Puskesmas Uji Sejahtera"


def test_nothing_of_the_locked_data_is_shown_before(here: Driven) -> None:
    sign_in = here.scene(SignIn)
    shown = [words.text() for words in sign_in.findChildren(type(sign_in.waiting))]
    assert not any("Uji Sejahtera" in words for words in shown)


@pytest.mark.parametrize("typed", [("dokter", "bukan-sandinya"), ("tidak-ada", PASSWORD)])
def test_wrong_password_is_said_beside_its_field_and_can_be_typed_over(here: Driven, typed: tuple[str, str]) -> None:
    sign_in = here.scene(SignIn)
    type_lines(typed[0], typed[1])
    here.qtbot.waitUntil(lambda: "salah" in sign_in.password.error())
    assert sign_in.password.line.hasFocus()
    type_text("x")
    assert sign_in.password.text() == "x"
    assert sign_in.password.error() == ""
    assert sign_in.user_name.text() == typed[0]


def test_blank_fields_are_asked_for_before_anything_is_tried(here: Driven) -> None:
    sign_in = here.scene(SignIn)
    sign_in.submit()
    assert sign_in.user_name.error() == "Nama pengguna harus diisi."
    assert sign_in.password.error() == "Kata sandi harus diisi."
    assert sign_in.waiting.text() == ""


def test_caps_lock_is_noticed_from_the_letters(here: Driven) -> None:
    password = here.scene(SignIn).password
    type_lines("dokter")
    press(Qt.Key.Key_A, password.line)
    assert password.note.text() == ""
    type_text("A")  # a capital without Shift
    assert password.note.text() == CAPS_LOCK_ON
    press(Qt.Key.Key_CapsLock, password.line)
    assert password.note.text() == ""


def test_lost_password_is_replaced_by_the_heads_passphrase(here: Driven) -> None:
    sign_in = here.scene(SignIn)
    click(sign_in.forgotten_button)
    lost = here.scene(LostPassword)
    type_lines(PASSPHRASE, "loket", "sandi-baru-01", "sandi-baru-02")
    press(Qt.Key.Key_Return)
    assert lost.again.error() == "Kedua kata sandi belum sama."
    lost.again.line.selectAll()
    type_lines("sandi-baru-01")
    press(Qt.Key.Key_Return)
    here.scene(SignIn)
    assert here.sign_in("loket", "sandi-baru-01").context.user.name == "Petugas Loket"


@pytest.mark.parametrize(
    ("passphrase", "user_name", "password", "field"),
    [
        ("frasa yang salah sekali", "loket", "sandi-baru-01", "passphrase"),
        (PASSPHRASE, "tidak-ada", "sandi-baru-01", "user_name"),
        (PASSPHRASE, "loket", "pendek", "password"),
    ],
)
def test_wrong_answers_about_a_lost_password_stand_beside_their_fields(
    here: Driven, passphrase: str, user_name: str, password: str, field: str
) -> None:
    click(here.scene(SignIn).forgotten_button)
    lost = here.scene(LostPassword)
    type_lines(passphrase, user_name, password, password)
    press(Qt.Key.Key_Return)
    here.qtbot.waitUntil(lambda: bool(lost.form.field(field).error()))
    press(Qt.Key.Key_Escape)
    here.sign_in("loket")


def test_damaged_data_is_said_with_what_to_do_and_stays_as_it_is(qtbot: QtBot, folder: Path) -> None:
    database = DataFolder(folder).database
    database.write_bytes(b"rusak" * 5000)
    with driven(qtbot, folder) as here:
        here.scene(SignIn)
        type_lines("dokter", PASSWORD)
        assert "rusak" in here.scene(Trouble).error.message
    assert database.read_bytes() == b"rusak" * 5000


def test_newer_data_is_said_with_what_to_do(qtbot: QtBot, folder: Path) -> None:
    vault = Opening(DataFolder(folder)).unlock("kepala", PASSWORD)
    with vault.database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.execute(text("DELETE FROM house_state"))
    vault.database.close()
    with driven(qtbot, folder) as here:
        here.scene(SignIn)
        type_lines("kepala", PASSWORD)
        trouble = here.scene(Trouble)
        assert "lebih baru" in trouble.error.message
        assert "Perbarui program" in trouble.error.remedy


def test_missing_key_is_said_before_a_password_is_typed_and_tried_again_once_it_is_back(
    qtbot: QtBot, folder: Path
) -> None:
    key = folder / "kunci.json"
    kept = key.rename(folder / "disimpan.json")
    with driven(qtbot, folder) as here:
        trouble = here.scene(Trouble)
        assert "kunci.json" in trouble.error.message
        kept.rename(key)
        assert trouble.again_button.hasFocus()
        press(Qt.Key.Key_Return)
        here.sign_in("kepala")


def test_damaged_key_is_said(qtbot: QtBot, folder: Path) -> None:
    (folder / "kunci.json").write_text("{", encoding="utf-8")
    with driven(qtbot, folder) as here:
        assert "rusak" in here.scene(Trouble).error.message


def test_database_gone_from_beside_its_key_is_never_made_anew(qtbot: QtBot, folder: Path) -> None:
    DataFolder(folder).database.unlink()
    with driven(qtbot, folder) as here:
        assert "tidak ditemukan" in here.scene(Trouble).error.message
    assert not DataFolder(folder).database.exists()


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("OneDrive - Puskesmas/data", "disinkronkan"),
        ("Dropbox/data", "disinkronkan"),
        ("berkas/data", "tidak dapat ditulis"),
    ],
)
def test_folder_that_cannot_hold_the_data_is_refused_with_the_way_out(
    qtbot: QtBot, tmp_path: Path, place: str, said: str
) -> None:
    (tmp_path / "berkas").write_text("bukan folder", encoding="utf-8")
    with driven(qtbot, tmp_path / place) as here:
        trouble = here.scene(Trouble)
        assert said in trouble.error.message
        assert trouble.error.remedy


def test_network_folder_is_refused(qtbot: QtBot) -> None:
    with driven(qtbot, Path("//server/bersama/data")) as here:
        assert "jaringan" in here.scene(Trouble).error.message


def test_full_disk_is_said_and_the_program_starts_once_there_is_room(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: Path, _data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(Path, "write_bytes", full)
        program = driven(qtbot, tmp_path / "data")
        here = program.__enter__()
        trouble = here.scene(Trouble)
        assert "penuh" in trouble.error.message
    press(Qt.Key.Key_Return, trouble.again_button)
    here.scene(FirstRun)
    program.__exit__(None, None, None)


def test_changing_staff_locks_the_data_and_asks_who_comes_next(here: Driven, folder: Path) -> None:
    workspace = here.sign_in("loket")
    workspace.title_line.staff_change_wanted.emit()
    here.scene(SignIn)
    here.sign_in("dokter")
    here.program.window.close()
    moved = folder.with_name("dipindah")
    shutil.move(folder, moved)
    assert not list(moved.glob("*-wal"))

"""A new computer: the backup and the sheet bring the data back from the first page, by keyboard alone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ilp_desktop.clock import SteppingClock
from ilp_desktop.domain.keys.recovery_words import words_of
from ilp_desktop.services.entrance import Entrance
from ilp_desktop.services.start.data_folder import DataFolder, FolderState
from tests.house_fixtures import MORNING, PASSWORD, new_facility
from tests.services.backed_up import silent
from tests.ui.driven import Driven, driven, type_lines
from tests.ui.hands import press, type_text
from ui.first_run.first_run import FirstRun
from ui.first_run.restore_backup import RestoreBackup
from ui.lost_password import LostPassword
from ui.sign_in import SignIn

PHRASE = "kopi pahit di pagi hari"
WORDS = words_of(bytes(range(15)))


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a stick with the backup of a Puskesmas whose computer is gone."""
    folder = DataFolder(tmp_path_factory.mktemp("lama"))
    entered = Entrance(folder, SteppingClock(MORNING)).create(PHRASE, new_facility(), silent, WORDS)
    entered.house.backups.make(entered.user, silent)
    entered.lock()
    taken = tmp_path_factory.mktemp("usb")
    shutil.copytree(folder.backups, taken / "cadangan")
    return taken


@pytest.fixture
def here(qtbot: QtBot, tmp_path: Path) -> Iterator[Driven]:
    with driven(qtbot, tmp_path / "data") as running:
        yield running


def page_of(here: Driven) -> RestoreBackup:
    """Choose «Pulihkan dari cadangan» by keyboard."""
    first_run = here.scene(FirstRun)
    here.qtbot.waitUntil(first_run.welcome.new_choice.hasFocus)
    for _ in range(3):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    here.qtbot.waitUntil(first_run.restore.isVisible)
    return first_run.restore


def test_backup_and_words_open_the_data_on_a_new_computer(here: Driven, stick: Path) -> None:
    page = page_of(here)
    type_text(str(stick))
    page.opener.words.line.setFocus()
    type_text(" ".join(WORDS))
    press(Qt.Key.Key_S, held=Qt.KeyboardModifier.AltModifier)
    here.scene(SignIn)
    assert here.sign_in("kepala").context.user.name == "Kepala Contoh"
    assert not list(here.folder.glob("*.pulih*"))
    assert not any(PASSWORD.encode() in file.read_bytes() for file in here.folder.rglob("*") if file.is_file())


@pytest.mark.parametrize(
    ("folder", "words", "wrong"),
    [
        ("", " ".join(WORDS), ("folder", "tidak ada cadangan")),
        ("cadangan", " ".join(WORDS[:11]), ("words", "yang diketik 11")),
        ("cadangan", " ".join(words_of(bytes(15))), ("words", "tidak membuka cadangan ini")),
    ],
)
def test_wrong_answers_stand_beside_their_fields_and_nothing_typed_is_lost(
    here: Driven, stick: Path, tmp_path: Path, folder: str, words: str, wrong: tuple[str, str]
) -> None:
    page = page_of(here)
    field, told = wrong
    place = str(stick / folder) if folder else str(tmp_path)
    page.folder.set_value(place)
    page.opener.words.set_value(words)
    page.restore_button.click()
    shown = {"folder": page.folder, "words": page.opener.words}
    here.qtbot.waitUntil(lambda: told in shown[field].error(), timeout=20_000)
    assert (page.folder.text(), page.opener.words.text()) == (place, words)
    assert DataFolder(here.folder).prepare() is FolderState.EMPTY


def test_passphrase_or_password_of_the_head_open_it_as_well(here: Driven, stick: Path) -> None:
    page = page_of(here)
    page.folder.set_value(str(stick / "cadangan"))
    page.opener.way.button("PASSPHRASE").click()
    assert [one.name for one in page.opener.form.shown_fields()] == ["passphrase"]
    page.opener.way.button("PASSWORD").click()
    assert [one.name for one in page.opener.form.shown_fields()] == ["user_name", "password"]
    page.opener.user_name.line.setFocus()
    type_lines("kepala", PASSWORD)
    press(Qt.Key.Key_Return)
    here.scene(SignIn)
    here.sign_in("kepala")


def test_words_give_a_new_password_to_whoever_has_none_on_the_new_computer(here: Driven, stick: Path) -> None:
    page = page_of(here)
    page.folder.set_value(str(stick))
    page.opener.words.set_value(" ".join(WORDS))
    page.restore_button.click()
    here.scene(SignIn).forgotten_button.click()
    lost = here.scene(LostPassword)
    lost.way.button("words").click()
    here.qtbot.waitUntil(lost.words.line.hasFocus)
    type_lines(" ".join(WORDS[:11]), "kepala", "sandi-baru-01", "sandi-baru-01")
    press(Qt.Key.Key_Return)
    here.qtbot.waitUntil(lambda: "yang diketik 11" in lost.words.error())
    lost.words.set_value(" ".join(WORDS))
    lost.save_button.click()
    here.scene(SignIn)
    here.sign_in("kepala", "sandi-baru-01")


def test_going_back_leads_to_the_choices(here: Driven) -> None:
    page_of(here)
    press(Qt.Key.Key_Escape)
    here.qtbot.waitUntil(here.scene(FirstRun).welcome.isVisible)

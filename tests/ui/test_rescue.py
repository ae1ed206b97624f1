"""Data that does not open, or opens doubtful, in the real window: what is said, and every way out of there."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ilp_desktop.clock import SteppingClock
from ilp_desktop.services.entrance import Entrance
from ilp_desktop.services.start.data_folder import DataFolder
from tests.house_fixtures import MORNING, PASSWORD
from tests.ui.driven import Driven, driven, ready_folder, type_lines
from ui.opening_doubts import OpeningDoubts
from ui.restore_scene import RestoreScene
from ui.sign_in import SignIn
from ui.trouble import Trouble
from ui.workspace import Workspace


@pytest.fixture
def running(qtbot: QtBot, qapp: object, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Iterator[Driven]:
    """Start the program on a folder that has a backup."""
    folder = ready_folder(tmp_path_factory, tmp_path / "data")
    entered = Entrance(DataFolder(folder), SteppingClock(MORNING)).enter("kepala", PASSWORD)
    entered.house.backups.make(entered.user, lambda _fraction, _text: None)
    entered.lock()
    with driven(qtbot, folder) as found:
        yield found


def said(scene: object) -> str:
    """Return every word of a scene."""
    assert isinstance(scene, Trouble | OpeningDoubts | RestoreScene)
    return "\n".join(one.text() for one in scene.findChildren(QLabel) if one.isVisibleTo(scene))


def ruin(here: Driven) -> bytes:
    """Damage the database, and sign in."""
    database = here.folder / "ilp.db"
    held = bytearray(database.read_bytes())
    held[200] ^= 1
    database.write_bytes(held)
    here.scene(SignIn)
    type_lines("kepala", PASSWORD)
    return bytes(held)


def test_damaged_data_is_said_with_its_ways_out_and_can_be_restored(running: Driven, tmp_path: Path) -> None:
    ruined = ruin(running)
    trouble = running.scene(Trouble)
    assert "rusak, 1 dari" in said(trouble)
    desk = running.program._rescue
    desk.tell_in(trouble, str(tmp_path / "dukungan.txt"))
    running.qtbot.waitUntil(lambda: "dukungan.txt" in trouble.said.text())
    assert "tidak utuh 1" in (tmp_path / "dukungan.txt").read_text(encoding="utf-8")
    desk.copy_to(trouble, str(tmp_path))
    running.qtbot.waitUntil(lambda: "Data disalin" in trouble.said.text())
    trouble.restore_button.click()
    restore = running.scene(RestoreScene)
    running.qtbot.waitUntil(lambda: restore.list.count() == 1)
    restore.opener.way.button("PASSPHRASE").click()
    restore.opener.passphrase.line.setText("salah sama sekali")
    restore.check_button.click()
    running.qtbot.waitUntil(lambda: "tidak membuka cadangan" in restore.opener.passphrase.error())
    restore.opener.passphrase.line.setText("kopi pahit di pagi hari")
    restore.check_button.click()
    running.qtbot.waitUntil(restore.restore_button.isVisible)
    assert "utuh dan siap dipulihkan" in restore.said.text()
    assert (running.folder / "ilp.db").read_bytes() == ruined
    restore.restore_button.click()
    running.scene(SignIn)
    assert running.sign_in("kepala").isVisible()
    (aside,) = (running.folder / "cadangan").glob("sebelum-pulih-*")
    assert (aside / "ilp.db").read_bytes() == ruined


def test_going_back_from_restoring_leaves_everything_as_it_was(running: Driven) -> None:
    ruined = ruin(running)
    running.scene(Trouble).restore_button.click()
    restore = running.scene(RestoreScene)
    running.qtbot.waitUntil(lambda: restore.list.count() == 1)
    restore.opener.user_name.line.setText("kepala")
    restore.opener.password.line.setText(PASSWORD)
    restore.check_button.click()
    running.qtbot.waitUntil(restore.restore_button.isVisible)
    restore.back_button.click()
    assert "rusak" in said(running.scene(Trouble))
    running.qtbot.waitUntil(lambda: not list(running.folder.glob("*.pulih*")))
    assert (running.folder / "ilp.db").read_bytes() == ruined


def test_a_folder_that_is_no_backup_is_refused_beneath_the_list(running: Driven, tmp_path: Path) -> None:
    ruin(running)
    running.scene(Trouble).restore_button.click()
    restore = running.scene(RestoreScene)
    restore.choose_folder(str(tmp_path))
    running.qtbot.waitUntil(lambda: "tidak ada cadangan ILP Desktop" in restore.said.text())
    (tmp_path / "cadangan.json").write_text("{}", encoding="utf-8")
    restore.choose_folder(str(tmp_path))
    running.qtbot.waitUntil(lambda: "keterangannya tidak ada atau rusak" in restore.said.text())


def test_an_older_file_in_place_of_the_data_is_asked_about_before_the_days_work(running: Driven) -> None:
    (backup,) = (running.folder / "cadangan").glob("ilp-*")
    (running.folder / "ilp.db").write_bytes((backup / "ilp.db").read_bytes())
    running.scene(SignIn)
    type_lines("kepala", PASSWORD)
    doubts = running.scene(OpeningDoubts)
    assert "Sebagian simpanan tidak ada di data" in said(doubts)
    doubts.again_button.click()
    running.qtbot.waitUntil(lambda: doubts.said.text() == "Masih sama.")
    doubts.accept_button.click()
    running.scene(Workspace)


def test_a_clock_that_was_set_back_is_asked_about_until_it_is_right(running: Driven) -> None:
    clock = running.program._clock
    assert isinstance(clock, SteppingClock)
    clock.set(MORNING.replace(year=2019))
    running.scene(SignIn)
    type_lines("kepala", PASSWORD)
    doubts = running.scene(OpeningDoubts)
    assert "menunjukkan 23-11-2019 07.30" in said(doubts)
    clock.set(MORNING + timedelta(minutes=1))
    doubts.again_button.click()
    running.scene(Workspace)

"""A disk that refuses: said in the window for as long as it is so, with what was typed kept; then work goes on."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.driven import Driven, driven, ready_folder
from ui.disk_watch import AGAIN
from ui.workspace import Workspace


@pytest.fixture
def running(qtbot: QtBot, qapp: object, tmp_path_factory: pytest.TempPathFactory, small_disk: Path) -> Iterator[Driven]:
    """Start the program on a folder that lies on a small disk."""
    with driven(qtbot, ready_folder(tmp_path_factory, small_disk / "data")) as found:
        yield found


def banners(here: Driven) -> list[str]:
    return [banner.text for banner in here.program.window.messages.stack.banners()]


def save(workspace: Workspace) -> None:
    """Save something small, as any page does."""
    backups, user = workspace.context.house.backups, workspace.context.user
    workspace.context.jobs.write(lambda: backups.choose_second(user, ""), lambda _nothing: None, owner=workspace)


def test_a_full_disk_is_said_until_there_is_room_and_then_saving_goes_on(running: Driven, small_disk: Path) -> None:
    workspace = running.sign_in("kepala")
    assert workspace.disk is not None
    ballast = small_disk / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while shutil.disk_usage(small_disk).free:
            file.write(bytes(4096))
    save(workspace)
    running.qtbot.waitUntil(lambda: "Ruang penyimpanan komputer ini penuh." in banners(running))
    assert workspace.title_line.place.text() == "Ruang penyimpanan komputer ini penuh."
    ballast.unlink()
    running.qtbot.waitUntil(lambda: AGAIN in banners(running))
    assert "Ruang penyimpanan komputer ini penuh." not in banners(running)
    assert workspace.title_line.place.text() == "Komputer ini"
    save(workspace)
    running.qtbot.waitUntil(workspace.context.jobs.is_idle)
    assert not [text for text in banners(running)[:1] if "penuh" in text]


def test_little_room_is_said_before_it_is_none(running: Driven) -> None:
    running.sign_in("kepala")
    running.qtbot.waitUntil(lambda: any("tinggal" in text for text in banners(running)))

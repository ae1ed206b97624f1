"""A second start on the same folder raises the first window and ends."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer
from pytestqt.qtbot import QtBot

from ilp_desktop.resources import resource_path
from ui.main_window import MainWindow
from ui.single_instance import SingleInstance, server_name


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


def start_program(folder: Path) -> "subprocess.Popen[bytes]":
    """Start the real program on a folder."""
    return subprocess.Popen(
        [sys.executable, "-m", "ilp_desktop", "--data", str(folder)],
        cwd=resource_path().parent,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stderr=subprocess.DEVNULL,
    )


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_second_start_ends_at_once_and_the_first_window_comes_to_the_front(qtbot: QtBot, folder: Path) -> None:
    first, window = SingleInstance(folder), MainWindow()
    qtbot.addWidget(window)
    first.called.connect(window.bring_to_front)
    assert first.claim()
    window.showMinimized()
    with qtbot.waitSignal(first.called, timeout=20_000):
        second = start_program(folder)
    assert second.wait(timeout=20) == 0
    assert window.isVisible()
    assert not window.isMinimized()
    first.release()


def test_other_folder_is_another_program(folder: Path, qapp: object) -> None:
    one, other = SingleInstance(folder), SingleInstance(folder.with_name("lain"))
    assert one.claim()
    assert other.claim()
    one.release()
    other.release()


def test_folder_is_free_again_once_its_program_has_ended(folder: Path, qapp: object) -> None:
    first, second = SingleInstance(folder), SingleInstance(folder)
    assert first.claim()
    assert not second.claim()
    first.release()
    assert second.claim()
    second.release()


def test_what_a_program_ended_by_force_left_behind_does_not_stop_the_next(folder: Path, qapp: object) -> None:
    forced = (
        "import os, sys; from PySide6.QtCore import QCoreApplication; from PySide6.QtNetwork import QLocalServer;"
        "app = QCoreApplication([]); server = QLocalServer(); assert server.listen(sys.argv[1]); os._exit(9)"
    )
    left = subprocess.run([sys.executable, "-c", forced, server_name(folder)], check=False)
    assert left.returncode == 9
    assert not QLocalServer().listen(server_name(folder))
    instance = SingleInstance(folder)
    assert instance.claim()
    assert not SingleInstance(folder).claim()
    instance.release()


def test_same_folder_written_in_two_ways_is_one_folder_and_its_name_tells_nothing(folder: Path) -> None:
    assert server_name(folder) == server_name(folder / ".." / folder.name)
    assert "data" not in server_name(folder)

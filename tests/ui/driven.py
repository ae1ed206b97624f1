"""A whole program for tests: started on a folder of its own, waited for, closed at the end."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.app import Program
from ilp_desktop.clock import SteppingClock
from ilp_desktop.domain.permissions import Role
from ilp_desktop.services.entrance import Entered, Entrance
from ilp_desktop.services.start.access import NewStaff
from ilp_desktop.services.start.data_folder import DataFolder
from ilp_desktop.settings import SettingsFile
from tests.house_fixtures import MORNING, PASSWORD, Clinic, new_facility
from tests.ui.hands import press, type_text
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.sign_in import SignIn
from ui.system_printers import Printers
from ui.theme import apply_theme
from ui.workspace import Workspace

PASSPHRASE = "kopi pahit di pagi hari"
STAFF = (
    NewStaff("Petugas Loket", "Petugas pendaftaran", "", "loket", PASSWORD, frozenset({Role.REGISTRATION})),
    NewStaff("dr. Ratna Contoh", "Dokter", "SIP/002", "dokter", PASSWORD, frozenset({Role.DOCTOR})),
)
Kind = TypeVar("Kind", bound=QWidget)


class PaperTray:
    """Printers that keep what they are sent."""

    def __init__(self, *names: str) -> None:
        self.installed = names
        self.sent: list[tuple[str, bytes]] = []

    def names(self) -> tuple[str, ...]:
        return self.installed

    def send(self, pdf: bytes, printer: str) -> None:
        self.sent.append((printer, pdf))


class Driven:
    """A running program and what its user sees."""

    def __init__(self, qtbot: QtBot, program: Program, folder: Path) -> None:
        self.qtbot = qtbot
        self.program = program
        self.folder = folder

    def scene(self, kind: type[Kind]) -> Kind:
        """Wait until a scene of this kind stands, and return it."""
        window = self.program.window
        self.qtbot.waitUntil(lambda: isinstance(window.scene(), kind), timeout=20_000)
        found = window.scene()
        assert isinstance(found, kind)
        return found

    def sign_in(self, user_name: str, password: str = PASSWORD) -> Workspace:
        """Sign in by keyboard and wait for the day's work."""
        self.scene(SignIn)
        type_lines(user_name, password)
        return self.scene(Workspace)


def type_lines(*lines: str) -> None:
    """Type one line after the other, each with Enter, wherever Enter leads."""
    for line in lines:
        type_text(line)
        press(Qt.Key.Key_Return)


@contextmanager
def driven(qtbot: QtBot, folder: Path, printers: Printers | None = None) -> Iterator[Driven]:
    """Start a program on a folder, show its window, and close it at the end."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    program = Program(app, folder, SteppingClock(MORNING), printers or PaperTray())
    program.start()
    with qtbot.waitActive(program.window):
        program.window.show()
        program.window.activateWindow()
    try:
        yield Driven(qtbot, program, folder)
    finally:
        program.window.close()
        program.window.deleteLater()
        app.setStyleSheet("")


def ready_folder(factory: pytest.TempPathFactory, place: Path) -> Path:
    """Return a copy of a data folder with the small Puskesmas and its three users; it is made once a session."""
    made = factory.getbasetemp() / "ready-folder"
    if not made.exists():
        aside = factory.mktemp("making")
        clock = SteppingClock(MORNING)
        entered = Entrance(DataFolder(aside), clock).create(PASSPHRASE, new_facility(), lambda _part, _text: None)
        for staff in STAFF:
            entered.house.access.add_staff(entered.user, staff)
        entered.lock()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_theme(app, DataFolder(aside).cache)
        app.setStyleSheet("")
        aside.rename(made)
    shutil.copytree(made, place)
    return place


def entered_clinic(clinic: Clinic, who: str = "head") -> Entered:
    """Return the small Puskesmas of the test as if one of its users had just signed in."""
    user = {"head": clinic.head, "doctor": clinic.doctor, "desk": clinic.desk}[who]
    return Entered(clinic.house, user, clinic.house.facilities.profile(user), lambda: None)


@contextmanager
def workspace_on(
    qtbot: QtBot, clinic: Clinic, folder: Path, who: str = "head", printers: Printers | None = None
) -> Iterator[tuple[MainWindow, Workspace]]:
    """Show the day's work of one user of the small Puskesmas in a window."""
    window, jobs = MainWindow(), Jobs()
    window.messages.listen_to(jobs)
    entered = entered_clinic(clinic, who)
    workspace = Workspace(entered, jobs, window.messages, SettingsFile(folder), printers or PaperTray())
    window.show_scene(workspace)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    try:
        yield window, workspace
    finally:
        workspace.stop()
        jobs.close()
        window.close()
        window.deleteLater()

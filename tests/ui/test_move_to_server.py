"""The head sends the data of this computer to the server from the window, and everybody works on there."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ilp_desktop.services.start.data_folder import DataFolder, FolderState
from tests.house_fixtures import PASSWORD
from tests.server_fixtures import ADMIN, DAILY, SERVER_PASSWORD, Served
from tests.ui.driven import PASSPHRASE, Driven, driven, ready_folder
from tests.ui.hands import click, press
from ui.first_run.first_run import FirstRun
from ui.first_run.move_to_server import MoveToServer
from ui.klaster1_management.facility_panel import FacilityPanel
from ui.klaster1_management.page import ManagementPage
from ui.sign_in import SignIn
from ui.title_line import CONNECTED


def opened_page(here: Driven) -> MoveToServer:
    """Sign the head in and choose to move the data from management."""
    page = here.sign_in("kepala", PASSWORD).tabs.open(1)
    assert isinstance(page, ManagementPage)
    (panel,) = [one for one in page.panels if isinstance(one, FacilityPanel)]
    page.tabs.setCurrentWidget(panel)
    here.qtbot.waitUntil(panel.profile.server_button.isVisible)
    click(panel.profile.server_button)
    moving = here.scene(FirstRun).moving
    assert moving is not None
    return moving


def fill(page: MoveToServer, served: Served, passphrase: str) -> None:
    """Type where the data goes, and press the button."""
    for field, words in (
        (page.host, served.daily.address.place),
        (page.database, served.database),
        (page.user, ADMIN),
        (page.password, SERVER_PASSWORD),
        (page.daily_user, DAILY),
        (page.daily_password, SERVER_PASSWORD),
        (page.passphrase, passphrase),
    ):
        field.line.setText(words)
    click(page.move_button)


def test_the_head_moves_the_data_and_signs_in_on_the_server(
    qtbot: QtBot, served: Served, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = ready_folder(tmp_path_factory, tmp_path / "data")
    with driven(qtbot, folder) as here:
        page = opened_page(here)
        fill(page, served, "frasa yang salah")
        qtbot.waitUntil(lambda: "salah" in page.passphrase.error())
        assert page.host.text() == served.daily.address.place
        page.passphrase.line.setText(PASSPHRASE)
        click(page.move_button)
        here.scene(SignIn)
        assert DataFolder(folder).prepare() is FolderState.SERVER
        workspace = here.sign_in("loket", PASSWORD)
        qtbot.waitUntil(lambda: workspace.title_line.place.text() == CONNECTED)


def test_leaving_the_page_leaves_the_data_here(
    qtbot: QtBot, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = ready_folder(tmp_path_factory, tmp_path / "data")
    with driven(qtbot, folder) as here:
        opened_page(here)
        press(Qt.Key.Key_Escape)
        here.sign_in("kepala", PASSWORD)
    assert DataFolder(folder).prepare() is FolderState.READY

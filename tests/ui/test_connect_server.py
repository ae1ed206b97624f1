"""From an empty folder to a server by keyboard, and what the window says when the server is not there."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ilp_desktop.services.start.data_folder import DataFolder, FolderState
from tests.house_fixtures import PASSWORD
from tests.server_fixtures import SERVER_PASSWORD, Served
from tests.ui.driven import Driven, driven, type_lines
from tests.ui.hands import click, press, type_text
from ui.first_run.connect_server import ConnectServer
from ui.first_run.first_run import FirstRun
from ui.first_run.wizard import Wizard
from ui.klaster1_management.facility_panel import FacilityPanel
from ui.klaster1_management.page import ManagementPage
from ui.sign_in import SignIn
from ui.title_line import CONNECTED, DISCONNECTED
from ui.trouble import Trouble
from ui.workspace import Workspace


def server_page(here: Driven) -> ConnectServer:
    """Choose «Sambung ke server» by keyboard."""
    first_run = here.scene(FirstRun)
    here.qtbot.waitUntil(first_run.welcome.new_choice.hasFocus)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    here.qtbot.waitUntil(first_run.server.host.line.hasFocus)
    return first_run.server


def type_login(served: Served, user: str, password: str = SERVER_PASSWORD) -> None:
    """Type address, database, user and password, and press the button."""
    type_text(served.daily.address.place)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_A, held=Qt.KeyboardModifier.ControlModifier)
    type_lines(served.database, user, password)
    press(Qt.Key.Key_Return)


def connected(here: Driven, settled: Served) -> Workspace:
    """Connect an empty folder and sign the head in."""
    server_page(here)
    type_login(settled, settled.daily.address.user)
    return here.sign_in("kepala", PASSWORD)


def test_a_computer_joins_the_server_by_keyboard_and_opens_it_again_by_password(
    qtbot: QtBot, settled: Served, tmp_path: Path
) -> None:
    with driven(qtbot, tmp_path / "data") as here:
        workspace = connected(here, settled)
        assert workspace.title_line.place.text() == CONNECTED
        assert workspace.title_line.facility.text() == "Puskesmas Uji Sejahtera"
    assert DataFolder(tmp_path / "data").prepare() is FolderState.SERVER
    with driven(qtbot, tmp_path / "data") as here:
        sign_in = here.scene(SignIn)
        assert sign_in.server_button.isVisible()
        assert here.sign_in("kepala", PASSWORD).title_line.place.text() == CONNECTED


def test_a_wrong_server_password_is_said_beside_it_and_typed_again(
    qtbot: QtBot, settled: Served, tmp_path: Path
) -> None:
    with driven(qtbot, tmp_path / "data") as here:
        page = server_page(here)
        type_login(settled, settled.daily.address.user, "bukan-ini")
        qtbot.waitUntil(lambda: "menolak" in page.password.error(), timeout=20_000)
        qtbot.waitUntil(page.password.line.hasFocus)
        page.password.line.selectAll()
        type_lines(SERVER_PASSWORD)
        press(Qt.Key.Key_Return)
        here.scene(SignIn)
    assert DataFolder(tmp_path / "data").prepare() is FolderState.EMPTY


def test_an_empty_server_leads_its_admin_to_the_set_up_pages_and_back(
    qtbot: QtBot, served: Served, tmp_path: Path
) -> None:
    with driven(qtbot, tmp_path / "data") as here:
        page = server_page(here)
        type_login(served, served.admin.address.user)
        first_run = here.scene(FirstRun)
        qtbot.waitUntil(lambda: isinstance(first_run.wizard, Wizard) and first_run.wizard.isVisible(), timeout=20_000)
        press(Qt.Key.Key_Escape)
        qtbot.waitUntil(page.isVisible)
        press(Qt.Key.Key_Escape)
        qtbot.waitUntil(first_run.welcome.isVisible)


def test_an_attempt_given_up_leads_nowhere(qtbot: QtBot, settled: Served, tmp_path: Path) -> None:
    with driven(qtbot, tmp_path / "data") as here:
        page = server_page(here)
        type_login(settled, settled.daily.address.user)
        page.progress.cancel_button.click()
        qtbot.waitUntil(lambda: page.connect_button.isEnabled() and here.program.jobs.is_idle(), timeout=20_000)
        assert page.isVisible()
        assert page.host.text() == settled.daily.address.place


def test_blank_and_mistyped_addresses_are_told_before_anything_is_tried(qtbot: QtBot, tmp_path: Path) -> None:
    with driven(qtbot, tmp_path / "data") as here:
        page = server_page(here)
        type_lines("http://192.168.1.10", "", "", "", "")
        press(Qt.Key.Key_Return)
        assert "tanpa http://" in page.host.error()
        assert page.user.error() == "Pengguna server harus diisi."


def test_a_certificate_is_asked_for_only_by_another_computer_and_said_beside_it_when_missing(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with driven(qtbot, tmp_path / "data") as here:
        page = server_page(here)
        type_text("127.0.0.1")
        assert not page.certificate.isVisible()
        page.host.line.selectAll()
        type_text("127.0.0.2:1")
        qtbot.waitUntil(page.certificate.isVisible)
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_Return)
        type_lines("ilp_harian", SERVER_PASSWORD)
        qtbot.waitUntil(page.certificate.line.hasFocus)
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_Return)
        assert "sertifikat-server.crt" in page.certificate.error()
        other = tmp_path / "catatan.crt"
        other.write_text("bukan sertifikat", encoding="utf-8")
        page.certificate.take(str(other))
        assert not page.certificate.error()
        click(page.connect_button)
        qtbot.waitUntil(lambda: "tidak ada PostgreSQL" in page.host.error())
        assert page.certificate.text() == str(other)


def test_the_head_goes_to_another_server_from_management_and_back(
    qtbot: QtBot, settled: Served, tmp_path: Path
) -> None:
    with driven(qtbot, tmp_path / "data") as here:
        workspace = connected(here, settled)
        page = workspace.tabs.open(1)
        assert isinstance(page, ManagementPage)
        (panel,) = [one for one in page.panels if isinstance(one, FacilityPanel)]
        page.tabs.setCurrentWidget(panel)
        assert settled.daily.address.place in panel.profile.place.text()
        qtbot.waitUntil(panel.profile.server_button.isVisible)
        click(panel.profile.server_button)
        server = here.scene(FirstRun).server
        assert server.host.text() == settled.daily.address.place
        press(Qt.Key.Key_Escape)
        here.sign_in("kepala", PASSWORD)


def test_a_lost_server_is_told_at_the_top_and_on_saving_and_comes_back_by_itself(
    qtbot: QtBot, settled: Served, tmp_path: Path
) -> None:
    with driven(qtbot, tmp_path / "data") as here:
        title = connected(here, settled).title_line
        qtbot.wait(300)
        settled.close_door()
        told = (DISCONNECTED, "Mode darurat sejak ")
        qtbot.waitUntil(lambda: title.place.text().startswith(told), timeout=20_000)
        settled.open_door()
        qtbot.waitUntil(lambda: title.place.text() == CONNECTED, timeout=20_000)


def test_a_server_that_is_away_is_told_at_sign_in_and_tried_again(
    qtbot: QtBot, settled: Served, tmp_path: Path
) -> None:
    with driven(qtbot, tmp_path / "data") as here:
        connected(here, settled)
    settled.close_door()
    with driven(qtbot, tmp_path / "data") as here:
        here.scene(SignIn)
        type_lines("kepala", PASSWORD)
        trouble = here.scene(Trouble)
        assert trouble.error.remedy == "Data di server tidak diubah."
        settled.open_door()
        press(Qt.Key.Key_Return, trouble.again_button)
        here.sign_in("kepala", PASSWORD)


def test_a_connection_whose_key_is_gone_asks_for_the_server_again(
    qtbot: QtBot, settled: Served, tmp_path: Path
) -> None:
    with driven(qtbot, tmp_path / "data") as here:
        connected(here, settled)
    (tmp_path / "data" / "kunci.json").unlink()
    with driven(qtbot, tmp_path / "data") as here:
        page = here.scene(FirstRun).server
        qtbot.waitUntil(page.password.line.hasFocus)
        type_lines(SERVER_PASSWORD)
        press(Qt.Key.Key_Return)
        here.sign_in("kepala", PASSWORD)

"""The server is lost while the desk works in its real window: Mode darurat, the way back, and what is to be decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db.models import Identifier
from db.stand_in import numbers_left
from ilp_desktop.domain.permissions import Role
from ilp_desktop.services.core.stand_in import QUEUE
from ilp_desktop.services.start.access import NewStaff
from tests.house_fixtures import PASSWORD
from tests.journeys.pages.front_desk import FrontDesk
from tests.server_fixtures import Served
from tests.ui.darurat_places import Place, place_of, register
from tests.ui.driven import Driven, PaperTray, driven
from tests.ui.hands import click
from ui.front_desk.page import FrontDeskPage
from ui.klaster1_management.page import ManagementPage
from ui.klaster1_management.replay_panel import ReplayPanel
from ui.tabs import FRONT_DESK, MANAGEMENT
from ui.workspace import Workspace

CLERK = NewStaff("Petugas Loket", "Petugas pendaftaran", "", "loket", PASSWORD, frozenset({Role.REGISTRATION}))
A_NIK = "3201015705900003"
WATI = {"name": "Wati Baru", "birth_date": "17051990", "sex": "p", "relation": "1", "village": "1", "payer": "u"}
pytestmark = pytest.mark.timeout(300)  # losing and finding a server takes its time on a busy machine


@pytest.fixture
def place(settled: Served, tmp_path: Path) -> Iterator[Place]:
    """Return a Puskesmas where one person is known, and the computer of its desk."""
    with place_of(settled, tmp_path, CLERK) as there:
        register(there.head, "Siti Aminah")
        yield there


@dataclass
class Office:
    """The clerk's window."""

    here: Driven
    workspace: Workspace
    desk: FrontDesk

    def wait_until_alone(self) -> None:
        strip = self.workspace.strip
        self.here.qtbot.waitUntil(lambda: strip.isVisible() and strip.headline.text().startswith("Mode darurat sejak"))

    def wait_until_back(self) -> None:
        watch = self.workspace.watch
        assert watch is not None
        self.here.qtbot.waitUntil(
            lambda: watch.state.since is None and not watch.state.lost and not watch.state.waiting
        )


def signed_in(qtbot: QtBot, here: Driven) -> Office:
    """Sign the clerk in and wait until the copy of this computer is complete, with numbers in reserve."""
    workspace = here.sign_in("loket")
    house, user = workspace.context.house, workspace.context.user
    page = workspace.tabs.open(FRONT_DESK)
    assert isinstance(page, FrontDeskPage)
    stand_in = house.uow.stand_in
    assert stand_in is not None

    def ready() -> bool:
        with stand_in.copy.database.reading() as session:
            return house.copy_keeping.is_ready(user) and numbers_left(session, QUEUE) > 0

    qtbot.waitUntil(ready)
    return Office(here, workspace, FrontDesk(page, qtbot))


@pytest.mark.parametrize("lost", ["cut", "swallow"])
def test_the_desk_goes_on_without_its_server_and_nothing_is_lost_or_doubled(
    qtbot: QtBot, place: Place, lost: str
) -> None:
    printers = PaperTray()
    with driven(qtbot, place.folder, printers) as here:
        office = signed_in(qtbot, here)
        place.network.be(lost)
        office.wait_until_alone()
        desk = office.desk
        assert desk.find_person("siti aminah") == ["Siti Aminah"]
        desk.open_person("siti aminah")
        first = desk.open_visit("0")
        number = desk.register(WATI)
        second = desk.open_visit("0")
        assert (first, second) == ("B-501", "B-502")
        qtbot.waitUntil(lambda: {row.number for row in desk.queue_rows()} == {first, second})
        qtbot.waitUntil(lambda: "3 catatan" in office.workspace.strip.count.text())
        assert office.workspace.desk.unprinted()  # no printer here: the sheets are kept
        assert place.people() == ["Siti Aminah"]
        place.network.be("pass")
        office.wait_until_back()
        assert place.people() == ["Siti Aminah", "Wati Baru"]
        assert place.tickets() == [("B", 501), ("B", 502)]
        with place.read() as session:
            numbers = session.scalars(select(Identifier.value).where(Identifier.kind == "rm")).all()
        assert number in numbers
        qtbot.waitUntil(office.workspace.strip.isHidden)
        assert desk.find_person("wati baru") == ["Wati Baru"]
        desk.open_person("siti aminah")
        file = desk.page.stack.card.file
        assert file is not None
        assert file.open_number == first


def test_a_computer_that_is_started_without_its_server_lets_the_clerk_in_by_its_copy(
    qtbot: QtBot, place: Place
) -> None:
    with driven(qtbot, place.folder) as here:
        signed_in(qtbot, here)
    place.network.be("cut")
    with driven(qtbot, place.folder) as here:
        workspace = here.sign_in("loket")
        page = workspace.tabs.open(FRONT_DESK)
        assert isinstance(page, FrontDeskPage)
        office = Office(here, workspace, FrontDesk(page, qtbot))
        office.wait_until_alone()
        office.desk.open_person("siti aminah")
        number = office.desk.open_visit("0")
        place.network.be("pass")
        office.wait_until_back()
        assert place.tickets() == [("B", int(number.removeprefix("B-")))]


def test_two_computers_that_register_one_nik_leave_a_decision_that_the_clerk_finds_and_makes(
    qtbot: QtBot, place: Place
) -> None:
    with driven(qtbot, place.folder) as here:
        office = signed_in(qtbot, here)
        place.network.be("cut")
        office.wait_until_alone()
        office.desk.register({**WATI, "nik": A_NIK})
        ticket = office.desk.open_visit("0")
        register(place.head, "Wati Baru", A_NIK)
        place.network.be("pass")
        office.wait_until_back()
        strip = office.workspace.strip
        qtbot.waitUntil(strip.button.isVisible)
        click(strip.button)
        page = office.workspace.tabs.open(MANAGEMENT)
        assert isinstance(page, ManagementPage)
        panel = page.tabs.currentWidget()
        assert isinstance(panel, ReplayPanel)
        qtbot.waitUntil(lambda: panel.model.rowCount() == 2 and panel.detail.conflict is not None)
        assert "NIK ini sudah terdaftar atas nama Wati Baru" in panel.detail.told.text()
        (same,) = [button for one, button in panel.detail.buttons.items() if one.value == "sama"]
        assert same.isVisible()
        click(same)
        qtbot.waitUntil(strip.isHidden)
        assert place.people() == ["Siti Aminah", "Wati Baru"]
        assert place.tickets() == [("B", int(ticket.removeprefix("B-")))]

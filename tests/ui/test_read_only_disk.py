"""The disk becomes read-only while somebody types: said, nothing typed is lost, and work goes on afterwards."""

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db.models import Person
from ilp_desktop.clock import SteppingClock
from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.entrance import Entrance
from ilp_desktop.services.start.data_folder import DataFolder
from ilp_desktop.services.start.disk_state import UNWRITABLE
from tests.failing_disk import FailingDisk
from tests.house_fixtures import MORNING, PASSWORD
from tests.journeys.pages.front_desk import FrontDesk
from tests.ui.driven import Driven, driven, ready_folder
from ui.front_desk.page import FrontDeskPage
from ui.tabs import FRONT_DESK

WATI = {"name": "Wati Baru", "birth_date": "17051990", "sex": "p", "relation": "1", "village": "1", "payer": "u"}


def _banners(here: Driven) -> list[str]:
    return [banner.text for banner in here.program.window.messages.stack.banners()]


def _desk(here: Driven) -> FrontDesk:
    page = here.sign_in("loket").tabs.open(FRONT_DESK)
    assert isinstance(page, FrontDeskPage)
    return FrontDesk(page, here.qtbot)


def _people(here: Driven) -> list[str]:
    assert here.program.workspace is not None
    with here.program.workspace.context.house.uow.database.reading() as session:
        return sorted(session.scalars(select(Person.name)))


def test_what_is_typed_stays_is_kept_and_is_stored_once_the_disk_is_mended(
    qtbot: QtBot, qapp: object, tmp_path_factory: pytest.TempPathFactory, failing_disk: FailingDisk
) -> None:
    folder = ready_folder(tmp_path_factory, failing_disk.place / "data")
    with driven(qtbot, folder) as here:
        desk = _desk(here)
        desk.fill(desk.start_registration(), WATI)
        panel = desk.page.stack.registration
        panel.keeper.timer.start(1)
        assert here.program.workspace is not None
        context = here.program.workspace.context
        qtbot.waitUntil(lambda: context.house.drafts.places(context.user) != () and context.jobs.is_idle())
        failing_disk.fail()
        desk.save(panel)
        assert "; isian belum tersimpan." in panel.problem_label.text()
        qtbot.waitUntil(lambda: UNWRITABLE in _banners(here))
        assert here.program.workspace.title_line.place.text() == UNWRITABLE
        assert panel.form.field("name").text() == "Wati Baru"
        assert "Wati Baru" not in _people(here)  # what was stored can be read on
    failing_disk.mend()
    with driven(qtbot, folder) as here:
        desk = _desk(here)
        desk.start_registration()
        panel = desk.page.stack.registration
        qtbot.waitUntil(lambda: panel.form.field("name").text() == "Wati Baru")
        desk.save(panel)
        desk.wait_for_card("Wati Baru")
        assert _people(here).count("Wati Baru") == 1


def test_a_folder_on_a_read_only_disk_is_not_called_damaged_and_opens_again_afterwards(
    qapp: object, tmp_path_factory: pytest.TempPathFactory, failing_disk: FailingDisk
) -> None:
    folder = DataFolder(ready_folder(tmp_path_factory, failing_disk.place / "data"))
    failing_disk.fail()
    with pytest.raises(UserError, match=r"(?i)hanya bisa dibaca|tidak dapat ditulis") as refused:
        Entrance(folder, SteppingClock(MORNING)).enter("loket", PASSWORD)
    assert "rusak" not in f"{refused.value.message} {refused.value.remedy}".lower()
    failing_disk.mend()
    Entrance(folder, SteppingClock(MORNING)).enter("loket", PASSWORD).lock()

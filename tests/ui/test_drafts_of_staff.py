"""Ganti petugas: what one member of staff typed and did not save waits for them, and for nobody else."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.queue.visit_words import Payer
from ilp_desktop.services.queue.visits import NewVisit, VisitFacts
from tests.house_fixtures import Clinic
from tests.journeys.pages.front_desk import FrontDesk
from tests.ui.driven import Driven, driven, ready_folder, workspace_on
from ui.front_desk.page import GO_ON, FrontDeskPage
from ui.sign_in import SignIn
from ui.workspace import Workspace

STORED = (
    "Sudah tersimpan sebelum program terhenti: 1 kunjungan di Loket. Bila tiketnya belum tercetak, cetak dari antrean."
)
WAITING = "Isian yang belum disimpan: 1 pendaftaran di Loket."


@pytest.fixture
def folder(qapp: object, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Path:
    return ready_folder(tmp_path_factory, tmp_path / "data")


@pytest.fixture
def here(qtbot: QtBot, folder: Path) -> Iterator[Driven]:
    with driven(qtbot, folder) as running:
        yield running


def desk_of(workspace: Workspace, qtbot: QtBot) -> FrontDesk:
    page = workspace.tabs.current_page()
    assert isinstance(page, FrontDeskPage)
    return FrontDesk(page, qtbot)


def said(here: Driven) -> list[str]:
    return [banner.text for banner in here.program.window.messages.stack.banners()]


def change_staff(here: Driven, workspace: Workspace) -> None:
    workspace.staff_change_wanted.emit()
    here.scene(SignIn)
    here.qtbot.waitUntil(here.program.jobs.is_idle)


def test_typing_of_the_last_second_waits_for_its_author(here: Driven, folder: Path) -> None:
    workspace = here.sign_in("loket")
    desk = desk_of(workspace, here.qtbot)
    form = desk.start_registration()
    desk.fill(form, {"name": "Siti Rahasia"})
    change_staff(here, workspace)
    for file in folder.rglob("*"):
        assert not file.is_file() or b"Siti Rahasia" not in file.read_bytes()
    other = here.sign_in("dokter")
    assert said(here) == []
    change_staff(here, other)
    again = here.sign_in("loket")
    assert said(here) == [WAITING]
    page = desk_of(again, here.qtbot)
    assert page.page.new_button.text() == GO_ON
    page.start_registration()
    assert page.page.stack.registration.fields.name.text() == "Siti Rahasia"


def test_typing_of_the_last_second_survives_leaving_the_program(qtbot: QtBot, folder: Path) -> None:
    with driven(qtbot, folder) as first:
        desk = desk_of(first.sign_in("loket"), qtbot)
        desk.fill(desk.start_registration(), {"name": "Siti Rahasia"})
    with driven(qtbot, folder) as second:
        second.sign_in("loket")
        assert said(second) == [WAITING]


def test_visit_stored_just_before_the_program_was_killed_is_told_at_the_next_start(
    clinic_again: Callable[[], Clinic], qtbot: QtBot, themed: object, tmp_path: Path
) -> None:
    killed = clinic_again()
    wanted = NewVisit(killed.new_id(), killed.register().person_id, VisitFacts("0", sick=True), Payer.SELF, "pusing")
    killed.house.drafts.keep(killed.desk, f"visit-form:{wanted.person_id}", {"client_id": str(wanted.client_id)})
    killed.house.drafts.keep(killed.desk, "registration", {"client_id": str(killed.new_id())})
    killed.house.visits.open(killed.desk, wanted)
    with workspace_on(qtbot, clinic_again(), tmp_path, "desk") as (window, _):
        told = [banner.text for banner in window.messages.stack.banners()]
        assert told == [f"{STORED} {WAITING}"]

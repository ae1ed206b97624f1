"""3 Dewasa & Lansia > Jiwa: dangers on top, controls as they were told; no such tab without leave."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain import permissions
from ilp_desktop.domain.permissions import ROOM, Act, Role
from tests.house_fixtures import Clinic
from tests.services.mental_story import followed
from tests.ui.opened_page import Desk
from tests.ui.test_klaster3_elderly import come_in
from ui.jobs import Jobs
from ui.klaster3_adult_elderly.mental_tab import MentalTab
from ui.klaster3_adult_elderly.page import MENTAL, AdultElderlyPage


@pytest.fixture
def desk(qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication) -> Desk:
    return Desk(qtbot, jobs, clinic)


def shown(qtbot: QtBot, page: AdultElderlyPage) -> MentalTab:
    """Return the tab Jiwa, in front and read."""
    tabs = page.workspace.tabs
    tabs.go_to(MENTAL)
    tab = page.findChild(MentalTab)
    assert isinstance(tab, MentalTab)
    qtbot.waitUntil(lambda: tab.picture is not None and tab.visits.isVisible())
    return tab


def test_a_danger_stands_on_top_and_the_rest_is_told_as_it_was(desk: Desk, qtbot: QtBot, clinic: Clinic) -> None:
    tab = shown(qtbot, come_in(qtbot, desk, followed(clinic)))
    assert tab.danger.isVisible()
    assert tab.danger.lines.texts()[0].startswith("Skrining kesehatan jiwa (SRQ-20), 20-11-2026")
    qtbot.waitUntil(lambda: tab.visits.rows.rowCount() == 2)
    state = tab.state.state.texts()
    assert "Kontrol berikutnya 20-12-2026" in state
    assert "Pernah, sudah dilepas (20-11-2026)" in state
    assert "sebelumnya 7 (20-08-2026)" in tab.state.scales.texts()[0]


def test_who_is_well_has_no_danger_card(desk: Desk, qtbot: QtBot, clinic: Clinic) -> None:
    who = clinic.register("Ibu Tenang", birth_date=date(1990, 1, 1)).person_id
    tab = shown(qtbot, come_in(qtbot, desk, who))
    assert not tab.danger.isVisible()
    assert tab.state.scales.texts() == []


def test_there_is_no_such_tab_without_leave(
    desk: Desk, qtbot: QtBot, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = followed(clinic)
    monkeypatch.setitem(permissions.ACTS_OF, Role.DOCTOR, ROOM - {Act.SEE_RESTRICTED})
    page = come_in(qtbot, desk, who)
    assert MENTAL not in page.workspace.tabs.titles()

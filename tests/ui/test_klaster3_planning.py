"""3 Dewasa & Lansia > KB: the method in use, the next visit and side effects; no such tab without leave."""

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain import permissions
from ilp_desktop.domain.contraception.contraception import Contact
from ilp_desktop.domain.permissions import ROOM, Act, Role
from tests.house_fixtures import TODAY, Clinic
from tests.services.chronic_story import Visit, attend
from tests.services.kia_story import at
from tests.services.test_contraception import answers
from tests.ui.hands import click
from tests.ui.opened_page import Desk
from tests.ui.test_klaster3_elderly import come_in
from ui.jobs import Jobs
from ui.klaster3_adult_elderly.page import PLANNING
from ui.klaster3_adult_elderly.planning_tab import PlanningTab
from ui.klaster3_adult_elderly.told import MOST_TOLD


@pytest.fixture
def desk(qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication) -> Desk:
    return Desk(qtbot, jobs, clinic)


def test_method_next_visit_and_side_effects_are_told(desk: Desk, qtbot: QtBot, clinic: Clinic) -> None:
    who = clinic.register("Ibu Suntik", birth_date=date(1995, 1, 1)).person_id
    for one in (
        Contact(date(2026, 5, 1), "baru", "suntik_3"),
        Contact(date(2026, 7, 24), "ulang", "suntik_3"),
        Contact(date(2026, 9, 1), "keluhan", "suntik_3"),
    ):
        attend(clinic, who, Visit(one.day, forms={"family_planning": answers(one)}))
    at(clinic, TODAY)
    page = come_in(qtbot, desk, who)
    page.workspace.tabs.go_to(PLANNING)
    tab = page.findChild(PlanningTab)
    assert isinstance(tab, PlanningTab)
    qtbot.waitUntil(lambda: tab.picture is not None and tab.visits.rows.rowCount() == 3)
    assert tab.method.method.texts() == [
        "sejak 01-05-2026, dilayani terakhir 24-07-2026 (3 bulan lalu)",
        "16-10-2026. Setiap 84 hari sejak 24-07-2026.",
    ]
    assert tab.method.effects.texts() == ["01-09-2026: Mual"]


def test_old_side_effects_are_folded_and_visits_come_a_page_at_a_time(desk: Desk, qtbot: QtBot, clinic: Clinic) -> None:
    who = clinic.register("Ibu Lama", birth_date=date(1985, 1, 1)).person_id
    days = [date(2026, 9, 1) - timedelta(days=7 * number) for number in range(8)]
    for day in sorted(days):
        complaint = Contact(day, "keluhan", "suntik_3")
        attend(clinic, who, Visit(day, forms={"family_planning": answers(complaint)}))
    at(clinic, TODAY)
    page = come_in(qtbot, desk, who)
    page.workspace.tabs.go_to(PLANNING)
    tab = page.findChild(PlanningTab)
    assert isinstance(tab, PlanningTab)
    tab.visits.rows._page_size = 5
    qtbot.waitUntil(lambda: tab.picture is not None and tab.visits.rows.rowCount() > 0)
    assert len(tab.method.effects.lines.texts()) == MOST_TOLD
    assert tab.method.effects.lines.more_button.text() == "2 lagi"
    click(tab.method.effects.lines.more_button)
    assert tab.method.effects.lines.texts() == tab.method.effects.texts()
    qtbot.waitUntil(lambda: tab.visits.rows.rowCount() == len(days))
    assert [one.day for one in tab.visits.rows.rows()] == days


def test_there_is_no_such_tab_without_leave(
    desk: Desk, qtbot: QtBot, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = clinic.register("Ibu Suntik", birth_date=date(1995, 1, 1)).person_id
    monkeypatch.setitem(permissions.ACTS_OF, Role.DOCTOR, ROOM - {Act.SEE_RESTRICTED})
    page = come_in(qtbot, desk, who)
    assert PLANNING not in page.workspace.tabs.titles()

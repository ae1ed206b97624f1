"""3 Dewasa & Lansia > Lansia: what SKILAS asks for, independence over time, plan and home in one look."""

from datetime import date
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.house_fixtures import Clinic
from tests.services.elderly_story import frail
from tests.ui.opened_page import Desk
from ui.jobs import Jobs
from ui.klaster3_adult_elderly.elderly_tab import ElderlyTab
from ui.klaster3_adult_elderly.page import ELDERLY, AdultElderlyPage
from ui.widgets.room.room_tabs import SCREENING


@pytest.fixture
def desk(qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication) -> Desk:
    return Desk(qtbot, jobs, clinic)


def come_in(qtbot: QtBot, desk: Desk, person_id: UUID) -> AdultElderlyPage:
    """Let somebody into the room."""
    encounter_id = desk.clinic.visit(person_id).encounter_id
    page = desk.show(AdultElderlyPage, desk.clinic.doctor)
    qtbot.waitUntil(lambda: page.waiting.room() is not None)
    qtbot.waitUntil(lambda: any(row.encounter_id == encounter_id for row in page.waiting.model.rows()))
    page.open(next(row for row in page.waiting.model.rows() if row.encounter_id == encounter_id))
    qtbot.waitUntil(lambda: page.open_visit() == encounter_id)
    return page


def shown(qtbot: QtBot, page: AdultElderlyPage) -> ElderlyTab:
    """Return the tab Lansia, in front and read."""
    tabs = page.workspace.tabs
    tabs.go_to(ELDERLY)
    tab = page.findChild(ElderlyTab)
    assert isinstance(tab, ElderlyTab)
    qtbot.waitUntil(lambda: tab.picture is not None and tab.course.isVisible())
    return tab


def test_one_look_says_what_is_asked_for_and_what_was_done(desk: Desk, qtbot: QtBot, clinic: Clinic) -> None:
    tab = shown(qtbot, come_in(qtbot, desk, frail(clinic)))
    lines = tab.capacity.lines.texts()
    assert "Mobilisasi: SPPB, belum dilakukan" in lines
    assert any(line.startswith("Kognitif: Mini-Cog atau AMT atau AD8-INA, ") and "05-10-2026" in line for line in lines)
    assert tab.capacity.day_label.text() == "21-09-2026, 2 bulan lalu"
    assert [mark.y for mark in tab.course.plot.marks()] == [20, 17, 10]
    assert tab.course.class_pill.text() == "Ketergantungan sedang (B)"
    assert "AKS: Ketergantungan sedang (B)" in tab.plan.home.texts()
    assert "Kunjungan berikutnya 08-12-2026" in tab.plan.home.texts()
    assert "Sulit berdiri: Latihan otot. Tujuan: Berdiri sendiri" in tab.plan.plan.texts()


def test_what_is_not_done_leads_to_its_form(desk: Desk, qtbot: QtBot, clinic: Clinic) -> None:
    page = come_in(qtbot, desk, frail(clinic))
    tab = shown(qtbot, page)
    tab.capacity.lines.form_wanted.emit("sppb")
    qtbot.waitUntil(lambda: page.workspace.tabs.title() == SCREENING)
    qtbot.waitUntil(lambda: "sppb" in page.workspace.room.views())


def test_who_was_never_asked_is_told_so(desk: Desk, qtbot: QtBot, clinic: Clinic) -> None:
    who = clinic.register("Kakek Baru", birth_date=date(1950, 1, 1)).person_id
    tab = shown(qtbot, come_in(qtbot, desk, who))
    assert tab.capacity.lines.texts() == ["SKILAS belum pernah diisi."]
    assert not tab.course.plot.isVisible()
    assert tab.course.none_label.isVisible()


def test_an_adult_has_no_such_tab(desk: Desk, qtbot: QtBot, clinic: Clinic) -> None:
    who = clinic.register("Bapak Muda", birth_date=date(1980, 1, 1)).person_id
    page = come_in(qtbot, desk, who)
    assert ELDERLY not in page.workspace.tabs.titles()

"""Ibu dan anak: from one visit to the other's in the same room, and nothing typed is lost on the way."""

from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.visit_words import TicketStatus
from ilp_desktop.services.people.births import NewBirth
from tests.house_fixtures import TODAY, Clinic
from tests.ui.hands import click, press, type_text
from tests.ui.opened_page import Desk
from tests.ui.test_klaster2_page import come_in
from ui.jobs import Jobs
from ui.klaster2_mother_child.page import MotherChildPage
from ui.widgets.room.room_tabs import EXAMINATION, SCREENING

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def desk(qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication) -> Desk:
    return Desk(qtbot, jobs, clinic)


def family(clinic: Clinic) -> tuple[UUID, UUID, UUID]:
    """Register a mother with a baby of five days and a daughter of two years."""
    mother = clinic.register("Siti Aminah").person_id
    baby, sister = (
        clinic.register(name, birth_date=TODAY - timedelta(days=days), mother_id=mother).person_id
        for name, days in (("Bayi Siti", 5), ("Kakak Siti", 760))
    )
    clinic.house.children.record_birth(clinic.doctor, baby, NewBirth(clinic.new_id(), None))
    return mother, baby, sister


def with_baby(desk: Desk, qtbot: QtBot) -> tuple[MotherChildPage, UUID]:
    """Open the visit of a baby; returns the page and the visit."""
    _, baby, _ = family(desk.clinic)
    visit = desk.clinic.visit(baby, sick=False).encounter_id
    page = desk.show(MotherChildPage, desk.clinic.doctor)
    come_in(qtbot, page, visit)
    qtbot.waitUntil(lambda: len(page.pair.relatives()) == 2)
    return page, visit


def opened(page: MotherChildPage) -> str:
    return page.workspace.room.file.patient.name


def test_the_strip_names_mother_and_sister_with_what_is_due(desk: Desk, qtbot: QtBot) -> None:
    page, _ = with_baby(desk, qtbot)
    first, second = page.pair.cards
    assert first.name_label.text() == "Ibu Siti Aminah · 36 th"
    assert (first.pill.text(), first.button.text()) == ("Kunjungan nifas KF2", "Buat kunjungan")
    assert second.name_label.text() == "Kakak Siti · 2 th 0 bl"
    assert second.pill.text()
    assert second.rest.text().startswith("+")
    assert page.pair.isVisible()


def test_one_key_opens_the_mothers_visit_at_her_nifas_contact_and_the_babys_typing_stays(
    desk: Desk, qtbot: QtBot
) -> None:
    page, visit = with_baby(desk, qtbot)
    tabs = page.workspace.tabs
    tabs.go_to(EXAMINATION)
    weight = tabs.examination.vitals.field("berat")
    weight.setFocus()
    type_text("3,1")
    press(Qt.Key.Key_I, held=ALT)
    qtbot.waitUntil(lambda: opened(page) == "Siti Aminah")
    qtbot.waitUntil(lambda: tabs.screening.page("postnatal_visit") is not None)
    assert tabs.title() == SCREENING
    board = {row.name: row for row in desk.clinic.house.queueing.board(desk.clinic.doctor, Klaster.MOTHER_CHILD)}
    assert (board["Siti Aminah"].number, board["Siti Aminah"].status) == ("A-002", TicketStatus.SERVED)
    assert desk.clinic.house.queueing.waiting_counts(desk.clinic.doctor) == {}
    qtbot.waitUntil(lambda: [one.name for one in page.pair.relatives()] == ["Bayi Siti", "Kakak Siti"])
    assert page.pair.cards[0].button.text() == "Buka"
    press(Qt.Key.Key_I, page.workspace, ALT)
    qtbot.waitUntil(lambda: opened(page) == "Bayi Siti")
    assert page.open_visit() == visit
    assert weight.text() == "3,1"
    assert page.workspace.has_typing()
    assert len(desk.clinic.house.queueing.board(desk.clinic.doctor)) == 2


def test_a_hasty_second_press_opens_one_visit(desk: Desk, qtbot: QtBot) -> None:
    page, _ = with_baby(desk, qtbot)
    for _ in range(2):
        click(page.pair.cards[0].button)
    qtbot.waitUntil(lambda: opened(page) == "Siti Aminah")
    qtbot.waitUntil(page._context.jobs.is_idle)
    assert len(desk.clinic.house.queueing.board(desk.clinic.doctor)) == 2


def test_a_sisters_service_is_one_press_away_in_the_menu(desk: Desk, qtbot: QtBot) -> None:
    page, _ = with_baby(desk, qtbot)
    page.pair.fill_menu()
    texts = [action.text().strip() for action in page.pair.menu.actions()]
    assert "Kakak Siti · 2 th 0 bl: buat kunjungan" in texts
    dose = next(action for action in page.pair.menu.actions() if "Imunisasi" in action.text())
    dose.trigger()
    qtbot.waitUntil(lambda: opened(page) in ("Kakak Siti", "Bayi Siti") and page.workspace.tabs.title() == "Imunisasi")


def test_the_one_waiting_in_the_queue_already_is_let_in_instead(desk: Desk, qtbot: QtBot) -> None:
    mother, baby, _ = family(desk.clinic)
    waiting = desk.clinic.visit(mother, "4", sick=False)
    visit = desk.clinic.visit(baby, sick=False).encounter_id
    page = desk.show(MotherChildPage, desk.clinic.doctor)
    come_in(qtbot, page, visit)
    qtbot.waitUntil(lambda: page.pair.cards[0].button.text() == "Buka")
    click(page.pair.cards[0].button)
    qtbot.waitUntil(lambda: page.open_visit() == waiting.encounter_id)
    assert len(desk.clinic.house.queueing.board(desk.clinic.doctor)) == 2


def test_nobody_is_named_beside_who_has_no_mother_or_child_here(desk: Desk, qtbot: QtBot) -> None:
    visit = desk.clinic.visit(desk.clinic.register("Ibu Sendiri").person_id, "4").encounter_id
    page = desk.show(MotherChildPage, desk.clinic.doctor)
    come_in(qtbot, page, visit)
    qtbot.waitUntil(page._context.jobs.is_idle)
    assert not page.pair.isVisible()


def test_the_form_keeps_its_room_beneath_the_strip(desk: Desk, qtbot: QtBot) -> None:
    page, _ = with_baby(desk, qtbot)
    area = page.workspace.tabs.area().viewport()
    assert area.width() >= 900
    assert area.height() >= 460

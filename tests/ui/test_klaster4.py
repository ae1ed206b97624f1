"""4 Penyakit Menular: today's suspected cases and why each is listed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.services.queue.visits import IssuedTicket
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import GivenDiagnosis, SoapNote
from ilp_desktop.services.start.setup import NewRoom
from tests.house_fixtures import Clinic
from tests.journeys.pages.room import Room
from tests.ui.hands import click, press
from tests.ui.opened_page import Desk
from ui.jobs import Jobs
from ui.klaster4_infectious.page import InfectiousPage


@pytest.fixture
def desk(qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication) -> Desk:
    return Desk(qtbot, jobs, clinic)


def diagnosed(clinic: Clinic, name: str, code: str) -> None:
    """Let somebody come and be given a diagnosis."""
    diagnose(clinic, clinic.visit(clinic.register(name).person_id, complaint="demam lima hari"), code)


def diagnose(clinic: Clinic, ticket: IssuedTicket, code: str) -> None:
    """Give somebody who came a diagnosis."""
    clinic.house.encounters.record(
        clinic.doctor,
        Examination(clinic.new_id(), ticket.encounter_id, 1, SoapNote(subjective="Demam"), (GivenDiagnosis(code),)),
    )


def cells(page: InfectiousPage, row: int) -> list[str]:
    """Return what a row of the list says."""
    return [str(page.model.index(row, column).data()) for column in range(page.model.columnCount())]


def test_nobody_suspected_says_what_will_appear(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    page = desk.show(InfectiousPage, clinic.doctor)
    with qtbot.waitSignal(page.model.loaded):
        page.reload(page.subjects)
    assert page.model.rowCount() == 0
    assert "skrining gejala TBC" in page.table._empty_text
    assert not any(pill.isVisible() for pill in page.counts.values())


def test_suspected_stand_above_watched_and_the_first_is_explained(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    clinic.visit(clinic.register("Batuk di Loket").person_id, "2", complaint="batuk")
    diagnosed(clinic, "Demam Berdarah", "A91")
    page = desk.show(InfectiousPage, clinic.doctor)
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    assert cells(page, 0)[:5] == ["terduga", "Demam Berdarah", "36 th", "Sukamaju RW 001", "A91"]
    assert cells(page, 1)[5] == "Batuk/demam/ruam (loket)"
    assert sorted(pill.text() for pill in page.counts.values()) == ["1 pantau", "1 terduga"]
    assert page.detail.title_label.text() == "Demam Berdarah"
    assert page.detail.complaint.text() == "Keluhan: demam lima hari"
    told = page.detail.text()
    assert "Suspek dengue (SKDR C)" in told
    assert "Tabel 31 (SKDR)" in told
    assert "Dicatat dr. Ratna Contoh pukul 07.30" in told


def test_arrow_down_explains_the_next_one(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    clinic.visit(clinic.register("Batuk di Loket").person_id, "2", complaint="batuk")
    diagnosed(clinic, "Demam Berdarah", "A91")
    page = desk.show(InfectiousPage, clinic.doctor)
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    page.setFocus()
    press(Qt.Key.Key_Down)
    assert page.detail.title_label.text() == "Batuk di Loket"
    assert "masker" in page.detail.text()


def test_a_diagnosis_written_now_appears_by_itself(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    page = desk.show(InfectiousPage, clinic.doctor)
    diagnosed(clinic, "Campak", "B05.9")
    page.on_changed(frozenset({"encounter"}))
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert "Suspek campak (SKDR K)" in page.detail.text()


def test_the_one_chosen_is_explained_anew_when_more_is_found(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    ticket = clinic.visit(clinic.register("Batuk di Loket").person_id, "2")
    page = desk.show(InfectiousPage, clinic.doctor)
    qtbot.waitUntil(lambda: "masker" in page.detail.text())
    diagnose(clinic, ticket, "J18.9")
    page.on_changed(frozenset({"encounter"}))
    qtbot.waitUntil(lambda: "Pneumonia (SKDR D)" in page.detail.text())


def test_a_role_without_records_is_told_so_in_place_of_the_list(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    diagnosed(clinic, "Demam Berdarah", "A91")
    page = desk.show(InfectiousPage, clinic.desk)
    qtbot.waitUntil(page.refusal.isVisible)
    assert "lihat dugaan penyakit menular" in page.refusal.text_label.text()
    assert page.model.rowCount() == 0
    assert not page.content.isVisible()


def test_a_klaster_without_a_room_shows_its_cases_alone(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    page = desk.show(InfectiousPage, clinic.doctor)
    with qtbot.waitSignal(page.model.loaded):
        page.reload(page.subjects)
    assert not page.switch.isVisible()
    assert page.title_label.isVisible()


def test_whoever_was_sent_to_a_room_of_klaster_4_is_called_and_examined_there(
    qtbot: QtBot, desk: Desk, clinic: Clinic
) -> None:
    clinic.house.facilities.add_room(clinic.head, NewRoom("Ruang Isolasi", 4, "D"))
    ticket = clinic.visit(clinic.register("Diduga TB").person_id, "2")
    clinic.house.queueing.transfer(clinic.desk, ticket.ticket_id, Klaster.INFECTIOUS, "batuk tiga minggu")
    page = desk.show(InfectiousPage, clinic.doctor)
    qtbot.waitUntil(page.switch.isVisible)
    click(page.switch.button("queue"))
    room = Room(qtbot, page.room)
    room.wait_for("Diduga TB")
    assert room.call_next().number == "D-001"
    room.open("Diduga TB")
    assert not page.switch.isVisible()
    press(Qt.Key.Key_Escape, page.room)
    qtbot.waitUntil(page.switch.isVisible)
    click(page.switch.button("cases"))
    assert page.title_label.isVisible()
    assert page.table.isVisible()

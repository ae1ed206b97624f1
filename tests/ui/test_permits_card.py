"""Leave to correct a record is granted in Manajemen, where the head sees who asks."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.care.record_closing import Writing
from ilp_desktop.domain.queue.visit_words import NextPlace
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import SoapNote
from tests.house_fixtures import Clinic
from tests.ui.hands import click
from tests.ui.opened_page import Desk
from ui.jobs import Jobs
from ui.klaster1_management.page import ManagementPage
from ui.klaster1_management.today_panel import TodayPanel


@pytest.fixture
def desk(qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication) -> Desk:
    return Desk(qtbot, jobs, clinic)


def test_leave_to_correct_a_record_is_granted_where_the_head_sees_who_asks(
    qtbot: QtBot, desk: Desk, clinic: Clinic
) -> None:
    house, doctor = clinic.house, clinic.doctor
    ticket = clinic.visit(clinic.register("Siti Aminah").person_id)
    wanted = Examination(clinic.new_id(), ticket.encounter_id, 1, SoapNote("Pusing"))
    house.encounters.finish(doctor, ticket.encounter_id, house.encounters.record(doctor, wanted), NextPlace.HOME)
    panel = desk.show(ManagementPage, clinic.head).panels[0]
    assert isinstance(panel, TodayPanel)
    card = panel.permits
    assert not card.isVisible()
    clinic.clock.forward(timedelta(hours=49))
    house.signing.ask(doctor, ticket.encounter_id, "Salah menulis keluhan")
    card.reload()
    qtbot.waitUntil(card.isVisible)
    buttons = {button.text(): button for button in card.findChildren(QPushButton) if button.isVisible()}
    click(buttons["Izinkan"])
    qtbot.waitUntil(lambda: not card.isVisible())
    assert house.encounters.open(doctor, ticket.encounter_id).writing is Writing.CORRECTION

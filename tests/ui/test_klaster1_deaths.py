"""1 Manajemen > Kematian: who is to be told of, the notification on paper, and that it was told."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.queue.visit_words import Leaving
from ilp_desktop.services.people.death_writing import DeathFacts
from tests.house_fixtures import TODAY, Clinic
from tests.services.delivery_story import DEAD, delivery, mother_at_term
from tests.ui.hands import click
from tests.ui.opened_page import Desk
from ui.jobs import Jobs
from ui.klaster1_management.deaths_panel import DeathsPanel
from ui.klaster1_management.page import ManagementPage


@pytest.fixture
def desk(qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication) -> Desk:
    return Desk(qtbot, jobs, clinic)


def panel_of(page: ManagementPage) -> DeathsPanel:
    panel = next(one for one in page.panels if isinstance(one, DeathsPanel))
    page.tabs.setCurrentIndex(page.panels.index(panel))
    return panel


def test_a_death_is_followed_up_until_the_health_office_was_told(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    baby = clinic.register("Bayi Contoh", birth_date=TODAY - timedelta(days=3)).person_id
    clinic.house.deaths.record(clinic.doctor, baby, DeathFacts(TODAY - timedelta(days=3), cause="asfiksia"))
    panel = panel_of(desk.show(ManagementPage, clinic.doctor))
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1)
    row = panel.model.rows()[0]
    assert [column.text(row) for column in panel.model.columns[1:]] == [
        "Bayi Contoh",
        "0 hr",
        "neonatal dini",
        "Sukamaju",
        "Asfiksia",
        "22-11-2026",
        "terlambat diberitahukan",
    ]
    assert not panel.told_button.isEnabled()
    panel.table.select_first()
    click(panel.print_button)
    qtbot.waitUntil(lambda: bool(desk.papers))
    click(panel.told_button)
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1 and panel.model.rows()[0].notified_on == TODAY)
    assert panel.model.columns[-1].text(panel.model.rows()[0]) == "sudah diberitahukan 23-11-2026"


def test_a_stillbirth_is_followed_up_like_a_death(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    _, pregnancy = mother_at_term(clinic)
    clinic.house.deliveries.record(clinic.doctor, delivery(clinic, pregnancy, DEAD))
    panel = panel_of(desk.show(ManagementPage, clinic.doctor))
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1)
    row = panel.model.rows()[0]
    assert [column.text(row) for column in panel.model.columns[1:4]] == [
        "Bayi Ny. Ibu Contoh",
        "lahir mati",
        "lahir mati",
    ]
    panel.table.select_first()
    click(panel.print_button)
    qtbot.waitUntil(lambda: bool(desk.papers))
    click(panel.told_button)
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1 and panel.model.rows()[0].notified_on == TODAY)


def test_a_death_told_at_the_desk_is_completed_in_the_list(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    baby = clinic.register("Bayi Contoh", birth_date=TODAY - timedelta(days=3)).person_id
    clinic.house.registration.leave(clinic.desk, baby, 1, Leaving.DIED, TODAY)
    panel = panel_of(desk.show(ManagementPage, clinic.doctor))
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1)
    assert not panel.print_button.isEnabled()
    panel.table.select_first()
    click(panel.details_button)
    qtbot.waitUntil(lambda: panel.details.form.field("died_on").value() == TODAY)
    panel.details.form.field("cause").set_value("asfiksia")
    click(panel.details.save_button)
    qtbot.waitUntil(lambda: panel.model.rows()[0].cause == "Asfiksia" if panel.model.rowCount() else False)

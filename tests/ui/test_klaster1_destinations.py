"""1 Manajemen > Puskesmas: the head says what each destination is."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.house_fixtures import Clinic
from tests.ui.hands import click
from tests.ui.opened_page import Desk
from tests.ui.test_klaster1 import facility_of
from ui.jobs import Jobs
from ui.klaster1_management.page import ManagementPage


@pytest.fixture
def desk(qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication) -> Desk:
    return Desk(qtbot, jobs, clinic)


def test_the_level_of_a_destination_is_changed_from_the_list(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    panel = facility_of(desk.show(ManagementPage, clinic.head), qtbot)
    place = panel.places.model.row(0)
    assert (place.name, place.level) == ("RSUD Contoh", "")
    panel.places.table.select_first()
    panel.places.table.chosen.emit(place)
    entry = panel.places.entry
    assert entry is not None
    assert entry.form.field("name").text() == "RSUD Contoh"
    entry.form.field("level").set_value("hospital_c")
    entry.form.field("emergency_room").set_value("ya")
    click(entry.save_button)
    qtbot.waitUntil(lambda: panel.places.model.row(0).level == "hospital_c", timeout=20_000)
    (stored,) = clinic.house.facilities.destinations(clinic.head)
    assert (stored.id, stored.name, stored.emergency_room) == (place.id, "RSUD Contoh", True)


def test_who_is_no_head_changes_nothing(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    page = desk.show(ManagementPage, clinic.doctor)
    panel = facility_of(page, qtbot)
    panel.places.table.chosen.emit(panel.places.model.row(0))
    assert panel.places.entry is not None
    assert panel.places.entry.isHidden()

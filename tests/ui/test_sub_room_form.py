"""1 Manajemen > Puskesmas: the parts of klaster 2's waiting list are changed beneath the rooms."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.house_fixtures import Clinic
from tests.ui.hands import click
from tests.ui.opened_page import Desk
from tests.ui.test_klaster1 import facility_of
from ui.jobs import Jobs
from ui.klaster1_management.facility_panel import FacilityPanel
from ui.klaster1_management.page import ManagementPage


@pytest.fixture
def desk(qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication) -> Desk:
    return Desk(qtbot, jobs, clinic)


@pytest.fixture
def panel(desk: Desk, qtbot: QtBot) -> FacilityPanel:
    """Show the panel with the form open."""
    made = facility_of(desk.show(ManagementPage, desk.clinic.head), qtbot)
    qtbot.waitUntil(lambda: made.parts.part.combo.count() == 5)
    click(made.parts_button)
    qtbot.waitUntil(made.parts.isVisible)
    return made


def choose(panel: FacilityPanel, code: str) -> None:
    """Choose a part in the list, as a hand would."""
    codes = ["", "kia", "mtbs", "imunisasi", "remaja"]
    panel.parts.part.combo.setCurrentIndex(codes.index(code))


def test_a_part_is_renamed_and_takes_other_ages(panel: FacilityPanel, desk: Desk, qtbot: QtBot) -> None:
    choose(panel, "remaja")
    form = panel.parts
    assert (form.name_field.text(), form.starts.text(), form.ends.text()) == ("Remaja", "72", "216")
    assert (form.condition.value(), form.active.value()) == (None, True)
    form.name_field.set_value("PKPR")
    form.starts.set_value(120)
    click(form.save_button)
    qtbot.waitUntil(lambda: not form.isVisible())
    part = desk.clinic.house.sub_rooms.listed(desk.clinic.head)[-1]
    assert (part.label, part.from_months, part.until_months, part.sick) == ("PKPR", 120, 216, None)
    assert any(text.startswith("Bagian Remaja diubah") for text in desk.banners())


def test_ages_that_cannot_be_are_said_beside_their_fields(panel: FacilityPanel, desk: Desk, qtbot: QtBot) -> None:
    choose(panel, "imunisasi")
    form = panel.parts
    form.ends.set_value("6,5")
    click(form.save_button)
    qtbot.waitUntil(lambda: form.ends.error() == "Isi umur dalam bulan penuh.")
    form.starts.set_value(80)
    form.ends.set_value(72)
    qtbot.waitUntil(form.save_button.isEnabled)
    click(form.save_button)
    qtbot.waitUntil(lambda: form.ends.error() == "Harus sesudah umur awal.")
    assert form.isVisible()
    assert desk.clinic.house.sub_rooms.listed(desk.clinic.head)[2].until_months == 72


def test_the_part_of_mothers_asks_for_no_ages(panel: FacilityPanel) -> None:
    choose(panel, "kia")
    assert [field.name for field in panel.parts.form.shown_fields()] == ["code", "label", "active"]


def test_who_may_not_change_rooms_is_offered_no_parts(desk: Desk, qtbot: QtBot) -> None:
    panel = facility_of(desk.show(ManagementPage, desk.clinic.doctor), qtbot)
    assert not panel.parts_button.isVisible()

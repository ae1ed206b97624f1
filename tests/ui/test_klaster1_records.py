"""1 Manajemen > Rekam medis: who opened restricted entries and why, and moving a visit back with a reason."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.models import Encounter
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.services.chart.records import SealBreaking
from ilp_desktop.services.chart.visit_moves import NewVisitMove
from tests.house_fixtures import Clinic
from tests.services.charted import Written, colleague, next_day, write
from tests.services.test_record_seals import HIV
from tests.ui.hands import click
from tests.ui.opened_page import Desk
from ui.jobs import Jobs
from ui.klaster1_management.page import ManagementPage
from ui.klaster1_management.records_panel import MOVES, SEALS, RecordsPanel


@pytest.fixture
def desk(qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication) -> Desk:
    return Desk(qtbot, jobs, clinic)


def panel_of(page: ManagementPage) -> RecordsPanel:
    panel = next(one for one in page.panels if isinstance(one, RecordsPanel))
    page.tabs.setCurrentIndex(page.panels.index(panel))
    return panel


def test_the_head_reads_who_opened_what_was_sealed_and_never_what_it_says(
    qtbot: QtBot, desk: Desk, clinic: Clinic
) -> None:
    person = clinic.register().person_id
    visit = write(clinic, person, colleague(clinic), HIV, Klaster.INFECTIOUS)
    next_day(clinic)
    beside = write(clinic, person, clinic.doctor, Written(("J06.9",), forms=()), finish=False)
    clinic.house.records.break_seal(clinic.doctor, SealBreaking(clinic.new_id(), beside, visit, "pasien sesak"))
    panel = panel_of(desk.show(ManagementPage, clinic.head))
    qtbot.waitUntil(lambda: panel.seals.rowCount() == 1)
    told = [column.text(panel.seals.rows()[0]) for column in panel.seals.columns]
    assert told[1:] == [
        "dr. Ratna Contoh, Dokter",
        "3 Dewasa & Lansia",
        "Siti Aminah (000001-00)",
        "23-11-2026 4 Penyakit Menular",
        "baca",
        "pasien sesak",
    ]
    assert panel.views.current() == SEALS


def test_a_visit_moved_by_mistake_goes_back_with_a_reason(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    wrong, right = clinic.register("Siti Keliru").person_id, clinic.register("Siti Benar").person_id
    visit = write(clinic, wrong, clinic.doctor)
    plan = clinic.house.visit_moves.plan(clinic.doctor, visit, right)
    wanted = NewVisitMove(clinic.new_id(), visit, right, plan.version, plan.new_version, plan.seal, "map tertukar")
    clinic.house.visit_moves.move(clinic.doctor, wanted)
    panel = panel_of(desk.show(ManagementPage, clinic.head))
    click(panel.views.button(MOVES))
    qtbot.waitUntil(lambda: panel.moves.rowCount() == 1)
    assert not panel.undo_button.isEnabled()
    panel.move_table.select_first()
    click(panel.undo_button)
    qtbot.waitUntil(lambda: "alasan" in panel.reason.note.text().casefold())
    next_day(clinic)
    qtbot.keyClicks(panel.reason.line, "memang dia")
    click(panel.undo_button)
    qtbot.waitUntil(lambda: panel.moves.rowCount() == 2)
    assert [panel.moves.columns[5].text(row) for row in panel.moves.rows()] == ["pengembalian", "dikembalikan"]
    with clinic.database.reading() as session:
        assert session.get_one(Encounter, visit).person_id == wrong


def test_a_clinician_reads_the_moves_alone(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    panel = panel_of(desk.show(ManagementPage, clinic.doctor))
    qtbot.waitUntil(panel.move_table.isVisible)
    assert not panel.views.button(SEALS).isEnabled()
    assert panel.content.isVisible()

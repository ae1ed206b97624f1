"""1 Manajemen > Jejak: a day and what it is narrowed down to, one patient, and the list to hand out."""

from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from db.models import Audit
from ilp_desktop.domain.audit.kinds import TrailKind
from tests.house_fixtures import TODAY, Clinic
from tests.ui.hands import click
from tests.ui.opened_page import Desk
from ui.jobs import Jobs
from ui.klaster1_management.page import ManagementPage
from ui.klaster1_management.trail_panel import PATIENT, TrailPanel
from ui.seen_keeper import SeenKeeper
from ui.widgets.suggestion_popup import Suggestion


@pytest.fixture
def desk(qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication) -> Desk:
    return Desk(qtbot, jobs, clinic)


def looked_at(clinic: Clinic) -> UUID:
    """Let a record be opened; returns whose it is."""
    person = clinic.register().person_id
    clinic.house.registration.person(clinic.desk, person)
    clinic.house.encounters.open(clinic.doctor, clinic.visit(person).encounter_id)
    clinic.house.uow.write_seen()
    return person


def panel_of(page: ManagementPage) -> TrailPanel:
    panel = next(one for one in page.panels if isinstance(one, TrailPanel))
    page.tabs.setCurrentIndex(page.panels.index(panel))
    return panel


def shown(panel: TrailPanel, column: int) -> list[str]:
    return [panel.rows.columns[column].text(row) for row in panel.rows.rows()]


def test_the_head_narrows_a_day_down(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    looked_at(clinic)
    panel = panel_of(desk.show(ManagementPage, clinic.head))
    qtbot.waitUntil(lambda: "membuka rekam medis" in shown(panel, 2))
    qtbot.waitUntil(lambda: panel.staff.count() > 1)
    panel.kind.setCurrentIndex(panel.kind.findData(TrailKind.LOOK))
    qtbot.waitUntil(lambda: set(shown(panel, 2)) == {"membuka rekam medis", "melihat identitas"})
    panel.staff.setCurrentIndex(panel.staff.findText("Petugas Loket"))
    qtbot.waitUntil(lambda: set(shown(panel, 2)) == {"melihat identitas"})
    assert not panel.after_button.isEnabled()
    click(panel.before_button)
    qtbot.waitUntil(lambda: panel.rows.rowCount() == 0)
    assert panel.day.value() == TODAY - timedelta(days=1)
    click(panel.after_button)
    qtbot.waitUntil(lambda: panel.rows.rowCount() == 1)


def test_one_patient_and_the_list_to_hand_out(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    person = looked_at(clinic)
    panel = panel_of(desk.show(ManagementPage, clinic.head))
    click(panel.views.button(PATIENT))
    assert not panel.print_button.isEnabled()
    panel.person.box.chosen.emit(Suggestion(person, "Siti Aminah", ""))
    qtbot.waitUntil(lambda: panel.looks.rowCount() == 2)
    click(panel.print_button)
    qtbot.waitUntil(lambda: len(desk.papers) == 1)
    assert desk.papers[0].file_name == "daftar-akses.pdf"
    assert desk.papers[0].pdf.startswith(b"%PDF")


def test_a_clinician_reads_nothing_of_it(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    looked_at(clinic)
    panel = panel_of(desk.show(ManagementPage, clinic.doctor))
    qtbot.waitUntil(panel.refusal.isVisible)
    assert panel.rows.rowCount() == 0


def written(clinic: Clinic) -> int:
    with clinic.database.reading() as session:
        found = session.scalar(select(func.count()).select_from(Audit).where(Audit.subject == "view"))
        return found or 0


def test_openings_are_written_by_themselves_and_when_the_workspace_is_left(
    qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication
) -> None:
    person = clinic.register().person_id
    keeper = SeenKeeper(clinic.house.uow, jobs, jobs, every_ms=20)
    clinic.house.registration.person(clinic.desk, person)
    qtbot.waitUntil(lambda: written(clinic) == 1)
    clinic.house.registration.person(clinic.doctor, person)
    keeper.stop()
    jobs.close()
    assert written(clinic) == 2

"""Lintas Klaster shows whom the desk sent to gawat darurat, and says plainly what is still to come."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.queue.visit_words import TicketStatus
from ilp_desktop.services.start.setup import NewRoom
from tests.house_fixtures import Clinic
from tests.ui.hands import click, press
from tests.ui.opened_page import Desk
from ui.cross_cluster.page import CrossClusterPage
from ui.jobs import Jobs


@pytest.fixture
def desk(qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication) -> Desk:
    return Desk(qtbot, jobs, clinic)


def words(widget: QWidget) -> str:
    """Return everything a page says in its labels."""
    return "\n".join(found.text() for found in widget.findChildren(QLabel))


def statuses(clinic: Clinic) -> list[TicketStatus]:
    """Return where today's tickets stand."""
    return [row.status for row in clinic.house.queueing.board(clinic.desk)]


def with_emergency(qtbot: QtBot, desk: Desk) -> CrossClusterPage:
    """Show the page with one person sent to gawat darurat and one elsewhere."""
    clinic = desk.clinic
    clinic.visit(clinic.register("Gawat Sekali").person_id, "1", complaint="sesak napas")
    clinic.visit(clinic.register("Biasa Saja").person_id)
    page = desk.show(CrossClusterPage, clinic.doctor)
    qtbot.waitUntil(lambda: page.waiting.model.rowCount() == 1 and page.waiting.room() is not None)
    return page


def test_somebody_sent_to_the_emergency_room_is_seen_there(qtbot: QtBot, desk: Desk) -> None:
    page = with_emergency(qtbot, desk)
    (row,) = page.waiting.rows()
    assert (row.name, row.number, row.priority.value) == ("Gawat Sekali", "G-001", "merah")


def test_an_emergency_is_called_and_examined_where_it_lies(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    page = with_emergency(qtbot, desk)
    press(Qt.Key.Key_F9, page)
    qtbot.waitUntil(lambda: TicketStatus.CALLED in statuses(clinic))
    qtbot.waitUntil(lambda: page.waiting.rows()[0].status is TicketStatus.CALLED)
    page.waiting.table.setFocus()
    page.waiting.table.select_first()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(page.is_folded)
    assert page.workspace.room.file.patient.name == "Gawat Sekali"
    assert TicketStatus.SERVED in statuses(clinic)


def test_who_does_not_come_is_marked_absent(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    page = with_emergency(qtbot, desk)
    page.waiting.table.select_first()
    click(page.waiting.absent_button)
    qtbot.waitUntil(lambda: TicketStatus.ABSENT in statuses(clinic))
    qtbot.waitUntil(lambda: page.waiting.model.rowCount() == 0)


def test_a_role_that_may_not_examine_finds_the_referrals_alone(desk: Desk, clinic: Clinic) -> None:
    clinic.visit(clinic.register("Gawat Sekali").person_id, "1")
    page = desk.show(CrossClusterPage, clinic.desk)
    assert page.referrals.isVisible()
    assert "Gawat Sekali" not in words(page)


def test_a_room_added_meanwhile_can_be_called_to(qtbot: QtBot, desk: Desk) -> None:
    page = with_emergency(qtbot, desk)
    assert page.waiting.room_box.count() == 1
    desk.clinic.house.facilities.add_room(desk.clinic.head, NewRoom("Ruang Bersalin", 5, "G"))
    page.on_changed(frozenset({"facility"}))
    qtbot.waitUntil(lambda: page.waiting.room_box.count() == 2)


def test_the_plans_of_the_cross_cluster_tab_stand_below_its_queue(desk: Desk, clinic: Clinic) -> None:
    told = words(desk.show(CrossClusterPage, clinic.doctor))
    for part in ("Laboratorium", "Farmasi", "Gawat darurat", "Gigi", "Rawat inap, ruang bersalin"):
        assert part in told

"""Loket: today's queue of every klaster, and what the desk may change in it."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.klaster import Klaster
from tests.house_fixtures import Clinic
from tests.journeys.pages.front_desk import SeenTicket
from tests.ui.front_desk_office import Office
from tests.ui.hands import click
from ui.front_desk.queue_panel import QueuePanel
from ui.jobs import Jobs


@pytest.fixture
def office(clinic: Clinic, jobs: Jobs, themed: QApplication, in_window: Callable[..., QWidget], qtbot: QtBot) -> Office:
    for name, triage in (("Siti", "4"), ("Budi", "0"), ("Joko", "2")):
        clinic.visit(clinic.register(name).person_id, triage)
        clinic.clock.forward(timedelta(minutes=10))
    made = Office(clinic, jobs).open(in_window, qtbot)
    qtbot.waitUntil(lambda: len(made.desk.queue_rows()) == 3)
    return made


@pytest.fixture
def queue(office: Office) -> QueuePanel:
    return office.page.home.queue


def choose(queue: QueuePanel, number: str) -> None:
    line = next(line for line in queue.lines() if line.row.number == number)
    assert queue.table.select_key(line.id)


def statuses(office: Office) -> dict[str, str]:
    return {row.number: row.status for row in office.desk.queue_rows()}


def room_id(clinic: Clinic, klaster: int) -> UUID:
    return next(room.id for room in clinic.house.facilities.rooms(clinic.doctor) if room.klaster == klaster)


def test_queue_shows_who_waits_where_and_how_long(office: Office, queue: QueuePanel) -> None:
    assert office.desk.queue_rows() == [
        SeenTicket("A-001", "Siti", "2 Ibu & Anak", "Prioritas", "Menunggu", "30 mnt"),
        SeenTicket("B-001", "Budi", "3 Dewasa & Lansia", "Umum", "Menunggu", "20 mnt"),
        SeenTicket("B-002", "Joko", "3 Dewasa & Lansia", "Umum", "Menunggu", "10 mnt"),
    ]
    assert queue.summary_label.text() == "3 menunggu · rata-rata 20 mnt · terlama A-001 Siti, 30 mnt"
    assert queue.rows.index(2, 5).data() == "Masker"


def test_minutes_go_on_counting_and_stop_when_called(
    clinic: Clinic, office: Office, queue: QueuePanel, qtbot: QtBot
) -> None:
    clinic.house.queueing.call_next(clinic.doctor, room_id(clinic, 2))
    clinic.clock.forward(timedelta(minutes=5))
    office.page.on_changed(frozenset({"ticket"}))
    qtbot.waitUntil(lambda: statuses(office)["A-001"] == "Dipanggil")
    assert {row.number: row.minutes for row in office.desk.queue_rows()} == {
        "A-001": "30 mnt",
        "B-001": "25 mnt",
        "B-002": "15 mnt",
    }
    assert queue.summary_label.text() == "2 menunggu · rata-rata 20 mnt · terlama B-001 Budi, 25 mnt"


def test_filters_narrow_the_list_but_not_the_figures(office: Office, queue: QueuePanel, qtbot: QtBot) -> None:
    queue.klaster_filter.setCurrentText("3 Dewasa & Lansia")
    qtbot.waitUntil(lambda: [row.number for row in office.desk.queue_rows()] == ["B-001", "B-002"])
    queue.status_filter.setCurrentText("Selesai")
    qtbot.waitUntil(lambda: office.desk.queue_rows() == [])
    assert queue.summary_label.text().startswith("3 menunggu")


def test_priority_is_changed_with_a_reason(clinic: Clinic, office: Office, queue: QueuePanel, qtbot: QtBot) -> None:
    choose(queue, "B-002")
    click(queue.priority_button)
    assert queue.action.title_label.text() == "Ubah prioritas: B-002 Joko"
    office.desk.type("2")
    queue.action.save()
    assert queue.action.reason.error() == "Tulis alasannya."
    office.desk.fill(queue.action.form, {"reason": "sesak bertambah"})
    office.desk.press(Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: not queue.action.isVisible())
    office.page.on_changed(frozenset({"ticket"}))
    qtbot.waitUntil(lambda: {row.number: row.priority for row in office.desk.queue_rows()}["B-002"] == "Kuning")
    assert office.said() == ["Prioritas B-002 menjadi kuning."]


def test_person_is_moved_to_another_klaster_with_a_reason(
    clinic: Clinic, office: Office, queue: QueuePanel, qtbot: QtBot
) -> None:
    choose(queue, "B-001")
    click(queue.klaster_button)
    queue.action.save()
    assert queue.action.klaster.error() == "Pilih salah satu."
    office.desk.fill(queue.action.form, {"klaster": "2", "reason": "ternyata hamil"})
    office.desk.press(Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: office.said() == ["B-001 dipindah, nomor barunya A-002."])
    office.page.on_changed(frozenset({"ticket"}))
    qtbot.waitUntil(lambda: statuses(office).get("A-002") == "Menunggu")
    assert statuses(office)["B-001"] == "Dipindah"


def test_move_to_a_klaster_without_a_room_says_so_and_keeps_the_reason(
    clinic: Clinic, office: Office, queue: QueuePanel, qtbot: QtBot
) -> None:
    choose(queue, "B-001")
    click(queue.klaster_button)
    office.desk.fill(queue.action.form, {"klaster": "4", "reason": "diduga TB"})
    office.desk.save(queue.action)
    assert "Belum ada ruang untuk klaster 4 Penyakit Menular." in queue.action.problem_label.text()
    assert queue.action.reason.text() == "diduga TB"
    office.desk.press(Qt.Key.Key_Escape)
    assert not queue.action.isVisible()
    assert statuses(office)["B-001"] == "Menunggu"


def test_absent_person_may_wait_again_with_the_time_kept(
    clinic: Clinic, office: Office, queue: QueuePanel, qtbot: QtBot
) -> None:
    choose(queue, "A-001")
    assert not queue.again_button.isEnabled()
    click(queue.absent_button)
    qtbot.waitUntil(lambda: statuses(office)["A-001"] == "Tidak hadir")
    qtbot.waitUntil(queue.again_button.isEnabled)
    assert not queue.absent_button.isEnabled()
    click(queue.again_button)
    qtbot.waitUntil(lambda: statuses(office)["A-001"] == "Menunggu")
    assert office.desk.queue_rows()[0].minutes == "30 mnt"


def test_ticket_ended_meanwhile_is_said_and_the_list_is_read_again(
    clinic: Clinic, office: Office, queue: QueuePanel, qtbot: QtBot
) -> None:
    choose(queue, "B-001")
    line = queue.table.current_row()
    clinic.house.queueing.transfer(clinic.desk, line.row.ticket_id, Klaster.MOTHER_CHILD, "hamil")
    click(queue.absent_button)
    qtbot.waitUntil(lambda: office.said() == ["Nomor ini sudah selesai atau dipindah."])
    qtbot.waitUntil(lambda: statuses(office)["B-001"] == "Dipindah")


def test_person_in_the_queue_is_opened_and_the_ticket_printed_again(
    clinic: Clinic, office: Office, queue: QueuePanel, qtbot: QtBot
) -> None:
    choose(queue, "B-001")
    click(queue.print_button)
    qtbot.waitUntil(lambda: [paper.file_name for paper in office.papers] == ["tiket-B-001.pdf"])
    queue.table.setFocus()
    office.desk.press(Qt.Key.Key_Return)
    office.desk.wait_for_card("Budi")
    office.desk.show_queue()
    assert office.page.stack.is_home()


def test_key_prints_the_number_selected_and_not_the_one_just_made(
    clinic: Clinic, office: Office, queue: QueuePanel, qtbot: QtBot
) -> None:
    clinic.register("Orang Ketiga")
    office.desk.open_person("ketiga")
    made = office.desk.open_visit("0", sick=True)
    qtbot.waitUntil(lambda: [paper.file_name for paper in office.papers] == [f"tiket-{made}.pdf"])
    qtbot.waitUntil(lambda: made in statuses(office))
    choose(queue, "B-001")
    queue.table.setFocus()
    office.desk.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: [paper.file_name for paper in office.papers][1:] == ["tiket-B-001.pdf"])


def test_nothing_is_offered_before_a_line_is_chosen(
    clinic: Clinic, office: Office, queue: QueuePanel, qtbot: QtBot
) -> None:
    assert not any(button.isEnabled() for button in (queue.open_button, queue.absent_button, queue.print_button))
    assert queue.table.accessibleName() == "Antrean hari ini"


def test_empty_queue_says_what_to_do(
    clinic: Clinic, jobs: Jobs, themed: QApplication, in_window: Callable[..., QWidget], qtbot: QtBot
) -> None:
    empty = Office(clinic, jobs).open(in_window, qtbot)
    summary = empty.page.home.queue.summary_label
    qtbot.waitUntil(lambda: summary.text() == "Belum ada kunjungan hari ini")
    assert empty.desk.queue_rows() == []

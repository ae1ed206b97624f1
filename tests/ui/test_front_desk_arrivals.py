"""Loket: numbers before the desk, emergencies first, and wrong numbers put right in two keys."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.visit_words import TicketStatus, Wish
from ilp_desktop.services.queue.queue_rows import QueueRow
from ilp_desktop.settings import SettingsFile
from tests.house_fixtures import Clinic
from tests.printing.reading import text_of
from tests.ui.front_desk_office import KeyCounter, Office
from tests.ui.hands import click, press
from ui.front_desk.kiosk import AT_ONCE, INVITING, Kiosk
from ui.jobs import Jobs

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def office(clinic: Clinic, jobs: Jobs, themed: QApplication, in_window: Callable[..., QWidget], qtbot: QtBot) -> Office:
    return Office(clinic, jobs).open(in_window, qtbot)


def take(clinic: Clinic, wish: Wish = Wish.GENERAL) -> None:
    clinic.house.arrivals.take(clinic.desk, clinic.new_id(), wish)


def rows(clinic: Clinic) -> dict[str, QueueRow]:
    return {row.number: row for row in clinic.house.queueing.board(clinic.desk)}


def choose(office: Office, number: str, qtbot: QtBot) -> None:
    """Read the queue again and select a number of it."""
    queue = office.page.home.queue
    queue.reload()
    qtbot.waitUntil(lambda: any(line.row.number == number for line in queue.lines()))
    assert queue.table.select_key(next(line.id for line in queue.lines() if line.row.number == number))
    queue.table.setFocus()


def test_f9_calls_a_number_to_this_counter_and_the_next_visit_takes_it_over(
    clinic: Clinic, office: Office, qtbot: QtBot
) -> None:
    take(clinic)
    clinic.clock.forward(timedelta(minutes=12))
    clinic.register("Siti Aminah")
    strip = office.page.strip
    strip.counter_box.setCurrentText("Loket 3")
    office.desk.press(Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: strip.number.text() == "P-001")
    assert strip.told_label.text() == "Dipanggil ke Loket 3 · datang 12 mnt lalu · dipakai kunjungan berikutnya"
    office.desk.press(Qt.Key.Key_F9, SHIFT)
    qtbot.waitUntil(lambda: [call.again for call in clinic.house.queueing.calls(clinic.desk)] == [True, False])
    office.desk.open_person("siti aminah")
    assert office.desk.open_visit("0") == "B-001"
    found = rows(clinic)
    assert found["P-001"].status is TicketStatus.DONE
    assert found["B-001"].since == found["P-001"].issued_at
    qtbot.waitUntil(lambda: not strip.number.isVisible() and not strip.calling.is_resting())
    office.desk.press(Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: "Tidak ada yang menunggu pendaftaran." in office.said())


def test_a_number_let_go_is_not_taken_over(clinic: Clinic, office: Office, qtbot: QtBot) -> None:
    take(clinic)
    clinic.register("Siti Aminah")
    strip = office.page.strip
    click(strip.call_button)
    qtbot.waitUntil(strip.number.isVisible)
    click(strip.release_button)
    assert not strip.number.isVisible()
    office.desk.open_person("siti aminah")
    office.desk.open_visit("0")
    assert rows(clinic)["P-001"].status is TicketStatus.CALLED


def test_one_key_takes_a_number_and_prints_it(clinic: Clinic, office: Office, qtbot: QtBot) -> None:
    office.desk.press(Qt.Key.Key_T, CTRL)
    qtbot.waitUntil(lambda: len(office.papers) == 1)
    assert "P-001" in text_of(office.papers[0].pdf)
    qtbot.waitUntil(lambda: office.page.strip.summary_label.text().startswith("1 menunggu pendaftaran"))


def test_an_emergency_goes_first_and_its_identity_follows(clinic: Clinic, office: Office, qtbot: QtBot) -> None:
    clinic.register("Siti Aminah")
    office.desk.press(Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: len(office.papers) == 1)
    assert rows(clinic)["G-001"].klaster is Klaster.CROSS
    choose(office, "G-001", qtbot)
    press(Qt.Key.Key_I)
    assert office.page.strip.told_label.text().startswith("Lengkapi identitas")
    office.desk.open_person("siti aminah")
    assert office.desk.open_visit("1") == "G-001"
    assert rows(clinic)["G-001"].name == "Siti Aminah"
    qtbot.waitUntil(lambda: office.page.strip.held is None)


def test_a_wrong_klaster_is_put_right_in_two_keys_and_undone_in_one(
    clinic: Clinic, office: Office, qtbot: QtBot
) -> None:
    clinic.visit(clinic.register("Budi").person_id)
    choose(office, "B-001", qtbot)
    office.desk.press(Qt.Key.Key_K)
    office.desk.press(Qt.Key.Key_2)
    qtbot.waitUntil(lambda: "A-001" in rows(clinic))
    choose(office, "B-001", qtbot)
    office.desk.press(Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: rows(clinic)["B-001"].status is TicketStatus.WAITING)
    assert rows(clinic)["A-001"].status is TicketStatus.CANCELLED


def test_keys_of_the_queue_move_nobody_while_the_list_has_no_focus_and_the_menu_names_them(
    clinic: Clinic, office: Office, qtbot: QtBot
) -> None:
    clinic.visit(clinic.register("Budi").person_id)
    choose(office, "B-001", qtbot)
    office.page.queue_button.setFocus()
    for key in (Qt.Key.Key_K, Qt.Key.Key_2, Qt.Key.Key_Delete, Qt.Key.Key_Delete):
        office.desk.press(key)
    qtbot.waitUntil(office.context.jobs.is_idle)
    assert set(rows(clinic)) == {"B-001"}
    choose(office, "B-001", qtbot)
    menu = office.page.home.queue.more
    menu.adapt()
    offered = {action.text(): action for action in menu.menu.actions()}
    offered["Salah klaster: pindahkan ke 2 Ibu && Anak\tK, 2"].trigger()
    qtbot.waitUntil(lambda: "A-001" in rows(clinic))


def test_the_number_of_a_wrong_person_is_given_to_the_right_one_in_two_keys(
    clinic: Clinic, office: Office, qtbot: QtBot
) -> None:
    clinic.visit(clinic.register("Budi").person_id)
    clinic.register("Joko")
    choose(office, "B-001", qtbot)
    keys = KeyCounter()
    keys.counting(on=True)
    office.desk.press(Qt.Key.Key_O)
    keys.counting(on=False)
    office.desk.wait_for_focus(office.page.search.line)
    office.desk.find_person("joko")
    keys.counting(on=True)
    office.desk.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: rows(clinic)["B-001"].name == "Joko")
    assert 0 < keys.count <= 2
    qtbot.waitUntil(lambda: "B-001 sekarang milik Joko." in office.said())


def test_a_wrong_number_is_withdrawn_in_two_keys(clinic: Clinic, office: Office, qtbot: QtBot) -> None:
    take(clinic)
    choose(office, "P-001", qtbot)
    assert not office.page.home.queue.klaster_button.isEnabled()
    office.desk.press(Qt.Key.Key_Delete)
    assert rows(clinic)["P-001"].status is TicketStatus.WAITING
    office.desk.press(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: rows(clinic)["P-001"].status is TicketStatus.CANCELLED)


def test_a_second_visit_asks_whether_it_is_meant(clinic: Clinic, office: Office, qtbot: QtBot) -> None:
    clinic.visit(clinic.register("Siti Aminah").person_id)
    office.desk.open_person("siti")
    assert office.page.stack.card.visit_button.text() == "Kunjungan lagi"
    form = office.desk.start_visit()
    office.desk.fill(form.form, {"sick": "1", "triage": "0"})
    qtbot.waitUntil(lambda: form.proposal.proposal is not None)
    form.save()
    assert form.second.error() == "Tulis alasannya, atau pakai nomor yang sudah ada."
    office.desk.fill(form.form, {"second_reason": "jatuh sepulang berobat"})
    form.save()
    qtbot.waitUntil(office.page.stack.is_home)
    assert set(rows(clinic)) == {"B-001", "B-002"}


def test_a_visit_opened_at_another_desk_meanwhile_is_told_and_may_be_meant(
    clinic: Clinic, office: Office, qtbot: QtBot
) -> None:
    person = clinic.register("Siti Aminah").person_id
    office.desk.open_person("siti")
    form = office.desk.start_visit()
    office.desk.fill(form.form, {"sick": "1", "complaint": "pusing", "triage": "0"})
    qtbot.waitUntil(lambda: form.proposal.proposal is not None)
    assert not form.second.isVisible()
    clinic.visit(person)
    office.desk.press(Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: "nomor B-001" in form.problem_label.text())
    office.page.on_changed(frozenset({"ticket", "encounter"}))  # as the bell of the other desk tells it
    qtbot.waitUntil(form.second.isVisible)
    assert form.complaint.text() == "pusing"
    office.desk.fill(form.form, {"second_reason": "jatuh sepulang berobat"})
    office.desk.press(Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(office.page.stack.is_home)
    assert set(rows(clinic)) == {"B-001", "B-002"}


def test_who_was_left_yesterday_is_said_in_the_morning_and_listed(
    clinic: Clinic, jobs: Jobs, themed: QApplication, in_window: Callable[..., QWidget], qtbot: QtBot
) -> None:
    clinic.visit(clinic.register("Budi").person_id)
    clinic.clock.forward(timedelta(days=1))
    office = Office(clinic, jobs).open(in_window, qtbot)
    qtbot.waitUntil(lambda: any(said.startswith("1 nomor") for said in office.said()))
    office.page.home.queue.status_filter.setCurrentText("Hari sebelumnya")
    qtbot.waitUntil(lambda: [row.name for row in office.desk.queue_rows()] == ["Budi"])


def test_the_rule_and_the_figures_are_shown_on_demand(clinic: Clinic, office: Office, qtbot: QtBot) -> None:
    clinic.visit(clinic.register("Budi").person_id)
    clinic.visit(clinic.register("Siti Aminah").person_id, "4")
    clinic.clock.forward(timedelta(minutes=9))
    queue = office.page.home.queue
    queue.more.rule_wanted.emit()
    assert "prioritas 30 menit" in queue.rule_label.text()
    queue.more.figures_wanted.emit()
    told = "Klaster: 2 Ibu & Anak belum ada, kini terlama 9 mnt · 3 Dewasa & Lansia belum ada, kini terlama 9 mnt"
    qtbot.waitUntil(lambda: told in queue.rule_label.text())


def test_those_who_come_in_take_a_number_by_one_key_and_a_held_finger_takes_one(
    clinic: Clinic, office: Office, qtbot: QtBot
) -> None:
    kiosk = Kiosk(office.context)
    qtbot.addWidget(kiosk)
    taken: list[str] = []
    kiosk.taken.connect(lambda number: taken.append(number.number))
    kiosk.show()
    assert kiosk.title_label.text() == INVITING
    press(Qt.Key.Key_Return, kiosk)
    press(Qt.Key.Key_Return, kiosk)
    qtbot.waitUntil(lambda: taken == ["P-001"])
    press(Qt.Key.Key_Return, kiosk)  # the finger trembles, and the first number is out already
    assert kiosk.number.text() == "P-001"
    press(Qt.Key.Key_3, kiosk)
    qtbot.waitUntil(lambda: taken == ["P-001", "G-001"])
    assert kiosk.title_label.text() == AT_ONCE
    assert len(rows(clinic)) == 2
    qtbot.waitUntil(lambda: not kiosk.taking.is_resting())
    press(Qt.Key.Key_Return, kiosk)
    qtbot.waitUntil(lambda: taken == ["P-001", "G-001", "P-002"])


def test_a_key_pressed_twice_at_the_desk_calls_one_and_takes_one(clinic: Clinic, office: Office, qtbot: QtBot) -> None:
    strip = office.page.strip
    for _ in range(2):
        office.desk.press(Qt.Key.Key_T, CTRL)  # at once: the key rests by the clock, and a busy machine prints slowly
    qtbot.waitUntil(lambda: len(office.papers) == 1)
    qtbot.waitUntil(lambda: not strip.taking.is_resting())
    office.desk.press(Qt.Key.Key_T, CTRL)
    qtbot.waitUntil(lambda: len(office.papers) == 2)
    for _ in range(2):
        office.desk.press(Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: strip.held is not None)
    qtbot.waitUntil(lambda: not strip.calling.is_resting() and not strip.taking.is_resting())
    assert [(row.number, row.status) for row in rows(clinic).values()] == [
        ("P-001", TicketStatus.CALLED),
        ("P-002", TicketStatus.WAITING),
    ]


def test_which_counter_this_computer_is_is_remembered(tmp_path: Path) -> None:
    SettingsFile(tmp_path).set_counter("Loket 4")
    assert SettingsFile(tmp_path).value.counter == "Loket 4"

"""The room of a klaster: who waits, calling, opening, and going back and forth."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.visit_words import TicketStatus
from ilp_desktop.services.record.visit_writing import GivenDiagnosis
from ilp_desktop.services.start.setup import NewRoom
from tests.house_fixtures import Clinic
from tests.journeys.pages.room import Room
from tests.ui.hands import focus_widget, press
from tests.ui.room_desk import RoomDesk, cells
from ui.jobs import Jobs
from ui.widgets.labels import EmptyState
from ui.widgets.room_page import CLINICIANS_ONLY, OTHER_TABS


@pytest.fixture
def desk(qtbot: QtBot, themed: QApplication, jobs: Jobs, clinic: Clinic) -> RoomDesk:
    return RoomDesk(qtbot, jobs, clinic)


def status_of(room: Room, name: str) -> TicketStatus:
    """Return where somebody of the list stands."""
    return next(row.status for row in room.rows() if row.name == name)


def test_list_shows_who_waits_in_calling_order_with_priority_and_waiting_time(desk: RoomDesk) -> None:
    desk.arrives("Siti Aminah")
    desk.arrives("Mbah Slamet", "2", birth_date=date(1950, 5, 17))
    room = desk.show()
    room.wait_for("Mbah Slamet", "Siti Aminah")
    assert cells(room, "Prioritas") == ["prioritas", "umum"]
    assert cells(room, "Menunggu") == ["0 mnt", "1 mnt"]
    assert cells(room, "Kewaspadaan") == ["masker", ""]
    assert cells(room, "Umur") == ["76 th", "36 th"]
    assert room.page.waiting.summary.text() == "2 menunggu · terlama B-001, 1 mnt"


def test_f9_calls_the_next_one_to_the_room_chosen_and_shift_f9_calls_again(desk: RoomDesk) -> None:
    desk.arrives("Siti Aminah")
    room = desk.show()
    room.wait_for("Siti Aminah")
    waiting = room.page.waiting
    desk.qtbot.waitUntil(lambda: waiting.room_box.count() == 2)
    assert [waiting.room_box.itemText(place) for place in (0, 1)] == ["Poli Dewasa", "Poli Lansia"]
    waiting.room_box.setCurrentIndex(1)
    called = room.call_next()
    assert (called.name, called.status, called.room) == ("Siti Aminah", TicketStatus.CALLED, "Poli Lansia")
    assert desk.said()[0] == "Memanggil B-001, Siti Aminah, ke Poli Lansia."
    waiting.room_box.setCurrentIndex(0)
    press(Qt.Key.Key_F9, room.page, Qt.KeyboardModifier.ShiftModifier)
    desk.wait_until_said("Memanggil B-001, Siti Aminah, ke Poli Dewasa.")
    desk.qtbot.waitUntil(lambda: not waiting.calling.is_resting())
    press(Qt.Key.Key_F9, room.page)
    desk.wait_until_said("Tidak ada yang menunggu.")


def test_f9_pressed_twice_by_a_hasty_hand_calls_one_person(desk: RoomDesk) -> None:
    for name in ("Siti Aminah", "Budi Santoso"):
        desk.arrives(name)
    room = desk.show()
    room.wait_for("Siti Aminah", "Budi Santoso")
    desk.qtbot.waitUntil(lambda: room.page.waiting.room() is not None)
    press(Qt.Key.Key_F9, room.page)
    desk.wait_until_said("Memanggil B-001, Siti Aminah, ke Poli Dewasa.")
    press(Qt.Key.Key_F9, room.page)
    desk.qtbot.waitUntil(lambda: desk.jobs.is_idle() and not room.page.waiting.calling.is_resting())
    assert [row.status for row in room.rows()] == [TicketStatus.CALLED, TicketStatus.WAITING]


def test_f9_pressed_before_the_rooms_are_known_calls_as_soon_as_they_are(desk: RoomDesk) -> None:
    desk.arrives("Siti Aminah")
    room = desk.show()
    press(Qt.Key.Key_F9, room.page)
    desk.wait_until_said("Memanggil B-001, Siti Aminah, ke Poli Dewasa.")


def test_absent_one_leaves_the_list_and_can_wait_again(desk: RoomDesk) -> None:
    desk.arrives("Siti Aminah")
    room = desk.show()
    room.wait_for("Siti Aminah")
    room.call_next()
    room.select("Siti Aminah")
    room.page.waiting.absent_button.click()
    room.wait_for()
    room.page.waiting.all_button.click()
    room.wait_for("Siti Aminah")
    room.select("Siti Aminah")
    assert room.page.waiting.absent_button.text() == "Menunggu lagi"
    room.page.waiting.absent_button.click()
    desk.qtbot.waitUntil(lambda: status_of(room, "Siti Aminah") is TicketStatus.WAITING)


def test_enter_opens_the_one_selected_as_called_and_served_and_folds_the_list(desk: RoomDesk) -> None:
    desk.arrives("Budi Santoso")
    desk.arrives("Siti Aminah")
    room = desk.show()
    room.open("Siti Aminah")
    assert room.workspace.header.name_label.text() == "Siti Aminah"
    assert room.page.rail.marked() == "B-002"
    board = desk.clinic.house.queueing.board(desk.clinic.doctor)
    served = next(row for row in board if row.name == "Siti Aminah")
    assert (served.status, served.room) == (TicketStatus.SERVED, "Poli Dewasa")
    assert room.vitals.field("sistolik").editor.hasFocus()
    assert room.tabs.titles() == (
        *("Layanan", "Ringkasan", "Pemeriksaan", "Skrining", "Penunjang & Resep", "Rujukan", "Dokumen"),
    )


def test_patient_closed_by_mistake_and_the_next_one_are_opened_at_once(desk: RoomDesk) -> None:
    desk.arrives("Budi Santoso")
    desk.arrives("Siti Aminah")
    room = desk.show()
    room.open("Budi Santoso")
    press(Qt.Key.Key_Escape, room.workspace)
    assert [row.status for row in room.rows()] == [TicketStatus.WAITING, TicketStatus.WAITING]
    for name, key in (("Budi Santoso", None), ("Siti Aminah", Qt.Key.Key_Down), ("Budi Santoso", Qt.Key.Key_Up)):
        if room.page.is_folded():
            press(Qt.Key.Key_Escape, room.workspace)
        if key is not None:
            press(key, room.page.waiting.table)
        press(Qt.Key.Key_Return, room.page.waiting.table)
        desk.qtbot.waitUntil(room.page.is_folded)
        assert room.workspace.room.file.patient.name == name
    assert desk.said() == []


def test_form_keeps_its_room_on_the_smallest_screen_it_is_made_for(desk: RoomDesk) -> None:
    room = desk.with_patient()
    for title in room.tabs.titles():
        room.go_to(title)
        width, height = room.form_area()
        assert width >= 900, title
        assert height >= 460, title


def test_no_button_shows_less_than_its_words(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.workspace.tabs.examination.diagnoses.set_value((GivenDiagnosis("I10"),))
    for title in room.tabs.titles():
        room.go_to(title)
        QApplication.sendPostedEvents()
        shown = [button for button in room.page.findChildren(QPushButton) if button.isVisible() and button.text()]
        cut = [button.text() for button in shown if button.width() < button.sizeHint().width()]
        assert cut == [], title
        assert [button.text() for button in shown if "&" in button.text()] == []


def test_a_room_of_two_klaster_tells_where_the_forms_of_the_other_are(desk: RoomDesk) -> None:
    facilities, head = desk.clinic.house.facilities, desk.clinic.head
    shared = next(room for room in facilities.rooms(head) if room.name == "Poli Dewasa")
    facilities.change_room(head, shared.id, NewRoom("Poli Umum", 3, "B", also=(2,)))
    desk.arrives("Siti Aminah")
    desk.arrives("Ibu Hamil", "4")
    room = desk.show()
    desk.qtbot.waitUntil(lambda: room.page.waiting.room_box.count() == 2)
    room.page.waiting.room_box.setCurrentText("Poli Umum")
    room.wait_for("Ibu Hamil", "Siti Aminah")
    room.open("Siti Aminah")
    assert OTHER_TABS not in desk.said()
    room.back()
    room.open("Ibu Hamil")
    desk.wait_until_said(OTHER_TABS)


def test_class_is_told_before_anything_is_stored(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.measure({"sistolik": "190", "diastolik": "125"})
    assert room.vitals.field("diastolik").note.text() == "kisaran hipertensi derajat 3"
    assert "Kisaran hipertensi derajat 3" in room.workspace.header.pill_texts()
    assert room.workspace.foot.state_label.text() == "Ada isian yang belum disimpan"
    assert desk.stored(room).answers == {}


def test_ctrl_l_shows_the_list_and_the_patient_stays_open(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.write(subjective="Pusing")
    press(Qt.Key.Key_L, room.page, Qt.KeyboardModifier.ControlModifier)
    assert not room.page.is_folded()
    assert room.page.waiting.back_button.text() == "Kembali ke Siti Aminah"
    press(Qt.Key.Key_Escape, room.page)
    assert room.page.is_folded()
    assert room.tabs.examination.note().subjective == "Pusing"
    room.page.rail.unfold_button.click()
    assert not room.page.is_folded()
    room.page.waiting.back_button.click()
    assert room.page.is_folded()


def test_enter_walks_from_vital_signs_through_the_note_to_the_save_button(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.vitals.field("lingkar_perut").editor.setFocus()
    press(Qt.Key.Key_Return)
    assert focus_widget() is room.tabs.examination.form.field("subjective").editor
    room.tabs.examination.form.go_to(room.tabs.examination.diagnoses)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)  # past the actions
    assert focus_widget() is room.tabs.examination.form.field("therapy").editor


def test_summary_tells_why_the_patient_stands_here_and_what_was_before(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.go_to("Ringkasan")
    summary = room.tabs.summary
    desk.qtbot.waitUntil(lambda: summary.record.model.rowCount() == 1)
    assert "klaster 3 Dewasa & Lansia" in summary.reasons.text()
    assert "Datang pukul 07.31" in summary.reasons.text()
    summary.record.table.select_first()
    assert "Keluhan: pusing" in summary.record.details.text()


def test_summary_tells_why_the_desk_chose_another_klaster(desk: RoomDesk) -> None:
    ticket = desk.arrives("Siti Aminah", triage="1")
    desk.clinic.house.queueing.transfer(desk.clinic.desk, ticket.ticket_id, Klaster.ADULT_ELDERLY, "sudah stabil")
    room = desk.show()
    room.open("Siti Aminah")
    room.go_to("Ringkasan")
    text = room.tabs.summary.reasons.text()
    assert "Dikirim ke klaster 3 Dewasa & Lansia dengan alasan: sudah stabil." in text
    assert text.index("Usulan semula:") < text.index("Tanda gawat: langsung ke gawat darurat")


def test_only_clinicians_may_enter_and_the_others_read_why(desk: RoomDesk) -> None:
    desk.arrives("Siti Aminah")
    room = desk.show(desk.clinic.desk)
    reason = room.page.findChild(EmptyState)
    assert isinstance(reason, EmptyState)
    assert reason.text_label.text() == CLINICIANS_ONLY
    assert reason.isVisible()
    room.page.on_changed(frozenset({"ticket"}))


def test_klaster_without_a_room_says_so_when_somebody_is_called(desk: RoomDesk) -> None:
    room = desk.show(klaster=Klaster.INFECTIOUS)
    press(Qt.Key.Key_F9, room.page)
    desk.wait_until_said("Belum ada ruang untuk klaster 4 Penyakit Menular.")

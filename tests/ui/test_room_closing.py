"""Signing, correcting, asking for leave, and two clinicians who wrote into one place."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.queue.visit_words import NextPlace
from ilp_desktop.services.record.visit_writing import SoapNote
from tests.house_fixtures import Clinic
from tests.journeys.pages.room import Room
from tests.ui.hands import click, focus_widget, press, type_text
from tests.ui.room_desk import RoomDesk
from ui.jobs import Jobs
from ui.widgets.room.record.history_panel import HistoryPanel
from ui.widgets.room.record.record_bar import HISTORY, RecordBar

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def desk(qtbot: QtBot, themed: QApplication, jobs: Jobs, clinic: Clinic) -> RoomDesk:
    return RoomDesk(qtbot, jobs, clinic)


def bar_of(room: Room) -> RecordBar:
    return room.tabs.examination.bar


def settle(desk: RoomDesk) -> None:
    """Wait until nothing is read or written any more."""
    desk.qtbot.waitUntil(desk.jobs.is_idle, timeout=20_000)


def reopen(desk: RoomDesk, room: Room) -> None:
    """Open the visit that has ended again, from the list of all."""
    room.page.waiting.all_button.setChecked(True)
    settle(desk)
    room.open("Siti Aminah")


def test_finishing_signs_what_the_button_says_and_the_list_of_unsigned_is_empty_then(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.write(subjective="Pusing")
    assert room.workspace.foot.finish_button.text() == "Tandatangani dan selesai …"
    press(Qt.Key.Key_T, room.page, ALT)
    assert room.workspace.foot.finish_button.text() == "Selesai, lanjut ke …"
    room.finish(NextPlace.HOME)
    click(room.page.waiting.unsigned_button)
    unsigned = room.page.unsigned
    desk.qtbot.waitUntil(lambda: [row.name for row in unsigned.model.rows()] == ["Siti Aminah"], timeout=20_000)
    unsigned.table.selectRow(0)
    click(unsigned.sign_button)
    desk.qtbot.waitUntil(lambda: unsigned.model.rows() == (), timeout=20_000)
    press(Qt.Key.Key_Escape, room.page)
    assert room.page.waiting.isVisible()


def test_a_finished_visit_is_corrected_with_a_reason_and_both_texts_are_shown(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.write(subjective="Pusing tiga hari")
    room.finish(NextPlace.HOME)
    reopen(desk, room)
    strip = room.workspace.correction
    assert strip.isVisible()
    assert not room.tabs.examination.form.isEnabled()
    desk.clinic.clock.forward(timedelta(minutes=1))
    press(Qt.Key.Key_G, room.page, ALT)
    assert focus_widget() is strip.form.field("reason").editor
    room.write(subjective="Pusing lima hari")
    room.press_save()
    desk.wait_until_said("Belum disimpan: Tulis alasan")
    assert strip.form.field("reason").error() != ""
    assert room.tabs.examination.note().subjective == "Pusing lima hari"
    strip.form.field("reason").editor.setFocus()
    type_text("Salah menulis lama keluhan")
    room.save()
    assert not room.tabs.examination.form.isEnabled()
    press(Qt.Key.Key_W, room.page, ALT)
    panel = bar_of(room).panel(HISTORY)
    assert isinstance(panel, HistoryPanel)
    settle(desk)
    assert panel.texts()[1:3] == ["--Pusing tiga hari--", "Pusing lima hari"]
    assert panel.texts()[0].endswith("Subjektif · Salah menulis lama keluhan")
    assert "Perbaikan: Salah menulis lama keluhan" in room.tabs.examination.authors.text()


def test_somebody_elses_finished_record_is_read_only_and_says_why(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.write(subjective="Pusing")
    room.finish(NextPlace.HOME)
    other = desk.show(user=desk.clinic.head)
    other.page.waiting.all_button.setChecked(True)
    settle(desk)
    other.open("Siti Aminah")
    strip = other.workspace.correction
    assert strip.text_label.text() == "Kunjungan ini sudah selesai. Hanya penulisnya yang dapat memperbaiki."
    assert not strip.correct_button.isVisible()
    assert not strip.sign_button.isVisible()


def test_after_two_days_leave_is_asked_for_with_a_reason(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.write(subjective="Pusing")
    encounter = room.workspace.room.file.encounter_id
    room.finish(NextPlace.HOME)
    desk.clinic.clock.forward(timedelta(hours=49))
    room.page._read(encounter, None)
    desk.qtbot.waitUntil(room.page.is_folded, timeout=20_000)
    strip = room.workspace.correction
    click(strip.ask_button)
    assert strip.form.field("reason").error() != ""
    strip.form.field("reason").editor.setFocus()
    type_text("Salah menulis")
    click(strip.ask_button)
    desk.qtbot.waitUntil(lambda: "menunggu keputusan" in strip.text_label.text(), timeout=20_000)
    assert [one.reason for one in desk.clinic.house.signing.asked(desk.clinic.head)] == ["Salah menulis"]


def test_two_clinicians_see_both_texts_side_by_side_and_choose_place_by_place(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.write(subjective="Pusing 3 hari", plan="Kontrol")
    room.save()
    room.write(subjective="Pusing 5 hari", plan="Rujuk", therapy="Amlodipin 5 mg")
    desk.colleague_writes(room, SoapNote(subjective="Pusing, mual", plan="Kontrol 1 bulan", objective="TD naik"))
    room.press_save()
    strip = room.workspace.strip
    desk.qtbot.waitUntil(strip.view.isVisible, timeout=20_000)
    assert strip.view.form.names() == ("subjective", "plan")
    click(strip.view.take_button)
    assert strip.view.form.field("plan").error() == "Pilih."
    strip.view.form.focus_first()
    press(Qt.Key.Key_3)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_2)
    click(strip.view.take_button)
    room.save()
    stored = desk.stored(room).note
    assert stored == SoapNote(
        subjective="Pusing, mual\nPusing 5 hari", objective="TD naik", plan="Kontrol 1 bulan", therapy="Amlodipin 5 mg"
    )
    whole = desk.clinic.house.past_notes.history(desk.clinic.doctor, room.workspace.room.file.encounter_id)
    assert "Pusing, mual" in {step.after for step in whole}

"""One save holds everything typed, or says beside each field why not; then the visit ends where it goes on."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.visit_words import NextPlace, TicketStatus
from ilp_desktop.services.record.visit_writing import SoapNote
from tests.house_fixtures import Clinic
from tests.journeys.pages.room import retype
from tests.ui.hands import focus_widget, press
from tests.ui.room_desk import RoomDesk
from ui.jobs import Jobs
from ui.widgets.room.room_tabs import EXAMINATION, REFERRAL

VITALS = {"sistolik": "150", "diastolik": "95", "nadi": "80", "suhu": "36,7", "berat": "61,5", "tinggi": "158"}
NO_TB = dict.fromkeys(("kontak_erat", "berat_turun", "demam", "keringat_malam", "lesu", "sesak", "kelenjar"), "tidak")
LETTER = {
    "destination_id": "RSUD Contoh",
    "clinic": "Penyakit Dalam",
    "reason_code": "Tanpa TACC",
    "reason_note": "Ekokardiografi tidak tersedia",
    "external_missing": True,
}


@pytest.fixture
def desk(qtbot: QtBot, themed: QApplication, jobs: Jobs, clinic: Clinic) -> RoomDesk:
    return RoomDesk(qtbot, jobs, clinic)


@pytest.mark.parametrize(
    ("typed", "code"),
    [({"sistolik": "80", "diastolik": "120"}, "diastolik"), ({"berat": "500"}, "berat"), ({"nadi": "x"}, "nadi")],
)
def test_impossible_values_are_refused_beside_their_field_and_nothing_is_stored(
    desk: RoomDesk, typed: dict[str, str], code: str
) -> None:
    room = desk.with_patient()
    room.measure(typed)
    room.write(subjective="Pusing")
    room.press_save()
    assert room.vitals.field(code).error() != ""
    assert room.vitals.field(code).editor.hasFocus()
    assert not room.tabs.tabIcon(2).isNull()
    assert not room.page.saving.is_busy
    assert desk.stored(room).note == SoapNote()


def test_unlikely_value_is_asked_once_when_saving(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.measure({"nadi": "170"})
    room.write(subjective="Berdebar")
    room.press_save()
    assert focus_widget() is room.vitals.ask_of("nadi")
    press(Qt.Key.Key_Return)
    room.save()
    assert desk.stored(room).answers["vital_signs"] == {"nadi": 170}


def test_one_save_stores_everything_and_a_second_one_only_what_changed(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.measure(VITALS)
    room.write(subjective="Pusing tiga hari", therapy="Amlodipin 5 mg 1x1")
    room.diagnose("i10")
    room.diagnose("kencing manis")
    room.screen("tb_symptoms", NO_TB | {"batuk": "ya"})
    room.refer(LETTER)
    room.save()
    assert desk.said()[0] == "Tersimpan 07.31."
    file = desk.stored(room)
    assert file.note == SoapNote(subjective="Pusing tiga hari", therapy="Amlodipin 5 mg 1x1")
    assert [given.code for given in file.diagnoses] == ["I10", "E11.9"]
    assert file.answers["vital_signs"]["berat"] == 61.5
    assert file.answers["tb_symptoms"]["batuk"] is True
    assert len(file.referrals) == 1
    assert room.workspace.foot.state_label.text() == "Tersimpan 07.31"
    assert any(text.endswith("selesai") for text in room.workspace.today.texts())
    room.write(plan="Kontrol satu minggu")
    room.save()
    again = desk.stored(room)
    assert again.note.plan == "Kontrol satu minggu"
    assert len(again.referrals) == 1
    assert not room.workspace.has_typing()


def test_save_sent_twice_in_a_row_is_one_save(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.write(subjective="Pusing")
    room.diagnose("i10")
    room.refer(LETTER)
    room.press_save()
    room.press_save()
    desk.qtbot.waitUntil(lambda: not room.page.saving.is_busy, timeout=20_000)
    file = desk.stored(room)
    assert (file.version, len(file.referrals)) == (2, 1)


def test_incomplete_letter_is_refused_beside_its_fields_and_nothing_is_stored(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.write(subjective="Pusing")
    room.diagnose("i10")
    room.refer({"destination_id": "RSUD Contoh", "emergency": True})
    room.press_save()
    form = room.tabs.referral.form
    assert room.tabs.title() == REFERRAL
    told = {name: form.field(name).error() for name in form.form.names() if form.field(name).error()}
    assert set(told) == {"clinic", "external_number", "reason_code", "reason_note", "escort"}
    assert form.clinic.box.hasFocus()
    assert desk.stored(room).note == SoapNote()


def test_letter_without_diagnosis_asks_for_one_in_the_examination(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.refer(LETTER)
    room.press_save()
    assert room.tabs.title() == EXAMINATION
    assert room.tabs.examination.diagnoses.error() == "Rujukan memerlukan paling sedikit satu diagnosis."


def test_letter_is_previewed_as_pdf(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.diagnose("i10")
    room.refer(LETTER)
    room.save()
    room.print_letter()
    desk.qtbot.waitUntil(lambda: bool(desk.papers), timeout=20_000)
    paper = desk.papers[0]
    assert paper.pdf.startswith(b"%PDF")
    assert paper.title == "Surat rujukan 0001/RJK/P9999/XI/2026"
    assert "Siti" not in paper.file_name
    assert "/" not in paper.file_name


def test_unknown_code_left_in_the_search_is_not_passed_over(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.write(subjective="Pusing")
    retype(room.tabs.examination.diagnoses, "Q99.99")
    room.press_save()
    assert room.tabs.examination.diagnoses.error() == "Pilih dari daftar."
    assert desk.stored(room).note == SoapNote()


def test_finishing_saves_first_and_frees_the_room(desk: RoomDesk) -> None:
    room = desk.with_patient()
    encounter_id = room.workspace.room.file.encounter_id
    room.write(subjective="Pusing")
    room.finish(NextPlace.PHARMACY)
    file = desk.clinic.house.encounters.open(desk.clinic.doctor, encounter_id)
    assert (file.finished, file.note.subjective) == (True, "Pusing")
    assert desk.said()[0] == "Siti Aminah selesai, lanjut ke farmasi."
    room.wait_for()


def test_visit_without_any_record_cannot_be_finished(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.try_to_finish(NextPlace.HOME)
    desk.wait_until_said("Pemeriksaan belum disimpan.")
    assert not desk.stored(room).finished


def test_going_on_to_a_hospital_needs_the_letter_first(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.write(subjective="Pusing")
    room.try_to_finish(NextPlace.REFERRED)
    assert room.tabs.title() == REFERRAL
    assert desk.said() == ["Belum ada surat rujukan."]


def test_going_on_to_another_klaster_gives_a_number_there(desk: RoomDesk) -> None:
    room = desk.with_patient()
    desk.qtbot.waitUntil(lambda: len(room.workspace.foot.menu.actions()) == len(NextPlace) + 1)
    room.write(subjective="Hamil, baru diketahui")
    room.workspace.foot.transfer_wanted.emit(Klaster.MOTHER_CHILD)
    desk.wait_until_said("Siti Aminah pindah ke 2 Ibu & Anak dengan nomor A-001.")
    board = desk.clinic.house.queueing.board(desk.clinic.doctor, Klaster.MOTHER_CHILD)
    assert [(row.name, row.status) for row in board] == [("Siti Aminah", TicketStatus.WAITING)]


def test_the_laboratory_sets_the_number_aside_and_the_same_room_calls_it_first(desk: RoomDesk) -> None:
    room = desk.with_patient()
    desk.arrives("Budi")
    room.write(subjective="Demam lima hari")
    room.workspace.foot.laboratory_wanted.emit()
    desk.wait_until_said("Siti Aminah ke laboratorium; tekan Menunggu lagi begitu kembali.")
    waiting = room.page.waiting
    desk.qtbot.waitUntil(lambda: [row.status for row in waiting.rows()].count(TicketStatus.HELD) == 1)
    assert waiting.table.select_key(next(row.ticket_id for row in waiting.rows() if row.name == "Siti Aminah"))
    assert waiting.absent_button.text() == "Menunggu lagi"
    waiting.absent_button.click()
    desk.qtbot.waitUntil(lambda: [row.name for row in waiting.rows()] == ["Siti Aminah", "Budi"])
    assert not desk.stored(room).finished


def test_finished_visit_can_be_read_and_printed_but_not_written(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.write(subjective="Pusing")
    room.finish(NextPlace.HOME)
    room.page.waiting.all_button.click()
    desk.qtbot.waitUntil(desk.jobs.is_idle, timeout=20_000)
    room.open("Siti Aminah")
    assert room.workspace.foot.state_label.text() == "Kunjungan ini sudah selesai"
    assert not room.workspace.foot.save_button.isEnabled()
    assert not room.vitals.isEnabled()
    assert room.tabs.examination.note().subjective == "Pusing"

"""The room of a klaster: calling, opening, examining, saving, finishing, and never losing what was typed."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.visit_words import NextPlace, TicketStatus
from ilp_desktop.services.encounters import GivenDiagnosis, SoapNote
from tests.house_fixtures import Clinic
from tests.journeys.pages.room import Room, retype
from tests.ui.hands import focus_widget, press
from tests.ui.room_desk import RoomDesk
from ui.jobs import Jobs
from ui.widgets.labels import EmptyState
from ui.widgets.room.room_tabs import EXAMINATION, REFERRAL
from ui.widgets.room_page import CLINICIANS_ONLY

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


def cells(room: Room, column: str) -> list[str]:
    """Return what one column of the list says."""
    model = room.page.waiting.model
    number = [one.title for one in model.columns].index(column)
    return [model.columns[number].text(row) for row in model.rows()]


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
    press(Qt.Key.Key_F9, room.page)
    desk.wait_until_said("Tidak ada yang menunggu.")


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
    assert room.tabs.titles() == ("Ringkasan", "Pemeriksaan", "Skrining", "Rujukan", "Dokumen")


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


def test_class_is_told_before_anything_is_stored(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.measure({"sistolik": "190", "diastolik": "125"})
    assert room.vitals.field("diastolik").note.text() == "kisaran hipertensi derajat 3"
    assert "Kisaran hipertensi derajat 3" in room.workspace.header.pill_texts()
    assert room.workspace.foot.state_label.text() == "Ada isian yang belum disimpan"
    assert desk.stored(room).answers == {}


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
    assert not room.tabs.tabIcon(1).isNull()
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
    assert room.workspace.today.count_label.text() == "2 dari 2 formulir terisi"
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
    desk.qtbot.waitUntil(lambda: len(room.workspace.foot.menu.actions()) == len(NextPlace))
    room.write(subjective="Hamil, baru diketahui")
    room.workspace.foot.transfer_wanted.emit(Klaster.MOTHER_CHILD)
    desk.wait_until_said("Siti Aminah pindah ke 2 Ibu & Anak dengan nomor A-001.")
    board = desk.clinic.house.queueing.board(desk.clinic.doctor, Klaster.MOTHER_CHILD)
    assert [(row.name, row.status) for row in board] == [("Siti Aminah", TicketStatus.WAITING)]


def test_finished_visit_can_be_read_and_printed_but_not_written(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.write(subjective="Pusing")
    room.finish(NextPlace.HOME)
    room.page.waiting.all_button.click()
    room.open("Siti Aminah")
    assert room.workspace.foot.state_label.text() == "Kunjungan ini sudah selesai"
    assert not room.workspace.foot.save_button.isEnabled()
    assert not room.vitals.isEnabled()
    assert room.tabs.examination.note().subjective == "Pusing"


def test_stale_save_keeps_the_typing_and_says_who_saved_meanwhile(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.write(subjective="Pusing", plan="Kontrol")
    desk.colleague_writes(room, SoapNote(subjective="Nyeri kepala", therapy="Parasetamol"))
    room.press_save()
    desk.wait_until_said("Data ini baru saja diubah oleh Kepala Contoh")
    desk.qtbot.waitUntil(room.workspace.strip.isVisible, timeout=20_000)
    note = room.tabs.examination.note()
    assert (note.subjective, note.plan, note.therapy) == ("Pusing", "Kontrol", "Parasetamol")
    assert "Kepala Contoh" in room.workspace.strip.text_label.text()
    assert "Subjektif" in room.workspace.strip.text_label.text()
    assert desk.stored(room).note.subjective == "Nyeri kepala"
    room.workspace.strip.mine_button.click()
    room.save()
    assert desk.stored(room).note == SoapNote(subjective="Pusing", plan="Kontrol", therapy="Parasetamol")


def test_what_a_colleague_stored_can_be_taken_instead(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.write(subjective="Pusing")
    desk.colleague_writes(room, SoapNote(subjective="Nyeri kepala"))
    room.page.on_changed(frozenset({"encounter"}))
    desk.qtbot.waitUntil(room.workspace.strip.isVisible, timeout=20_000)
    room.workspace.strip.stored_button.click()
    assert room.tabs.examination.note() == SoapNote(subjective="Nyeri kepala")
    assert not room.workspace.has_typing()


def test_change_elsewhere_is_shown_where_nothing_is_typed(desk: RoomDesk) -> None:
    room = desk.with_patient()
    desk.colleague_writes(room, SoapNote(subjective="Nyeri kepala"))
    room.page.on_changed(frozenset({"encounter"}))
    desk.qtbot.waitUntil(lambda: room.tabs.examination.note().subjective == "Nyeri kepala", timeout=20_000)
    assert room.workspace.strip.isHidden()
    room.write(plan="Kontrol")
    room.save()


def test_typing_is_kept_while_another_patient_is_open_and_never_mixed(desk: RoomDesk) -> None:
    desk.arrives("Budi Santoso")
    room = desk.with_patient("Siti Aminah")
    room.measure({"sistolik": "150"})
    room.write(subjective="Pusing Siti")
    room.diagnose("i10")
    room.refer({"clinic": "Penyakit Dalam"})
    room.back()
    assert cells(room, "Status")[[row.name for row in room.rows()].index("Siti Aminah")].endswith("belum disimpan")
    room.open("Budi Santoso")
    assert room.tabs.examination.note() == SoapNote()
    assert room.tabs.examination.given() == ()
    assert room.vitals.is_blank()
    assert not room.tabs.referral.form.has_typing()
    room.write(subjective="Batuk Budi")
    room.back()
    room.open("Siti Aminah")
    assert room.tabs.title() == REFERRAL
    assert room.tabs.examination.note().subjective == "Pusing Siti"
    assert [given.code for given in room.tabs.examination.given()] == ["I10"]
    assert room.vitals.field("sistolik").text() == "150"
    assert room.tabs.referral.form.clinic.value() == "Penyakit Dalam"
    assert desk.stored(room).note == SoapNote()


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
    assert focus_widget() is room.tabs.examination.form.field("therapy").editor


def test_summary_tells_why_the_patient_stands_here_and_what_was_before(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.go_to("Ringkasan")
    summary = room.tabs.summary
    desk.qtbot.waitUntil(lambda: summary.model.rowCount() == 1)
    assert "klaster 3 Dewasa & Lansia" in summary.reasons.text()
    assert "Datang pukul 07.31" in summary.reasons.text()
    summary.table.select_first()
    assert "Keluhan: pusing" in summary.details.text()


def test_only_clinicians_may_enter_and_the_others_read_why(desk: RoomDesk) -> None:
    desk.arrives("Siti Aminah")
    room = desk.show(desk.clinic.desk)
    reason = room.page.findChild(EmptyState)
    assert isinstance(reason, EmptyState)
    assert reason.text_label.text() == CLINICIANS_ONLY
    assert reason.isVisible()
    room.page.on_changed(frozenset({"ticket"}))


def test_unknown_code_left_in_the_search_is_not_passed_over(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.write(subjective="Pusing")
    retype(room.tabs.examination.diagnoses, "Q99.99")
    room.press_save()
    assert room.tabs.examination.diagnoses.error() == "Pilih dari daftar."
    assert desk.stored(room).note == SoapNote()


def test_klaster_without_a_room_says_so_when_somebody_is_called(desk: RoomDesk) -> None:
    room = desk.show(klaster=Klaster.INFECTIOUS)
    press(Qt.Key.Key_F9, room.page)
    assert desk.said() == ["Belum ada ruang untuk klaster 4 Penyakit Menular."]

"""The written record on the screen: what fits, what is signed and corrected, what stands beside the note."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.visit_words import NextPlace
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.person.allergies import NewAllergy
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import Certainty, GivenDiagnosis, SoapNote
from tests.house_fixtures import Clinic
from tests.journeys.pages.room import Room
from tests.ui.hands import click, focus_widget, press, type_text
from tests.ui.room_desk import RoomDesk
from ui.jobs import Jobs
from ui.widgets.diagnosis_list import DiagnosisList
from ui.widgets.patient_header import AGAINST
from ui.widgets.room.record.allergy_panel import AllergyPanel
from ui.widgets.room.record.consent_panel import ConsentPanel
from ui.widgets.room.record.copy_panel import CopyPanel
from ui.widgets.room.record.history_panel import HistoryPanel
from ui.widgets.room.record.problem_panel import ProblemPanel
from ui.widgets.room.record.record_bar import ALLERGIES, CONSENTS, COPY, HISTORY, PROBLEMS, RecordBar

ALT = Qt.KeyboardModifier.AltModifier
MOST_KEYS, MOST_LETTERS = 16, 40
KEYS_OF_THE_MENU = 3
"""Alt+E, an arrow and Enter; without a screen no menu can take the keyboard."""


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


def look_up(desk: RoomDesk, diagnoses: DiagnosisList, text: str) -> None:
    diagnoses.box.setFocus()
    with desk.qtbot.waitSignal(diagnoses.box.searched, timeout=20_000):
        type_text(text, diagnoses.box)
    press(Qt.Key.Key_Return, diagnoses.box)


def test_a_pregnancy_code_in_a_man_is_refused_beside_its_field_at_once(desk: RoomDesk) -> None:
    room = desk.with_patient("Budi", sex=Sex.MALE)
    diagnoses = room.tabs.examination.diagnoses
    look_up(desk, diagnoses, "O14.9")
    assert diagnoses.value() == ()
    assert diagnoses.error() == "O14.9 ialah kode kehamilan, persalinan, atau nifas; pasien ini laki-laki."


def test_a_code_of_babies_in_a_child_is_asked_and_can_be_confirmed_with_the_keyboard(desk: RoomDesk) -> None:
    desk.arrives("Anak Uji", birth_date=date(2024, 1, 1))
    room = desk.show(klaster=Klaster.MOTHER_CHILD)
    room.open("Anak Uji")
    room.write(subjective="Kontrol")
    diagnoses = room.tabs.examination.diagnoses
    look_up(desk, diagnoses, "P07.3")
    assert "Tekan Benar bila memang demikian." in diagnoses.error()
    room.press_save()
    assert desk.stored(room).diagnoses == ()
    (row,) = diagnoses.rows()
    row.sure_button.setFocus()
    press(Qt.Key.Key_Space)
    room.save()
    assert desk.stored(room).diagnoses == (GivenDiagnosis("P07.3", sure=True),)


def test_a_diagnosis_becomes_definite_at_a_press_and_a_known_problem_is_an_old_case(desk: RoomDesk) -> None:
    room = desk.with_patient()
    clinic, person = desk.clinic, room.workspace.room.file.patient.person_id
    clinic.house.problems.add(clinic.doctor, person, "I10", date(2024, 1, 5))
    room.page.saving.read_again()
    settle(desk)
    assert "1 masalah aktif" in room.workspace.header.pill_texts()
    room.diagnose("i10")
    (row,) = room.tabs.examination.diagnoses.rows()
    assert (row.case_button.text(), row.certainty_button.text()) == ("Lama", "Kerja")
    click(row.certainty_button)
    room.save()
    wanted = GivenDiagnosis("I10", new_case=False, certainty=Certainty.DEFINITE)
    assert desk.stored(room).diagnoses == (wanted,)


def test_twenty_thousand_letters_fit_and_one_more_is_said_beside_the_field_with_nothing_lost(desk: RoomDesk) -> None:
    room = desk.with_patient()
    field = room.tabs.examination.form.field("subjective")
    field.editor.setFocus()
    QApplication.clipboard().setText("x" * 20_000)
    press(Qt.Key.Key_V, held=Qt.KeyboardModifier.ControlModifier)
    assert field.error() == ""
    type_text("y")
    assert field.error().startswith("Paling panjang 20.000 huruf; isian ini 20.001.")
    room.press_save()
    assert desk.stored(room).note == SoapNote()
    assert len(field.text()) == 20_001
    press(Qt.Key.Key_Backspace)
    assert field.error() == ""
    room.save()
    assert len(desk.stored(room).note.subjective) == 20_000


def test_further_history_and_education_fold_until_asked_for_and_stay_open_where_something_stands(
    desk: RoomDesk,
) -> None:
    room = desk.with_patient()
    education = room.tabs.examination.form.field("education")
    assert not education.isVisible()
    press(Qt.Key.Key_R, room.page, ALT)
    desk.qtbot.waitUntil(lambda: focus_widget() is room.tabs.examination.form.field("present_illness").editor)
    room.write(education="Diet rendah garam")
    room.save()
    assert desk.stored(room).note.education == "Diet rendah garam"
    room.back()
    room.open("Siti Aminah")
    assert room.tabs.examination.form.field("education").isVisible()


def test_a_short_word_becomes_its_text_at_space_or_tab_and_can_be_undone(desk: RoomDesk) -> None:
    texts, doctor = desk.clinic.house.short_texts, desk.clinic.doctor
    texts.keep(doctor, ".batuk", "Batuk berdahak tiga hari")
    texts.keep(doctor, ".ctrl", "Kontrol satu bulan")
    room = desk.with_patient()
    settle(desk)
    form = room.tabs.examination.form
    form.field("subjective").editor.setFocus()
    type_text("Demam. .batuk")
    press(Qt.Key.Key_Space)
    assert form.field("subjective").text() == "Demam. Batuk berdahak tiga hari"
    type_text(" .lain ")
    assert form.field("subjective").text() == "Demam. Batuk berdahak tiga hari .lain"
    form.field("plan").editor.setFocus()
    type_text(".ctrl")
    press(Qt.Key.Key_Tab)
    assert form.field("plan").text() == "Kontrol satu bulan"
    press(Qt.Key.Key_Z, held=Qt.KeyboardModifier.ControlModifier)
    assert form.field("plan").text() == ".ctrl"


def test_an_allergy_told_after_the_drug_is_flagged_in_panel_header_and_beneath_the_therapy(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.write(subjective="Batuk", therapy="Amoxicillin 500 mg 3x1")
    room.save()
    press(Qt.Key.Key_A, room.page, ALT)
    panel = bar_of(room).panel(ALLERGIES)
    assert isinstance(panel, AllergyPanel)
    settle(desk)
    assert panel.texts() == ["Belum ditanyakan."]
    type_text("Penisilin")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_1)
    click(panel.save_button)
    desk.qtbot.waitUntil(lambda: AGAINST in room.workspace.header.pill_texts(), timeout=20_000)
    settle(desk)
    assert panel.texts()[0].startswith("Penisilin · obat (dr. Ratna Contoh")
    assert "Amoxicillin 500 mg 3x1 termasuk golongan penisilin" in panel.alert_label.text()
    assert "golongan penisilin" in room.tabs.examination.form.field("therapy").note.text()
    assert room.workspace.header.pill_texts()[0] == "Alergi: Penisilin"


def test_no_known_allergy_is_dated_in_the_header_and_pressing_the_chip_opens_the_list(desk: RoomDesk) -> None:
    room = desk.with_patient()
    click(room.workspace.header._pills[0])
    panel = bar_of(room).panel(ALLERGIES)
    assert isinstance(panel, AllergyPanel)
    assert panel.isVisible()
    click(panel.none_button)
    desk.qtbot.waitUntil(
        lambda: room.workspace.header.pill_texts()[0] == "Alergi: tidak ada, ditanya 23-11-2026", timeout=20_000
    )
    press(Qt.Key.Key_Escape, panel.form.field("substance").editor)
    assert not panel.isVisible()
    assert room.vitals.isVisible()


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


def test_lines_of_earlier_visits_are_taken_over_one_by_one_and_measures_never(desk: RoomDesk) -> None:
    clinic = desk.clinic
    ticket = desk.arrives()
    note = SoapNote("Pusing\nTD 150/90", objective="Murmur", therapy="Amlodipin 5 mg 1x1")
    clinic.house.encounters.record(
        clinic.doctor, Examination(clinic.new_id(), ticket.encounter_id, 1, note, (GivenDiagnosis("I10"),))
    )
    first = clinic.house.encounters.open(clinic.doctor, ticket.encounter_id)
    clinic.house.encounters.finish(clinic.doctor, ticket.encounter_id, first.version, NextPlace.HOME)
    clinic.clock.forward(timedelta(minutes=1))
    clinic.visit(first.patient.person_id)
    room = desk.show()
    room.open("Siti Aminah")
    room.write(therapy="Metformin 500 mg")
    press(Qt.Key.Key_C, room.page, ALT)
    panel = bar_of(room).panel(COPY)
    assert isinstance(panel, CopyPanel)
    settle(desk)
    lines = [panel.list.item(number).text() for number in range(panel.list.count())]
    assert lines[1:] == ["Subjektif: Pusing", "Subjektif: TD 150/90", "Terapi: Amlodipin 5 mg 1x1"]
    assert not panel.list.item(2).flags() & Qt.ItemFlag.ItemIsEnabled
    assert not panel.take_button.isEnabled()
    panel.list.setCurrentRow(3)
    press(Qt.Key.Key_Space, panel.list)
    click(panel.take_button)
    assert room.tabs.examination.note() == SoapNote(therapy="Metformin 500 mg\nAmlodipin 5 mg 1x1")
    assert room.workspace.has_typing()


def test_a_diagnosis_becomes_a_problem_and_a_problem_a_diagnosis(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.diagnose("i10")
    press(Qt.Key.Key_M, room.page, ALT)
    panel = bar_of(room).panel(PROBLEMS)
    assert isinstance(panel, ProblemPanel)
    click(panel.buttons()[0])
    desk.qtbot.waitUntil(lambda: bar_of(room).buttons[PROBLEMS].text() == "Masalah (1)", timeout=20_000)
    room.tabs.examination.diagnoses.set_value(())
    click(panel.buttons()[0])
    assert [one.code for one in room.tabs.examination.given()] == ["I10"]


def test_a_consent_is_asked_for_in_full_kept_and_printed(desk: RoomDesk) -> None:
    room = desk.with_patient()
    press(Qt.Key.Key_P, room.page, ALT)
    panel = bar_of(room).panel(CONSENTS)
    assert isinstance(panel, ConsentPanel)
    type_text("Insisi abses")
    click(panel.save_button)
    desk.qtbot.waitUntil(lambda: panel.form.field("explained").error() != "", timeout=20_000)
    assert panel.form.field("action").text() == "Insisi abses"
    values = {"explained": ("risks",), "given": "setuju", "signer": "Siti Aminah", "signer_relation": "Pasien sendiri"}
    panel.form.set_values(values)
    click(panel.save_button)
    desk.qtbot.waitUntil(lambda: bool(desk.papers), timeout=20_000)
    assert desk.papers[0].pdf.startswith(b"%PDF")
    assert panel.form.field("action").text() == ""


class KeysCounted(QObject):
    """Counts the keys that are pressed: letters of words, and all others."""

    def __init__(self) -> None:
        super().__init__()
        self.letters = self.keys = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is focus_widget():
            plain = event.text().isprintable() and event.text() != "" and not event.modifiers() & ALT
            self.letters += plain
            self.keys += not plain
        return super().eventFilter(watched, event)


def test_a_returning_hypertensive_diabetic_takes_few_keys_and_no_mouse(desk: RoomDesk) -> None:
    clinic, person = desk.clinic, desk.arrives().encounter_id
    for word, text in ((".ht", "Kontrol rutin, tidak ada keluhan"), (".obat", "Amlodipin 5 mg 1x1\nMetformin 500 mg")):
        clinic.house.short_texts.keep(clinic.doctor, word, text)
    patient = clinic.house.encounters.open(clinic.doctor, person).patient.person_id
    for code in ("I10", "E11.9"):
        clinic.house.problems.add(clinic.doctor, patient, code, date(2024, 1, 5))
    room = desk.show()
    room.select("Siti Aminah")
    counted = KeysCounted()
    program = QApplication.instance()
    assert program is not None
    program.installEventFilter(counted)
    press(Qt.Key.Key_Return, room.page.waiting.table)
    desk.qtbot.waitUntil(room.page.is_folded, timeout=20_000)
    settle(desk)
    for value in ("138", "86"):
        type_text(value)
        press(Qt.Key.Key_Return)
    press(Qt.Key.Key_J, held=ALT)
    type_text(".ht")
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_D, held=ALT)
    diagnoses = room.tabs.examination.diagnoses
    for text in ("i10", "e11.9"):
        with desk.qtbot.waitSignal(diagnoses.box.searched, timeout=20_000):
            type_text(text)
        press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    type_text(".obat")
    press(Qt.Key.Key_Space)
    room.finish(NextPlace.PHARMACY)
    counted.keys += KEYS_OF_THE_MENU
    program.removeEventFilter(counted)
    stored = clinic.house.encounters.open(clinic.doctor, person)
    assert stored.answers["vital_signs"] == {"sistolik": 138, "diastolik": 86}
    assert [(one.code, one.new_case) for one in stored.diagnoses] == [("I10", False), ("E11.9", False)]
    assert stored.note.therapy.startswith("Amlodipin")
    assert (stored.finished, stored.unsigned, len(stored.signatures)) == (True, False, 1)
    assert 0 < counted.keys <= MOST_KEYS
    assert 0 < counted.letters <= MOST_LETTERS


def test_an_allergy_typed_and_not_stored_is_there_again_when_the_patient_is(desk: RoomDesk) -> None:
    desk.arrives("Budi")
    room = desk.with_patient()
    press(Qt.Key.Key_A, room.page, ALT)
    type_text("Udang")
    room.back()
    room.open("Budi")
    panel = bar_of(room).panel(ALLERGIES)
    assert isinstance(panel, AllergyPanel)
    assert panel.form.field("substance").text() == ""
    room.back()
    room.open("Siti Aminah")
    assert panel.form.field("substance").text() == "Udang"


def test_header_tells_of_an_allergy_with_its_severity(desk: RoomDesk) -> None:
    ticket = desk.arrives()
    clinic = desk.clinic
    person = clinic.house.encounters.open(clinic.doctor, ticket.encounter_id).patient.person_id
    clinic.house.allergies.add(clinic.doctor, NewAllergy(clinic.new_id(), person, "Sulfa"))
    room = desk.show()
    room.open("Siti Aminah")
    assert room.workspace.header.pill_texts()[0] == "Alergi: Sulfa"

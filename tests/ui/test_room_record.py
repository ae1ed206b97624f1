"""The written record on the screen: what fits, folds and is typed shortly, and how few keys a visit takes."""

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.care.prognosis import PROGNOSES
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.visit_words import NextPlace
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.record.visit_writing import Certainty, GivenDiagnosis, SoapNote
from tests.house_fixtures import Clinic
from tests.ui.hands import click, focus_widget, press, type_text
from tests.ui.room_desk import RoomDesk
from ui.jobs import Jobs
from ui.widgets.diagnosis_list import DiagnosisList

ALT = Qt.KeyboardModifier.AltModifier
MOST_KEYS, MOST_LETTERS = 16, 40
KEYS_OF_THE_MENU = 3
"""Alt+E, an arrow and Enter; without a screen no menu can take the keyboard."""


@pytest.fixture
def desk(qtbot: QtBot, themed: QApplication, jobs: Jobs, clinic: Clinic) -> RoomDesk:
    return RoomDesk(qtbot, jobs, clinic)


def settle(desk: RoomDesk) -> None:
    """Wait until nothing is read or written any more."""
    desk.qtbot.waitUntil(desk.jobs.is_idle, timeout=20_000)


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
    room.measure({"nadi": "80"})
    room.save()
    authors = room.tabs.examination.authors.text()
    assert "I10: dr. Ratna Contoh, 23-11-2026 07.31" in authors
    assert "Tanda vital dan antropometri: dr. Ratna Contoh, 23-11-2026 07.31" in authors
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


def test_a_prognosis_is_chosen_by_a_letter_and_stands_again_when_the_visit_is_opened(desk: RoomDesk) -> None:
    room = desk.with_patient()
    press(Qt.Key.Key_R, room.page, ALT)
    fields = [room.tabs.examination.form.field(name) for name in PROGNOSES]
    desk.qtbot.waitUntil(fields[0].isVisible)
    for field, letter in zip(fields, "bdm", strict=True):
        field.setFocus()
        type_text(letter)
    assert [field.text() for field in fields] == ["bonam", "dubia", "malam"]
    assert [field.note.text() for field in fields] == ["baik", "tidak tentu", "buruk"]
    room.save()
    note = desk.stored(room).note
    assert [getattr(note, name) for name in PROGNOSES] == ["bonam", "dubia", "malam"]
    room.back()
    room.open("Siti Aminah")
    assert [room.tabs.examination.form.field(name).value() for name in PROGNOSES] == ["bonam", "dubia", "malam"]


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
    press(Qt.Key.Key_Return)  # no further diagnosis
    press(Qt.Key.Key_Return)  # no action
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

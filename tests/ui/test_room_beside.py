"""What stands beside the note: allergies, problems, consents, lines of earlier visits."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.queue.visit_words import NextPlace
from ilp_desktop.services.person.allergies import NewAllergy
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import GivenDiagnosis, SoapNote
from tests.house_fixtures import TODAY, Clinic
from tests.journeys.pages.room import Room
from tests.ui.hands import click, focus_widget, press, type_text
from tests.ui.room_desk import RoomDesk
from ui.jobs import Jobs
from ui.widgets.patient_header import AGAINST
from ui.widgets.room.record.allergy_panel import AllergyPanel
from ui.widgets.room.record.consent_panel import ConsentPanel
from ui.widgets.room.record.copy_panel import CopyPanel
from ui.widgets.room.record.problem_panel import ProblemPanel
from ui.widgets.room.record.record_bar import ALLERGIES, CONSENTS, COPY, PROBLEMS, RecordBar

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def desk(qtbot: QtBot, themed: QApplication, jobs: Jobs, clinic: Clinic) -> RoomDesk:
    return RoomDesk(qtbot, jobs, clinic)


def bar_of(room: Room) -> RecordBar:
    return room.tabs.examination.bar


def settle(desk: RoomDesk) -> None:
    """Wait until nothing is read or written any more."""
    desk.qtbot.waitUntil(desk.jobs.is_idle, timeout=20_000)


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


def test_a_problem_is_put_on_the_list_without_a_visits_code_and_ended_with_a_day(desk: RoomDesk) -> None:
    room = desk.with_patient()
    press(Qt.Key.Key_M, room.page, ALT)
    panel = bar_of(room).panel(PROBLEMS)
    assert isinstance(panel, ProblemPanel)
    assert focus_widget() is panel.problem.line
    press(Qt.Key.Key_Return, panel.add_button)
    desk.qtbot.waitUntil(lambda: panel.problem.error().startswith("Pilih kodenya"), timeout=20_000)
    panel.problem.line.setFocus()
    type_text("Tinggal sendiri")
    panel.form.field("day").set_value(date(2026, 11, 1))
    press(Qt.Key.Key_Return, panel.add_button)
    desk.wait_until_said("Masuk daftar masalah")
    settle(desk)
    (known,) = desk.stored(room).problems
    assert (known.code, known.words, known.began_on) == ("", "Tinggal sendiri", date(2026, 11, 1))
    assert panel.problem.text() == ""
    panel.problem.line.setFocus()
    with desk.qtbot.waitSignal(panel.problem.box.searched, timeout=20_000):
        type_text("j45.9")
    press(Qt.Key.Key_Return)
    assert panel.problem.code() == "J45.9"
    (over,) = panel.buttons()
    click(over)
    desk.wait_until_said("Masalah selesai")
    settle(desk)
    assert panel.problem.code() == "J45.9"
    press(Qt.Key.Key_Return, panel.add_button)
    desk.qtbot.waitUntil(lambda: len(desk.stored(room).problems) == 2, timeout=20_000)
    settle(desk)
    active, ended = desk.stored(room).problems
    assert (active.code, ended.words, ended.resolved_on) == ("J45.9", "Tinggal sendiri", TODAY)
    assert "1 masalah aktif" in room.workspace.header.pill_texts()


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

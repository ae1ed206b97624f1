"""Two clinicians in one visit: forms come together question by question, and only what both answered is asked."""

from collections.abc import Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.order.action_writing import ACTIONS, GivenAction
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import GivenDiagnosis
from tests.house_fixtures import Clinic
from tests.journeys.pages.room import Room
from tests.ui.hands import focus_widget, press
from tests.ui.room_desk import RoomDesk
from ui.jobs import Jobs
from ui.widgets.room.visit_workspace import JOINED

VITALS = "vital_signs"


@pytest.fixture
def desk(qtbot: QtBot, themed: QApplication, jobs: Jobs, clinic: Clinic) -> RoomDesk:
    return RoomDesk(qtbot, jobs, clinic)


def colleague_fills(desk: RoomDesk, room: Room, typed: Mapping[str, str], *codes: str, acts: str = "") -> None:
    """Let the head of the Puskesmas store vital signs, with diagnoses and an action, for the visit that is open."""
    file = desk.stored(room)
    given = tuple(map(GivenDiagnosis, codes)) or file.diagnoses
    wanted = Examination(
        *(desk.clinic.new_id(), file.encounter_id, file.version, file.note, given),
        forms=(FilledForm(VITALS, dict(typed)),),
        actions=(GivenAction(acts, done_by=desk.clinic.head.staff_id),) if acts else file.actions,
    )
    desk.clinic.house.encounters.record(desk.clinic.head, wanted)


def refused(desk: RoomDesk, room: Room) -> None:
    """Save in vain, and wait until both are shown."""
    room.press_save()
    desk.qtbot.waitUntil(room.workspace.strip.isVisible, timeout=20_000)
    desk.qtbot.waitUntil(desk.jobs.is_idle, timeout=20_000)


def test_only_the_questions_both_answered_are_asked_and_the_keys_choose(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.measure({"sistolik": "150", "diastolik": "90", "suhu": "36,8"})
    colleague_fills(desk, room, {"sistolik": "138", "diastolik": "90", "nadi": "88", "napas": "18", "suhu": "37,4"})
    refused(desk, room)
    view = room.workspace.strip.view
    assert view.form.names() == (f"{VITALS}.sistolik", f"{VITALS}.suhu")
    texts = [one.text() for one in view.findChildren(QLabel)]
    assert "Tanda vital dan antropometri: Tekanan darah sistolik: 150 mmHg" in texts
    assert "Tanda vital dan antropometri: Tekanan darah sistolik: 138 mmHg" in texts
    assert "Tersimpan, Kepala Contoh" in texts
    assert (room.vitals.field("nadi").text(), room.vitals.field("sistolik").text()) == ("88", "150")
    assert view.form.isAncestorOf(focus_widget())
    for key in (Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_2, Qt.Key.Key_Return, Qt.Key.Key_Return):
        press(key)
    assert room.workspace.strip.isHidden()
    assert focus_widget() is room.workspace.foot.save_button
    room.save()
    stored = desk.stored(room).answers[VITALS]
    wanted = {"sistolik": 150, "diastolik": 90, "nadi": 88, "napas": 18, "suhu": 37.4}
    assert {code: stored[code] for code in wanted} == wanted


def test_what_does_not_clash_comes_together_and_is_saved_with_the_next_press(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.measure({"sistolik": "150", "diastolik": "90"})
    colleague_fills(desk, room, {"nadi": "88"}, "J06.9")
    room.press_save()
    desk.qtbot.waitUntil(lambda: room.vitals.field("nadi").text() == "88", timeout=20_000)
    desk.qtbot.waitUntil(desk.jobs.is_idle, timeout=20_000)
    assert room.workspace.strip.isHidden()
    assert any(text.startswith("Data ini baru saja diubah oleh Kepala Contoh") for text in desk.said())
    room.save()
    stored = desk.stored(room)
    assert {code: stored.answers[VITALS][code] for code in ("sistolik", "diastolik", "nadi")} == {
        "sistolik": 150,
        "diastolik": 90,
        "nadi": 88,
    }
    assert [one.code for one in stored.diagnoses] == ["J06.9"]


def test_a_change_that_is_heard_of_while_typing_is_told_and_joined(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.measure({"sistolik": "150"})
    colleague_fills(desk, room, {"nadi": "88"})
    room.page.on_changed(frozenset({"encounter"}))
    desk.wait_until_said(JOINED)
    assert (room.vitals.field("sistolik").text(), room.vitals.field("nadi").text()) == ("150", "88")
    room.measure({"diastolik": "90"})
    room.save()
    assert desk.stored(room).answers[VITALS]["nadi"] == 88


def test_a_second_change_leaves_the_first_question_open(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.measure({"sistolik": "150", "diastolik": "90"})
    colleague_fills(desk, room, {"sistolik": "138", "diastolik": "90"})
    refused(desk, room)
    colleague_fills(desk, room, {"sistolik": "138", "diastolik": "84", "nadi": "90"})
    refused(desk, room)
    desk.qtbot.waitUntil(lambda: room.vitals.field("nadi").text() == "90", timeout=20_000)
    assert room.workspace.strip.view.form.names() == (f"{VITALS}.sistolik",)
    room.workspace.strip.stored_button.click()
    assert room.vitals.field("sistolik").text() == "138"
    assert room.vitals.field("diastolik").text() == "84"


def test_diagnoses_and_actions_of_both_may_stand_and_other_typing_outlives_the_choice(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.write(plan="Kontrol")
    room.diagnose("i10")
    actions = room.tabs.examination.action_list
    actions.set_value((GivenAction("89.52"),))
    colleague_fills(desk, room, {"nadi": "88"}, "J06.9", acts="93.94")
    refused(desk, room)
    view = room.workspace.strip.view
    assert view.form.names() == ("diagnoses", ACTIONS)
    for key in (Qt.Key.Key_3, Qt.Key.Key_Return, Qt.Key.Key_3, Qt.Key.Key_Return, Qt.Key.Key_Return):
        press(key)
    room.save()
    stored = desk.stored(room)
    assert [one.code for one in stored.diagnoses] == ["J06.9", "I10"]
    assert [one.code for one in stored.actions] == ["93.94", "89.52"]
    assert stored.note.plan == "Kontrol"


def test_what_is_taken_up_later_knows_what_it_stood_on(desk: RoomDesk) -> None:
    room = desk.with_patient()
    colleague_fills(desk, room, {"sistolik": "138", "diastolik": "90", "nadi": "88"})
    room.page.saving.read_again()
    desk.qtbot.waitUntil(lambda: room.vitals.field("nadi").text() == "88", timeout=20_000)
    room.measure({"suhu": "36,8"})
    room.back()
    encounter = room.workspace.room.file.encounter_id
    file = desk.clinic.house.encounters.open(desk.clinic.head, encounter)
    corrected = FilledForm(VITALS, {"sistolik": "130", "diastolik": "90", "nadi": "88"})
    wanted = Examination(desk.clinic.new_id(), encounter, file.version, file.note, forms=(corrected,))
    desk.clinic.house.encounters.record(desk.clinic.head, wanted)
    room.open("Siti Aminah")
    assert room.workspace.strip.isHidden()
    assert room.vitals.field("sistolik").text() == "130"
    assert room.vitals.field("suhu").text() == "36,8"
    room.save()
    assert desk.stored(room).answers[VITALS] == {"sistolik": 130, "diastolik": 90, "nadi": 88, "suhu": 36.8}

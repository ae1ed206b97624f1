"""Keys that lead from tab to tab of a visit, and codes the patient is known by."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.house_fixtures import Clinic
from tests.journeys.pages.room import Room
from tests.services.charted import Written, next_day, write
from tests.ui.hands import focus_widget, press, type_text
from tests.ui.room_desk import RoomDesk
from ui.jobs import Jobs
from ui.widgets.room.room_tabs import ALWAYS, EXAMINATION, ORDERS, SUMMARY

CONTROL = Qt.KeyboardModifier.ControlModifier
DIGITS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_6, Qt.Key.Key_7)


@pytest.fixture
def desk(qtbot: QtBot, themed: QApplication, jobs: Jobs, clinic: Clinic) -> RoomDesk:
    return RoomDesk(qtbot, jobs, clinic)


def go(room: Room, key: Qt.Key) -> None:
    press(key, room.page, CONTROL)


def test_each_tab_has_a_key_that_it_says_and_starts_with_something_in_focus(desk: RoomDesk) -> None:
    room = desk.with_patient()
    for key, title in zip(DIGITS, ALWAYS, strict=True):
        go(room, key)
        assert room.tabs.title() == title
        assert room.tabs.tabToolTip(room.tabs.currentIndex()) == f"{title} (Ctrl+{key.value - Qt.Key.Key_0.value})"
        assert room.tabs.currentWidget().isAncestorOf(focus_widget()) or focus_widget() is room.tabs.currentWidget()
        assert focus_widget().isVisible()


def test_a_key_leads_back_to_the_very_field_and_a_new_patient_starts_at_the_top(desk: RoomDesk) -> None:
    room = desk.with_patient()
    press(Qt.Key.Key_J, room.page, Qt.KeyboardModifier.AltModifier)
    note = focus_widget()
    go(room, Qt.Key.Key_2)
    assert room.tabs.title() == SUMMARY
    go(room, Qt.Key.Key_3)
    assert focus_widget() is note
    press(Qt.Key.Key_PageDown, room.page, CONTROL)
    press(Qt.Key.Key_PageUp, room.page, CONTROL)
    assert (room.tabs.title(), focus_widget()) == (EXAMINATION, note)
    go(room, Qt.Key.Key_5)
    assert room.tabs.title() == ORDERS
    room.back()
    desk.arrives("Budi Santoso")
    room.page.reload(frozenset({"ticket"}))
    room.open("Budi Santoso")
    go(room, Qt.Key.Key_5)
    go(room, Qt.Key.Key_3)
    assert focus_widget() is room.tabs.examination.vitals.field("sistolik").editor


def test_an_empty_search_offers_problems_first_then_the_diagnoses_of_the_last_visit(desk: RoomDesk) -> None:
    clinic = desk.clinic
    person = clinic.register().person_id
    write(clinic, person, clinic.doctor, Written(("E11.9", "J06.9")))
    clinic.house.problems.add(clinic.doctor, person, "M54.5", date(2024, 1, 5))
    next_day(clinic)
    clinic.visit(person)
    room = desk.show()
    room.open("Siti Aminah")
    diagnoses = room.tabs.examination.diagnoses
    diagnoses.box.setFocus()
    taken = []
    for _ in range(3):
        with desk.qtbot.waitSignal(diagnoses.box.searched, timeout=20_000):
            press(Qt.Key.Key_Down)
        first = diagnoses.box.popup().model.suggestion(0)
        taken.append((first.value, first.detail))
        press(Qt.Key.Key_Return)
    assert taken == [
        ("M54.5", "Masalah aktif sejak 05-01-2024"),
        ("E11.9", "Diagnosis kunjungan 23-11-2026"),
        ("J06.9", "Diagnosis kunjungan 23-11-2026"),
    ]
    kinds = [(one.code, one.new_case) for one in diagnoses.value()]
    assert kinds == [("M54.5", False), ("E11.9", False), ("J06.9", True)]  # a cold comes anew, diabetes stays
    with desk.qtbot.waitSignal(diagnoses.box.searched, timeout=20_000):
        type_text("j06")
    assert diagnoses.box.popup().model.suggestion(0).value == "J06.9"

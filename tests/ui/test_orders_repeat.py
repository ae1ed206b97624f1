"""Repeating a prescription: medicine by medicine, with today's doubts, and nothing that is begun is lost."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.services.order.order_data import Prescribed
from tests.house_fixtures import Clinic
from tests.journeys.pages.room import Room
from tests.services.test_orders import AMLODIPINE, FREE
from tests.services.test_past_medicines import prescribed
from tests.ui.hands import focus_widget, press
from tests.ui.ordering import orders_of, save
from tests.ui.room_desk import RoomDesk
from ui.jobs import Jobs
from ui.widgets.room.orders_tab import OrdersTab

ALT = Qt.KeyboardModifier.AltModifier
AMOXICILLIN = Prescribed("Amoksisilin", "amoxicillin/tablet 500 mg", signa="3x1 5 hari", quantity=15)


@pytest.fixture
def desk(qtbot: QtBot, themed: QApplication, jobs: Jobs, clinic: Clinic) -> RoomDesk:
    return RoomDesk(qtbot, jobs, clinic)


def returns(desk: RoomDesk, *lines: Prescribed, allergy: str = "") -> tuple[Room, OrdersTab, UUID]:
    """Let somebody come back who was prescribed something, and show what may be repeated."""
    clinic = desk.clinic
    person = clinic.register().person_id
    prescribed(clinic, person, *lines)
    if allergy:
        clinic.house.registration.add_allergy(clinic.desk, person, allergy, "sesak")
    clinic.visit(person)
    room = desk.show()
    room.open("Siti Aminah")
    tab = orders_of(room)
    press(Qt.Key.Key_U, room.page, ALT)
    desk.qtbot.waitUntil(lambda: tab.repeat.list.count() == len(lines) + 1, timeout=20_000)
    assert focus_widget() is tab.repeat.list
    return room, tab, person


def test_only_what_is_ticked_is_prescribed_again_and_once(desk: RoomDesk) -> None:
    room, tab, _ = returns(desk, AMLODIPINE, FREE)
    press(Qt.Key.Key_Return)
    assert tab.draft().medicines == ()
    press(Qt.Key.Key_Space)
    assert tab.repeat.add_button.text() == "Tambah 1 obat"
    press(Qt.Key.Key_Return)
    assert [one.label for one in tab.draft().medicines] == ["Amlodipin tablet 5 mg"]
    assert not tab.repeat.isVisible()
    assert focus_widget() is tab.writing.medicine.box
    press(Qt.Key.Key_U, room.page, ALT)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return)
    assert len(tab.draft().medicines) == 1
    save(desk, room)
    assert [one.title for one in desk.stored(room).orders if one.here] == ["Amlodipin tablet 5 mg"]


def test_an_allergy_told_since_is_asked_about_before_it_is_prescribed_again(desk: RoomDesk) -> None:
    room, tab, _ = returns(desk, AMOXICILLIN, AMLODIPINE, allergy="Penisilin")
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Return):
        press(key)
    assert tab.draft().medicines == ()
    assert tab.writing.medicine.error().startswith("Alergi Penisilin")
    tab.repeat.add_button.click()
    assert [text for text in desk.said() if "sedang ditulis" in text]
    assert tab.draft().medicines == ()
    tab.writing.add_button.click()
    assert tab.writing.form.field("reason").error() == "Tulis alasannya, atau betulkan."
    tab.writing.form.field("reason").set_value("sudah pernah diberi tanpa reaksi")
    tab.writing.add_button.click()
    assert [one.label for one in tab.draft().medicines] == ["Amoksisilin tablet 500 mg"]
    assert [one.label for one in tab.repeat.list.ticked()] == ["Amlodipin tablet 5 mg"]
    tab.repeat.add_button.click()
    assert len(tab.draft().medicines) == 2
    save(desk, room)


def test_escape_closes_the_list_and_not_the_patient_and_the_next_patient_has_his_own(desk: RoomDesk) -> None:
    room, tab, _ = returns(desk, AMLODIPINE)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Escape)
    assert room.page.is_folded()
    assert not tab.repeat.isVisible()
    room.back()
    desk.arrives("Budi Santoso")
    room.page.reload(frozenset({"ticket"}))
    room.open("Budi Santoso")
    tab = orders_of(room)
    press(Qt.Key.Key_U, room.page, ALT)
    desk.qtbot.waitUntil(lambda: tab.repeat.hint.text().startswith("Belum ada obat"), timeout=20_000)
    assert tab.repeat.list.count() == 0

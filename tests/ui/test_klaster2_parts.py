"""The parts of klaster 2's waiting list on the screen: counts, one key a part, calling, moving with two keys."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.visit_words import TicketStatus
from ilp_desktop.domain.sex import Sex
from tests.house_fixtures import TODAY, Clinic
from tests.journeys.pages.room import Room
from tests.ui.hands import press
from tests.ui.opened_page import Desk
from ui.jobs import Jobs
from ui.klaster2_mother_child.page import MotherChildPage
from ui.klaster3_adult_elderly.page import AdultElderlyPage
from ui.tabs import TABS

CONTROL = Qt.KeyboardModifier.ControlModifier
menus_open = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")


@pytest.fixture
def desk(qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication) -> Desk:
    return Desk(qtbot, jobs, clinic)


def comes(clinic: Clinic, name: str, days: int, triage: str = "0", *, sick: bool = False) -> None:
    """Register somebody of an age and open a visit, a minute after the one before."""
    clinic.clock.forward(timedelta(minutes=1))
    clinic.visit(clinic.register(name, birth_date=TODAY - timedelta(days=days)).person_id, triage, sick=sick)


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> Room:
    """Show the room of klaster 2 with one or two waiting in each part."""
    clinic = desk.clinic
    comes(clinic, "Ibu Hamil", 9000, "4")
    comes(clinic, "Anak Sakit", 700, sick=True)
    comes(clinic, "Anak Sehat", 800)
    comes(clinic, "Anak Kedua", 900)
    comes(clinic, "Remaja", 5000)
    made = Room(qtbot, desk.show(MotherChildPage, clinic.doctor))
    qtbot.waitUntil(lambda: len(made.rows()) == 5)
    return made


def names(room: Room) -> set[str]:
    return {row.name for row in room.rows()}


def test_each_part_tells_how_many_wait_there_and_one_key_shows_it(room: Room, qtbot: QtBot) -> None:
    bar = room.page.waiting.parts
    qtbot.waitUntil(lambda: bar.texts() == ("Semua 5", "KIA 1", "MTBS 1", "Imunisasi 2", "Remaja 1"))
    press(Qt.Key.Key_3, room.page.waiting.table, CONTROL)
    qtbot.waitUntil(lambda: names(room) == {"Anak Sehat", "Anak Kedua"})
    assert bar.texts()[0] == "Semua 5"
    press(Qt.Key.Key_0, room.page.waiting.table, CONTROL)
    qtbot.waitUntil(lambda: len(room.rows()) == 5)


def test_the_call_key_takes_from_the_part_that_is_shown(room: Room, qtbot: QtBot, desk: Desk) -> None:
    press(Qt.Key.Key_3, room.page.waiting.table, CONTROL)
    qtbot.waitUntil(lambda: names(room) == {"Anak Sehat", "Anak Kedua"})
    assert room.call_next().name == "Anak Sehat"
    assert room.call_next().name == "Anak Kedua"
    qtbot.waitUntil(lambda: not room.page.waiting.calling.is_resting())
    press(Qt.Key.Key_F9, room.page)
    qtbot.waitUntil(lambda: "Tidak ada yang menunggu di Imunisasi." in desk.banners())


@menus_open
def test_two_keys_move_the_one_selected_to_another_part_and_two_bring_them_back(room: Room, qtbot: QtBot) -> None:
    menu = room.page.waiting.parts.menu

    def waits_in(part: str) -> bool:
        return {row.name: row.sub_room for row in room.rows()}["Anak Sakit"] == part

    def move(digit: Qt.Key) -> None:
        room.page.window().activateWindow()  # without a screen no window has the keys after a menu has closed
        qtbot.waitUntil(room.page.isActiveWindow)
        room.select("Anak Sakit")
        press(Qt.Key.Key_B, room.page.waiting.table, CONTROL)
        qtbot.waitUntil(menu.isVisible)
        press(digit, menu)

    move(Qt.Key.Key_3)
    qtbot.waitUntil(lambda: waits_in("imunisasi"))
    move(Qt.Key.Key_2)
    qtbot.waitUntil(lambda: waits_in("mtbs"))


@pytest.mark.parametrize(("sex", "years", "stands"), [("P", 30, True), ("P", 45, False), ("L", 30, False)])
def test_women_of_the_tetanus_ages_have_their_doses_in_klaster_3_too(
    desk: Desk, qtbot: QtBot, sex: str, years: int, stands: bool
) -> None:
    born = TODAY - timedelta(days=years * 366)
    desk.clinic.visit(desk.clinic.register("Dewasa", birth_date=born, sex=Sex(sex)).person_id)
    page = next(tab.make for tab in TABS if tab.klaster is Klaster.ADULT_ELDERLY)
    room = Room(qtbot, desk.show(page, desk.clinic.doctor))  # type: ignore[arg-type] # makes a page as a class does
    room.open("Dewasa")
    assert ("Imunisasi" in room.tabs.titles()) is stands


@menus_open
def test_a_patient_who_is_open_goes_on_to_another_part_with_what_was_typed_stored(
    room: Room, qtbot: QtBot, desk: Desk
) -> None:
    room.open("Anak Sakit")
    room.measure({"berat": "11,5"})
    press(Qt.Key.Key_B, room.workspace, CONTROL)
    menu = room.workspace.foot.parts_menu
    qtbot.waitUntil(menu.isVisible)
    press(Qt.Key.Key_3, menu)
    qtbot.waitUntil(lambda: not room.page.is_folded(), timeout=20_000)
    assert "Anak Sakit menunggu di Imunisasi dengan nomor yang sama." in desk.banners()
    row = next(row for row in desk.clinic.house.queueing.board(desk.clinic.doctor) if row.name == "Anak Sakit")
    assert (row.status, row.sub_room, row.number) == (TicketStatus.WAITING, "imunisasi", "A-002")
    assert row.encounter_id is not None
    file = desk.clinic.house.encounters.open(desk.clinic.doctor, row.encounter_id)
    assert file.answers["vital_signs"]["berat"] == 11.5


def test_who_is_in_front_of_us_stays_in_the_list_whatever_part_is_shown(room: Room, qtbot: QtBot) -> None:
    room.open("Ibu Hamil")
    press(Qt.Key.Key_Escape, room.workspace)
    press(Qt.Key.Key_3, room.page.waiting.table, CONTROL)
    qtbot.waitUntil(lambda: names(room) == {"Ibu Hamil", "Anak Sehat", "Anak Kedua"})


def test_a_klaster_without_parts_shows_none(desk: Desk, qtbot: QtBot) -> None:
    comes(desk.clinic, "Dewasa", 15000)
    page = desk.show(AdultElderlyPage, desk.clinic.doctor)
    qtbot.waitUntil(lambda: len(page.waiting.rows()) == 1)
    assert not page.waiting.parts.isVisible()
    assert page.workspace.foot.parts_menu.actions() == []


def test_the_part_this_computer_calls_from_is_remembered(desk: Desk, qtbot: QtBot, room: Room) -> None:
    press(Qt.Key.Key_3, room.page.waiting.table, CONTROL)
    qtbot.waitUntil(lambda: names(room) == {"Anak Sehat", "Anak Kedua"})
    settings = desk.contexts[-1].settings
    again = Room(qtbot, desk.show(MotherChildPage, desk.clinic.doctor, settings))
    qtbot.waitUntil(lambda: names(again) == {"Anak Sehat", "Anak Kedua"})
    assert again.page.waiting.parts.current() == "imunisasi"

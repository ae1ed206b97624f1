"""Layanan hari ini in a room: what is due and why, opening its form, and what the person answers."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.services.due.offered_services import OfferedService
from tests.house_fixtures import Clinic
from tests.journeys.pages.room import Room, answer
from tests.ui.hands import focus_widget
from tests.ui.room_desk import RoomDesk
from ui.jobs import Jobs
from ui.widgets.room.services_tab import ServicesTab
from ui.widgets.services.words import EMERGENCY, when_text

BORN = date(1970, 5, 17)


@pytest.fixture
def desk(qtbot: QtBot, themed: QApplication, jobs: Jobs, clinic: Clinic) -> RoomDesk:
    return RoomDesk(qtbot, jobs, clinic)


def _tab(desk: RoomDesk, room: Room) -> ServicesTab:
    room.go_to("Layanan")
    tab = room.tabs.services
    desk.qtbot.waitUntil(lambda: not tab.table.rows.is_fetching(), timeout=20_000)
    return tab


def _select(tab: ServicesTab, service: str) -> OfferedService:
    assert tab.table.select_key(service)
    found: OfferedService = tab.table.current_row()
    return found


def test_services_are_listed_with_rule_and_source_and_what_comes_first_is_selected(desk: RoomDesk) -> None:
    tab = _tab(desk, desk.with_patient(birth_date=BORN))
    assert tab.table.current_row() is not None
    item = _select(tab, "tb_adult")
    assert tab.detail.title_label.text() == "Skrining gejala TBC"
    assert tab.detail.why.text() == item.why
    assert tab.detail.source.text() == f"Sumber: {item.source}"
    assert tab.detail.state.text() == "jatuh tempo"


def test_line_above_the_tabs_counts_and_leads_to_the_list(desk: RoomDesk) -> None:
    room = desk.with_patient(birth_date=BORN)
    line = room.workspace.today
    assert any(text.endswith("ditunda") for text in line.texts())
    assert "Skrining gejala TBC" in line.names.text()
    QTest.mouseClick(line.button, Qt.MouseButton.LeftButton)
    assert room.tabs.title() == "Layanan"


def test_enter_opens_the_form_of_a_service(desk: RoomDesk) -> None:
    room = desk.with_patient(birth_date=BORN)
    tab = _tab(desk, room)
    _select(tab, "tb_adult")
    QTest.keyClick(tab.table, Qt.Key.Key_Return)
    assert room.tabs.title() == "Skrining"
    screening = room.tabs.screening
    desk.qtbot.waitUntil(lambda: screening.page("tb_symptoms") is not None, timeout=20_000)
    page = screening.page("tb_symptoms")
    assert page is not None
    assert page.view.isAncestorOf(focus_widget())


def test_declining_needs_a_reason_beside_its_field_and_is_then_kept(desk: RoomDesk) -> None:
    room = desk.with_patient(birth_date=BORN)
    tab = _tab(desk, room)
    _select(tab, "tb_adult")
    _select(tab, "puma")
    tab.detail.decline_button.click()
    tab.detail.save_button.click()
    desk.qtbot.waitUntil(lambda: tab.detail.form.field("reason").error() != "", timeout=20_000)
    answer(tab.detail.form.field("reason"), "Ingin pulang")
    tab.detail.save_button.click()
    desk.wait_until_said("Jawaban untuk")
    found = desk.clinic.house.dues.of_person(desk.clinic.doctor, room.workspace.room.file.patient.person_id)
    shown = next(one for one in found.items if one.service == "puma")
    assert shown.note == "Ditolak 23-11-2026, dicatat dr. Ratna Contoh: Ingin pulang"
    desk.qtbot.waitUntil(lambda: any(row.note for row in tab.table.rows.rows()), timeout=20_000)


def test_putting_off_to_a_day_needs_no_reason(desk: RoomDesk) -> None:
    tab = _tab(desk, desk.with_patient(birth_date=BORN))
    _select(tab, "tb_adult")
    _select(tab, "glucose")
    tab.detail.put_off_button.click()
    answer(tab.detail.form.field("until"), "01122026")
    tab.detail.save_button.click()
    desk.wait_until_said("Jawaban untuk")
    desk.qtbot.waitUntil(
        lambda: any(row.service == "glucose" and row.due_from == date(2026, 12, 1) for row in tab.table.rows.rows()),
        timeout=20_000,
    )


def test_nothing_is_offered_in_an_emergency_and_the_line_says_so(desk: RoomDesk) -> None:
    person = desk.clinic.register("Korban", birth_date=BORN).person_id
    visit = desk.clinic.visit(person, "1").encounter_id
    services = desk.clinic.house.dues.of_person(desk.clinic.doctor, person, visit)
    room = desk.with_patient(birth_date=BORN)
    room.workspace.today.show_services(services, ())
    assert room.workspace.today.names.text() == EMERGENCY
    assert room.workspace.today.texts() == ()


def test_family_is_listed_with_what_each_is_missing(desk: RoomDesk) -> None:
    kk = "3201010101200003"
    registration, clerk = desk.clinic.house.registration, desk.clinic.desk
    person = registration.register(clerk, replace(desk.clinic.person("Ibu", birth_date=BORN), kk_number=kk)).person_id
    child = desk.clinic.person("Anak", birth_date=date(2026, 5, 1))
    registration.register(clerk, replace(child, kk_number=kk, relation=FamilyRelation.CHILD))
    desk.clinic.visit(person)
    room = desk.show()
    room.open("Ibu")
    tab = _tab(desk, room)
    desk.qtbot.waitUntil(lambda: tab.members.rowCount() == 1, timeout=20_000)
    assert tab.members.row(0).name == "Anak"
    assert "layanan" in room.workspace.today.family_label.text()


def test_in_an_emergency_neither_forms_nor_the_family_are_offered(desk: RoomDesk) -> None:
    kk = "3201010101200003"
    registration, clerk = desk.clinic.house.registration, desk.clinic.desk
    person = registration.register(
        clerk, replace(desk.clinic.person("Korban", birth_date=BORN), kk_number=kk)
    ).person_id
    child = desk.clinic.person("Anak", birth_date=date(2026, 5, 1))
    registration.register(clerk, replace(child, kk_number=kk, relation=FamilyRelation.CHILD))
    desk.clinic.visit(person, "1")
    room = desk.show(klaster=Klaster.CROSS)
    room.open("Korban")
    tab = _tab(desk, room)
    assert room.workspace.today.names.text() == EMERGENCY
    assert room.workspace.today.family_label.text() == ""
    assert tab.members.rowCount() == 0
    room.go_to("Skrining")
    forms = room.tabs.screening.list
    assert forms.shown_codes() == ()
    forms.search.setText("tanda vital")
    assert "vital_signs" not in forms.codes() or forms.shown_codes() == ("vital_signs",)
    forms.search.setText("PUMA")
    assert forms.shown_codes() == ("puma",)


def test_what_is_asked_at_every_visit_is_answered_for_this_one(desk: RoomDesk) -> None:
    tab = _tab(desk, desk.with_patient(birth_date=BORN))
    _select(tab, "tb_adult")
    tab.detail.decline_button.click()
    answer(tab.detail.form.field("reason"), "Tidak mau")
    tab.detail.save_button.click()
    desk.wait_until_said("Jawaban untuk")
    desk.qtbot.waitUntil(
        lambda: any(row.service == "tb_adult" and row.state.value == "ditolak" for row in tab.table.rows.rows()),
        timeout=20_000,
    )
    item = _select(tab, "tb_adult")
    assert when_text(item) == "kunjungan berikut"
    assert "dicatat dr. Ratna Contoh: Tidak mau" in tab.detail.note.text()

"""Tests asked for, actions done, usual codes, and what waits, by keyboard in the real room."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.orders.order_words import OrderKind, OrderState
from ilp_desktop.services.order.action_writing import GivenAction
from ilp_desktop.services.order.order_data import AskedTest, Prescribed
from ilp_desktop.services.order.usual_codes import CodeKind
from tests.house_fixtures import Clinic
from tests.ui.hands import click, focus_widget, press, type_text
from tests.ui.ordering import PATIENCE_MS, choose, orders_of, save, search_of
from tests.ui.room_desk import RoomDesk
from ui.jobs import Jobs
from ui.widgets.room.coded_search import CodedSearch
from ui.widgets.room.room_tabs import EXAMINATION, ORDERS


@pytest.fixture
def desk(qtbot: QtBot, themed: QApplication, jobs: Jobs, clinic: Clinic) -> RoomDesk:
    return RoomDesk(qtbot, jobs, clinic)


def test_tests_are_asked_for_and_taken_back_with_a_reason(desk: RoomDesk) -> None:
    room = desk.with_patient()
    tab = orders_of(room)
    for typed in ("hb", "gds"):
        assert isinstance(tab.tests.box, CodedSearch)
        choose(desk, tab.tests.box, typed)
        press(Qt.Key.Key_Return)
    assert [one.test for one in tab.draft().tests] == ["hb", "glucose_random"]
    save(desk, room)
    rows = tab.stored_tests.rows()
    assert [row.order.title for row in rows] == ["Hemoglobin", "Gula darah sewaktu"]
    assert any(
        item.label.startswith("Hasil pemeriksaan penunjang") for item in room.workspace.room.visit.services.items
    )
    click(rows[0].cancel_button)
    click(rows[0].sure_button)
    desk.qtbot.waitUntil(lambda: rows[0].reason.error() != "", timeout=PATIENCE_MS)
    assert rows[0].reason.error() == "Tulis alasan pembatalan, 5 sampai 200 huruf."
    type_text("salah pilih", rows[0].reason.editor)
    desk.qtbot.wait(700)
    click(rows[0].sure_button)
    desk.wait_until_said("Hemoglobin dibatalkan.")
    desk.qtbot.waitUntil(
        lambda: [row.order.state for row in tab.stored_tests.rows()] == [OrderState.CANCELLED, OrderState.WAITING],
        timeout=PATIENCE_MS,
    )
    assert "Menunggu: 1 hasil penunjang" in room.workspace.header.pill_texts()
    click(tab.stored_tests.rows()[1].done_button)
    desk.wait_until_said("Gula darah sewaktu selesai.")
    desk.qtbot.waitUntil(lambda: not any("Menunggu" in one for one in room.workspace.header.pill_texts()))
    assert not any(item.label.startswith("Hasil pemeriksaan") for item in room.workspace.room.visit.services.items)


def test_what_is_typed_waits_while_another_patient_is_open(desk: RoomDesk) -> None:
    desk.arrives("Budi")
    room = desk.with_patient("Siti Aminah")
    tab = orders_of(room)
    tab.tests.set_value((AskedTest("Hemoglobin", "hb", "pucat", urgent=True),))
    line = Prescribed("Amlodipin", "amlodipine/tablet 5 mg", "tablet", "5 mg", "1x1", 30, 30)
    tab.lines.add(line)
    room.tabs.examination.action_list.set_value((GivenAction("93.57", "kaki", "kiri", 2, desk.clinic.doctor.staff_id),))
    tab.writing.form.field("signa").set_value("2x1")
    before = tab.draft(), room.tabs.examination.action_list.value()
    room.page.close_patient()
    room.open("Budi")
    assert not room.tabs.orders.has_typing()
    assert room.tabs.examination.action_list.value() == ()
    room.page.close_patient()
    room.open("Siti Aminah")
    assert (tab.draft(), room.tabs.examination.action_list.value()) == before
    assert tab.writing.form.field("signa").text() == "2x1"


def test_an_action_is_chosen_told_more_about_and_stored(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.go_to(EXAMINATION)
    actions = room.tabs.examination.action_list
    assert isinstance(actions.box, CodedSearch)
    assert any(text.startswith("86.59") for text in choose(desk, actions.box, "jahit luka"))
    press(Qt.Key.Key_Return)
    assert focus_widget() is actions.box
    row = actions.rows()[0]
    desk.qtbot.waitUntil(lambda: len(row.form.field("done_by").combo.model().index(0, 0).data() or "x") >= 0)  # type: ignore[attr-defined]
    row.form.field("note").setFocus()
    type_text("5 jahitan")
    row.form.field("count").set_value("x")
    assert "angka" in actions.problem()
    row.form.field("count").set_value(2)
    save(desk, room)
    stored = desk.stored(room).actions
    assert [(one.code, one.note, one.count, one.done_by) for one in stored] == [
        ("86.59", "5 jahitan", 2, desk.clinic.doctor.staff_id)
    ]
    assert not room.workspace.has_typing()


def test_usual_codes_open_in_an_empty_box_and_a_key_marks_one(desk: RoomDesk) -> None:
    desk.clinic.house.usual_codes.mark(desk.clinic.doctor, CodeKind.TEST, "urine_full")
    tab = orders_of(desk.with_patient())
    box = search_of(tab.tests)
    box.setFocus()
    with desk.qtbot.waitSignal(box.searched, timeout=PATIENCE_MS):
        press(Qt.Key.Key_Down)
    first = box.popup().model.suggestion(0)
    assert (first.text, first.starred) == ("Urinalisis lengkap", True)
    with desk.qtbot.waitSignal(box.searched, timeout=PATIENCE_MS):
        press(Qt.Key.Key_D, held=Qt.KeyboardModifier.ControlModifier)
    desk.wait_until_said("Urinalisis lengkap tidak lagi favorit.")
    assert desk.clinic.house.usual_codes.usual(desk.clinic.doctor, CodeKind.TEST)[1] == frozenset()


def test_a_waiting_order_leads_from_the_services_to_its_tab(desk: RoomDesk) -> None:
    room = desk.with_patient()
    tab = orders_of(room)
    tab.tests.set_value((AskedTest("Hemoglobin", "hb"),))
    tab.typed.emit()
    save(desk, room)
    item = next(one for one in room.workspace.room.visit.services.items if one.service == "order:lab")
    room.go_to(EXAMINATION)
    room.workspace.go_to_service(item)
    assert room.tabs.title() == ORDERS


def test_an_order_answered_elsewhere_goes_from_the_header(desk: RoomDesk) -> None:
    room = desk.with_patient()
    tab = orders_of(room)
    tab.tests.set_value((AskedTest("Hemoglobin", "hb"),))
    tab.typed.emit()
    save(desk, room)
    order = desk.stored(room).orders[0]
    desk.clinic.house.orders.done(desk.clinic.head, OrderKind.TEST, order.id)
    room.page.reload(frozenset({"encounter"}))
    desk.qtbot.waitUntil(
        lambda: not any(text.startswith("Menunggu") for text in room.workspace.header.pill_texts()), timeout=PATIENCE_MS
    )

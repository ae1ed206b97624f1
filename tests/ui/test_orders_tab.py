"""Prescriptions in the tab Penunjang & Resep, by keyboard in the real room."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.orders.order_words import OrderState
from ilp_desktop.services.order.order_data import Prescribed
from tests.house_fixtures import Clinic
from tests.ui.hands import click, focus_widget, press, type_text
from tests.ui.ordering import PATIENCE_MS, choose, orders_of, save, search_of
from tests.ui.room_desk import RoomDesk
from ui.jobs import Jobs
from ui.widgets.room.room_tabs import ORDERS

THREE = (
    ("amlodipin 5", "1x1 pagi 30 hari"),
    ("pct 500", "3x1 pc 3 hari"),
    ("ctm", "3x1 3 hari"),
)


@pytest.fixture
def desk(qtbot: QtBot, themed: QApplication, jobs: Jobs, clinic: Clinic) -> RoomDesk:
    return RoomDesk(qtbot, jobs, clinic)


def test_three_medicines_are_prescribed_without_the_mouse_in_few_keys(desk: RoomDesk) -> None:
    room = desk.with_patient()
    tab = orders_of(room)
    box = search_of(tab.writing.medicine)
    box.setFocus()
    keys = 0
    for typed, signa in THREE:
        assert focus_widget() is box
        choose(desk, box, typed)
        press(Qt.Key.Key_Return)
        type_text(signa)
        press(Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier)
        keys += 2
    assert keys == 6
    assert [(one.label, one.days, one.quantity) for one in tab.draft().medicines] == [
        ("Amlodipin tablet 5 mg", 30, 30),
        ("Parasetamol tablet 500 mg", 3, 9),
        ("Klorfeniramin maleat tablet 4 mg", 3, 9),
    ]
    save(desk, room)
    stored = desk.stored(room).orders
    assert [(one.title, one.state) for one in stored] == [
        ("Amlodipin tablet 5 mg", OrderState.WAITING),
        ("Parasetamol tablet 500 mg", OrderState.WAITING),
        ("Klorfeniramin maleat tablet 4 mg", OrderState.WAITING),
    ]
    assert stored[0].detail == "1 kali sehari 1 tablet pagi, selama 30 hari · jumlah 30"
    assert not tab.has_typing()
    assert "Menunggu: 3 obat" in room.workspace.header.pill_texts()


def test_enter_walks_from_the_medicine_to_the_button_and_a_second_one_adds(desk: RoomDesk) -> None:
    room = desk.with_patient()
    tab = orders_of(room)
    box = search_of(tab.writing.medicine)
    choose(desk, box, "amlodipin 5")
    press(Qt.Key.Key_Return)
    assert focus_widget() is tab.writing.form.field("signa").editor
    type_text("1x1")
    for _ in ("signa", "days", "quantity", "note"):
        press(Qt.Key.Key_Return)
    assert focus_widget() is tab.writing.add_button
    press(Qt.Key.Key_Return)
    assert tab.writing.form.field("quantity").error() == "Isi jumlah yang diserahkan."
    type_text("30")
    press(Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier)
    assert [one.quantity for one in tab.draft().medicines] == [30]


def test_what_is_typed_is_spelled_out_and_the_number_follows(desk: RoomDesk) -> None:
    tab = orders_of(desk.with_patient())
    box = search_of(tab.writing.medicine)
    choose(desk, box, "amox 500")
    press(Qt.Key.Key_Return)
    field = tab.writing.form.field
    type_text("3x1 pc 5h")
    assert field("signa").note.text() == "3 kali sehari 1 tablet sesudah makan, selama 5 hari"
    assert field("quantity").text() == "15"
    field("days").setFocus()
    type_text("7")
    assert field("quantity").text() == "21"
    field("quantity").set_value("20")
    tab.writing.form.changed.emit("quantity")
    field("days").set_value("3")
    tab.writing.form.changed.emit("days")
    assert field("quantity").text() == "20"


def test_ten_times_too_much_is_asked_beside_its_field_and_taken_when_said_again(desk: RoomDesk) -> None:
    room = desk.with_patient()
    tab = orders_of(room)
    box = search_of(tab.writing.medicine)
    choose(desk, box, "amlodipin 5")
    press(Qt.Key.Key_Return)
    type_text("1x10 3 hari")
    press(Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier)
    assert tab.draft().medicines == ()
    assert "Sekali pakai 50 mg; paling banyak 10 mg." in tab.writing.form.field("signa").error()
    reason = tab.writing.form.field("reason")
    assert focus_widget() is reason.editor
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert reason.error() == "Tulis alasannya, atau betulkan."
    assert tab.draft().medicines == ()
    type_text("anjuran spesialis jantung")
    press(Qt.Key.Key_Return)
    assert focus_widget() is tab.writing.add_button
    press(Qt.Key.Key_Return)
    assert [one.reason for one in tab.draft().medicines] == ["anjuran spesialis jantung"]
    assert reason.isHidden()
    save(desk, room)
    (stored,) = desk.stored(room).orders
    assert stored.detail.endswith("dipastikan: anjuran spesialis jantung")


@pytest.mark.parametrize(
    ("typed", "signa", "quantity", "place", "says"),
    [
        ("lantus", "1x100 unit sc malam", "1", "signa", "Sekali pakai 100 IU; paling banyak 50 IU."),
        ("digoxin", "1x2,5 mg 30 hari", "300", "signa", "paling banyak 0,5 mg."),
        ("simva 20", "1x200 mg malam 30 hari", "300", "signa", "paling banyak 40 mg."),
        ("gliben 5", "1x10 30 hari", "", "signa", "paling banyak 10 mg."),
        ("amlodipin 5", "1x1 30 hari", "300", "quantity", "cukup untuk 300 hari; ditulis 30 hari."),
        ("amlodipin 5", "1x1 300 hari", "", "signa", "Untuk 300 hari."),
    ],
)
def test_a_slip_of_a_zero_is_asked_whatever_the_medicine(
    desk: RoomDesk, typed: str, signa: str, quantity: str, place: str, says: str
) -> None:
    tab = orders_of(desk.with_patient())
    choose(desk, search_of(tab.writing.medicine), typed)
    press(Qt.Key.Key_Return)
    type_text(signa)
    if quantity:
        tab.writing.form.field("quantity").setFocus()
        tab.writing.form.field("quantity").editor.selectAll()  # type: ignore[attr-defined]
        type_text(quantity)
    press(Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier)
    assert says in tab.writing.form.field(place).error()
    assert not tab.writing.form.field("reason").isHidden()
    assert tab.draft().medicines == ()


def test_a_medicine_that_stands_there_already_is_asked_beside_its_name(desk: RoomDesk) -> None:
    tab = orders_of(desk.with_patient())
    for typed in ("amlodipin 5", "amlodipin 10"):
        choose(desk, search_of(tab.writing.medicine), typed)
        press(Qt.Key.Key_Return)
        type_text("1x1 30 hari")
        press(Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier)
    assert len(tab.draft().medicines) == 1
    assert tab.writing.medicine.error() == "Amlodipin tablet 5 mg sudah ada pada resep ini."


def test_what_was_typed_as_a_reason_is_kept_while_the_dose_is_put_right(desk: RoomDesk) -> None:
    tab = orders_of(desk.with_patient())
    choose(desk, search_of(tab.writing.medicine), "amlodipin 5")
    press(Qt.Key.Key_Return)
    type_text("1x10 3 hari")
    tab.writing.add()
    type_text("keliru")
    tab.writing.form.field("signa").set_value("1x1 3 hari")
    tab.writing.form.changed.emit("signa")
    assert tab.writing.form.field("reason").isHidden()
    assert tab.writing.form.field("signa").error() == ""
    tab.writing.add()
    assert [(one.signa, one.reason) for one in tab.draft().medicines] == [("1x1 3 hari", "")]


def test_a_dose_put_right_is_asked_about_no_more(desk: RoomDesk) -> None:
    tab = orders_of(desk.with_patient())
    box = search_of(tab.writing.medicine)
    choose(desk, box, "amlodipin 5")
    press(Qt.Key.Key_Return)
    type_text("1x10 3 hari")
    tab.writing.add()
    field = tab.writing.form.field("signa")
    field.setFocus()
    field.editor.selectAll()  # type: ignore[attr-defined]
    type_text("1x1 3 hari")
    tab.writing.add()
    assert [one.confirmed for one in tab.draft().medicines] == [frozenset()]


def test_a_medicine_against_an_allergy_is_asked_beside_its_name(desk: RoomDesk) -> None:
    person = desk.arrives("Budi").encounter_id
    file = desk.clinic.house.encounters.open(desk.clinic.doctor, person)
    desk.clinic.house.registration.add_allergy(desk.clinic.desk, file.patient.person_id, "Penisilin", "sesak")
    room = desk.show()
    room.open("Budi")
    tab = orders_of(room)
    box = search_of(tab.writing.medicine)
    choose(desk, box, "amox 500")
    press(Qt.Key.Key_Return)
    type_text("3x1 5 hari")
    tab.writing.add()
    assert tab.writing.medicine.error().startswith("Alergi Penisilin")


def test_a_dose_of_a_child_asks_for_the_weight_typed_just_now(desk: RoomDesk) -> None:
    desk.arrives("Anak Contoh", birth_date=date(2024, 11, 1))
    room = desk.show(klaster=Klaster.MOTHER_CHILD)
    room.open("Anak Contoh")
    tab = orders_of(room)
    box = search_of(tab.writing.medicine)
    choose(desk, box, "pct sirup")
    press(Qt.Key.Key_Return)
    type_text("3x5 ml")
    tab.writing.form.field("quantity").set_value(1)
    tab.writing.add()
    assert "Timbang dahulu" in tab.writing.form.field("signa").error()
    room.measure({"berat": "11"})
    room.go_to(ORDERS)
    tab.writing.form.field("signa").set_error("")
    tab.writing.form.changed.emit("signa")
    tab.writing.add()
    assert len(tab.draft().medicines) == 1


def test_a_medicine_nobody_lists_may_be_typed_and_a_guess_is_not_taken_by_enter(desk: RoomDesk) -> None:
    tab = orders_of(desk.with_patient())
    box = search_of(tab.writing.medicine)
    assert "Parasetamol tablet 500 mg" in choose(desk, box, "parasetamool")
    press(Qt.Key.Key_Return)
    assert tab.writing.medicine.medicine() is None
    assert tab.writing.medicine.text() == "parasetamool"
    box.clear()
    choose(desk, box, "Madu hutan asli")
    press(Qt.Key.Key_Return)
    type_text("1x1 sendok makan")
    tab.writing.form.field("quantity").set_value(1)
    tab.writing.add()
    assert [(one.name, one.key) for one in tab.draft().medicines] == [("Madu hutan asli", "")]


def test_a_line_begun_and_not_added_is_told_before_saving(desk: RoomDesk) -> None:
    room = desk.with_patient()
    tab = orders_of(room)
    tab.writing.form.field("signa").setFocus()
    type_text("3x1")
    click(room.workspace.foot.save_button)
    desk.wait_until_said("Belum disimpan: Resep")
    assert "Tambahkan obat ini" in tab.writing.medicine.error()
    assert desk.stored(room).orders == ()


def test_the_prescription_is_shown_before_it_is_printed(desk: RoomDesk) -> None:
    room = desk.with_patient()
    tab = orders_of(room)
    tab.print()
    desk.wait_until_said("Kunjungan ini belum punya resep.")
    tab.lines.add(Prescribed("Amlodipin", "amlodipine/tablet 5 mg", signa="1x1", quantity=30, days=30))
    tab.typed.emit()
    save(desk, room)
    click(tab.print_button)
    desk.qtbot.waitUntil(lambda: bool(desk.papers), timeout=PATIENCE_MS)
    assert desk.papers[0].pdf.startswith(b"%PDF")


def test_a_line_may_be_changed_before_it_is_stored(desk: RoomDesk) -> None:
    tab = orders_of(desk.with_patient())
    tab.lines.add(Prescribed("Amlodipin", "amlodipine/tablet 5 mg", "tablet", "5 mg", "1x1", 30, 30))
    tab.lines._take(0, change=True)
    assert tab.draft().medicines == ()
    assert tab.writing.medicine.text() == "Amlodipin tablet 5 mg"
    tab.writing.form.field("signa").set_value("1x2")
    tab.writing.form.changed.emit("signa")
    tab.writing.add()
    assert [(one.key, one.signa) for one in tab.draft().medicines] == [("amlodipine/tablet 5 mg", "1x2")]


def test_a_line_is_not_taken_up_over_another_that_is_begun(desk: RoomDesk) -> None:
    tab = orders_of(desk.with_patient())
    box = search_of(tab.writing.medicine)
    choose(desk, box, "amlodipin 5")
    press(Qt.Key.Key_Return)
    type_text("1x1 30 hari")
    press(Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier)
    (line,) = tab.draft().medicines
    tab.writing.form.field("signa").set_value("3x1 pc")
    tab.lines.show_lines(())
    tab.lines.edited.emit(line)
    assert tab.draft().medicines == (line,)
    assert tab.writing.form.field("signa").text() == "3x1 pc"
    tab.writing.clear()
    tab.lines.show_lines(())
    tab.lines.edited.emit(line)
    assert tab.writing.medicine.text() == "Amlodipin tablet 5 mg"

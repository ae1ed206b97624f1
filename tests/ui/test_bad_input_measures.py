"""Measures nobody has, in the real room: told beside the field, kept as typed, never converted in silence."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.services.record.visit_writing import SoapNote
from tests.house_fixtures import Clinic
from tests.journeys.pages.room import Room
from tests.ui.hands import click, focus_widget, press
from tests.ui.room_desk import RoomDesk
from ui.jobs import Jobs
from ui.widgets.form_view import FormView

SWEET = {"keluhan_diabetes": "tidak_ada", "obat_diabetes": "ya"}


@pytest.fixture
def desk(qtbot: QtBot, themed: QApplication, jobs: Jobs, clinic: Clinic) -> RoomDesk:
    return RoomDesk(qtbot, jobs, clinic)


@pytest.mark.parametrize(
    ("typed", "code", "told"),
    [
        ({"sistolik": "80", "diastolik": "120"}, "diastolik", "Diastolik harus lebih rendah daripada sistolik."),
        ({"sistolik": "120", "diastolik": "120"}, "diastolik", "Diastolik harus lebih rendah daripada sistolik."),
        ({"nadi": "700"}, "nadi", "Di luar batas: isi 20 sampai 300 kali/menit."),
        ({"sistolik": "1200", "diastolik": "80"}, "sistolik", "Di luar batas: isi 40 sampai 300 mmHg."),
    ],
)
def test_it_is_told_beside_its_field_and_what_else_was_typed_waits_with_it(
    desk: RoomDesk, typed: dict[str, str], code: str, told: str
) -> None:
    room = desk.with_patient()
    room.measure({"suhu": "36,8", **typed})
    room.write(subjective="Pusing")
    room.press_save()
    desk.wait_until_said("Belum disimpan")
    assert room.vitals.field(code).error() == told
    assert focus_widget() is room.vitals.field(code).editor
    assert {name: room.vitals.field(name).text() for name in typed} == typed
    assert room.vitals.field("suhu").text() == "36,8"
    stored = desk.stored(room)
    assert (stored.note, stored.answers) == (SoapNote(), {})
    assert room.tabs.examination.note().subjective == "Pusing"


def sweet(desk: RoomDesk, **typed: str) -> tuple[Room, FormView]:
    """Fill in the monthly form of somebody with diabetes."""
    room = desk.with_patient()
    room.screen("diabetes_control", {**SWEET, **typed})
    return room, room.workspace.room.form_view("diabetes_control")


def test_hba1c_in_mmol_per_mol_is_told_and_offered_and_taken_only_by_a_press(desk: RoomDesk) -> None:
    room, view = sweet(desk, hba1c="53")
    field, ask = view.field("hba1c"), view.ask_of("hba1c")
    assert field.error().startswith("Di luar batas")
    assert field.error().endswith("53 mmol/mol = 7 %; tulis 7 bila itu maksudnya.")
    assert (ask.use_button.text(), ask.use_button.isVisible(), ask.isVisible()) == ("Pakai 7", True, False)
    room.press_save()
    desk.wait_until_said("Belum disimpan")
    assert (field.text(), desk.stored(room).answers) == ("53", {})
    ask.use_button.setFocus()
    press(Qt.Key.Key_Space)
    assert (field.text(), field.error(), ask.use_button.isVisible()) == ("7", "", False)
    room.save()
    assert desk.stored(room).answers["diabetes_control"]["hba1c"] == 7


def test_another_value_typed_takes_the_offer_away(desk: RoomDesk) -> None:
    room, view = sweet(desk, gdp="7,2")
    ask = view.ask_of("gdp")
    assert ask.use_button.text() == "Pakai 130"
    room.fill(view, {"gdp": "118"})
    assert (view.field("gdp").error(), ask.use_button.isVisible()) == ("", False)


def test_a_sugar_that_could_be_either_is_asked_about_with_both_ways_out(desk: RoomDesk) -> None:
    room, view = sweet(desk, gds="12")
    ask = view.ask_of("gds")
    assert "12 mmol/L = 216 mg/dL" in view.field("gds").note.text()
    assert (ask.isVisible(), ask.use_button.text()) == (True, "Pakai 216")
    assert not any("hipoglikemia" in text for text in room.workspace.header.pill_texts())
    click(ask)
    assert any("hipoglikemia" in text for text in room.workspace.header.pill_texts())
    assert (view.field("gds").text(), ask.isVisible(), ask.use_button.isVisible()) == ("12", False, False)

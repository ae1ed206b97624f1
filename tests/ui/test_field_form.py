"""A form is walked through with Enter, shows errors beside their fields, and asks only what is shown."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.hands import focus_widget, press, type_text
from ui.widgets.buttons import Button, primary_button
from ui.widgets.choice_field import ChoiceButtons, ChoiceField
from ui.widgets.field_form import FieldForm
from ui.widgets.number_field import NumberField
from ui.widgets.page import scrolled
from ui.widgets.text_fields import MultiLineField, TextField


@pytest.fixture
def form() -> FieldForm:
    made = FieldForm(2)
    made.add_section("Identitas")
    made.add_all(
        TextField("nama", "Nama"),
        ChoiceField("penjamin", "Penjamin", [("a", "A"), ("b", "B")]),
        ChoiceButtons("jk", "JK", [("L", "L"), ("P", "P")]),
    )
    made.add_section("Pemeriksaan")
    made.add_all(NumberField("bb", "Berat"), NumberField("tb", "Tinggi"))
    return made


@pytest.fixture
def save(form: FieldForm) -> Button:
    button = primary_button("Simpan")
    form.set_save_button(button)
    return button


def activate(form: FieldForm) -> None:
    layout = form.layout()
    assert layout is not None
    layout.activate()


def focused(form: FieldForm) -> str:
    here = focus_widget()
    return next((name for name in form.names() if form.field(name).isAncestorOf(here)), "")


def test_enter_walks_to_the_save_button_and_only_a_second_enter_presses_it(
    qtbot: QtBot, form: FieldForm, save: Button, in_window: Callable[..., QWidget]
) -> None:
    in_window(form, save)
    form.focus_first()
    walked = [focused(form)]
    with qtbot.assertNotEmitted(save.clicked):
        while not save.hasFocus():
            press(Qt.Key.Key_Return)
            walked.append(focused(form))
    assert walked == ["nama", "penjamin", "jk", "bb", "tb", ""]
    with qtbot.waitSignal(save.clicked):
        press(Qt.Key.Key_Return)


def test_enter_held_down_neither_runs_through_the_form_nor_saves(
    qtbot: QtBot, form: FieldForm, save: Button, in_window: Callable[..., QWidget]
) -> None:
    in_window(form, save)
    no_key = Qt.KeyboardModifier.NoModifier
    form.go_to(form.field("tb"))
    with qtbot.assertNotEmitted(save.clicked):
        press(Qt.Key.Key_Return)
        for _ in range(5):
            held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, no_key, "\r", True)
            QApplication.sendEvent(focus_widget(), held)
    assert save.hasFocus()


def test_enter_passes_over_hidden_and_disabled_fields(
    qtbot: QtBot, form: FieldForm, save: Button, in_window: Callable[..., QWidget]
) -> None:
    in_window(form, save)
    form.hide_fields({"penjamin"})
    form.field("jk").setEnabled(False)
    form.focus_first()
    press(Qt.Key.Key_Return)
    assert focused(form) == "bb"


def test_page_keys_go_from_section_to_section(qtbot: QtBot, form: FieldForm, in_window: Callable[..., QWidget]) -> None:
    in_window(form)
    form.go_to(form.field("penjamin"))
    press(Qt.Key.Key_PageDown)
    assert focused(form) == "bb"
    press(Qt.Key.Key_PageUp)
    assert focused(form) == "nama"
    assert form.field("penjamin").value() is None


def test_page_keys_go_from_field_to_field_where_there_are_no_sections(
    qtbot: QtBot, in_window: Callable[..., QWidget]
) -> None:
    form = FieldForm(1)
    form.add_all(TextField("a", "A"), MultiLineField("b", "B"), TextField("c", "C"))
    in_window(form)
    form.focus_first()
    walked = []
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        press(key)
        walked.append(focused(form))
    assert walked == ["b", "c", "c", "b"]


def test_hidden_field_is_not_answered_and_leaves_no_hole(form: FieldForm, in_window: Callable[..., QWidget]) -> None:
    in_window(form)
    place = form.field("penjamin").geometry()
    form.hide_fields({"penjamin"})
    activate(form)
    assert form.field("jk").geometry().topLeft() == place.topLeft()
    assert "penjamin" not in form.raw()
    form.hide_fields(set())
    assert "penjamin" in form.raw()


def test_heading_without_fields_is_hidden(form: FieldForm, in_window: Callable[..., QWidget]) -> None:
    window = in_window(form)
    before = window.grab().toImage()
    form.hide_fields({"bb", "tb"})
    headings = [
        label.text() for label in form.findChildren(QLabel) if label.property("role") == "section" and label.isVisible()
    ]
    assert headings == ["Identitas"]
    form.hide_fields(set())
    activate(form)
    assert window.grab().toImage() == before


def test_errors_stand_beside_their_fields_and_focus_goes_to_the_first(
    qtbot: QtBot, form: FieldForm, in_window: Callable[..., QWidget]
) -> None:
    in_window(form)
    left = form.show_errors({"tb": "Terlalu tinggi.", "bb": "Wajib diisi.", "nik": "Sudah terdaftar."})
    assert focused(form) == "bb"
    assert {name: form.field(name).error() for name in ("nama", "bb", "tb")} == {
        "nama": "",
        "bb": "Wajib diisi.",
        "tb": "Terlalu tinggi.",
    }
    assert left == {"nik": "Sudah terdaftar."}
    assert form.show_errors({}) == {}
    assert form.field("bb").error() == ""


def test_unreadable_number_keeps_the_form_from_being_saved(
    qtbot: QtBot, form: FieldForm, in_window: Callable[..., QWidget]
) -> None:
    in_window(form)
    assert form.check()
    form.field("tb").set_value("tinggi")
    assert not form.check()
    assert focused(form) == "tb"
    assert form.raw()["tb"] == "tinggi"


def test_changes_and_leaving_are_told_by_name(qtbot: QtBot, form: FieldForm, in_window: Callable[..., QWidget]) -> None:
    in_window(form)
    form.go_to(form.field("bb"))
    with qtbot.waitSignal(form.changed) as changed:
        type_text("8")
    with qtbot.waitSignal(form.finished) as finished:
        press(Qt.Key.Key_Return)
    assert (changed.args, finished.args) == (["bb"], ["bb"])
    form.set_values({"bb": 9.5, "unknown": 1})
    assert form.raw()["bb"] == 9.5
    form.clear()
    assert form.raw()["bb"] is None


def test_field_walked_to_is_scrolled_into_view(qtbot: QtBot, in_window: Callable[..., QWidget]) -> None:
    form = FieldForm(1)
    form.add_all(*(TextField(f"f{number}", f"Isian {number}") for number in range(40)))
    area = scrolled(form)
    in_window(area)
    last = form.field("f39")
    form.go_to(last)
    assert area.viewport().rect().contains(last.mapTo(area.viewport(), last.rect().center()))

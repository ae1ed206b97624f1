"""Fields read what people type, pass on what they cannot read, and say what is wrong."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.typed.typed_date import parse_date
from tests.ui.hands import click, press, type_text
from ui.palette import Tone
from ui.widgets.choice_field import ChoiceButtons, ChoiceField, TickField
from ui.widgets.date_field import DateField
from ui.widgets.field import LINE_PX, Field
from ui.widgets.many_field import ManyField, YesNoField
from ui.widgets.number_field import NumberField
from ui.widgets.text_fields import MultiLineField, TextField

TODAY = date(2026, 11, 22)
PAYERS = [("pbi", "BPJS PBI"), ("non", "BPJS Non-PBI"), ("umum", "Umum")]
SEXES = [("L", "Laki-laki"), ("P", "Perempuan")]
YES_NO = [("1", "Ya"), ("0", "Tidak")]


def date_field() -> DateField:
    return DateField("lahir", "Tanggal lahir", lambda text: parse_date(text, TODAY))


@pytest.mark.parametrize(
    ("typed", "value"),
    [("8,9", 8.9), ("8.9", 8.9), ("12", 12), (" 150 ", 150), (",5", 0.5), ("-2", -2), ("", None), ("  ", None)],
)
def test_number_takes_comma_and_point(qtbot: QtBot, typed: str, value: float | None) -> None:
    number = NumberField("bb", "Berat badan", unit="kg")
    qtbot.addWidget(number)
    number.line.setText(typed)
    assert number.value() == value
    assert type(number.value()) is type(value)
    assert number.problem() == ""


@pytest.mark.parametrize("typed", ["delapan", "8,9,1", "8 9", "1e5", "8-9", "nan"])
def test_what_is_no_number_is_passed_on_as_typed(qtbot: QtBot, typed: str) -> None:
    number = NumberField("bb", "Berat badan")
    qtbot.addWidget(number)
    number.line.setText(typed)
    assert number.value() == typed
    assert number.number() is None
    assert number.problem() == "Isi dengan angka."


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(value=st.integers(-(10**9), 10**9) | st.decimals(-9999, 9999, places=3).map(float))
def test_shown_number_reads_back_the_same(qtbot: QtBot, value: float) -> None:
    number = NumberField("bb", "Berat badan")
    number.set_value(value)
    assert number.value() == value


@pytest.mark.parametrize("typed", ["17051990", "17-5-90", "17/05/1990"])
def test_date_is_read_as_typed_and_written_out_on_leaving(
    qtbot: QtBot, in_window: Callable[..., QWidget], typed: str
) -> None:
    born, after = date_field(), TextField("nama", "Nama")
    in_window(born, after)
    born.setFocus()
    type_text(typed, born.line)
    assert born.value() == date(1990, 5, 17)
    with qtbot.waitSignal(born.finished):
        after.setFocus()
    assert born.text() == "17-05-1990"
    assert born.value() == date(1990, 5, 17)


def test_unreadable_date_is_passed_on_and_explained_on_leaving(qtbot: QtBot, in_window: Callable[..., QWidget]) -> None:
    born, after = date_field(), TextField("nama", "Nama")
    in_window(born, after)
    born.setFocus()
    type_text("32-13-1990", born.line)
    after.setFocus()
    assert born.value() == "32-13-1990"
    assert born.error() == parse_date("32-13-1990", TODAY).problem != ""


def test_error_takes_away_the_note_until_the_user_changes_the_value(qtbot: QtBot) -> None:
    weight = NumberField("bb", "Berat badan")
    qtbot.addWidget(weight)
    weight.set_note("Gizi baik", Tone.GOOD)
    weight.set_error("Berat badan tidak mungkin.")
    assert (weight.note.text(), weight.note.tone()) == ("Berat badan tidak mungkin.", Tone.BAD)
    assert weight.line.accessibleDescription() == "Berat badan tidak mungkin."
    type_text("8", weight.line)
    assert weight.error() == ""
    assert (weight.note.text(), weight.note.tone()) == ("Gizi baik", Tone.GOOD)


def test_long_error_takes_a_second_line_and_gives_it_back(qtbot: QtBot, themed: QApplication) -> None:
    nik = TextField("nik", "NIK")
    qtbot.addWidget(nik)
    nik.resize(160, 80)
    nik.show()
    nik.set_error("NIK harus 16 angka; yang diisi baru 13 angka.")
    assert nik.note.height() > LINE_PX
    nik.set_error("")
    assert nik.note.height() == LINE_PX


def test_wrong_field_has_another_frame(qtbot: QtBot, themed: QApplication) -> None:
    nik = TextField("nik", "NIK")
    qtbot.addWidget(nik)
    nik.show()
    right = nik.line.grab().toImage()
    nik.set_error("Wajib diisi.")
    assert nik.line.grab().toImage() != right
    nik.set_error("")
    assert nik.line.grab().toImage() == right


@pytest.mark.parametrize(
    ("make", "value", "text"),
    [
        (lambda: TextField("x", "X"), "Siti", "Siti"),
        (lambda: MultiLineField("x", "X"), "batuk\npilek", "batuk\npilek"),
        (lambda: NumberField("x", "X"), 8.5, "8,5"),
        (date_field, date(1990, 5, 17), "17-05-1990"),
        (lambda: ChoiceField("x", "X", PAYERS), "non", "BPJS Non-PBI"),
        (lambda: ChoiceButtons("x", "X", SEXES), "P", "Perempuan"),
        (lambda: TickField("x", "X"), True, "Ya"),
        (lambda: YesNoField("x", "X"), False, "Tidak"),
        (lambda: ManyField("x", "X", PAYERS), ("pbi", "umum"), "BPJS PBI, Umum"),
    ],
    ids=["text", "lines", "number", "date", "choice", "buttons", "tick", "yes", "many"],
)
def test_value_set_is_shown_read_back_cleared_and_not_reported(
    qtbot: QtBot, make: Callable[[], Field], value: object, text: str
) -> None:
    made = make()
    qtbot.addWidget(made)
    with qtbot.assertNotEmitted(made.changed):
        made.set_value(value)
        assert (made.value(), made.text()) == (value, text)
        made.clear()
    assert made.value() in {None, False}


def test_list_is_chosen_by_letter_and_by_digit_and_cleared(qtbot: QtBot, in_window: Callable[..., QWidget]) -> None:
    payer = ChoiceField("penjamin", "Penjamin", PAYERS)
    in_window(payer)
    payer.setFocus()
    type_text("u", payer.combo)
    assert payer.value() == "umum"
    type_text("2", payer.combo)
    assert payer.value() == "non"
    type_text("9", payer.combo)
    assert payer.value() == "non"
    press(Qt.Key.Key_Delete, payer.combo)
    assert payer.value() is None


def test_digit_that_is_a_code_means_that_code(qtbot: QtBot, in_window: Callable[..., QWidget]) -> None:
    asked = ChoiceField("rokok", "Merokok", YES_NO)
    in_window(asked)
    asked.setFocus()
    type_text("0", asked.combo)
    assert asked.text() == "Tidak"


def test_wheel_passing_over_a_list_changes_nothing(qtbot: QtBot, in_window: Callable[..., QWidget]) -> None:
    payer = ChoiceField("penjamin", "Penjamin", PAYERS)
    in_window(payer)
    payer.set_value("pbi")
    no_button, no_key = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    turned = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), no_button, no_key, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(payer.combo, turned)
    assert payer.value() == "pbi"


def test_buttons_are_chosen_by_digit_arrow_and_mouse_and_let_go(
    qtbot: QtBot, in_window: Callable[..., QWidget]
) -> None:
    sex = ChoiceButtons("jk", "Jenis kelamin", SEXES)
    in_window(sex)
    sex.setFocus()
    assert sex.value() is None
    press(Qt.Key.Key_2)
    assert sex.value() == "P"
    press(Qt.Key.Key_Left)
    assert sex.value() == "L"
    click(sex.segments.group.button(1))
    assert sex.value() == "P"
    click(sex.segments.group.button(1))
    assert sex.value() is None


def test_tab_stops_once_at_a_row_of_buttons(qtbot: QtBot, in_window: Callable[..., QWidget]) -> None:
    before, sex, after = TextField("a", "A"), ChoiceButtons("jk", "JK", SEXES), TextField("b", "B")
    in_window(before, sex, after)
    before.setFocus()
    press(Qt.Key.Key_Tab, before.line)
    press(Qt.Key.Key_Tab)
    assert after.line.hasFocus()


def test_tab_leaves_several_lines_and_enter_stays(qtbot: QtBot, in_window: Callable[..., QWidget]) -> None:
    complaint, after = MultiLineField("keluhan", "Keluhan"), TextField("b", "B")
    in_window(complaint, after)
    complaint.setFocus()
    type_text("batuk", complaint.box)
    press(Qt.Key.Key_Return, complaint.box)
    type_text("pilek", complaint.box)
    press(Qt.Key.Key_Tab, complaint.box)
    assert complaint.value() == "batuk\npilek"
    assert after.line.hasFocus()


def test_user_change_is_reported_and_leaving_once(qtbot: QtBot, in_window: Callable[..., QWidget]) -> None:
    name, after = TextField("nama", "Nama"), TextField("b", "B")
    in_window(name, after)
    name.setFocus()
    with qtbot.waitSignal(name.changed):
        type_text("S", name.line)
    with qtbot.waitSignal(name.finished):
        after.setFocus()
    name.setFocus()
    with qtbot.assertNotEmitted(name.finished):
        after.setFocus()


def test_yes_or_no_is_blank_until_chosen_by_letter_or_digit(in_window: Callable[..., QWidget]) -> None:
    smokes = YesNoField("rokok", "Merokok")
    in_window(smokes)
    smokes.setFocus()
    assert smokes.value() is None
    type_text("t")
    assert smokes.value() is False
    type_text("1")
    assert smokes.value() is True
    press(Qt.Key.Key_Delete)
    assert smokes.value() is None


def test_several_are_ticked_by_digit_space_and_mouse(qtbot: QtBot, in_window: Callable[..., QWidget]) -> None:
    brought, after = ManyField("bawa", "Dibawa", PAYERS), TextField("b", "B")
    in_window(brought, after)
    brought.setFocus()
    type_text("3")
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Space)
    assert brought.value() == ("pbi", "umum")
    with qtbot.assertNotEmitted(brought.finished):
        click(brought.boxes[2], QPoint(8, 12))
    assert brought.value() == ("pbi",)
    with qtbot.waitSignal(brought.finished):
        after.setFocus()


def test_what_is_pasted_and_does_not_fit_is_refused_whole_and_said_so(qtbot: QtBot) -> None:
    field = TextField("name", "Nama", max_length=120)
    qtbot.addWidget(field)
    field.set_value("Siti")
    QApplication.clipboard().setText("Raden " * 50)
    field.line.paste()
    assert field.text() == "Siti"
    assert field.note.text() == "Yang ditempel tidak muat: paling panjang 120 huruf. Isian tetap seperti semula."
    field.line.selectAll()
    field.line.paste()
    assert field.text() == "Siti"
    type_text("x", field.line)
    assert field.note.text() == ""


def test_a_letter_for_which_there_is_no_room_is_said_to_be_left_out(qtbot: QtBot) -> None:
    field = TextField("name", "Nama", max_length=120)
    qtbot.addWidget(field)
    QApplication.clipboard().setText("x" * 120)
    field.line.paste()
    assert (len(field.text()), field.note.text()) == (120, "")
    type_text("y", field.line)
    assert (field.text(), field.note.text()) == ("x" * 120, "Terisi 120 huruf; selebihnya tidak muat.")
    press(Qt.Key.Key_Backspace, field.line)
    assert field.note.text() == ""
    type_text("xx", field.line)
    assert field.note.text() != ""
    field.clear()
    assert field.note.text() == ""

"""A small table is filled in with the keyboard alone: Enter goes along the line and on to a new one."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.parsing import typed_lines
from ilp_desktop.forms.schema import Row
from tests.forms import ways
from tests.forms.rich_sample import rich_form
from tests.house_fixtures import Clinic
from tests.ui.hands import click, focus_widget, press, type_text
from ui.widgets.form_view import FormView
from ui.widgets.rows_field import RowsField, fields_across

ADULT: Facts = ways.person(480)


@pytest.fixture
def view(themed: QApplication, clinic: Clinic, in_window: Callable[..., QWidget]) -> FormView:
    made = FormView(rich_form(), ADULT, clinic.house.screening)
    after = QLineEdit()
    in_window(made, after)
    made.set_next(after)
    return made


@pytest.fixture
def table(view: FormView) -> RowsField:
    field = view.field("obat")
    assert isinstance(field, RowsField)
    field.setFocus()
    return field


def enter(*texts: str) -> None:
    for text in texts:
        type_text(text)
        press(Qt.Key.Key_Return)


def test_enter_goes_along_the_line_and_on_to_a_new_one(view: FormView, table: RowsField) -> None:
    enter("Kaptopril", "25", "2-1-26")
    press(Qt.Key.Key_P)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Y)
    assert table.row_count() == 1
    press(Qt.Key.Key_Return)
    assert table.row_count() == 2
    enter("Metformin")
    assert table.cell(1, "dosis").isAncestorOf(focus_widget())
    assert typed_lines(view.filled().typed["obat"]) == [
        {"nama": "Kaptopril", "dosis": "25", "sejak": "02-01-2026", "waktu": "pagi", "teratur": "ya"},
        {"nama": "Metformin"},
    ]
    assert view.checked().answers["obat"] == [
        {"nama": "Kaptopril", "dosis": 25.0, "sejak": "2026-01-02", "waktu": "pagi", "teratur": True},
        {"nama": "Metformin"},
    ]


def test_enter_leaves_a_table_whose_last_line_is_blank(view: FormView, table: RowsField) -> None:
    enter("", "", "", "", "")
    assert not table.isAncestorOf(focus_widget())
    assert table.row_count() == 1
    assert view.is_blank()


def test_table_grows_no_further_than_it_may(table: RowsField) -> None:
    for name in ("A", "B", "C"):
        table.cell(table.row_count() - 1, "nama").setFocus()
        type_text(name)
        table.add_row()
    assert table.row_count() == 3
    assert not table.add_button.isEnabled()
    table.cell(2, "teratur").setFocus()
    press(Qt.Key.Key_Return)
    assert table.row_count() == 3
    assert not table.isAncestorOf(focus_widget())


def test_line_is_taken_away_and_the_others_stay(view: FormView, table: RowsField) -> None:
    enter("A")
    table.add_row()
    type_text("B")
    click(table.remove_button(0))
    assert typed_lines(view.filled().typed["obat"]) == [{"nama": "B"}]
    assert table.remove_button(0).accessibleName() == "Obat yang diminum: hapus baris 1"
    click(table.remove_button(0))
    assert table.row_count() == 1
    assert view.is_blank()


def test_what_is_wrong_is_told_with_line_and_column_when_the_table_is_left(view: FormView, table: RowsField) -> None:
    enter("A", "banyak")
    assert table.error() == ""
    view.field("butir_1").setFocus()
    assert table.error() == 'Baris 1, Dosis: "banyak" bukan angka.'
    table.cell(0, "dosis").setFocus()
    press(Qt.Key.Key_A, focus_widget(), Qt.KeyboardModifier.ControlModifier)
    type_text("25")
    assert table.error() == ""


def test_unlikely_cell_is_asked_about_once(view: FormView, table: RowsField) -> None:
    enter("A", "2000")
    view.field("butir_1").setFocus()
    assert table.note.text().startswith("Baris 1, Dosis: Tidak lazim")
    click(view.ask_of("obat"))
    assert view.checked().doubts == {}
    assert view.filled().confirmations == {"obat.dosis=2000"}


def test_stored_lines_come_back_and_are_no_typing(view: FormView, table: RowsField) -> None:
    lines: list[Row] = [{"nama": "A", "dosis": 25.0}, {"nama": "B", "teratur": False}]
    view.set_answers({"obat": lines})
    assert table.row_count() == 2
    assert (table.cell(0, "dosis").text(), table.cell(1, "teratur").text()) == ("25", "Tidak")
    assert not view.has_typing()
    view.set_answers({})
    assert table.row_count() == 1
    assert view.is_blank()


@pytest.mark.parametrize(("width", "across"), [(820, 4), (560, 3), (380, 2), (150, 1)])
def test_columns_that_do_not_fit_become_cards_in_which_each_field_has_its_room(width: int, across: int) -> None:
    widths = [150, 64, 88, 120, 170, 120, 120, 150]
    assert fields_across(widths, width) == across
    assert across == 1 or across * max(widths) <= width


def test_table_becomes_cards_and_a_table_again_as_the_width_changes(table: RowsField) -> None:
    enter("Kaptopril")
    typed = table.text()
    table.window().resize(1300, 600)
    QApplication.processEvents()
    assert table.is_table()
    assert table.cell(0, "dosis").head.isHidden()
    wide = table.sizeHint().height()
    table.window().resize(460, 600)
    QApplication.processEvents()
    assert not table.is_table()
    assert table.cell(0, "dosis").head.isVisible()
    assert table.sizeHint().height() > wide
    cells = [table.cell(0, column) for column in ("nama", "dosis", "sejak", "waktu", "teratur")]
    assert all(cell.width() >= cell.editor.minimumSizeHint().width() for cell in cells)
    assert table.text() == typed
    assert table.cell(0, "dosis").isAncestorOf(focus_widget())
    press(Qt.Key.Key_Return)
    assert table.cell(0, "sejak").isAncestorOf(focus_widget())

"""Searching as one types: steered by keys, robust against late answers and fast scanners."""

from collections.abc import Callable, Sequence
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.hands import click, press, type_text
from ui.jobs import Jobs
from ui.widgets.field_form import FieldForm
from ui.widgets.look_up import NOT_CHOSEN, NOTHING_FOUND, LookUp, SearchBox
from ui.widgets.suggestion_popup import Suggestion
from ui.widgets.text_fields import TextField

CODES = [
    Suggestion("I10", "I10 Hipertensi esensial", "Essential (primary) hypertension"),
    Suggestion("I11", "I11 Penyakit jantung hipertensi"),
    Suggestion("J06.9", "J06.9 Infeksi saluran napas atas akut"),
]


class Codes:
    """A catalogue searched by parts of words."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.hold: Event | None = None

    def search(self, text: str) -> Sequence[Suggestion]:
        self.asked.append(text)
        if self.hold is not None:
            self.hold.wait()
        return [one for one in CODES if text.lower() in one.text.lower()]


@pytest.fixture
def codes() -> Codes:
    return Codes()


@pytest.fixture
def box(codes: Codes, jobs: Jobs, in_window: Callable[..., QWidget]) -> SearchBox:
    made = SearchBox(codes.search, jobs, "Kode atau nama")
    in_window(made)
    made.setFocus()
    return made


def find(qtbot: QtBot, box: SearchBox, text: str) -> None:
    with qtbot.waitSignal(box.searched):
        type_text(text, box)


def test_typing_opens_the_list_with_what_was_found(qtbot: QtBot, box: SearchBox, themed: QApplication) -> None:
    find(qtbot, box, "hiper")
    assert box.is_open()
    assert [box.popup().model.suggestion(number).value for number in (0, 1)] == ["I10", "I11"]
    assert not box.popup().view.grab().toImage().isNull()


def test_only_the_last_text_of_fast_typing_is_searched(qtbot: QtBot, box: SearchBox, codes: Codes) -> None:
    find(qtbot, box, "hipertensi")
    assert codes.asked == ["hipertensi"]


def test_one_letter_searches_nothing(qtbot: QtBot, box: SearchBox, codes: Codes) -> None:
    type_text("h", box)
    press(Qt.Key.Key_Backspace, box)
    find(qtbot, box, "i11")
    assert codes.asked == ["i11"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_arrow_marks_and_enter_or_space_chooses(qtbot: QtBot, box: SearchBox, key: Qt.Key) -> None:
    find(qtbot, box, "hiper")
    press(Qt.Key.Key_Down, box)
    with qtbot.waitSignal(box.chosen) as told:
        press(key, box)
    assert told.args == [CODES[1]]
    assert box.text() == CODES[1].text
    assert not box.is_open()


def test_space_typed_into_the_text_is_a_space(qtbot: QtBot, box: SearchBox) -> None:
    find(qtbot, box, "i10")
    with qtbot.assertNotEmitted(box.chosen):
        press(Qt.Key.Key_Space, box)
    assert box.text() == "i10 "


def test_marking_stays_within_the_list(qtbot: QtBot, box: SearchBox) -> None:
    find(qtbot, box, "hiper")
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up):
        press(key, box)
    assert box.popup().current() == 0
    press(Qt.Key.Key_PageDown, box)
    assert box.popup().current() == 1


def test_click_chooses(qtbot: QtBot, box: SearchBox) -> None:
    find(qtbot, box, "hiper")
    view = box.popup().view
    with qtbot.waitSignal(box.chosen) as told:
        click(view.viewport(), view.visualRect(box.popup().model.index(1)).center())
    assert told.args == [CODES[1]]


def test_escape_closes_the_list_keeps_the_typing_and_does_not_leave_the_page(qtbot: QtBot, box: SearchBox) -> None:
    left: list[None] = []
    back = QShortcut(QKeySequence("Esc"), box.window())
    back.activated.connect(lambda: left.append(None))
    find(qtbot, box, "hiper")
    press(Qt.Key.Key_Escape, box)
    assert (box.is_open(), box.text(), left) == (False, "hiper", [])
    press(Qt.Key.Key_Escape, box)
    assert left == [None]


def test_scanner_that_enters_before_the_answer_chooses_the_only_find(qtbot: QtBot, box: SearchBox) -> None:
    with qtbot.waitSignal(box.chosen) as told:
        type_text("J06.9", box)
        press(Qt.Key.Key_Return, box)
    assert told.args == [CODES[2]]


def test_enter_before_several_finds_chooses_none_of_them(qtbot: QtBot, box: SearchBox) -> None:
    with qtbot.assertNotEmitted(box.chosen), qtbot.waitSignal(box.searched):
        type_text("hiper", box)
        press(Qt.Key.Key_Return, box)
    assert box.is_open()


def test_late_answer_to_an_older_text_is_not_shown(qtbot: QtBot, box: SearchBox, codes: Codes) -> None:
    codes.hold = hold = Event()
    type_text("j06", box)
    qtbot.waitUntil(lambda: codes.asked == ["j06"])
    codes.hold = None
    box.selectAll()
    find(qtbot, box, "i11")
    hold.set()
    assert box.popup().model.suggestion(0).value == "I11"


def test_nothing_found_is_said_and_enter_chooses_nothing(qtbot: QtBot, box: SearchBox) -> None:
    find(qtbot, box, "zzz")
    assert box.popup().nothing.text() == NOTHING_FOUND
    with qtbot.assertNotEmitted(box.chosen):
        press(Qt.Key.Key_Return, box)


def test_field_answers_with_what_was_chosen_and_enter_goes_on(
    qtbot: QtBot, codes: Codes, jobs: Jobs, in_window: Callable[..., QWidget]
) -> None:
    form = FieldForm(1)
    diagnosis, after = LookUp("icd", "Diagnosis", codes.search, jobs), TextField("b", "B")
    form.add_all(diagnosis, after)
    in_window(form)
    form.focus_first()
    find(qtbot, diagnosis.box, "i10")
    with qtbot.waitSignal(diagnosis.changed):
        press(Qt.Key.Key_Return)
    assert (diagnosis.value(), diagnosis.text()) == ("I10", "I10 Hipertensi esensial")
    assert after.line.hasFocus()


def test_typed_but_not_chosen_is_refused_not_lost(
    qtbot: QtBot, codes: Codes, jobs: Jobs, in_window: Callable[..., QWidget]
) -> None:
    diagnosis, after = LookUp("icd", "Diagnosis", codes.search, jobs), TextField("b", "B")
    in_window(diagnosis, after)
    diagnosis.set_value(CODES[0])
    assert (diagnosis.value(), diagnosis.problem()) == ("I10", "")
    diagnosis.setFocus()
    type_text("x", diagnosis.box)
    assert (diagnosis.value(), diagnosis.problem()) == (None, NOT_CHOSEN)
    after.setFocus()
    assert diagnosis.error() == NOT_CHOSEN


def test_list_opens_upwards_where_there_is_no_room_below(
    qtbot: QtBot, codes: Codes, jobs: Jobs, in_window: Callable[..., QWidget]
) -> None:
    room, box = QWidget(), SearchBox(codes.search, jobs)
    room.setMinimumHeight(500)
    window = in_window(room, box)
    box.setFocus()
    find(qtbot, box, "hiper")
    assert box.popup().geometry().bottom() < box.mapTo(window, box.rect().topLeft()).y()
    assert window.rect().contains(box.popup().geometry())

"""Counting breaths: a press a breath for one minute, a clock in sight, and a result only when it is taken over."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.measures.breath_count import MINUTE_MS, Counting
from tests.ui.hands import click, press, type_text
from ui.widgets.breath_counter import BreathCounter, BreathField

SPACE, ENTER, ESC = Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Escape


class Stopwatch:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.ms = 1_000

    def __call__(self) -> int:
        return self.ms


@pytest.fixture
def watch() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
def field(watch: Stopwatch, in_window: Callable[..., QWidget]) -> BreathField:
    made = BreathField("napas", "Napas", unit="kali/menit")
    made._counter = BreathCounter(made, watch)
    made._counter.counted.connect(made._take)
    made._counter.left.connect(made.line.setFocus)
    in_window(made)
    made.setFocus()
    return made


def breathe(field: BreathField, watch: Stopwatch, times: int, every_ms: int) -> None:
    for _ in range(times):
        press(SPACE, field.counter())
        watch.ms += every_ms


def end(field: BreathField, watch: Stopwatch, qtbot: QtBot) -> None:
    watch.ms += MINUTE_MS
    qtbot.waitUntil(lambda: field.counter().count().state is Counting.DONE)


def test_space_in_the_field_opens_the_counter_and_types_nothing(field: BreathField) -> None:
    press(SPACE, field.line)
    assert field.counter().isVisible()
    assert field.text() == ""
    assert field.counter().clock_label.text() == "60 detik"


def test_a_minute_of_presses_is_taken_over_with_enter_and_not_before(
    field: BreathField, watch: Stopwatch, qtbot: QtBot
) -> None:
    press(SPACE, field.line)
    breathe(field, watch, 46, 1_300)
    assert field.counter().breaths_label.text() == "46 napas"
    assert field.text() == ""
    end(field, watch, qtbot)
    assert field.text() == ""
    assert field.counter().use_button.text() == "Pakai 46 (Enter)"
    with qtbot.waitSignal(field.changed):
        press(ENTER, field.counter())
    assert field.text() == "46"
    assert not field.counter().isVisible()


def test_clock_is_seen_running_down(field: BreathField, watch: Stopwatch, qtbot: QtBot) -> None:
    press(SPACE, field.line)
    press(SPACE, field.counter())
    watch.ms += 23_000
    qtbot.waitUntil(lambda: field.counter().clock_label.text() == "37 detik")


def test_escape_stops_and_there_is_no_result_then_it_closes(field: BreathField, watch: Stopwatch, qtbot: QtBot) -> None:
    press(SPACE, field.line)
    breathe(field, watch, 30, 1_000)
    press(ESC, field.counter())
    assert field.counter().isVisible()
    assert "tidak ada hasil" in field.counter().hint_label.text()
    press(ESC, field.counter())
    assert not field.counter().isVisible()
    assert field.text() == ""


def test_counting_again_begins_anew(field: BreathField, watch: Stopwatch, qtbot: QtBot) -> None:
    press(SPACE, field.line)
    breathe(field, watch, 20, 100)
    end(field, watch, qtbot)
    press(SPACE, field.counter())
    assert field.counter().count().breaths == 1


def test_whoever_counts_in_the_head_starts_the_clock_alone_and_types_the_number(
    field: BreathField, watch: Stopwatch, qtbot: QtBot
) -> None:
    press(SPACE, field.line)
    press(ENTER, field.counter())
    end(field, watch, qtbot)
    assert "ketik hitungan Anda" in field.counter().hint_label.text()
    press(ESC, field.counter())
    type_text("52", field.line)
    assert field.text() == "52"


def test_mouse_counts_too(field: BreathField, watch: Stopwatch, qtbot: QtBot) -> None:
    field.open_counter()
    for _ in range(3):
        click(field.counter().breath_button)
    assert field.counter().count().breaths == 3


def test_what_was_typed_stays_when_the_counter_is_left(field: BreathField, watch: Stopwatch) -> None:
    type_text("44", field.line)
    press(SPACE, field.line)
    press(ESC, field.counter())
    assert field.text() == "44"


def test_closing_the_counter_breaks_the_count_off(field: BreathField, watch: Stopwatch) -> None:
    press(SPACE, field.line)
    press(SPACE, field.counter())
    field.counter().close()
    assert field.counter().count().state is Counting.STOPPED

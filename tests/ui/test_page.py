"""Pages are built when first shown, read only what concerns them, and have the keys of the house."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.hands import press
from ui.palette import Tone
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.labels import EmptyState, Pill, label
from ui.widgets.page import HOUSE_KEYS, SAVE, Page, bind, on_key


class Queue(Page):
    """A page that notes what it is told."""

    title = "Antrean"
    subjects = frozenset({"ticket", "person"})

    def __init__(self) -> None:
        self.built = 0
        self.read: list[frozenset[str]] = []
        super().__init__()

    def build(self) -> None:
        self.built += 1
        self.body.addWidget(QLineEdit())

    def reload(self, subjects: frozenset[str]) -> None:
        self.read.append(subjects)


@pytest.fixture
def stack(in_window: Callable[..., QWidget]) -> QStackedWidget:
    made = QStackedWidget()
    made.addWidget(QWidget())
    in_window(made)
    return made


def test_page_is_built_and_read_when_first_shown_and_only_then(stack: QStackedWidget) -> None:
    page = Queue()
    stack.addWidget(page)
    assert (page.built, page.read) == (0, [])
    for index in (1, 0, 1):
        stack.setCurrentIndex(index)
    assert (page.built, page.read) == (1, [Queue.subjects])


def test_visible_page_reads_at_once_what_concerns_it(stack: QStackedWidget) -> None:
    page = Queue()
    stack.addWidget(page)
    stack.setCurrentWidget(page)
    page.on_changed(frozenset({"ticket", "stock"}))
    page.on_changed(frozenset({"stock"}))
    assert page.read[1:] == [frozenset({"ticket"})]


def test_hidden_page_reads_once_when_shown_again(stack: QStackedWidget) -> None:
    page = Queue()
    stack.addWidget(page)
    stack.setCurrentWidget(page)
    stack.setCurrentIndex(0)
    page.on_changed(frozenset({"ticket"}))
    page.on_changed(frozenset({"person"}))
    assert len(page.read) == 1
    stack.setCurrentWidget(page)
    assert page.read[1:] == [frozenset({"ticket", "person"})]


def test_house_key_presses_its_button_and_stands_in_the_tooltip(
    qtbot: QtBot, in_window: Callable[..., QWidget]
) -> None:
    line, save = QLineEdit(), primary_button("Simpan", "save")
    bind(SAVE, save)
    in_window(line, save)
    line.setFocus()
    with qtbot.waitSignal(save.clicked):
        press(Qt.Key.Key_S, line, Qt.KeyboardModifier.AltModifier)
    assert save.toolTip() == "Simpan (Alt+S)"
    save.setEnabled(False)
    with qtbot.assertNotEmitted(save.clicked):
        press(Qt.Key.Key_S, line, Qt.KeyboardModifier.AltModifier)


def test_key_bound_within_a_part_needs_the_focus_there(qtbot: QtBot, in_window: Callable[..., QWidget]) -> None:
    inside, outside, save = QLineEdit(), QLineEdit(), quiet_button("Simpan")
    card = Card("Triase")
    card.add(inside)
    card.add(save)
    bind(SAVE, save, within=card)
    in_window(card, outside)
    outside.setFocus()
    with qtbot.assertNotEmitted(save.clicked):
        press(Qt.Key.Key_S, outside, Qt.KeyboardModifier.AltModifier)
    inside.setFocus()
    with qtbot.waitSignal(save.clicked):
        press(Qt.Key.Key_S, inside, Qt.KeyboardModifier.AltModifier)


def test_key_of_a_hidden_page_does_nothing(stack: QStackedWidget) -> None:
    pages, heard = [Queue(), Queue()], list[int]()
    for number, page in enumerate(pages):
        stack.addWidget(page)
        on_key(SAVE, page, lambda number=number: heard.append(number))  # type: ignore[misc]
    stack.setCurrentWidget(pages[1])
    press(Qt.Key.Key_S, stack.window(), Qt.KeyboardModifier.AltModifier)
    assert heard == [1]


def test_no_two_house_keys_are_the_same() -> None:
    assert len({key.keys for key in HOUSE_KEYS}) == len(HOUSE_KEYS)


def test_title_line_appears_with_the_first_thing_put_there(in_window: Callable[..., QWidget]) -> None:
    page = Page()
    in_window(page)
    assert not page.title_label.isVisible()
    page.set_title("Kunjungan rumah")
    page.add_action(Pill("3 keluarga"))
    assert page.title_label.isVisible()


def test_chip_says_its_word_in_any_tone_and_hides_when_empty(
    themed: QApplication, in_window: Callable[..., QWidget]
) -> None:
    chip = Pill("Merah", Tone.BAD, strong=True)
    in_window(chip)
    red = chip.grab().toImage()
    narrow = chip.width()
    chip.set("Menunggu hasil", Tone.INFO)
    assert chip.text() == chip.accessibleName() == "Menunggu hasil"
    assert chip.tone() is Tone.INFO
    assert chip.width() > narrow
    assert chip.grab().toImage() != red
    chip.set("")
    assert not chip.isVisible()


def test_card_and_empty_state_show_what_they_are_given(in_window: Callable[..., QWidget]) -> None:
    card = Card(tone=Tone.WARN)
    empty = EmptyState("Belum ada kunjungan.", "Tekan Alt+B untuk mendaftarkan.")
    card.add(empty)
    in_window(card)
    assert not card.title_label.isVisible()
    card.set_title("Hari ini")
    card.add_action(label("2", "small"))
    assert card.title_label.isVisible()
    assert empty.hint_label.isVisible()
    empty.set_text("Tidak ada.")
    assert (empty.text_label.text(), empty.hint_label.isVisible()) == ("Tidak ada.", False)

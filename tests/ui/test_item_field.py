"""An item of a questionnaire: chosen with one key, drawn in one row, and told by its note."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.hands import click, press
from ui.palette import Tone
from ui.widgets.item_field import ItemField
from ui.widgets.item_shape import Arrangement, ItemShape, option_widths, places_of, shape_of

OFTEN = (("0", "Tidak pernah"), ("1", "Kadang"), ("2", "Sering"), ("3", "Selalu"))
YES_NO = (("ya", "Ya"), ("tidak", "Tidak"))
LONG = (
    ("0", "Tidak mampu walaupun dengan bantuan orang lain atau alat bantu"),
    ("1", "Mampu dengan bantuan orang lain"),
)
FIVE = (
    ("0", "Tidak pernah"),
    ("2", "Sekali atau dua kali"),
    ("3", "Setiap bulan"),
    ("4", "Setiap minggu"),
    ("6", "Setiap hari atau hampir setiap hari"),
)
SIZE = (800, 200)


@pytest.fixture
def item(themed: QApplication, in_window: Callable[..., QWidget]) -> Callable[..., ItemField]:
    def shown(choices: tuple[tuple[str, str], ...] = OFTEN, **more: str) -> ItemField:
        made = ItemField("tidur", "Sulit tidur", choices, **more)  # type: ignore[arg-type]
        made.set_shape(shape_of([made.label], [choices], numbered=bool(made.number)))
        in_window(made).resize(*SIZE)
        made.setFocus()
        return made

    return shown


@pytest.mark.parametrize(
    ("choices", "key", "value"),
    [
        (OFTEN, Qt.Key.Key_0, "0"),
        (OFTEN, Qt.Key.Key_3, "3"),
        (OFTEN, Qt.Key.Key_K, "1"),
        (YES_NO, Qt.Key.Key_1, "ya"),
        (YES_NO, Qt.Key.Key_2, "tidak"),
        (YES_NO, Qt.Key.Key_T, "tidak"),
    ],
)
def test_one_key_answers(item: Callable[..., ItemField], choices: object, key: Qt.Key, value: str) -> None:
    asked = item(choices)
    answered: list[str | None] = []
    asked.answered.connect(lambda: answered.append(asked.value()))
    press(key)
    assert answered == [value]


def test_letter_that_begins_several_choices_shows_them_in_turn_and_is_no_answer_yet(
    item: Callable[..., ItemField],
) -> None:
    asked = item()
    answered: list[None] = []
    asked.answered.connect(lambda: answered.append(None))
    press(Qt.Key.Key_S)
    assert asked.text() == "Sering"
    press(Qt.Key.Key_S)
    assert asked.text() == "Selalu"
    assert answered == []


def test_arrows_change_the_choice_and_delete_clears_it(item: Callable[..., ItemField]) -> None:
    asked = item()
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Right)
    assert asked.value() == "1"
    press(Qt.Key.Key_Left)
    assert asked.value() == "0"
    press(Qt.Key.Key_Delete)
    assert asked.value() is None


def test_click_chooses_and_a_second_click_lets_go(item: Callable[..., ItemField]) -> None:
    asked = item()
    click(asked, asked.option_place("2").center())
    assert asked.value() == "2"
    click(asked, asked.option_place("2").center())
    assert asked.value() is None
    click(asked, QPoint(2, 2))
    assert asked.value() is None


def test_unknown_digit_and_unknown_code_choose_nothing(item: Callable[..., ItemField]) -> None:
    asked = item()
    press(Qt.Key.Key_9)
    asked.set_value("lama")
    assert asked.value() is None


def test_item_that_is_off_takes_no_click(item: Callable[..., ItemField]) -> None:
    asked = item()
    asked.setEnabled(False)
    click(asked, asked.option_place("2").center())
    assert asked.value() is None


def test_long_choices_stand_side_by_side_beneath_the_topic_where_there_is_room(item: Callable[..., ItemField]) -> None:
    asked = item(LONG)
    asked.resize(760, asked.height())
    first, second = asked.option_place("0"), asked.option_place("1")
    assert first.top() == second.top() > asked._placed().topic.bottom()
    assert asked.height() < 60
    click(asked, second.center())
    assert asked.value() == "1"
    asked.set_error("Belum diisi.")
    assert asked.height() >= second.bottom()


def test_five_frequencies_take_two_lines_in_a_form_of_the_room_and_all_items_alike(themed: QApplication) -> None:
    shape = shape_of(["Tembakau", "Alkohol"], [FIVE, FIVE], numbered=True)
    places = [places_of(shape, topic, FIVE, 900, noted=False) for topic in ("Tembakau", "Alkohol " * 30)]
    assert {one.options[0].left() for one in places} == {places[0].options[0].left()}
    assert all(one.options[-1].right() <= 900 for one in places)
    assert places[0].height < 60


def test_choices_too_long_for_the_width_stand_below_each_other(item: Callable[..., ItemField]) -> None:
    asked = item(LONG)
    asked.resize(420, asked.height())
    first, second = asked.option_place("0"), asked.option_place("1")
    assert first.left() == second.left()
    assert first.bottom() < second.top()
    assert asked.height() >= second.bottom()


def test_choices_of_a_run_begin_at_one_line() -> None:
    shape = shape_of(["Tidur", "Tidak dapat menikmati kegiatan"], [YES_NO, YES_NO], numbered=True)
    assert shape.number_px
    assert shape.arrangement(600) is Arrangement.BESIDE
    assert shape.topic_px > shape_of(["Tidur"], [YES_NO], numbered=True).topic_px


def test_longer_words_make_the_row_taller_and_narrow_rows_put_the_note_beneath(item: Callable[..., ItemField]) -> None:
    asked = item(OFTEN)
    short = asked.height()
    asked.set_label("Kalimat resmi yang panjang sekali " * 6)
    assert asked.height() > short + 30
    asked.set_shape(ItemShape(topic_px=250, options_px=sum(option_widths(OFTEN))))
    asked.resize(600, asked.height())
    before = asked.height()
    asked.set_error("Belum diisi.")
    assert asked.height() > before


def test_what_the_answer_means_and_what_is_wrong_is_told(item: Callable[..., ItemField]) -> None:
    asked = item(number="17")
    asked.set_note("Perlu ditindaklanjuti", Tone.BAD)
    assert (asked.note.text(), asked.note.tone()) == ("Perlu ditindaklanjuti", Tone.BAD)
    asked.set_error("Belum diisi.")
    assert asked.note.text() == "Belum diisi."
    assert asked.accessibleName() == "17. Sulit tidur"
    press(Qt.Key.Key_1)
    assert asked.error() == ""


@pytest.mark.parametrize("choices", [OFTEN, YES_NO, LONG])
def test_item_is_drawn_in_every_state(item: Callable[..., ItemField], choices: tuple[tuple[str, str], ...]) -> None:
    asked = item(choices, number="3")
    blank = asked.grab().toImage()
    asked.set_value(choices[1][0])
    chosen = asked.grab().toImage()
    asked.set_error("Belum diisi.")
    wrong = asked.grab().toImage()
    asked.setEnabled(False)
    off = asked.grab().toImage()
    assert len({image.cacheKey() for image in (blank, chosen, wrong, off)}) == 4
    assert blank != chosen
    assert chosen != off

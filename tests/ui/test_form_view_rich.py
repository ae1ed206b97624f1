"""Questionnaires on the screen: one key an item, alarms at once, computed values, official words, old answers."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.schema import Form
from ilp_desktop.services.answers.screening import FilledForm, Screening
from tests.forms import ways
from tests.forms.long_sample import long_form
from tests.forms.rich_sample import rich, rich_form
from tests.house_fixtures import Clinic
from tests.journeys.pages.room import answer, retype
from tests.ui.hands import focus_widget, press
from ui.palette import Tone
from ui.widgets.form_view import FormView
from ui.widgets.form_view_words import OFFICIAL_SHEET
from ui.widgets.item_field import ItemField
from ui.widgets.labels import Pill

ADULT = ways.person(720)
Show = Callable[..., FormView]


@pytest.fixture
def show(themed: QApplication, clinic: Clinic, in_window: Callable[..., QWidget], tmp_path: Path) -> Show:
    (tmp_path / "kaya.toml").write_text(rich(), encoding="utf-8")
    screening = Screening(clinic.house.uow, Catalogue(tmp_path), {})

    def shown(form: Form | None = None) -> FormView:
        view = FormView(form or rich_form(), ADULT, screening)
        save = QPushButton("Simpan")
        in_window(view, save)
        view.set_save_button(save)
        return view

    return shown


def item_in_hand() -> str:
    here = focus_widget()
    return here.name if isinstance(here, ItemField) else ""


def test_digit_answers_an_item_and_goes_to_the_next(show: Show) -> None:
    view = show()
    view.field("butir_1").setFocus()
    press(Qt.Key.Key_1)
    assert item_in_hand() == "butir_2"
    press(Qt.Key.Key_2)
    assert item_in_hand() == "butir_3"
    assert view.checked().answers == {"butir_1": True, "butir_2": "2"}


def test_enter_out_of_habit_after_a_digit_passes_over_nothing(show: Show) -> None:
    view = show()
    view.field("butir_1").setFocus()
    press(Qt.Key.Key_Y)
    press(Qt.Key.Key_Return)
    assert item_in_hand() == "butir_2"
    press(Qt.Key.Key_Return)
    assert item_in_hand() == "butir_3"


def test_up_and_down_go_from_item_to_item(show: Show) -> None:
    view = show()
    view.field("butir_1").setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert item_in_hand() == "butir_3"
    press(Qt.Key.Key_Up)
    assert item_in_hand() == "butir_2"
    assert view.is_blank()


def test_last_item_is_left_by_enter_only(show: Show) -> None:
    view = show(
        rich_form(('section = "Obat"\ncode = "obat"', 'section = "Obat"\nshown_when = "umur_tahun < 1"\ncode = "obat"'))
    )
    view.field("butir_3").setFocus()
    press(Qt.Key.Key_T)
    assert item_in_hand() == "butir_3"
    press(Qt.Key.Key_Return)
    assert isinstance(focus_widget(), QPushButton)


def test_alarm_stands_beside_its_item_and_under_the_form_while_the_rest_is_blank(show: Show) -> None:
    view = show()
    answer(view.field("butir_3"), "ya")
    assert (view.field("butir_3").note.text(), view.field("butir_3").note.tone()) == ("Putus asa", Tone.BAD)
    assert view.conclusion_line.pill.text() == "Putus asa"
    assert "Belum dinilai karena ada isian kosong: Risiko paru." in view.conclusion_line.advice.text()
    assert [alert.code for alert in view.alerts()] == ["despair"]
    answer(view.field("butir_3"), "tidak")
    assert view.conclusion_line.isHidden()
    assert view.alerts() == ()


def test_computed_value_stands_beside_its_question(show: Show) -> None:
    view = show()
    retype(view.field("tahun_merokok"), "20")
    assert view.field("batang_per_hari").note.text() == ""
    retype(view.field("batang_per_hari"), "30")
    assert view.field("batang_per_hari").note.text() == "30 bungkus-tahun"


def test_conclusion_tells_score_referral_and_the_form_to_do_next(show: Show) -> None:
    view = show()
    wanted: list[str] = []
    view.conclusion_line.follow_up_wanted.connect(wanted.append)
    retype(view.field("tahun_merokok"), "0")
    for code, text in {"butir_1": "ya", "butir_2": "1", "butir_3": "tidak"}.items():
        answer(view.field(code), text)
    line = view.conclusion_line
    assert (line.pill.text(), line.score.text()) == ("Risiko tinggi", "Risiko paru skor 5")
    assert line.advice.text() == "Periksa spirometri. Rujuk ke FKRTL."
    assert line.texts() == ("Ada keluhan",)
    (button,) = line.next_forms.buttons()
    assert button.text() == "Buka Contoh lengkap"
    button.click()
    assert wanted == ["kaya"]


def test_official_words_take_the_place_of_topics_and_the_sheet_is_needed_no_more(show: Show) -> None:
    view = show()
    assert view.official_line.isVisible()
    assert view.official_line.text() == OFFICIAL_SHEET
    words = {f"butir_{number}": f"Kalimat butir {number}." for number in (1, 2, 3)}
    view.set_words({"butir_1": words["butir_1"]})
    assert view.official_line.isVisible()
    view.set_words(words)
    assert view.official_line.isHidden()
    assert [view.field(code).label for code in words] == list(words.values())
    assert view.field("butir_1").accessibleName() == "1. Kalimat butir 1."
    assert view.words() == words
    view.set_words({})
    assert view.field("butir_1").label == "Tidur"


def test_official_words_may_be_handed_in_from_the_start(themed: QApplication, clinic: Clinic) -> None:
    view = FormView(rich_form(), ADULT, clinic.house.screening, words={"butir_1": "Kalimat satu."})
    assert view.field("butir_1").label == "Kalimat satu."
    assert not view.official_line.isHidden()


def test_answer_of_an_older_edition_is_told_and_no_typing(show: Show) -> None:
    view = show()
    view.set_answers({"butir_2": "9", "butir_1": True, "obat": "dulu teks", "tahun_merokok": "lama"})
    assert not view.has_typing()
    assert view.field("butir_2").value() is None
    assert view.field("butir_2").note.text() == "Jawaban edisi lama: 9"
    view.adopt({"butir_2": "8", "butir_3": "ya"})
    assert view.field("butir_2").value() is None
    assert view.field("butir_3").value() == "ya"
    assert not view.has_typing()
    answer(view.field("butir_2"), "1")
    assert view.field("butir_2").note.text() == ""


def test_long_form_is_drawn_section_by_section_and_holds_what_is_shown_before(show: Show, qtbot: QtBot) -> None:
    form = long_form()
    view = show(form)
    view.show_typed(FilledForm(form.code, {"q_119": "catatan", "q_1": "ya"}))
    assert view.filled().typed == {"q_119": "catatan", "q_1": "ya"}
    qtbot.waitUntil(lambda: len(view.findChildren(ItemField)) > 80)
    assert view.field("q_119").text() == "catatan"
    assert view.has_typing()


def test_enter_at_the_end_of_what_is_drawn_goes_to_the_next_section(show: Show) -> None:
    view = show(long_form())
    view.show_typed(FilledForm("besar", {"q_1": "ya"}))
    view.field("q_10").setFocus()
    press(Qt.Key.Key_Return)
    assert focus_widget() is view.field("q_11")


def test_first_thing_wrong_is_found_in_a_section_not_drawn_yet(show: Show) -> None:
    view = show(long_form())
    view.show_typed(FilledForm("besar", {"q_118": "9999"}))
    assert not view.check()
    assert view.field("q_118").isAncestorOf(focus_widget())
    assert view.field("q_118").error().startswith("Di luar batas")


def test_result_that_is_awaited_is_shown_without_a_colour_and_says_so(show: Show) -> None:
    awaited = 'conclusion = "Risiko rendah"\nurgency = "none"', 'conclusion = "Foto diminta"\nurgency = "awaited"'
    view = show(rich_form(awaited))
    calm = {"tahun_merokok": "0", "butir_1": "tidak", "butir_2": "0", "butir_3": "tidak"}
    view.show_typed(FilledForm("kaya", calm))
    pill = view.conclusion_line.pill
    assert (pill.text(), pill.tone()) == ("Foto diminta (belum ada hasil)", Tone.NEUTRAL)
    assert view.alerts() == ()


def test_nothing_is_green_while_another_scale_asks_to_act(show: Show) -> None:
    view = show()
    calm = {"tahun_merokok": "0", "butir_1": "tidak", "butir_2": "0", "butir_3": "tidak"}
    view.show_typed(FilledForm("kaya", calm))
    assert pill_tones(view) == [Tone.GOOD, Tone.GOOD]
    view.show_typed(FilledForm("kaya", {**calm, "butir_2": "2"}))
    assert pill_tones(view) == [Tone.WARN, Tone.NEUTRAL]


def pill_tones(view: FormView) -> list[Tone]:
    line = view.conclusion_line
    pills: list[Pill] = line.parts.findChildren(Pill)
    return [line.pill.tone(), *(pill.tone() for pill in pills)]

"""Forms on the screen: classes while typed, wrong and unlikely values beside their fields, nothing filled in."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ilp_desktop.domain.sex import Sex
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.schema import Answers
from ilp_desktop.services.answers.screening import Earlier, Screening
from tests.house_fixtures import TODAY, Clinic
from tests.journeys.pages.room import answer, leave, retype
from tests.ui.hands import focus_widget, press, type_text
from ui.palette import Tone
from ui.widgets.form_view import FormView

ADULT = Facts(TODAY, date(1990, 5, 17), Sex.FEMALE, pregnant=False)
TODDLER = Facts(TODAY, date(2025, 5, 17), Sex.MALE, pregnant=False)
Show = Callable[..., FormView]


@pytest.fixture
def screening(clinic: Clinic) -> Screening:
    return clinic.house.screening


@pytest.fixture
def show(themed: QApplication, screening: Screening, in_window: Callable[..., QWidget]) -> Show:
    """Give a function that shows a form for somebody, with a line after it to go to."""

    def shown(code: str = "vital_signs", facts: Facts = ADULT) -> FormView:
        view = FormView(screening.catalogue.form(code, TODAY), facts, screening, columns=2)
        after = QLineEdit()
        in_window(view, after)
        view.set_next(after)
        return view

    return shown


def test_class_of_the_blood_pressure_stands_beside_the_field_while_it_is_typed(show: Show) -> None:
    view = show()
    answer(view.field("sistolik"), "150")
    assert view.field("diastolik").note.text() == ""
    view.field("diastolik").editor.setFocus()
    type_text("95")
    assert view.field("diastolik").note.text() == "kisaran hipertensi derajat 1"
    assert view.field("diastolik").editor.hasFocus()


def test_z_scores_of_a_child_stand_beside_weight_and_length(show: Show) -> None:
    view = show(facts=TODDLER)
    for code, text in {"berat": "7,2", "tinggi": "79", "posisi_ukur": "terlentang"}.items():
        answer(view.field(code), text)
    assert "BB/U" in view.field("berat").note.text()
    assert "-3," in view.field("berat").note.text()
    assert "PB/U" in view.field("tinggi").note.text()
    assert view.field("berat").note.tone() is not Tone.NEUTRAL
    assert "Sumber:" in view.field("berat").note.toolTip()


@pytest.mark.parametrize(
    ("code", "typed", "told"),
    [
        ("berat", "500", "Di luar batas: isi 0,3 sampai 300 kg."),
        ("nadi", "delapan puluh", '"delapan puluh" bukan angka.'),
        ("suhu", "36,75", "Paling banyak 1 angka di belakang koma."),
        ("sistolik", "120,5", "Isi bilangan bulat tanpa koma."),
    ],
)
def test_wrong_value_is_told_when_its_field_is_left(show: Show, code: str, typed: str, told: str) -> None:
    view = show()
    view.field(code).editor.setFocus()
    type_text(typed)
    assert view.field(code).error() == ""
    leave(view.field(code))
    assert view.field(code).error() == told
    assert code not in view.checked().answers


def test_diastolic_above_systolic_is_refused_beside_it_until_one_of_them_is_right(show: Show) -> None:
    view = show()
    answer(view.field("sistolik"), "80")
    answer(view.field("diastolik"), "120")
    assert view.field("diastolik").error() == "Diastolik harus lebih rendah daripada sistolik."
    answer(view.field("sistolik"), "180")
    assert view.field("diastolik").error() == ""


def test_unlikely_value_is_asked_once_and_enter_says_yes(show: Show) -> None:
    view = show()
    retype(view.field("nadi"), "170")
    press(Qt.Key.Key_Return)
    assert view.field("nadi").note.text().startswith("Tidak lazim: biasanya 45 sampai 160")
    assert focus_widget() is view.ask_of("nadi")
    press(Qt.Key.Key_Return)
    assert view.field("napas").editor.hasFocus()
    assert view.ask_of("nadi").isHidden()
    assert view.filled().confirmations == {"nadi=170"}
    assert view.check()


def test_changed_value_is_asked_about_anew(show: Show) -> None:
    view = show()
    retype(view.field("nadi"), "170")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    retype(view.field("nadi"), "171")
    leave(view.field("nadi"))
    assert view.ask_of("nadi").isVisible()
    assert not view.check()


def test_likely_value_lets_enter_pass_to_the_next_field_and_at_last_out_of_the_form(show: Show) -> None:
    view = show()
    retype(view.field("sistolik"), "120")
    press(Qt.Key.Key_Return)
    assert view.field("diastolik").editor.hasFocus()
    view.field("lingkar_perut").editor.setFocus()
    press(Qt.Key.Key_Return)
    assert isinstance(focus_widget(), QLineEdit)
    assert not view.isAncestorOf(focus_widget())


def test_question_appears_when_it_is_asked_and_goes_again(show: Show) -> None:
    view = show(facts=TODDLER)
    assert view.field("posisi_ukur").isHidden()
    answer(view.field("tinggi"), "79")
    assert view.field("posisi_ukur").isVisible()
    retype(view.field("tinggi"), "")
    assert view.field("posisi_ukur").isHidden()
    assert view.field("lingkar_perut").isHidden()


def test_nothing_is_filled_in_and_earlier_values_stand_small_beside_their_labels(
    show: Show, screening: Screening
) -> None:
    view = show()
    earlier = {
        "tinggi": Earlier("158", date(2026, 8, 25)),
        "kesadaran": Earlier("compos_mentis", date(2026, 8, 25)),
        "strange": Earlier("1", date(2026, 8, 25)),
    }
    view.begin(view.form, ADULT, earlier=earlier)
    assert view.is_blank()
    assert not view.has_typing()
    assert view.field("tinggi").text() == ""
    assert view.field("tinggi").head.previous == "158 (25-08-26)"
    assert view.field("kesadaran").head.previous == "Compos mentis (25-08-26)"
    view.begin(view.form, ADULT)
    assert view.field("tinggi").head.previous == ""


def test_conclusion_waits_for_every_answer_and_unanswered_is_never_no(show: Show) -> None:
    view = show("tb_symptoms")
    asked = [code for code in view.checked().asked if view.form.question(code).required]
    line = view.conclusion_line
    assert all(view.field(code).value() is None for code in asked)
    assert line.isHidden()
    for code in asked[:-1]:
        answer(view.field(code), "tidak")
    assert view.conclusion() is None
    assert (line.isHidden(), line.pill.isHidden(), line.advice.text()) == (False, True, "Formulir belum lengkap.")
    answer(view.field(asked[-1]), "ya")
    assert view.conclusion_line.pill.text() == "Terduga TBC"
    assert [alert.code for alert in view.alerts()] == ["presumptive"]


def test_missing_answers_are_told_only_when_saving(show: Show) -> None:
    view = show("tb_symptoms")
    answer(view.field("batuk"), "tidak")
    assert view.field("kontak_erat").error() == ""
    assert not view.check()
    assert view.field("kontak_erat").error() == "Belum diisi."
    assert view.field("batuk").error() == ""
    assert view.field("kontak_erat").isAncestorOf(focus_widget())


def test_stored_answers_come_back_as_they_were_and_are_not_asked_about_again(show: Show) -> None:
    view = show()
    stored: Answers = {"nadi": 170, "suhu": 36.7, "kesadaran": "somnolen"}
    view.begin(view.form, ADULT, stored)
    assert not view.has_typing()
    assert view.check()
    assert view.field("suhu").text() == "36,7"
    assert view.field("kesadaran").text() == "Somnolen"
    assert view.checked().answers == stored
    answer(view.field("suhu"), "37,1")
    assert view.has_typing()


def test_what_was_typed_is_shown_again_with_what_was_confirmed(show: Show) -> None:
    view = show()
    retype(view.field("nadi"), "170")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    typed = view.filled()
    view.begin(view.form, ADULT)
    assert view.is_blank()
    view.show_typed(typed)
    assert view.filled() == typed
    assert view.has_typing()
    assert view.check()


def test_refusal_of_the_services_stays_until_its_field_changes(show: Show) -> None:
    view = show()
    view.show_wrong({"berat": "Timbangan belum ditera.", "unknown": "?"})
    assert view.field("berat").error() == "Timbangan belum ditera."
    answer(view.field("nadi"), "80")
    assert view.field("berat").error() == "Timbangan belum ditera."
    answer(view.field("berat"), "60")
    assert view.field("berat").error() == ""


def test_same_form_for_another_person_asks_that_person_s_questions(show: Show) -> None:
    view = show("tb_symptoms")
    assert view.field("anak_lesu").isHidden()
    answer(view.field("batuk"), "ya")
    view.begin(view.form, TODDLER)
    assert view.field("anak_lesu").isVisible()
    assert view.field("batuk").isHidden()
    assert view.is_blank()


def test_changes_are_told_when_typed_and_not_when_shown(show: Show) -> None:
    view = show()
    told: list[None] = []
    view.changed.connect(lambda: told.append(None))
    view.begin(view.form, ADULT, {"nadi": 80})
    assert told == []
    retype(view.field("suhu"), "37")
    assert told


@pytest.mark.parametrize("code", ["vital_signs", "anc_visit", "tb_symptoms"])
def test_every_form_is_drawn_with_a_field_for_each_question_asked(show: Show, code: str) -> None:
    pregnant = Facts(TODAY, date(1998, 5, 17), Sex.FEMALE, pregnant=True, gestation_days=200)
    view = show(code, pregnant)
    asked = set(view.checked().asked)
    assert asked
    assert {code for code in view.form_codes() if view.field(code).isVisible()} == asked
    assert not view.grab().toImage().isNull()

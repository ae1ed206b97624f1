"""Diagnoses are found by code and by the words people use, and nothing else can be entered."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.care.diagnosis_codes import DiagnosisCodes, diagnosis_codes
from ilp_desktop.services.record.visit_writing import GivenDiagnosis
from tests.house_fixtures import TODAY
from tests.ui.hands import click, focus_widget, press, type_text
from ui.jobs import Jobs
from ui.widgets.diagnosis_list import ALREADY, DiagnosisList
from ui.widgets.field_form import FieldForm
from ui.widgets.look_up import NOT_CHOSEN
from ui.widgets.text_fields import TextField


@pytest.fixture(scope="session")
def codes() -> DiagnosisCodes:
    return diagnosis_codes(TODAY)


@pytest.fixture
def diagnoses(
    themed: QApplication, codes: DiagnosisCodes, jobs: Jobs, in_window: Callable[..., QWidget]
) -> DiagnosisList:
    form = FieldForm(columns=1)
    made = DiagnosisList("diagnoses", "Diagnosis", codes, jobs)
    form.add_all(made, TextField("therapy", "Terapi"))
    in_window(form)
    made.setFocus()
    return made


def look_up(qtbot: QtBot, diagnoses: DiagnosisList, text: str) -> list[str]:
    """Type into the search and return the codes found."""
    diagnoses.box.clear()
    diagnoses.box.setFocus()
    with qtbot.waitSignal(diagnoses.box.searched, timeout=20_000):
        type_text(text, diagnoses.box)
    model = diagnoses.box.popup().model
    return [str(model.suggestion(number).value) for number in range(model.rowCount())]


def given(diagnoses: DiagnosisList) -> list[tuple[str, bool]]:
    """Return code and newness of every diagnosis."""
    return [(one.code, one.new_case) for one in diagnoses.value()]


@pytest.mark.parametrize(
    ("typed", "code"), [("i10", "I10"), ("E11.9", "E11.9"), ("kencing manis", "E11.9"), ("hypertension", "I10")]
)
def test_diagnosis_is_found_by_code_and_by_words_of_both_languages(
    qtbot: QtBot, diagnoses: DiagnosisList, typed: str, code: str
) -> None:
    assert code in look_up(qtbot, diagnoses, typed)[:5]


def test_enter_takes_the_first_found_and_waits_for_another_then_goes_on(qtbot: QtBot, diagnoses: DiagnosisList) -> None:
    look_up(qtbot, diagnoses, "i10")
    press(Qt.Key.Key_Return)
    assert given(diagnoses) == [("I10", True)]
    assert diagnoses.box.text() == ""
    assert focus_widget() is diagnoses.box
    press(Qt.Key.Key_Return)
    assert focus_widget() is not diagnoses.box


@pytest.mark.parametrize(("typed", "is_guessed"), [("Q99.99", False), ("xyzzy", False), ("bukan penyakit", True)])
def test_what_icd_10_has_not_can_be_typed_but_never_entered(
    qtbot: QtBot, diagnoses: DiagnosisList, typed: str, is_guessed: bool
) -> None:
    assert bool(look_up(qtbot, diagnoses, typed)) == is_guessed
    press(Qt.Key.Key_Return)
    assert diagnoses.value() == ()
    assert diagnoses.problem() == NOT_CHOSEN
    diagnoses.box.clearFocus()
    assert diagnoses.error() == NOT_CHOSEN


def test_a_guess_is_taken_only_by_whoever_steps_to_it(qtbot: QtBot, diagnoses: DiagnosisList) -> None:
    guessed = look_up(qtbot, diagnoses, "pinggang sakit menjalar ke kaki")
    press(Qt.Key.Key_Return)
    assert (diagnoses.value(), diagnoses.problem()) == ((), NOT_CHOSEN)
    look_up(qtbot, diagnoses, "pinggang sakit menjalar ke kaki")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert given(diagnoses) == [(guessed[0], True)]


def test_first_is_primary_and_buttons_change_the_order(diagnoses: DiagnosisList) -> None:
    diagnoses.set_value((GivenDiagnosis("I10"), GivenDiagnosis("E11.9")))
    told: list[None] = []
    diagnoses.changed.connect(lambda: told.append(None))
    assert not diagnoses.rows()[0].up_button.isEnabled()
    click(diagnoses.rows()[1].up_button)
    assert given(diagnoses) == [("E11.9", True), ("I10", True)]
    click(diagnoses.rows()[1].case_button)
    click(diagnoses.rows()[0].remove_button)
    assert given(diagnoses) == [("I10", False)]
    assert diagnoses.rows()[0].case_button.text() == "Lama"
    assert len(told) == 3


def test_same_diagnosis_is_not_taken_twice(qtbot: QtBot, diagnoses: DiagnosisList) -> None:
    diagnoses.set_value((GivenDiagnosis("I10"),))
    look_up(qtbot, diagnoses, "i10")
    press(Qt.Key.Key_Return)
    assert given(diagnoses) == [("I10", True)]
    assert diagnoses.note.text() == ALREADY


def test_code_of_an_older_list_is_still_shown(diagnoses: DiagnosisList) -> None:
    diagnoses.set_value((GivenDiagnosis("Z99.9X"),))
    assert diagnoses.rows()[0].given.code == "Z99.9X"
    assert diagnoses.text() == "Z99.9X"

"""Loket: another birth date says first what it changes in the growth on record."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.house_fixtures import TODAY, Clinic
from tests.services.kia_story import at, examine
from tests.ui.front_desk_office import Office
from ui.front_desk.change_form import SAVE_AGAIN, ChangeForm
from ui.jobs import Jobs

ALT = Qt.KeyboardModifier.AltModifier
WRONG = date(2024, 5, 23)


@pytest.fixture
def form(
    clinic: Clinic, jobs: Jobs, themed: QApplication, in_window: Callable[..., QWidget], qtbot: QtBot
) -> ChangeForm:
    child = clinic.register("Anak Diukur", birth_date=WRONG).person_id
    for month, weight in ((9, "10,1"), (10, "10,2"), (11, "10,2")):
        at(clinic, date(2026, month, 20))
        examine(clinic, child, "vital_signs", {"berat": weight})
    at(clinic, TODAY)
    office = Office(clinic, jobs).open(in_window, qtbot)
    office.desk.open_person("anak diukur")
    office.desk.press(Qt.Key.Key_G, ALT)
    shown = office.page.stack.change
    qtbot.waitUntil(lambda: shown.isVisible() and shown.fields.domicile.village.combo.count() > 1)
    return shown


def stored(clinic: Clinic) -> date | None:
    (found,) = clinic.house.registration.search(clinic.desk, "anak diukur")
    return clinic.house.registration.person(clinic.desk, found.id).data.birth_date


def test_what_changes_is_said_and_the_next_press_saves(clinic: Clinic, form: ChangeForm, qtbot: QtBot) -> None:
    form.fields.birth.set_value(date(2025, 5, 23))
    form.save()
    qtbot.waitUntil(lambda: bool(form.problem_label.text()))
    said = form.problem_label.text()
    assert said.startswith("Dengan tanggal lahir ini 3 dari 3 pengukuran dihitung ulang")
    assert said.endswith(SAVE_AGAIN)
    assert "Berat badan" not in said
    assert stored(clinic) == WRONG
    form.save()
    qtbot.waitUntil(lambda: stored(clinic) == date(2025, 5, 23))


def test_a_birth_date_after_measurements_names_their_days(clinic: Clinic, form: ChangeForm, qtbot: QtBot) -> None:
    form.fields.birth.set_value(date(2026, 10, 1))
    form.save()
    qtbot.waitUntil(lambda: "mendahului tanggal lahir ini (20-09-2026)" in form.problem_label.text())
    assert stored(clinic) == WRONG


def test_where_nothing_changes_one_press_saves(clinic: Clinic, form: ChangeForm, qtbot: QtBot) -> None:
    form.save()
    qtbot.waitUntil(lambda: not form.isVisible())
    assert stored(clinic) == WRONG

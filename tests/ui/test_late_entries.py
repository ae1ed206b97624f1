"""Entri susulan: line by line without the mouse, what is unlikely asked once, nothing typed ever lost."""

from collections.abc import Callable
from datetime import time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.house_fixtures import TODAY, Clinic
from tests.ui.front_desk_office import Office
from tests.ui.hands import click, focus_widget, press, type_text
from ui.front_desk.late_fields import NOBODY
from ui.front_desk.late_panel import SAVE_TEXT, SURE_TEXT, LatePanel
from ui.jobs import Jobs

BLACKOUT = TODAY - timedelta(days=3)


@pytest.fixture
def office(clinic: Clinic, jobs: Jobs, themed: QApplication, in_window: Callable[..., QWidget], qtbot: QtBot) -> Office:
    clinic.register("Budi Contoh")
    return Office(clinic, jobs, clinic.doctor).open(in_window, qtbot)


def opened(office: Office, qtbot: QtBot) -> LatePanel:
    click(office.page.late_button)
    panel = office.page.stack.late
    qtbot.waitUntil(lambda: panel.fields.served_by.combo.count() > 1)
    return panel


def go_on(text: str = "") -> None:
    type_text(text)
    press(Qt.Key.Key_Return)


def type_line(panel: LatePanel, qtbot: QtBot, hour: str = "915", fever: str = "") -> None:
    """Type a line from its hour on, with Enter from field to field."""
    go_on(hour)
    type_text("budi contoh")
    qtbot.waitUntil(panel.fields.person.box.is_open)
    press(Qt.Key.Key_Return)
    for text in ("2", "3", "1", "", "pusing", "152", "94", "61", fever):
        go_on(text)
    type_text("I10")
    diagnosis = panel.form.field("diagnosis")
    qtbot.waitUntil(lambda: focus_widget() is diagnosis.editor and diagnosis.editor.is_open())  # type: ignore[attr-defined]
    go_on()
    go_on()
    go_on("Amlodipin 1x5 mg")


def type_sheet(office: Office) -> None:
    go_on(f"{BLACKOUT:%d%m%Y}")
    combo = office.page.stack.late.fields.served_by.combo
    press(
        getattr(
            Qt.Key, f"Key_{1 + [combo.itemText(n) for n in range(1, combo.count())].index(office.context.user.name)}"
        )
    )
    press(Qt.Key.Key_Return)


def test_line_after_line_is_typed_without_the_mouse_and_stands_beneath(
    clinic: Clinic, office: Office, qtbot: QtBot
) -> None:
    panel = opened(office, qtbot)
    type_sheet(office)
    type_line(panel, qtbot)
    assert focus_widget() is panel.save_button
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(panel.rows.rows()) == 1)
    (row,) = clinic.house.late_entries.listed(clinic.doctor, BLACKOUT)
    assert (row.at.time(), row.name, row.codes, row.served_by) == (
        time(9, 15), "Budi Contoh", ("I10",), clinic.doctor.name,
    )  # fmt: skip
    assert office.page.stack.late.fields.day.value() == BLACKOUT
    assert focus_widget() is panel.fields.hour.editor
    assert panel.fields.person.value() is None


def test_same_person_again_is_asked_once_and_any_change_takes_the_question_back(
    clinic: Clinic, office: Office, qtbot: QtBot
) -> None:
    panel = opened(office, qtbot)
    type_sheet(office)
    for hour in ("915", "1030"):
        type_line(panel, qtbot, hour)
        press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not panel.is_saving())
    qtbot.waitUntil(lambda: panel.save_button.text() == SURE_TEXT)
    assert "Sudah tercatat" in panel.fields.person.error()
    panel.fields.complaint.line.insert("!")
    assert panel.save_button.text() == SAVE_TEXT
    panel.save()
    qtbot.waitUntil(lambda: panel.save_button.text() == SURE_TEXT)
    panel.save()
    qtbot.waitUntil(lambda: len(panel.rows.rows()) == 2)
    assert len(clinic.house.late_entries.listed(clinic.doctor, BLACKOUT)) == 2


def test_missing_answers_are_said_beside_their_fields(office: Office, qtbot: QtBot) -> None:
    panel = opened(office, qtbot)
    panel.save()
    errors = {name for name in panel.form.names() if panel.form.field(name).error()}
    assert errors == {"day", "served_by", "hour", "person", "klaster", "payer", "sick"}


def test_desk_is_not_asked_for_findings(
    clinic: Clinic, jobs: Jobs, themed: QApplication, in_window: Callable[..., QWidget], qtbot: QtBot
) -> None:
    office = Office(clinic, jobs).open(in_window, qtbot)
    panel = opened(office, qtbot)
    assert "diagnosis" not in panel.form.names()
    assert "sistolik" not in panel.form.names()


def test_somebody_not_registered_yet_is_registered_meanwhile_and_the_line_goes_on(
    clinic: Clinic, jobs: Jobs, themed: QApplication, in_window: Callable[..., QWidget], qtbot: QtBot
) -> None:
    office = Office(clinic, jobs).open(in_window, qtbot)
    panel = opened(office, qtbot)
    go_on(f"{BLACKOUT:%d%m%Y}")
    panel.fields.hour.set_value(time(9, 15))
    panel.form.go_to(panel.fields.person)
    type_text("joko belum ada")
    box = panel.fields.person.box
    qtbot.waitUntil(box.is_open)
    told = box.popup().nothing
    assert told.text() == NOBODY
    assert told.sizeHint().width() <= told.width()
    for _ in range(2):
        press(Qt.Key.Key_Escape)
    qtbot.waitUntil(office.page.stack.is_home)
    clinic.register("Joko Belum Ada")
    click(office.page.late_button)
    assert panel.fields.hour.value() == time(9, 15)
    assert panel.fields.day.value() == BLACKOUT


def test_line_left_is_there_again_and_the_search_comes_back_with_it(office: Office, qtbot: QtBot) -> None:
    panel = opened(office, qtbot)
    assert not office.page.search.isVisible()
    type_sheet(office)
    go_on("915")
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(office.page.stack.is_home)
    assert office.page.search.isVisible()
    click(office.page.late_button)
    assert panel.fields.hour.value() == time(9, 15)

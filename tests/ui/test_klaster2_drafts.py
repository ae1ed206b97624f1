"""Klaster 2: what was typed into its own forms and not recorded is there again after a crash."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.house_fixtures import Clinic
from tests.services.kia_story import start_pregnancy
from tests.ui.hands import click, press, type_text
from tests.ui.klaster2_room import OpenRoom, open_room, settle, shown
from ui.jobs import Jobs
from ui.klaster2_mother_child.growth_tab import GrowthTab
from ui.klaster2_mother_child.immunisation_tab import ImmunisationTab
from ui.klaster2_mother_child.pregnancy_tab import PregnancyTab
from ui.widgets.kept_typing import KeptTyping

BORN = date(2026, 9, 23)
SHOWN_AGAIN = "Isian yang belum disimpan"
Start = Callable[..., OpenRoom]


@pytest.fixture
def start(clinic_again: Callable[[], Clinic], jobs: Jobs, themed: QApplication, qtbot: QtBot) -> Start:
    """Start the program anew with a visit of somebody; what was open before is left as a crash leaves it."""

    def started(name: str, **facts: object) -> OpenRoom:
        clinic = clinic_again()
        return open_room(clinic, jobs, qtbot, clinic.register(name, **facts).person_id)

    return started


def wait_until_kept(qtbot: QtBot, opened: OpenRoom, kept: KeptTyping) -> None:
    """Let the keeper's pause pass, and wait until the typing is in the file."""
    assert kept.keeper.timer.isActive()
    kept.keeper.timer.start(1)
    qtbot.waitUntil(lambda: len(places(opened)) == 1 and opened.room.context.jobs.is_idle())


def places(opened: OpenRoom) -> tuple[str, ...]:
    return opened.clinic.house.drafts.places(opened.clinic.doctor)


def said(opened: OpenRoom) -> list[str]:
    return [banner.text for banner in opened.messages.stack.banners()]


def test_pregnancy_typed_before_a_crash_is_there_again_until_it_is_recorded(start: Start, qtbot: QtBot) -> None:
    opened = start("Ibu Uji")
    tab = shown(qtbot, opened, PregnancyTab)
    tab.start.form.focus_first()
    type_text("01062026")
    press(Qt.Key.Key_Return)
    tab.start.count_fields[1].setFocus()
    type_text("0")
    wait_until_kept(qtbot, opened, tab.start.kept)
    again = start("Ibu Lain")
    found = shown(qtbot, again, PregnancyTab)
    assert found.start.last_period_field.text() == ""
    assert opened.encounter_id is not None
    again.open(opened.encounter_id)
    found.show_file(again.room.file)
    assert said(again)[0].startswith(SHOWN_AGAIN)
    assert found.start.last_period_field.value() == date(2026, 6, 1)
    assert found.start.count_fields[1].value() == 0
    for field, text in zip(found.start.count_fields, "100", strict=True):
        field.set_value(int(text))
    click(found.start.save_button)
    qtbot.waitUntil(lambda: "Kehamilan tercatat." in said(again))
    qtbot.waitUntil(again.room.context.jobs.is_idle)
    assert places(again) == ()


def test_end_of_a_pregnancy_typed_before_a_crash_is_there_again_and_open(start: Start, qtbot: QtBot) -> None:
    opened = start("Ibu Uji")
    mother = opened.room.file.patient.person_id
    start_pregnancy(opened.clinic, mother, date(2026, 6, 1))
    opened.open(opened.encounter_id)  # type: ignore[arg-type]
    tab = shown(qtbot, opened, PregnancyTab)
    qtbot.waitUntil(tab.head.isVisible)
    click(tab.end_button)
    tab.end_card.day_field.line.setFocus()
    type_text("20112026")
    wait_until_kept(qtbot, opened, tab.end_card.kept)
    again = start("Ibu Lain")
    again.open(opened.encounter_id)  # type: ignore[arg-type]
    found = shown(qtbot, again, PregnancyTab)
    qtbot.waitUntil(found.end_card.isVisible)
    assert said(again)[0].startswith(SHOWN_AGAIN)
    assert found.end_card.day_field.value() == date(2026, 11, 20)
    click(found.end_card.drop_button)
    qtbot.waitUntil(lambda: places(again) == ())
    assert not found.end_card.isVisible()
    assert not found.end_card.has_typing()


def test_dose_typed_before_a_crash_is_there_again(start: Start, qtbot: QtBot) -> None:
    opened = start("Bayi Uji", birth_date=BORN)
    tab = shown(qtbot, opened, ImmunisationTab)
    qtbot.waitUntil(lambda: bool(tab.grid.doses()))
    tab.form.choose(next(dose for dose in tab.grid.doses() if dose.label == "BCG"))
    type_text("1")
    wait_until_kept(qtbot, opened, tab.form.kept)
    again = start("Bayi Lain", birth_date=BORN)
    assert opened.encounter_id is not None
    again.open(opened.encounter_id)
    found = shown(qtbot, again, ImmunisationTab)
    settle(again, qtbot)
    assert found.form.form.field("dose").value() == "BCG|1"
    assert found.form.form.field("source").value() == "here"
    assert all(dose.given_on is None for dose in found.grid.doses())


def test_birth_typed_before_a_crash_is_there_again(start: Start, qtbot: QtBot) -> None:
    opened = start("Bayi Uji", birth_date=BORN)
    tab = shown(qtbot, opened, GrowthTab)
    qtbot.waitUntil(tab.birth.hour_field.isVisible)
    tab.birth.hour_field.setFocus()
    type_text("0325")
    wait_until_kept(qtbot, opened, tab.birth.kept)
    again = start("Bayi Lain", birth_date=BORN)
    assert opened.encounter_id is not None
    again.open(opened.encounter_id)
    found = shown(qtbot, again, GrowthTab)
    settle(again, qtbot)
    assert found.birth.hour_field.text() == "03.25"


def test_correction_typed_before_a_crash_is_there_again_with_the_version_it_corrects(
    start: Start, qtbot: QtBot
) -> None:
    opened = start("Ibu Uji")
    mother = opened.room.file.patient.person_id
    start_pregnancy(opened.clinic, mother, date(2026, 6, 1))
    opened.open(opened.encounter_id)  # type: ignore[arg-type]
    tab = shown(qtbot, opened, PregnancyTab)
    qtbot.waitUntil(tab.head.isVisible)
    click(tab.correct_button)
    tab.correct_card.fields.height_field.setFocus()
    tab.correct_card.fields.height_field.line.clear()
    type_text("156")
    wait_until_kept(qtbot, opened, tab.correct_card.kept)
    again = start("Ibu Lain")
    again.open(opened.encounter_id)  # type: ignore[arg-type]
    found = shown(qtbot, again, PregnancyTab)
    qtbot.waitUntil(found.correct_card.isVisible)
    assert found.correct_card.fields.height_field.text() == "156"
    assert found.correct_card.fields.version_field.text() == "1"
    click(found.correct_card.save_button)
    qtbot.waitUntil(lambda: "Data kehamilan diperbaiki." in said(again))
    qtbot.waitUntil(lambda: places(again) == ())

"""Posyandu & Pustu > Catat kontrol: a control at the Pustu is typed from the list of who is due."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.chronic.chronic_control import ControlState
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.ncd.outside_control import OutsideControl
from tests.house_fixtures import TODAY, Clinic
from tests.services.chronic_story import Visit, attend, pressure
from tests.services.kia_story import at
from tests.ui.hands import click, press, type_text
from tests.ui.opened_page import Desk
from ui.community.page import CommunityPage
from ui.jobs import Jobs
from ui.widgets.choice_field import ChoiceButtons


@pytest.fixture
def person(clinic: Clinic) -> UUID:
    """Let a woman be under control five weeks ago; she is due now."""
    who = clinic.register("Bu Pustu", birth_date=date(1960, 1, 1)).person_id
    attend(clinic, who, Visit(TODAY - timedelta(days=35), ("I10",), pressure(130, 78)))
    at(clinic, TODAY)
    return who


@pytest.fixture
def opened(
    qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication, person: UUID
) -> Callable[..., CommunityPage]:
    """Give a function that opens the form of the woman from the list."""
    desk = Desk(qtbot, jobs, clinic)

    def show() -> CommunityPage:
        page = desk.show(CommunityPage, clinic.doctor)
        qtbot.waitUntil(lambda: page.targets.model.rowCount() == 1 and jobs.is_idle())
        page.targets.table.setCurrentIndex(page.targets.model.index(0, 0))
        qtbot.waitUntil(page.targets.control_button.isEnabled)
        click(page.targets.control_button)
        qtbot.waitUntil(lambda: bool(page.control.views))
        return page

    return show


def fill(qtbot: QtBot, page: CommunityPage, systolic: str) -> None:
    """Type a control."""
    view = page.control.views["hypertension_control"]
    view.field("keluhan_hipertensi").set_value(["tidak_ada"])
    view.field("obat_hipertensi").set_value("ya")
    for code in ("keluhan_hipertensi", "obat_hipertensi"):
        view._on_changed(code)
    for code, text in (("sistolik", systolic), ("diastolik", "80")):
        type_text(text, view.field(code).focusProxy() or view.field(code))
    qtbot.waitUntil(lambda: view.conclusion() is not None)


def test_how_she_stands_is_seen_and_nothing_is_filled_in(opened: Callable[..., CommunityPage]) -> None:
    page = opened()
    form = page.control
    assert form.title_label.text().startswith("Kontrol Bu Pustu, 66 th · No. RM ")
    assert "Hipertensi" in form.state.texts[0]
    assert "di bawah 140/90 mmHg" in form.state.texts[0]
    assert "Pustu" in form.state.texts[1]
    assert form.is_blank()
    assert form.place.value() is None


def test_a_control_is_stored_and_leads_back_to_the_list(
    opened: Callable[..., CommunityPage], qtbot: QtBot, jobs: Jobs, clinic: Clinic, person: UUID
) -> None:
    page = opened()
    fill(qtbot, page, "134")
    click(page.control.save_button)
    assert page.stack.currentWidget() is page.control
    page.control.place.set_value("pustu")
    click(page.control.save_button)
    click(page.control.save_button)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.targets and jobs.is_idle())
    picture = clinic.house.chronic.picture(clinic.doctor, person)
    assert (picture.diseases[0].last_control, picture.diseases[0].controls) == (TODAY, 2)
    assert picture.diseases[0].status.state is ControlState.CONTROLLED


def controlled_already(clinic: Clinic, person: UUID, by: SignedIn) -> None:
    """Let the pressure be written down as bad at the Pustu today."""
    form = FilledForm("hypertension_control", pressure(172, 80)["hypertension_control"])
    clinic.house.outside_controls.record(by, OutsideControl(clinic.new_id(), person, TODAY, "pustu", (form,)))
    clinic.clock.forward(timedelta(minutes=20))


def choose(field: ChoiceButtons, number: int) -> None:
    """Press a button of a choice."""
    click(field.segments.group.button(number))


def test_a_correction_shows_what_was_written_and_asks_why(
    opened: Callable[..., CommunityPage], qtbot: QtBot, jobs: Jobs, clinic: Clinic, person: UUID
) -> None:
    controlled_already(clinic, person, clinic.doctor)
    page = opened()
    form, view = page.control, page.control.views["hypertension_control"]
    choose(form.place, 0)
    assert form.second.line.text().startswith("Sudah dicatat dr. Ratna Contoh di Pustu")
    assert form.is_blank()
    choose(form.second.again, 1)
    assert view.filled().typed["sistolik"] == "172"
    choose(form.second.again, 0)
    assert form.is_blank()
    choose(form.second.again, 1)
    pressed = view.field("sistolik").focusProxy() or view.field("sistolik")
    press(Qt.Key.Key_A, pressed, Qt.KeyboardModifier.ControlModifier)
    type_text("132", pressed)
    click(form.save_button)
    qtbot.waitUntil(lambda: form.second.reason.error().startswith("Tulis alasannya"))
    type_text("salah baca", form.second.reason.line)
    click(form.save_button)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.targets and jobs.is_idle())
    history = clinic.house.screening.history(clinic.doctor, person, "hypertension_control")
    assert [(one.day, one.answers["sistolik"]) for one in history] == [(TODAY, 132), (TODAY - timedelta(days=35), 130)]


def test_what_a_colleague_wrote_meanwhile_is_told_and_nothing_typed_is_lost(
    opened: Callable[..., CommunityPage], qtbot: QtBot, jobs: Jobs, clinic: Clinic, person: UUID
) -> None:
    page = opened()
    form = page.control
    fill(qtbot, page, "134")
    choose(form.place, 0)
    controlled_already(clinic, person, clinic.head)
    click(form.save_button)
    qtbot.waitUntil(lambda: form.second.line.text() != "" and jobs.is_idle())
    assert "Kepala Contoh" in form.second.line.text()
    assert form.views["hypertension_control"].filled().typed["sistolik"] == "134"
    choose(form.second.again, 1)
    assert form.second.again.error() == "Hanya Kepala Contoh yang dapat memperbaiki catatan itu."
    assert form.second.again.value() is None
    choose(form.second.again, 0)
    click(form.save_button)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.targets and jobs.is_idle())
    history = clinic.house.screening.history(clinic.doctor, person, "hypertension_control")
    assert [one.answers["sistolik"] for one in history if one.day == TODAY] == [134, 172]


def test_going_back_keeps_what_is_typed_for_the_next_time(
    opened: Callable[..., CommunityPage], qtbot: QtBot, jobs: Jobs
) -> None:
    page = opened()
    fill(qtbot, page, "158")
    click(page.control.back_button)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.targets and jobs.is_idle())
    click(page.targets.control_button)
    qtbot.waitUntil(lambda: bool(page.control.views) and not page.control.is_blank())
    assert page.control.views["hypertension_control"].filled().typed["sistolik"] == "158"


def test_who_may_not_write_records_is_offered_nothing(
    qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication, person: UUID
) -> None:
    page = Desk(qtbot, jobs, clinic).show(CommunityPage, clinic.desk)
    qtbot.waitUntil(lambda: page.targets.model.rowCount() == 1 and jobs.is_idle())
    assert not page.targets.control_button.isVisible()

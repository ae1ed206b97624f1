"""The record of somebody who is not being seen, opened from the search and from the card, and left again by keys."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.klaster import Klaster
from tests.house_fixtures import Clinic
from tests.services.charted import Written, colleague, next_day, write
from tests.services.test_record_seals import HIV
from tests.ui.driven import workspace_on
from tests.ui.hands import click, press, type_text
from ui.front_desk.page import FrontDeskPage
from ui.main_window import MainWindow
from ui.record_page import NOT_SEEN
from ui.tabs import FRONT_DESK
from ui.workspace import Workspace

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
Opened = tuple[MainWindow, Workspace]


@pytest.fixture
def person(clinic: Clinic) -> UUID:
    """Return somebody with two visits of the past, one with a restricted diagnosis of another klaster."""
    known = clinic.register("Wulan Contoh").person_id
    write(clinic, known, clinic.doctor, Written(("E11.9",)))
    next_day(clinic)
    write(clinic, known, colleague(clinic), HIV, Klaster.INFECTIOUS)
    clinic.clock.forward(timedelta(days=30))
    return known


@pytest.fixture
def doctor(qtbot: QtBot, themed: object, clinic: Clinic, person: UUID, tmp_path: Path) -> Iterator[Opened]:
    """Open the window for a doctor who is nothing else."""
    assert person is not None
    with workspace_on(qtbot, clinic, tmp_path, "doctor") as opened:
        yield opened


def opened_by_search(qtbot: QtBot, workspace: Workspace) -> None:
    """Open the record with the keyboard alone, from wherever one is."""
    press(Qt.Key.Key_K, held=CTRL)
    type_text("wulan", workspace.title_line.search)
    qtbot.waitUntil(workspace.title_line.search.is_open)
    press(Qt.Key.Key_Return, workspace.title_line.search, held=CTRL)
    qtbot.waitUntil(lambda: workspace.record.record.model.rowCount() == 2)


def test_ctrl_enter_in_the_search_opens_the_record_and_esc_comes_back(qtbot: QtBot, doctor: Opened) -> None:
    _, workspace = doctor
    opened_by_search(qtbot, workspace)
    page = workspace.record
    assert page.isVisible()
    assert "Wulan Contoh" in page.header.name_label.text()
    assert page.header.visit_label.text() == NOT_SEEN
    assert page.record.table.hasFocus()
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(workspace.tabs.isVisible)
    assert not page.isVisible()


def test_the_list_under_the_search_tells_both_keys(qtbot: QtBot, doctor: Opened) -> None:
    _, workspace = doctor
    press(Qt.Key.Key_K, held=CTRL)
    type_text("wulan", workspace.title_line.search)
    qtbot.waitUntil(workspace.title_line.search.is_open)
    foot = workspace.title_line.search.popup().foot
    assert foot.isVisible()
    assert "Ctrl+Enter: rekam medis" in foot.text()


def test_enter_alone_still_opens_the_card_from_which_the_record_opens(qtbot: QtBot, doctor: Opened) -> None:
    _, workspace = doctor
    press(Qt.Key.Key_K, held=CTRL)
    type_text("wulan", workspace.title_line.search)
    qtbot.waitUntil(workspace.title_line.search.is_open)
    press(Qt.Key.Key_Return, workspace.title_line.search)
    desk = workspace.tabs.page(FRONT_DESK)
    assert isinstance(desk, FrontDeskPage)
    qtbot.waitUntil(desk.stack.shows_card)
    card = desk.stack.card
    assert card.record_button.isVisible()
    press(Qt.Key.Key_R, card, held=ALT)
    qtbot.waitUntil(lambda: workspace.record.record.model.rowCount() == 2)
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(card.isVisible)


def test_a_visit_is_read_but_its_seal_is_not_broken_here(qtbot: QtBot, doctor: Opened) -> None:
    _, workspace = doctor
    opened_by_search(qtbot, workspace)
    record = workspace.record.record
    record.table.select_first()
    assert "hanya dibuka saat pasien dilayani" in record.details.text()
    press(Qt.Key.Key_Return, record.table)
    qtbot.waitUntil(lambda: record.visit_page.visit() is not None)
    assert not record.visit_page.seal_button.isVisible()
    said = record.visit_page.reading.toPlainText()
    assert "I10" in said
    assert not any(word in said for word in ("B20", "ARV", "TLD"))
    press(Qt.Key.Key_Escape)  # to the list, and not away from the record
    assert workspace.record.isVisible()
    assert record.table.hasFocus()


def test_the_copy_for_the_patient_goes_to_the_preview_and_back_to_the_record(qtbot: QtBot, doctor: Opened) -> None:
    _, workspace = doctor
    opened_by_search(qtbot, workspace)
    record = workspace.record.record
    click(record.copy_button)
    qtbot.waitUntil(record.copy_page.isVisible)
    assert not record.copy_page.restricted.isVisible()
    click(record.copy_page.show_button)
    qtbot.waitUntil(workspace.preview.isVisible, timeout=20_000)
    assert workspace.preview.page_count() >= 1
    press(Qt.Key.Key_Escape, workspace.preview)
    qtbot.waitUntil(workspace.record.isVisible)
    assert record.copy_page.isVisible()


def test_looking_for_somebody_else_leaves_the_record(qtbot: QtBot, doctor: Opened, clinic: Clinic) -> None:
    _, workspace = doctor
    other = clinic.register("Budi Contoh").person_id
    opened_by_search(qtbot, workspace)
    workspace.show_person(other)
    qtbot.waitUntil(workspace.tabs.isVisible)
    assert not workspace.record.isVisible()


def test_what_is_written_meanwhile_comes_in(qtbot: QtBot, doctor: Opened, clinic: Clinic, person: UUID) -> None:
    _, workspace = doctor
    opened_by_search(qtbot, workspace)
    write(clinic, person, clinic.doctor, Written(("J06.9",)))
    qtbot.waitUntil(lambda: workspace.record.record.model.rowCount() == 3, timeout=20_000)


def test_the_desk_is_offered_no_record(qtbot: QtBot, themed: object, clinic: Clinic, tmp_path: Path) -> None:
    clinic.register("Wulan Contoh")
    with workspace_on(qtbot, clinic, tmp_path, "desk") as (_, workspace):
        press(Qt.Key.Key_K, held=CTRL)
        type_text("wulan", workspace.title_line.search)
        qtbot.waitUntil(workspace.title_line.search.is_open)
        assert not workspace.title_line.search.popup().foot.isVisible()
        press(Qt.Key.Key_Return, workspace.title_line.search, held=CTRL)
        desk = workspace.tabs.page(FRONT_DESK)
        assert isinstance(desk, FrontDeskPage)
        qtbot.waitUntil(desk.stack.shows_card)
        assert desk.stack.card.record_button.isHidden()

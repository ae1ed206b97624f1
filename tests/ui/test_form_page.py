"""A form of the tab Skrining: printed empty or filled, and what was answered to it before."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.queue.visit_words import NextPlace
from tests.forms.rich_sample import rich
from tests.house_fixtures import Clinic
from tests.journeys.pages.room import PATIENCE_MS, retype
from tests.ui.hands import focus_widget, press
from tests.ui.many_forms import COMPLETE, back, choose, fill, fill_folder, opened, settled, tab_of, with_forms, words
from tests.ui.room_desk import RoomDesk
from ui.jobs import Jobs
from ui.widgets.room.room_tabs import EXAMINATION, SCREENING


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return fill_folder(tmp_path / "forms")


@pytest.fixture
def desk(qtbot: QtBot, themed: QApplication, jobs: Jobs, clinic: Clinic, folder: Path) -> RoomDesk:
    return RoomDesk(qtbot, jobs, with_forms(clinic, folder))


def test_form_to_do_next_is_opened_from_the_conclusion(desk: RoomDesk, folder: Path) -> None:
    (folder / "kaya.toml").write_text(rich(('follow_up = "kaya"', 'follow_up = "contoh_5"')), encoding="utf-8")
    room = opened(desk)
    page = choose(desk, room)
    fill(page.view, COMPLETE)
    (button,) = page.view.conclusion_line.next_forms.buttons()
    assert button.text() == "Buka Skrining ke-05"
    button.click()
    desk.qtbot.waitUntil(lambda: tab_of(room).page("contoh_5") is not None, timeout=PATIENCE_MS)
    next_page = tab_of(room).page("contoh_5")
    assert next_page is not None
    assert next_page.view.isAncestorOf(focus_widget())


def test_form_to_do_next_is_opened_though_it_is_not_listed_for_this_person(desk: RoomDesk, folder: Path) -> None:
    (folder / "kaya.toml").write_text(rich(('follow_up = "kaya"', 'follow_up = "contoh_5"')), encoding="utf-8")
    others = (folder / "contoh_5.toml").read_text(encoding="utf-8")
    header = 'sensitivity = "umum"\n'
    (folder / "contoh_5.toml").write_text(others.replace(header, f'{header}audience = "umur_tahun < 3"\n', 1))
    room = opened(desk)
    page = choose(desk, room)
    fill(page.view, COMPLETE)
    assert "contoh_5" not in tab_of(room).codes()
    room.go_to(EXAMINATION)
    page.view.conclusion_line.follow_up_wanted.emit("contoh_5")
    assert room.tabs.title() == SCREENING
    desk.qtbot.waitUntil(lambda: tab_of(room).page("contoh_5") is not None, timeout=PATIENCE_MS)
    assert "contoh_5" in tab_of(room).codes()


def test_form_of_the_examination_is_opened_there(desk: RoomDesk) -> None:
    room = opened(desk)
    page = choose(desk, room)
    page.view.conclusion_line.follow_up_wanted.emit("vital_signs")
    assert room.tabs.title() == EXAMINATION
    assert room.vitals.isAncestorOf(focus_widget())


def test_empty_form_is_printed_with_ctrl_p_and_noted(desk: RoomDesk) -> None:
    room = opened(desk)
    page = choose(desk, room)
    fill(page.view, {"butir_1": "ya"})
    press(Qt.Key.Key_P, room.page, Qt.KeyboardModifier.ControlModifier)
    desk.qtbot.waitUntil(lambda: bool(desk.papers), timeout=PATIENCE_MS)
    (paper,) = desk.papers
    assert (paper.title, paper.file_name) == ("Contoh lengkap", "formulir-kaya.pdf")
    assert "Skor, mulai dari 2 (butir 1):" in words(paper.pdf)
    assert "Yang dicetak hanya isian yang sudah disimpan." in desk.said()


def test_form_and_its_conclusion_fit_the_smallest_window(desk: RoomDesk) -> None:
    room = opened(desk)
    room.page.window().resize(1280, 610)
    page = choose(desk, room)
    fill(page.view, {"butir_3": "ya"})
    settled(desk)
    desk.qtbot.waitUntil(lambda: room.tabs.area().verticalScrollBar().maximum() == 0, timeout=PATIENCE_MS)
    line = page.view.conclusion_line
    assert line.isVisible()
    assert line.visibleRegion().boundingRect().height() == line.height()


def test_stored_form_is_printed_filled(desk: RoomDesk) -> None:
    room = opened(desk)
    page = choose(desk, room)
    fill(page.view, COMPLETE)
    room.save()
    page.print_button.click()
    desk.qtbot.waitUntil(lambda: bool(desk.papers), timeout=PATIENCE_MS)
    assert "Risiko tinggi (Risiko paru skor 5)" in words(desk.papers[0].pdf)
    assert page.print_button.isEnabled()


def test_history_shows_days_scores_and_the_answers_of_one_of_them(desk: RoomDesk) -> None:
    room = opened(desk)
    fill(choose(desk, room).view, COMPLETE)
    room.save()
    person_id = room.workspace.room.file.patient.person_id
    room.finish(NextPlace.HOME)
    desk.clinic.clock.forward(timedelta(days=30))
    desk.clinic.visit(person_id)
    room.page.waiting.reload()
    settled(desk)
    room.open("Siti Aminah")
    room.go_to(SCREENING)
    page = choose(desk, room)
    page.history_button.click()
    history = page.history()
    desk.qtbot.waitUntil(lambda: history.chosen() is not None, timeout=PATIENCE_MS)
    shown = [[column.text(row) for column in history.model.columns] for row in history.model.rows()]
    assert shown == [["23-11-2026", "Risiko tinggi", "5 · 1", desk.clinic.doctor.name]]
    assert history.edition.text() == "23-11-2026 · Edisi 1"
    for told in ("Butir 1 (Tidur)", "Ya", "Kadang"):
        assert told in history.answers.text()
    assert page.view.is_blank()
    press(Qt.Key.Key_P, room.page, Qt.KeyboardModifier.ControlModifier)
    desk.qtbot.waitUntil(lambda: bool(desk.papers), timeout=PATIENCE_MS)
    assert "Risiko paru skor 5" in words(desk.papers[0].pdf)
    page.history_button.click()
    retype(page.view.field("tahun_merokok"), "3")
    assert page.view.filled().typed == {"tahun_merokok": "3"}


def test_history_of_one_patient_is_never_shown_to_the_next(desk: RoomDesk) -> None:
    desk.arrives("Budi Santoso")
    room = opened(desk)
    page = choose(desk, room)
    fill(page.view, COMPLETE)
    room.save()
    page.history_button.click()
    desk.qtbot.waitUntil(lambda: page.history().chosen() is not None, timeout=PATIENCE_MS)
    back(desk, room)
    room.open("Budi Santoso")
    room.go_to(SCREENING)
    other = choose(desk, room)
    assert not other.history_button.isChecked()
    other.history_button.click()
    settled(desk)
    assert other.history().model.rows() == ()
    assert other.history().answers.text() == ""

"""A form half filled in hinders nobody: all else is saved, it stays as it is typed, and can be emptied."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.queue.visit_words import NextPlace
from tests.house_fixtures import Clinic
from tests.journeys.pages.room import Room
from tests.ui.hands import focus_widget, press
from tests.ui.many_forms import back, choose, fill, fill_folder, opened, settled, tab_of, with_forms
from tests.ui.room_desk import RoomDesk
from ui.jobs import Jobs
from ui.widgets.room.room_tabs import SCREENING

PULSE = {"nadi": "80"}
LEFT = "Skrining ke-01 belum lengkap dan belum disimpan."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return fill_folder(tmp_path / "forms")


@pytest.fixture
def desk(qtbot: QtBot, themed: QApplication, jobs: Jobs, clinic: Clinic, folder: Path) -> RoomDesk:
    return RoomDesk(qtbot, jobs, with_forms(clinic, folder))


def half(desk: RoomDesk, room: Room, code: str = "contoh_1") -> None:
    """Answer one question of a form and leave the one that must be answered blank."""
    room.go_to(SCREENING)
    fill(choose(desk, room, code).view, {"sering_batuk": "1"})


def test_all_else_is_saved_and_the_banner_names_what_was_left(desk: RoomDesk) -> None:
    room = opened(desk)
    half(desk, room)
    assert tab_of(room).list.state_of("contoh_1") == "belum lengkap"
    room.measure(PULSE)
    room.write(subjective="Pusing")
    room.save()
    assert desk.said()[0] == f"Tersimpan 07.31. {LEFT}"
    file = desk.stored(room)
    assert file.note.subjective == "Pusing"
    assert file.answers == {"vital_signs": {"nadi": 80}}
    view = room.workspace.room.views()["contoh_1"]
    assert view.filled().typed == {"sering_batuk": "1"}
    assert tab_of(room).list.state_of("contoh_1") == "belum lengkap"
    room.press_save()
    assert desk.said()[0] == LEFT
    assert desk.stored(room).version == file.version
    fill(view, {"merokok": "tidak"})
    room.save()
    assert desk.stored(room).answers["contoh_1"] == {"merokok": False, "sering_batuk": "1"}


def test_what_was_left_survives_leaving_and_a_crash(
    clinic_again: Callable[[], Clinic], jobs: Jobs, themed: QApplication, qtbot: QtBot, folder: Path
) -> None:
    desk = RoomDesk(qtbot, jobs, with_forms(clinic_again(), folder))
    room = opened(desk)
    half(desk, room)
    room.write(subjective="Pusing")
    room.save()
    settled(desk)
    again = RoomDesk(qtbot, jobs, with_forms(clinic_again(), folder))
    found = again.show()
    found.open("Siti Aminah")
    assert found.workspace.room.views()["contoh_1"].filled().typed == {"sering_batuk": "1"}
    assert tab_of(found).list.state_of("contoh_1") == "belum lengkap"
    assert found.tabs.examination.note().subjective == "Pusing"
    back(again, found)
    found.open("Siti Aminah")
    assert tab_of(found).list.state_of("contoh_1") == "belum lengkap"


def test_finishing_asks_to_complete_the_form_or_to_empty_it(desk: RoomDesk) -> None:
    room = opened(desk)
    half(desk, room)
    choose(desk, room, "contoh_2")
    room.write(subjective="Pusing")
    room.try_to_finish(NextPlace.HOME)
    assert desk.said() == ["Skrining ke-01 belum lengkap."]
    assert room.tabs.title() == SCREENING
    assert tab_of(room).list.current() == "contoh_1"
    page = tab_of(room).page("contoh_1")
    assert page is not None
    assert page.view.field("merokok").error() == "Belum diisi."
    assert page.view.field("merokok").isAncestorOf(focus_widget()) or page.view.field("merokok") is focus_widget()
    page.empty_button.click()
    assert page.view.is_blank()
    assert page.view.field("merokok").error() == ""
    assert not page.empty_button.isEnabled()
    assert tab_of(room).list.state_of("contoh_1") == ""
    room.finish(NextPlace.HOME)


def test_wrong_answer_refuses_the_save_and_the_banner_names_the_form_in_front(desk: RoomDesk) -> None:
    room = opened(desk)
    fill(choose(desk, room, "contoh_1").view, {"merokok": "tidak", "sering_batuk": "2"})
    choose(desk, room, "contoh_2")
    room.write(subjective="Pusing")
    room.press_save()
    assert desk.said() == ["Belum disimpan: Skrining ke-01 perlu diperbaiki."]
    assert tab_of(room).list.current() == "contoh_1"
    assert desk.stored(room).note.subjective == ""


def test_emptied_form_takes_nothing_from_another_and_leaves_nothing_behind(desk: RoomDesk) -> None:
    room = opened(desk)
    first = choose(desk, room, "contoh_1")
    fill(first.view, {"sering_batuk": "1"})
    second = choose(desk, room, "contoh_2")
    assert second.view.filled().typed == {"sering_batuk": "1"}
    fill(second.view, {"merokok": "tidak"})
    first.empty_button.click()
    assert first.view.is_blank()
    assert not first.view.has_typing()
    assert second.view.filled().typed == {"merokok": "tidak"}
    room.save()
    assert desk.stored(room).answers == {"contoh_2": {"merokok": False}}


def test_stored_form_that_is_emptied_changes_with_the_next_save_only(desk: RoomDesk) -> None:
    room = opened(desk)
    page = choose(desk, room, "contoh_1")
    fill(page.view, {"merokok": "tidak"})
    room.save()
    press(Qt.Key.Key_H, room.page, Qt.KeyboardModifier.AltModifier)
    assert desk.stored(room).answers == {"contoh_1": {"merokok": False}}
    assert tab_of(room).list.state_of("contoh_1") == "belum disimpan"
    room.save()
    assert desk.stored(room).answers == {}


def test_stored_form_that_lost_an_answer_still_refuses_the_save(desk: RoomDesk) -> None:
    room = opened(desk)
    page = choose(desk, room, "contoh_1")
    fill(page.view, {"merokok": "tidak", "sering_batuk": "1"})
    room.save()
    page.view.field("merokok").setFocus()
    press(Qt.Key.Key_Delete)
    room.press_save()
    assert desk.said()[0] == "Belum disimpan: Skrining ke-01 perlu diperbaiki."
    assert desk.stored(room).answers == {"contoh_1": {"merokok": False, "sering_batuk": "1"}}

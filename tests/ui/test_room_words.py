"""A questionnaire in a room is asked in the official words once the Puskesmas has entered them."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.services.edition.wording import NewWords
from tests.house_fixtures import Clinic
from tests.journeys.pages.room import Room
from tests.ui.room_desk import RoomDesk
from ui.jobs import Jobs
from ui.widgets.form_view import FormView

FORM, SHEET = "srq20", "Lembar contoh 2024"


@pytest.fixture
def desk(qtbot: QtBot, themed: QApplication, jobs: Jobs, clinic: Clinic) -> RoomDesk:
    return RoomDesk(qtbot, jobs, clinic)


def questionnaire(room: Room) -> FormView:
    room.screen(FORM, {})
    return room.workspace.room.form_view(FORM)


def enter(clinic: Clinic, **words: str) -> None:
    clinic.house.wordings.enter_all(clinic.doctor, NewWords(FORM, words, SHEET))


def test_an_item_is_asked_in_the_words_entered_and_the_others_by_their_topic(desk: RoomDesk, clinic: Clinic) -> None:
    enter(clinic, srq_01="Kata satu")
    view = questionnaire(desk.with_patient())
    topics = {item.code: item.topic for item in clinic.house.wordings.items(clinic.doctor, FORM)}
    assert view.field("srq_01").label.endswith("Kata satu")
    assert view.field("srq_02").label.endswith(topics["srq_02"])
    assert view.official_line.isVisible()


def test_with_the_words_of_every_item_no_sheet_has_to_lie_beside_the_screen(desk: RoomDesk, clinic: Clinic) -> None:
    items = clinic.house.wordings.items(clinic.doctor, FORM)
    enter(clinic, **{item.code: f"Kata butir {item.number}" for item in items})
    view = questionnaire(desk.with_patient())
    assert view.official_line.isHidden()
    assert all(view.field(item.code).label.endswith(f"Kata butir {item.number}") for item in items)


def test_words_entered_while_a_visit_is_open_are_asked_of_the_next_person(desk: RoomDesk, clinic: Clinic) -> None:
    desk.arrives("Orang Kedua")
    room = desk.with_patient()
    assert not questionnaire(room).field("srq_01").label.endswith("Kata satu")
    enter(clinic, srq_01="Kata satu")
    room.back()
    room.open("Orang Kedua")
    assert questionnaire(room).field("srq_01").label.endswith("Kata satu")

"""A dose ten times too high typed into Terapi is asked beneath the field, and stored by a second press."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.services.record.visit_writing import SoapNote
from tests.house_fixtures import Clinic
from tests.ui.hands import click
from tests.ui.room_desk import RoomDesk
from ui.jobs import Jobs

SLIPPED = "Amlodipin 100 mg 1x1, glibenklamid 50 mg"


@pytest.fixture
def desk(qtbot: QtBot, themed: QApplication, jobs: Jobs, clinic: Clinic) -> RoomDesk:
    return RoomDesk(qtbot, jobs, clinic)


def test_a_doubtful_dose_stands_beneath_the_therapy_and_saving_asks_once(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.write(subjective="Pusing", therapy=SLIPPED)
    field = room.tabs.examination.therapy
    assert "Amlodipin tablet 100 mg: Sekali pakai 100 mg; paling banyak 10 mg." in field.note.text()
    assert not field.sure_button.isVisible()
    room.press_save()
    assert "Glibenklamid tablet 50 mg" in field.error()
    assert field.error().endswith("Tekan Benar bila memang demikian.")
    assert field.sure_button.isVisible()
    assert field.text() == SLIPPED
    assert desk.stored(room).note == SoapNote()
    click(field.sure_button)
    assert (field.error(), field.sure_button.isVisible()) == ("", False)
    room.save()
    assert desk.stored(room).note.therapy == SLIPPED
    room.write(plan="Kontrol satu minggu")
    room.save()
    assert desk.stored(room).note.plan == "Kontrol satu minggu"


def test_what_was_confirmed_is_asked_again_when_it_is_changed_and_mended_asks_nothing(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.write(therapy="Amlodipin 100 mg 1x1")
    field = room.tabs.examination.therapy
    room.press_save()
    click(field.sure_button)
    room.write(therapy="Amlodipin 1000 mg 1x1")
    room.press_save()
    assert "1.000 mg" in field.error()
    room.write(therapy="Amlodipin 10 mg 1x1")
    assert (field.error(), field.note.text(), field.sure_button.isVisible()) == ("", "", False)
    room.save()
    assert desk.stored(room).note.therapy == "Amlodipin 10 mg 1x1"

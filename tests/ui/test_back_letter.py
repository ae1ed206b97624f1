"""Recording a letter that sends the patient back, in the tab Rujukan, where the doctor receives the patient."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.services.record.visit_writing import GivenDiagnosis
from tests.house_fixtures import Clinic
from tests.journeys.pages.room import Room, retype
from tests.ui.hands import click, focus_widget, press
from tests.ui.room_desk import RoomDesk
from ui.jobs import Jobs
from ui.widgets.room.referrals.of_person import ReferralsOfPerson

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def desk(qtbot: QtBot, themed: QApplication, jobs: Jobs, clinic: Clinic) -> RoomDesk:
    return RoomDesk(qtbot, jobs, clinic)


def opened(desk: RoomDesk, room: Room) -> ReferralsOfPerson:
    """Open the form by keyboard at the referrals of whoever is open."""
    room.go_to("Rujukan")
    room.tabs.referral.show_earlier()
    earlier = room.tabs.referral.earlier
    desk.qtbot.waitUntil(earlier.back_button.isVisible)
    press(Qt.Key.Key_U, earlier.table, ALT)
    desk.qtbot.waitUntil(earlier.back_letter.isVisible)
    return earlier


def fill(earlier: ReferralsOfPerson) -> None:
    form = earlier.back_letter.form
    for name, text in (("place", "RSUD Contoh"), ("answered_on", "20112026"), ("answered_by", "dr. Budi, Sp.PD")):
        retype(form.field(name), text)
    form.field("diagnoses").set_value((GivenDiagnosis("I10"),))
    retype(form.field("therapy"), "Amlodipin 10 mg 1x1")
    retype(form.field("control_on"), "23122026")
    form.field("prb").set_value(value=True)


def test_the_doctor_records_it_and_the_programme_is_told(desk: RoomDesk) -> None:
    room = desk.with_patient()
    earlier = opened(desk, room)
    assert focus_widget() is earlier.back_letter.place.box
    fill(earlier)
    click(earlier.back_letter.save_button)
    desk.wait_until_said("Rujuk balik tercatat dengan nomor 0001/RJB/")
    desk.qtbot.waitUntil(lambda: "PRB Hipertensi: RSUD Contoh" in earlier.programme.text(), timeout=20_000)
    desk.qtbot.waitUntil(lambda: earlier.model.rowCount() == 1)
    assert earlier.detail.isVisible()
    assert not earlier.detail.print_button.isVisible()
    assert earlier.detail.print_answer_button.isVisible()
    assert "dari RSUD Contoh" in earlier.detail.said.text()


def test_what_is_wrong_stands_beside_its_field_and_stays_typed(desk: RoomDesk) -> None:
    room = desk.with_patient()
    earlier = opened(desk, room)
    fill(earlier)
    form = earlier.back_letter.form
    form.field("therapy").set_value("")
    click(earlier.back_letter.save_button)
    desk.qtbot.waitUntil(lambda: form.field("therapy").error() != "", timeout=20_000)
    assert form.field("therapy").error() == "PRB memerlukan terapi yang dilanjutkan."
    assert form.field("place").text() == "RSUD Contoh"


def test_what_is_typed_waits_while_another_patient_is_open(desk: RoomDesk) -> None:
    desk.arrives("Budi Contoh")
    room = desk.with_patient()
    earlier = opened(desk, room)
    fill(earlier)
    room.back()
    room.open("Budi Contoh")
    assert opened(desk, room).back_letter.place.text() == ""
    room.back()
    room.open("Siti Aminah")
    assert opened(desk, room).back_letter.place.text() == "RSUD Contoh"

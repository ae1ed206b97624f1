"""A letter is begun from the advice beside a form: the red classes of a sick child, what a child has not reached."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.klaster import Klaster
from tests.house_fixtures import TODAY, Clinic
from tests.journeys.pages.room import Room
from tests.ui.hands import click
from tests.ui.room_desk import RoomDesk
from ui.jobs import Jobs
from ui.widgets.room.advice_view import AdviceView
from ui.widgets.room.room_tabs import REFERRAL

WELL = {
    "mtbs_tanda_bahaya": "tidak_ada",
    "mtbs_batuk": "tidak",
    "mtbs_diare": "tidak",
    "mtbs_demam": "tidak",
    "mtbs_campak": "tidak",
    "mtbs_telinga": "tidak",
    "berat": "11",
    "edema": "tidak",
    "pucat_telapak": "tidak",
}


@pytest.fixture
def room(qtbot: QtBot, themed: QApplication, jobs: Jobs, clinic: Clinic) -> Room:
    """Show the room of klaster 2 with a child of two years open."""
    desk = RoomDesk(qtbot, jobs, clinic)
    desk.arrives("Anak Sakit", birth_date=TODAY - timedelta(days=750))
    shown = desk.show(klaster=Klaster.MOTHER_CHILD)
    shown.open("Anak Sakit")
    return shown


def advice_of(room: Room, code: str, values: dict[str, str]) -> AdviceView:
    """Fill in a form and show what stands behind it."""
    room.screen(code, values)
    page = room.tabs.screening.page(code)
    assert page is not None
    click(page.advice_button)
    return page.advice()


def test_red_class_begins_a_letter_with_the_treatment_before_leaving(room: Room) -> None:
    advice = advice_of(room, "mtbs", WELL | {"mtbs_tanda_bahaya": "kejang"})
    click(advice.letter_button)
    assert room.tabs.title() == REFERRAL
    form = room.tabs.referral.form.form
    assert form.field("clinic").value() == "Anak"
    assert form.field("emergency").value() is True
    assert form.field("reason_note").text() == "Penyakit sangat berat (merah)"
    findings = form.field("findings").text()
    assert "Ampisilin IM 550 mg" in findings
    assert "Gentamisin IM 82 mg" in findings


def test_child_that_is_not_referred_has_no_letter(room: Room) -> None:
    advice = advice_of(room, "mtbs", WELL | {"pucat_telapak": "pucat"})
    assert "Anemia" in advice.text.text()
    assert not advice.letter_button.isVisible()


def test_letter_for_development_names_what_was_not_reached(room: Room) -> None:
    items = {f"kpsp24_{number:02}": "tidak" for number in range(1, 11)}
    advice = advice_of(room, "kpsp_24", items)
    click(advice.letter_button)
    letter = room.tabs.referral.form.form
    assert "penyimpangan" in letter.field("reason_note").text()
    assert "Gerak kasar (GK): " in letter.field("findings").text()

"""The tab Skrining lists the forms of nifas to a mother in nifas, and lets them be found for any other woman."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.house_fixtures import TODAY, Clinic
from tests.services.test_nifas import newborn
from tests.ui.many_forms import choose, fill, tab_of
from tests.ui.room_desk import RoomDesk
from ui.jobs import Jobs
from ui.widgets.room.room_tabs import SCREENING
from ui.widgets.room.screening_list import FURTHER

NIFAS = {"postnatal_visit", "posyandu_postnatal", "home_visit_postnatal", "epds"}


@pytest.fixture
def desk(qtbot: QtBot, themed: QApplication, jobs: Jobs, clinic: Clinic) -> RoomDesk:
    return RoomDesk(qtbot, jobs, clinic)


def test_woman_without_a_birth_on_record_finds_them_only_when_she_says_so(desk: RoomDesk) -> None:
    room = desk.with_patient("Dewi Lestari")
    room.go_to(SCREENING)
    forms = tab_of(room).list
    assert set(forms.codes()) >= NIFAS
    assert not NIFAS & set(forms.shown_codes())
    assert FURTHER not in forms.headings()
    forms.search.setText("nifas")
    assert set(forms.shown_codes()) == NIFAS
    fill(choose(desk, room, "postnatal_visit").view, {"nifas_tanda_bahaya": "tidak_ada"})
    forms.search.clear()
    assert set(forms.shown_codes()) & NIFAS == {"postnatal_visit"}
    assert FURTHER in forms.headings()


def test_mother_in_nifas_has_them_in_her_list(desk: RoomDesk) -> None:
    desk.arrives("Dewi Lestari")
    clinic = desk.clinic
    (found,) = clinic.house.registration.search(clinic.desk, "Dewi Lestari")
    newborn(clinic, found.id, TODAY - timedelta(days=5))
    room = desk.show()
    room.open("Dewi Lestari")
    room.go_to(SCREENING)
    forms = tab_of(room).list
    assert set(forms.shown_codes()) >= NIFAS
    assert FURTHER not in forms.headings()


def test_they_are_no_forms_of_a_man_or_an_old_woman(desk: RoomDesk) -> None:
    room = desk.with_patient("Mak Ijah", birth_date=TODAY - timedelta(days=70 * 366))
    assert not NIFAS & set(tab_of(room).codes())

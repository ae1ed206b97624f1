"""A doctor sees, treats and documents a returning hypertensive diabetic, from call to call, by keys alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.orders.order_words import OrderKind
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.order.order_data import OrderDraft, Prescribed
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import GivenDiagnosis, SoapNote
from tests.house_fixtures import TODAY, Clinic
from tests.journeys.keyboard import ALT, CONTROL, Keyboard
from tests.services.chronic_story import both, pressure, sugar
from tests.services.kia_story import at
from tests.ui.driven import workspace_on
from ui.klaster3_adult_elderly.ncd_tab import NcdTab
from ui.klaster3_adult_elderly.page import NCD, AdultElderlyPage
from ui.widgets.room.room_tabs import EXAMINATION, ORDERS, SCREENING
from ui.workspace import Workspace

MOST_STROKES = 72
LAST_CONTROL = date(2026, 10, 14)
MEDICINES = (
    Prescribed("Amlodipin", "amlodipine/tablet 10 mg", "tablet", "10 mg", "1x1 malam 30 hari", 30),
    Prescribed("Metformin", "metformin/tablet 500 mg", "tablet", "500 mg", "3x1 pc 30 hari", 90),
    Prescribed("Parasetamol", "paracetamol/tablet 500 mg", "tablet", "500 mg", "3x1 3 hari", 9),
)
KEY = Qt.Key


@dataclass(frozen=True)
class Morning:
    """The window, the room in it, who sits at it, and the visit that waits."""

    clinic: Clinic
    workspace: Workspace
    page: AdultElderlyPage
    keys: Keyboard
    visit: UUID


def last_control(clinic: Clinic, person_id: UUID) -> None:
    """Let somebody be treated five weeks ago, with three medicines."""
    at(clinic, LAST_CONTROL)
    visit = clinic.visit(person_id).encounter_id
    forms = tuple(FilledForm(code, typed) for code, typed in (pressure(148, 90) | sugar(gdp="139")).items())
    given = (GivenDiagnosis("I10", new_case=False), GivenDiagnosis("E11.9", new_case=False))
    note, orders = SoapNote(subjective="Kontrol", plan="Kurangi garam"), OrderDraft(medicines=MEDICINES)
    wanted = Examination(clinic.new_id(), visit, 1, note, given, forms, orders=orders)
    clinic.house.encounters.record(clinic.doctor, wanted)
    at(clinic, TODAY)


@pytest.fixture
def morning(qtbot: QtBot, clinic: Clinic, tmp_path: Path) -> Iterator[Morning]:
    """Show the window of the doctor, at whose room he and another woman wait."""
    man = both(clinic)
    last_control(clinic, man)
    visit = clinic.visit(man, complaint="kontrol").encounter_id
    clinic.visit(clinic.register("Ibu Berikutnya").person_id)
    for word, text in ((".ktr", "Kontrol rutin, tidak ada keluhan"), (".diet", "Diet rendah garam dan gula")):
        clinic.house.short_texts.keep(clinic.doctor, word, text)
    with workspace_on(qtbot, clinic, tmp_path / "pengaturan.json", "doctor") as (window, workspace):
        window.resize(1366, 768)
        keys = Keyboard(qtbot, workspace.context.jobs)
        keys.press(KEY.Key_F4)
        page = workspace.tabs.current_page()
        assert isinstance(page, AdultElderlyPage)
        keys.strokes.clear()
        yield Morning(clinic, workspace, page, keys, visit)


def see(morning: Morning) -> None:
    """Call him, open him, and look at how his diseases go."""
    keys, page = morning.keys, morning.page
    keys.begin("panggil dan buka")
    keys.press(KEY.Key_F9)
    keys.press(KEY.Key_Return)
    assert page.open_visit() == morning.visit
    keys.begin("lihat PTM")
    keys.press(KEY.Key_8, CONTROL)
    assert page.workspace.tabs.title() == NCD
    panel = page.findChild(NcdTab)
    assert isinstance(panel, NcdTab)
    assert [pill.text() for pill in panel.head.pills] == ["Belum terkendali", "Belum terkendali"]


def control(morning: Morning) -> None:
    """Fill in both monthly controls; the pressure is typed once."""
    keys, tabs = morning.keys, morning.page.workspace.tabs
    keys.begin("kontrol hipertensi")
    keys.walk_to("Isi Kontrol hipertensi")
    keys.press(KEY.Key_Return)
    assert tabs.title() == SCREENING
    keys.press(KEY.Key_Space)  # no complaint
    keys.press(KEY.Key_Return)
    keys.type("y")  # takes the medicine
    keys.press(KEY.Key_PageDown)
    keys.type("138")
    keys.press(KEY.Key_Return)
    keys.type("86")
    keys.press(KEY.Key_PageDown)
    keys.press(KEY.Key_Return, times=3)
    keys.type("211226")  # next control
    keys.begin("kontrol diabetes")
    keys.press(KEY.Key_8, CONTROL)
    keys.walk_to("Isi Kontrol diabetes")
    keys.press(KEY.Key_Return)
    keys.press(KEY.Key_Space)
    keys.press(KEY.Key_Return)
    keys.type("y")
    keys.press(KEY.Key_PageDown)
    keys.type("186")


def write(morning: Morning) -> None:
    """Write the note with short words, and the two diagnoses he is known by."""
    keys, tabs = morning.keys, morning.page.workspace.tabs
    keys.begin("anamnesis dan rencana")
    keys.press(KEY.Key_3, CONTROL)
    assert tabs.title() == EXAMINATION
    assert tabs.examination.vitals.filled().typed["sistolik"] == "138"
    keys.press(KEY.Key_J, ALT)
    keys.type(".ktr ")
    keys.press(KEY.Key_Tab, times=3)
    keys.type(".diet ")
    keys.begin("diagnosis")
    keys.press(KEY.Key_D, ALT)
    for _ in range(2):
        keys.press(KEY.Key_Down)
        keys.press(KEY.Key_Return)


def prescribe(morning: Morning) -> None:
    """Prescribe again two of the three medicines of last time."""
    keys, tabs = morning.keys, morning.page.workspace.tabs
    keys.begin("resep")
    keys.press(KEY.Key_5, CONTROL)
    assert tabs.title() == ORDERS
    keys.press(KEY.Key_U, ALT)
    assert tabs.orders.repeat.list.ticked() == []
    keys.press(KEY.Key_Space)
    keys.press(KEY.Key_Down)
    keys.press(KEY.Key_Space)
    keys.press(KEY.Key_Return)


def end(morning: Morning) -> None:
    """Sign, send him to the pharmacy, and call and open the next."""
    keys, page = morning.keys, morning.page
    keys.begin("tanda tangan dan selesai")
    keys.press(KEY.Key_E, ALT)
    keys.press(KEY.Key_Down)
    keys.press(KEY.Key_Return)
    assert page.open_visit() is None
    keys.begin("berikutnya")
    keys.press(KEY.Key_F9)
    keys.press(KEY.Key_Return)
    assert page.workspace.room.file.patient.name == "Ibu Berikutnya"


@pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing")  # a menu where there is no screen
def test_he_is_seen_treated_and_documented_in_few_strokes_and_without_the_mouse(morning: Morning) -> None:
    for step in (see, control, write, prescribe, end):
        step(morning)
    stored = morning.clinic.house.encounters.open(morning.clinic.doctor, morning.visit)
    answers = stored.answers["hypertension_control"]
    assert (answers["sistolik"], answers["diastolik"], answers["kontrol_berikutnya"]) == (138, 86, "2026-12-21")
    assert stored.answers["diabetes_control"]["gds"] == 186
    assert stored.note == SoapNote(subjective="Kontrol rutin, tidak ada keluhan", plan="Diet rendah garam dan gula")
    assert stored.diagnoses == (GivenDiagnosis("I10", new_case=False), GivenDiagnosis("E11.9", new_case=False))
    medicines = [(one.title, one.here) for one in stored.orders if one.kind is OrderKind.MEDICINE]
    assert ("Amlodipin tablet 10 mg", True) in medicines
    assert ("Metformin tablet 500 mg", True) in medicines
    assert ("Parasetamol tablet 500 mg", True) not in medicines
    assert (stored.finished, stored.unsigned, len(stored.signatures)) == (True, False, 1)
    assert morning.keys.total <= MOST_STROKES

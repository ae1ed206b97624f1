"""A room of a Puskesmas with many forms, for the tests of the tab Skrining."""

import shutil
from datetime import date
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.rules import DOMAIN_RULES
from ilp_desktop.resources import resource_path
from tests.forms import samples
from tests.forms.rich_sample import rich
from tests.house_fixtures import Clinic
from tests.journeys.pages.room import PATIENCE_MS, Room, answer
from tests.ui.room_desk import RoomDesk
from ui.widgets.form_view import FormView
from ui.widgets.room.form_page import FormPage
from ui.widgets.room.room_tabs import SCREENING
from ui.widgets.room.screening_tab import ScreeningTab

SHIPPED = ("anc_visit", "tb_symptoms", "vital_signs")
OTHERS = 40
GROUPS = ("jiwa", "lansia", "umum")
COUGH = "sering_batuk"
"""Code of the sample's cough in these forms, for shipped forms ask for another one under its own."""

COMPLETE = {"tahun_merokok": "0", "butir_1": "ya", "butir_2": "1", "butir_3": "tidak"}


def fill_folder(folder: Path) -> Path:
    """Return a folder with some shipped forms, the rich sample and many others."""
    folder.mkdir(parents=True, exist_ok=True)
    for code in SHIPPED:
        shutil.copy(resource_path("forms") / f"{code}.toml", folder)
    (folder / "kaya.toml").write_text(rich(), encoding="utf-8")
    for number in range(OTHERS):
        changes = (
            ('code = "contoh"', f'code = "contoh_{number}"'),
            ('title = "Contoh"', f'title = "Skrining ke-{number:02}"'),
            ('group = "umum"', f'group = "{GROUPS[number % len(GROUPS)]}"'),
        )
        text = samples.changed(*changes).replace("batuk", COUGH)
        (folder / f"contoh_{number}.toml").write_text(text, encoding="utf-8")
    return folder


def with_forms(clinic: Clinic, folder: Path) -> Clinic:
    """Let a Puskesmas use the forms of a folder."""
    clinic.house.screening.catalogue = Catalogue(folder, {**DOMAIN_RULES, "hitung": DOMAIN_RULES["pulse"]})
    return clinic


def opened(desk: RoomDesk) -> Room:
    room = desk.with_patient(birth_date=date(1960, 5, 17))
    room.go_to(SCREENING)
    return room


def settled(desk: RoomDesk) -> None:
    desk.qtbot.waitUntil(desk.jobs.is_idle, timeout=PATIENCE_MS)


def back(desk: RoomDesk, room: Room) -> None:
    """Go back to the list and wait until it is read again."""
    room.back()
    settled(desk)


def tab_of(room: Room) -> ScreeningTab:
    return room.tabs.screening


def choose(desk: RoomDesk, room: Room, code: str = "kaya") -> FormPage:
    """Choose a form and wait until it is there."""
    tab_of(room).choose(code)
    desk.qtbot.waitUntil(lambda: tab_of(room).page(code) is not None, timeout=PATIENCE_MS)
    page = tab_of(room).page(code)
    assert page is not None
    return page


def fill(view: FormView, typed: dict[str, str]) -> None:
    for code, text in typed.items():
        answer(view.field(code), text)


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)

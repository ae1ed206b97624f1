"""3 Dewasa & Lansia > PTM > Deteksi kanker: what was found, what waits, when each screen comes again; its register."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain import permissions
from ilp_desktop.domain.permissions import ROOM, Act, Role
from ilp_desktop.domain.sex import Sex
from tests.house_fixtures import TODAY, Clinic
from tests.services.kia_story import at
from tests.services.test_cancer_screens import CALM_SIDE, screen
from tests.ui.hands import click
from tests.ui.opened_page import Desk
from tests.ui.test_klaster3_ncd import come_in, names
from ui.jobs import Jobs
from ui.klaster3_adult_elderly.cancer_card import chip_of
from ui.klaster3_adult_elderly.ncd_tab import NcdTab
from ui.klaster3_adult_elderly.page import AdultElderlyPage
from ui.palette import Tone
from ui.registers.register_view import RegisterView
from ui.room_views import QUEUE, REGISTERS
from ui.widgets.room.room_tabs import SCREENING

POSITIVE = {"inspekulo": "normal", "iva": "positif", "hpv_dna": "tidak"}
CALM = {**CALM_SIDE, "hasil_sadanis": "negatif"}


@pytest.fixture
def desk(qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication) -> Desk:
    return Desk(qtbot, jobs, clinic)


def chips(tab: NcdTab) -> list[tuple[str, Tone]]:
    """Return the chips of the card, from top to bottom."""
    return [chip_of(one, picture) for one, picture in tab.cancer.lines._lines]


def test_a_positive_result_without_a_referral_stands_first(desk: Desk, qtbot: QtBot, clinic: Clinic) -> None:
    who = clinic.register("Ibu Diskrining", birth_date=date(1980, 1, 1)).person_id
    screen(clinic, who, date(2024, 5, 5), {"breast": CALM})
    screen(clinic, who, date(2026, 10, 5), {"cervical": POSITIVE})
    at(clinic, TODAY)
    page, tab = come_in(qtbot, desk, who)
    first, second = (text for text in tab.cancer.lines.texts() if text != "Isi")
    assert first.startswith("Leher rahim: IVA atau HPV DNA positif")
    assert "05-10-2026" in first
    assert "Skrining ulang" not in first
    assert second.startswith("Payudara: SADANIS negatif")
    assert second.endswith("Skrining ulang 05-05-2027")
    assert chips(tab) == [("Belum dirujuk", Tone.BAD), ("Sesuai jadwal", Tone.GOOD)]
    tab.cancer.lines.form_wanted.emit("cervical")
    qtbot.waitUntil(lambda: page.workspace.tabs.title() == SCREENING)
    qtbot.waitUntil(lambda: "cervical" in page.workspace.room.views())


def test_who_was_never_screened_is_told_so(desk: Desk, qtbot: QtBot, clinic: Clinic) -> None:
    who = clinic.register("Bapak Baru", sex=Sex.MALE, birth_date=date(1975, 1, 1)).person_id
    _, tab = come_in(qtbot, desk, who)
    assert [text for text in tab.cancer.lines.texts() if text != "Isi"] == [
        "Usus besar: belum pernah",
        "Paru: belum pernah",
    ]
    assert chips(tab) == [("Terlambat", Tone.BAD)] * 2


def test_nobody_is_shown_an_empty_card(desk: Desk, qtbot: QtBot, clinic: Clinic) -> None:
    who = clinic.register("Pemuda", sex=Sex.MALE, birth_date=date(2005, 1, 1)).person_id
    _, tab = come_in(qtbot, desk, who)
    screens = tab.picture.cancer.screens
    assert tab.cancer.isVisible() is bool(screens)


def test_without_leave_the_card_says_nothing_of_the_cervix(
    desk: Desk, qtbot: QtBot, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = clinic.register("Ibu Tertutup", birth_date=date(1980, 1, 1)).person_id
    screen(clinic, who, date(2026, 10, 5), {"cervical": POSITIVE, "breast": CALM})
    at(clinic, TODAY)
    monkeypatch.setitem(permissions.ACTS_OF, Role.DOCTOR, ROOM - {Act.SEE_RESTRICTED})
    _, tab = come_in(qtbot, desk, who)
    (line,) = (text for text in tab.cancer.lines.texts() if text != "Isi")
    assert line.startswith("Payudara")


def test_the_register_is_offered_narrowed_and_counted(desk: Desk, qtbot: QtBot, clinic: Clinic) -> None:
    positive = clinic.register("Ibu Positif", birth_date=date(1980, 1, 1)).person_id
    calm = clinic.register("Ibu Aman", birth_date=date(1981, 1, 1)).person_id
    screen(clinic, positive, date(2026, 10, 5), {"cervical": POSITIVE})
    screen(clinic, calm, date(2026, 10, 6), {"breast": CALM})
    at(clinic, TODAY)
    page = desk.show(AdultElderlyPage, clinic.doctor)
    click(page.switches[QUEUE].button(REGISTERS))
    view = page.desks[REGISTERS]
    assert isinstance(view, RegisterView)
    qtbot.waitUntil(lambda: view.kinds.findText("Register deteksi kanker") >= 0)
    view.kinds.setCurrentIndex(view.kinds.findText("Register deteksi kanker"))
    qtbot.waitUntil(lambda: names(view) == ["Ibu Positif", "Ibu Aman"])
    qtbot.waitUntil(lambda: "belum dirujuk 1" in view.tallies.text())
    view.states.setCurrentIndex(view.states.findData("unreferred"))
    qtbot.waitUntil(lambda: names(view) == ["Ibu Positif"])

"""3 Dewasa & Lansia > Catin: what of the package is done, the partner found and let go, the way to the certificate."""

from datetime import date
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.sex import Sex
from tests.house_fixtures import TODAY, Clinic
from tests.services.chronic_story import Visit, attend
from tests.services.kia_story import at
from tests.services.test_certificate_kinds import CATIN
from tests.services.test_premarital import GROOM, join, partner_of, people, picture
from tests.ui.hands import click
from tests.ui.opened_page import Desk
from tests.ui.test_klaster3_elderly import come_in
from ui.jobs import Jobs
from ui.klaster3_adult_elderly.page import PREMARITAL, AdultElderlyPage
from ui.klaster3_adult_elderly.premarital_cards import CHOOSE, NO_CERTIFICATE, NO_PARTNER
from ui.klaster3_adult_elderly.premarital_tab import PremaritalTab
from ui.widgets.room.room_tabs import DOCUMENTS, SCREENING
from ui.widgets.suggestion_popup import Suggestion


@pytest.fixture
def desk(qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication) -> Desk:
    return Desk(qtbot, jobs, clinic)


def shown(qtbot: QtBot, desk: Desk, who: UUID) -> tuple[AdultElderlyPage, PremaritalTab]:
    """Let somebody in, with the tab Catin in front."""
    page = come_in(qtbot, desk, who)
    page.workspace.tabs.go_to(PREMARITAL)
    tab = page.findChild(PremaritalTab)
    assert isinstance(tab, PremaritalTab)
    qtbot.waitUntil(lambda: tab.picture is not None and tab.package.isVisible())
    return page, tab


def engaged(clinic: Clinic) -> tuple[UUID, UUID]:
    """Return a couple that came two weeks ago, the woman's Hb still awaited."""
    woman, man = people(clinic)
    day = date(2026, 11, 9)
    attend(clinic, woman, Visit(day, forms={"catin": CATIN}))
    attend(clinic, man, Visit(day, forms={"catin": GROOM}))
    at(clinic, TODAY)
    join(clinic, woman, man)
    return woman, man


def test_done_awaited_and_missing_stand_beside_the_partner(desk: Desk, qtbot: QtBot, clinic: Clinic) -> None:
    woman, _ = engaged(clinic)
    page, tab = shown(qtbot, desk, woman)
    assert tab.package.state_pill.text() == "Belum lengkap"
    texts = tab.package.parts.texts()
    assert "Tekanan darah, 09-11-2026" in texts
    assert "Hemoglobin" in texts
    assert tab.package.certificate.text() == NO_CERTIFICATE
    (line,) = tab.partner.told.texts()
    assert line.startswith("Tuan Mempelai, 26 th")
    click(tab.package.certificate_button)
    qtbot.waitUntil(lambda: page.workspace.tabs.title() == DOCUMENTS)
    panel = page.workspace.tabs.documents.certificates
    qtbot.waitUntil(panel.is_ready)
    assert panel.new.kind() == "catin"
    told = panel.new.told.text()
    assert told == "Paket belum lengkap: hemoglobin. Pasangan tercatat: Tuan Mempelai; isi hanya bila lain."


def test_nothing_of_what_was_found_in_the_partner_is_on_the_tab(desk: Desk, qtbot: QtBot, clinic: Clinic) -> None:
    _, man = engaged(clinic)
    _, tab = shown(qtbot, desk, man)
    words = " ".join((*tab.partner.told.texts(), tab.partner.private.text())).casefold()
    assert not [word for word in ("reaktif", "hiv", "hemoglobin", "menunggu") if word in words]


def test_a_partner_is_found_joined_and_let_go(desk: Desk, qtbot: QtBot, clinic: Clinic) -> None:
    woman, man = people(clinic)
    _, tab = shown(qtbot, desk, woman)
    assert tab.partner.told.texts() == []
    assert NO_PARTNER
    click(tab.partner.join_button)
    assert tab.partner.person.error() == CHOOSE
    found = tab.partner._find("mempelai")
    assert [one.value for one in found] == [man]
    tab.partner.person.set_value(found[0])
    click(tab.partner.join_button)
    qtbot.waitUntil(lambda: len(tab.partner.told.texts()) == 1)
    assert partner_of(clinic, man).person_id == woman
    assert not tab.partner.person.isVisible()
    click(tab.partner.part_button)
    click(tab.partner.reason.act_button)
    qtbot.waitUntil(lambda: bool(tab.partner.reason.form.field("reason").error()))
    tab.partner.reason.form.field("reason").set_value("Salah orang")
    click(tab.partner.reason.act_button)
    qtbot.waitUntil(tab.partner.person.isVisible)
    assert picture(clinic, woman).partner is None


def test_who_cannot_be_meant_is_told_beside_the_field(desk: Desk, qtbot: QtBot, clinic: Clinic) -> None:
    woman, _ = people(clinic)
    sister = clinic.register("Kakak Mempelai", birth_date=date(1998, 1, 1)).person_id
    _, tab = shown(qtbot, desk, woman)
    tab.partner.person.set_value(Suggestion(sister, "Kakak Mempelai"))
    click(tab.partner.join_button)
    qtbot.waitUntil(lambda: tab.partner.person.error().startswith("Jenis kelamin keduanya sama"))
    assert tab.partner.person.text() == "Kakak Mempelai"


def test_the_form_is_one_press_away_and_the_elderly_have_no_such_tab(desk: Desk, qtbot: QtBot, clinic: Clinic) -> None:
    woman, _ = people(clinic)
    page, tab = shown(qtbot, desk, woman)
    click(tab.package.form_button)
    qtbot.waitUntil(lambda: page.workspace.tabs.title() == SCREENING)
    qtbot.waitUntil(lambda: "catin" in page.workspace.room.views())
    old = clinic.register("Kakek", sex=Sex.MALE, birth_date=date(1950, 1, 1)).person_id
    assert PREMARITAL not in come_in(qtbot, desk, old).workspace.tabs.titles()

"""The room of klaster 2: its own tabs stand for whom they concern, and one save stores all of it."""

from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.sex import Sex
from tests.house_fixtures import TODAY, Clinic
from tests.services.kia_story import DAUGHTER_BORN, at, examine, family
from tests.ui.hands import click, press, type_text
from tests.ui.opened_page import Desk
from ui.jobs import Jobs
from ui.klaster2_mother_child.growth_tab import GrowthTab
from ui.klaster2_mother_child.immunisation_tab import ImmunisationTab
from ui.klaster2_mother_child.page import DELIVERY, GROWTH, IMMUNISATION, PREGNANCY, MotherChildPage
from ui.klaster2_mother_child.patient_papers import PatientPapers
from ui.klaster2_mother_child.pregnancy_tab import PregnancyTab
from ui.widgets.buttons import Button
from ui.widgets.labels import EmptyState
from ui.widgets.room.room_tabs import DOCUMENTS, ORDERS, REFERRAL, SCREENING


@pytest.fixture
def desk(qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication) -> Desk:
    return Desk(qtbot, jobs, clinic)


def come_in(qtbot: QtBot, page: MotherChildPage, encounter_id: UUID) -> None:
    """Let somebody of the list into the room."""
    qtbot.waitUntil(lambda: page.waiting.room() is not None)
    qtbot.waitUntil(lambda: any(row.encounter_id == encounter_id for row in page.waiting.model.rows()))
    page.open(next(row for row in page.waiting.model.rows() if row.encounter_id == encounter_id))
    qtbot.waitUntil(lambda: page.open_visit() == encounter_id)


def test_own_tabs_stand_for_whom_they_concern(desk: Desk, qtbot: QtBot) -> None:
    clinic = desk.clinic
    visits = {
        "ibu": clinic.visit(clinic.register("Ibu Uji").person_id, "4").encounter_id,
        "bayi": clinic.visit(clinic.register("Bayi Uji", birth_date=DAUGHTER_BORN).person_id).encounter_id,
        "remaja": clinic.visit(
            clinic.register("Remaja Uji", sex=Sex.MALE, birth_date=DAUGHTER_BORN.replace(year=2011)).person_id
        ).encounter_id,
    }
    page = desk.show(MotherChildPage, clinic.doctor)
    own = {}
    for who, encounter_id in visits.items():
        come_in(qtbot, page, encounter_id)
        titles = page.workspace.tabs.titles()
        assert titles.index(SCREENING) < titles.index(ORDERS)
        own[who] = titles[titles.index(SCREENING) + 1 : titles.index(ORDERS)]
    assert own == {
        "ibu": (PREGNANCY, DELIVERY, IMMUNISATION),
        "bayi": (GROWTH, IMMUNISATION),
        "remaja": (GROWTH, IMMUNISATION),
    }


def test_a_step_of_growth_begins_the_letter_and_what_is_typed_in_it_stays(desk: Desk, qtbot: QtBot) -> None:
    clinic = desk.clinic
    child = clinic.register("Bayi Uji", birth_date=DAUGHTER_BORN).person_id
    at(clinic, date(2026, 11, 20))
    examine(clinic, child, "vital_signs", {"berat": "6,0", "tinggi": "66", "posisi_ukur": "terlentang"})
    at(clinic, TODAY)
    visit = clinic.visit(child).encounter_id
    page = desk.show(MotherChildPage, clinic.doctor)
    come_in(qtbot, page, visit)
    tabs = page.workspace.tabs
    tabs.referral.form.form.field("findings").set_value("Hb 9,8")
    tabs.go_to(GROWTH)
    tab = tabs.own_tab(GROWTH)
    assert isinstance(tab, GrowthTab)
    qtbot.waitUntil(lambda: bool(tab.follow_up.refer_buttons))
    tab.follow_up.refer_buttons[0].click()
    assert tabs.title() == REFERRAL
    letter = tabs.referral.form
    assert letter.form.field("clinic").text() == "Anak"
    assert letter.form.field("reason_note").text().startswith("Pertumbuhan balita: ")
    assert letter.form.field("findings").text() == "Hb 9,8"
    assert letter.has_typing()


def test_tabs_of_the_next_patient_have_their_place_whoever_came_before(desk: Desk, qtbot: QtBot) -> None:
    clinic = desk.clinic
    visits = [
        clinic.visit(clinic.register("Bayi Uji", birth_date=DAUGHTER_BORN).person_id).encounter_id,
        clinic.visit(clinic.register("Ibu Uji").person_id, "4").encounter_id,
        clinic.visit(clinic.register("Bayi Dua", birth_date=DAUGHTER_BORN).person_id).encounter_id,
    ]
    page = desk.show(MotherChildPage, clinic.doctor)
    for encounter_id in visits:
        come_in(qtbot, page, encounter_id)
        bar = page.workspace.tabs.tabBar()
        seen = [index for index in range(bar.count()) if bar.isTabVisible(index)]
        lefts = [bar.tabRect(index).left() for index in seen]
        assert all(bar.tabRect(index).width() for index in seen)
        assert lefts == sorted(set(lefts))


def test_first_antenatal_visit_from_hpht_to_saved_without_a_mouse(desk: Desk, qtbot: QtBot) -> None:
    clinic = desk.clinic
    mother, _ = family(clinic)
    visit = clinic.visit(mother, "4").encounter_id
    page = desk.show(MotherChildPage, clinic.doctor)
    come_in(qtbot, page, visit)
    tabs = page.workspace.tabs
    tabs.go_to(PREGNANCY)
    tab = tabs.own_tab(PREGNANCY)
    assert isinstance(tab, PregnancyTab)
    tab.start.form.focus_first()
    for answer in ("01062026", "155", "50", "2", "1", "0"):
        type_text(answer)
        press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(tab.head.isVisible)
    qtbot.waitUntil(lambda: page.workspace.room.facts.pregnant is True)
    for code, typed in (("tanda_bahaya", "1"), ("berat", "58,2"), ("lila", "24"), ("tindak_lanjut", "1")):
        tab.form.field(code).setFocus()
        type_text(typed)
    press(Qt.Key.Key_S, held=Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: tab.head.chips[0].text() == "✓ K1 akses 23-11-26")
    assert not page.workspace.has_typing()
    file = clinic.house.pregnancies.current(clinic.doctor, mother)
    assert file is not None
    assert file.visits[0].answers["berat"] == 58.2


def test_dose_recorded_beside_an_examination_leaves_its_typing_alone(desk: Desk, qtbot: QtBot) -> None:
    clinic = desk.clinic
    _, daughter = family(clinic)
    visit = clinic.visit(daughter).encounter_id
    page = desk.show(MotherChildPage, clinic.doctor)
    come_in(qtbot, page, visit)
    tabs = page.workspace.tabs
    weight = tabs.examination.vitals.field("berat")
    weight.setFocus()
    type_text("7,4")
    tabs.go_to(IMMUNISATION)
    tab = tabs.own_tab(IMMUNISATION)
    assert isinstance(tab, ImmunisationTab)
    qtbot.waitUntil(lambda: bool(tab.grid.doses()))
    tab.form.choose(next(dose for dose in tab.grid.doses() if dose.label == "OPV1"))
    type_text("1")
    tab.form.form.field("batch").setFocus()
    type_text("B-1")
    press(Qt.Key.Key_Return)
    type_text("310128")
    for _ in range(6):
        press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(dose.given_on for dose in tab.grid.doses()))
    assert weight.text() == "7,4"
    assert page.workspace.has_typing()


def test_print_key_means_the_tab_in_front(desk: Desk, qtbot: QtBot) -> None:
    clinic = desk.clinic
    _, daughter = family(clinic)
    visit = clinic.visit(daughter).encounter_id
    page = desk.show(MotherChildPage, clinic.doctor)
    come_in(qtbot, page, visit)
    tabs = page.workspace.tabs
    for title in (GROWTH, IMMUNISATION):
        tabs.go_to(title)
        tab = tabs.own_tab(title)
        assert isinstance(tab, GrowthTab | ImmunisationTab)
        with qtbot.waitSignal(tab.kia_button.clicked):
            press(Qt.Key.Key_P, page, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(tab.kia_button.isEnabled, timeout=20_000)


def test_desk_clerk_sees_why_the_room_is_closed(desk: Desk) -> None:
    page = desk.show(MotherChildPage, desk.clinic.desk)
    assert [empty.text_label.text() for empty in page.findChildren(EmptyState)] == ["Ruang ini untuk yang memeriksa."]


def test_papers_of_a_patient_stand_together_in_the_tab_of_documents(desk: Desk, qtbot: QtBot) -> None:
    clinic = desk.clinic
    mother, _ = family(clinic)
    visits = [
        clinic.visit(clinic.register("Bayi Uji", birth_date=DAUGHTER_BORN).person_id).encounter_id,
        clinic.visit(mother, "4").encounter_id,
    ]
    page = desk.show(MotherChildPage, clinic.doctor)
    come_in(qtbot, page, visits[0])
    tabs = page.workspace.tabs
    tabs.go_to(DOCUMENTS)
    papers = tabs.documents.papers
    assert isinstance(papers, PatientPapers)

    def offered() -> list[str]:
        return [one.text().strip() for one in papers.findChildren(Button) if one.isVisibleTo(tabs.documents)]

    assert offered() == ["Ringkasan KIA", "KMS", "Grafik", "Kartu imunisasi"]
    for button, title in ((papers.growth_card, "KMS"), (papers.dose_card, "Kartu imunisasi")):
        desk.papers.clear()
        click(button)
        qtbot.waitUntil(lambda: bool(desk.papers), timeout=20_000)
        assert (desk.papers[-1].title, desk.papers[-1].pdf[:4]) == (title, b"%PDF")
    come_in(qtbot, page, visits[1])
    assert offered() == ["Kartu imunisasi"]

"""1 Manajemen > Skrining: how many people answered a form, what came of it, in which period and village."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.permissions import Role
from ilp_desktop.domain.reporting_period import Period
from tests.house_fixtures import Clinic
from tests.services.answered_forms import Answering, in_role
from tests.ui.hands import click, press, type_text
from tests.ui.opened_page import Desk
from ui.jobs import Jobs
from ui.klaster1_management.page import ManagementPage
from ui.klaster1_management.screening_figures import BLURRED, NOBODY
from ui.klaster1_management.screening_panel import ScreeningPanel
from ui.widgets.reading import Block

SRQ = "srq20"


@pytest.fixture
def desk(qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication) -> Desk:
    return Desk(qtbot, jobs, clinic)


@pytest.fixture
def answering(clinic: Clinic, tmp_path: Path) -> Answering:
    """Return people who answer the forms that are shipped."""
    made = Answering(clinic, tmp_path)
    made.screening = clinic.house.screening
    return made


def panel_of(qtbot: QtBot, desk: Desk, role: Role = Role.DOCTOR) -> ScreeningPanel:
    page = desk.show(ManagementPage, in_role(desk.clinic, role))
    panel = next(panel for panel in page.panels if isinstance(panel, ScreeningPanel))
    page.tabs.setCurrentWidget(panel)
    qtbot.waitUntil(lambda: panel.model.rowCount() > 0 and panel.village.count() == 2)
    return panel


def select(qtbot: QtBot, panel: ScreeningPanel, code: str) -> None:
    assert panel.table.select_key(code)
    title = next(row.title for row in panel.model.rows() if row.code == code)
    qtbot.waitUntil(lambda: panel.figures.title_label.text() == title)


def blocks(panel: ScreeningPanel) -> dict[str, Block]:
    return {block.title: block for block in panel.figures.reading.blocks()}


def people(panel: ScreeningPanel) -> dict[str, str]:
    return {row.code: row.people for row in panel.model.rows()}


def test_conclusions_answers_and_measures_stand_in_tables(qtbot: QtBot, desk: Desk, answering: Answering) -> None:
    answering.answer({"sistolik": "120", "diastolik": "80", "kesadaran": "compos_mentis"}, "vital_signs", times=2)
    answering.answer({"sistolik": "150", "diastolik": "90", "kesadaran": "somnolen"}, "vital_signs")
    panel = panel_of(qtbot, desk)
    select(qtbot, panel, "vital_signs")
    assert panel.figures.people.text() == "3 orang, November 2026, Semua desa"
    measures = {row[0]: row[1:] for row in blocks(panel)["Ukuran"].rows}
    assert measures["Tekanan darah sistolik"] == ("3", "120 mmHg", "120 mmHg", "150 mmHg")
    assert measures["Nadi"] == ("0", "-", "-", "-")
    answers = blocks(panel)["Nadi, napas, suhu"]
    assert answers.headings == ("", "Orang", "Compos mentis", "Somnolen", "Sopor", "Koma")
    assert answers.rows == (("Kesadaran", "3", "2 (66,7%)", "1 (33,3%)", "0 (0%)", "0 (0%)"),)


def test_period_and_village_are_chosen_by_keyboard(qtbot: QtBot, desk: Desk, answering: Answering) -> None:
    answering.answer({"nadi": "80"}, "vital_signs")
    answering.answer({"nadi": "80"}, "vital_signs", village_id=None, outside_village="Desa Jauh")
    panel = panel_of(qtbot, desk)
    qtbot.waitUntil(lambda: people(panel)["vital_signs"] == "2")
    press(Qt.Key.Key_Down, panel.village)
    qtbot.waitUntil(lambda: people(panel)["vital_signs"] == "1")
    select(qtbot, panel, "vital_signs")
    qtbot.waitUntil(lambda: panel.figures.people.text() == "1 orang, November 2026, Sukamaju")
    click(panel.period.button(Period.YEAR.name))
    qtbot.waitUntil(lambda: panel.figures.people.text() == "1 orang, tahun 2026, Sukamaju")


def test_forms_are_found_by_their_words_and_an_unused_one_says_so(qtbot: QtBot, desk: Desk) -> None:
    panel = panel_of(qtbot, desk)
    press(Qt.Key.Key_1, panel.table, Qt.KeyboardModifier.AltModifier)
    type_text("vital")
    qtbot.waitUntil(lambda: list(people(panel)) == ["vital_signs"])
    qtbot.waitUntil(lambda: panel.figures.reading.toPlainText() == NOBODY)
    press(Qt.Key.Key_2, panel.line, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: len(people(panel)) > 3)


def test_restricted_forms_are_blurred_for_a_clinician_and_absent_for_the_office(qtbot: QtBot, desk: Desk) -> None:
    panel = panel_of(qtbot, desk)
    assert people(panel)[SRQ] == "<5"
    select(qtbot, panel, SRQ)
    qtbot.waitUntil(panel.figures.restricted.isVisible)
    assert panel.figures.people.text().startswith("<5 orang")
    assert BLURRED in panel.figures.explained.text()
    assert SRQ not in people(panel_of(qtbot, desk, Role.HEAD))


def test_office_sees_the_open_part_of_a_form_that_asks_restricted_things(
    qtbot: QtBot, desk: Desk, answering: Answering
) -> None:
    fine = {"lila": "26", "hb": "13", "status_t": "T5", "skrining_jiwa": "normal"}
    results = {"hb_status": "ada_hasil", "hiv": "nonreaktif", "sifilis": "nonreaktif", "hbsag": "nonreaktif"}
    answering.answer(fine | results, "catin", times=6)
    answering.answer(fine | results | {"hiv": "reaktif"}, "catin")
    told = {}
    for role in (Role.HEAD, Role.DOCTOR):
        panel = panel_of(qtbot, desk, role)
        select(qtbot, panel, "catin")
        told[role] = {row[0]: row[1] for row in blocks(panel)["Kesimpulan"].rows}
        assert ("<5" in panel.figures.reading.toPlainText()) is (role is Role.DOCTOR)
    assert told[Role.HEAD] == told[Role.DOCTOR]
    assert told[Role.HEAD]["Tidak ada temuan pada pemeriksaan calon pengantin (di luar hal terbatas)"] == "7"


def test_a_save_in_a_room_is_seen_when_the_figures_are_next_shown(
    qtbot: QtBot, desk: Desk, answering: Answering
) -> None:
    panel = panel_of(qtbot, desk)
    qtbot.waitUntil(lambda: people(panel)["vital_signs"] == "0")
    desk.clinic.clock.forward(timedelta(minutes=1))
    answering.answer({"nadi": "80"}, "vital_signs")
    panel.on_changed(frozenset({"encounter"}))
    assert people(panel)["vital_signs"] == "0"
    panel.hide()
    panel.show()
    qtbot.waitUntil(lambda: people(panel)["vital_signs"] == "1")

"""The tab Tumbuh Kembang: what follows from a measurement, its sheets, the corrected age and supplementary food."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.services.answers.stored_answers import Earlier
from tests.forms.shipped import FORMS
from tests.house_fixtures import TODAY, Clinic
from tests.services.kia_story import at, examine
from tests.ui.hands import click
from tests.ui.klaster2_room import OpenRoom, open_room, shown
from tests.ui.test_klaster2_growth import measured_twice
from ui.jobs import Jobs
from ui.klaster2_mother_child.growth_tab import GrowthTab
from ui.widgets.form_view_fields import earlier_text


@pytest.fixture
def daughter_tab(clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication) -> tuple[OpenRoom, GrowthTab]:
    """Return the tab of a girl of one year who was measured twice."""
    return measured_twice(clinic, jobs, qtbot)


def test_last_measurement_says_what_is_to_be_done_and_the_doctor_sets_the_day(
    daughter_tab: tuple[OpenRoom, GrowthTab], qtbot: QtBot
) -> None:
    opened, tab = daughter_tab
    card = tab.follow_up
    assert card.said_label.text() == "Menurut pengukuran 23-11-2026:"
    texts = [button.text() for button in card.day_buttons]
    assert texts == ["1 minggu (KMK 2015/2023): 01-12-2026", "2 minggu (KMK 33/2025): 08-12-2026"]
    click(card.day_buttons[0])
    view = opened.room.form_view("nutrition_plan")
    assert view.filled().typed["gizi_kontrol"] == "01122026"
    assert view.has_typing()
    (saved,) = opened.room.collect()
    assert saved.form_code == "nutrition_plan"


def test_one_press_begins_a_referral_with_what_is_known(daughter_tab: tuple[OpenRoom, GrowthTab], qtbot: QtBot) -> None:
    opened, tab = daughter_tab
    with qtbot.waitSignal(opened.room.referral_wanted) as asked:
        click(tab.follow_up.refer_buttons[0])
    values = asked.args[0]
    assert values["clinic"] == "Anak"
    assert values["reason_note"].startswith("Pertumbuhan balita: ")
    assert "BB/U -2,05 (Berat badan kurang)" in values["findings"]


@pytest.mark.parametrize(("button", "title"), [("sheet_button", "Grafik"), ("card_button", "KMS")])
def test_sheet_and_card_are_shown_before_they_are_printed(
    daughter_tab: tuple[OpenRoom, GrowthTab], qtbot: QtBot, button: str, title: str
) -> None:
    opened, tab = daughter_tab
    click(getattr(tab, button))
    qtbot.waitUntil(lambda: [paper.title for paper in opened.papers] == [title])
    assert opened.papers[0].pdf.startswith(b"%PDF")


def test_corrected_age_is_drawn_beside_the_calendar_age_and_said(
    clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication
) -> None:
    child = clinic.register("Anak Uji", birth_date=date(2026, 5, 1)).person_id
    at(clinic, date(2026, 10, 20))
    examine(clinic, child, "vital_signs", {"berat": "5,2"})
    at(clinic, date(2026, 10, 21))
    examine(clinic, child, "birth_told", {"usia_lahir_minggu": "31"})
    at(clinic, TODAY)
    tab = shown(qtbot, open_room(clinic, jobs, qtbot, child), GrowthTab)
    qtbot.waitUntil(lambda: len(tab.plot.marks()) == 1)
    (mark,) = tab.plot.marks()
    assert mark.also_x is not None
    assert mark.also_x - mark.x == pytest.approx(63 / 30.4375)
    assert tab.corrected_label.text().startswith("Lahir pada 31 minggu (menurut keterangan)")
    assert "koreksi 3 bl" in tab.side.day_label.text()
    assert tab.told.said_label.text() == "31 minggu, menurut keterangan."


def test_supplementary_food_of_before_is_listed(clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication) -> None:
    child = clinic.register("Anak Uji", birth_date=date(2025, 5, 1)).person_id
    at(clinic, date(2026, 10, 20))
    examine(clinic, child, "vital_signs", {"berat": "8,2"})
    at(clinic, date(2026, 10, 21))
    pmt = {"pmt_jenis": "lokal", "pmt_mulai": "15102026", "pmt_hari": "5", "pmt_habis": "sebagian"}
    examine(clinic, child, "pmt", pmt)
    at(clinic, TODAY)
    tab = shown(qtbot, open_room(clinic, jobs, qtbot, child), GrowthTab)
    qtbot.waitUntil(lambda: tab.pmt.model.rowCount() == 1)
    words = [column.text(tab.pmt.model.rows()[0]) for column in tab.pmt.model.columns]
    assert words[:7] == ["21-10-2026", "Pangan lokal", "15-10-2026", "5", "Setengah atau lebih", "8,2", "-"]


def test_earlier_date_stands_beside_its_field_as_dates_are_written_here() -> None:
    question = next(form for form in FORMS if form.code == "pmt").question("pmt_mulai")
    assert earlier_text(question, Earlier("2026-10-03", date(2026, 10, 6))) == "03-10-2026 (06-10-26)"


def test_what_is_to_be_done_stands_over_the_chart(daughter_tab: tuple[OpenRoom, GrowthTab]) -> None:
    _, tab = daughter_tab
    line = tab.follow_up.line
    assert line.isVisible()
    assert line.text.text().startswith("Gizi kurang atau berat badan kurang: PMT lokal")
    with_wish = []
    line.wanted.connect(lambda: with_wish.append(True))
    click(line.button)
    assert with_wish


def test_first_weeks_stand_over_the_growth_of_a_newborn(
    clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication
) -> None:
    child = clinic.register("Bayi Baru", birth_date=TODAY - timedelta(days=5)).person_id
    tab = shown(qtbot, open_room(clinic, jobs, qtbot, child), GrowthTab)
    qtbot.waitUntil(tab.newborn.isVisible)
    assert tab.newborn.y() < tab.plot.mapTo(tab, QPoint(0, 0)).y()
    assert tab.birth.form.isVisible()


def test_birth_of_an_older_child_is_asked_on_demand(
    clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication
) -> None:
    child = clinic.register("Siswi", birth_date=date(2014, 3, 3)).person_id
    tab = shown(qtbot, open_room(clinic, jobs, qtbot, child), GrowthTab)
    qtbot.waitUntil(tab.birth.fill_button.isVisible)
    assert not tab.birth.form.isVisible()
    click(tab.birth.fill_button)
    assert tab.birth.form.isVisible()

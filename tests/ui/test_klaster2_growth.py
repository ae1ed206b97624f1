"""The tab Tumbuh Kembang: measurements in a table, on WHO's curves, and what each of them says."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.growth.growth_tables import Indicator
from ilp_desktop.domain.sex import Sex
from tests.house_fixtures import TODAY, Clinic
from tests.services.kia_story import at, examine, whole_story
from tests.ui.hands import click, press
from tests.ui.klaster2_room import OpenRoom, open_room, shown
from ui.jobs import Jobs
from ui.klaster2_mother_child.growth_tab import GrowthTab, is_child
from ui.palette import Tone


def measured_twice(clinic: Clinic, jobs: Jobs, qtbot: QtBot) -> tuple[OpenRoom, GrowthTab]:
    """Return the tab of a girl of one year who was measured twice."""
    _, daughter = whole_story(clinic)
    clinic.clock.forward(timedelta(days=1))
    opened = open_room(clinic, jobs, qtbot, daughter)
    tab = shown(qtbot, opened, GrowthTab)
    qtbot.waitUntil(lambda: len(tab.plot.marks()) == 3 and tab.plot.current() == 2)
    return opened, tab


@pytest.fixture
def daughter_tab(clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication) -> tuple[OpenRoom, GrowthTab]:
    """Return the tab of that girl."""
    return measured_twice(clinic, jobs, qtbot)


def test_chart_has_the_childs_points_and_all_curves(daughter_tab: tuple[OpenRoom, GrowthTab]) -> None:
    _, tab = daughter_tab
    assert [(round(mark.x, 2), mark.y) for mark in tab.plot.marks()] == [(0, 3.15), (10.87, 7.1), (11.99, 7.0)]
    assert [line.z for line in tab.plot.lines()] == [-3, -2, -1, 0, 1, 2, 3]
    assert tab.plot.accessibleName() == "BB/U, perempuan, 0-24 bulan"
    assert tab.indices.current() == Indicator.WEIGHT_FOR_AGE.value


def test_latest_measurement_is_read_out_first(daughter_tab: tuple[OpenRoom, GrowthTab]) -> None:
    _, tab = daughter_tab
    assert tab.side.day_label.text() == "23-11-2026 · 1 th 0 bl 0 hr"
    assert tab.side.measures_label.text() == "BB 7 kg · PB/TB 70,2 cm · LK 44 cm"
    assert (tab.side.pills[0].text(), tab.side.pills[0].tone()) == ("Berat badan kurang", Tone.WARN)
    assert tab.side.gain_pill.text() == "T"
    rows = tab.model.rows()
    words = [[column.text(row) for column in tab.model.columns] for row in rows]
    assert words[0][:7] == ["23-11-2026", "1 th 0 bl 0 hr", "7", "70,2", "44", "-", "-2,05"]
    assert words[0][12:] == ["-100/200", "T", "Berat badan kurang"]
    assert (words[1][13], words[2][0]) == ("B", "23-11-2025")


def test_click_on_a_point_shows_its_visit(daughter_tab: tuple[OpenRoom, GrowthTab]) -> None:
    _, tab = daughter_tab
    click(tab.plot, tab.plot.place_of(1).toPoint())
    assert tab.side.day_label.text() == "20-10-2026 · 10 bl 27 hr"
    assert tab.side.by_label.text() == "Diukur dr. Ratna Contoh"
    assert tab.table.current_row().thing.day == date(2026, 10, 20)
    assert tab.plot.current() == 1
    assert "7,1 kg, BB/U" in tab.plot.accessibleDescription()
    assert "Diukur dr. Ratna Contoh" in tab.plot.accessibleDescription()


def test_arrow_keys_walk_along_the_points(daughter_tab: tuple[OpenRoom, GrowthTab]) -> None:
    _, tab = daughter_tab
    tab.plot.setFocus()
    press(Qt.Key.Key_Left)
    assert tab.side.day_label.text().startswith("20-10-2026")
    assert "BB/U" in tab.plot.accessibleDescription()
    press(Qt.Key.Key_Left)
    assert tab.side.day_label.text().startswith("23-11-2025")
    assert tab.side.by_label.text() == "Catatan kelahiran"
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Right)
    assert tab.side.day_label.text().startswith("23-11-2026")


@pytest.mark.parametrize(
    ("indicator", "marks"),
    [
        (Indicator.LENGTH_FOR_AGE, [(0, 49.5), (10.87, 69.0), (11.99, 70.2)]),
        (Indicator.WEIGHT_FOR_LENGTH, [(49.5, 3.15), (69.0, 7.1), (70.2, 7.0)]),
        (Indicator.BMI_FOR_AGE, [(0, 12.86), (10.87, 14.91), (11.99, 14.2)]),
        (Indicator.HEAD_FOR_AGE, [(0, 34.0), (11.99, 44.0)]),
        (Indicator.ARM_FOR_AGE, []),
    ],
)
def test_switch_shows_another_index(
    daughter_tab: tuple[OpenRoom, GrowthTab],
    qtbot: QtBot,
    indicator: Indicator,
    marks: list[tuple[float, float]],
) -> None:
    _, tab = daughter_tab
    before = tab.plot.accessibleName()
    click(tab.indices.button(indicator.value))
    qtbot.waitUntil(lambda: tab.plot.accessibleName() != before)
    assert [(round(mark.x, 2), round(mark.y, 2)) for mark in tab.plot.marks()] == marks
    assert len(tab.plot.lines()) == 7
    assert tab.plot.current() == len(marks) - 1


def test_gain_of_each_month_stands_beside_the_least_one(daughter_tab: tuple[OpenRoom, GrowthTab], qtbot: QtBot) -> None:
    _, tab = daughter_tab
    click(tab.indices.button("gain"))
    qtbot.waitUntil(lambda: tab.plot.accessibleName() == "Kenaikan berat per bulan, perempuan, 0-24 bulan")
    assert [(round(mark.x, 2), mark.y) for mark in tab.plot.marks()] == [(11.99, -100)]
    (least,) = tab.plot.lines()
    assert least.points[:3] == ((1, 800), (2, 800), (2, 900))
    assert dict(least.points)[11] == 200


def test_other_range_has_its_own_names_and_no_point_of_this_age(
    daughter_tab: tuple[OpenRoom, GrowthTab], qtbot: QtBot
) -> None:
    _, tab = daughter_tab
    click(tab.ranges.button("toddler"))
    qtbot.waitUntil(lambda: tab.plot.accessibleName() == "BB/U, perempuan, 24-60 bulan")
    assert tab.indices.button(Indicator.LENGTH_FOR_AGE.value).text() == "TB/U"
    assert tab.plot.visible_marks() == ()
    tab.table.selectRow(1)
    qtbot.waitUntil(lambda: tab.plot.accessibleName() == "BB/U, perempuan, 0-24 bulan")
    assert tab.plot.current() == 1


def test_school_range_lets_go_of_what_who_has_no_curves_of(
    daughter_tab: tuple[OpenRoom, GrowthTab], qtbot: QtBot
) -> None:
    _, tab = daughter_tab
    click(tab.indices.button(Indicator.HEAD_FOR_AGE.value))
    click(tab.ranges.button("school"))
    qtbot.waitUntil(lambda: tab.plot.accessibleName() == "IMT/U, perempuan, 5-18 tahun")
    assert not tab.indices.button(Indicator.HEAD_FOR_AGE.value).isEnabled()
    tab.indices.setFocus()
    press(Qt.Key.Key_Right)
    assert tab.indices.current() == Indicator.WEIGHT_FOR_AGE.value


def test_new_measurement_joins_the_others_and_is_read_out(
    daughter_tab: tuple[OpenRoom, GrowthTab], qtbot: QtBot
) -> None:
    opened, tab = daughter_tab
    clinic = opened.clinic
    clinic.clock.forward(timedelta(days=30))
    examine(clinic, opened.room.file.patient.person_id, "vital_signs", {"berat": "7,9"})
    opened.read_again(tab)
    qtbot.waitUntil(lambda: len(tab.plot.marks()) == 4)
    qtbot.waitUntil(lambda: tab.model.rowCount() == 4)
    qtbot.waitUntil(lambda: tab.side.day_label.text().startswith("24-12-2026"))
    assert tab.table.current_row().thing.day == date(2026, 12, 24)
    assert tab.plot.current() == 3


def test_child_never_measured_is_told_what_to_do(
    clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication
) -> None:
    child = clinic.register("Anak Uji", birth_date=date(2018, 5, 1)).person_id
    tab = shown(qtbot, open_room(clinic, jobs, qtbot, child), GrowthTab)
    qtbot.waitUntil(lambda: tab.plot.accessibleName() == "IMT/U, perempuan, 5-18 tahun")
    assert tab.side.empty.isVisible()
    assert "tab Pemeriksaan" in tab.side.empty.hint_label.text()
    assert tab.plot.marks() == ()
    assert len(tab.plot.lines()) == 7


def test_tab_stands_for_whoever_is_young_enough(clinic: Clinic, jobs: Jobs, qtbot: QtBot) -> None:
    young = clinic.register("Anak Uji", sex=Sex.MALE, birth_date=date(2008, 11, 24)).person_id
    adult = clinic.register("Orang Uji", birth_date=date(2008, 11, 23)).person_id
    assert is_child(open_room(clinic, jobs, qtbot, young).room.file)
    assert not is_child(open_room(clinic, jobs, qtbot, adult).room.file)


MONTHLY = ((0, "3,2", "49,5"), (30, "4,1", "53,5"), (61, "5", "56,5"), (91, "5,7", "59"))


@pytest.fixture
def monthly_tab(clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication) -> GrowthTab:
    """Return the tab of a girl of three months who was measured every month."""
    born = TODAY - timedelta(days=91)
    child = clinic.register("Anak Bulanan", birth_date=born, sex=Sex.FEMALE).person_id
    for days, weight, length in MONTHLY:
        at(clinic, born + timedelta(days=days))
        examine(clinic, child, "growth", {"berat": weight, "tinggi": length, "posisi_ukur": "terlentang"})
    at(clinic, TODAY + timedelta(days=1))
    tab = shown(qtbot, open_room(clinic, jobs, qtbot, child), GrowthTab)
    qtbot.waitUntil(lambda: len(tab.plot.marks()) == len(MONTHLY))
    return tab


def test_velocity_is_drawn_before_whos_increments(monthly_tab: GrowthTab, qtbot: QtBot) -> None:
    tab = monthly_tab
    click(tab.indices.button("velocity"))
    qtbot.waitUntil(lambda: tab.plot.accessibleName() == "Laju tumbuh WHO, BB 1 bulan, perempuan, 0-12 bulan")
    assert tab.speeds.isVisible()
    assert not tab.ranges.isVisible()
    assert len(tab.plot.marks()) == 3
    assert [line.z for line in tab.plot.lines()] == [-3, -2, -1, 0, 1, 2, 3]
    assert "BB 1 bulan +700 g dalam 30 hari, persentil 48 (-0,04)" in tab.plot.marks()[2].text
    click(tab.speeds.button("length_2"))
    qtbot.waitUntil(lambda: tab.plot.accessibleName() == "Laju tumbuh WHO, PB 2 bulan, perempuan, 0-24 bulan")
    assert "PB 2 bulan +5,5 cm dalam 61 hari" in tab.plot.marks()[-1].text
    click(tab.plot, tab.plot.place_of(0).toPoint())
    assert tab.side.day_label.text().endswith("2 bl 0 hr")
    click(tab.indices.button("weight_for_age"))
    assert not tab.speeds.isVisible()
    assert tab.ranges.isVisible()


def test_percentiles_of_velocity_stand_beside_a_point(monthly_tab: GrowthTab) -> None:
    side = monthly_tab.side
    assert side.speed_label.text() == "Laju WHO: BB 1 bln P48 · BB 2 bln P39 · PB 2 bln P18"
    assert "+1600 g dalam 61 hari" in side.speed_label.toolTip()
    assert "WHO Child Growth Standards 2009" in side.speed_label.toolTip()
    side.show_point(monthly_tab.points()[0])
    assert not side.speed_label.isVisible()

"""The tab Kehamilan: a pregnancy is started by keyboard, then shown with its visits."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import SoapNote
from tests.house_fixtures import Clinic
from tests.services.kia_story import at, birth, family, start_pregnancy, whole_story
from tests.ui.hands import click, press, type_text
from tests.ui.klaster2_room import OpenRoom, open_room, settle, shown
from ui.jobs import Jobs
from ui.klaster2_mother_child.pregnancy_tab import PregnancyTab, may_be_pregnant
from ui.palette import Tone


@pytest.fixture
def mother_tab(clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication) -> tuple[OpenRoom, PregnancyTab]:
    """Return the tab of a woman whose pregnancy nobody has recorded."""
    opened = open_room(clinic, jobs, qtbot, clinic.register("Ibu Uji").person_id)
    tab = shown(qtbot, opened, PregnancyTab)
    return opened, tab


def type_pregnancy(tab: PregnancyTab, *answers: str) -> None:
    """Type one answer after the other, with Enter between them, and Enter twice at the end."""
    tab.start.form.focus_first()
    for answer in answers:
        type_text(answer)
        press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)


def test_pregnancy_is_started_without_a_mouse(mother_tab: tuple[OpenRoom, PregnancyTab], qtbot: QtBot) -> None:
    opened, tab = mother_tab
    assert tab.start.isVisible()
    assert not tab.form_card.isVisible()
    type_pregnancy(tab, "01062026", "155", "50", "2", "1", "0")
    qtbot.waitUntil(tab.head.isVisible)
    assert tab.head.gestation.text() == "25 mg 0 hr"
    assert (tab.head.due.text(), tab.head.gpa.text(), tab.head.bmi.text()) == ("08-03-2027", "G2P1A0", "20,8 · normal")
    assert [chip.text() for chip in tab.head.chips] == [f"K{number} belum" for number in range(1, 7)]
    assert not tab.start.isVisible()
    assert tab.form_card.isVisible()
    file = opened.clinic.house.pregnancies.current(opened.clinic.doctor, opened.room.file.patient.person_id)
    assert file is not None
    assert file.weight_before_kg == 50


def test_due_date_and_gpa_are_said_while_typing(mother_tab: tuple[OpenRoom, PregnancyTab]) -> None:
    _, tab = mother_tab
    tab.start.form.focus_first()
    type_text("1-6-26")
    assert tab.start.last_period_field.note.text() == "HPL 08-03-2027, 25 mg 0 hr"
    for field, count in zip(tab.start.count_fields, "210", strict=True):
        field.setFocus()
        type_text(count)
    assert tab.start.count_fields[0].note.text() == "G2P1A0"


def test_what_cannot_be_is_said_beside_its_field_and_nothing_typed_is_lost(
    mother_tab: tuple[OpenRoom, PregnancyTab], qtbot: QtBot
) -> None:
    _, tab = mother_tab
    type_pregnancy(tab, "01062026", "1,55", "50", "3", "1", "0")
    qtbot.waitUntil(lambda: bool(tab.start.height_field.error()))
    assert tab.start.count_fields[0].error() == "G harus P + A + 1 selama hamil, yaitu G2."
    assert tab.start.height_field.error() == "Harus antara 100 dan 220 cm. Tampaknya ditulis dalam meter."
    assert tab.start.last_period_field.text() == "01-06-2026"
    assert tab.start.isVisible()


def test_half_a_pregnancy_is_no_count(mother_tab: tuple[OpenRoom, PregnancyTab]) -> None:
    _, tab = mother_tab
    type_pregnancy(tab, "01062026", "155", "50", "1,5", "0", "0")
    assert tab.start.count_fields[0].error() == "Isi bilangan bulat."


def test_antenatal_visit_typed_here_is_saved_with_the_examination(
    clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication
) -> None:
    mother, _ = family(clinic)
    start_pregnancy(clinic, mother)
    opened = open_room(clinic, jobs, qtbot, mother)
    tab = shown(qtbot, opened, PregnancyTab)
    tab.form.field("tanda_bahaya").setFocus()
    type_text("1")
    tab.form.field("berat").setFocus()
    type_text("54,5")
    tab.form.field("tindak_lanjut").setFocus()
    type_text("1")
    visit = opened.room.file
    clinic.house.encounters.record(
        clinic.doctor,
        Examination(
            clinic.new_id(),
            visit.encounter_id,
            visit.version,
            SoapNote(subjective="kontrol"),
            forms=opened.room.collect(),
        ),
    )
    opened.read_again(tab)
    qtbot.waitUntil(lambda: tab.history_button.text() == "Riwayat dan grafik (1)")
    assert tab.head.chips[0].text() == "✓ K1 akses 23-11-26"
    assert tab.head.chips[0].tone() is Tone.GOOD
    assert tab.head.missing_label.text().startswith("Belum lengkap: Trimester 1: kurang 1 kontak.")


def test_history_unfolds_with_table_and_band(clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication) -> None:
    mother, _ = whole_story(clinic)
    clinic.clock.forward(timedelta(days=1))
    opened = open_room(clinic, jobs, qtbot, mother)
    tab = shown(qtbot, opened, PregnancyTab)
    qtbot.waitUntil(tab.head.isVisible)
    assert not tab.history.isVisible()
    click(tab.history_button)
    history = tab.history
    qtbot.waitUntil(lambda: history.model.rowCount() == 2)
    assert [history.model.columns[3].text(row) for row in history.model.rows()] == ["150/95", "110/70"]
    assert [history.model.columns[8].text(row) for row in history.model.rows()] == ["2 tanda", "tidak ada"]
    assert [(round(mark.x, 1), mark.y) for mark in history.curves.plot.marks()] == [(9.0, 2.5), (25.0, 8.2)]
    assert history.curves.verdict.text() == "kenaikan berat badan dalam kisaran"
    assert tab.form_card.isVisible()
    click(history.curves.plot, history.curves.plot.place_of(0).toPoint())
    assert history.table.current_row().thing.day == date(2026, 8, 3)
    history.table.selectRow(0)
    assert history.curves.plot.current() == 1


def test_another_woman_is_never_shown_under_the_first_ones_pregnancy(
    clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication
) -> None:
    mother, _ = whole_story(clinic)
    clinic.clock.forward(timedelta(days=1))
    opened = open_room(clinic, jobs, qtbot, mother)
    tab = shown(qtbot, opened, PregnancyTab)
    qtbot.waitUntil(tab.head.isVisible)
    tab.history_button.click()
    tab.show_file(opened.room.file)
    opened.open(clinic.visit(clinic.register("Ibu Lain").person_id).encounter_id)
    tab.show_file(opened.room.file)
    settle(opened, qtbot)
    assert not tab.head.isVisible()
    assert not tab.history.isVisible()
    assert tab.start.isVisible()


def test_tab_stands_for_women_of_an_age_for_it(clinic: Clinic, jobs: Jobs, qtbot: QtBot) -> None:
    answers = []
    for sex, born in (
        (Sex.FEMALE, date(1995, 1, 1)),
        (Sex.MALE, date(1995, 1, 1)),
        (Sex.FEMALE, date(2018, 1, 1)),
        (Sex.FEMALE, date(1960, 1, 1)),
    ):
        person = clinic.register("Orang Uji", sex=sex, birth_date=born).person_id
        answers.append(may_be_pregnant(open_room(clinic, jobs, qtbot, person).room.file))
    assert answers == [True, False, False, False]


def test_kia_summary_is_made_and_previewed(clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication) -> None:
    mother, _ = whole_story(clinic)
    clinic.clock.forward(timedelta(days=1))
    opened = open_room(clinic, jobs, qtbot, mother)
    tab = shown(qtbot, opened, PregnancyTab)
    qtbot.waitUntil(tab.head.isVisible)
    click(tab.kia_button)
    qtbot.waitUntil(lambda: bool(opened.papers), timeout=20_000)
    sheet = opened.papers[0]
    assert sheet.pdf.startswith(b"%PDF")
    assert (sheet.title, sheet.file_name) == ("Ringkasan KIA", "ringkasan-kia.pdf")
    assert tab.kia_button.isEnabled()


def test_pregnancy_that_ended_makes_room_for_the_next(
    clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication
) -> None:
    mother, daughter = family(clinic)
    at(clinic, date(2025, 6, 2))
    start_pregnancy(clinic, mother, date(2025, 2, 16))
    at(clinic, date(2026, 11, 23))
    clinic.house.children.record_birth(clinic.doctor, daughter, birth(clinic, date(2025, 11, 23)))
    opened = open_room(clinic, jobs, qtbot, mother)
    tab = shown(qtbot, opened, PregnancyTab)
    assert tab.start.isVisible()


def test_what_is_typed_about_one_woman_waits_for_her(
    mother_tab: tuple[OpenRoom, PregnancyTab],
) -> None:
    opened, tab = mother_tab
    first = opened.encounter_id
    assert first is not None
    tab.start.form.focus_first()
    type_text("01062026")
    tab.start.count_fields[1].setFocus()
    type_text("0")
    opened.open(opened.clinic.visit(opened.clinic.register("Ibu Lain").person_id).encounter_id)
    tab.show_file(opened.room.file)
    assert tab.start.last_period_field.text() == ""
    assert tab.start.last_period_field.note.text() == ""
    opened.open(first)
    tab.show_file(opened.room.file)
    assert tab.start.last_period_field.text() == "01-06-2026"
    assert tab.start.count_fields[1].value() == 0
    assert tab.start.last_period_field.note.text() == "HPL 08-03-2027, 25 mg 0 hr"


def test_end_typed_about_one_woman_waits_for_her(mother_tab: tuple[OpenRoom, PregnancyTab], qtbot: QtBot) -> None:
    opened, tab = mother_tab
    first = opened.encounter_id
    assert first is not None
    type_pregnancy(tab, "01062026", "155", "50", "2", "1", "0")
    qtbot.waitUntil(tab.head.isVisible)
    click(tab.end_button)
    tab.end_card.day_field.line.setFocus()
    type_text("20112026")
    other = opened.clinic.register("Ibu Lain").person_id
    start_pregnancy(opened.clinic, other, date(2026, 7, 1))
    opened.open(opened.clinic.visit(other).encounter_id)
    tab.show_file(opened.room.file)
    settle(opened, qtbot)
    assert not tab.end_card.isVisible()
    assert tab.end_card.day_field.text() == ""
    opened.open(first)
    tab.show_file(opened.room.file)
    qtbot.waitUntil(tab.end_card.isVisible)
    assert tab.end_card.day_field.value() == date(2026, 11, 20)


def test_pregnancy_is_ended_where_it_stands_and_another_may_be_started(
    mother_tab: tuple[OpenRoom, PregnancyTab], qtbot: QtBot
) -> None:
    opened, tab = mother_tab
    type_pregnancy(tab, "01062026", "155", "50", "2", "1", "0")
    qtbot.waitUntil(tab.head.isVisible)
    assert not tab.end_card.isVisible()
    click(tab.end_button)
    qtbot.waitUntil(tab.end_card.isVisible)
    click(tab.end_card.save_button)
    qtbot.waitUntil(lambda: bool(tab.end_card.outcome_field.error()))
    tab.end_card.outcome_field.set_value("lahir mati")
    tab.end_card.day_field.line.setFocus()
    type_text("01012030")
    click(tab.end_card.save_button)
    qtbot.waitUntil(lambda: bool(tab.end_card.day_field.error()))
    tab.end_card.day_field.line.clear()
    type_text("20112026")
    click(tab.end_card.save_button)
    qtbot.waitUntil(tab.start.isVisible)
    assert not tab.end_card.isVisible()
    person = opened.room.file.patient.person_id
    assert opened.clinic.house.pregnancies.current(opened.clinic.doctor, person) is None
    states = {item.service for item in opened.clinic.house.dues.of_person(opened.clinic.doctor, person).items}
    assert "kf1" in states or "kf2" in states


def test_the_week_of_a_day_and_the_day_of_a_week_are_read_beside_the_hpl(
    clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication
) -> None:
    mother, _ = family(clinic)
    start_pregnancy(clinic, mother)
    opened = open_room(clinic, jobs, qtbot, mother)
    tab = shown(qtbot, opened, PregnancyTab)
    qtbot.waitUntil(tab.head.isVisible)
    week = tab.head.week
    tab.go_in()
    assert not week.line.hasFocus()
    week.line.setFocus()
    type_text("28")
    assert week.answer.text() == "28 mg 0 hr, trimester 3. Senin,\u00a014-12-2026, 3 mg lagi"
    week.line.clear()
    type_text("22-11-26")
    assert week.answer.text() == "24 mg 6 hr, trimester 2. Minggu,\u00a022-11-2026, 1 hr lalu"
    week.line.clear()
    type_text("30-2-27")
    assert week.answer.text() == ""
    press(Qt.Key.Key_Return)
    assert (week.answer.text(), week.answer.tone()) == (
        "Tanggal 30 Februari 2027 tidak ada dalam kalender.",
        Tone.BAD,
    )

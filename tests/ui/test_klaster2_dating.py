"""The tab Kehamilan: dating by USG or fundal height, a scan that contradicts, and putting right what was told."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.pregnancy.pregnancy_dating import DatingMethod, Measure, Measured
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.pregnancy.pregnancies import CorrectedPregnancy, NewPregnancy
from tests.house_fixtures import TODAY, Clinic
from tests.services.kia_story import at, family, start_pregnancy
from tests.services.pregnant_women import current, start, visit_with
from tests.ui.hands import click, type_text
from tests.ui.klaster2_room import OpenRoom, open_room, settle, shown
from ui.jobs import Jobs
from ui.klaster2_mother_child.pregnancy_fields import KEEP_PERIOD, USE_SCAN
from ui.klaster2_mother_child.pregnancy_tab import PregnancyTab
from ui.widgets.choice_field import ChoiceButtons
from ui.widgets.text_fields import LineField

SCAN_DAY = date(2026, 8, 3)
Shown = tuple[OpenRoom, PregnancyTab]


@pytest.fixture
def mother_tab(clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication) -> Shown:
    """Return the tab of a woman whose pregnancy nobody has recorded."""
    opened = open_room(clinic, jobs, qtbot, clinic.register("Ibu Uji").person_id)
    return opened, shown(qtbot, opened, PregnancyTab)


def opened_tab(clinic: Clinic, jobs: Jobs, qtbot: QtBot, woman: UUID) -> Shown:
    """Return the tab of a pregnant woman, read."""
    opened = open_room(clinic, jobs, qtbot, woman)
    tab = shown(qtbot, opened, PregnancyTab)
    qtbot.waitUntil(tab.head.isVisible)
    return opened, tab


def write(field: LineField, text: str) -> None:
    """Type into a field, over what stands there."""
    field.setFocus()
    field.line.clear()
    type_text(text)


def choose(field: ChoiceButtons, code: str) -> None:
    """Press the button of a code."""
    number = [one for one, _ in field.segments.choices].index(code)
    click(field.segments.group.button(number))


def write_rest(tab: PregnancyTab) -> None:
    """Type GPA, height and weight of a second pregnancy."""
    for field, text in zip(tab.start.count_fields, "210", strict=True):
        write(field, text)
    write(tab.start.height_field, "155")
    write(tab.start.weight_field, "50")


def test_woman_without_a_period_is_dated_by_her_scan(mother_tab: Shown, qtbot: QtBot) -> None:
    opened, tab = mother_tab
    fields = tab.start.fields
    assert not fields.scan_field.isVisible()
    choose(fields.method, DatingMethod.SCAN.value)
    write(fields.measured_on_field, "03082026")
    write(fields.scan_field, "crl 45")
    assert fields.scan_field.note.text() == "HPL 20-02-2027, 27 mg 2 hr"
    write_rest(tab)
    click(tab.start.save_button)
    qtbot.waitUntil(tab.head.isVisible)
    assert (tab.head.last_period.text(), tab.head.due.text()) == ("tidak diketahui", "20-02-2027 (USG)")
    file = current(opened.clinic, opened.room.file.patient.person_id)
    assert file.dating.measured == Measured(SCAN_DAY, Measure.CROWN_RUMP, "45")


def test_fundal_height_is_said_to_be_an_estimate(mother_tab: Shown, qtbot: QtBot) -> None:
    _, tab = mother_tab
    fields = tab.start.fields
    choose(fields.method, DatingMethod.FUNDAL.value)
    assert not fields.last_period_field.isVisible()
    write(fields.measured_on_field, "23112026")
    write(fields.fundal_field, "40")
    write_rest(tab)
    click(tab.start.save_button)
    qtbot.waitUntil(lambda: bool(fields.fundal_field.error()))
    assert fields.fundal_field.error() == "TFU hanya dipakai dari 20 sampai 36 cm."
    write(fields.fundal_field, "26")
    assert fields.fundal_field.note.text().startswith("Perkiraan ±2 minggu: HPL 01-03-2027")
    click(tab.start.save_button)
    qtbot.waitUntil(tab.head.isVisible)
    assert tab.head.due.text() == "01-03-2027 (TFU, perkiraan)"


def test_scan_that_cannot_be_read_is_said_beside_it(mother_tab: Shown) -> None:
    _, tab = mother_tab
    fields = tab.start.fields
    choose(fields.method, DatingMethod.SCAN.value)
    write(fields.scan_field, "9")
    write_rest(tab)
    click(tab.start.save_button)
    assert fields.measured_on_field.error() == "Isi tanggalnya."
    assert fields.scan_field.error() == "Tulis HPL (17-8-26), umur (9+3) atau CRL (CRL 32)."
    assert tab.start.isVisible()


def test_scan_against_the_period_asks_which_counts(mother_tab: Shown, qtbot: QtBot) -> None:
    _, tab = mother_tab
    fields = tab.start.fields
    choose(fields.method, DatingMethod.SCAN.value)
    write(fields.last_period_field, "01062026")
    write(fields.measured_on_field, "03082026")
    write(fields.scan_field, "10+2")
    assert "9 hari lebih tua daripada HPHT, batas 7 hari" in fields.last_period_field.note.text()
    assert not fields.decision_field.isVisible()
    write_rest(tab)
    click(tab.start.save_button)
    qtbot.waitUntil(fields.decision_field.isVisible)
    assert "9 hari lebih tua" in fields.last_period_field.error()
    assert fields.last_period_field.text() == "01-06-2026"
    choose(fields.decision_field, USE_SCAN)
    click(tab.start.save_button)
    qtbot.waitUntil(tab.head.isVisible)
    assert (tab.head.last_period.text(), tab.head.due.text()) == ("01-06-2026", "27-02-2027 (USG)")


def test_decision_is_about_one_scan_only(mother_tab: Shown, qtbot: QtBot) -> None:
    _, tab = mother_tab
    fields = tab.start.fields
    choose(fields.method, DatingMethod.SCAN.value)
    write(fields.last_period_field, "01062026")
    write(fields.measured_on_field, "03082026")
    write(fields.scan_field, "10+2")
    write_rest(tab)
    click(tab.start.save_button)
    qtbot.waitUntil(fields.decision_field.isVisible)
    choose(fields.decision_field, KEEP_PERIOD)
    write(fields.scan_field, "9+3")
    assert not fields.decision_field.isVisible()
    assert fields.decision_field.value() is None
    click(tab.start.save_button)
    qtbot.waitUntil(tab.head.isVisible)
    assert tab.head.due.text() == "08-03-2027"


@pytest.mark.parametrize(
    ("typed", "told"),
    [("24112026", "belum terjadi"), ("20122025", "lebih dari 44 minggu"), ("", "Isi HPHT")],
)
def test_period_that_cannot_be_is_said_beside_it(mother_tab: Shown, qtbot: QtBot, typed: str, told: str) -> None:
    _, tab = mother_tab
    if typed:
        write(tab.start.last_period_field, typed)
    write_rest(tab)
    click(tab.start.save_button)
    qtbot.waitUntil(lambda: told in tab.start.last_period_field.error())
    assert tab.start.isVisible()
    assert tab.start.weight_field.text() == "50"


def test_weight_in_grams_and_height_in_metres_are_recognised(mother_tab: Shown, qtbot: QtBot) -> None:
    _, tab = mother_tab
    write(tab.start.last_period_field, "01062026")
    write_rest(tab)
    write(tab.start.height_field, "1,55")
    write(tab.start.weight_field, "50000")
    click(tab.start.save_button)
    qtbot.waitUntil(lambda: bool(tab.start.weight_field.error()))
    assert tab.start.weight_field.error().endswith("Tampaknya ditulis dalam gram.")
    assert tab.start.height_field.error().endswith("Tampaknya ditulis dalam meter.")


def test_man_is_refused_with_the_way_to_correct_the_sex(mother_tab: Shown, qtbot: QtBot) -> None:
    opened, tab = mother_tab
    clinic, person = opened.clinic, opened.room.file.patient.person_id
    before = clinic.house.registration.person(clinic.desk, person)
    clinic.house.registration.change(clinic.desk, person, before.version, replace(before.data, sex=Sex.MALE))
    write(tab.start.last_period_field, "01062026")
    write_rest(tab)
    click(tab.start.save_button)
    qtbot.waitUntil(lambda: bool(opened.messages.stack.banners()))
    banner = opened.messages.stack.banners()[0]
    assert "hanya dapat dicatat untuk perempuan" in banner.text
    assert "perbaiki di Loket" in banner.remedy
    assert tab.start.last_period_field.value() == date(2026, 6, 1)


def test_second_open_pregnancy_is_refused_with_the_way_to_go(mother_tab: Shown, qtbot: QtBot) -> None:
    opened, tab = mother_tab
    clinic, person = opened.clinic, opened.room.file.patient.person_id
    clinic.house.pregnancies.start(clinic.doctor, NewPregnancy(clinic.new_id(), person, date(2026, 6, 8), 2, 1, 0))
    write(tab.start.last_period_field, "01062026")
    write_rest(tab)
    click(tab.start.save_button)
    qtbot.waitUntil(lambda: bool(opened.messages.stack.banners()))
    banner = opened.messages.stack.banners()[0]
    assert "masih berjalan" in banner.text
    assert "catat dahulu akhirnya" in banner.remedy


def test_scan_of_a_visit_dates_the_pregnancy_by_one_press(
    clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication
) -> None:
    at(clinic, SCAN_DAY)
    woman = start(clinic)
    visit_with(clinic, woman, SCAN_DAY, usg_crl="45")
    at(clinic, TODAY)
    _, tab = opened_tab(clinic, jobs, qtbot, woman)
    assert tab.offer_card.isVisible()
    assert "16 hari lebih tua" in tab.offer_card.words.text()
    assert tab.offer_card.keep_button.text() == "Tetap HPHT: 08-03-2027"
    assert tab.offer_card.use_button.text() == "Pakai HPL menurut USG: 20-02-2027"
    click(tab.offer_card.use_button)
    qtbot.waitUntil(lambda: tab.head.due.text() == "20-02-2027 (USG)")
    assert tab.head.last_period.text() == "01-06-2026"
    assert not tab.offer_card.isVisible()


def test_pregnancy_is_put_right_and_what_stood_before_is_listed(
    clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication
) -> None:
    woman = start(clinic)
    _, tab = opened_tab(clinic, jobs, qtbot, woman)
    assert not tab.correct_card.isVisible()
    click(tab.correct_button)
    card = tab.correct_card
    qtbot.waitUntil(lambda: card.steps_label.text() == "Belum pernah diperbaiki.")
    fields = card.fields
    assert (fields.last_period_field.text(), fields.height_field.text()) == ("01-06-2026", "155")
    write(fields.last_period_field, "25052026")
    write(fields.babies_field, "2")
    click(card.save_button)
    qtbot.waitUntil(lambda: tab.head.due.text() == "01-03-2027")
    assert not card.isVisible()
    click(tab.correct_button)
    qtbot.waitUntil(lambda: "HPL: 08-03-2027 menjadi 01-03-2027" in card.steps_label.text())
    assert "dr. Ratna Contoh" in card.steps_label.text()
    assert fields.babies_field.text() == "2"


def test_period_after_a_visit_is_said_beside_it(clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication) -> None:
    at(clinic, SCAN_DAY)
    woman = start(clinic)
    visit_with(clinic, woman, SCAN_DAY)
    at(clinic, TODAY)
    _, tab = opened_tab(clinic, jobs, qtbot, woman)
    click(tab.correct_button)
    write(tab.correct_card.fields.last_period_field, "10082026")
    click(tab.correct_card.save_button)
    field = tab.correct_card.fields.last_period_field
    qtbot.waitUntil(lambda: field.error().startswith("Ada kunjungan antenatal 03-08-2026"))


def test_correction_typed_on_what_somebody_else_changed_is_refused_and_kept(
    clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication
) -> None:
    woman = start(clinic)
    opened, tab = opened_tab(clinic, jobs, qtbot, woman)
    click(tab.correct_button)
    write(tab.correct_card.fields.height_field, "156")
    file = current(clinic, woman)
    other = CorrectedPregnancy(file.id, file.version, date(2026, 6, 2), *file.counts, 155.0, 50.0)
    clinic.house.pregnancies.correct(clinic.doctor, other)
    opened.read_again(tab)
    settle(opened, qtbot)
    assert tab.correct_card.fields.height_field.text() == "156"
    click(tab.correct_card.save_button)
    qtbot.waitUntil(lambda: bool(opened.messages.stack.banners()))
    assert "baru saja diubah" in opened.messages.stack.banners()[0].text
    assert current(clinic, woman).height_cm == 155.0
    click(tab.correct_card.drop_button)
    assert tab.correct_card.fields.last_period_field.text() == "02-06-2026"
    assert not tab.correct_card.isVisible()


def test_correction_of_one_woman_is_not_shown_under_another(
    clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication
) -> None:
    woman = start(clinic)
    opened, tab = opened_tab(clinic, jobs, qtbot, woman)
    first = opened.encounter_id
    assert first is not None
    click(tab.correct_button)
    write(tab.correct_card.fields.height_field, "156")
    other, _ = family(clinic)
    start_pregnancy(clinic, other)
    opened.open(clinic.visit(other).encounter_id)
    tab.show_file(opened.room.file)
    settle(opened, qtbot)
    assert not tab.correct_card.isVisible()
    assert tab.correct_card.fields.height_field.text() == "155"
    opened.open(first)
    tab.show_file(opened.room.file)
    qtbot.waitUntil(tab.correct_card.isVisible)
    assert tab.correct_card.fields.height_field.text() == "156"

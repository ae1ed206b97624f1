"""The tab Imunisasi: the schedule in colour and words, and the form that records a dose."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.immunisation.immunisation import DoseState, DoseStatus
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.immunisation.dose_giving import NewDose
from tests.house_fixtures import TODAY, Clinic
from tests.ui.hands import click, press, type_text
from tests.ui.klaster2_room import OpenRoom, open_room, settle, shown
from ui.jobs import Jobs
from ui.klaster2_mother_child.dose_grid import TONES, date_of, said_of, state_word
from ui.klaster2_mother_child.immunisation_tab import ImmunisationTab, is_immunised
from ui.palette import load_palette

BORN = date(2026, 9, 23)


@pytest.fixture
def baby_tab(clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication) -> tuple[OpenRoom, ImmunisationTab]:
    """Return the tab of a baby of two months without any dose."""
    opened = open_room(clinic, jobs, qtbot, clinic.register("Bayi Uji", birth_date=BORN).person_id)
    tab = shown(qtbot, opened, ImmunisationTab)
    qtbot.waitUntil(lambda: bool(tab.grid.doses()))
    return opened, tab


def dose_of(tab: ImmunisationTab, label: str) -> DoseStatus:
    """Return a dose of the grid by its name."""
    return next(dose for dose in tab.grid.doses() if dose.label == label)


def fill_vial(tab: ImmunisationTab, batch: str) -> None:
    """Type what stands on the label of a vial."""
    tab.form.form.field("batch").set_value(batch)
    tab.form.form.field("expires_on").set_value(date(2027, 6, 30))


def test_grid_says_the_state_of_every_dose(baby_tab: tuple[OpenRoom, ImmunisationTab]) -> None:
    _, tab = baby_tab
    words = {dose.label: (state_word(dose), date_of(dose)) for dose in tab.grid.doses()}
    assert words["HB0"] == ("tidak diberikan lagi", "")
    assert words["BCG"] == ("masih boleh", "23-09-26")
    assert words["DPT-HB-Hib 1"] == ("waktu tepat", "23-11-26")
    assert words["DPT-HB-Hib 2"] == ("belum waktunya", "23-12-26")
    assert len({*TONES.values()}) == 5
    assert tab.counts[DoseState.LATE].text() == f"{[*words.values()].count(('masih boleh', '23-09-26'))} masih boleh"


def test_dose_is_recorded_without_a_mouse(baby_tab: tuple[OpenRoom, ImmunisationTab], qtbot: QtBot) -> None:
    opened, tab = baby_tab
    tab.grid.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        press(key)
    form = tab.form.form
    assert form.field("dose").text() == "DPT-HB-Hib 1 (waktu tepat)"
    type_text("1")
    press(Qt.Key.Key_Return)
    assert form.field("given_on").value() == TODAY
    settle(opened, qtbot)
    for _ in range(2):
        press(Qt.Key.Key_Return)
    type_text("X-77")
    press(Qt.Key.Key_Return)
    type_text("310128")
    for _ in range(5):
        press(Qt.Key.Key_Return)
    assert tab.form.save_button.hasFocus()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dose_of(tab, "DPT-HB-Hib 1").state is DoseState.GIVEN)
    assert dose_of(tab, "DPT-HB-Hib 1").given_on == TODAY
    assert tab.form.form.field("dose").value() is None
    assert [banner.text for banner in opened.messages.stack.banners()] == ["Dosis tercatat."]


def test_early_dose_asks_and_is_recorded_only_when_confirmed(
    baby_tab: tuple[OpenRoom, ImmunisationTab], qtbot: QtBot
) -> None:
    _, tab = baby_tab
    tab.form.choose(dose_of(tab, "DPT-HB-Hib 2"))
    type_text("1")
    fill_vial(tab, "X-77")
    assert not tab.form.confirm_field.isVisible()
    click(tab.form.save_button)
    qtbot.waitUntil(tab.form.confirm_field.isVisible)
    assert "DPT-HB-Hib 2 terlalu dini" in tab.form.warning_label.text()
    assert "DPT-HB-Hib 1 belum tercatat" in tab.form.warning_label.text()
    assert dose_of(tab, "DPT-HB-Hib 2").given_on is None
    assert tab.form.confirm_field.box.hasFocus()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Return):
        press(key)
    qtbot.waitUntil(lambda: bool(dose_of(tab, "DPT-HB-Hib 2").uncounted))
    again = dose_of(tab, "DPT-HB-Hib 2")
    assert (state_word(again), date_of(again), again.given_on) == ("tidak dihitung", "23-12-26", None)
    reason = "Dosis 23-11-2026 tidak dihitung. DPT-HB-Hib 2 terlalu dini: mulai umur 3 bulan, 23-12-2026."
    assert reason in said_of(again)
    assert tab.vain_label.text() == reason
    assert tab.vain_label.isVisible()
    assert tab.form.form.field("dose").value() is None


def test_second_dose_of_a_vaccine_on_one_day_is_refused_beside_its_field(
    baby_tab: tuple[OpenRoom, ImmunisationTab], qtbot: QtBot
) -> None:
    opened, tab = baby_tab
    assert not tab.vain_label.isVisible()
    child, children = opened.room.file.patient.person_id, opened.clinic.house.children
    children.give(opened.clinic.doctor, NewDose(opened.clinic.new_id(), child, "OPV", 1, TODAY, told=True))
    tab.form.choose(dose_of(tab, "OPV2"))
    type_text("1")
    fill_vial(tab, "B-1")
    click(tab.form.save_button)
    qtbot.waitUntil(lambda: bool(tab.form.form.field("dose").error()))
    assert tab.form.form.field("dose").error() == "Vaksin ini sudah tercatat pada tanggal itu."


def test_warning_goes_when_the_dose_changes(baby_tab: tuple[OpenRoom, ImmunisationTab], qtbot: QtBot) -> None:
    _, tab = baby_tab
    tab.form.choose(dose_of(tab, "DPT-HB-Hib 2"))
    type_text("1")
    fill_vial(tab, "X-77")
    click(tab.form.save_button)
    qtbot.waitUntil(tab.form.confirm_field.isVisible)
    tab.form.confirm_field.set_value(True)
    tab.form.choose(dose_of(tab, "DPT-HB-Hib 1"))
    assert not tab.form.confirm_field.isVisible()
    assert tab.form.confirm_field.value() is False
    assert not tab.form.warning_label.isVisible()


def test_dose_from_elsewhere_needs_a_day_and_no_batch(baby_tab: tuple[OpenRoom, ImmunisationTab], qtbot: QtBot) -> None:
    _, tab = baby_tab
    tab.form.choose(dose_of(tab, "BCG"))
    form = tab.form.form
    type_text("2")
    hidden = ("supply", "expires_on", "vvm", "route", "site", "giver")
    assert not any(form.field(name).isVisible() for name in hidden)
    assert (form.field("given_on").value(), form.field("batch").value()) == (None, None)
    click(tab.form.save_button)
    qtbot.waitUntil(lambda: bool(form.field("given_on").error()))
    form.field("given_on").setFocus()
    type_text("011026")
    click(tab.form.save_button)
    qtbot.waitUntil(lambda: dose_of(tab, "BCG").given_on == date(2026, 10, 1))


def test_what_is_missing_is_said_beside_its_field(baby_tab: tuple[OpenRoom, ImmunisationTab], qtbot: QtBot) -> None:
    _, tab = baby_tab
    click(tab.form.save_button)
    form = tab.form.form
    assert form.field("dose").error() == "Pilih vaksin dan dosis."
    assert form.field("source").error() == "Pilih di mana diberikan."
    tab.form.choose(dose_of(tab, "OPV1"))
    type_text("1")
    click(tab.form.save_button)
    qtbot.waitUntil(lambda: bool(form.field("batch").error()))
    assert form.field("dose").text().startswith("OPV1")


def test_doses_that_wait_are_offered_first(baby_tab: tuple[OpenRoom, ImmunisationTab]) -> None:
    _, tab = baby_tab
    combo = tab.form.form.field("dose")
    assert combo.problem() == ""
    combo.set_value("BCG|1")
    assert combo.text() == "BCG (masih boleh)"
    combo.setFocus()
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Down)
    assert combo.text() == "BCG (masih boleh)"


def test_click_on_a_given_dose_leaves_the_form_alone(baby_tab: tuple[OpenRoom, ImmunisationTab], qtbot: QtBot) -> None:
    _, tab = baby_tab
    click(tab.grid, tab.grid.place_of("OPV", 1).center().toPoint())
    assert tab.form.form.field("dose").text() == "OPV1 (masih boleh)"
    type_text("1")
    fill_vial(tab, "B-1")
    click(tab.form.save_button)
    qtbot.waitUntil(lambda: dose_of(tab, "OPV1").given_on is not None)
    click(tab.grid, tab.grid.place_of("OPV", 1).center().toPoint())
    assert tab.form.form.field("dose").value() is None
    assert "diberikan 23-11-2026" in tab.grid.accessibleDescription()


def test_typing_stays_when_the_visit_is_read_again(baby_tab: tuple[OpenRoom, ImmunisationTab], qtbot: QtBot) -> None:
    opened, tab = baby_tab
    tab.form.choose(dose_of(tab, "BCG"))
    before = tab.form.form
    opened.read_again(tab)
    settle(opened, qtbot)
    assert tab.form.form is before
    assert before.field("dose").value() == "BCG|1"


def test_tab_stands_for_children_and_for_women_screened_for_tetanus(clinic: Clinic, jobs: Jobs, qtbot: QtBot) -> None:
    answers = []
    for years, sex in (
        (0, Sex.MALE),
        (6, Sex.MALE),
        (17, Sex.MALE),
        (20, Sex.MALE),
        (20, Sex.FEMALE),
        (41, Sex.FEMALE),
    ):
        born = TODAY - timedelta(days=366 * years)
        person = clinic.register("Orang Uji", birth_date=born, sex=sex).person_id
        answers.append(is_immunised(open_room(clinic, jobs, qtbot, person).room.file))
    assert answers == [True, True, True, False, True, False]


def test_chip_wears_the_colour_of_its_state(baby_tab: tuple[OpenRoom, ImmunisationTab]) -> None:
    _, tab = baby_tab
    picture = tab.grid.grab().toImage()
    seen = []
    for antigen in ("BCG", "DPT-HB-Hib"):
        corner = tab.grid.place_of(antigen, 1).bottomLeft()
        seen.append(picture.pixelColor(int(corner.x()) + 12, int(corner.y()) - 8).name())
    assert seen == [load_palette(dark=False)["warnFill"], load_palette(dark=False)["infoFill"]]


def test_dose_typed_about_one_child_waits_for_it(baby_tab: tuple[OpenRoom, ImmunisationTab], qtbot: QtBot) -> None:
    opened, tab = baby_tab
    first = opened.encounter_id
    assert first is not None
    tab.form.choose(dose_of(tab, "BCG"))
    type_text("1")
    fill_vial(tab, "B-9")
    opened.open(opened.clinic.visit(opened.clinic.register("Bayi Lain", birth_date=BORN).person_id).encounter_id)
    tab.show_file(opened.room.file)
    settle(opened, qtbot)
    assert tab.form.form.field("batch").value() is None
    opened.open(first)
    tab.show_file(opened.room.file)
    settle(opened, qtbot)
    kept = {name: tab.form.form.field(name).value() for name in ("dose", "source", "given_on", "batch", "expires_on")}
    assert kept == {
        "dose": "BCG|1",
        "source": "here",
        "given_on": TODAY,
        "batch": "B-9",
        "expires_on": date(2027, 6, 30),
    }

"""The card of a birth beside a child's growth: recorded, refused, asked about and read out."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.house_fixtures import TODAY, Clinic
from tests.services.kia_story import DAUGHTER_BORN, at, birth, family, start_pregnancy
from tests.ui.hands import click, press, type_text
from tests.ui.klaster2_room import open_room, shown
from ui.jobs import Jobs
from ui.klaster2_mother_child.growth_tab import GrowthTab


def test_birth_is_recorded_without_a_mouse_and_ends_the_pregnancy(
    clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication
) -> None:
    mother, daughter = family(clinic)
    at(clinic, date(2025, 6, 2))
    start_pregnancy(clinic, mother, date(2025, 2, 16))
    at(clinic, TODAY)
    tab = shown(qtbot, open_room(clinic, jobs, qtbot, daughter), GrowthTab)
    qtbot.waitUntil(tab.birth.form.isVisible)
    tab.birth.form.focus_first()
    for answer in ("3.25", "6", "PONED", "1", "1", "Sri", "3150", "49,5", "34", "y"):
        type_text(answer)
        press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "3150 gram" in tab.birth.said_label.text())
    assert tab.birth.said_label.text() == (
        "23-11-2025 pukul 03.25 · Puskesmas lain · PONED · Spontan · Bidan · Sri · "
        "3150 gram · panjang 49,5 cm · lingkar kepala 34 cm · IMD"
    )
    assert not tab.birth.form.isVisible()
    assert clinic.house.pregnancies.current(clinic.doctor, mother) is None


def test_birth_that_cannot_be_is_said_beside_its_field(
    clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication
) -> None:
    _, daughter = family(clinic)
    tab = shown(qtbot, open_room(clinic, jobs, qtbot, daughter), GrowthTab)
    qtbot.waitUntil(tab.birth.form.isVisible)
    tab.birth.hour_field.setFocus()
    type_text("2361")
    tab.birth.grams_field.setFocus()
    type_text("3,15")
    click(tab.birth.save_button)
    assert tab.birth.hour_field.error() == "Jam 23.61 tidak ada."
    assert tab.birth.grams_field.error() == "Isi dalam gram: 3,15 kg ditulis 3150."
    tab.birth.hour_field.set_value("0325")
    tab.birth.grams_field.set_value(31500)
    click(tab.birth.save_button)
    qtbot.waitUntil(lambda: tab.birth.grams_field.error() == "Harus antara 300 dan 7000 gram.")
    assert tab.birth.hour_field.text() == "0325"


def test_an_unlikely_birth_weight_is_ticked_before_it_is_recorded(
    clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication
) -> None:
    _, daughter = family(clinic)
    tab = shown(qtbot, open_room(clinic, jobs, qtbot, daughter), GrowthTab)
    qtbot.waitUntil(tab.birth.form.isVisible)
    assert not tab.birth.confirm_form.isVisible()
    tab.birth.grams_field.setFocus()
    type_text("400")
    click(tab.birth.save_button)
    qtbot.waitUntil(tab.birth.confirm_form.isVisible)
    assert tab.birth.grams_field.error() == "400 tidak lazim (biasanya 1000-5500)."
    tab.birth.confirm_field.box.click()
    tab.birth.grams_field.setFocus()
    type_text("0")
    assert not tab.birth.confirm_form.isVisible()
    assert not tab.birth.confirm_field.value()
    tab.birth.grams_field.set_value(400)
    click(tab.birth.save_button)
    qtbot.waitUntil(tab.birth.confirm_form.isVisible)
    assert clinic.house.children.birth(clinic.doctor, daughter) is None
    tab.birth.confirm_field.box.click()
    click(tab.birth.save_button)
    qtbot.waitUntil(lambda: "400 gram" in tab.birth.said_label.text())
    assert not tab.birth.confirm_form.isVisible()


def test_birth_on_record_is_read_out(clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication) -> None:
    _, daughter = family(clinic)
    wanted = birth(clinic, DAUGHTER_BORN, head_cm=None, early_breastfeeding=False, mode="")
    clinic.house.children.record_birth(clinic.doctor, daughter, wanted)
    tab = shown(qtbot, open_room(clinic, jobs, qtbot, daughter), GrowthTab)
    qtbot.waitUntil(lambda: "tanpa IMD" in tab.birth.said_label.text())
    assert "lingkar kepala" not in tab.birth.said_label.text()


def test_birth_is_recorded_without_an_hour_nobody_knows(
    clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication
) -> None:
    _, daughter = family(clinic)
    tab = shown(qtbot, open_room(clinic, jobs, qtbot, daughter), GrowthTab)
    qtbot.waitUntil(tab.birth.form.isVisible)
    tab.birth.grams_field.set_value(3150)
    click(tab.birth.save_button)
    qtbot.waitUntil(lambda: tab.birth.said_label.text() == "23-11-2025 jam tidak diketahui · 3150 gram")

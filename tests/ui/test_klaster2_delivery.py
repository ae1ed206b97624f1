"""The tab Persalinan: a labour on its partograph, a delivery with its babies, and the weeks after it."""

from collections.abc import Callable
from datetime import time
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.house_fixtures import TODAY, Clinic
from tests.services.delivery_story import delivery, mother_at_term, observation, twins
from tests.ui.hands import click, press, type_text
from tests.ui.klaster2_room import OpenRoom, open_room, settle, shown
from ui.jobs import Jobs
from ui.klaster2_mother_child.delivery_tab import DELIVERY, NIFAS, PARTOGRAPH, DeliveryTab
from ui.klaster2_mother_child.growth_tab import GrowthTab

Opened = tuple[OpenRoom, DeliveryTab]


@pytest.fixture
def at_term(clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication) -> tuple[Opened, UUID]:
    """Return the tab of a woman at term, and her pregnancy."""
    mother, pregnancy = mother_at_term(clinic)
    opened = open_room(clinic, jobs, qtbot, mother)
    tab = shown(qtbot, opened, DeliveryTab)
    settle(opened, qtbot)
    return (opened, tab), pregnancy


def said(opened: OpenRoom) -> str:
    return " ".join(banner.text for banner in opened.messages.stack.banners())


def go_to(tab: DeliveryTab, view: str) -> None:
    click(tab.switch.button(view))


def fill(tab: DeliveryTab, **typed: str) -> None:
    """Type into fields of the delivery; ``b1_weight_g`` stands for ``b1.weight_g``."""
    form = tab.form.form
    for name, text in typed.items():
        key = name.replace("_", ".", 1) if name[0] == "b" and name[1].isdigit() else name
        form.go_to(form.field(key))
        type_text(text)


def complete(tab: DeliveryTab) -> None:
    """Fill in what a delivery needs."""
    fill(tab, delivered_on="23112026")
    for name, word in (("place", "Puskesmas ini"), ("helper", "Bidan"), ("b1.outcome", "hidup"), ("b1.sex", "P")):
        tab.form.form.field(name).set_value(word)


def test_a_delivery_typed_at_the_keyboard_registers_the_baby(at_term: tuple[Opened, UUID], qtbot: QtBot) -> None:
    (opened, tab), _ = at_term
    assert tab.switch.current() == DELIVERY
    complete(tab)
    fill(tab, b1_hour="0325", b1_weight_g="2400", b1_length_cm="47,5", blood_loss_ml="650")
    form = tab.form.form
    assert form.field("b1.order").text() == "2"
    assert form.field("b1.weight_g").note.text().startswith("BBLR.")
    assert "Perdarahan pascasalin" in form.field("blood_loss_ml").note.text()
    click(tab.form.save_button)
    qtbot.waitUntil(lambda: bool(tab.cards))
    assert "Persalinan tercatat." in said(opened)
    text = tab.cards[0].text()
    assert "By. Ny. Ibu Contoh (P), anak ke-2" in text
    assert "pukul 03.25" in text
    qtbot.waitUntil(lambda: not tab.form.isVisible())
    found = opened.clinic.house.registration.search(opened.clinic.desk, "By Ny Ibu Contoh")
    assert ("By. Ny. Ibu Contoh", TODAY) in [(one.name, one.birth_date) for one in found]


def test_twins_with_one_number_and_kilograms_are_told_beside_their_fields(
    at_term: tuple[Opened, UUID], qtbot: QtBot
) -> None:
    (opened, tab), _ = at_term
    complete(tab)
    click(tab.form.add_button)
    form = tab.form.form
    assert form.babies == 2
    assert form.field("b2.order").text() == "3"
    form.field("b2.order").set_value(2)
    form.field("b2.outcome").set_value("hidup")
    form.field("b2.sex").set_value("L")
    fill(tab, b1_weight_g="3200", b2_weight_g="3,2")
    click(tab.form.save_button)
    qtbot.waitUntil(lambda: bool(form.field("b2.weight_g").error()))
    assert form.field("b2.weight_g").error() == "Isi dalam gram: 3,2 kg ditulis 3200."
    assert form.field("b2.order").error() == "Anak ke-2 dipakai dua bayi."
    assert (form.field("b1.weight_g").text(), form.field("b2.weight_g").text()) == ("3200", "3,2")
    click(tab.form.drop_button)
    assert form.babies == 1
    found = opened.clinic.house.registration.search(opened.clinic.desk, "Ibu Contoh")
    assert not [one for one in found if one.name.startswith("By. Ny.")]


def test_an_unlikely_weight_asks_once_and_is_stored_when_it_is_right(
    at_term: tuple[Opened, UUID], qtbot: QtBot
) -> None:
    (_, tab), _ = at_term
    complete(tab)
    fill(tab, b1_weight_g="400")
    click(tab.form.save_button)
    qtbot.waitUntil(tab.form.confirm_field.isVisible)
    assert "tidak lazim" in tab.form.form.field("b1.weight_g").error()
    tab.form.confirm_field.set_value(value=True)
    click(tab.form.save_button)
    qtbot.waitUntil(lambda: bool(tab.cards))
    assert "400 gram" in tab.cards[0].text()


def test_stillborn_and_hepatitis_dose_change_what_is_asked(at_term: tuple[Opened, UUID]) -> None:
    (opened, tab), _ = at_term
    form = tab.form.form

    def asked() -> set[str]:
        return {field.name for field in form.shown_fields()}

    def choose(name: str, place: int) -> None:
        form.field(name).combo.setCurrentIndex(place)  # type: ignore[attr-defined]

    assert "b1.hb0_batch" not in asked()
    choose("b1.hb0", 1)
    assert {f"b1.hb0_{name}" for name in ("on", "hour", "batch", "expires_on", "route", "site", "giver")} <= asked()
    usual = [form.field(f"b1.hb0_{name}").text() for name in ("route", "site", "giver")]
    assert usual == ["IM (otot)", "Paha kanan", opened.clinic.doctor.name]
    choose("b1.hb0", 2)
    assert not {"b1.hb0_batch", "b1.hb0_route", "b1.hb0_site", "b1.hb0_giver"} & asked()
    choose("b1.outcome", 2)
    assert not {"b1.hb0", "b1.hb0_on", "b1.early_breastfeeding"} & asked()
    choose("b1.outcome", 3)
    assert {"b1.died_on", "b1.death_cause"} <= asked()


def test_crossing_a_line_is_said_at_once_with_what_to_do(at_term: tuple[Opened, UUID], qtbot: QtBot) -> None:
    (opened, tab), pregnancy = at_term
    go_to(tab, PARTOGRAPH)
    view = tab.partograph
    view.entry.form.go_to(view.entry.form.field("hour"))
    for text in ("0100", "140", "", "", "4"):
        type_text(text)
        press(Qt.Key.Key_Return)
    click(view.entry.save_button)
    qtbot.waitUntil(lambda: view.file is not None and len(view.file.rows) == 1)
    assert view.signs[0].text() == "Di kiri garis waspada"
    assert "garis waspada pukul 01.00 dan garis bertindak pukul 05.00" in view.next_label.text()
    assert view.entry.form.field("hour").hasFocus() or view.entry.form.field("hour").editor.hasFocus()
    view.entry.form.go_to(view.entry.form.field("hour"))
    for text in ("0830", "170", "", "", "6"):
        type_text(text)
        press(Qt.Key.Key_Return)
    click(view.entry.save_button)
    qtbot.waitUntil(lambda: view.file is not None and len(view.file.rows) == 2)
    qtbot.waitUntil(lambda: "Mencapai garis bertindak (08.30, 6 cm)." in said(opened))
    assert [pill.text() for pill in view.signs if pill.isVisible()][:2] == [
        "Mencapai garis bertindak (08.30, 6 cm)",
        "DJJ di atas 160",
    ]
    assert "Rujuk sekarang" in view.advice_label.text()
    assert view.plot.isVisible()
    assert view.plot.height() == view.plot.height_for(view.plot.width())
    assert opened.clinic.house.labours.file(opened.clinic.doctor, pregnancy).rows[1].values["fetal_heart_rate"] == 170


def test_a_row_is_corrected_with_its_reason(at_term: tuple[Opened, UUID], qtbot: QtBot) -> None:
    (opened, tab), pregnancy = at_term
    house, doctor = opened.clinic.house, opened.clinic.doctor
    house.labours.observe(doctor, observation(opened.clinic, pregnancy, time(1, 0), cervix_cm=9))
    go_to(tab, PARTOGRAPH)
    view = tab.partograph
    view.read()
    qtbot.waitUntil(lambda: view.file is not None and len(view.file.rows) == 1)
    assert view.file is not None
    view.entry.correct(view.file.rows[0])
    assert view.entry.form.field("cervix_cm").text() == "9"
    view.entry.form.field("cervix_cm").set_value(4)
    click(view.entry.save_button)
    qtbot.waitUntil(lambda: bool(view.entry.form.field("reason").error()))
    view.entry.form.field("reason").set_value("salah ketik")
    click(view.entry.save_button)
    qtbot.waitUntil(lambda: view.file is not None and view.file.rows[0].values["cervix_cm"] == 4)
    assert not view.entry.form.field("reason").isVisible()


def test_the_partograph_opens_before_it_is_printed(at_term: tuple[Opened, UUID], qtbot: QtBot) -> None:
    (opened, tab), pregnancy = at_term
    first = observation(opened.clinic, pregnancy, time(1, 0), cervix_cm=4)
    opened.clinic.house.labours.observe(opened.clinic.doctor, first)
    go_to(tab, PARTOGRAPH)
    tab.partograph.read()
    qtbot.waitUntil(tab.partograph.standing_card.isVisible)
    click(tab.partograph.print_button)
    qtbot.waitUntil(lambda: bool(opened.papers))
    assert opened.papers[0].pdf.startswith(b"%PDF")


def test_after_the_delivery_nifas_stands_in_front_with_every_baby(
    clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication
) -> None:
    mother, pregnancy = mother_at_term(clinic)
    clinic.house.deliveries.record(clinic.doctor, delivery(clinic, pregnancy, *twins()))
    opened = open_room(clinic, jobs, qtbot, mother)
    tab = shown(qtbot, opened, DeliveryTab)
    qtbot.waitUntil(lambda: len(tab.nifas) == 3)
    assert tab.switch.current() == NIFAS
    assert "KF1 sekarang, sampai 25-11-2026" in tab.nifas[0].words()
    assert "KN2 mulai 26-11-2026" in tab.nifas[1].words()
    assert "✓ Vitamin K1: 23-11 pukul 04.30" in tab.nifas[1].words()
    go_to(tab, DELIVERY)
    (first, second) = tab.cards[0].letter_buttons
    assert first.isVisible()
    click(second)
    qtbot.waitUntil(lambda: bool(opened.papers))
    assert "0001/SKL/P9999/XI/2026" in opened.papers[0].title


def test_a_delivery_is_corrected_on_the_mothers_screen(
    clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication
) -> None:
    mother, pregnancy = mother_at_term(clinic)
    clinic.house.deliveries.record(clinic.doctor, delivery(clinic, pregnancy))
    opened = open_room(clinic, jobs, qtbot, mother)
    tab = shown(qtbot, opened, DeliveryTab)
    qtbot.waitUntil(lambda: bool(tab.cards))
    go_to(tab, DELIVERY)
    click(tab.cards[0].correct_button)
    form = tab.form.form
    assert (form.field("b1.weight_g").text(), form.field("b1.hour").text()) == ("3150", "03.25")
    assert not form.field("b1.hb0").isVisible()
    form.field("b1.weight_g").set_value(3510)
    click(tab.form.save_button)
    qtbot.waitUntil(lambda: bool(tab.form.reason_field.error()))
    tab.form.reason_field.set_value("salah baca")
    click(tab.form.save_button)
    qtbot.waitUntil(lambda: "3510 gram" in tab.cards[0].text() if tab.cards else False)
    assert "dr. Ratna Contoh: salah baca" in tab.cards[0].text()


def test_a_half_typed_delivery_is_there_again_after_a_crash(
    clinic_again: Callable[[], Clinic], jobs: Jobs, qtbot: QtBot, themed: QApplication
) -> None:
    clinic = clinic_again()
    mother, _ = mother_at_term(clinic)
    opened = open_room(clinic, jobs, qtbot, mother)
    tab = shown(qtbot, opened, DeliveryTab)
    qtbot.waitUntil(tab.form.isVisible)
    fill(tab, b1_weight_g="3150")
    click(tab.form.add_button)
    fill(tab, b2_weight_g="2400")
    tab.form.kept.keeper.timer.start(1)
    qtbot.waitUntil(lambda: bool(clinic.house.drafts.places(clinic.doctor)) and opened.room.context.jobs.is_idle())
    again = clinic_again()
    assert opened.encounter_id is not None
    reopened = open_room(again, jobs, qtbot, again.register("Ibu Lain").person_id)
    reopened.open(opened.encounter_id)
    found = shown(qtbot, reopened, DeliveryTab)
    qtbot.waitUntil(lambda: found.form.form.field("b1.weight_g").text() == "3150")
    assert found.form.form.babies == 2
    assert found.form.form.field("b2.weight_g").text() == "2400"


def test_a_woman_without_a_pregnancy_is_told_what_to_do_first(
    clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication
) -> None:
    opened = open_room(clinic, jobs, qtbot, clinic.register("Ibu Uji").person_id)
    tab = shown(qtbot, opened, DeliveryTab)
    settle(opened, qtbot)
    assert not tab.form.isVisible()
    go_to(tab, PARTOGRAPH)
    assert tab.no_labour.isVisible()


def test_the_childs_screen_shows_its_weeks_and_its_letter(
    clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication
) -> None:
    mother, pregnancy = mother_at_term(clinic)
    clinic.house.deliveries.record(clinic.doctor, delivery(clinic, pregnancy))
    child = clinic.house.deliveries.of_mother(clinic.doctor, mother).deliveries[0].babies[0].child_id
    assert child is not None
    opened = open_room(clinic, jobs, qtbot, child)
    tab = shown(qtbot, opened, GrowthTab)
    qtbot.waitUntil(tab.newborn.isVisible)
    assert tab.newborn.view is not None
    assert "KN1 sekarang, sampai 25-11-2026" in tab.newborn.view.words()
    assert "Puskesmas ini" in tab.birth.said_label.text()
    click(tab.newborn.letter_button)
    qtbot.waitUntil(lambda: bool(opened.papers))
    click(tab.newborn.death_button)
    form = tab.newborn.death.form
    settle(opened, qtbot)
    form.field("died_on").set_value(TODAY)
    form.field("cause").combo.setCurrentIndex(1)  # type: ignore[attr-defined]
    click(tab.newborn.death.save_button)
    qtbot.waitUntil(lambda: clinic.house.deaths.file(clinic.doctor, child).recorded)
    qtbot.waitUntil(tab.newborn.death.print_button.isVisible)

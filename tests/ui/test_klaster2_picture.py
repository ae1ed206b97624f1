"""The head of the tab Kehamilan: a mother at 30 weeks shows at a glance what is wrong and what is due."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.house_fixtures import Clinic
from tests.services.antenatal_story import mother_at_thirty_weeks
from tests.services.kia_story import start_pregnancy
from tests.ui.hands import click, press
from tests.ui.klaster2_room import OpenRoom, open_room, shown
from ui.jobs import Jobs
from ui.klaster2_mother_child.pregnancy_tab import PregnancyTab
from ui.palette import Tone
from ui.widgets.labels import Pill

Opened = tuple[OpenRoom, PregnancyTab]


@pytest.fixture
def ill(clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication) -> Opened:
    """Return the tab of the mother at 30 weeks."""
    opened = open_room(clinic, jobs, qtbot, mother_at_thirty_weeks(clinic))
    tab = shown(qtbot, opened, PregnancyTab)
    qtbot.waitUntil(tab.head.isVisible)
    return opened, tab


def test_what_is_wrong_stands_first_and_what_comes_next_beside_it(ill: Opened) -> None:
    _, tab = ill
    head = tab.head
    assert head.gestation.text() == "30 mg 0 hr"
    assert (head.kspr.text(), head.td.text(), head.tablets.text()) == ("≥42 KRST", "T2", "TTD 60/90")
    assert head.attention_title.text() == "Perhatian (12)"
    first = head.attention.texts()
    assert first[0].startswith("Tanda bahaya (02-11-2026)")
    assert first[1].startswith("TD 150/95: kisaran hipertensi dalam kehamilan; naik dari 120/78")
    assert first[5].startswith("KSPR 30 → 42 (KRST) sejak 02-11-2026")
    assert head.next.texts()[0] == "Kontak K5, disepakati 09-11-2026; 30-11-2026 s.d. 21-02-2027"
    pills = [pill for pill in head.attention.findChildren(Pill) if pill.isVisible()]
    assert [(pill.text(), pill.tone()) for pill in pills[:1]] == [("Segera", Tone.BAD)]
    assert head.attention.mapTo(head, head.attention.rect().topLeft()).y() < 200


def test_the_milder_unfold_and_advice_with_its_source_is_hovered(ill: Opened) -> None:
    _, tab = ill
    attention = tab.head.attention
    assert len(attention.texts()) == 8
    assert attention.more_button.text() == "4 lagi"
    click(attention.more_button)
    assert attention.texts()[-1] == "Menunggu hasil: HBsAg (06-07-2026)"
    assert not attention.more_button.isVisible()
    tips = [pill.toolTip() for pill in attention.findChildren(Pill) if pill.isVisible()]
    assert any("Panduan Praktik Klinis" in tip for tip in tips)


def test_a_form_that_is_due_is_opened_from_its_line(ill: Opened, qtbot: QtBot) -> None:
    opened, tab = ill
    buttons = {button.accessibleName(): button for button in tab.head.next.findChildren(QPushButton)}
    with qtbot.waitSignal(opened.room.form_wanted) as wanted:
        click(buttons["Isi Skor Poedji Rochjati trimester 3"])
    assert wanted.args == ["kspr"]


def test_twelve_t_laboratory_and_four_curves_unfold_into_view(ill: Opened, qtbot: QtBot) -> None:
    opened, tab = ill
    assert "Terlewat: Gula darah." in tab.head.care_label.text()
    click(tab.history_button)
    history = tab.history
    qtbot.waitUntil(lambda: 0 <= history.mapTo(opened.window, QPoint(0, 0)).y() < opened.window.height() // 2)
    qtbot.waitUntil(lambda: history.model.rowCount() == 4)
    assert history.care.cell_text(2, 7) == "T7 Tablet tambah darah\n05-10-2026: belum\nBelum: tablet tambah darah"
    assert history.care.cell_text(4, 12).startswith("T12 USG oleh dokter\nHari ini: belum")
    lab = history.lab.texts()
    assert lab[lab.index("HBsAg") + 1] == "menunggu"
    assert lab[lab.index("Gula darah") + 1] == "terlewat"
    curves = history.curves
    for code, said in (
        ("tfu", "TFU 23"),
        ("djj", "DJJ 142"),
        ("sistolik", "TD 150/95"),
    ):
        click(curves.switch.button(code))
        value, when, *_found = curves.plot.marks()[-1].text.splitlines()
        assert (value, when) == (said, "02-11-2026 · 27 mg 0 hr")
    history.table.selectRow(0)
    assert curves.plot.current() == 3
    click(curves.plot, curves.plot.place_of(2).toPoint())
    assert history.table.current_row().thing.gestation == "23 mg 0 hr"
    assert curves.detail_label.text().startswith("05-10-2026 · 23 mg 0 hr\ndr. ")
    press(Qt.Key.Key_Right)
    day, who, found, concluded = curves.detail_label.text().splitlines()
    assert (day, who.endswith(" · Puskesmas ini")) == ("02-11-2026 · 27 mg 0 hr", True)
    assert {"TD 150/95", "TFU 23 cm", "DJJ 142 kali/menit"} <= set(found.split(" · "))
    assert concluded.startswith("Tanda bahaya: ")


def test_a_pregnancy_without_visits_says_so_and_is_quiet(
    clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication
) -> None:
    mother = clinic.register("Ibu Muda", birth_date=date(1998, 5, 17)).person_id
    start_pregnancy(clinic, mother)
    opened = open_room(clinic, jobs, qtbot, mother)
    tab = shown(qtbot, opened, PregnancyTab)
    qtbot.waitUntil(tab.head.isVisible)
    assert tab.head.attention_title.text() == "Perhatian"
    assert tab.head.attention.texts() == ["Belum ada kunjungan antenatal pada kehamilan ini."]
    assert tab.head.next.texts()[0].startswith("Kontak K1, ")

"""3 Dewasa & Lansia > PTM and Register: control in one look, values with their curve, what is due, files."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.house_fixtures import TODAY, Clinic
from tests.services.chronic_story import Visit, attend, both, pressure
from tests.services.kia_story import at
from tests.ui.hands import click, press, type_text
from tests.ui.opened_page import Desk
from ui.jobs import Jobs
from ui.klaster3_adult_elderly.ncd_tab import NcdTab
from ui.klaster3_adult_elderly.page import NCD, AdultElderlyPage
from ui.palette import Tone
from ui.registers.register_view import RegisterView
from ui.room_views import QUEUE, REGISTERS
from ui.widgets.room.room_tabs import SCREENING

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def desk(qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication) -> Desk:
    return Desk(qtbot, jobs, clinic)


def come_in(qtbot: QtBot, desk: Desk, person_id: UUID) -> tuple[AdultElderlyPage, NcdTab]:
    """Let somebody into the room, with the tab PTM in front."""
    encounter_id = desk.clinic.visit(person_id).encounter_id
    page = desk.show(AdultElderlyPage, desk.clinic.doctor)
    qtbot.waitUntil(lambda: page.waiting.room() is not None)
    qtbot.waitUntil(lambda: any(row.encounter_id == encounter_id for row in page.waiting.model.rows()))
    page.open(next(row for row in page.waiting.model.rows() if row.encounter_id == encounter_id))
    qtbot.waitUntil(lambda: page.open_visit() == encounter_id)
    tabs = page.workspace.tabs
    tabs.setCurrentIndex(tabs.titles().index(NCD))
    tab = page.findChild(NcdTab)
    assert isinstance(tab, NcdTab)
    qtbot.waitUntil(lambda: tab.picture is not None and tab.head.isVisible())
    return page, tab


@pytest.fixture
def man(clinic: Clinic) -> UUID:
    """Return a man with hypertension and diabetes who came for two years."""
    return both(clinic)


def test_one_look_says_whether_he_is_controlled_and_where_he_comes_next(desk: Desk, qtbot: QtBot, man: UUID) -> None:
    _, tab = come_in(qtbot, desk, man)
    assert [(pill.text(), pill.tone()) for pill in tab.head.pills] == [("Belum terkendali", Tone.BAD)] * 2
    assert tab.head.sentences[0].startswith("Hipertensi sejak 20-11-2024 · kontrol ")
    assert "Sasaran di bawah 140/90 mmHg." in tab.head.sentences[1]
    assert "HbA1c 7,8 % (14-09-2026)" in tab.head.sentences[3]
    assert tab.head.next_pill.text() == "Terlambat"
    assert tab.head.next_label.text() == "Kontrol berikutnya 14-10-2026, dokter Puskesmas"
    assert "Pusing saat berdiri" in tab.head.why_label.text()
    due = tab.head.due.texts()
    assert "Funduskopi, belum pernah" in due
    assert "Kontrol hipertensi (dokter Puskesmas), sejak 14-10-2026" in due


def test_what_the_doctor_aims_at_is_said_with_author_and_day_and_is_one_press_away(
    desk: Desk, qtbot: QtBot, clinic: Clinic
) -> None:
    who = clinic.register("Mbah Rapuh", birth_date=date(1940, 1, 1)).person_id
    aim = {"sasaran_dari": "dokter", "sasaran_sistolik": "150", "sasaran_diastolik": "90", "alasan_sasaran": "rapuh"}
    attend(clinic, who, Visit(date(2026, 11, 3), ("I10",), {"control_target": aim, **pressure(146, 84)}))
    at(clinic, TODAY)
    page, tab = come_in(qtbot, desk, who)
    assert tab.head.pills[0].text() == "Terkendali"
    assert "Sistolik di bawah 150" in tab.head.aim_label.text()
    assert f"{clinic.doctor.name}, 03-11-2026: rapuh" in tab.head.aim_label.text()
    click(tab.head.aim_button)
    tabs = page.workspace.tabs
    qtbot.waitUntil(lambda: tabs.titles()[tabs.currentIndex()] == SCREENING)


def test_each_value_has_its_age_class_and_target_and_its_curve_beside_it(desk: Desk, qtbot: QtBot, man: UUID) -> None:
    _, tab = come_in(qtbot, desk, man)
    qtbot.waitUntil(lambda: tab.trends.rows.rowCount() > 8)
    texts = {row.trend.label: row for row in tab.trends.rows.rows()}
    assert texts["GDS"].age == "4 bl"
    assert texts["GD 2 jam"].age == "1 th 10 bl (lama)"
    assert texts["GDP"].earlier == "141 (13-04-26)"
    assert (texts["GDP"].trend.last.short, texts["GDP"].tone) == ("di luar sasaran", Tone.WARN)
    assert tab.trends.plot.accessibleName() == "Tekanan darah, sasaran < 140/90"
    assert len(tab.trends.plot.marks()) == 12
    tab.trends.table.select_key("hba1c")
    qtbot.waitUntil(lambda: tab.trends.plot.accessibleName() == "HbA1c, sasaran < 7")
    assert [mark.y for mark in tab.trends.plot.marks()] == [9.1, 7.4, 6.9, 7.8]
    assert tab.trends.plot.marks()[-1].text == "14-09-2026: HbA1c 7,8 %, di luar sasaran, Puskesmas"
    click(tab.trends.spans.button("12"))
    assert len(tab.trends.plot.visible_marks()) == 1


def test_medicines_risk_and_membership_stand_beneath(desk: Desk, qtbot: QtBot, man: UUID) -> None:
    _, tab = come_in(qtbot, desk, man)
    assert tab.told.medicines.texts()[0] == "Minum obat hipertensi: Kadang lupa (2 bulan lalu)"
    assert [line.partition(",")[0] for line in tab.told.risk.texts()] == ["Awal", "Sebelumnya", "Terakhir"]
    assert tab.told.members.texts()[0] == "Peserta Prolanis: Peserta (4 bulan lalu)"


def test_a_line_that_is_due_leads_to_its_form(desk: Desk, qtbot: QtBot, man: UUID) -> None:
    page, tab = come_in(qtbot, desk, man)
    tab.head.due.form_wanted.emit("chronic_complications")
    qtbot.waitUntil(lambda: page.workspace.tabs.title() == SCREENING)
    qtbot.waitUntil(lambda: "chronic_complications" in page.workspace.room.views())


def test_who_is_well_is_told_so_and_nothing_is_made_up(desk: Desk, qtbot: QtBot, clinic: Clinic) -> None:
    who = clinic.register("Ibu Sehat", birth_date=date(1985, 1, 1)).person_id
    _, tab = come_in(qtbot, desk, who)
    assert tab.head.pills == []
    assert tab.head.why_label.text() == "Kontrol rutin dimulai setelah diagnosis dokter."
    assert tab.trends.rows.rowCount() == 0
    assert not tab.trends.plot.isVisible()
    assert tab.told.medicines.texts() == []


def test_a_child_has_no_such_tab(desk: Desk, qtbot: QtBot, clinic: Clinic) -> None:
    encounter_id = clinic.visit(clinic.register("Anak", birth_date=date(2018, 1, 1)).person_id).encounter_id
    page = desk.show(AdultElderlyPage, clinic.doctor)
    own = next(tab for tab in page._own_tabs if tab.title == NCD)
    file = clinic.house.encounters.open(clinic.doctor, encounter_id)
    assert not own.applies(file)


@pytest.fixture
def registers(
    qtbot: QtBot, desk: Desk, man: UUID, clinic: Clinic
) -> Callable[[], tuple[AdultElderlyPage, RegisterView, list[UUID]]]:
    """Give a function that shows the page with its registers in front."""
    steady = clinic.register("Ibu Terkendali", birth_date=date(1972, 8, 1), rt="003").person_id
    attend(clinic, steady, Visit(date(2026, 11, 12), ("I10",), pressure(128, 78)))
    at(clinic, TODAY)
    shown: list[UUID] = []

    def show() -> tuple[AdultElderlyPage, RegisterView, list[UUID]]:
        page = desk.show(
            lambda context: AdultElderlyPage(replace(context, show_person=shown.append)), desk.clinic.doctor
        )
        click(page.switches[QUEUE].button(REGISTERS))
        view = page.desks[REGISTERS]
        assert isinstance(view, RegisterView)
        qtbot.waitUntil(lambda: len(names(view)) == 2)
        return page, view, shown

    return show


def names(view: RegisterView) -> list[str]:
    """Return who stands in the register shown."""
    return [] if view.table is None else [row.name for row in view.table.rows.rows()]


def test_registers_of_this_klaster_alone_are_offered(
    qtbot: QtBot, registers: Callable[[], tuple[AdultElderlyPage, RegisterView, list[UUID]]]
) -> None:
    _, view, _ = registers()
    offered = [view.kinds.itemText(number) for number in range(view.kinds.count())]
    assert offered[:2] == ["Register hipertensi", "Register diabetes"]
    assert "Kohort ibu" not in offered
    assert not view.summary_button.isVisible()
    qtbot.waitUntil(lambda: "terkendali 1" in view.tallies.text() and "belum terkendali 1" in view.tallies.text())


def test_register_is_narrowed_by_state_and_by_name_and_leads_to_the_person(
    qtbot: QtBot, registers: Callable[[], tuple[AdultElderlyPage, RegisterView, list[UUID]]], man: UUID
) -> None:
    _, view, shown = registers()
    view.states.setCurrentIndex(view.states.findData("uncontrolled"))
    qtbot.waitUntil(lambda: names(view) == ["Pak Manis Tinggi"])
    assert view.table is not None
    view.table.select_first()
    view.table.setFocus()
    press(Qt.Key.Key_Return, view.table)
    assert shown == [man]
    press(Qt.Key.Key_2, view, ALT)
    qtbot.waitUntil(lambda: len(names(view)) == 2)
    type_text("terkendali", view.search)
    qtbot.waitUntil(lambda: names(view) == ["Ibu Terkendali"])


def test_another_register_has_other_columns(
    qtbot: QtBot, registers: Callable[[], tuple[AdultElderlyPage, RegisterView, list[UUID]]]
) -> None:
    _, view, _ = registers()
    view.kinds.setCurrentIndex(1)
    qtbot.waitUntil(lambda: names(view) == ["Pak Manis Tinggi"])
    assert view.table is not None
    headings = [column.title for column in view.table.rows.columns]
    assert {"Status", "Kontrol terakhir", "GD terakhir", "HbA1c (%)", "GD Nov", "Prolanis"} <= set(headings)


def test_register_is_written_into_a_spreadsheet(
    qtbot: QtBot,
    registers: Callable[[], tuple[AdultElderlyPage, RegisterView, list[UUID]]],
    desk: Desk,
    tmp_path: Path,
) -> None:
    page, view, _ = registers()
    click(view.export_button)
    (dialog,) = page.findChildren(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("register-hipertensi-2026-11-23.xlsx")
    file = tmp_path / "register.xlsx"
    dialog.fileSelected.emit(str(file))
    dialog.close()
    qtbot.waitUntil(lambda: desk.banners() == ["2 baris tersimpan dalam register.xlsx."])
    cells = {cell.value for row in load_workbook(file).active.iter_rows() for cell in row}
    assert {"Pak Manis Tinggi", "Ibu Terkendali", "terkendali"} <= cells


def test_work_and_what_came_of_it_stand_at_the_end(desk: Desk, qtbot: QtBot, clinic: Clinic) -> None:
    who = clinic.register("Pak Penambang", birth_date=date(1975, 1, 1), occupation="Buruh tambang").person_id
    told = {"jenis_pekerjaan": "Penambang batu", "pajanan_kerja": "fisik, kimia", "pak_penetapan": "dugaan"}
    attend(clinic, who, Visit(date(2026, 9, 1), ("S61.0", "Y96"), {"work_health": told}))
    at(clinic, TODAY)
    page, tab = come_in(qtbot, desk, who)
    work = tab.work.work.texts()
    assert work[0] == "Pekerjaan menurut pendaftaran: Buruh tambang"
    assert work[1].startswith("Jenis pekerjaan: Penambang batu (")
    found = tab.work.found.texts()
    assert found[0].startswith("Dugaan penyakit akibat kerja")
    assert found[1] == "Keadaan yang berhubungan dengan pekerjaan, 01-09-2026"
    tab.work.form_wanted.emit("work_health")
    qtbot.waitUntil(lambda: page.workspace.tabs.title() == SCREENING)
    qtbot.waitUntil(lambda: "work_health" in page.workspace.room.views())

"""2 Ibu & Anak > Register: which one, of when and where, its rows, and the files made of it."""

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

from ilp_desktop.services.register.register_rows import RegisterRow
from tests.house_fixtures import Clinic
from tests.printing.reading import page_texts
from tests.services.kia_story import whole_story
from tests.services.test_own_columns import MINE, with_columns
from tests.ui.hands import click, press, type_text
from tests.ui.opened_page import Desk
from tests.ui.test_klaster2_page import come_in
from ui.jobs import Jobs
from ui.klaster2_mother_child.page import MotherChildPage
from ui.registers.register_table import RegisterTable
from ui.registers.register_view import RegisterView
from ui.room_views import QUEUE, REGISTERS

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
MINE_OF_MOTHERS = MINE.replace("given:vitamin_a", "gpa").replace('fact = "weight"', 'fact = "visit:berat"')
MOTHER, INFANT, DELIVERY = "register_mother", "register_infant", "register_delivery"


@pytest.fixture
def desk(qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication) -> Desk:
    return Desk(qtbot, jobs, clinic)


@pytest.fixture
def people(clinic: Clinic) -> tuple[UUID, UUID]:
    """Let a mother and her daughter have a story, and another baby none; returns mother and daughter."""
    told = whole_story(clinic)
    clinic.register("Bayi Lain", birth_date=date(2026, 5, 5), rt="003")
    return told


@pytest.fixture
def shown_people() -> list[UUID]:
    return []


@pytest.fixture
def opened(
    qtbot: QtBot, jobs: Jobs, desk: Desk, people: tuple[UUID, UUID], shown_people: list[UUID]
) -> Callable[[], MotherChildPage]:
    """Give a function that shows the page with its registers in front."""

    def show() -> MotherChildPage:
        page = desk.show(
            lambda context: MotherChildPage(replace(context, show_person=shown_people.append)), desk.clinic.doctor
        )
        click(page.switches[QUEUE].button(REGISTERS))
        qtbot.waitUntil(lambda: shown(page).table is not None and bool(rows(page)) and jobs.is_idle())
        return page

    return show


def shown(page: MotherChildPage) -> RegisterView:
    """Return the registers of the page."""
    view = page.desks[REGISTERS]
    assert isinstance(view, RegisterView)
    return view


def rows(page: MotherChildPage) -> tuple[RegisterRow, ...]:
    """Return the rows shown."""
    table = shown(page).table
    return () if table is None else table.rows.rows()


def names(page: MotherChildPage) -> list[str]:
    """Return who stands in the register shown."""
    return [row.name for row in rows(page)]


def choose(qtbot: QtBot, page: MotherChildPage, code: str, expected: list[str], month: int | None = None) -> None:
    """Choose a register, and a month where one is said, and wait for its names."""
    view = shown(page)
    if month is not None:
        view.months.setCurrentIndex(month)
    view.kinds.setCurrentIndex(view.kinds.findData(code))
    qtbot.waitUntil(lambda: names(page) == expected)


def headings(table: RegisterTable) -> list[str]:
    """Return the headings of the columns."""
    return [column.title for column in table.rows.columns]


def test_kohort_of_this_month_stands_first_with_counts_and_as_of_when(opened: Callable[[], MotherChildPage]) -> None:
    page = opened()
    view = shown(page)
    assert (view.kinds.currentText(), view.months.currentText(), view.years.currentText()) == (
        "Kohort ibu",
        "November",
        "2026",
    )
    assert names(page) == ["Ibu Contoh"]
    assert view.counts.text() == "1 baris"
    assert view.small_print.text().startswith("Keadaan 23-11-2026 09.00 · Satu baris satu kehamilan")
    assert "belum dicocokkan" in view.small_print.text()
    assert isinstance(view.table, RegisterTable)
    assert [one for one in headings(view.table) if one.startswith("BB ")] == ["BB sebelum hamil (kg)", "BB Nov"]


def test_another_register_month_place_and_name_narrow_it(
    qtbot: QtBot, opened: Callable[[], MotherChildPage], clinic: Clinic
) -> None:
    page = opened()
    view = shown(page)
    choose(qtbot, page, INFANT, ["Anak Contoh", "Bayi Lain"])
    assert isinstance(view.table, RegisterTable)
    number = headings(view.table).index("BB Nov (kg)")
    assert view.table.rows.index(0, number).data() == "7"
    choose(qtbot, page, INFANT, ["Anak Contoh", "Bayi Lain"], month=0)
    qtbot.waitUntil(lambda: view.table is not None and view.table.wanted.month == 0)
    assert len([one for one in headings(view.table) if one.startswith("BB ")]) == 1 + 12
    view.places.village.setCurrentIndex(1)
    view.places.rw.setCurrentIndex(1)
    view.places.rt.setCurrentIndex(2)
    qtbot.waitUntil(lambda: names(page) == ["Bayi Lain"])
    press(Qt.Key.Key_2, view, ALT)
    qtbot.waitUntil(lambda: names(page) == ["Anak Contoh", "Bayi Lain"])
    press(Qt.Key.Key_1, view, ALT)
    type_text("contoh")
    qtbot.waitUntil(lambda: names(page) == ["Anak Contoh"])
    view.years.setCurrentText("2025")
    qtbot.waitUntil(lambda: view.counts.text() == "1 baris" and names(page) == ["Anak Contoh"])


def test_number_and_name_stand_still_while_the_rest_scrolls(opened: Callable[[], MotherChildPage]) -> None:
    table = shown(opened()).table
    assert isinstance(table, RegisterTable)
    frozen = table.frozen
    still = [number for number in range(table.rows.columnCount()) if not frozen.isColumnHidden(number)]
    assert [headings(table)[number] for number in still] == ["No", "NIK", "Nama ibu"]
    table.horizontalScrollBar().setValue(400)
    assert frozen.isVisible()
    assert frozen.horizontalScrollBar().value() == 0
    assert frozen.columnViewportPosition(2) == frozen.columnWidth(0) + frozen.columnWidth(1)
    table.horizontalHeader().resizeSection(2, 300)
    assert frozen.columnWidth(2) == 300


def test_enter_leads_to_the_person(
    opened: Callable[[], MotherChildPage], people: tuple[UUID, UUID], shown_people: list[UUID]
) -> None:
    table = shown(opened()).table
    assert table is not None
    table.select_first()
    table.setFocus()
    press(Qt.Key.Key_Return)
    assert shown_people == [people[0]]


def test_register_is_written_where_the_user_says(
    qtbot: QtBot, opened: Callable[[], MotherChildPage], desk: Desk, tmp_path: Path
) -> None:
    page = opened()
    choose(qtbot, page, INFANT, ["Anak Contoh", "Bayi Lain"])
    press(Qt.Key.Key_E, shown(page), CTRL)
    (dialog,) = page.findChildren(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("kohort-bayi-2026-11-23.xlsx")
    file = tmp_path / "kohort.xlsx"
    dialog.fileSelected.emit(str(file))
    dialog.close()
    qtbot.waitUntil(lambda: desk.banners() == ["2 baris tersimpan dalam kohort.xlsx."])
    sheet = load_workbook(file).worksheets[0]
    assert [row[2].value for row in sheet.iter_rows(min_row=2)] == ["Anak Contoh", "Bayi Lain"]


def test_summaries_of_all_shown_lie_in_one_pdf(
    qtbot: QtBot, opened: Callable[[], MotherChildPage], desk: Desk, tmp_path: Path
) -> None:
    page = opened()
    choose(qtbot, page, INFANT, ["Anak Contoh", "Bayi Lain"])
    press(Qt.Key.Key_P, shown(page), CTRL)
    (dialog,) = page.findChildren(QFileDialog)
    file = tmp_path / "kia.pdf"
    dialog.fileSelected.emit(str(file))
    dialog.close()
    qtbot.waitUntil(lambda: desk.banners() == ["2 ringkasan KIA tersimpan dalam kia.pdf."], timeout=30_000)
    assert len(page_texts(file.read_bytes())) == 3
    assert shown(page).export_button.isEnabled()


def test_buttons_wait_for_rows_and_summaries_for_mothers_and_children(
    qtbot: QtBot, opened: Callable[[], MotherChildPage]
) -> None:
    view = shown(opened())
    assert view.export_button.isEnabled()
    assert view.summary_button.isEnabled()
    view.months.setCurrentIndex(0)
    view.years.setCurrentText("2025")
    view.kinds.setCurrentIndex(view.kinds.findData("register_immunisation"))
    qtbot.waitUntil(lambda: view.export_button.isEnabled() and not view.summary_button.isEnabled())
    view.years.setCurrentText("2019")
    qtbot.waitUntil(lambda: view.counts.text() == "0 baris")
    assert not view.export_button.isEnabled()


def test_queue_and_registers_change_places_and_the_patient_stays_open(
    qtbot: QtBot, opened: Callable[[], MotherChildPage], clinic: Clinic
) -> None:
    visit = clinic.visit(clinic.register("Bayi Ketiga", birth_date=date(2026, 4, 4)).person_id).encounter_id
    page = opened()
    click(page.switches[REGISTERS].button(QUEUE))
    assert page.waiting.isVisible()
    come_in(qtbot, page, visit)
    page.unfold()
    click(page.switches[QUEUE].button(REGISTERS))
    assert shown(page).isVisible()
    press(Qt.Key.Key_Escape, page)
    assert page.workspace.isVisible()
    assert page.open_visit() == visit
    page.unfold()
    assert page.switches[QUEUE].current() == QUEUE
    assert page.switches[QUEUE].isVisible()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (MINE, "susunan kolom menurut register/register_mother.toml"),
        (
            "column = 3",
            "register_mother.toml tidak dipakai, daftar column tidak ada; yang tampil susunan bawaan",
        ),
    ],
)
def test_whose_columns_are_shown_is_said_beneath_the_list(
    qtbot: QtBot, desk: Desk, tmp_path: Path, text: str, said: str
) -> None:
    whole_story(desk.clinic)
    desk.clinic = with_columns(desk.clinic, tmp_path, MOTHER, MINE_OF_MOTHERS if text == MINE else text)
    page = desk.show(MotherChildPage, desk.clinic.doctor)
    click(page.switches[QUEUE].button(REGISTERS))
    qtbot.waitUntil(lambda: said in shown(page).small_print.text())
    table = shown(page).table
    assert table is not None
    first = table.rows.headerData(0, Qt.Orientation.Horizontal)
    assert (first == "Nama lengkap anak") is (text == MINE)

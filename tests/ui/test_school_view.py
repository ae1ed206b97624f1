"""Posyandu & Pustu > Sekolah: a class typed row by row, tablets ticked, children put into their class."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.schools import ClassName
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.school.schools import Enrolment, NewSchool
from tests.house_fixtures import TODAY, Clinic
from tests.ui.hands import focus_widget, press, type_text
from tests.ui.opened_page import Desk
from ui.community.page import SCHOOLS, CommunityPage
from ui.community.school_grid import SchoolGrid
from ui.community.school_view import CLASS, SCREENING, TABLETS, SchoolView
from ui.jobs import Jobs

ENTER, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Space
ALT = Qt.KeyboardModifier.AltModifier
PATIENCE_MS = 20_000
SCHOOL = "SMPN 1 Contoh"
WHOLE_ROW = ("42", "150", "110/70", "6/6", "6/12", "5", "4", "t", "1", "1", "t", "t", "1", "1", "1", "1", "1")
"""A girl of class 8, of whom no Hb is asked."""


class School:
    """The view over a school with two girls and a boy."""

    def __init__(self, qtbot: QtBot, jobs: Jobs, clinic: Clinic, grade: str = "8A") -> None:
        self.qtbot, self.jobs, self.clinic = qtbot, jobs, clinic
        self.desk = Desk(qtbot, jobs, clinic)
        self.school = clinic.house.schools.add(clinic.desk, NewSchool(clinic.new_id(), SCHOOL, "smp"))
        self.people = [
            self.sits(name, sex, grade)
            for name, sex in (("Ani Contoh", Sex.FEMALE), ("Budi Contoh", Sex.MALE), ("Citra Contoh", Sex.FEMALE))
        ]

    def sits(self, name: str, sex: Sex, grade: str) -> UUID:
        person = self.clinic.register(name, birth_date=date(2013, 9, 1), sex=sex).person_id
        enrolment = Enrolment(self.clinic.new_id(), person, self.school, grade)
        self.clinic.house.schools.enrol(self.clinic.desk, enrolment)
        return person

    def open(self, grade: str = "8A", view: str = SCREENING) -> SchoolView:
        page = self.desk.show(CommunityPage, self.clinic.doctor)
        page.views.button(SCHOOLS).click()
        schools = page.schools
        self.until(schools.school.isEnabled)
        schools.school.setCurrentIndex(schools.school.findText(SCHOOL))
        self.until(schools.grade.isEnabled)
        schools.grade.setCurrentIndex(schools.grade.findText(f"Kelas {grade}"))
        self.until(self.jobs.is_idle)
        if view != SCREENING:
            schools.views.button(view).click()
        self.until(self.jobs.is_idle)
        return schools

    def until(self, true: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(true, timeout=PATIENCE_MS)


@pytest.fixture
def school(qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication) -> School:
    return School(qtbot, jobs, clinic)


def grid_of(view: SchoolView) -> SchoolGrid:
    grid = view.screening.grid
    grid.setFocus()
    return grid


def enter(grid: SchoolGrid, text: str) -> None:
    """Type into the cell in front and press Enter; an empty text only presses Enter."""
    if text:
        type_text(text[0], grid)
        type_text(text[1:], focus_widget())
        press(ENTER, focus_widget())
    else:
        press(ENTER, grid)


def here(grid: SchoolGrid) -> tuple[int, str]:
    index = grid.currentIndex()
    return index.row(), grid.grid.columns[index.column()].title


def test_enter_moves_along_the_row_and_on_to_the_next_child(school: School) -> None:
    grid = grid_of(school.open())
    assert [row.row.pupil.name for row in grid.grid.rows] == ["Ani Contoh", "Budi Contoh", "Citra Contoh"]
    assert here(grid) == (0, "BB")
    enter(grid, "42")
    assert here(grid) == (0, "TB")
    for text in WHOLE_ROW[1:]:
        enter(grid, text)
    assert here(grid) == (1, "BB")
    assert grid.grid.rows[0].problem() == ""


def test_classes_appear_as_they_are_typed(school: School) -> None:
    view = school.open()
    grid = grid_of(view)
    for text in ("60", "150", "150/95"):
        enter(grid, text)
    result = grid.grid.rows[0].result()
    assert "IMT" in result or "gizi" in result.lower() or "obes" in result.lower()
    assert "hipertensi" in result.lower()
    assert "kurang" in result


def test_whole_row_is_saved_as_screening_and_a_row_begun_keeps_its_rest(school: School) -> None:
    view = school.open()
    grid = grid_of(view)
    for text in WHOLE_ROW:
        enter(grid, text)
    enter(grid, "38")
    press(Qt.Key.Key_S, view, ALT)
    school.until(lambda: grid.grid.rows[0].is_complete() and school.jobs.is_idle())
    table = school.clinic.house.school_days.table(school.clinic.doctor, school.school, ClassName(8, "A"), TODAY)
    assert [row.complete for row in table.rows] == [True, False, False]
    assert table.rows[1].typed["berat"] == "38"
    assert grid.grid.rows[0].result().startswith("tersimpan")


def test_unlikely_value_is_asked_once_and_enter_again_says_it_is_so(school: School) -> None:
    view = school.open()
    grid = grid_of(view)
    enter(grid, "115")
    assert here(grid) == (0, "BB")
    assert "Tidak lazim" in view.screening.told.text()
    enter(grid, "")
    assert here(grid) == (0, "TB")
    assert grid.grid.rows[0].problem() == ""


def test_impossible_value_stays_in_front_with_its_reason_and_is_not_saved(school: School) -> None:
    view = school.open()
    grid = grid_of(view)
    enter(grid, "4200")
    assert here(grid) == (0, "BB")
    assert "Di luar batas" in view.screening.told.text()
    press(Qt.Key.Key_S, view, ALT)
    school.until(school.jobs.is_idle)
    assert any("belum dapat disimpan" in text for text in school.desk.banners())
    assert grid.grid.rows[0].typed["berat"] == "4200"


def test_boys_and_other_classes_are_not_asked_for_haemoglobin(school: School) -> None:
    for name, sex in (("Dina Contoh", Sex.FEMALE), ("Eko Contoh", Sex.MALE)):
        school.sits(name, sex, "7A")
    grid = grid_of(school.open("7A"))
    haemoglobin = next(column for column in grid.grid.columns if column.title == "Hb")
    assert [row.is_asked(haemoglobin) for row in grid.grid.rows] == [True, False]
    grid.grid.rows[0].type(haemoglobin, "10,4")
    assert grid.grid.rows[0].typed["hb_status"] == "ada_hasil"
    assert "anemia" in grid.grid.rows[0].note(haemoglobin)
    grid.grid.rows[0].type(haemoglobin, "")
    assert "hb_status" not in grid.grid.rows[0].typed


def test_what_is_typed_is_still_there_after_looking_at_another_class(school: School) -> None:
    school.sits("Dina Contoh", Sex.FEMALE, "7A")
    view = school.open()
    enter(grid_of(view), "41")
    view.grade.setCurrentIndex(view.grade.findText("Kelas 7A"))
    school.until(lambda: len(view.screening.rows()) == 1)
    view.grade.setCurrentIndex(view.grade.findText("Kelas 8A"))
    school.until(lambda: len(view.screening.rows()) == 3)
    assert view.screening.rows()[0].typed["berat"] == "41"


def test_double_press_of_save_stores_once(school: School) -> None:
    view = school.open()
    enter(grid_of(view), "41")
    view.screening.save()
    view.screening.save()
    school.until(lambda: not view.screening.rows()[0].is_changed() and school.jobs.is_idle())
    found = school.clinic.house.screening.history(school.clinic.doctor, school.people[0], "vital_signs")
    assert len(found) == 1


def test_tablets_are_ticked_with_space_and_blanks_are_not_stored(school: School) -> None:
    view = school.open(view=TABLETS)
    table = view.tablets.table
    school.until(lambda: table.model().rowCount() == 2)
    table.setFocus()
    press(SPACE, table)
    press(Qt.Key.Key_S, view, ALT)
    school.until(lambda: not view.tablets.changed() and school.jobs.is_idle())
    girls = school.clinic.house.weekly_tablets.girls(school.clinic.doctor, school.school, ClassName(8, "A"), TODAY)
    assert [row.taken for row in girls] == [True, None]


def test_child_is_put_into_the_class_and_taken_out(school: School) -> None:
    new = school.clinic.register("Fajar Baru", birth_date=date(2013, 2, 2), sex=Sex.MALE).person_id
    view = school.open(view=CLASS)
    assert view.classes.class_text.text() == "8A"
    box = view.classes.person.box
    view.classes.form.go_to(view.classes.person)
    type_text("Fajar Baru")
    school.until(box.is_open)
    press(Qt.Key.Key_Down, box)
    press(ENTER, box)
    view.classes.put_button.click()
    school.until(lambda: school.clinic.house.schools.class_of(school.clinic.desk, new) == f"{SCHOOL}, kelas 8A")
    school.until(lambda: view.classes.rows.rowCount() == 4)
    view.classes.table.select_key(next(row.id for row in view.classes.rows.rows() if row.person_id == new))
    view.classes.take_out_button.click()
    school.until(lambda: view.classes.rows.rowCount() == 3)


def test_pasted_list_puts_in_who_is_certain(school: School) -> None:
    gita = school.clinic.register("Gita Tempel", birth_date=date(2013, 4, 4)).person_id
    view = school.open(view=CLASS)
    view.classes.pasted.box.setPlainText("1\tGita Tempel\t04-04-2013\n2\tTidak Ada")
    view.classes.pasted.look_up()
    school.until(lambda: view.classes.pasted.put_button.text() == "Masukkan 1 anak")
    view.classes.pasted.put_button.click()
    school.until(lambda: school.clinic.house.schools.class_of(school.clinic.desk, gita) == f"{SCHOOL}, kelas 8A")


def test_school_is_added_and_gone_to(school: School) -> None:
    view = school.open()
    view.new_button.click()
    form = view.new_school
    form.name.line.setText("SDN 2 Contoh")
    form.level.set_value("sd")
    form.save_button.click()
    school.until(lambda: view.school.chosen() == "SDN 2 Contoh" and school.jobs.is_idle())
    assert view.views.current() == CLASS
    form.save_button.click()


def test_desk_keeps_class_lists_and_screens_nobody(school: School) -> None:
    page = school.desk.show(CommunityPage, school.clinic.desk)
    page.views.button(SCHOOLS).click()
    assert [page.schools.views.button(view).isEnabled() for view in (SCREENING, TABLETS, CLASS)] == [False, False, True]
    assert page.schools.stack.currentWidget() is page.schools.classes


def test_draft_of_a_class_names_nobody_in_its_place(school: School) -> None:

    view = school.open()
    enter(grid_of(view), "41")
    place = view.screening.keeper._place
    assert place.startswith("school-day:")
    assert "Ani" not in place
    assert view.screening._snapshot() == {str(school.people[0]): {"berat": "41"}}


def test_school_is_renamed_and_closed_from_its_own_line(school: School) -> None:
    schools = school.open()
    schools.change_button.click()
    form = schools.new_school
    assert (form.name.text(), form.level.value(), form.state.value()) == (SCHOOL, "smp", "buka")
    form.name.set_value("SMPN 2 Contoh")
    form.state.set_value("tutup")
    form.save_button.click()
    school.until(lambda: schools.school.chosen() == "SMPN 2 Contoh (tutup)")
    school.until(school.jobs.is_idle)
    assert [schools.grade.itemText(number) for number in range(1, schools.grade.count())] == ["Kelas 8A"]
    schools.new_button.click()
    assert (form.name.text(), form.state.isVisible()) == ("", False)

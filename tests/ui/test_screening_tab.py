"""The tab Skrining with many forms: found quickly, read when chosen, kept when typed, printed, and read again later."""

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain import permissions
from ilp_desktop.domain.permissions import ACTS_OF, Act, Role
from ilp_desktop.domain.visit_words import NextPlace
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.parsing import lines_as_typed
from ilp_desktop.forms.rules import DOMAIN_RULES
from ilp_desktop.resources import resource_path
from ilp_desktop.services.screening import FilledForm
from tests.forms import samples
from tests.forms.rich_sample import rich
from tests.house_fixtures import Clinic
from tests.journeys.pages.room import PATIENCE_MS, Room, answer, retype
from tests.ui.hands import focus_widget, press, type_text
from tests.ui.room_desk import RoomDesk
from ui.jobs import Jobs
from ui.widgets.form_view import FormView
from ui.widgets.room.form_page import FormPage
from ui.widgets.room.room_tabs import SCREENING
from ui.widgets.room.screening_tab import ScreeningTab

OTHERS = 40
GROUPS = ("jiwa", "lansia", "umum")
COMPLETE = {"tahun_merokok": "0", "butir_1": "ya", "butir_2": "1", "butir_3": "tidak"}


def fill_folder(folder: Path) -> Path:
    """Return a folder with the shipped forms, the rich sample and many others."""
    shutil.copytree(resource_path("forms"), folder, dirs_exist_ok=True)
    (folder / "kaya.toml").write_text(rich(), encoding="utf-8")
    for number in range(OTHERS):
        changes = (
            ('code = "contoh"', f'code = "contoh_{number}"'),
            ('title = "Contoh"', f'title = "Skrining ke-{number:02}"'),
            ('group = "umum"', f'group = "{GROUPS[number % len(GROUPS)]}"'),
        )
        (folder / f"contoh_{number}.toml").write_text(samples.changed(*changes), encoding="utf-8")
    return folder


def with_forms(clinic: Clinic, folder: Path) -> Clinic:
    """Let a Puskesmas use the forms of a folder."""
    clinic.house.screening.catalogue = Catalogue(folder, {**DOMAIN_RULES, "hitung": DOMAIN_RULES["pulse"]})
    return clinic


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return fill_folder(tmp_path / "forms")


@pytest.fixture
def desk(qtbot: QtBot, themed: QApplication, jobs: Jobs, clinic: Clinic, folder: Path) -> RoomDesk:
    return RoomDesk(qtbot, jobs, with_forms(clinic, folder))


def opened(desk: RoomDesk) -> Room:
    room = desk.with_patient(birth_date=date(1960, 5, 17))
    room.go_to(SCREENING)
    return room


def settled(desk: RoomDesk) -> None:
    desk.qtbot.waitUntil(desk.jobs.is_idle, timeout=PATIENCE_MS)


def back(desk: RoomDesk, room: Room) -> None:
    """Go back to the list and wait until it is read again."""
    room.back()
    settled(desk)


def tab_of(room: Room) -> ScreeningTab:
    return room.tabs.screening


def choose(desk: RoomDesk, room: Room, code: str = "kaya") -> FormPage:
    """Choose a form and wait until it is there."""
    tab_of(room).choose(code)
    desk.qtbot.waitUntil(lambda: tab_of(room).page(code) is not None, timeout=PATIENCE_MS)
    page = tab_of(room).page(code)
    assert page is not None
    return page


def fill(view: FormView, typed: dict[str, str]) -> None:
    for code, text in typed.items():
        answer(view.field(code), text)


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def test_forms_stand_under_their_groups_and_none_is_read_before_it_is_chosen(desk: RoomDesk) -> None:
    room = opened(desk)
    tab = tab_of(room)
    assert tab.list.headings() == ("Umum", "Dewasa", "Lansia", "Kesehatan jiwa", "Penyakit menular")
    assert len(tab.codes()) == OTHERS + 2
    assert set(room.workspace.room.visit.forms) == {"vital_signs"}
    assert tab.list.state_of("kaya") == ""
    choose(desk, room)
    assert set(room.workspace.room.visit.forms) == {"vital_signs", "kaya"}


def test_list_is_filtered_while_one_types_and_enter_goes_to_what_is_left(desk: RoomDesk) -> None:
    room = opened(desk)
    tab = tab_of(room)
    press(Qt.Key.Key_1, room.page, Qt.KeyboardModifier.AltModifier)
    assert tab.list.search.hasFocus()
    type_text("07 skrining")
    assert tab.list.shown_codes() == ("contoh_7",)
    assert tab.list.headings() == ("Lansia",)
    press(Qt.Key.Key_Return)
    assert tab.list.list.hasFocus()
    press(Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: tab.page("contoh_7") is not None, timeout=PATIENCE_MS)
    page = tab.page("contoh_7")
    assert page is not None
    assert page.view.isAncestorOf(focus_widget())
    tab.list.search.setText("jiwa")
    assert tab.list.headings() == ("Kesehatan jiwa",)
    assert "contoh_0" in tab.list.shown_codes()
    tab.list.search.setText("tidak ada yang begini")
    assert tab.list.shown_codes() == ()
    choose(desk, room, "kaya")
    assert tab.list.search.text() == ""


def test_state_of_a_form_follows_typing_and_saving(desk: RoomDesk) -> None:
    room = opened(desk)
    view, tab = choose(desk, room).view, tab_of(room)
    fill(view, {"butir_3": "ya"})
    assert tab.list.state_of("kaya") == "belum disimpan"
    assert view.conclusion_line.isVisible()
    room.save()
    assert tab.list.state_of("kaya") == "terisi"
    assert desk.stored(room).answers["kaya"] == {"butir_3": True}


def test_form_typed_into_is_there_again_when_the_patient_comes_back(desk: RoomDesk) -> None:
    desk.arrives("Budi Santoso")
    room = opened(desk)
    fill(choose(desk, room).view, {"butir_1": "ya"})
    back(desk, room)
    room.open("Budi Santoso")
    assert "kaya" not in room.workspace.room.views()
    room.go_to(SCREENING)
    assert tab_of(room).page("kaya") is None
    back(desk, room)
    room.open("Siti Aminah")
    assert room.workspace.has_typing()
    assert tab_of(room).list.state_of("kaya") == "belum disimpan"
    assert choose(desk, room).view.filled().typed == {"butir_1": "ya"}


def test_form_typed_into_is_there_again_after_a_crash(
    clinic_again: Callable[[], Clinic], jobs: Jobs, themed: QApplication, qtbot: QtBot, folder: Path
) -> None:
    desk = RoomDesk(qtbot, jobs, with_forms(clinic_again(), folder))
    room = opened(desk)
    table = lines_as_typed([{"nama": "Kaptopril"}])
    choose(desk, room).view.show_typed(FilledForm("kaya", {"butir_1": "ya", "obat": table}))
    room.page.saving.keeper.keep_now()
    qtbot.waitUntil(jobs.is_idle, timeout=PATIENCE_MS)
    again = RoomDesk(qtbot, jobs, with_forms(clinic_again(), folder))
    found = again.show()
    found.open("Siti Aminah")
    assert found.workspace.room.views()["kaya"].filled().typed == {"butir_1": "ya", "obat": table}
    found.save()
    assert again.stored(found).answers["kaya"] == {"butir_1": True, "obat": [{"nama": "Kaptopril"}]}


def test_answer_given_in_one_form_stands_in_another_that_is_read_later(desk: RoomDesk) -> None:
    room = opened(desk)
    fill(choose(desk, room, "contoh_1").view, {"merokok": "ya"})
    second = choose(desk, room, "contoh_2").view
    assert second.filled().typed == {"merokok": "ya"}
    assert not second.has_typing()
    room.save()
    back(desk, room)
    room.open("Siti Aminah")
    room.go_to(SCREENING)
    assert choose(desk, room, "contoh_3").view.filled().typed == {"merokok": "ya"}


def test_form_to_do_next_is_opened_from_the_conclusion(desk: RoomDesk, folder: Path) -> None:
    (folder / "kaya.toml").write_text(rich(('follow_up = "kaya"', 'follow_up = "contoh_5"')), encoding="utf-8")
    room = opened(desk)
    page = choose(desk, room)
    fill(page.view, COMPLETE)
    assert page.view.conclusion_line.next_button.text() == "Buka Skrining ke-05"
    page.view.conclusion_line.next_button.click()
    desk.qtbot.waitUntil(lambda: tab_of(room).page("contoh_5") is not None, timeout=PATIENCE_MS)


def test_broken_file_is_said_and_the_visit_and_other_forms_open(desk: RoomDesk, folder: Path) -> None:
    (folder / "contoh_9.toml").write_text(
        (folder / "contoh_9.toml").read_text(encoding="utf-8").replace('kind = "boolean"', 'kind = "x"'),
        encoding="utf-8",
    )
    room = opened(desk)
    tab_of(room).choose("contoh_9")
    desk.wait_until_said("Formulir contoh_9.toml tidak dapat dipakai.")
    assert tab_of(room).page("contoh_9") is None
    choose(desk, room)


def test_empty_form_is_printed_with_ctrl_p_and_noted(desk: RoomDesk) -> None:
    room = opened(desk)
    page = choose(desk, room)
    fill(page.view, {"butir_1": "ya"})
    press(Qt.Key.Key_P, room.page, Qt.KeyboardModifier.ControlModifier)
    desk.qtbot.waitUntil(lambda: bool(desk.papers), timeout=PATIENCE_MS)
    (paper,) = desk.papers
    assert (paper.title, paper.file_name) == ("Contoh lengkap", "formulir-kaya.pdf")
    assert "Skor, mulai dari 2 (butir 1):" in words(paper.pdf)
    assert "Yang dicetak hanya isian yang sudah disimpan." in desk.said()


def test_form_and_its_conclusion_fit_the_smallest_window(desk: RoomDesk) -> None:
    room = opened(desk)
    room.page.window().resize(1280, 610)
    page = choose(desk, room)
    fill(page.view, {"butir_3": "ya"})
    settled(desk)
    desk.qtbot.waitUntil(lambda: room.tabs.area().verticalScrollBar().maximum() == 0, timeout=PATIENCE_MS)
    line = page.view.conclusion_line
    assert line.isVisible()
    assert line.visibleRegion().boundingRect().height() == line.height()


def test_stored_form_is_printed_filled(desk: RoomDesk) -> None:
    room = opened(desk)
    page = choose(desk, room)
    fill(page.view, COMPLETE)
    room.save()
    page.print_button.click()
    desk.qtbot.waitUntil(lambda: bool(desk.papers), timeout=PATIENCE_MS)
    assert "Risiko tinggi (Risiko paru skor 5)" in words(desk.papers[0].pdf)
    assert page.print_button.isEnabled()


def test_history_shows_days_scores_and_the_answers_of_one_of_them(desk: RoomDesk) -> None:
    room = opened(desk)
    fill(choose(desk, room).view, COMPLETE)
    room.save()
    person_id = room.workspace.room.file.patient.person_id
    room.finish(NextPlace.HOME)
    desk.clinic.clock.forward(timedelta(days=30))
    desk.clinic.visit(person_id)
    room.page.waiting.reload()
    settled(desk)
    room.open("Siti Aminah")
    room.go_to(SCREENING)
    page = choose(desk, room)
    page.history_button.click()
    history = page.history()
    desk.qtbot.waitUntil(lambda: history.chosen() is not None, timeout=PATIENCE_MS)
    shown = [[column.text(row) for column in history.model.columns] for row in history.model.rows()]
    assert shown == [["23/11/2026", "Risiko tinggi", "5 · 1", desk.clinic.doctor.name]]
    assert history.edition.text() == "23/11/2026 · Edisi 1"
    for told in ("Butir 1 (Tidur)", "Ya", "Kadang"):
        assert told in history.answers.text()
    assert page.view.is_blank()
    press(Qt.Key.Key_P, room.page, Qt.KeyboardModifier.ControlModifier)
    desk.qtbot.waitUntil(lambda: bool(desk.papers), timeout=PATIENCE_MS)
    assert "Risiko paru skor 5" in words(desk.papers[0].pdf)
    page.history_button.click()
    retype(page.view.field("tahun_merokok"), "3")
    assert page.view.filled().typed == {"tahun_merokok": "3"}


def test_history_of_one_patient_is_never_shown_to_the_next(desk: RoomDesk) -> None:
    desk.arrives("Budi Santoso")
    room = opened(desk)
    page = choose(desk, room)
    fill(page.view, COMPLETE)
    room.save()
    page.history_button.click()
    desk.qtbot.waitUntil(lambda: page.history().chosen() is not None, timeout=PATIENCE_MS)
    back(desk, room)
    room.open("Budi Santoso")
    room.go_to(SCREENING)
    other = choose(desk, room)
    assert not other.history_button.isChecked()
    other.history_button.click()
    settled(desk)
    assert other.history().model.rows() == ()
    assert other.history().answers.text() == ""


def test_restricted_form_is_absent_for_those_without_leave(
    desk: RoomDesk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "kaya.toml").write_text(rich(('sensitivity = "umum"', 'sensitivity = "terbatas"')), encoding="utf-8")
    room = opened(desk)
    assert "kaya" in tab_of(room).codes()
    back(desk, room)
    monkeypatch.setattr(
        permissions, "ACTS_OF", {**ACTS_OF, Role.CLINICIAN: ACTS_OF[Role.CLINICIAN] - {Act.SEE_RESTRICTED}}
    )
    room.open("Siti Aminah")
    assert "kaya" not in tab_of(room).codes()

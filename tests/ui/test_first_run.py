"""From an empty folder to a signed-in window, by keyboard alone."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.services.start.data_folder import DataFolder, FolderState
from tests.ui.driven import Driven, driven, type_lines
from tests.ui.hands import press, type_text
from ui.first_run.area_page import AreaPage
from ui.first_run.example import Example, ExampleAccount
from ui.first_run.facility_page import FacilityPage
from ui.first_run.first_run import FirstRun
from ui.first_run.staff_page import StaffPage
from ui.first_run.step_page import StepPage
from ui.first_run.wizard import Wizard
from ui.first_run.words_page import WordsPage
from ui.jobs import Jobs
from ui.long_job import Progress
from ui.messages import Messages
from ui.sign_in import SignIn
from ui.workspace import Workspace

Page = TypeVar("Page", bound=StepPage)
ALT = Qt.KeyboardModifier.AltModifier
SECRET = "Sandi-Kartika-26"
PHRASE = "hujan turun di kebun teh"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def here(qtbot: QtBot, folder: Path) -> Iterator[Driven]:
    with driven(qtbot, folder) as running:
        yield running


def wizard_of(here: Driven) -> Wizard:
    """Choose «Puskesmas baru» and wait for the set-up pages."""
    first_run = here.scene(FirstRun)
    here.qtbot.waitUntil(first_run.welcome.new_choice.hasFocus)
    press(Qt.Key.Key_Return)
    here.qtbot.waitUntil(lambda: isinstance(first_run.wizard, Wizard), timeout=20_000)
    assert isinstance(first_run.wizard, Wizard)
    return first_run.wizard


def page_of(wizard: Wizard, kind: type[Page]) -> Page:
    return next(page for page in wizard.pages if isinstance(page, kind))


def on_step(here: Driven, wizard: Wizard, key: str) -> None:
    here.qtbot.waitUntil(lambda: wizard.journey.step.key == key and wizard.page().isVisible())


def fill_facility() -> None:
    type_lines("Puskesmas Contoh", "P-01", "Jl. Contoh 5", "", "Kabupaten Contoh", "1")
    press(Qt.Key.Key_Return)


def fill_area(here: Driven, wizard: Wizard) -> None:
    on_step(here, wizard, "area")
    type_lines("Sukamaju", "2", "2", "Melati, Mawar")
    press(Qt.Key.Key_Return)  # adds the village
    type_lines("", "", "", "")
    press(Qt.Key.Key_Return)  # nothing more typed: on to the next page
    press(Qt.Key.Key_Return)


def fill_rooms_and_numbers(here: Driven, wizard: Wizard) -> None:
    on_step(here, wizard, "rooms")
    press(Qt.Key.Key_U, held=ALT)
    press(Qt.Key.Key_S, held=ALT)
    on_step(here, wizard, "numbers")
    type_lines("1", "1240")
    press(Qt.Key.Key_Return)


def fill_staff(here: Driven, wizard: Wizard, again: str = PHRASE) -> None:
    on_step(here, wizard, "staff")
    type_lines("dr. Kartika Contoh", "1", "SIP/1")
    press(Qt.Key.Key_Space)
    type_lines("", "", "kartika", SECRET, SECRET, PHRASE, again)


def to_the_words(here: Driven) -> WordsPage:
    """Fill everything before the recovery words in, and return their page."""
    wizard = wizard_of(here)
    fill_facility()
    fill_area(here, wizard)
    fill_rooms_and_numbers(here, wizard)
    fill_staff(here, wizard)
    press(Qt.Key.Key_Return)
    on_step(here, wizard, "words")
    return page_of(wizard, WordsPage)


def type_back(page: WordsPage, wrong: int = 0) -> None:
    """Type the words asked for, of which the first few wrong."""
    for number, field in enumerate(page.form.shown_fields()):
        word = page.words[int(field.name.removeprefix("word_")) - 1]
        type_lines(f"{word}x" if number < wrong else word)


def test_from_nothing_to_the_first_day_by_keyboard(here: Driven, folder: Path) -> None:
    page = to_the_words(here)
    assert page.grid.words() == page.words
    press(Qt.Key.Key_S, held=ALT)
    assert page.is_asking()
    type_back(page)
    press(Qt.Key.Key_Return)
    workspace = here.scene(Workspace)
    assert workspace.context.house.keys.alert(workspace.context.user) == ""
    assert workspace.title_line.facility.text() == "Puskesmas Contoh"
    house, user = workspace.context.house, workspace.context.user
    assert user.name == "dr. Kartika Contoh"
    area = house.facilities.area(user)[0]
    assert (area.name, len(area.neighbourhoods), area.posyandu) == ("Sukamaju", 4, ("Mawar", "Melati"))
    assert {room.klaster for room in house.facilities.rooms(user)} == {2, 3, 5}
    assert DataFolder(folder).prepare() is FolderState.READY


def test_the_new_puskesmas_opens_again_with_its_first_user(qtbot: QtBot, folder: Path) -> None:
    with driven(qtbot, folder) as here:
        page = to_the_words(here)
        words = " ".join(page.words)
        press(Qt.Key.Key_S, held=ALT)
        type_back(page)
        press(Qt.Key.Key_Return)
        here.scene(Workspace)
    assert not any(words.encode() in file.read_bytes() for file in folder.rglob("*") if file.is_file())
    with driven(qtbot, folder) as again:
        again.scene(SignIn)
        assert again.sign_in("kartika", SECRET).context.user.name == "dr. Kartika Contoh"


def test_first_run_does_not_end_before_the_words_are_typed_back(here: Driven, folder: Path) -> None:
    page = to_the_words(here)
    wizard = here.scene(FirstRun).wizard
    assert isinstance(wizard, Wizard)
    press(Qt.Key.Key_S, held=ALT)
    asked = [field.name for field in page.form.shown_fields()]
    assert len(asked) == 4
    type_back(page, wrong=2)
    press(Qt.Key.Key_S, held=ALT)
    errors = [field.error() for field in page.form.shown_fields()]
    assert [bool(error) for error in errors] == [True, True, False, False]
    assert "Lihat lembarnya" in errors[0]
    assert wizard.next_button.text() == "Buat Puskesmas"
    press(Qt.Key.Key_Escape)
    assert not page.is_asking()
    assert wizard.next_button.text() == "Sudah dicatat"
    assert page.grid.words() == page.words
    press(Qt.Key.Key_S, held=ALT)
    assert [field.text() for field in page.form.shown_fields()] == [""] * 4
    press(Qt.Key.Key_S, held=ALT)
    assert all(field.error() for field in page.form.shown_fields())
    assert DataFolder(folder).prepare() is FolderState.EMPTY


def test_sheet_of_words_is_shown_to_be_printed_and_cannot_be_saved(here: Driven) -> None:
    page = to_the_words(here)
    wizard = here.scene(FirstRun).wizard
    assert isinstance(wizard, Wizard)
    press(Qt.Key.Key_Return)
    here.qtbot.waitUntil(lambda: wizard.preview.isVisible() and wizard.preview.page_count() == 1, timeout=20_000)
    assert not wizard.preview.save_button.isVisible()
    here.qtbot.waitUntil(lambda: "dengan tangan" in wizard.preview.note.text())
    press(Qt.Key.Key_Escape)
    here.qtbot.waitUntil(page.isVisible)
    assert wizard.preview.paper() is None


def test_wrong_answers_stand_beside_their_fields_and_going_back_loses_nothing(here: Driven) -> None:
    wizard = wizard_of(here)
    press(Qt.Key.Key_S, held=ALT)
    form = page_of(wizard, FacilityPage).form
    assert form.field("name").error() == "Nama Puskesmas harus diisi."
    assert form.field("time_zone").error() == "Pilih zona waktu."
    fill_facility()
    on_step(here, wizard, "area")
    type_text("Suka")
    press(Qt.Key.Key_Escape)
    on_step(here, wizard, "facility")
    assert form.field("name").value() == "Puskesmas Contoh"
    press(Qt.Key.Key_K, held=ALT)
    first_run = here.scene(FirstRun)
    here.qtbot.waitUntil(first_run.welcome.isVisible)
    press(Qt.Key.Key_Return, first_run.welcome.new_choice)
    here.qtbot.waitUntil(wizard.isVisible)
    assert form.field("name").value() == "Puskesmas Contoh"
    press(Qt.Key.Key_S, held=ALT)
    on_step(here, wizard, "area")
    assert page_of(wizard, AreaPage).editor.form.field("name").value() == "Suka"


def test_two_different_passphrases_make_nothing(here: Driven, folder: Path) -> None:
    wizard = wizard_of(here)
    fill_facility()
    fill_area(here, wizard)
    fill_rooms_and_numbers(here, wizard)
    fill_staff(here, wizard, again="hujan turun di kebun kopi")
    press(Qt.Key.Key_Return)
    assert page_of(wizard, StaffPage).form.field("passphrase_again").error() == "Kedua frasa sandi belum sama."
    assert DataFolder(folder).prepare() is FolderState.EMPTY


def test_digit_gives_the_selected_rt_their_posyandu(here: Driven) -> None:
    wizard = wizard_of(here)
    fill_facility()
    on_step(here, wizard, "area")
    page = page_of(wizard, AreaPage)
    type_lines("Sukamaju", "2", "2", "Melati, Mawar")
    press(Qt.Key.Key_Return)
    blocks = page.blocks
    here.qtbot.waitUntil(lambda: blocks.model().rowCount() == 4)
    blocks.setFocus()
    blocks.selectRow(0)
    press(Qt.Key.Key_Down, held=Qt.KeyboardModifier.ShiftModifier)
    type_text("2")
    village = page.editor.rows()[0]
    assert [served for *_, served in village.neighbourhoods] == ["Mawar", "Mawar", "", ""]
    type_text("0")
    village = page.editor.rows()[0]
    assert {served for *_, served in village.neighbourhoods} == {""}


def test_example_data_is_made_with_progress_and_its_accounts_sign_in(here: Driven, folder: Path) -> None:
    first_run = here.scene(FirstRun)
    here.qtbot.waitUntil(first_run.welcome.new_choice.hasFocus)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    example = first_run.example
    assert example is not None
    here.qtbot.waitUntil(lambda: bool(example.account_buttons), timeout=60_000)
    assert example.account_buttons[0].hasFocus()
    press(Qt.Key.Key_Return)
    workspace = here.scene(Workspace)
    assert workspace.context.user.name
    workspace.title_line.staff_change_wanted.emit()
    assert "Data contoh" in here.scene(SignIn).hint
    assert DataFolder(folder).prepare() is FolderState.READY


def test_first_account_has_the_focus_as_soon_as_it_is_offered(
    qtbot: QtBot, jobs: Jobs, in_window: Callable[..., QWidget]
) -> None:
    ready = Event()

    def make(_progress: Progress) -> list[ExampleAccount]:
        ready.wait(20)
        return [ExampleAccount("Dokter", "dokter", "contoh")]

    messages = Messages(in_window())
    example = Example(make, lambda _name, _password: None, jobs, messages)
    had_focus: list[bool] = []
    example.made.connect(lambda: had_focus.append(example.account_buttons[0].hasFocus()))
    in_window(example)
    cancel = example.progress.cancel_button
    qtbot.waitUntil(cancel.isVisible)
    cancel.setFocus()
    assert cancel.hasFocus()
    ready.set()
    qtbot.waitUntil(lambda: had_focus == [True] and jobs.is_idle())
    assert example.account_buttons[0].hasFocus()


def test_cancelled_example_leaves_the_folder_empty(here: Driven, folder: Path) -> None:
    first_run = here.scene(FirstRun)
    here.qtbot.waitUntil(first_run.welcome.new_choice.hasFocus)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    example = first_run.example
    assert example is not None
    here.qtbot.waitUntil(example.progress.cancel_button.isVisible)
    example.progress.cancel_button.click()
    here.qtbot.waitUntil(first_run.welcome.isVisible, timeout=60_000)
    assert DataFolder(folder).prepare() is FolderState.EMPTY

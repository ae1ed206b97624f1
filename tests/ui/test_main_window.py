"""The window once somebody is signed in: tabs by role and key, counts, search from everywhere, theme, closing."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.errors import UserError
from ilp_desktop.settings import SettingsFile
from tests.house_fixtures import Clinic
from tests.ui.driven import Driven, driven, ready_folder, workspace_on
from tests.ui.hands import click, press, type_text
from tests.ui.watching import LaidOut, WindowsShown
from ui.front_desk.page import FrontDeskPage
from ui.klaster1_management.import_panel import ImportPanel
from ui.klaster1_management.page import ManagementPage
from ui.main_window import DESIGN_SIZE_PX, MainWindow
from ui.palette import DARK_PROPERTY
from ui.tabs import FRONT_DESK, TABS
from ui.title_line import CONNECTED, DISCONNECTED, HERE
from ui.workspace import Workspace

CTRL = Qt.KeyboardModifier.ControlModifier
KEYS = (Qt.Key.Key_F1, Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F5, Qt.Key.Key_F6, Qt.Key.Key_F7)
Opened = tuple[MainWindow, Workspace]


@pytest.fixture
def head(qtbot: QtBot, themed: object, clinic: Clinic, tmp_path: Path) -> Iterator[Opened]:
    """Open the window for the head, who is a clinician too."""
    with workspace_on(qtbot, clinic, tmp_path, "head") as opened:
        yield opened


@pytest.fixture
def desk(qtbot: QtBot, themed: object, clinic: Clinic, tmp_path: Path) -> Iterator[Opened]:
    """Open the window for the front desk."""
    with workspace_on(qtbot, clinic, tmp_path, "desk") as opened:
        yield opened


@pytest.fixture
def running(qtbot: QtBot, qapp: object, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Iterator[Driven]:
    """Start the whole program on a folder that is set up."""
    with driven(qtbot, ready_folder(tmp_path_factory, tmp_path / "data")) as program:
        yield program


def banners(window: MainWindow) -> list[str]:
    return [banner.text for banner in window.messages.stack.banners()]


def test_title_line_says_where_when_and_who(head: Opened) -> None:
    words = [label.text() for label in head[1].title_line.findChildren(QLabel)]
    for said in ("Puskesmas Uji Sejahtera", "Senin, 23 November 2026", "Kepala Contoh", "Dokter, Kepala"):
        assert said in words
    assert (HERE in words) is not (CONNECTED in words)


def test_tabs_stand_in_their_order_and_fit_the_design_width(head: Opened) -> None:
    window, workspace = head
    assert (window.width(), window.height()) == DESIGN_SIZE_PX
    bar = workspace.tabs.tabBar()
    assert [bar.tabText(number).replace("&&", "&") for number in range(bar.count())] == [tab.title for tab in TABS]
    assert bar.sizeHint().width() <= window.width()


def test_function_keys_open_the_tabs_and_a_page_is_made_when_first_opened(head: Opened) -> None:
    _, workspace = head
    assert workspace.tabs.page(2) is None
    for number, key in enumerate(KEYS):
        press(key)
        assert workspace.tabs.currentIndex() == number
        page = workspace.tabs.page(number)
        assert page is not None
        assert page.isVisible()
        assert page.is_built()
    again = workspace.tabs.page(2)
    press(Qt.Key.Key_F3)
    assert workspace.tabs.page(2) is again


def test_tab_of_another_role_says_why_it_stays_closed(desk: Opened) -> None:
    window, workspace = desk
    bar = workspace.tabs.tabBar()
    assert not workspace.tabs.isTabEnabled(2)
    assert "untuk peran Perawat" in workspace.tabs.tabToolTip(2)
    press(Qt.Key.Key_F3)
    assert workspace.tabs.currentIndex() == FRONT_DESK
    assert "untuk peran Perawat" in banners(window)[0]
    click(bar, bar.tabRect(4).center())
    assert "«4 Penyakit Menular» untuk peran Perawat" in banners(window)[0]


def test_the_desk_imports_lists_of_families_in_klaster_1_and_sees_nothing_else_there(
    qtbot: QtBot, desk: Opened
) -> None:
    press(Qt.Key.Key_F2)
    page = desk[1].tabs.current_page()
    assert isinstance(page, ManagementPage)
    open_ones = [page.tabs.tabText(number) for number in range(page.tabs.count()) if page.tabs.isTabEnabled(number)]
    assert open_ones == ["Impor keluarga", "Hak pasien", "Darurat"]
    panel = page.tabs.currentWidget()
    assert isinstance(panel, ImportPanel)
    qtbot.waitUntil(panel.isVisible)
    assert panel.choose_button.isEnabled()
    assert [built for built in page.panels if built.is_built()] == [panel]


def test_tab_counts_who_waits_and_follows_every_change(qtbot: QtBot, head: Opened, clinic: Clinic) -> None:
    tabs = head[1].tabs
    person = clinic.register("Siti Aminah")
    clinic.visit(person.person_id)
    qtbot.waitUntil(lambda: tabs.tabText(3) == "3 Dewasa && Lansia · 1")
    assert "1 orang menunggu" in tabs.tabToolTip(3)
    ticket = clinic.house.queueing.board(clinic.desk)[0]
    clinic.house.queueing.mark_absent(clinic.desk, ticket.ticket_id)
    qtbot.waitUntil(lambda: tabs.tabText(3) == "3 Dewasa && Lansia")


def test_person_is_found_from_any_tab_and_shown_at_the_front_desk(qtbot: QtBot, head: Opened, clinic: Clinic) -> None:
    _, workspace = head
    clinic.register("Siti Aminah", mother_name="Sumarni")
    press(Qt.Key.Key_F7)
    press(Qt.Key.Key_K, held=CTRL)
    search = workspace.title_line.search
    assert search.hasFocus()
    type_text("siti ami")
    qtbot.waitUntil(search.is_open)
    found = search.popup().model.suggestion(0)
    assert found.text == "Siti Aminah"
    assert "36 th" in found.detail
    assert "ibu Sumarni" in found.detail
    press(Qt.Key.Key_Return)
    assert workspace.tabs.currentIndex() == FRONT_DESK
    assert isinstance(workspace.tabs.page(FRONT_DESK), FrontDeskPage)
    assert search.text() == ""


def test_no_part_of_a_page_is_a_window_of_its_own_for_a_moment(qapp: QApplication, head: Opened) -> None:
    """A part shown before it stands anywhere takes the focus of the whole program from whoever is typing."""
    shown = WindowsShown(qapp)
    for key in KEYS:
        press(key)
    qapp.removeEventFilter(shown)
    assert shown.names == []


def test_words_that_change_inside_a_page_lay_nothing_out_anew_around_it(qtbot: QtBot, head: Opened) -> None:
    workspace = head[1]
    press(Qt.Key.Key_F7)
    page = workspace.tabs.current_page()
    assert page.title_label.isVisible()
    qtbot.waitUntil(workspace.context.jobs.is_idle)
    QApplication.processEvents()
    inside, outside = LaidOut(page), LaidOut(workspace.tabs)
    page.title_label.setText(f"{page.title_label.text()} dengan kata yang lebih panjang")
    qtbot.waitUntil(lambda: inside.count > 0)
    QApplication.processEvents()
    assert outside.count == 0


def test_lost_server_is_said_in_the_title_line(head: Opened) -> None:
    title = head[1].title_line
    title._on_server = True
    title.set_reachable(reachable=False)
    assert title.place.text() == DISCONNECTED


def test_dark_theme_is_chosen_in_the_menu_and_remembered(running: Driven) -> None:
    workspace = running.sign_in("kepala")
    workspace.title_line.dark_action.trigger()
    app = QApplication.instance()
    assert app is not None
    assert app.property(DARK_PROPERTY) is True
    assert SettingsFile(running.folder).value.dark
    workspace.title_line.dark_action.trigger()
    assert app.property(DARK_PROPERTY) is False


def test_closing_waits_for_the_last_save(running: Driven) -> None:
    running.sign_in("kepala")
    go, saved = Event(), list[str]()

    def save() -> None:
        go.wait(5)
        saved.append("tersimpan")

    running.program.jobs.write(save, print, owner=running.program)
    go.set()
    running.program.window.close()
    assert saved == ["tersimpan"]


@pytest.mark.logs("fault")
def test_fault_nobody_caught_is_logged_without_its_words_and_the_program_goes_on(
    running: Driven, caplog: pytest.LogCaptureFixture
) -> None:
    workspace = running.sign_in("kepala")
    try:
        raise KeyError("Siti Aminah")
    except KeyError as error:
        running.program.on_uncaught(KeyError, error, error.__traceback__)
    dialog = running.program.window.messages._bug_dialog
    assert dialog is not None
    assert "Siti" not in dialog.details_box.toPlainText()
    assert any(record.getMessage() == "fault" for record in caplog.records)
    dialog.accept()
    workspace.tabs.open(1)
    assert workspace.tabs.currentIndex() == 1


def test_problem_nobody_took_stands_as_a_banner(running: Driven) -> None:
    running.sign_in("kepala")

    def fail() -> None:
        raise UserError("Server terputus.", "Periksa jaringan.")

    running.program.jobs.read(fail, print, owner=running.program)
    running.qtbot.waitUntil(lambda: banners(running.program.window) == ["Server terputus."])


def test_no_key_means_two_things_in_one_window(qtbot: QtBot, head: Opened) -> None:
    """Qt does neither of two things that one key is for."""
    window, workspace = head
    twice = {}
    for number, tab in enumerate(TABS):
        workspace.tabs.open(number)
        qtbot.waitUntil(workspace.context.jobs.is_idle)
        keys = [
            shortcut.key().toString()
            for shortcut in window.findChildren(QShortcut)
            if shortcut.context() is Qt.ShortcutContext.WindowShortcut
            and isinstance(holder := shortcut.parent(), QWidget)
            and holder.isVisible()
        ]
        twice[tab.title] = [key for key, count in Counter(keys).items() if count > 1]
    assert twice == {tab.title: [] for tab in TABS}


def test_the_key_for_an_emergency_issues_its_number_in_the_whole_window(
    qtbot: QtBot, themed: object, clinic: Clinic, tmp_path: Path
) -> None:
    with workspace_on(qtbot, clinic, tmp_path, "desk") as (_window, workspace):
        qtbot.waitUntil(workspace.context.jobs.is_idle)
        press(Qt.Key.Key_F12)
        qtbot.waitUntil(lambda: [row.number for row in clinic.house.queueing.board(clinic.desk)] == ["G-001"])


def test_at_midnight_everything_shown_is_read_for_the_new_day(
    qtbot: QtBot, themed: object, clinic: Clinic, tmp_path: Path
) -> None:
    clinic.visit(clinic.register("Siti Kemarin").person_id)
    with workspace_on(qtbot, clinic, tmp_path, "desk") as (window, workspace):
        page, title = workspace.tabs.open(FRONT_DESK), workspace.title_line
        assert isinstance(page, FrontDeskPage)
        klaster = next(number for number, tab in enumerate(TABS) if tab.title.startswith("3 "))
        qtbot.waitUntil(lambda: workspace.tabs.tabText(klaster).endswith(" · 1"))
        clinic.clock.forward(timedelta(hours=23))
        title.look_at_clock()
        qtbot.waitUntil(lambda: not workspace.tabs.tabText(klaster).endswith(" · 1"))
        qtbot.waitUntil(lambda: page.home.queue.lines() == ())
        assert title.day.text() == "Selasa, 24 November 2026"
        left_over = "1 nomor 23-11-2026 belum dilayani. Lihat status «Hari sebelumnya»."
        qtbot.waitUntil(lambda: left_over in [banner.text for banner in window.messages.stack.banners()])


def test_a_clock_far_behind_what_was_written_last_is_told(
    qtbot: QtBot, themed: object, clinic: Clinic, tmp_path: Path
) -> None:
    clinic.register("Siti Aminah")
    clinic.clock.forward(timedelta(days=-300))
    with workspace_on(qtbot, clinic, tmp_path, "desk") as (window, _workspace):
        stack = window.messages.stack
        qtbot.waitUntil(lambda: any("padahal catatan terakhir" in banner.text for banner in stack.banners()))
        (told,) = [banner.text for banner in stack.banners() if "Jam komputer" in banner.text]
        assert "menunjukkan 27-01-2026 07.30" in told
        assert "ditulis 23-11-2026 07.30" in told

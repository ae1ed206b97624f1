"""The locked screen at a shared computer: what is open is hidden, everybody comes back into what is their own."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ilp_desktop.services.start.staff_changes import PasswordGiven
from tests.house_fixtures import PASSWORD
from tests.ui.driven import Driven, driven, ready_folder, type_lines
from tests.ui.hands import click, press, type_text
from ui.front_desk.page import FrontDeskPage
from ui.lock.idle_watch import MINUTE_MS
from ui.lock.lock_screen import LockScreen
from ui.new_password import NewPassword
from ui.sign_in import SignIn
from ui.tabs import FRONT_DESK
from ui.workspace import Workspace

PIN = "739164"
COARSE = 1.05  # a timer of minutes may be 5 % late, by Qt's word
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def running(qtbot: QtBot, qapp: object, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Iterator[Driven]:
    """Start the whole program on a folder that is set up."""
    with driven(qtbot, ready_folder(tmp_path_factory, tmp_path / "data")) as program:
        yield program


def with_pin(running: Driven, user_name: str) -> Workspace:
    """Sign in by password and give oneself a PIN."""
    workspace = running.sign_in(user_name)
    context = workspace.context
    context.house.accounts.set_pin(context.user, PASSWORD, PIN)
    return workspace


def lock(running: Driven) -> LockScreen:
    """Press the key of the lock and wait for who may come back."""
    press(Qt.Key.Key_K, held=CTRL_SHIFT)
    return locked(running)


def locked(running: Driven) -> LockScreen:
    window, qtbot = running.program.window, running.qtbot
    qtbot.waitUntil(lambda: isinstance(window.cover_shown(), LockScreen))
    screen = window.cover_shown()
    assert isinstance(screen, LockScreen)
    qtbot.waitUntil(running.program.jobs.is_idle)
    return screen


def told(screen: LockScreen, said: str) -> bool:
    return said in screen.pin.error()


def chosen(screen: LockScreen) -> str:
    return screen.who.combo.currentText()


def test_the_lock_hides_everything_and_the_pin_brings_back_the_very_field(running: Driven) -> None:
    workspace = with_pin(running, "loket")
    page = workspace.tabs.page(FRONT_DESK)
    assert isinstance(page, FrontDeskPage)
    click(page.new_button)
    type_text("3201")
    field = running.program.window.focusWidget()
    workspace.context.messages.warn("Siti Aminah sudah terdaftar.")
    screen = lock(running)
    assert not workspace.isVisible()
    assert not running.program.window.messages.stack.isVisible()
    assert chosen(screen) == "Petugas Loket"
    type_lines(PIN)
    running.qtbot.waitUntil(lambda: running.program.window.cover_shown() is None)
    assert running.program.workspace is workspace
    assert workspace.isVisible()
    assert running.program.window.focusWidget() is field
    assert running.program.window.messages.stack.isVisible()


def test_keys_of_the_house_do_nothing_behind_the_lock(running: Driven) -> None:
    workspace = with_pin(running, "dokter")
    before = workspace.tabs.currentIndex()
    lock(running)
    for key in (Qt.Key.Key_F1, Qt.Key.Key_F7, Qt.Key.Key_F3):
        press(key)
    assert workspace.tabs.currentIndex() == before


def test_a_colleague_comes_by_pin_into_their_own_and_finds_nothing_of_the_one_before(running: Driven) -> None:
    with_pin(running, "dokter")
    running.program.workspace.staff_change_wanted.emit()  # type: ignore[union-attr]
    desk = with_pin(running, "loket")
    page = desk.tabs.page(FRONT_DESK)
    assert isinstance(page, FrontDeskPage)
    click(page.new_button)
    page.stack.registration.form.set_values({"name": "Rahasia Loket"})
    desk.context.messages.warn("Rahasia Loket belum lengkap.")
    screen = lock(running)
    names = [screen.who.combo.itemText(number) for number in range(screen.who.combo.count())]
    assert {"dr. Ratna Contoh", "Petugas Loket"} <= set(names)
    screen.who.combo.setCurrentIndex(names.index("dr. Ratna Contoh"))
    screen.pin.line.setFocus()
    type_lines(PIN)
    running.qtbot.waitUntil(lambda: running.program.workspace not in (None, desk), timeout=20_000)
    doctor = running.scene(Workspace)
    assert doctor.context.user.name == "dr. Ratna Contoh"
    assert not running.program.window.messages.stack.banners()
    labels = running.program.window.findChildren(QLabel)
    assert not [label.text() for label in labels if label.isVisible() and "Rahasia" in label.text()]
    assert doctor.context.house.drafts.places(doctor.context.user) == ()


def test_a_wrong_pin_is_told_and_five_ask_for_the_password(running: Driven) -> None:
    with_pin(running, "dokter")
    screen = lock(running)
    for left in (4, 3, 2, 1):
        type_lines("000001")
        running.qtbot.waitUntil(partial(told, screen, f"Tersisa {left} kali"))
    type_lines("000001")
    running.qtbot.waitUntil(screen.password.isVisible)
    assert "5 kali" in screen.password.error()
    assert screen.user_name.text() == "dokter"
    screen.password.line.setFocus()
    type_lines(PASSWORD)
    running.qtbot.waitUntil(lambda: running.program.window.cover_shown() is None, timeout=20_000)


def test_nobody_with_a_pin_means_a_password_is_asked(running: Driven) -> None:
    workspace = running.sign_in("dokter")
    screen = lock(running)
    assert screen.password.isVisible()
    assert not screen.pin.isVisible()
    screen.user_name.setFocus()
    type_lines("dokter", PASSWORD)
    running.qtbot.waitUntil(lambda: running.program.window.cover_shown() is None, timeout=20_000)
    assert running.program.workspace is workspace


def test_idle_minutes_lock_and_each_key_counts_anew(running: Driven) -> None:
    workspace = running.sign_in("kepala")
    watch = running.program.shift.lock.watch  # type: ignore[union-attr]
    running.qtbot.waitUntil(lambda: watch.left_ms() > 0)
    assert watch.left_ms() <= 10 * MINUTE_MS * COARSE
    workspace.context.house.staff_changes.set_lock_minutes(workspace.context.user, 2)
    running.qtbot.waitUntil(lambda: 0 < watch.left_ms() <= 2 * MINUTE_MS * COARSE)
    watch.went_idle.emit()
    locked(running)
    assert watch.left_ms() == -1


def test_leaving_the_locked_screen_locks_the_data(running: Driven) -> None:
    with_pin(running, "dokter")
    click(lock(running).leave_button)
    running.scene(SignIn)
    assert running.program.window.cover_shown() is None


def test_who_is_dismissed_while_the_window_stands_open_signs_in_anew(running: Driven) -> None:
    workspace = running.sign_in("dokter")
    house, user = workspace.context.house, workspace.context.user
    head = house.access.sign_in("kepala", PASSWORD)
    house.staff_changes.dismiss(head, user.staff_id, 1)
    running.scene(SignIn)
    assert any("dinonaktifkan" in banner.text for banner in running.program.window.messages.stack.banners())
    type_lines("dokter", PASSWORD)
    scene = running.scene(SignIn)
    running.qtbot.waitUntil(lambda: "salah" in scene.password.error(), timeout=20_000)


def test_a_given_password_is_changed_before_the_work_is_shown(running: Driven) -> None:
    head = running.sign_in("kepala")
    house, user = head.context.house, head.context.user
    desk = next(one for one in house.access.staff(user) if one.user_name == "loket")
    house.staff_changes.give_password(user, PasswordGiven(desk.id, desk.version, "sementara-saja"))
    head.staff_change_wanted.emit()
    running.scene(SignIn)
    type_lines("loket", "sementara-saja")
    page = running.scene(NewPassword)
    type_lines("sementara-saja", "punya-sendiri", "punya-lain")
    press(Qt.Key.Key_Return)
    assert "belum sama" in page.again.error()
    page.again.set_value("punya-sendiri")
    page.submit()
    workspace = running.scene(Workspace)
    assert not workspace.context.user.must_change
    workspace.staff_change_wanted.emit()
    assert running.sign_in("loket", "punya-sendiri").context.user.name == "Petugas Loket"

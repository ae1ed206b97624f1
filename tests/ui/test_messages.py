"""What the program says: news fades, problems stay, nothing is told about patients in a fault."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.errors import UserError
from tests.ui.hands import press, type_text
from ui.bug_report import describe_bug
from ui.jobs import Jobs, UnexpectedFault
from ui.messages import BugDialog, Messages, confirm
from ui.palette import Tone

PATIENT = "Siti Aisyah 5103056505900001"


@pytest.fixture
def window(in_window: Callable[..., QWidget]) -> QWidget:
    return in_window()


@pytest.fixture
def messages(window: QWidget) -> Messages:
    return Messages(window, info_ms=10, warning_ms=10)


def texts(messages: Messages) -> list[str]:
    return [banner.text for banner in messages.stack.banners()]


def fault() -> Exception:
    try:
        dict[str, str]()[PATIENT]
    except KeyError as error:
        return error
    raise AssertionError


def test_news_fades_by_itself(qtbot: QtBot, messages: Messages) -> None:
    messages.info("Kunjungan tersimpan.")
    assert texts(messages) == ["Kunjungan tersimpan."]
    qtbot.waitUntil(lambda: texts(messages) == [])
    assert not messages.stack.isVisible()


def test_news_is_painted_before_anything_else_is_done(messages: Messages) -> None:
    painted: list[str] = []

    class Witness(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            painted.extend([type(watched).__name__] if event.type() == QEvent.Type.Paint else [])
            return False

    witness = Witness()
    messages.stack.installEventFilter(witness)
    messages.info("Kunjungan tersimpan.")
    assert painted == ["BannerStack"]


def test_problem_stays_with_its_remedy_until_closed(qtbot: QtBot, messages: Messages) -> None:
    banner = messages.problem(UserError("Data sudah diubah.", "Buka kembali pasien ini."))
    messages.info("Tersimpan.")
    qtbot.waitUntil(lambda: texts(messages) == ["Data sudah diubah."])
    assert (banner.remedy, banner.tone) == ("Buka kembali pasien ini.", Tone.BAD)
    banner.close_now()
    assert texts(messages) == []


def test_same_message_twice_stands_once_and_three_at_most(window: QWidget) -> None:
    messages = Messages(window)
    for number in (1, 2, 2, 3, 4):
        messages.problem(UserError(f"Masalah {number}."))
    assert texts(messages) == ["Masalah 4.", "Masalah 3.", "Masalah 2."]


def test_news_can_be_let_go_of_while_problems_stay(window: QWidget) -> None:
    messages = Messages(window)
    messages.problem(UserError("Gagal."))
    messages.info("Budi selesai.")
    messages.stack.let_news_go()
    assert [banner.text for banner in messages.stack.banners()] == ["Gagal."]


def test_banner_takes_no_focus_and_stays_inside_the_window(window: QWidget) -> None:
    messages = Messages(window)
    messages.problem(UserError("Server terputus. " * 12, "Isian aman di komputer ini."))
    assert window.focusWidget() is None
    window.resize(500, 400)
    assert window.rect().contains(messages.stack.geometry())
    banner = messages.stack.banners()[0]
    assert banner.height() >= banner.heightForWidth(banner.width())


def test_background_work_that_fails_is_shown(qtbot: QtBot, window: QWidget, jobs: Jobs, qapp: QWidget) -> None:
    messages = Messages(window)
    messages.listen_to(jobs)

    def refuse() -> None:
        raise UserError("Server terputus.")

    jobs.read(refuse, print, owner=window)
    qtbot.waitUntil(lambda: texts(messages) == ["Server terputus."])
    jobs.save_failed.emit(UserError("Disk penuh."))
    assert texts(messages)[0] == "Data belum tersimpan. Disk penuh."


def test_fault_opens_one_dialog_that_can_be_copied_without_patient_data(window: QWidget) -> None:
    messages = Messages(window)
    messages.bug(fault())
    messages.bug(fault())
    (dialog,) = window.findChildren(BugDialog)
    dialog.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert "KeyError" in copied
    assert "test_messages.py" in copied
    assert PATIENT not in copied
    dialog.close_button.click()
    messages.bug(UnexpectedFault())
    assert not any(other.isVisible() for other in window.findChildren(BugDialog))


def test_description_of_a_fault_follows_its_causes_and_keeps_our_own_words() -> None:
    try:
        try:
            raise fault()
        except KeyError as error:
            raise UserError("Tidak dapat dibaca.") from error
    except UserError as error:
        described = describe_bug(error)
    assert "UserError: Tidak dapat dibaca." in described
    assert "builtins.KeyError\n" in described
    assert PATIENT not in described


def test_question_does_nothing_until_it_is_answered(qtbot: QtBot, window: QWidget) -> None:
    done: list[str] = []
    dialog = confirm(window, "Tutup hari pelayanan?", "Tutup hari", done.append)
    qtbot.waitUntil(dialog.cancel_button.hasFocus)
    press(Qt.Key.Key_Return)
    assert done == []
    assert not dialog.isVisible()
    dialog = confirm(window, "Tutup hari pelayanan?", "Tutup hari", done.append)
    dialog.action_button.click()
    assert done == [""]


def test_reason_must_be_typed_and_is_handed_on(qtbot: QtBot, window: QWidget) -> None:
    done: list[str] = []
    dialog = confirm(window, "Hapus kunjungan A-014?", "Hapus", done.append, reason=True)
    assert dialog.reason_edit is not None
    qtbot.waitUntil(dialog.reason_edit.hasFocus)
    assert not dialog.action_button.isEnabled()
    type_text("  ")
    assert not dialog.action_button.isEnabled()
    type_text("salah pasien")
    press(Qt.Key.Key_Return)
    assert done == []
    press(Qt.Key.Key_Return)
    assert done == ["salah pasien"]

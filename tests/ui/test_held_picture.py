"""A part of the window that changes is painted once what was asked for is there, and never waits long for it."""

from threading import Event

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.jobs import Jobs
from ui.widgets.held_picture import HeldPicture


def shown(qtbot: QtBot) -> QWidget:
    """Show a widget."""
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def test_the_picture_is_held_until_everything_is_answered(qtbot: QtBot, jobs: Jobs) -> None:
    widget = shown(qtbot)
    picture = HeldPicture(widget, jobs)
    picture.hold()
    assert not widget.updatesEnabled()
    jobs.read(lambda: 1, lambda _one: jobs.read(lambda: 2, lambda _two: None, owner=widget), owner=widget)
    qtbot.waitUntil(widget.updatesEnabled)
    assert jobs.is_idle()


def test_an_answer_that_takes_long_does_not_keep_the_window_from_being_painted(qtbot: QtBot, jobs: Jobs) -> None:
    widget = shown(qtbot)
    answer = Event()
    jobs.read(answer.wait, lambda _answer: None, owner=widget)
    HeldPicture(widget, jobs).hold()
    qtbot.waitUntil(widget.updatesEnabled)
    assert not jobs.is_idle()
    answer.set()
    qtbot.waitUntil(jobs.is_idle)


def test_what_is_not_shown_is_not_held(qtbot: QtBot, jobs: Jobs) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    HeldPicture(widget, jobs).hold()
    assert widget.updatesEnabled()

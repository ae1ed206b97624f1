"""A long job shows itself, says how far it is, and can be stopped."""

from collections.abc import Callable
from threading import Event

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.hands import click
from ui.jobs import Jobs
from ui.long_job import Progress
from ui.widgets.progress_bar import JobProgress


def test_long_job_is_shown_and_stopped_by_its_button(
    qtbot: QtBot, jobs: Jobs, in_window: Callable[..., QWidget]
) -> None:
    shown = JobProgress(show_after_ms=1)
    window = in_window(shown)
    assert not shown.isVisible()

    def work(progress: Progress) -> None:
        while True:
            progress(0.4, "Menulis lembar 2 dari 5")

    shown.follow(jobs.long(work, print, owner=window), "Menyiapkan …")
    qtbot.waitUntil(lambda: shown.isVisible() and shown.bar.value() == 400)
    assert shown.text_label.text() == "Menulis lembar 2 dari 5"
    click(shown.cancel_button)
    assert not shown.cancel_button.isEnabled()
    qtbot.waitUntil(lambda: not shown.isVisible())


def test_short_job_is_never_shown(qtbot: QtBot, jobs: Jobs, in_window: Callable[..., QWidget]) -> None:
    shown = JobProgress(show_after_ms=10_000)
    window = in_window(shown)
    go = Event()
    job = jobs.long(lambda _: go.wait(), print, owner=window)
    shown.follow(job)
    with qtbot.waitSignal(job.ended):
        go.set()
    assert not shown.isVisible()

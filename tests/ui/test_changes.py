"""Changes reach the pages once, by bell or by asking, and a lost server is noticed."""

import os
from collections.abc import Iterator
from threading import Event

import pytest
from PySide6.QtCore import QSocketNotifier
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.errors import UserError
from ui.changes import ChangeNotifier
from ui.jobs import Jobs

NEVER_MS = 1_000_000


class PipeFeed:
    """A feed whose bell is a pipe, as the database's is."""

    def __init__(self) -> None:
        self._out, self._in = os.pipe()
        os.set_blocking(self._out, False)
        self.news: list[frozenset[str]] = []
        self.asked = 0
        self.drained = 0
        self.hold: Event | None = None
        self.lost = False
        self.silent = False

    def fileno(self) -> int:
        return -1 if self.silent else self._out

    def ring(self) -> None:
        os.write(self._in, b"!")

    def drain(self) -> bool:
        self.drained += 1
        os.read(self._out, 4096)
        return True

    def poll(self) -> frozenset[str]:
        self.asked += 1
        if self.hold is not None:
            self.hold.wait()
        if self.lost:
            raise UserError("Server terputus.")
        return self.news.pop(0) if self.news else frozenset()

    def close(self) -> None:
        os.close(self._out)
        os.close(self._in)


@pytest.fixture
def feed() -> Iterator[PipeFeed]:
    made = PipeFeed()
    yield made
    made.close()


def test_bell_brings_the_changed_subjects(qtbot: QtBot, jobs: Jobs, feed: PipeFeed) -> None:
    notifier = ChangeNotifier(feed, jobs, poll_every_ms=NEVER_MS)
    feed.news = [frozenset({"person", "ticket"})]
    with qtbot.waitSignal(notifier.changed) as told:
        feed.ring()
    assert told.args == [frozenset({"person", "ticket"})]
    notifier.stop()


def test_without_a_bell_it_asks_by_itself(qtbot: QtBot, jobs: Jobs, feed: PipeFeed) -> None:
    notifier = ChangeNotifier(feed, jobs, poll_every_ms=1)
    feed.news = [frozenset(), frozenset({"queue"})]
    with qtbot.waitSignal(notifier.changed) as told:
        pass
    assert told.args == [frozenset({"queue"})]
    notifier.stop()


def test_bell_rung_while_asking_is_answered_by_asking_again(qtbot: QtBot, jobs: Jobs, feed: PipeFeed) -> None:
    notifier = ChangeNotifier(feed, jobs, poll_every_ms=NEVER_MS)
    heard: list[frozenset[str]] = []
    notifier.changed.connect(heard.append)
    feed.hold = Event()
    feed.news = [frozenset({"a"}), frozenset({"b"})]
    feed.ring()
    qtbot.waitUntil(lambda: feed.asked == 1)
    feed.ring()
    feed.ring()
    feed.hold.set()
    qtbot.waitUntil(lambda: heard == [frozenset({"a"}), frozenset({"b"})])
    notifier.stop()


def test_lost_feed_is_told_once_and_again_when_found(qtbot: QtBot, jobs: Jobs, feed: PipeFeed) -> None:
    notifier = ChangeNotifier(feed, jobs, poll_every_ms=1)
    reached: list[bool] = []
    notifier.reachable.connect(reached.append)
    feed.lost = True
    with qtbot.assertNotEmitted(jobs.problem):
        qtbot.waitUntil(lambda: feed.asked > 3)
        feed.lost = False
        qtbot.waitUntil(lambda: reached == [False, True])
    notifier.stop()


def test_bell_that_appears_later_is_heard_and_one_that_went_is_let_go(qtbot: QtBot, jobs: Jobs, feed: PipeFeed) -> None:
    feed.silent = True
    notifier = ChangeNotifier(feed, jobs, poll_every_ms=1)
    qtbot.waitUntil(lambda: feed.asked > 0)
    feed.silent = False
    feed.ring()
    qtbot.waitUntil(lambda: feed.drained == 1)
    feed.silent = True
    asked = feed.asked
    qtbot.waitUntil(lambda: feed.asked > asked + 1)
    feed.ring()
    asked = feed.asked
    qtbot.waitUntil(lambda: feed.asked > asked + 1)
    assert feed.drained == 1
    notifier.stop()


def test_an_answer_that_comes_after_the_end_lets_nobody_listen_again(qtbot: QtBot, jobs: Jobs, feed: PipeFeed) -> None:
    feed.silent, feed.hold = True, Event()
    notifier = ChangeNotifier(feed, jobs, poll_every_ms=1)
    qtbot.waitUntil(lambda: feed.asked == 1)
    notifier.stop()
    feed.silent = False
    feed.ring()
    feed.hold.set()
    qtbot.waitUntil(jobs.is_idle)
    assert notifier.findChildren(QSocketNotifier) == []


def test_told_to_look_it_looks_at_once_and_hears_another_bell(qtbot: QtBot, jobs: Jobs, feed: PipeFeed) -> None:
    feed.silent = True
    notifier = ChangeNotifier(feed, jobs, poll_every_ms=NEVER_MS)
    feed.silent, feed.news = False, [frozenset({"ticket"}), frozenset({"person"})]
    with qtbot.waitSignal(notifier.changed) as told:
        notifier.look()
    assert told.args == [frozenset({"ticket"})]
    with qtbot.waitSignal(notifier.changed):
        feed.ring()
    notifier.stop()

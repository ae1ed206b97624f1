"""A person who has no mouse: every key goes where the focus is, is counted, and what it began is waited for."""

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.jobs import Jobs
from ui.widgets.look_up import SearchBox

PATIENCE_MS = 20_000
MOST_TABS = 8
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


class Keyboard:
    """Counts strokes step by step; a menu that is open gets them before the window does.

    Attributes:
        strokes: of each step named by ``begin``, in their order; a letter is a stroke.
    """

    def __init__(self, qtbot: QtBot, jobs: Jobs) -> None:
        self._qtbot = qtbot
        self._jobs = jobs
        self._step = ""
        self.strokes: Counter[str] = Counter()

    def begin(self, step: str) -> None:
        """Name what the next strokes are for."""
        self._step = step

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        """Press a key, some times in a row, and wait for what it brings about."""
        for _ in range(times):
            self.strokes[self._step] += 1
            QTest.keyClick(self._where(), key, held)
            self.wait()

    def walk_to(self, name: str) -> None:
        """Press Tab until what is named like this has the focus, as somebody does who sees where it stands."""
        for _ in range(MOST_TABS):
            if self._where().accessibleName().startswith(name):
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"no Tab leads to {name}: {self._step}")

    def type(self, text: str) -> None:
        """Type a text; a search it is typed into is waited for, as a person waits for the list to open."""
        where = self._where()
        self.strokes[self._step] += len(text)
        if isinstance(where, SearchBox):
            with self._qtbot.waitSignal(where.searched, timeout=PATIENCE_MS):
                QTest.keyClicks(where, text)
        else:
            QTest.keyClicks(where, text)
        self.wait()

    def wait(self) -> None:
        """Wait until nothing is read or written."""
        QApplication.processEvents()
        self._qtbot.waitUntil(self._jobs.is_idle, timeout=PATIENCE_MS)

    @property
    def total(self) -> int:
        """Return how many strokes there were."""
        return sum(self.strokes.values())

    def _where(self) -> QWidget:
        here = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert here is not None, f"the focus is lost: {self._step}"
        assert here.isVisible(), f"the focus is out of sight: {self._step}"
        return here

"""Locks the screen, by key or after idle minutes, and lets the next one in."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QDialog

from ilp_desktop.services.entrance import Entered
from ilp_desktop.services.start.accounts import LockTimes
from ilp_desktop.services.turns_taken import TurnsTaken
from ui.jobs import Jobs
from ui.lock.idle_watch import IdleWatch
from ui.lock.lock_screen import LockScreen
from ui.main_window import MainWindow
from ui.workspace import Workspace


class ScreenLock(QObject):
    """Hides the day's work of one behind the locked screen until that one, or somebody else, comes.

    Attributes:
        watch: notices idle minutes.

    Signals:
        switched(Entered): somebody else has come; the work of the one before is to be put away.
        left(): the data is to be locked.
    """

    switched = Signal(object)
    left = Signal()

    def __init__(self, window: MainWindow, jobs: Jobs, turns: Callable[[], TurnsTaken]) -> None:
        super().__init__(window)
        self._window, self._jobs, self._turns = window, jobs, turns
        self._entered: Entered | None = None
        self.watch = IdleWatch(window)
        self.watch.went_idle.connect(self.lock)

    def begin(self, entered: Entered, workspace: Workspace) -> None:
        """Watch over the day's work of somebody."""
        self._entered = entered
        workspace.lock_wanted.connect(self.lock)
        workspace.oneself.minutes_changed.connect(lambda: self._read_minutes(entered))
        self._read_minutes(entered)

    def end(self) -> None:
        """Watch no longer: nobody is signed in."""
        self._entered = None
        self.watch.rest()
        self._window.uncover()

    def is_locked(self) -> bool:
        """Say whether the locked screen stands."""
        return isinstance(self._window.cover_shown(), LockScreen)

    def lock(self) -> None:
        """Hide everything that is open."""
        if self._entered is None or self.is_locked():
            return
        self.watch.rest()
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible():
                widget.reject()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        screen = LockScreen(self._entered, self._turns(), self._jobs)
        screen.unlocked.connect(self._on_unlocked)
        screen.left.connect(self._on_left)
        self._window.cover(screen)

    def _on_unlocked(self, entered: Entered) -> None:
        before = self._entered
        if before is not None and entered.user == before.user:
            self._window.uncover()
            self._read_minutes(entered)
            return
        self.end()
        self._window.messages.stack.let_all_go()
        self.switched.emit(entered)

    def _on_left(self) -> None:
        self.end()
        self._window.messages.stack.let_all_go()
        self.left.emit()

    def _read_minutes(self, entered: Entered) -> None:
        accounts, user = entered.house.accounts, entered.user
        self._jobs.read(
            lambda: accounts.lock_times(user), self._watch, owner=self, failed=lambda _error: None, key="lock"
        )

    def _watch(self, times: LockTimes) -> None:
        if self._entered is not None and not self.is_locked():
            self.watch.begin(times.minutes)

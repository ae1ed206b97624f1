"""Whose turn it is at this computer while the data is open: signing in, a forced new password, the locked screen."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from ilp_desktop.services.entrance import Entered
from ilp_desktop.services.turns_taken import TurnsTaken
from ui.jobs import Jobs
from ui.lock.screen_lock import ScreenLock
from ui.main_window import MainWindow
from ui.new_password import NewPassword
from ui.opening_doubts import OpeningDoubts
from ui.workspace import Workspace


class Shift(QObject):
    """Shows the day's work of whoever is there; ``make`` makes it.

    Attributes:
        lock: the locked screen.

    Signals:
        opened(Entered, Workspace): somebody's work stands in the window.
        over(): the data is to be locked, and somebody signs in by password.
    """

    opened = Signal(object, object)
    over = Signal()

    def __init__(
        self, window: MainWindow, jobs: Jobs, turns: Callable[[], TurnsTaken], make: Callable[[Entered], Workspace]
    ) -> None:
        super().__init__(window)
        self._window, self._jobs, self._make = window, jobs, make
        self._workspace: Workspace | None = None
        self.lock = ScreenLock(window, jobs, turns)
        self.lock.switched.connect(self._on_switched)
        self.lock.left.connect(self.over)

    def enter(self, entered: Entered) -> None:
        """Show somebody's work; first what is doubtful about the data or the clock, and a password to be changed."""
        if entered.doubts:
            scene = OpeningDoubts(entered, self._jobs)
            scene.answered.connect(lambda: self.enter(replace(entered, doubts=())))
            scene.left.connect(self._window.close)
            self._window.show_scene(scene)
            return
        if entered.user.must_change:
            self._ask_password(entered)
            return
        self._workspace = self._make(entered)
        self.opened.emit(entered, self._workspace)
        self._window.show_scene(self._workspace)
        self.lock.begin(entered, self._workspace)

    def end(self) -> None:
        """Nobody is there any more."""
        self.lock.end()
        self._workspace = None

    def _on_switched(self, entered: Entered) -> None:
        """Put away the work of the one before, whose drafts stay theirs; the data stays open."""
        if self._workspace is not None:
            self._workspace.stop()
        self.enter(entered)

    def _ask_password(self, entered: Entered) -> None:
        page = NewPassword(entered.turned, self._jobs)
        page.done.connect(self.enter)
        page.left.connect(self.over)
        page.failed.connect(self._window.messages.problem)
        self._window.show_scene(page)

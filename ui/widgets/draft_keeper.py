"""Keeps what is typed and not saved yet, so that it survives a crash, a power cut and a change of staff."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer

from ilp_desktop.clock import local_time
from ilp_desktop.domain.calendar_dates import indonesian_moment
from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.core.drafts import Draft
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.house import House
from ui.jobs import Jobs

KEEP_AFTER_MS = 3000
NOWHERE = ""
Snapshot = Callable[[], Mapping[str, Any] | None]
Result = TypeVar("Result")


class KeeperMessages(Protocol):
    """The banners of the window."""

    def note(self, text: str) -> object:
        """Say something worth knowing."""

    def problem(self, error: UserError) -> object:
        """Say what went wrong and what to do."""


class KeeperWorld(Protocol):
    """What a keeper needs of the world; every ``PageContext`` fits."""

    @property
    def house(self) -> House:
        """Return the services."""

    @property
    def jobs(self) -> Jobs:
        """Return the background work."""

    @property
    def messages(self) -> KeeperMessages:
        """Return the banners of the window."""

    @property
    def user(self) -> SignedIn:
        """Return who is signed in."""


class DraftKeeper(QObject):
    """Keeps the typing of one screen, which stands at one place at a time.

    Attributes:
        timer: runs from the first change until what is typed is kept.
    """

    def __init__(
        self, world: KeeperWorld, snapshot: Snapshot, parent: QObject, is_busy: Callable[[], bool] = lambda: False
    ) -> None:
        """``snapshot`` returns what is typed as plain values, None when nothing is; ``is_busy`` tells of a save."""
        super().__init__(parent)
        self._world = world
        self._snapshot = snapshot
        self._is_busy = is_busy
        self._place = NOWHERE
        self._shown: set[str] = set()
        self._kept: Mapping[str, Any] | None = None
        self._certain = False
        self._complained = False
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(KEEP_AFTER_MS)
        self.timer.timeout.connect(self._on_time)

    def find(self, place: str) -> Draft | None:
        """Return what an earlier run of the program left at a place; from then on the screen itself knows better."""
        drafts, user = self._world.house.drafts, self._world.user
        return None if place in self._shown else drafts.find(user, place)

    def take_up(self, place: str) -> Draft | None:
        """Keep what is typed where the screen stood, go to a place, and return what is to be shown again there."""
        self.leave()
        found = self.find(place)
        self._place, self._certain = place, place not in self._shown
        self._kept = found.typed if found else None
        self._shown.add(place)
        return found

    def say_shown(self, draft: Draft) -> None:
        """Say that a draft is shown, and from when it is."""
        when = indonesian_moment(local_time(draft.kept_at, self._world.user.time_zone))
        self._world.messages.note(f"Isian yang belum disimpan ({when}) ditampilkan lagi.")

    def touched(self) -> None:
        """Something was typed."""
        if self._place and not self.timer.isActive():
            self.timer.start()

    def _on_time(self) -> None:
        """Keep what is typed, unless the jobs ended meanwhile: then the window kept it when it closed."""
        if not self._world.jobs.is_closed():
            self.keep_now()

    def keep_now(self) -> None:
        """Keep what is typed, unless it is kept already; what a save under way may store waits for its end."""
        self.timer.stop()
        if not self._place:
            return
        if self._is_busy():
            self.timer.start()
            return
        typed = self._snapshot()
        if self._certain and typed == self._kept:
            return
        self._kept, self._certain = typed, True
        drafts, user, place = self._world.house.drafts, self._world.user, self._place
        if typed is None:
            self._write(lambda: drafts.drop(user, place))
        else:
            self._write(lambda: drafts.keep(user, place, typed))

    def save(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], object],
        *,
        owner: QObject,
        failed: Callable[[UserError], object],
    ) -> None:
        """Store what is typed: it is kept when the save fails, and forgotten behind it once that is committed.

        A power cut in the middle of a save loses no more than one between two keepings does.
        """
        jobs, place, typed = self._world.jobs, self._place, self._snapshot() if self._place else None
        drafts, user = self._world.house.drafts, self._world.user
        stored = False
        self.timer.stop()
        self._certain = False

        def save() -> Result:
            nonlocal stored
            try:
                result = work()
            except Exception:
                if typed is not None:
                    with suppress(UserError):  # what hindered the save is told, not that it hinders the draft too
                        drafts.keep(user, place, typed)
                raise
            stored = True
            return result

        def forget() -> None:
            if stored and place:
                with suppress(UserError):
                    drafts.drop(user, place)

        jobs.write(save, done, owner=owner, failed=failed)
        jobs.write(forget, lambda _: None, owner=self)

    def drop(self) -> None:
        """Forget the draft: what it holds was saved or given up."""
        self.timer.stop()
        drafts, user, place = self._world.house.drafts, self._world.user, self._place
        self._kept, self._certain = None, True
        self._write(lambda: drafts.drop(user, place))

    def forget(self, place: str) -> None:
        """Forget the draft of a place the screen has left: what it holds was saved meanwhile."""
        drafts, user = self._world.house.drafts, self._world.user
        self._write(lambda: drafts.drop(user, place))

    def leave(self) -> None:
        """Keep what is typed and stand nowhere."""
        self.keep_now()
        self.timer.stop()
        self._place = NOWHERE

    def _write(self, work: Callable[[], None]) -> None:
        self._world.jobs.write(work, self._on_written, owner=self, failed=self._on_refused)

    def _on_written(self, _nothing: None) -> None:
        self._complained = False

    def _on_refused(self, error: UserError) -> None:
        """Say once that nothing can be kept; every later change tries again."""
        self._certain = False
        if not self._complained:
            self._complained = True
            self._world.messages.problem(error)

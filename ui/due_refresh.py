"""Keeps the lists of who is due up to date in the background: at the start, after midnight, and when rules change."""

from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.permissions import Act
from ui.context import PageContext
from ui.jobs import UnexpectedFault

AT_ONCE = 50
START_AFTER_MS = 3000
BREATH_MS = 10
OTHERS_AT_IT_MS = 5000
AGAIN_AFTER_MS = 60_000
LOOK_EVERY_MS = 60_000


class DueRefresh(QObject):
    """Works through whoever is to be worked out anew, a few dozen at a time.

    Each lot is a save of its own in the lane of saves, and the next is asked for when it is done, so that a save of the
    user never waits longer than for one lot, and a search for none.

    Signals:
        told(int, bool): how many people are left, none when all is done, and whether the work is paused.
    """

    told = Signal(int, bool)

    def __init__(self, context: PageContext, parent: QObject, *, start_after_ms: int = START_AFTER_MS) -> None:
        super().__init__(parent)
        self._context = context
        self._day: date | None = None
        self._left = 0
        self._busy = self._paused = self._asked_meanwhile = False
        self._stopped = not context.user.may(Act.SEE_DUES)
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._go_on)
        self._begin = QTimer(self)
        self._begin.setSingleShot(True)
        self._begin.timeout.connect(self.look)
        self._begin.start(start_after_ms)
        clock = QTimer(self)
        clock.timeout.connect(self._look_at_day)
        clock.start(LOOK_EVERY_MS)

    def left(self) -> int:
        """Return how many people were left when last told."""
        return self._left

    def look(self) -> None:
        """See whether anybody is to be worked out anew, and begin if so."""
        self._begin.stop()
        self._asked_meanwhile = self._busy
        if self._busy or self._paused or self._is_over():
            return
        self._busy = True
        self._day = self._context.today()
        dues, user = self._context.house.dues, self._context.user
        self._context.jobs.read(lambda: dues.stale(user), self._on_counted, owner=self, failed=self._on_failed)

    def toggle(self) -> None:
        """Pause the work, or take it up again; the next day takes it up by itself."""
        self._paused = not self._paused
        self._tell(self._left)
        if not self._paused:
            self.look()

    def stop(self) -> None:
        """Ask for nothing more; what was done stays done, and the next start goes on."""
        self._stopped = True
        self._next.stop()
        self._begin.stop()

    def _look_at_day(self) -> None:
        if self._day is not None and self._context.today() != self._day:
            self._paused = False
            self.look()

    def _on_counted(self, left: int) -> None:
        self._busy = False
        self._tell(left)
        if left:
            self._go_on()
        elif self._asked_meanwhile:  # what was asked for may be later than what was counted
            self.look()

    def _go_on(self) -> None:
        """Ask for the next lot, unless one is under way or nothing more may be asked for."""
        if self._busy or self._paused or self._is_over():
            return
        self._busy = True
        dues, user = self._context.house.dues, self._context.user
        self._context.jobs.write(
            lambda: dues.refresh_some(user, AT_ONCE), self._on_done, owner=self, failed=self._on_failed
        )

    def _on_done(self, done: int) -> None:
        self._busy = False
        if done < AT_ONCE:  # the end is near, or others are at the rest
            self._begin.start(BREATH_MS if done else OTHERS_AT_IT_MS)
            return
        self._tell(max(self._left - done, 1))
        if not self._is_over():
            self._next.start(BREATH_MS)

    def _on_failed(self, error: UserError) -> None:
        """Try again later; a fault of the program is not tried again before the next day."""
        self._busy = False
        if not self._is_over() and not isinstance(error, UnexpectedFault):
            self._begin.start(AGAIN_AFTER_MS)

    def _is_over(self) -> bool:
        return self._stopped or self._context.jobs.is_closed()

    def _tell(self, left: int) -> None:
        self._left = left
        self.told.emit(left, self._paused)

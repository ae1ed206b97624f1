"""Watches over one's own session: whether one may still be here, who else may enter, when the screen locks."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ilp_desktop.domain.errors import SessionEnded, UserError
from ui.context import PageContext

STAFF, FACILITY = "staff", "facility"


class Oneself(QObject):
    """Looks when the staff or the Puskesmas has changed.

    Signals:
        over(): one was dismissed, or has other rights or another password, and signs in anew.
        minutes_changed(): the Puskesmas may want screens to lock sooner or later.
    """

    over = Signal()
    minutes_changed = Signal()

    def __init__(self, context: PageContext, learn_staff: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._learn_staff = learn_staff

    def on_changed(self, subjects: frozenset[str]) -> None:
        """Take notice of changes."""
        if FACILITY in subjects:
            self.minutes_changed.emit()
        if STAFF not in subjects:
            return
        accounts, user, jobs = self._context.house.accounts, self._context.user, self._context.jobs
        jobs.read(lambda: accounts.still(user), lambda _: None, owner=self, failed=self._on_refused, key="still")
        if self._context.server:
            jobs.write(self._learn_staff, lambda _: None, owner=self)

    def _on_refused(self, error: UserError) -> None:
        if isinstance(error, SessionEnded):
            self._context.messages.problem(error)
            self.over.emit()

"""Tells pages which subjects have changed, in this process or another."""

from random import randint
from typing import Protocol

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

from ilp_desktop.domain.errors import UserError
from ui.jobs import Jobs

POLL_EVERY_MS = 1000
GATHER_MS = (60, 240)
"""How long after the bell to look: a save rings more than once, and a dozen windows need not all read at one moment."""


class ChangeFeed(Protocol):
    """What the database side offers: a bell, and the subjects changed since the last look."""

    def fileno(self) -> int:
        """Return the descriptor that becomes readable when the bell rings; negative where there is none."""

    def drain(self) -> bool:
        """Quiet the bell without waiting; False when it rang for nothing that is to be told."""

    def poll(self) -> frozenset[str]:
        """Return the subjects changed since the last call; may take a moment."""


class ChangeNotifier(QObject):
    """Turns a feed into a signal on the GUI thread.

    Signals:
        changed(frozenset[str]): the subjects changed since the last time.
        reachable(bool): the feed was lost or found again.
    """

    changed = Signal(object)
    reachable = Signal(bool)

    def __init__(
        self, feed: ChangeFeed, jobs: Jobs, parent: QObject | None = None, *, poll_every_ms: int = POLL_EVERY_MS
    ) -> None:
        super().__init__(parent)
        self._feed = feed
        self._jobs = jobs
        self._looking = False
        self._look_again = False
        self._reached = True
        self._stopped = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(poll_every_ms)
        self._gathering = QTimer(self)
        self._gathering.setSingleShot(True)
        self._gathering.timeout.connect(self._on_gathered)
        self._bell: QSocketNotifier | None = None
        self._heard = -1
        self._hear()

    def stop(self) -> None:
        """Stop listening, whatever answer still comes; call before the feed is closed."""
        self._stopped = True
        self._timer.stop()
        self._gathering.stop()
        if self._bell is not None:
            self._bell.setEnabled(False)

    def look(self) -> None:
        """Look at once: the feed is another one from now on, and its bell is not heard yet."""
        self._hear()
        if self._looking:
            self._look_again = True
        else:
            self._look()

    def _hear(self) -> None:
        """Listen at the descriptor the feed has now: a server's appears once it answers and goes when it is lost."""
        descriptor = -1 if self._stopped else self._feed.fileno()
        if descriptor == self._heard:
            return
        if self._bell is not None:
            self._bell.setEnabled(False)
            self._bell.deleteLater()
            self._bell = None
        self._heard = descriptor
        if descriptor >= 0:
            self._bell = QSocketNotifier(descriptor, QSocketNotifier.Type.Read, self)
            self._bell.activated.connect(self._on_bell_rung)

    def _on_bell_rung(self) -> None:
        """Be deaf for a moment: whoever saves just now needs the processor more than who only looks on."""
        if self._bell is not None:
            self._bell.setEnabled(False)
        self._gathering.start(randint(*GATHER_MS))  # noqa: S311 - spreads windows over a moment

    def _on_gathered(self) -> None:
        concerned = self._feed.drain()
        self._hear()
        if self._bell is not None:
            self._bell.setEnabled(True)
        if concerned:
            self.look()

    def _look(self) -> None:
        """Ask the feed, one question at a time: an answer that was dropped would be a change missed."""
        if self._looking:
            return
        self._looking = True
        self._jobs.read(self._feed.poll, self._on_subjects_read, owner=self, failed=self._on_feed_lost)

    def _on_subjects_read(self, subjects: frozenset[str]) -> None:
        self._answered(reached=True)
        if subjects:
            self.changed.emit(subjects)

    def _on_feed_lost(self, _error: UserError) -> None:
        self._answered(reached=False)

    def _answered(self, *, reached: bool) -> None:
        self._looking = False
        self._hear()
        if reached != self._reached:
            self._reached = reached
            self.reachable.emit(reached)
        if self._look_again:
            self._look_again = False
            self._look()

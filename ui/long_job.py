"""A long job under way: how far it is, and how it is stopped."""

from collections.abc import Callable
from threading import Event

from PySide6.QtCore import QObject, Signal


class Cancelled(Exception):
    """Raised inside a long job whose user pressed Batal."""


class Progress:
    """What a long job calls to say how far it is; raises ``Cancelled`` once the user has pressed Batal."""

    def __init__(self, report: Callable[[float, str], None], is_cancelled: Callable[[], bool]) -> None:
        self._report = report
        self._is_cancelled = is_cancelled

    def __call__(self, fraction: float, text: str = "") -> None:
        """Say how much is done, 0 to 1, and with what the job is busy."""
        if self._is_cancelled():
            raise Cancelled
        self._report(fraction, text)


class LongJob(QObject):
    """A long job under way.

    Signals:
        progressed(float, str): how much is done, 0 to 1, and with what it is busy.
        ended(): finished, failed or cancelled.
    """

    progressed = Signal(float, str)
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cancelled = Event()
        self._latest: tuple[float, str] | None = None

    def note(self, fraction: float, text: str) -> bool:
        """Keep a report, on the worker thread; tell whether the one before it was already told."""
        waiting, self._latest = self._latest is not None, (fraction, text)
        return not waiting

    def tell(self) -> None:
        """Emit the newest report, on the GUI thread."""
        latest, self._latest = self._latest, None
        if latest is not None and not self.is_cancelled():
            self.progressed.emit(*latest)

    def cancel(self) -> None:
        """Ask the job to stop at its next report."""
        self._cancelled.set()

    def is_cancelled(self) -> bool:
        """Tell whether the job was asked to stop."""
        return self._cancelled.is_set()

"""Has the openings of records written every few seconds, and once more when the workspace is left."""

from PySide6.QtCore import QObject, QTimer

from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ui.jobs import Jobs

WRITE_EVERY_MS = 3000


class SeenKeeper(QObject):
    """Writes what waits, in the lane of saves; what cannot be written now waits for the next time."""

    def __init__(self, uow: UnitOfWork, jobs: Jobs, parent: QObject, *, every_ms: int = WRITE_EVERY_MS) -> None:
        super().__init__(parent)
        self._uow = uow
        self._jobs = jobs
        self._busy = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.write)
        self._timer.start(every_ms)

    def write(self) -> None:
        """Write what waits, unless that is under way."""
        if not self._busy:
            self._write()

    def stop(self) -> None:
        """Write what still waits, behind whatever is under way, and look no more."""
        self._timer.stop()
        self._write()

    def _write(self) -> None:
        if self._uow.seen.is_empty() or self._jobs.is_closed():
            return
        self._busy = True
        self._jobs.write(self._uow.write_seen, self._on_done, owner=self, failed=self._on_done)

    def _on_done(self, _written: object) -> None:
        self._busy = False

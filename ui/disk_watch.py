"""Says that nothing can be stored now, for as long as that is so, and that work may go on as soon as it is not."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.start.disk_state import DiskState
from ui.jobs import Jobs
from ui.messages import Messages
from ui.widgets.banner import Banner

EVERY_HOUR_MS = 3_600_000
SECOND_MS = 1000
KEPT = "Isian di layar tetap ada. Kosongkan ruang atau periksa penyimpanannya; program terus memeriksa."
AGAIN = "Penyimpanan dapat dipakai lagi. Simpan sekali lagi isian yang belum tersimpan."
LOW = "Ruang penyimpanan komputer ini tinggal {free} MB."
LOW_REMEDY = "Kosongkan ruang sebelum penuh; data dan cadangan tidak dapat disimpan tanpa ruang."


class DiskWatch(QObject):
    """Looks at the disk after a save was refused by it, until it can be written again; and now and then at its room.

    Signals:
        told(str): why nothing can be stored; empty once it can.
    """

    told = Signal(str)

    def __init__(self, look: Callable[[], DiskState], jobs: Jobs, messages: Messages, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._jobs = jobs
        self._messages = messages
        self._banner: Banner | None = None
        self._troubled = False
        self._warned = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self.look)
        self._hourly = QTimer(self)
        self._hourly.timeout.connect(self.look)
        self._hourly.start(EVERY_HOUR_MS)
        jobs.out_of_order.connect(self.look)
        self.look()

    def look(self, *_told: object) -> None:
        """Look at the disk in the background."""
        if not self._jobs.is_closed():
            self._jobs.read(self._look, self._on_looked, owner=self, failed=lambda _error: None, key="disk")

    def stop(self) -> None:
        """Look no more."""
        self._again.stop()
        self._hourly.stop()
        self._jobs.out_of_order.disconnect(self.look)

    def _on_looked(self, found: DiskState) -> None:
        if found.trouble:
            if not self._troubled:
                self._troubled = True
                self._banner = self._messages.problem(UserError(found.trouble, KEPT))
                self.told.emit(found.trouble)
            self._again.start(found.look_every_s * SECOND_MS)
            return
        if self._troubled:
            self._troubled = False
            self._messages.info(AGAIN)
            self.told.emit("")
            if self._banner is not None and shiboken6.isValid(self._banner):
                self._banner.close_now()
        if found.low and not self._warned:
            self._warned = True
            self._messages.warn(LOW.format(free=found.free_mib), LOW_REMEDY)

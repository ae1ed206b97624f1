"""Measures how long the window does not answer: its event loop beats every few milliseconds, or is held up."""

import logging
from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 20
STALL_MS = 50
"""The window shall never be held up for longer; what is longer is written into the log, without anybody's data."""
LOG = logging.getLogger("ilp_desktop.stall")


class StallWatch(QObject):
    """Beats in the event loop of the window and measures every beat that came late.

    Attributes:
        worst_ms: the longest the loop was held up since the start, or since it was last read.
        stalls: how many times it was held up for longer than it may be.
    """

    def __init__(self, parent: QObject | None = None, *, beat_ms: int = BEAT_MS, stall_ms: int = STALL_MS) -> None:
        super().__init__(parent)
        self._beat_ms = beat_ms
        self._stall_ms = stall_ms
        self.worst_ms = 0.0
        self.stalls = 0
        self._last = perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(beat_ms)

    def start_anew(self) -> None:
        """Measure from now on."""
        self.worst_ms, self.stalls, self._last = 0.0, 0, perf_counter()

    def late_ms(self) -> float:
        """Return how late the next beat is by now; any thread may ask."""
        return max(0.0, (perf_counter() - self._last) * 1000 - self._beat_ms)

    def _beat(self) -> None:
        held_ms = self.late_ms()
        self._last = perf_counter()
        self.worst_ms = max(self.worst_ms, held_ms)
        if held_ms > self._stall_ms:
            self.stalls += 1
            LOG.info("window held up for %d ms", held_ms)

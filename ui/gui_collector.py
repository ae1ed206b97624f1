"""Python's garbage is collected on the GUI thread alone, since a Qt object may not be destroyed by another one."""

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

COLLECT_EVERY_MS = 200
PUT_OFF_AT_MOST = 50
MOST_YOUNG = 5_000
"""So many new objects are looked through even while somebody waits: many more at once would hold the window up."""


class GuiCollector(QObject):
    """Collects Python's garbage on the GUI thread alone, by Python's own thresholds, while nobody waits for anything.

    Work that goes on puts it off for ten seconds, and no further; what is new is looked through before it is much.
    """

    def __init__(self, parent: QObject | None = None, is_busy: Callable[[], bool] = lambda: False) -> None:
        super().__init__(parent)
        gc.disable()
        self._is_busy = is_busy
        self._put_off = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(COLLECT_EVERY_MS)

    def collect(self) -> None:
        """Collect the oldest generation whose threshold is passed."""
        if self._is_busy() and self._put_off < PUT_OFF_AT_MOST:
            self._put_off += 1
            if gc.get_count()[0] > MOST_YOUNG:
                gc.collect(0)
            return
        self._put_off = 0
        for generation in (2, 1, 0):
            threshold = gc.get_threshold()[generation]
            if threshold and gc.get_count()[generation] > threshold:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Give collection back to Python."""
        self._timer.stop()
        gc.enable()

"""Pressed twice by a hasty hand is pressed once, also when the first press has been answered by then."""

from PySide6.QtCore import QElapsedTimer

REST_MS = 600


class OnePress:
    """Lets a press through, and then no more of the same until it is answered and a moment has passed."""

    def __init__(self, rest_ms: int = REST_MS) -> None:
        self._rest_ms = rest_ms
        self._since = QElapsedTimer()
        self._under_way = False
        self._what: object = None

    def begin(self, what: object = None) -> bool:
        """Return whether a press counts; another thing wanted than the last time always does."""
        if what == self._what and self.is_resting():
            return False
        self._what, self._under_way = what, True
        self._since.start()
        return True

    def end(self) -> None:
        """Note that it was answered."""
        self._under_way = False

    def fail(self) -> None:
        """Note that nothing came of it, so that it may be pressed again at once."""
        self._under_way = False
        self._since.invalidate()

    def is_resting(self) -> bool:
        """Return whether the same press would be passed over."""
        return self._under_way or (self._since.isValid() and not self._since.hasExpired(self._rest_ms))

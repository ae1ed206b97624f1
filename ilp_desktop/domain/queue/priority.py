"""The priority classes of the queue."""

from enum import Enum


class Priority(Enum):
    """How a waiting person ranks, most urgent first; the value is the Indonesian word."""

    RED = "merah"
    YELLOW = "kuning"
    PRIORITY = "prioritas"
    GENERAL = "umum"

    @property
    def rank(self) -> int:
        """Return 0 for the most urgent class, counting up."""
        return list(Priority).index(self)

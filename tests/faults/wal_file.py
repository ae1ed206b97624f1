"""The frames of a write-ahead log, as SQLite counts them (sqlite.org/fileformat2.html, section 4)."""

from dataclasses import dataclass
from pathlib import Path

HEADER_BYTES, FRAME_HEADER_BYTES, PAGE_BYTES = 32, 24, 4096
FRAME_BYTES = FRAME_HEADER_BYTES + PAGE_BYTES


@dataclass(frozen=True)
class Log:
    """The bytes of a log, with what its header says."""

    held: bytes

    @classmethod
    def of(cls, database: Path) -> "Log":
        """Return the log beside a database."""
        file = Path(f"{database}-wal")
        return cls(file.read_bytes() if file.exists() else b"")

    @property
    def frames(self) -> int:
        """Return how many frames are of the present round; behind them may lie some of an earlier one."""
        salt, number = self.held[16:24], 0
        while self._salt_of(number) == salt and salt:
            number += 1
        return number

    @property
    def total(self) -> int:
        """Return how many frames there are, old ones included."""
        return max(0, len(self.held) - HEADER_BYTES) // FRAME_BYTES

    def ends_transaction(self, number: int) -> bool:
        """Say whether a frame, counted from 0, is the last of a transaction."""
        start = edge(number) + 4
        return int.from_bytes(self.held[start : start + 4], "big") > 0

    def _salt_of(self, number: int) -> bytes:
        start = edge(number) + 8
        return self.held[start : start + 8]


def edge(number: int) -> int:
    """Return where a frame begins, counted from 0."""
    return HEADER_BYTES + number * FRAME_BYTES

"""Wrong tries with the passphrase or the words: each further one waits longer, also after a new start."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from pathlib import Path

from ilp_desktop.clock import Clock
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.keys.recovery_words import wait_left

FILE_NAME = "percobaan.json"
WAIT = "Terlalu banyak percobaan yang salah. Tunggu {wait} lagi."
REMEDY = "Sesudah itu coba lagi; yang benar tetap membuka data."
SECONDS_A_MINUTE = 60


@dataclass(frozen=True)
class Tries:
    """The wrong tries of one data folder; a file that cannot be written or read counts as none."""

    file: Path
    clock: Clock

    @classmethod
    def of(cls, folder: Path, clock: Clock) -> "Tries":
        """Return the tries of a data folder."""
        return cls(folder / FILE_NAME, clock)

    def require_turn(self) -> None:
        """Raise ``UserError`` while the next try has to wait; nobody is kept waiting here."""
        wrong, last = self._read()
        left = wait_left(wrong, last, self.clock.now()) if last is not None else timedelta(0)
        if left:
            raise UserError(WAIT.format(wait=_spoken(left)), REMEDY)

    def note_wrong(self) -> None:
        """Count a wrong try."""
        wrong, _ = self._read()
        with suppress(OSError):
            self.file.write_text(
                json.dumps({"wrong": wrong + 1, "last": self.clock.now().isoformat()}), encoding="utf-8"
            )

    def note_right(self) -> None:
        """Begin to count anew."""
        with suppress(OSError):
            self.file.unlink(missing_ok=True)

    def _read(self) -> tuple[int, datetime | None]:
        try:
            found = json.loads(self.file.read_text(encoding="utf-8"))
            return int(found["wrong"]), datetime.fromisoformat(found["last"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0, None


def _spoken(left: timedelta) -> str:
    seconds = ceil(left.total_seconds())
    return f"{ceil(seconds / SECONDS_A_MINUTE)} menit" if seconds > SECONDS_A_MINUTE else f"{seconds} detik"

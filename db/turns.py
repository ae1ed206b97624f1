"""Whose turn it is to write to a SQLite file, among all programs that have it open.

SQLite lets whoever asks at the right moment write next, and whoever has waited long asks more and more seldom.
Here they stand in line at a lock of the operating system, which costs nothing while one waits and is let go with the
process that holds it; only the first in line asks SQLite, every few milliseconds.
"""

import os
import sys
from pathlib import Path
from random import uniform
from time import monotonic, sleep
from typing import Any

import sqlcipher3.dbapi2

LINE_SUFFIX = "-antre"
ASK_EVERY_S = (0.001, 0.003)
IN_USE = "database is locked"


class Line:
    """The line of one connection; systems without such locks have all ask SQLite, each at its own pace."""

    def __init__(self, file: Path) -> None:
        self._place = _opened(Path(f"{file}{LINE_SUFFIX}"))

    def begin(self, driver: Any, patience_s: float) -> bool:
        """Begin a transaction that may write; False when the file was not free for so long, or cannot be written."""
        end = monotonic() + patience_s
        driver.execute("PRAGMA busy_timeout = 0")
        self._stand(waiting=True)
        try:
            while (refusal := _refusal(driver)) == IN_USE and monotonic() < end:
                sleep(uniform(*ASK_EVERY_S))  # noqa: S311 - so that two who ask do not ask together for ever
            return not refusal
        finally:
            self._stand(waiting=False)
            driver.execute(f"PRAGMA busy_timeout = {round(patience_s * 1000)}")

    def close(self) -> None:
        """Leave the line for good."""
        if self._place >= 0:
            os.close(self._place)
            self._place = -1

    def _stand(self, *, waiting: bool) -> None:
        if sys.platform != "win32" and self._place >= 0:
            import fcntl  # noqa: PLC0415 - not on Windows

            fcntl.flock(self._place, fcntl.LOCK_EX if waiting else fcntl.LOCK_UN)


def _opened(file: Path) -> int:
    """Return the place in the line, or -1 where there is none: on Windows, and in a folder that cannot be written."""
    if sys.platform == "win32":
        return -1
    try:
        return os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        return -1


def _refusal(driver: Any) -> str:
    """Begin, and return why that was refused, or nothing."""
    try:
        driver.execute("BEGIN IMMEDIATE")
    except sqlcipher3.dbapi2.OperationalError as error:
        return str(error)
    return ""

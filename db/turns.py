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


class Line:
    """The line of one connection; systems without such locks have all ask SQLite, each at its own pace."""

    def __init__(self, file: Path) -> None:
        self._place = os.open(f"{file}{LINE_SUFFIX}", os.O_RDWR | os.O_CREAT, 0o600) if _has_locks() else -1

    def begin(self, driver: Any, patience_s: float) -> bool:
        """Begin a transaction that may write; False when the file was not free for so long."""
        end = monotonic() + patience_s
        driver.execute("PRAGMA busy_timeout = 0")
        self._stand(waiting=True)
        try:
            while not _begun(driver):
                if monotonic() > end:
                    return False
                sleep(uniform(*ASK_EVERY_S))  # noqa: S311 - so that two who ask do not ask together for ever
            return True
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


def _has_locks() -> bool:
    return sys.platform != "win32"


def _begun(driver: Any) -> bool:
    try:
        driver.execute("BEGIN IMMEDIATE")
    except sqlcipher3.dbapi2.OperationalError as error:
        if "locked" not in str(error):
            raise
        return False
    return True

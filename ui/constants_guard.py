"""Keeps None, True and False alive under PySide6 6.12 on Python 3.10 and 3.11.

The wheels of PySide6 6.12 are built as if these three could never die, which holds from Python 3.12 on (PEP 683):
every call that returns None and every signal emitted takes one reference away and gives none back. On an older
Python the count reaches zero after some thousand calls and the interpreter aborts ("deallocating None"). Until
the wheels are mended or 3.12 is the oldest Python supported, the counts are raised beyond reach at start.
"""

import ctypes
import sys

IMMORTAL_SINCE = (3, 12)
BEYOND_REACH = 1 << 40


def keep_constants_alive() -> None:
    """Raise the reference counts of None, True and False where Python does not keep them alive by itself."""
    if sys.version_info >= IMMORTAL_SINCE:
        return
    for constant in (None, True, False):
        if sys.getrefcount(constant) < BEYOND_REACH // 2:
            ctypes.c_ssize_t.from_address(id(constant)).value += BEYOND_REACH

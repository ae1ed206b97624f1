"""Print the Debian packages this machine still lacks for ``run``, ``test`` or ``package``: one line, empty when ready.

What counts is whether a library loads and a program is found, not what dpkg says: one from elsewhere will do.
Runs before anything is installed, so it needs nothing but Python itself.
"""

import ctypes
import importlib.util
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}

PROGRAMS: dict[str, dict[str, str]] = {
    "run": {},
    "test": {"pdftoppm": "poppler-utils"},
    "package": {"objdump": "binutils"},
}


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_postgresql() -> bool:
    return shutil.which("initdb") is not None or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def missing_packages(purpose: str) -> Iterator[str]:
    """Yield the packages lacking for ``run``, and what ``test`` or ``package`` needs besides."""
    if importlib.util.find_spec("ensurepip") is None:
        yield f"python{PYTHON}-venv"
    for library, package in LIBRARIES.items():
        if not _loads(library):
            yield package
    if purpose == "package" and not _loads(f"libpython{PYTHON}.so.1.0"):
        yield f"libpython{PYTHON}"
    if purpose == "test" and not _has_postgresql():
        yield from ("postgresql", "postgresql-contrib")
    for program, package in PROGRAMS[purpose].items():
        if shutil.which(program) is None:
            yield package


if __name__ == "__main__":
    sys.stdout.write(" ".join(missing_packages(sys.argv[1])))

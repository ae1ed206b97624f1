"""Files that nobody else on this computer may read; on Windows the user's own folders see to that."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

OTHERS = 0o077
FOLDER_MODE, FILE_MODE = 0o700, 0o600


def keep_private() -> None:
    """Let every file made from now on be of its owner alone."""
    if os.name != "nt":
        os.umask(OTHERS)


def make_private(folder: Path) -> None:
    """Take from everybody else what an older program, or a copying by hand, left open in a folder."""
    if os.name == "nt":
        return
    for path in (folder, *_within(folder)):
        with suppress(OSError):
            if not path.is_symlink() and path.stat().st_mode & OTHERS:
                path.chmod(FOLDER_MODE if path.is_dir() else FILE_MODE)


def _within(folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from folder.rglob("*")

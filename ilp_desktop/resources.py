"""Where the files that ship with the program lie, from a source tree or a frozen one."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

RESOURCES = Path(__file__).resolve().parent.parent / "resources"


def resource_path(*parts: str) -> Path:
    """Return the path of a shipped file or folder, e.g. ``resource_path("forms")``."""
    return RESOURCES.joinpath(*parts)


@lru_cache
def catalogue_mark() -> str:
    """Return a mark of every form and reference table that ships: equal marks, equal rules."""
    mark = sha256()
    for part in ("forms", "reference"):
        for file in sorted(RESOURCES.joinpath(part).rglob("*.*")):
            content = file.read_bytes().replace(b"\r\n", b"\n")
            mark.update(f"{file.relative_to(RESOURCES).as_posix()} {len(content)} ".encode() + content)
    return mark.hexdigest()

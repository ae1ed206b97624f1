"""Where the files that ship with the program lie, from a source tree or a frozen one."""

from pathlib import Path

RESOURCES = Path(__file__).resolve().parent.parent / "resources"


def resource_path(*parts: str) -> Path:
    """Return the path of a shipped file or folder, e.g. ``resource_path("forms")``."""
    return RESOURCES.joinpath(*parts)

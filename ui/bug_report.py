"""What is said about a fault of the program: where it happened, and nothing about any patient."""

import traceback

from ilp_desktop.domain.errors import UserError


def describe_bug(error: BaseException) -> str:
    """Return a traceback of places alone: exception types, files, lines, functions; no values, no messages."""
    lines: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines.extend(_one(current))
        current = current.__cause__ or current.__context__
    return "\n".join(lines)


def _one(error: BaseException) -> list[str]:
    """Describe one exception of a chain."""
    kind = type(error)
    told = f": {error.message}" if isinstance(error, UserError) else ""
    lines = [f"{kind.__module__}.{kind.__qualname__}{told}"]
    frames = traceback.extract_tb(error.__traceback__)
    return lines + [f"  {_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def _short(filename: str) -> str:
    """Return the last parts of a path, so that no user's folder is told."""
    return "/".join(filename.replace("\\", "/").split("/")[-3:])

"""What a use case was asked for, as plain values that can be kept and read back, and nothing but what is known read."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from typing import Any
from uuid import UUID

Known = Mapping[str, type[Any]]
"""The classes that may be read back, by their names."""
SIMPLE: tuple[tuple[type[Any], str, Callable[[Any], str]], ...] = (
    (UUID, "id", str),
    (datetime, "at", datetime.isoformat),
    (date, "day", date.isoformat),
    (time, "hour", time.isoformat),
)
"""A moment stands before a day, since it is one."""
READ: Mapping[str, Callable[[str], Any]] = {
    "id": UUID,
    "at": datetime.fromisoformat,
    "day": date.fromisoformat,
    "hour": time.fromisoformat,
}


def plain(value: Any) -> Any:
    """Return a value as JSON holds it, marked with what it was."""
    marked = _mark_of(value)
    if marked is not None:
        return {f"${marked[0]}": marked[1]}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return {key: plain(one) for key, one in value.items()} if isinstance(value, Mapping) else value


def read_plain(kept: Any, known: Known) -> Any:
    """Return the value again; raises ``ValueError`` for what is not known.

    What was added to a class since is left at its default; what it no longer has is dropped.
    """
    if isinstance(kept, list):
        return tuple(read_plain(one, known) for one in kept)
    if not isinstance(kept, Mapping):
        return kept
    marks = [key for key in kept if key.startswith("$")]
    if not marks:
        return {key: read_plain(one, known) for key, one in kept.items()}
    return _marked(marks[0][1:], kept[marks[0]], known)


def identifiers_in(kept: Any) -> frozenset[UUID]:
    """Return every identifier that is named somewhere in what was kept."""
    if isinstance(kept, list):
        return frozenset().union(*map(identifiers_in, kept))
    if not isinstance(kept, Mapping):
        return frozenset()
    if "$id" in kept:
        return frozenset({UUID(kept["$id"])})
    return frozenset().union(*map(identifiers_in, kept.values()))


def _mark_of(value: Any) -> tuple[str, Any] | None:
    """Return what a value is marked with and what stands behind the mark, None for what JSON holds as it is."""
    for kind, mark, written in SIMPLE:
        if isinstance(value, kind):
            return mark, written(value)
    if isinstance(value, Enum):
        return type(value).__name__, value.value
    if is_dataclass(value) and not isinstance(value, type):
        return type(value).__name__, {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, frozenset):
        return "set", sorted((plain(one) for one in value), key=str)
    return None


def _marked(mark: str, body: Any, known: Known) -> Any:
    if mark in READ:
        return READ[mark](body)
    if mark == "set":
        return frozenset(read_plain(one, known) for one in body)
    kind = known.get(mark)
    if kind is None:
        raise ValueError(f"unknown kind of value: {mark}")
    if issubclass(kind, Enum):
        return kind(body)
    has = {one.name for one in fields(kind)}
    return kind(**{name: read_plain(one, known) for name, one in body.items() if name in has})

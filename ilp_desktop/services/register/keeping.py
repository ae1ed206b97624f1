"""Working something out once for each key."""

from collections.abc import Callable
from typing import TypeVar

Key = TypeVar("Key")
Kept = TypeVar("Kept")


def kept(known: dict[Key, Kept], key: Key, make: Callable[[], Kept]) -> Kept:
    """Return what is known of a key, made now where nothing is."""
    if key not in known:
        known[key] = make()
    return known[key]

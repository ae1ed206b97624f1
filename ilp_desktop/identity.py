"""Identifiers made on the workstation: UUID version 7, which sort by the time they were made (RFC 9562)."""

import secrets
from collections.abc import Callable
from uuid import UUID

from ilp_desktop.clock import Clock

RANDOM_BYTES = 10
MILLISECONDS = 1000


class Identities:
    """Makes identifiers from a clock and a source of random bytes, so that seeded data repeats."""

    def __init__(self, clock: Clock, random_bytes: Callable[[int], bytes] = secrets.token_bytes) -> None:
        self._clock = clock
        self._random_bytes = random_bytes

    def new(self) -> UUID:
        """Return a fresh identifier."""
        milliseconds = int(self._clock.now().timestamp() * MILLISECONDS)
        tail = bytearray(self._random_bytes(RANDOM_BYTES))
        tail[0] = (tail[0] & 0x0F) | 0x70
        tail[2] = (tail[2] & 0x3F) | 0x80
        return UUID(bytes=milliseconds.to_bytes(6, "big") + bytes(tail))

"""Drafts: what is typed and not yet saved, offered again after a crash and gone once it is saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db.local_state import LocalState
from ilp_desktop.clock import Clock
from ilp_desktop.services.signed_in import SignedIn


@dataclass(frozen=True)
class Draft:
    """What was typed, and when it was last kept."""

    typed: Mapping[str, Any]
    kept_at: datetime


class Drafts:
    """The drafts of this workstation; a place is a short name such as ``visit:<id>`` and names no person."""

    def __init__(self, state: LocalState, clock: Clock) -> None:
        self._state = state
        self._clock = clock

    def keep(self, user: SignedIn, place: str, typed: Mapping[str, Any]) -> None:
        """Keep what is typed so far."""
        self._state.keep(user.staff_id, place, typed, self._clock.now())

    def find(self, user: SignedIn, place: str) -> Draft | None:
        """Return the draft of a place, or None."""
        kept = self._state.kept(user.staff_id, place)
        return None if kept is None else Draft(*kept)

    def places(self, user: SignedIn) -> tuple[str, ...]:
        """Return where this user left drafts, the latest first."""
        return self._state.places(user.staff_id)

    def drop(self, user: SignedIn, place: str) -> None:
        """Forget a draft: it was saved, or given up."""
        self._state.drop(user.staff_id, place)

    def close(self) -> None:
        """Close the local file."""
        self._state.close()

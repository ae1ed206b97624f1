"""Drafts: what is typed and not yet saved, offered again after a crash and gone once it is saved."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.exc import DBAPIError, OperationalError

from db.engine import CannotOpen
from db.local_state import FILE_NAME, LocalState
from ilp_desktop.clock import Clock
from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.core.disk_errors import as_user_error
from ilp_desktop.services.core.signed_in import SignedIn

CLIENT_ID = "client_id"
SET_ASIDE = ".rusak"
UNUSABLE = "Folder data tidak dapat dibaca atau ditulis."
DAMAGED = ("not a database", "malformed")


@dataclass(frozen=True)
class Draft:
    """What was typed, and when it was last kept."""

    typed: Mapping[str, Any]
    kept_at: datetime


class Drafts:
    """The drafts of this workstation; a place is a short name such as ``visit:<id>`` and names no person.

    A user's drafts are read from the file once, so that looking one up never waits for the disk. Without a file
    (``state`` is None) nothing outlives the program. A draft whose save was stored before the program was killed is
    none any more: shown again, it would lead whoever saves it to what was stored then. ``saved`` tells which of the
    client ids of saves are stored.
    """

    def __init__(
        self, state: LocalState | None, clock: Clock, saved: Callable[[Collection[UUID]], Collection[UUID]]
    ) -> None:
        self._state = state
        self._clock = clock
        self._saved = saved
        self._kept: dict[UUID, dict[str, Draft]] = {}
        self._saved_places: dict[UUID, tuple[str, ...]] = {}

    def load(self, user: SignedIn) -> None:
        """Read a user's drafts from the file, unless that was done before."""
        self._of(user)

    def keep(self, user: SignedIn, place: str, typed: Mapping[str, Any]) -> None:
        """Keep what is typed so far; raises ``UserError`` when the disk refuses."""
        draft = Draft(typed, self._clock.now())
        with _told():
            if self._state is not None:
                self._state.keep(user.staff_id, place, typed, draft.kept_at)
        self._kept[user.staff_id] = {place: draft} | self._without(user, place)

    def find(self, user: SignedIn, place: str) -> Draft | None:
        """Return the draft of a place, or None."""
        return self._of(user).get(place)

    def places(self, user: SignedIn) -> tuple[str, ...]:
        """Return where this user left drafts, the latest first."""
        return tuple(self._of(user))

    def saved_places(self, user: SignedIn) -> tuple[str, ...]:
        """Return where a draft was found whose save was stored just before the program was killed."""
        self._of(user)
        return self._saved_places.get(user.staff_id, ())

    def follow(self, user: SignedIn, old: Iterable[str], new: str) -> None:
        """Let a draft of one of some places stand at another, unless one stands there already."""
        drafts = self._of(user)
        for place in old:
            if place in drafts and new not in self._of(user):
                self.keep(user, new, drafts[place].typed)
                self.drop(user, place)

    def drop(self, user: SignedIn, place: str) -> None:
        """Forget a draft: it was saved, or given up; raises ``UserError`` when the disk refuses."""
        if place not in self._of(user):
            return
        with _told():
            if self._state is not None:
                self._state.drop(user.staff_id, place)
        self._kept[user.staff_id] = self._without(user, place)

    def close(self) -> None:
        """Close the local file."""
        self._kept = {}
        if self._state is not None:
            self._state.close()

    def _of(self, user: SignedIn) -> dict[str, Draft]:
        """Return a user's drafts; what is returned is never changed, so that any thread may read it."""
        if user.staff_id not in self._kept:
            stored = {} if self._state is None else self._state.kept(user.staff_id)
            drafts = {place: Draft(*found) for place, found in stored.items()}
            saved = self._saved_of(drafts)
            for place in saved:
                del drafts[place]
                if self._state is not None:
                    self._state.drop(user.staff_id, place)
            self._kept[user.staff_id], self._saved_places[user.staff_id] = drafts, saved
        return self._kept[user.staff_id]

    def _saved_of(self, drafts: Mapping[str, Draft]) -> tuple[str, ...]:
        """Return the places whose draft was saved after all."""
        ids = {place: UUID(draft.typed[CLIENT_ID]) for place, draft in drafts.items() if CLIENT_ID in draft.typed}
        saved = self._saved(frozenset(ids.values())) if ids else ()
        return tuple(place for place, client_id in ids.items() if client_id in saved)

    def _without(self, user: SignedIn, place: str) -> dict[str, Draft]:
        return {other: draft for other, draft in self._of(user).items() if other != place}


def open_local_state(folder: Path, key: bytes) -> LocalState:
    """Open the file of drafts; a damaged one is set aside, since it must keep nobody from the records."""
    file = folder / FILE_NAME
    try:
        return LocalState(file, key)
    except OperationalError as error:
        known = as_user_error(error)
        raise known or UserError(UNUSABLE, "Periksa izin folder data.") from error
    except CannotOpen as error:
        if not any(sign in str(error) for sign in DAMAGED):
            raise UserError(UNUSABLE, "Periksa izin folder data.") from error
    for part in (file, Path(f"{file}-wal"), Path(f"{file}-shm")):
        if part.exists():
            part.replace(f"{part}{SET_ASIDE}")
    return LocalState(file, key)


@contextmanager
def _told() -> Iterator[None]:
    """Tell a trouble of the file so that somebody can put it right."""
    try:
        yield
    except DBAPIError as error:
        known = as_user_error(error) if isinstance(error, OperationalError) else None
        raise known or UserError(
            "Isian yang belum disimpan tidak dapat dicadangkan di komputer ini.", "Simpan pekerjaan lebih sering."
        ) from error

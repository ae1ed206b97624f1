"""Sends what was written without the server to it: each entry once, and what it refuses goes on the list."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from db.stand_in import LISTED, SENT
from ilp_desktop.domain.errors import OutOfOrder, StaleRecord, UserError, WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.core.plain_values import read_plain
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import SEEN, UnitOfWork, require
from ilp_desktop.services.stand_in.applying import Applying
from ilp_desktop.services.stand_in.conflict_rows import Listed, renamed
from ilp_desktop.services.stand_in.conflicts import ReplayConflicts
from ilp_desktop.services.stand_in.entries import Problem, entry_of, given_in, named_in

WAITS = "Menunggu keputusan tentang orang atau nomor yang dicatat lebih dahulu."
TAKEN = "Nomor atau data ini sudah dipakai yang lain di server."


@dataclass(frozen=True)
class SentOne:
    """What became of one entry: on the server, or on the list; and how many are left.

    Attributes:
        quiet: it tells only who opened what, and is nobody's work.
    """

    listed: bool
    left: int
    quiet: bool = False


class Sending:
    """Goes through the entries in the order in which they were written."""

    def __init__(self, uow: UnitOfWork, applying: Applying, conflicts: ReplayConflicts) -> None:
        self._uow = uow
        self._applying = applying
        self._conflicts = conflicts

    def waiting(self, user: SignedIn) -> int:
        """Return how many entries that are somebody's work wait to be sent."""
        require(user, Act.SEND_LATER)
        return 0 if self._uow.stand_in is None else self._uow.stand_in.copy.waiting(but=SEEN)

    def send_next(self, user: SignedIn) -> SentOne | None:
        """Send the oldest entry; None when none waits. Raises ``OutOfOrder`` while the server does not answer.

        Cut anywhere, the entry is sent again and stays one: the server knows its client id, or has it on the list.
        """
        require(user, Act.SEND_LATER)
        stand_in = self._uow.stand_in
        row = None if stand_in is None else stand_in.copy.first_waiting()
        if stand_in is None or row is None:
            return None
        fate, became = self._sent(row)
        stand_in.copy.settle(row.client_id, fate, became)
        return SentOne(fate == LISTED, stand_in.copy.waiting(but=SEEN), row.kind == SEEN)

    def end(self, user: SignedIn) -> bool:
        """Go back to the server, unless something still waits to be sent; true when the server is used again."""
        require(user, Act.SEND_LATER)
        stand_in = self._uow.stand_in
        if stand_in is None or stand_in.since is None:
            return True
        if stand_in.copy.waiting():
            return False
        stand_in.end()
        return True

    def _sent(self, row: Any) -> tuple[str, dict[str, str]]:
        """Return what became of an entry, and identifiers that are others on the server."""
        if row.kind == SEEN:
            self._uow.send_seen(row.client_id, [dict(one) for one in read_plain(row.content["wanted"], {})])
            return SENT, {}
        became, listed = self._known_by_now()
        content = renamed(row.content, became)
        entry = entry_of(row.client_id, row.kind, row.at, content)
        if self._conflicts.is_listed(entry):
            return LISTED, {}
        for before in {listed[one] for one in named_in(row.content) if one in listed}:
            decided = self._conflicts.became(entry, before)
            if decided is None:
                self._conflicts.put(Listed(entry, content, Problem.WAITS, WAITS, before))
                return LISTED, {}
            content = renamed(content, decided)
            entry = entry_of(row.client_id, row.kind, row.at, content)
        try:
            applied = self._applying.apply(entry)
        except OutOfOrder:
            raise
        except (UserError, IntegrityError) as error:
            self._conflicts.put(Listed(entry, content, *_why(error)))
            return LISTED, {}
        if applied.other:
            self._conflicts.put(Listed(entry, content, Problem.OTHER_NUMBER, applied.other))
        return SENT, dict(applied.became)

    def _known_by_now(self) -> tuple[dict[str, str], dict[UUID, UUID]]:
        """Return identifiers that are others on the server, and those that entries on the list gave, with the entry."""
        now: dict[str, str] = {}
        listed: dict[UUID, UUID] = {}
        if self._uow.stand_in is None:
            return now, listed
        for row in self._uow.stand_in.copy.settled():
            now |= row.became
            if row.fate == LISTED:
                listed |= dict.fromkeys(given_in(row.content), row.client_id)
        return now, listed


def _why(error: UserError | IntegrityError) -> tuple[Problem, str]:
    if isinstance(error, IntegrityError):
        return Problem.TAKEN, TAKEN
    if isinstance(error, WrongAnswers):
        problem = Problem.NUMBER if error.fields.keys() & {"nik", "bpjs"} else Problem.REFUSED
        return problem, " ".join(error.fields.values())
    kind = Problem.STALE if isinstance(error, StaleRecord) else Problem.REFUSED
    return kind, " ".join(part for part in (error.message, error.remedy) if part)

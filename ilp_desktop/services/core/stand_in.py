"""The copy that stands in for a server that is away, and what was written meanwhile as it is sent to the server."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from db.feed import ChangeFeed
from db.models import Counter
from db.queries.adding import adding
from db.stand_in import LocalCopy, block_of, take_number
from ilp_desktop.domain.errors import UserError

QUEUE = "antrean"
"""The block of queue numbers: one for every letter and day."""
FOLDER_COUNTER, SERIAL_COUNTER = "folder", "serial"
LETTER_COUNTERS = ("rujukan", "rujukan-internal")
"""The counters of the letters that a room writes without the server."""
LETTERS = "ruju"
"""How the counter of any letter begins."""
NO_LETTER_NUMBER = "Komputer ini tidak punya nomor cadangan untuk surat itu."
LETTER_LATER = "Kosongkan tab Rujukan dan simpan; suratnya ditulis begitu server kembali. Isian tetap sebagai konsep."
_COUNT = adding(Counter.__table__, "value", returning="value")


class StandIn:
    """Tells whether the copy of this workstation stands in for the server, and since when.

    Attributes:
        copy: the file.
        since: when the server was lost; None while it is there.
    """

    def __init__(self, copy: LocalCopy) -> None:
        self.copy = copy
        self.since: datetime | None = None

    def begin(self, at: datetime) -> None:
        """Let the copy stand in from now on, and tell of whatever is written to it, be it before anybody asks."""
        if self.since is None:
            self.copy.database.feed.poll()
            self.since = at

    def end(self) -> None:
        """Go back to the server."""
        self.since = None

    def number(self, session: Session, facility_id: UUID, name: str, period: str) -> int:
        """Take a number that the server reserved for this workstation; raises ``UserError`` when there is none left."""
        if name.startswith(LETTERS):
            number = take_number(session, letter_block(name, period))
            if number is None:
                raise UserError(NO_LETTER_NUMBER, LETTER_LATER)
        elif not name.startswith(f"{QUEUE}-"):
            number = take_number(session, name)
        else:
            block = block_of(session, QUEUE)
            wanted = {"facility_id": facility_id, "name": name, "period": f"+{period}", "value": 1}
            used = int(session.connection().execute(_COUNT, wanted).scalar_one())
            number = None if block is None or block[0] + used - 1 > block[1] else block[0] + used - 1
        if number is None:
            raise UserError(
                "Nomor cadangan komputer ini untuk Mode darurat sudah habis.",
                "Pakai komputer loket lain, atau catat di kertas dan masukkan lewat Susulan.",
            )
        return number


def is_reserved(name: str) -> bool:
    """Tell whether people see the numbers of a counter, so that without the server they come from a reserve."""
    return name in (FOLDER_COUNTER, SERIAL_COUNTER) or name.startswith((f"{QUEUE}-", LETTERS))


def letter_block(name: str, period: str) -> str:
    """Return under which name the numbers of a letter's counter are reserved for a year."""
    return f"{name}/{period}"


class EitherFeed:
    """The feed of the server, or of the copy while that stands in."""

    def __init__(self, server: ChangeFeed, stand_in: StandIn) -> None:
        self._server = server
        self._stand_in = stand_in
        self.look_every_ms = server.look_every_ms

    @property
    def _now(self) -> ChangeFeed:
        return self._server if self._stand_in.since is None else self._stand_in.copy.database.feed

    def fileno(self) -> int:
        """Return the descriptor of the bell that counts now."""
        return self._now.fileno()

    def concern(self, facility_id: UUID) -> None:
        """Tell from now on of the changes of one Puskesmas only."""
        self._server.concern(facility_id)
        self._stand_in.copy.database.feed.concern(facility_id)

    def drain(self) -> bool:
        """Silence the bell without waiting."""
        return self._now.drain()

    def poll(self) -> frozenset[str]:
        """Return the subjects changed since the last call."""
        return self._now.poll()


@dataclass
class Past:
    """Something that was written without the server, while it is written there.

    Attributes:
        at: when it was written.
        ids: the identifiers that were given then, by what they were given to.
        numbers: the numbers that were handed out then, by counter; each is taken once.
        papers: what papers said that were handed out then, by what they are.
    """

    at: datetime
    ids: Mapping[str, UUID] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    papers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Kept:
    """What a use case keeps to be sent to the server."""

    kind: str
    client_id: UUID
    wanted: Any
    told: str
    made: Mapping[str, Any]

"""The feed of changes: a bell that wakes readers, and the question «what changed since I last looked?»."""

import select
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import Engine, Integer, String, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from db.base import Id
from db.pipelined import LATER
from ilp_desktop.domain.errors import UserError

CHANNEL = "ilp_change"
COMMIT_ORDER_LOCK = 4_902_015
BELL = text("SELECT pg_advisory_xact_lock(:lock), pg_notify(:channel, :whose)").execution_options(**{LATER: True})
AFTERWARDS = text("SELECT seq, subject, facility_id FROM change WHERE seq > :seen ORDER BY seq").columns(
    seq=Integer(), subject=String(), facility_id=Id()
)


class ChangeFeed(Protocol):
    """Wakes the window when somebody committed and names the subjects that changed.

    Attributes:
        look_every_ms: how often to poll besides the bell, for what it does not ring for.
    """

    look_every_ms: int

    def fileno(self) -> int:
        """Return a descriptor that becomes readable when something may have changed; -1 while there is none."""

    def concern(self, facility_id: UUID) -> None:
        """Tell from now on of the changes of one Puskesmas only; a database may hold several."""

    def drain(self) -> bool:
        """Silence the bell without waiting; False when it rang for other Puskesmas only."""

    def poll(self) -> frozenset[str]:
        """Return the subjects changed since the last call, by this program or another.

        Raises ``UserError`` while the database cannot be reached.
        """

    def announce(self, session: Session, facility_id: UUID) -> None:
        """Prepare the bell inside the transaction, before its change rows are written."""

    def ring(self) -> None:
        """Wake the readers of this process; called after each commit."""

    def close(self) -> None:
        """Let go of the descriptor."""


class _Since:
    """Remembers the last change seen and asks for later ones.

    Attributes:
        facility_id: the Puskesmas whose changes are told; None for all.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._seen: int | None = None
        self.facility_id: UUID | None = None

    def subjects(self) -> frozenset[str]:
        with _told():
            return self._asked()

    def _asked(self) -> frozenset[str]:
        with self._engine.connect() as connection:
            if self._seen is None:
                self._seen = connection.execute(text("SELECT coalesce(max(seq), 0) FROM change")).scalar_one()
                return frozenset()
            rows = connection.execute(AFTERWARDS, {"seen": self._seen}).all()
        if rows:
            self._seen = rows[-1].seq
        return frozenset(row.subject for row in rows if self.facility_id in (None, row.facility_id))


@contextmanager
def _told(*kinds: type[Exception]) -> Iterator[None]:
    troubles: tuple[type[Exception], ...] = (OperationalError, *kinds)
    try:
        yield
    except troubles as error:
        raise UserError("Perubahan terbaru tidak dapat dibaca.", "Periksa jaringan dan folder data.") from error


class LocalFeed:
    """The feed of a SQLite file: a socket pair within this process, the file's data version for other processes."""

    look_every_ms = 200

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._since = _Since(engine)
        self._watch: Any = None
        self._version: int | None = None
        self._heard, self._bell = socket.socketpair()
        self._heard.setblocking(False)
        self._bell.setblocking(False)

    def fileno(self) -> int:
        """Return the readable end of the bell."""
        return self._heard.fileno()

    def concern(self, facility_id: UUID) -> None:
        """Tell from now on of the changes of one Puskesmas only."""
        self._since.facility_id = facility_id

    def drain(self) -> bool:
        """Silence the bell."""
        with suppress(BlockingIOError):
            while self._heard.recv(512):
                pass
        return True

    def poll(self) -> frozenset[str]:
        """Return the subjects changed since the last call; a file that nobody wrote to is not asked."""
        with _told(self._engine.dialect.loaded_dbapi.OperationalError):
            version = self._data_version()
        if version == self._version:
            return frozenset()
        subjects = self._since.subjects()
        self._version = version
        return subjects

    def announce(self, session: Session, facility_id: UUID) -> None:
        """Nothing to prepare: one writer at a time already gives the commit order."""

    def ring(self) -> None:
        """Wake the readers; a full bell already rings."""
        try:
            self._bell.send(b"!")
        except BlockingIOError:
            return

    def close(self) -> None:
        """Close both ends of the bell, and the connection that watches the file."""
        self._heard.close()
        self._bell.close()
        if self._watch is not None:
            self._watch.close()
            self._watch = None

    def _data_version(self) -> int:
        """Return a number that differs once anybody else has committed; one connection must ask each time."""
        if self._watch is None:
            borrowed = self._engine.raw_connection()
            self._watch = borrowed.driver_connection
            borrowed.detach()
        found: int = self._watch.execute("PRAGMA data_version").fetchone()[0]
        return found


class ServerFeed:
    """The feed of a PostgreSQL server: NOTIFY rings, the change table says what.

    The listening connection is made, and made anew when lost, by ``poll``: nothing else here waits for the server.
    """

    look_every_ms = 3000
    """The bell tells of changes; this finds a server that came back."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._since = _Since(engine)
        self._listener: Any = None
        self._lost = False

    def fileno(self) -> int:
        """Return the socket of the listening connection; -1 while nobody listens."""
        return -1 if self._listener is None or self._lost else int(self._listener.fileno())

    def concern(self, facility_id: UUID) -> None:
        """Tell from now on of the changes of one Puskesmas only."""
        self._since.facility_id = facility_id

    def drain(self) -> bool:
        """Read the notifications that have arrived, and let go of a connection that has ended."""
        listener, rang_for = self._listener, set[bytes]()
        if listener is None or self._lost:
            return True
        try:
            while select.select([listener], [], [], 0)[0]:
                listener.pgconn.consume_input()
                while notice := listener.pgconn.notifies():
                    rang_for.add(notice.extra)
        except self._engine.dialect.loaded_dbapi.Error:
            self.close()
            return True
        own = self._since.facility_id
        return own is None or own.hex.encode() in rang_for

    def poll(self) -> frozenset[str]:
        """Return the subjects changed since the last call, listening from now on.

        A server that does not answer is not heard either: whoever waits at the socket turns away before it is closed,
        at the next call.
        """
        if self._lost:
            self.close()
        with _told():
            if self._listener is None:
                self._listener = self._listening()
        try:
            return self._since.subjects()
        except UserError:
            self._lost = True
            raise

    def announce(self, session: Session, facility_id: UUID) -> None:
        """Number the changes in commit order, and ring for the Puskesmas when the transaction commits."""
        session.connection().execute(BELL, {"lock": COMMIT_ORDER_LOCK, "channel": CHANNEL, "whose": facility_id.hex})

    def ring(self) -> None:
        """Nothing to do: the server rings at commit."""

    def close(self) -> None:
        """Close the listening connection."""
        if self._listener is not None:
            self._listener.close()
        self._listener, self._lost = None, False

    def _listening(self) -> Any:
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        connection.exec_driver_sql(f"LISTEN {CHANNEL}")
        listener = connection.connection.driver_connection
        connection.detach()
        return listener

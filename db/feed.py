"""The feed of changes: a bell that wakes readers, and the question «what changed since I last looked?»."""

import select
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from ilp_desktop.domain.errors import UserError

CHANNEL = "ilp_change"
COMMIT_ORDER_LOCK = 4_902_015


class ChangeFeed(Protocol):
    """Wakes the window when somebody committed and names the subjects that changed."""

    def fileno(self) -> int:
        """Return a descriptor that becomes readable when something may have changed; -1 while there is none."""

    def drain(self) -> None:
        """Silence the bell without waiting."""

    def poll(self) -> frozenset[str]:
        """Return the subjects changed since the last call, by this program or another.

        Raises ``UserError`` while the database cannot be reached.
        """

    def announce(self, session: Session) -> None:
        """Prepare the bell inside the transaction, before its change rows are written."""

    def ring(self) -> None:
        """Wake the readers of this process; called after each commit."""

    def close(self) -> None:
        """Let go of the descriptor."""


class _Since:
    """Remembers the last change seen and asks for later ones."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._seen: int | None = None

    def subjects(self) -> frozenset[str]:
        with _told():
            return self._asked()

    def _asked(self) -> frozenset[str]:
        with self._engine.connect() as connection:
            if self._seen is None:
                self._seen = connection.execute(text("SELECT coalesce(max(seq), 0) FROM change")).scalar_one()
                return frozenset()
            rows = connection.execute(
                text("SELECT seq, subject FROM change WHERE seq > :seen ORDER BY seq"), {"seen": self._seen}
            ).all()
        if rows:
            self._seen = rows[-1].seq
        return frozenset(row.subject for row in rows)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        raise UserError("Perubahan terbaru tidak dapat dibaca.", "Periksa jaringan dan folder data.") from error


class LocalFeed:
    """The feed of a SQLite file: a socket pair within this process, the change table for other processes."""

    def __init__(self, engine: Engine) -> None:
        self._since = _Since(engine)
        self._heard, self._bell = socket.socketpair()
        self._heard.setblocking(False)
        self._bell.setblocking(False)

    def fileno(self) -> int:
        """Return the readable end of the bell."""
        return self._heard.fileno()

    def drain(self) -> None:
        """Silence the bell."""
        try:
            while self._heard.recv(512):
                pass
        except BlockingIOError:
            return

    def poll(self) -> frozenset[str]:
        """Return the subjects changed since the last call."""
        return self._since.subjects()

    def announce(self, session: Session) -> None:
        """Nothing to prepare: one writer at a time already gives the commit order."""

    def ring(self) -> None:
        """Wake the readers; a full bell already rings."""
        try:
            self._bell.send(b"!")
        except BlockingIOError:
            return

    def close(self) -> None:
        """Close both ends of the bell."""
        self._heard.close()
        self._bell.close()


class ServerFeed:
    """The feed of a PostgreSQL server: NOTIFY rings, the change table says what.

    The listening connection is made, and made anew when lost, by ``poll``: nothing else here waits for the server.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._since = _Since(engine)
        self._listener: Any = None

    def fileno(self) -> int:
        """Return the socket of the listening connection; -1 while nobody listens."""
        return -1 if self._listener is None else int(self._listener.fileno())

    def drain(self) -> None:
        """Read the notifications that have arrived, and let go of a connection that has ended."""
        listener = self._listener
        if listener is None:
            return
        try:
            while select.select([listener], [], [], 0)[0]:
                listener.pgconn.consume_input()
                while listener.pgconn.notifies():
                    pass
        except self._engine.dialect.loaded_dbapi.Error:
            self.close()

    def poll(self) -> frozenset[str]:
        """Return the subjects changed since the last call, listening from now on."""
        if self._listener is None:
            with _told():
                self._listener = self._listening()
        return self._since.subjects()

    def announce(self, session: Session) -> None:
        """Number the changes in commit order, and ring when the transaction commits."""
        bell = text("SELECT pg_advisory_xact_lock(:lock), pg_notify(:channel, '')")
        session.execute(bell, {"lock": COMMIT_ORDER_LOCK, "channel": CHANNEL})

    def ring(self) -> None:
        """Nothing to do: the server rings at commit."""

    def close(self) -> None:
        """Close the listening connection."""
        if self._listener is not None:
            self._listener.close()
            self._listener = None

    def _listening(self) -> Any:
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        connection.exec_driver_sql(f"LISTEN {CHANNEL}")
        listener = connection.connection.driver_connection
        connection.detach()
        return listener

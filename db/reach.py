"""Whether a server answers, asked beside all other work; and letting go of what waits for one that is gone."""

import select
import socket
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any
from weakref import WeakSet

from sqlalchemy import Engine, event

LEAST_PATIENCE_S = 2
"""A shorter time for a connection is taken for this one by the driver."""


class ServerReach:
    """Asks a server on a connection of its own, and knows every connection that may be waiting for it.

    A network that swallows what is sent keeps the one who asked waiting for as long as it likes: only the asker's own
    clock tells, and only closing the socket lets them go.
    """

    def __init__(self, engines: Sequence[Engine], chosen: Mapping[str, Any]) -> None:
        self._engine = engines[0]
        self._chosen = chosen
        self._asking: Any = None
        self._open: WeakSet[Any] = WeakSet()
        for engine in engines:
            event.listen(engine, "connect", self._on_connect)

    def answers(self, patience_s: float) -> bool:
        """Tell whether the server answers within so many seconds; waits as long, on the thread that calls it."""
        try:
            if self._asking is None:
                self._asking = self._connected(patience_s)
            return self._asked(patience_s)
        except (OSError, ValueError, self._errors):
            self.close()
            return False

    def let_go(self) -> int:
        """Cut every connection, so that whoever waits for an answer is told that there is none; returns how many."""
        cut = 0
        for connection in list(self._open):
            cut += _shut(connection, self._errors)
        return cut

    def close(self) -> None:
        """Close the connection that asks."""
        asking, self._asking = self._asking, None
        if asking is not None:
            _shut(asking, self._errors)
            asking.close()

    @property
    def _errors(self) -> type[Exception]:
        found: type[Exception] = self._engine.dialect.loaded_dbapi.Error
        return found

    def _on_connect(self, connection: Any, _record: Any) -> None:
        self._open.add(connection)

    def _connected(self, patience_s: float) -> Any:
        dialect = self._engine.dialect
        positional, named = dialect.create_connect_args(self._engine.url)
        wanted = {**named, **self._chosen, "connect_timeout": max(LEAST_PATIENCE_S, round(patience_s))}
        return dialect.connect(*positional, **wanted)

    def _asked(self, patience_s: float) -> bool:
        asking = self._asking.pgconn
        asking.send_query(b"SELECT 1")
        while True:
            if not select.select([asking.socket], [], [], patience_s)[0]:
                self.close()
                return False
            asking.consume_input()
            while not asking.is_busy():
                if asking.get_result() is None:
                    return True


def _shut(connection: Any, errors: type[Exception]) -> bool:
    """End the talk on a connection's socket, whoever listens there; it stays to be closed by its owner."""
    if connection.closed:
        return False
    with suppress(OSError, errors):
        twin = socket.fromfd(connection.fileno(), socket.AF_INET, socket.SOCK_STREAM)
        try:
            twin.shutdown(socket.SHUT_RDWR)
        finally:
            twin.close()
        return True
    return False

"""What is said on one connection to a server: what needs no answer waits and goes along with what does.

Every answer of a server costs a way there and back. Statements that write and return nothing wait here, in their
order, and are sent together with the next one that asks, or with the COMMIT; so is the BEGIN. Reads that are known to
come (``db/ahead.py``) are asked together, and their answers handed out when it is their turn.

A save is stored when its COMMIT is answered, as always: what waited and failed makes the server skip the COMMIT sent
behind it, and is raised there.
"""

import re
import select
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any

from sqlalchemy import Connection

AUTOCOMMIT = "AUTOCOMMIT"
MOST_WAITING = 20_000
"""So many values wait at the most; more of them are no save of one person and are sent at once."""
QUIET_S = 600.0
"""A connection used within so many seconds is taken to be there unless its socket says otherwise.

The system asks the other end every few seconds (``PATIENCE`` in ``db/engine.py``); the socket tells when it is gone.
"""
WRITES = re.compile(r'\s*(?:WITH written AS \()?(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
ROW_GONE = "1 row gone"
ONE_ROW = (
    "WITH written AS ({} RETURNING 1) SELECT ('1' || repeat(' row gone', 1 - count(*)::integer))::integer FROM written"
)
"""A statement that the server refuses as no number, with all that is sent behind it, when there was nothing to write
to."""
SAVE, UNDO = "SAVEPOINT last_part", "ROLLBACK TO SAVEPOINT last_part"


class Noted(Exception):
    """Not an error: a read that is to be asked along with others was noted down instead of being asked."""


@dataclass(eq=False)
class _Step:
    """A statement that waits.

    Attributes:
        table: what it writes to; empty when it only reads.
        values: its parameters, or a list of them when it is sent once for each.
        cursor: what it is sent with, which then holds its answer; made when it is sent.
    """

    statement: str
    values: Any = None
    many: bool = False
    table: str = ""
    cursor: Any = None

    def reads(self, table: str) -> bool:
        """Tell whether this may read a table, which is no parameter or column of that name; the nameless one is any."""
        return not table or re.search(rf"(?<!%\()(?<!\.)\b{table}\b", self.statement) is not None

    def send(self, connection: Any) -> None:
        """Send this on its cursor."""
        self.cursor = self.cursor or connection.cursor()
        if self.many:
            self.cursor.executemany(self.statement, self.values)
        else:
            self.cursor.execute(self.statement, self.values)


class Talk:
    """What is said on one connection and not yet sent, and what was answered and not yet asked for.

    Attributes:
        level: the isolation level of the next transaction; empty for the server's own.
        read_only: whether the next transaction may only read.
        patient: whether what needs no answer waits in this transaction; whoever counts what it wrote is not.
        noting: whether a read that comes now is noted down, to be asked along with the next that is asked.
    """

    def __init__(self, connection: Any, errors: type[Exception]) -> None:
        self.level = ""
        self.read_only = False
        self.patient = self.noting = False
        self._connection = connection
        self._errors = errors
        self._begin = ""
        self._waiting: list[_Step] = []
        self._answers: list[_Step] = []
        self._otherwise: Callable[[], object] | None = None
        self._used = monotonic()
        self._owed = False
        self._undone = 0

    def begin(self) -> None:
        """Begin a transaction with the first statement that is sent."""
        self._forget()
        self.patient = False
        if self.level != AUTOCOMMIT:
            level = f" ISOLATION LEVEL {self.level}" if self.level else ""
            self._begin = f"BEGIN{level}{' READ ONLY' if self.read_only else ''}"

    def later(self, statement: str, values: Any, *, many: bool) -> None:
        """Let a statement wait whose answer nobody needs; what was read of its table before is asked anew."""
        written = WRITES.match(statement)
        table = written.group(1) if written else ""
        self._unlearn(table)
        self._waiting.append(_Step(statement, values, many, table or "?"))
        if sum(len(one.values or ()) for one in self._waiting) > MOST_WAITING:
            self._send([])

    def ask(self, cursor: Any, statement: str, values: Any) -> Any:
        """Return the cursor that holds the answer to a statement, sending all that waits."""
        if self.noting:
            if self._known(statement, values) is None:
                self._waiting.append(_Step(statement, values))
            raise Noted
        known = self._taken(statement, values)
        if known is not None:
            return known.cursor
        if written := WRITES.match(statement):
            self._unlearn(written.group(1))
        if hasattr(cursor, "name"):  # rows that the server hands out some at a time cannot be sent for with others
            self.settle()
            cursor.execute(statement, values)
        else:
            self._send([_Step(statement, values, cursor=cursor)])
        return cursor

    def ask_many(self, cursor: Any, statement: str, values: Sequence[Any]) -> None:
        """Send a statement once for each set of values, behind all that waits."""
        self.settle()
        cursor.executemany(statement, values)

    def settle(self) -> None:
        """Send what waits, for somebody who speaks to the server past this."""
        if self._waiting or self._begin:
            self._send([])

    def commit(self) -> None:
        """Send what waits and the COMMIT together; a transaction in which nothing was sent needs neither."""
        self._waiting = [one for one in self._waiting if one.table]
        if self._begin and not self._waiting:
            self._forget()
        elif self.read_only and self.level != AUTOCOMMIT:
            self._leave()
        elif self._waiting or self._connection.info.transaction_status:
            end = _Step("COMMIT")
            self._end_with(end)
            self._forget()
            if end.cursor.statusmessage != "COMMIT":
                raise self._errors("the server took the transaction back")

    def last_part(self, otherwise: Callable[[], object]) -> None:
        """Say that from here on only one thing is written, and how where the server finds that a row of it is gone."""
        self._waiting.append(_Step(SAVE, table="?"))
        self._otherwise = otherwise

    def _end_with(self, end: _Step) -> None:
        otherwise, self._otherwise = self._otherwise, None
        try:
            self._send([end])
        except self._errors as error:
            if otherwise is None or ROW_GONE not in str(error):
                raise
            # Only a text that psycopg has not met makes it forget the statements it believes to be prepared.
            self._undone += 1
            try:
                self._connection.execute(UNDO.ljust(len(UNDO) + self._undone))
            except self._errors:  # the row that is gone is one of an earlier part
                raise error from None
            end.cursor = None
            otherwise()
            self._send([end])

    def rollback(self) -> None:
        """Forget what waits, and let the server take back what was sent."""
        self._forget()
        if not self._owed:  # else the server was told already that all is read
            self._connection.rollback()

    def is_there(self) -> bool:
        """Tell without a word whether the server can be spoken to: it is heard when it has hung up."""
        if monotonic() - self._used > QUIET_S:
            return False
        self._hear()
        return not select.select([self._connection.fileno()], [], [], 0)[0]

    def _leave(self) -> None:
        """Tell the server that all is read, and wait for its answer only when it is spoken to again."""
        self._forget()
        self._connection.pgconn.send_query(b"COMMIT")
        self._owed = True
        if self._connection.pgconn.flush():
            self._hear()

    def _hear(self) -> None:
        """Take the answer to ``_leave``, which came long ago unless the line is slow."""
        server = self._connection.pgconn
        while self._owed:
            server.flush()
            select.select([server.socket], [], [])
            server.consume_input()
            while not server.is_busy() and self._owed:
                self._owed = server.get_result() is not None

    def _taken(self, statement: str, values: Any) -> _Step | None:
        """Return a read that was asked ahead, answered; each is handed out once."""
        found = self._known(statement, values)
        if found is not None:
            if found.cursor is None:
                self._send([])
            self._answers.remove(found)
        return found

    def _known(self, statement: str, values: Any) -> _Step | None:
        """Return a read that was asked ahead, whether it is answered or waits."""
        asked = (one for one in (*self._answers, *self._waiting) if not one.table)
        return next((one for one in asked if one.statement == statement and _alike(one.values, values)), None)

    def _unlearn(self, table: str) -> None:
        """Let go of answers that a write to this table makes old; of all when nobody knows what is written."""
        self._answers = [one for one in self._answers if not one.reads(table)]
        self._waiting = [one for one in self._waiting if one.table or not one.reads(table)]

    def _send(self, more: Sequence[_Step]) -> None:
        self._hear()
        begin = [_Step(self._begin, table="?")] if self._begin else []
        waited = self._waiting
        steps = [*begin, *waited, *more]
        self._begin, self._waiting = "", []
        self._used = monotonic()
        first: Exception | None = None
        if len(steps) == 1:
            steps[0].send(self._connection)
        else:
            try:
                with self._connection.pipeline():
                    first = self._queued(steps)
            except self._errors as error:
                first = first or error
        if first is not None:
            self._forget()
            raise first
        self._answers += [one for one in waited if not one.table]

    def _queued(self, steps: Sequence[_Step]) -> Exception | None:
        """Send without waiting; return the error when the server already tells of one."""
        try:
            for one in steps:
                one.send(self._connection)
        except self._errors as error:
            return error
        return None

    def _forget(self) -> None:
        self._begin, self._otherwise = "", None
        self._waiting, self._answers = [], []


def _alike(one: Any, other: Any) -> bool:
    """Tell whether two sets of parameters are equal; values wrapped to be sent as JSON are compared unwrapped."""
    if one == other:
        return True
    if not isinstance(one, dict) or not isinstance(other, dict) or one.keys() != other.keys():
        return False
    return all(getattr(value, "obj", value) == getattr(other[name], "obj", other[name]) for name, value in one.items())


def talk_of(connection: Connection) -> Talk | None:
    """Return what is said on a connection; None where nothing is gained by waiting."""
    if connection.dialect.name == "sqlite":
        return None
    found: Talk | None = getattr(connection.connection.driver_connection, "talk", None)
    return found

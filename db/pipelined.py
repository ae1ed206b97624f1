"""PostgreSQL through psycopg, with a ``Talk`` on each connection, so that a save waits for few answers."""

from typing import Any

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from db.talk import AUTOCOMMIT, ONE_ROW, Talk

DRIVER = "postgresql+pipelined"
LATER = "sent later"
"""An execution option: nobody needs the answer, not even how many rows it was; ``False``: it is needed at once."""
CACHE = "compiled_cache"
SURE = "sure of its row"
"""An execution option of an UPDATE that waits: the server refuses it when it finds no row to write to."""
STATEMENTS_KEPT = 250
"""So many statements stay prepared on a connection: letting go of one takes a way there and back of its own."""


class PipelinedDialect(PGDialect_psycopg):
    """PostgreSQL through psycopg, with a ``Talk`` on each connection; SQLAlchemy asks it to begin, send and commit."""

    supports_statement_cache = True

    def connect(self, *positional: Any, **named: Any) -> Any:
        """Return a connection on which nobody but its talk begins a transaction."""
        connection = super().connect(*positional, **named, autocommit=True)
        connection.prepared_max = STATEMENTS_KEPT
        connection.talk = Talk(connection, self.loaded_dbapi.Error)
        return connection

    def set_isolation_level(self, dbapi_connection: Any, level: Any) -> None:
        """Choose how the next transactions see others."""
        dbapi_connection.talk.level = level

    def set_readonly(self, connection: Any, value: Any) -> None:
        """Choose whether the next transactions may only read."""
        connection.talk.read_only = bool(value)

    def get_readonly(self, connection: Any) -> bool:
        """Return whether the next transactions may only read."""
        return bool(connection.talk.read_only)

    def detect_autocommit_setting(self, dbapi_conn: Any) -> bool:
        """Return whether each statement stands alone."""
        return bool(dbapi_conn.talk.level == AUTOCOMMIT)

    def do_begin(self, dbapi_connection: Any) -> None:
        """Begin with the first statement."""
        dbapi_connection.talk.begin()

    def do_commit(self, dbapi_connection: Any) -> None:
        """Commit what waits along with what was sent."""
        dbapi_connection.talk.commit()

    def do_rollback(self, dbapi_connection: Any) -> None:
        """Take all back."""
        dbapi_connection.talk.rollback()

    def do_ping(self, dbapi_connection: Any) -> bool:
        """Tell whether the server is there, asking it only when it was quiet for long."""
        if not dbapi_connection.talk.is_there():
            super().do_ping(dbapi_connection)  # type: ignore[no-untyped-call]
        return True

    def do_execute(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> None:
        """Send a statement, or let it wait when nobody needs its answer."""
        talk = cursor.connection.talk
        if talk.patient and _can_wait(context):
            talk.later(_sure(statement, context), parameters, many=False)
        else:
            _hand(context, cursor, talk.ask(cursor, statement, parameters))

    def do_execute_no_params(self, cursor: Any, statement: str, context: Any = None) -> None:
        """Send a statement that has no parameters, in which a percent sign is one."""
        _hand(context, cursor, cursor.connection.talk.ask(cursor, statement, None))

    def do_executemany(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> None:
        """Send a statement once for each set of values, or let it wait."""
        talk = cursor.connection.talk
        if talk.patient and _can_wait(context):
            talk.later(_sure(statement, context), list(parameters), many=True)
        else:
            talk.ask_many(cursor, statement, parameters)


def _can_wait(context: Any) -> bool:
    """Tell whether nobody needs the answer of a statement; then say how many rows it is taken to have written."""
    wanted = context.execution_options.get(LATER)
    writes = (context.isinsert or context.isupdate or context.isdelete) and not context.compiled.effective_returning
    if wanted is False or not (wanted or writes):
        return False
    written = len(context.compiled_parameters) if _of_flush(context) else -1
    context._rowcount = written  # noqa: SLF001 - who flushes compares it; SQLAlchemy would ask the empty cursor
    return True


def _sure(statement: str, context: Any) -> str:
    """Return what the server refuses when a row that was read and changed here is no longer there."""
    sure = _of_flush(context) or context.execution_options.get(SURE)
    return ONE_ROW.format(statement) if context.isupdate and sure else statement


def _of_flush(context: Any) -> bool:
    """Tell whether a statement writes rows that the session holds: a flush brings a cache of its own."""
    shared, own = (
        context.root_connection.engine.get_execution_options().get(CACHE),
        context.execution_options.get(CACHE),
    )
    return own is not None and own is not shared


def _hand(context: Any, asked: Any, holds: Any) -> None:
    if context is not None and holds is not asked:
        context.cursor = holds


registry.register("postgresql.pipelined", __name__, PipelinedDialect.__name__)

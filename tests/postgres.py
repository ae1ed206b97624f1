"""A PostgreSQL server of the tests' own: one a process, on a private socket, gone with the process.

Over the loopback address it asks for passwords, as a server of a Puskesmas does.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

SYSTEM_USER = "postgres"  # initdb refuses root
ROLE = "ilp"
EVERYDAY = "petugas"  # the server user whom the services of tests work as
SECONDS_TO_START = 30
UNICODE_WITHOUT_PASSWORDS = ("--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust", "--no-sync")
WHO_MAY_ENTER = "local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n"
SETTINGS = (
    "listen_addresses=127.0.0.1",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
)

CUT_OFF_OTHERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""

HOW_MANY_AND_HOW_NEW = """
    SELECT {name}, count(*), coalesce(max(xmin::text::bigint), 0) FROM public.{table}
"""

FreshDatabase = Callable[..., str]


class PostgresServer:
    """A running server; makes and drops databases and says how they are reached.

    Attributes:
        folder: holds the data and the socket, and so is the host to connect to.
        port: of the socket and of the loopback address.
    """

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.port = port
        self._names = (f"test_{number}" for number in count(1))

    def url(self, database: str, user: str = ROLE) -> str:
        """Return the address of a database as SQLAlchemy takes it."""
        return f"postgresql+psycopg://{user}@/{database}?host={self.folder}&port={self.port}"

    def url_over_loopback(self, database: str) -> str:
        """Return the address of a database over TCP, as another machine has it, with a password."""
        password = "sandi-lewat-jaringan"
        with self.connect(database) as connection:
            connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(ROLE), sql.Literal(password)))
        return f"postgresql+psycopg://{ROLE}:{password}@127.0.0.1:{self.port}/{database}"

    def create(self, template: str = "template0") -> str:
        """Make a new database, a copy of the template, to which nobody may be connected; returns its name."""
        name = next(self._names)
        self._run("CREATE DATABASE {} TEMPLATE {}", name, template)
        return name

    def drop(self, database: str) -> None:
        """Remove a database, cutting off whoever is still connected."""
        self._run("DROP DATABASE {} WITH (FORCE)", database)

    def connect(self, database: str) -> "psycopg.Connection[tuple[Any, ...]]":
        """Return a connection of the superuser on which every statement stands alone."""
        return psycopg.connect(dbname=database, user=ROLE, host=str(self.folder), port=self.port, autocommit=True)

    def _run(self, statement: str, *names: str) -> None:
        with self.connect("postgres") as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


class Rewound:
    """A database that goes back to what it held when this was made, much faster than a new copy is made.

    Attributes:
        url: the address of the database as SQLAlchemy takes it.
    """

    def __init__(self, server: PostgresServer, database: str) -> None:
        self.url = server.url(database, EVERYDAY)
        self._server = server
        self._database = database
        with server.connect(database) as connection:
            rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
            tables = [str(row[0]) for row in rows]
            connection.execute("CREATE SCHEMA pristine")
            connection.execute(_for_each("CREATE TABLE pristine.{table} AS TABLE public.{table}", tables))
            self._as_it_was = _state_now(connection)
            looks = sql.SQL(" UNION ALL ").join(
                sql.SQL(HOW_MANY_AND_HOW_NEW).format(table=sql.Identifier(table), name=sql.Literal(table))
                for table in tables
            )
            self._look = looks.as_string(connection)
            self._rows = {str(row[0]): row[1] for row in connection.execute(self._look.encode()).fetchall()}

    def rewind(self) -> None:
        """Cut off whoever is still connected and put back every row of the tables that were written to."""
        with self._server.connect(self._database) as connection:
            connection.execute(CUT_OFF_OTHERS)
            found = connection.execute(self._look.encode()).fetchall()
            changed = [
                str(table) for table, rows, newest in found if rows != self._rows[table] or newest > self._as_it_was
            ]
            if not changed:
                return
            with connection.transaction():
                connection.execute("SET LOCAL session_replication_role = replica")  # foreign keys rest meanwhile
                connection.execute(_for_each("DELETE FROM public.{table}", changed))
                connection.execute(_for_each("INSERT INTO public.{table} SELECT * FROM pristine.{table}", changed))
            connection.execute(sql.SQL("VACUUM {}").format(sql.SQL(", ").join(map(sql.Identifier, changed))))
            self._as_it_was = _state_now(connection)


def _for_each(statement: str, tables: Sequence[str]) -> sql.Composed:
    """Return the statement once for each table, to be sent together."""
    return sql.SQL("; ").join(sql.SQL(statement).format(table=sql.Identifier(table)) for table in tables)


def _state_now(connection: "psycopg.Connection[tuple[Any, ...]]") -> int:
    """Return the number of a transaction of now: rows written later have a higher one."""
    row = connection.execute("SELECT pg_current_xact_id()::text::bigint").fetchone()
    assert row is not None
    return int(row[0])


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """Start PostgreSQL when the first test asks for it and stop it after the last."""
    with running_server() as server:
        with server.connect("postgres") as connection:
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(EVERYDAY)))
            patience = "GRANT SET ON PARAMETER deadlock_timeout TO {}"  # so that a test need not wait a second
            connection.execute(sql.SQL(patience).format(sql.Identifier(EVERYDAY)))
        yield server


@pytest.fixture
def fresh_postgres(postgres_server: PostgresServer) -> Iterator[FreshDatabase]:
    """Give ``fresh(template="template0")``: the URL of a new database, dropped after the test."""
    made: list[str] = []

    def fresh(template: str = "template0") -> str:
        made.append(postgres_server.create(template))
        return postgres_server.url(made[-1])

    yield fresh
    for database in made:
        postgres_server.drop(database)


@contextmanager
def running_server(*settings: str) -> Iterator[PostgresServer]:
    """Run a server in a folder of its own; ``settings`` come after those of the tests, which trade safety for speed."""
    folder = Path(tempfile.mkdtemp(prefix="ilp-pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, SYSTEM_USER)
        port = free_port()
        with _running_in(folder, port, (*SETTINGS, *settings)):
            yield PostgresServer(folder, port)
    finally:
        shutil.rmtree(folder)


@contextmanager
def _running_in(folder: Path, port: int, settings: tuple[str, ...]) -> Iterator[None]:
    make_cluster(folder / "data")
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(serving(folder / "data", folder, port, settings), stdout=log, stderr=log) as server,
    ):
        try:
            wait_until_ready(server, folder, port)
            yield
        finally:
            server.send_signal(signal.SIGINT)


def make_cluster(data: Path, *chosen: str) -> None:
    """Make the files of an empty server, which lets in whoever comes by the socket."""
    make = [*unprivileged(), f"{programs()}/initdb", "-D", str(data), "-U", ROLE, *UNICODE_WITHOUT_PASSWORDS, *chosen]
    subprocess.run(make, check=True, capture_output=True)
    (data / "pg_hba.conf").write_text(WHO_MAY_ENTER, encoding="utf-8")


def serving(data: Path, sockets: Path, port: int, settings: Sequence[str]) -> list[str]:
    """Return the command line that serves these files; it ends with the thread that started it."""
    where = ["-D", str(data), "-k", str(sockets), "-p", str(port)]
    line = [*unprivileged(), "--pdeathsig", "INT", f"{programs()}/postgres", *where]
    for setting in settings:
        line += ["-c", setting]
    return line


def free_port() -> int:
    """Return a port nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def unprivileged() -> list[str]:
    """Return the start of a command line: as root it steps down to the user whom PostgreSQL accepts."""
    if os.geteuid() != 0:
        return ["setpriv"]
    return ["setpriv", f"--reuid={SYSTEM_USER}", f"--regid={SYSTEM_USER}", "--init-groups"]


def programs() -> Path:
    """Return the folder of the newest installed server's programs."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name))
    if debian:
        return debian[-1]
    found = shutil.which("initdb")
    assert found, "PostgreSQL is not installed; `make test` installs it or says how"
    return Path(found).resolve().parent


def wait_until_ready(server: "subprocess.Popen[bytes]", folder: Path, port: int) -> None:
    """Wait until a server lets somebody in; its log is told when it does not."""
    pause_s = 0.02
    for _ in range(int(SECONDS_TO_START / pause_s)):
        try:
            psycopg.connect(dbname="postgres", user=ROLE, host=str(folder), port=port).close()
        except psycopg.OperationalError:
            _let_run(server, pause_s)
        else:
            return
        if server.returncode is not None:
            break
    raise AssertionError((folder / "log").read_text(encoding="utf-8"))


def _let_run(server: "subprocess.Popen[bytes]", seconds: float) -> None:
    try:
        server.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return

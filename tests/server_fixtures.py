"""A server as a Puskesmas has one: it asks for passwords; its admin makes tables, its daily user may not."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from psycopg import sql

from db.server_prepare import prepare_server
from ilp_desktop.clock import SteppingClock
from ilp_desktop.domain.server_address import ServerAddress, ServerLogin
from ilp_desktop.services.entrance import Entrance
from ilp_desktop.services.start.data_folder import DataFolder
from ilp_desktop.services.start.server_opening import ServerOpening
from tests.house_fixtures import MORNING, new_facility
from tests.postgres import CUT_OFF_OTHERS, ROLE, PostgresServer

HOST = "127.0.0.1"
ADMIN, DAILY = "ilp_admin", "ilp_harian"
SERVER_PASSWORD = "sandi-server-panjang"
HEAD_PHRASE = "kopi pahit di pagi hari"
ROLES = (
    "CREATE ROLE {admin} LOGIN PASSWORD {password}",
    "CREATE ROLE {daily} LOGIN PASSWORD {password}",
)


@dataclass
class Served:
    """An empty database on a server that asks for passwords.

    Attributes:
        admin, daily: how its two users come in.
    """

    server: PostgresServer
    database: str
    admin: ServerLogin
    daily: ServerLogin

    def run(self, statement: str) -> None:
        """Run a statement there as the superuser."""
        with self.server.connect(self.database) as connection:
            connection.execute(statement.encode())

    def close_door(self) -> None:
        """Let nobody in any more, and put out whoever is in."""
        self._let_in(allowed=False)
        self.run(CUT_OFF_OTHERS)

    def open_door(self) -> None:
        """Let everybody in again."""
        self._let_in(allowed=True)

    def _let_in(self, *, allowed: bool) -> None:
        with self.server.connect("postgres") as connection:
            wanted = sql.SQL("ALTER DATABASE {} WITH CONNECTION LIMIT {}")
            connection.execute(wanted.format(sql.Identifier(self.database), sql.Literal(-1 if allowed else 0)))


@pytest.fixture(scope="session")
def server_users(postgres_server: PostgresServer) -> None:
    """Make the two users of the server once."""
    with postgres_server.connect("postgres") as connection:
        for statement in ROLES:
            connection.execute(_filled(statement))


@pytest.fixture(scope="session")
def settled_template(
    postgres_server: PostgresServer, server_users: None, tmp_path_factory: pytest.TempPathFactory
) -> str:
    """Let a computer of the admin set the small Puskesmas up once; returns the database to copy."""
    served = _empty(postgres_server)
    folder = DataFolder(tmp_path_factory.mktemp("admin"))
    way = ServerOpening(folder)
    way.use(served.admin, lambda _fraction, _text: None)
    entrance = Entrance(folder, SteppingClock(MORNING), way)
    entrance.create(HEAD_PHRASE, new_facility(), lambda _fraction, _text: None).lock()
    return served.database


@pytest.fixture
def served(postgres_server: PostgresServer, server_users: None) -> Iterator[Served]:
    """Give an empty database on the server, owned by its admin."""
    made = _empty(postgres_server)
    yield made
    postgres_server.drop(made.database)


@pytest.fixture
def settled(postgres_server: PostgresServer, settled_template: str) -> Iterator[Served]:
    """Give a database on the server that holds the small Puskesmas."""
    made = _served(postgres_server, postgres_server.create(settled_template))
    made.run(f"REVOKE ALL ON DATABASE {made.database} FROM PUBLIC")  # a copy is open to all again
    made.run(f"GRANT CONNECT ON DATABASE {made.database} TO {DAILY}, {ADMIN}")
    yield made
    postgres_server.drop(made.database)


def _empty(server: PostgresServer) -> Served:
    made = _served(server, server.create())
    whole = ServerLogin(replace(made.admin.address, host=str(server.folder), user=ROLE), "")
    prepare_server(whole, ADMIN, DAILY)
    with server.connect("postgres") as connection:
        connection.execute(_filled("ALTER DATABASE {database} OWNER TO {admin}", made.database))
    return made


def _served(server: PostgresServer, database: str) -> Served:
    addresses = [ServerAddress(HOST, database, user, server.port) for user in (ADMIN, DAILY)]
    return Served(server, database, *(ServerLogin(address, SERVER_PASSWORD) for address in addresses))


def _filled(statement: str, database: str = "") -> sql.Composed:
    return sql.SQL(statement).format(
        admin=sql.Identifier(ADMIN),
        daily=sql.Identifier(DAILY),
        password=sql.Literal(SERVER_PASSWORD),
        database=sql.Identifier(database or "postgres"),
    )

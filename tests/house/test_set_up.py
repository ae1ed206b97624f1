"""The test set-up itself: the private PostgreSQL, the closed network, the empty home."""

import socket
from pathlib import Path

import psycopg
import pytest

from tests.postgres import FreshDatabase, PostgresServer


def _connect(url: str) -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(url.replace("+psycopg", ""))


@pytest.mark.postgres
def test_each_fresh_database_is_empty_and_apart(fresh_postgres: FreshDatabase) -> None:
    first, second = fresh_postgres(), fresh_postgres()
    with _connect(first) as connection:
        connection.execute("CREATE TABLE only_here (n int)")
    with _connect(second) as connection:
        rows = connection.execute("SELECT to_regclass('only_here')").fetchall()
    assert rows == [(None,)]


@pytest.mark.postgres
def test_fresh_database_carries_what_its_template_holds(
    postgres_server: PostgresServer, fresh_postgres: FreshDatabase
) -> None:
    template = postgres_server.create()
    with _connect(postgres_server.url(template)) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS n")
    with _connect(fresh_postgres(template)) as connection:
        rows = connection.execute("SELECT n FROM kept").fetchall()
    postgres_server.drop(template)
    assert rows == [(7,)]


@pytest.mark.postgres
def test_server_speaks_utf8_and_listens_to_this_machine_alone(fresh_postgres: FreshDatabase) -> None:
    with _connect(fresh_postgres()) as connection:
        rows = connection.execute(
            "SELECT current_setting('server_encoding'), current_setting('listen_addresses')"
        ).fetchall()
    assert rows == [("UTF8", "127.0.0.1")]


@pytest.mark.parametrize("address", [("192.0.2.1", 443), ("example.org", 443)])
def test_connection_to_the_outside_is_refused(address: tuple[str, int]) -> None:
    with socket.socket() as outside, pytest.raises(PermissionError):
        outside.connect(address)


def test_connection_within_this_machine_works() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as client,
    ):
        assert client.getpeername() == server.getsockname()


def test_home_is_an_empty_folder_of_the_tests(home_of_its_own: Path) -> None:
    assert Path.home() == home_of_its_own

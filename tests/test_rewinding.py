"""The database on the server that tests share is after each of them what it was before."""

from collections.abc import Iterator

import pytest

from tests.postgres import PostgresServer, Rewound

HELD = [("family", 1, "Aminah"), ("family", 2, "Budi"), ("person", 1, "Citra")]
EVERYTHING = "SELECT 'family', * FROM family UNION ALL SELECT 'person', * FROM person ORDER BY 1, 2"


@pytest.fixture
def database(postgres_server: PostgresServer) -> Iterator[str]:
    name = postgres_server.create()
    with postgres_server.connect(name) as connection:
        connection.execute("CREATE TABLE family (id int PRIMARY KEY, name text)")
        connection.execute("CREATE TABLE person (id int PRIMARY KEY REFERENCES family, name text)")
        connection.execute("INSERT INTO family VALUES (1, 'Aminah'), (2, 'Budi')")
        connection.execute("INSERT INTO person VALUES (1, 'Citra')")
    yield name
    postgres_server.drop(name)


def test_whatever_was_written_is_taken_back(postgres_server: PostgresServer, database: str) -> None:
    rewound = Rewound(postgres_server, database)
    for written in (
        "INSERT INTO person VALUES (2, 'Dewi')",
        "UPDATE family SET name = 'Lain' WHERE id = 2",
        "DELETE FROM family WHERE id = 2",
        "DELETE FROM person; DELETE FROM family",
        "DELETE FROM family WHERE id = 2; INSERT INTO family VALUES (3, 'Eka')",
        "TRUNCATE family, person",
        "SELECT 1",
    ):
        for _ in range(2):  # what was put back is noticed when it is written to again
            with postgres_server.connect(database) as connection:
                connection.execute(written.encode())
            rewound.rewind()
            with postgres_server.connect(database) as connection:
                assert connection.execute(EVERYTHING).fetchall() == HELD, written

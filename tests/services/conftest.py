"""The Puskesmas in which every use case of every service can be tried."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from db.engine import Database, open_sqlite
from ilp_desktop.clock import SteppingClock
from ilp_desktop.identity import Identities
from ilp_desktop.services.house import build_house
from tests.house_fixtures import KEY, Users, opened
from tests.services.calling import Known
from tests.services.every_call import know


@pytest.fixture(scope="session")
def known_template(
    sqlite_template: tuple[Path, Users], tmp_path_factory: pytest.TempPathFactory
) -> tuple[bytes, Known, Users]:
    """Make the Puskesmas in which the calls are tried once, as a file to copy."""
    file = tmp_path_factory.mktemp("known") / "ilp.db"
    file.write_bytes(sqlite_template[0].read_bytes())
    database = open_sqlite(file, KEY)
    known = know(opened(database, sqlite_template[1]))
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return file.read_bytes(), known, sqlite_template[1]


@pytest.fixture
def known_anew(known_template: tuple[bytes, Known, Users], tmp_path: Path) -> Iterator[Callable[[], Known]]:
    """Give a function that returns that Puskesmas as it was made, open; the one before is closed."""
    template, known, _ = known_template
    databases: list[Database] = []
    number = count()

    def anew() -> Known:
        for database in databases:
            database.close()
        file = tmp_path / f"ilp-{next(number)}.db"
        file.write_bytes(template)
        databases[:] = [open_sqlite(file, KEY)]
        clock = SteppingClock(known.clinic.clock.now())
        house = build_house(databases[0], None, clock, Identities(clock))
        return replace(known, clinic=replace(known.clinic, house=house, clock=clock, database=databases[0]))

    yield anew
    for database in databases:
        database.close()

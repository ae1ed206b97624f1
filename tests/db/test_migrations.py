"""The schema: migrations give what the models say, on both databases; newer databases are refused."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, select, text
from sqlalchemy import table as table_named

from db.base import Base
from db.engine import Database, open_postgres, open_sqlite
from db.migrate import BrokenUpgrade, NewerDatabase, current_revision, known_revisions, needs_upgrade, upgrade
from tests.db.one_of_each import filled
from tests.house_fixtures import KEY


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Return an empty database of each kind."""
    if request.param == "sqlite":
        database = open_sqlite(tmp_path / "ilp.db", KEY)
    else:
        database = open_postgres(request.getfixturevalue("fresh_postgres")())
    yield database
    database.close()


ON_A_SERVER = ("ix_person_search_text", "ix_person_search_words")


def _ours(_object: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:
    """Leave out what only one database has: the full-text tables and the indexes of a server's search."""
    return not (kind == "table" and str(name).startswith("person_fts")) and name not in ON_A_SERVER


def test_migrations_give_exactly_what_the_models_say(empty_database: Database) -> None:
    upgrade(empty_database.engine)
    assert current_revision(empty_database.engine) == known_revisions()[-1]
    with empty_database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _ours, "compare_type": False})
        assert compare_metadata(context, Base.metadata) == []


def test_upgrading_twice_changes_nothing(empty_database: Database) -> None:
    upgrade(empty_database.engine)
    assert not needs_upgrade(empty_database.engine)
    upgrade(empty_database.engine)


@pytest.mark.parametrize("since", ["0012", "0023"])
def test_a_database_with_rows_in_every_table_loses_none(empty_database: Database, since: str) -> None:
    engine = empty_database.engine
    upgrade(engine, since)
    before = filled(engine)
    upgrade(engine)
    with engine.connect() as connection:
        told = {name: connection.scalar(select(func.count()).select_from(table_named(name))) for name in before}
        assert told == before
        if engine.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_an_upgrade_that_would_leave_rows_without_their_parent_changes_nothing(tmp_path: Path) -> None:
    database = open_sqlite(tmp_path / "ilp.db", KEY)
    upgrade(database.engine, "0023")
    filled(database.engine)
    driver: Any = database.engine.raw_connection()
    driver.execute("PRAGMA foreign_keys = OFF")
    driver.execute("DELETE FROM facility")
    driver.close()
    with pytest.raises(BrokenUpgrade):
        upgrade(database.engine)
    assert current_revision(database.engine) == "0023"
    database.close()


def test_a_newer_database_is_refused(empty_database: Database) -> None:
    upgrade(empty_database.engine)
    with empty_database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.execute(text("DELETE FROM house_state"))
    with pytest.raises(NewerDatabase):
        upgrade(empty_database.engine)


def test_revisions_are_numbered_without_gaps() -> None:
    assert known_revisions() == tuple(f"{number:04}" for number in range(1, len(known_revisions()) + 1))


@pytest.mark.parametrize("table", Base.metadata.sorted_tables, ids=lambda table: table.name)
def test_every_table_belongs_to_a_facility_or_hangs_by_one_that_does(table: Any) -> None:
    alone = {"facility", "client_save", "audit_tip", "house_state"}  # a workstation has one chain, whoever works at it
    by_parent = {foreign.column.table.name for foreign in table.foreign_keys}
    assert table.name in alone or "facility_id" in table.columns or "staff" in by_parent


def test_every_unique_number_is_unique_within_its_facility() -> None:
    for table in Base.metadata.sorted_tables:
        for constraint in table.constraints:
            columns = [column.name for column in getattr(constraint, "columns", ())]
            if type(constraint).__name__ == "UniqueConstraint" and not any(name.endswith("_id") for name in columns):
                raise AssertionError(f"{table.name}: {columns}")

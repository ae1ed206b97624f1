"""What the everyday server user cannot do, whatever program it runs."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from db.base import Base
from db.engine import server_engine, server_url
from db.rights import ONLY_CHANGED, READ_ONLY, REMOVED_FROM, settle_rights
from tests.server_fixtures import DAILY, Served

ROOT = Path(__file__).parents[2]
NOT_PERMITTED = "InsufficientPrivilege"
TABLES = sorted(table.name for table in Base.metadata.sorted_tables)


@pytest.fixture
def daily(settled: Served) -> Iterator[Engine]:
    """Give the way in of the everyday user."""
    engine = server_engine(server_url(settled.daily))
    yield engine
    engine.dispose()


def refused(engine: Engine, statement: str) -> bool:
    """Say whether a statement is refused for want of a right, and for nothing else."""
    with engine.connect() as connection:
        try:
            connection.exec_driver_sql(statement)
        except DBAPIError as error:
            if type(error.orig).__name__ == NOT_PERMITTED:
                return True
            raise
        finally:
            connection.rollback()
    return False


def test_the_everyday_user_makes_and_drops_nothing(daily: Engine) -> None:
    for statement in (
        "CREATE TABLE buku (id integer)",
        "CREATE SCHEMA lain",
        "CREATE TEMPORARY TABLE sementara (id integer)",
        "CREATE ROLE lain LOGIN",
        "CREATE EXTENSION pgcrypto",
        "ALTER TABLE person ADD COLUMN lain text",
        "ALTER TABLE audit DISABLE TRIGGER ALL",
        "DROP TABLE ticket_step",
        "DROP INDEX ix_audit_at",
        "SET ROLE ilp_admin",
        "COPY person TO '/var/lib/orang.txt'",
        "SELECT pg_read_file('pg_hba.conf')",
        "CREATE FUNCTION lain() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
    ):
        assert refused(daily, statement), statement


def test_no_table_is_emptied_at_a_stroke(daily: Engine) -> None:
    assert [table for table in TABLES if not refused(daily, f"TRUNCATE {table}")] == []


def test_rows_go_only_where_the_program_removes_them(daily: Engine) -> None:
    gone = {table for table in TABLES if not refused(daily, f"DELETE FROM {table} WHERE FALSE")}  # noqa: S608
    assert gone == set(REMOVED_FROM)
    assert not gone & {"audit", "form_response", "note", "referral_answer", "person", "encounter"}


def test_what_was_written_once_and_for_all_changes_in_no_column_but_whose_it_is(daily: Engine) -> None:
    for table in Base.metadata.sorted_tables:
        may = {
            column.name
            for column in table.columns
            if not refused(daily, f"UPDATE {table.name} SET {column.name} = {column.name} WHERE FALSE")  # noqa: S608
        }
        everything = {column.name for column in table.columns}
        expected = set() if table.name in READ_ONLY else set(ONLY_CHANGED.get(table.name, everything))
        assert may == expected, table.name


def test_the_trail_and_the_forms_are_closed_to_every_hand_but_the_owners(daily: Engine) -> None:
    for statement in (
        "UPDATE audit SET staff_id = staff_id",
        "DELETE FROM audit",
        "UPDATE form_response SET answers = answers",
        "DELETE FROM form_response",
        "INSERT INTO alembic_version VALUES ('9999')",
        "UPDATE house_state SET value = value",
    ):
        assert refused(daily, statement), statement


def test_a_table_made_by_the_next_revision_can_be_worked_with_at_once_and_loses_what_is_too_much(
    settled: Served, daily: Engine
) -> None:
    owner = server_engine(server_url(settled.admin))
    with owner.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE baru (id integer PRIMARY KEY)")
    assert not refused(daily, "INSERT INTO baru VALUES (1)")
    assert refused(daily, "DELETE FROM baru")
    with owner.begin() as connection:
        connection.exec_driver_sql(f"GRANT ALL ON audit TO {DAILY}")
        settle_rights(connection)
    owner.dispose()
    assert refused(daily, "DELETE FROM audit")
    assert not refused(daily, "UPDATE baru SET id = id")
    assert refused(daily, "DELETE FROM baru")


def test_every_table_named_is_one_there_is() -> None:
    assert (REMOVED_FROM | set(ONLY_CHANGED) | READ_ONLY) - set(TABLES) == {"alembic_version"}
    for name, columns in ONLY_CHANGED.items():
        assert set(columns) <= {column.name for column in Base.metadata.tables[name].columns}


def test_what_the_program_removes_by_a_statement_it_may_remove() -> None:
    models = {mapper.class_.__name__: str(mapper.local_table) for mapper in Base.registry.mappers}
    asked = {
        models[node.args[0].id]
        for folder in ("ilp_desktop/services", "db/queries")
        for file in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "delete"
        if isinstance(node.args[0], ast.Name) and node.args[0].id in models
    }
    assert len(asked) > 8
    assert asked <= REMOVED_FROM

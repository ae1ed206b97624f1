"""Making a place for the program on a server that is there already: two users, a database, and who may do what."""

import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, text
from sqlalchemy.pool import NullPool

from db.engine import server_engine, server_url
from db.migrate import say_catalogue
from db.queries.house_state import has_state
from db.rights import expect_tables, settle_rights
from ilp_desktop.domain.server_address import ServerLogin

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
PASSWORD_LETTERS = 20
MAINTENANCE = "postgres"
ROLE_KNOWN = text("SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = :name)").bindparams(bindparam("name"))
DATABASE_KNOWN = text("SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = :name)").bindparams(bindparam("name"))
HAS_TABLES = text("SELECT to_regclass('public.alembic_version') IS NOT NULL")
IN_UNICODE = "TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'"


@dataclass(frozen=True)
class Made:
    """What was made there.

    Attributes:
        passwords: of the users made now, by name; who was there already keeps theirs.
        checksums: whether the server notices a page that the disk gave back otherwise than it was written.
    """

    passwords: dict[str, str]
    database_made: bool
    checksums: bool


def prepare_server(superuser: ServerLogin, owner: str, daily: str) -> Made:
    """Make both users and the database named by the login, and give each user its rights; safe to repeat."""
    passwords: dict[str, str] = {}
    with _connected(superuser, MAINTENANCE) as connection:
        for name in (owner, daily):
            if not connection.scalar(ROLE_KNOWN, {"name": name}):
                passwords[name] = "".join(secrets.choice(LETTERS) for _ in range(PASSWORD_LETTERS))
                _make_user(connection, name, passwords[name])
        made = _make_database(connection, superuser.address.database, owner, daily)
        checksums = connection.scalar(text("SELECT current_setting('data_checksums')")) == "on"
    with _connected(superuser, superuser.address.database) as connection:
        _furnish(connection, owner, daily)
    return Made(passwords, made, checksums)


def _connected(login: ServerLogin, database: str) -> Any:
    """Return a connection of the superuser on which every statement stands alone."""
    engine = server_engine(server_url(login).set(database=database), poolclass=NullPool, isolation_level="AUTOCOMMIT")
    return engine.connect()


def _make_user(connection: Connection, name: str, password: str) -> None:
    """Make a user; its password leaves this computer only as what the server keeps of it."""
    driver: Any = connection.connection.driver_connection
    kept = driver.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256").decode()
    quoted = connection.dialect.identifier_preparer.quote(name)
    connection.exec_driver_sql(f"CREATE ROLE {quoted} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '{kept}'")


def _make_database(connection: Connection, name: str, owner: str, daily: str) -> bool:
    quoted = connection.dialect.identifier_preparer.quote
    known = bool(connection.scalar(DATABASE_KNOWN, {"name": name}))
    if not known:
        connection.exec_driver_sql(f"CREATE DATABASE {quoted(name)} OWNER {quoted(owner)} {IN_UNICODE}")
    connection.exec_driver_sql(f"REVOKE ALL ON DATABASE {quoted(name)} FROM PUBLIC")
    connection.exec_driver_sql(f"GRANT CONNECT ON DATABASE {quoted(name)} TO {quoted(daily)}")
    return not known


def _furnish(connection: Connection, owner: str, daily: str) -> None:
    quoted = connection.dialect.identifier_preparer.quote
    for statement in (
        "CREATE EXTENSION IF NOT EXISTS pg_trgm",
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        f"REVOKE CREATE ON SCHEMA public FROM {quoted(daily)}",
        f"GRANT CREATE, USAGE ON SCHEMA public TO {quoted(owner)}",
        f"GRANT USAGE ON SCHEMA public TO {quoted(daily)}",
    ):
        connection.exec_driver_sql(statement)
    expect_tables(connection, owner, daily)
    if connection.scalar(HAS_TABLES):
        settle_rights(connection, daily)
        if has_state(connection):
            say_catalogue(connection)

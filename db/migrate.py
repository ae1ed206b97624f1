"""Bringing a database to the schema of this program; a newer one is never changed, and refused if too new to work on.

A revision only adds: the release before goes on working until every workstation has been brought up to date.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, inspect, text

from db.queries.house_state import CATALOGUE, has_state, said, say
from db.queries.house_state import WORKS_SINCE as WORKS_FROM
from db.rights import settle_rights
from ilp_desktop import VERSION
from ilp_desktop.clock import SystemClock
from ilp_desktop.resources import catalogue_mark

UPGRADE_LOCK = 4_902_016
SETTING_UP_LOCK = 4_902_017
WORKS_SINCE = "0026"
"""The revision of the release before this one, whose program keeps working on what this one has made of the schema."""
MIGRATIONS = Path(__file__).resolve().parent / "migrations"


class NewerDatabase(Exception):
    """The database was written by a newer program."""


class BrokenUpgrade(Exception):
    """A revision left rows that point to nothing; the database stays as it was."""


def known_revisions() -> tuple[str, ...]:
    """Return the revisions of this program, oldest first; a revision is the number its file name begins with."""
    files = sorted((MIGRATIONS / "versions").glob("[0-9]*.py"))
    return tuple(file.name.split("_")[0] for file in files)


def current_revision(engine: Engine) -> str | None:
    """Return the revision of a database, or None when it is empty."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return found


def needs_upgrade(engine: Engine) -> bool:
    """Say whether the database is older than this program; raises ``NewerDatabase`` when it is too new for it."""
    current = current_revision(engine)
    if current is not None and current not in known_revisions():
        with engine.connect() as connection:
            if not still_serves(connection):
                raise NewerDatabase(current)
        return False
    return current != known_revisions()[-1]


def settle(engine: Engine) -> None:
    """Bring a server up to date, and let it say by which forms and tables it works; for the owner of its tables."""
    upgrade(engine)
    with engine.begin() as connection:
        say_catalogue(connection)
        settle_rights(connection)


def say_catalogue(connection: Connection) -> None:
    """Let the database say that it works by the forms and tables of this program."""
    say(connection, CATALOGUE, {"mark": catalogue_mark(), "version": VERSION}, SystemClock().now())


def other_catalogue(connection: Connection) -> str:
    """Return the version of the program whose forms and tables the server works by; empty when they are ours."""
    found = said(connection, CATALOGUE)
    if found is None or found.value.get("mark") == catalogue_mark():
        return ""
    return str(found.value.get("version", "?"))


def still_serves(connection: Connection) -> bool:
    """Say whether a database written by a newer program names this one as one that goes on working with it."""
    oldest = said(connection, WORKS_FROM)
    return oldest is not None and str(oldest.value.get("revision", "")) in known_revisions()


def upgrade(engine: Engine, to: str = "head") -> None:
    """Create or upgrade the schema, in one transaction; of two programs that start together, one does it."""
    if not needs_upgrade(engine):
        return
    from alembic import command  # noqa: PLC0415 - heavy, and needed only when the schema changes
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    with engine.connect() as connection, _tables_may_be_made_anew(connection), connection.begin():
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({UPGRADE_LOCK})")
        config.attributes["connection"] = connection
        command.upgrade(config, to)
        if has_state(connection):
            say(connection, WORKS_FROM, {"revision": WORKS_SINCE}, SystemClock().now())
        if engine.dialect.name == "postgresql":
            settle_rights(connection)
        if engine.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise BrokenUpgrade


@contextmanager
def _tables_may_be_made_anew(connection: Connection) -> Iterator[None]:
    """Let SQLite drop a table whose copy takes its place, though rows of others hang on it.

    What points to nothing afterwards is looked for before the upgrade counts. The pragma does nothing inside of a
    transaction, so it is said outside.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")


@contextmanager
def setting_up_alone(engine: Engine) -> Iterator[None]:
    """Keep every other program on this server from setting a Puskesmas up meanwhile; they wait here."""
    with engine.connect() as connection, connection.begin():
        connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
        connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({SETTING_UP_LOCK})")
        yield

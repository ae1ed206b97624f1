"""Bringing a database to the schema of this program; a newer one is refused, never changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, inspect, text

UPGRADE_LOCK = 4_902_016
SETTING_UP_LOCK = 4_902_017
MIGRATIONS = Path(__file__).resolve().parent / "migrations"


class NewerDatabase(Exception):
    """The database was written by a newer program."""


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
    """Say whether the database is older than this program; raises ``NewerDatabase`` when it is newer."""
    current = current_revision(engine)
    if current is not None and current not in known_revisions():
        raise NewerDatabase(current)
    return current != known_revisions()[-1]


def upgrade(engine: Engine) -> None:
    """Create or upgrade the schema, in one transaction; of two programs that start together, one does it."""
    if not needs_upgrade(engine):
        return
    from alembic import command  # noqa: PLC0415 - heavy, and needed only when the schema changes
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({UPGRADE_LOCK})")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


@contextmanager
def setting_up_alone(engine: Engine) -> Iterator[None]:
    """Keep every other program on this server from setting a Puskesmas up meanwhile; they wait here."""
    with engine.connect() as connection, connection.begin():
        connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
        connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({SETTING_UP_LOCK})")
        yield

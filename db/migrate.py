"""Bringing a database to the schema of this program; a newer one is refused, never changed."""

from pathlib import Path

from sqlalchemy import Engine, inspect, text

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
    """Create or upgrade the schema, in one transaction."""
    if not needs_upgrade(engine):
        return
    from alembic import command  # noqa: PLC0415 - heavy, and needed only when the schema changes
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")

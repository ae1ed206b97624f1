"""Letting go of change rows that no open window can still be waiting for."""

from datetime import datetime

from sqlalchemy import delete

from db.engine import Database
from db.models import Change


def forget_old_changes(database: Database, before: datetime) -> None:
    """Delete the change rows made before an instant; the audit trail is untouched."""
    with database.writing() as session, session.begin():
        session.execute(delete(Change).where(Change.at < before))

"""Letting go of change rows that no open window can still be waiting for."""

from datetime import datetime

from sqlalchemy import delete, func, select

from db.engine import Database
from db.models import Change


def forget_old_changes(database: Database, before: datetime) -> None:
    """Delete the change rows made before an instant, but the newest; the audit trail is untouched.

    SQLite would number on from 1 in an empty table, and a window that has seen more would miss every change.
    """
    with database.writing() as session, session.begin():
        session.execute(
            delete(Change).where(Change.at < before, Change.seq < select(func.max(Change.seq)).scalar_subquery())
        )

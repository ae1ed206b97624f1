"""One short text for everything in a database: equal data, equal digest."""

from hashlib import sha256

from sqlalchemy import select

from db.base import Base
from db.engine import Database


def digest(database: Database) -> str:
    """Return the digest over all rows of all tables, in the order of their keys."""
    total = sha256()
    with database.reading() as session:
        for table in Base.metadata.sorted_tables:
            total.update(table.name.encode())
            for row in session.execute(select(table).order_by(*table.primary_key.columns)):
                total.update(repr(tuple(row)).encode())
    return total.hexdigest()

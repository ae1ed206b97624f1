"""One short text for everything in a database: equal data, equal digest."""

from hashlib import sha256

from sqlalchemy import select

from db.base import Base
from db.engine import Database
from db.models import HouseState


def digest(database: Database) -> str:
    """Return the digest over all rows of all tables, in the order of their keys.

    What a database says of itself (when its tables were made, its last backup) goes by the clock of the computer.
    """
    total = sha256()
    with database.reading() as session:
        for table in (one for one in Base.metadata.sorted_tables if one.name != HouseState.__tablename__):
            total.update(table.name.encode())
            for row in session.execute(select(table).order_by(*table.primary_key.columns)):
                total.update(repr(tuple(row)).encode())
    return total.hexdigest()

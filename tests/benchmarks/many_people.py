"""A hundred thousand people: the demo's 30,000 with their services due, several times over, each with its own key."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from db.engine import Database

PEOPLE = 100_000
RW_APART = 10
WAYS_TO_LIVE = 3
Changed = Mapping[str, str]


def multiply(database: Database, people: int = PEOPLE) -> int:
    """Copy people and what is due for them until there are so many, and return how many there are.

    A copy has another first byte in its identifiers, so that copies lie apart in the tables as people registered in
    other years do, and lives in another RW, so that an RT holds as many as it would.
    """
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        first = int(str(_one(connection, "SELECT hex(substr(min(id), 1, 1)) FROM person")), 16)
        begun = _count(connection)
        for copy in range(1, -(-people // begun)):
            _copy(connection, first, copy, min(begun, people - copy * begun))
        for way in range(1, WAYS_TO_LIVE):
            _further_cells(connection, way)
        connection.exec_driver_sql("UPDATE facility SET dues_counted_on = NULL")
        found = _count(connection)
        connection.exec_driver_sql("COMMIT")
    return found


def _copy(connection: Connection, first: int, copy: int, wanted: int) -> None:
    """Copy the first ``wanted`` of the original people."""
    byte = f"{first + copy:02x}"
    chosen = f"SELECT id FROM person WHERE id < X'{first + 1:02x}' ORDER BY id LIMIT {wanted}"  # noqa: S608
    other = {"rw": f"printf('%03d', rw + {RW_APART * (copy % WAYS_TO_LIVE)})", "family_id": "NULL", "mother_id": "NULL"}
    _insert(connection, "person", {"id": _key("id", byte), **other}, f"id IN ({chosen})")
    _insert(connection, "due", {"person_id": _key("person_id", byte)}, f"person_id IN ({chosen})")


def _key(column: str, byte: str) -> str:
    return f"CAST(X'{byte}' || substr({column}, 2) AS BLOB)"


def _insert(connection: Connection, table: str, changed: Changed, where: str) -> None:
    columns = [row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")]
    values = ", ".join(changed.get(column, column) for column in columns)
    names = ", ".join(columns)
    connection.exec_driver_sql(f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} WHERE {where}")  # noqa: S608


def _further_cells(connection: Connection, way: int) -> None:
    """Add the RT that copies live in."""
    rw = f"printf('%03d', rw + {RW_APART * way})"
    where = f"CAST(rw AS INTEGER) < {RW_APART}"
    _insert(connection, "neighbourhood", {"id": "randomblob(16)", "rw": rw}, where)


def _count(connection: Connection) -> int:
    return int(_one(connection, "SELECT count(*) FROM person"))


def _one(connection: Connection, statement: str) -> Any:
    return connection.exec_driver_sql(statement).scalar()

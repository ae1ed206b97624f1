"""One row in every table of a schema, whatever its revision, so that an upgrade has something to lose."""

from datetime import date, datetime, time, timezone
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Engine, MetaData, Table, types

LEFT_OUT = "person_fts"
AN_ID = UUID(int=1)
BY_KIND: tuple[tuple[type[types.TypeEngine[Any]], Any], ...] = (
    (types.Uuid, AN_ID),
    (types.LargeBinary, AN_ID.bytes),
    (types.Boolean, False),
    (types.Integer, 1),
    (types.Numeric, 1),
    (types.DateTime, datetime(2026, 1, 2, tzinfo=timezone.utc)),
    (types.Date, date(2026, 1, 2)),
    (types.Time, time(7, 30)),
    (types.JSON, {}),
    (types.String, "1"),
)


def filled(engine: Engine) -> dict[str, int]:
    """Put a row into every table, parents first, and return how many rows each has."""
    schema = MetaData()
    schema.reflect(engine)
    tables = [table for table in schema.sorted_tables if not table.name.startswith((LEFT_OUT, "alembic"))]
    with engine.begin() as connection:
        for table in tables:
            connection.execute(table.insert().values(_row(table)))
    return {table.name: 1 for table in tables}


def _row(table: Table) -> dict[str, Any]:
    return {column.name: _value(column) for column in table.columns if not _may_be_left(column)}


def _may_be_left(column: Column[Any]) -> bool:
    """Leave out what may be empty, unless it names a row of another table, which is what an upgrade may lose."""
    of_itself = any(key.column.table is column.table for key in column.foreign_keys)
    return column.server_default is not None or (bool(column.nullable) and (not column.foreign_keys or of_itself))


def _value(column: Column[Any]) -> Any:
    return next(value for kind, value in BY_KIND if isinstance(column.type, kind))

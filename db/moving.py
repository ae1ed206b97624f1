"""Copying every row of one database into another that has the same tables and none yet, and comparing the two."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, Table, func, select, text

from db.base import Base
from db.models import HouseState
from db.talk import talk_of

LOT = 2000
HASH_BYTES = 16
STAYS = frozenset({HouseState.__tablename__})  # each database says of itself what is so there
WRITTEN = (bool, int, float, str)
Report = Callable[[float, str], None]


class DoesNotFit(Exception):
    """A row of this table cannot be stored over there."""


class ServerLost(Exception):
    """The server went away while it was being filled."""


class NotEqual(Exception):
    """After the copy this table does not hold the same rows."""


@dataclass(frozen=True)
class Print:
    """What a table holds: how many rows, and a sum over all of them that no order changes."""

    rows: int = 0
    sum: int = 0

    def and_row(self, row: tuple[Any, ...]) -> "Print":
        """Return it with one more row."""
        whole = json.dumps([_plain(value) for value in row], sort_keys=True, ensure_ascii=False)
        number = int.from_bytes(blake2b(whole.encode(), digest_size=HASH_BYTES).digest(), "big")
        return Print(self.rows + 1, (self.sum + number) % (1 << 8 * HASH_BYTES))


Prints = dict[str, Print]


def tables() -> tuple[Table, ...]:
    """Return the tables that are copied, whatever others point to first."""
    return tuple(table for table in Base.metadata.sorted_tables if table.name not in STAYS)


def copy_rows(source: Connection, target: Connection, report: Report) -> Prints:
    """Copy every row to a server in its open transaction; returns what the source held. Raises ``DoesNotFit``."""
    done, total = 0, max(sum(_count(source, table) for table in tables()), 1)
    found: Prints = {}
    for table in tables():
        seen = Print()
        with _pouring(target, table) as pour:
            for row in _rows(source, table):
                pour(row)
                seen = seen.and_row(row)
                done += 1
                if not done % LOT:
                    report(done / total, f"Memindahkan data … {done} dari {total} baris")
        found[table.name] = seen
        report(done / total, f"Memindahkan data … {done} dari {total} baris")
    _count_on(target)
    return found


def prints_of(database: Connection, report: Report) -> Prints:
    """Return what every table holds."""
    found: Prints = {}
    for number, table in enumerate(tables()):
        seen = Print()
        for row in _rows(database, table):
            seen = seen.and_row(row)
            if not seen.rows % LOT:
                report(number / len(tables()), f"Membandingkan … {table.name}")
        found[table.name] = seen
        report((number + 1) / len(tables()), "Membandingkan …")
    return found


def require_equal(before: Prints, after: Prints) -> None:
    """Raise ``NotEqual`` with the first table that differs in its number of rows or in any of them."""
    for name, held in before.items():
        if after.get(name) != held:
            raise NotEqual(name)


def _rows(database: Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    for row in database.execute(select(table), execution_options={"yield_per": LOT}):
        yield tuple(row)


def _count(database: Connection, table: Table) -> int:
    return int(database.execute(select(func.count()).select_from(table)).scalar_one())


class _pouring:  # noqa: N801 - used like a function
    """Takes the rows of one table into the server by its COPY, the fastest way in."""

    def __init__(self, target: Connection, table: Table) -> None:
        self._table = table
        dialect = target.dialect
        self._into = [column.type.dialect_impl(dialect).bind_processor(dialect) for column in table.columns]
        quoted = dialect.identifier_preparer.quote
        names = ", ".join(quoted(column.name) for column in table.columns)
        driver: Any = target.connection.driver_connection
        talk = talk_of(target)
        if talk is not None:
            talk.settle()
        self._faults: Any = target.dialect.loaded_dbapi
        self._copying = driver.cursor().copy(f"COPY {quoted(table.name)} ({names}) FROM STDIN")

    def __enter__(self) -> Callable[[tuple[Any, ...]], None]:
        self._copy = self._copying.__enter__()
        return self._pour

    def __exit__(self, *error: Any) -> None:
        with self._told():
            self._copying.__exit__(*error)

    def _pour(self, row: tuple[Any, ...]) -> None:
        stored = [
            value if into is None or value is None else into(value) for into, value in zip(self._into, row, strict=True)
        ]
        with self._told():
            self._copy.write_row(stored)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except self._faults.OperationalError as fault:
            raise ServerLost from fault
        except self._faults.Error as fault:
            raise DoesNotFit(self._table.name) from fault


def _count_on(target: Connection) -> None:
    """Let numbers that the server hands out go on behind those that came."""
    for table in tables():
        column = table.autoincrement_column
        if column is None or column.autoincrement is not True:
            continue
        last = target.execute(select(func.max(column))).scalar()
        if last is not None:
            which = {"table": table.name, "column": column.name, "last": last}
            target.execute(text("SELECT setval(pg_get_serial_sequence(:table, :column), :last)"), which)


def _plain(value: Any) -> Any:
    """Return a value as both databases give it back, ready to be written as text."""
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds")
    return value if value is None or isinstance(value, WRITTEN) else str(value)

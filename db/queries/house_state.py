"""What the whole database says of itself, read and written by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, inspect, select, text

from db.base import Instant, Json
from db.models import HouseState

WORKS_SINCE, CATALOGUE, BACKUP = "works_since", "catalogue", "backup"
_KEEP = text(
    "INSERT INTO house_state (name, value, at) VALUES (:name, :value, :at)"
    " ON CONFLICT (name) DO UPDATE SET value = excluded.value, at = excluded.at"
).bindparams(bindparam("value", type_=Json()), bindparam("at", type_=Instant()))


@dataclass(frozen=True)
class Said:
    """One thing the database says of itself, and since when."""

    value: Mapping[str, Any]
    at: datetime


def has_state(connection: Connection) -> bool:
    """Say whether this schema has a place for it."""
    return inspect(connection).has_table(HouseState.__tablename__)


def said(connection: Connection, name: str) -> Said | None:
    """Return what is said under a name, or None when nothing is, or the schema has no place for it."""
    if not has_state(connection):
        return None
    row = connection.execute(select(HouseState.value, HouseState.at).where(HouseState.name == name)).one_or_none()
    return None if row is None else Said(row.value, row.at)


def say(connection: Connection, name: str, value: Mapping[str, Any], at: datetime) -> None:
    """Say something under a name from now on; for the owner of the tables."""
    connection.execute(_KEEP, {"name": name, "value": dict(value), "at": at})

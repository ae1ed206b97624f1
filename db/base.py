"""What every table shares: naming of constraints, column types, identity and versions."""

import json
from collections.abc import Callable
from datetime import date, datetime, timezone
from enum import Enum
from functools import lru_cache
from typing import Annotated, Any
from uuid import UUID

from sqlalchemy import BigInteger, Date, Dialect, ForeignKey, Integer, LargeBinary, MetaData, String, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
MILLISECONDS = 1000
READ_LATELY = 4096


class Id(TypeDecorator[UUID]):
    """A UUID kept as 16 bytes in SQLite and as uuid in PostgreSQL."""

    impl = LargeBinary(16)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the storage of each database."""
        return dialect.type_descriptor(Uuid() if dialect.name == "postgresql" else LargeBinary(16))

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> Any:
        """Write the identifier."""
        return value if value is None or dialect.name == "postgresql" else value.bytes

    def process_result_value(self, value: Any, dialect: Dialect) -> UUID | None:
        """Read the identifier."""
        return value if value is None or isinstance(value, UUID) else UUID(bytes=value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], UUID | None] | None:
        """Read identifiers of SQLite through what was read lately: rows of one person follow each other."""
        return super().result_processor(dialect, coltype) if dialect.name == "postgresql" else _identifier


@lru_cache(maxsize=READ_LATELY)
def _identifier(value: bytes | None) -> UUID | None:
    return None if value is None else UUID(bytes=value)


class Instant(TypeDecorator[datetime]):
    """A UTC instant: milliseconds since 1970 in SQLite, timestamptz in PostgreSQL."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the storage of each database."""
        return dialect.type_descriptor(TIMESTAMP(timezone=True) if dialect.name == "postgresql" else BigInteger())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Write the instant; a naive one is a bug and is refused."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        if dialect.name == "postgresql":
            return value
        return round((value - EPOCH).total_seconds() * MILLISECONDS)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Read the instant as UTC."""
        if value is None:
            return None
        if isinstance(value, datetime):
            return value.astimezone(timezone.utc)
        return datetime.fromtimestamp(value / MILLISECONDS, tz=timezone.utc)


class OrdinalDay(TypeDecorator[date]):
    """A day kept as its proleptic number in SQLite, a quarter of the room of its text, and as date in PostgreSQL."""

    impl = Integer
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the storage of each database."""
        return dialect.type_descriptor(Date() if dialect.name == "postgresql" else Integer())

    def process_bind_param(self, value: date | None, dialect: Dialect) -> Any:
        """Write the day."""
        return value if value is None or dialect.name == "postgresql" else value.toordinal()

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:
        """Read the day."""
        return value if value is None or isinstance(value, date) else date.fromordinal(value)


class Json(TypeDecorator[Any]):
    """A small structured value: compact text with sorted keys in SQLite, jsonb in PostgreSQL."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the storage of each database."""
        return dialect.type_descriptor(JSONB(none_as_null=True) if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """Write the value."""
        if value is None or dialect.name == "postgresql":
            return value
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Read the value."""
        return json.loads(value) if isinstance(value, str) and dialect.name != "postgresql" else value


class Word(TypeDecorator[Enum]):
    """An enumeration stored by its value, a short word."""

    impl = String(24)
    cache_ok = True

    def __init__(self, kind: type[Enum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Enum | None, dialect: Dialect) -> Any:
        """Write the word."""
        return None if value is None else value.value

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Read the word back as its member."""
        return None if value is None else self.kind(value)


class Base(DeclarativeBase):
    """Every table."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it once from the class
        UUID: Id(),
        datetime: Instant(),
        date: Date(),
        dict[str, Any]: Json(),
        list[Any]: Json(),
    }


PrimaryId = Annotated[UUID, mapped_column(Id(), primary_key=True)]


class OfFacility:
    """A row that belongs to one Puskesmas."""

    @declared_attr
    def facility_id(cls) -> Mapped[UUID]:  # noqa: N805 - SQLAlchemy hands in the class
        """Return the column that names the Puskesmas."""
        return mapped_column(Id(), ForeignKey("facility.id"), nullable=False)


class Root:
    """A row two people may change: a stale save is refused by its version."""

    @declared_attr
    def row_version(cls) -> Mapped[int]:  # noqa: N805 - SQLAlchemy hands in the class
        """Return the column that counts the changes."""
        return mapped_column(default=1, nullable=False)


class Recorded:
    """A row with its author and time."""

    recorded_at: Mapped[datetime]

    @declared_attr
    def recorded_by(cls) -> Mapped[UUID]:  # noqa: N805 - SQLAlchemy hands in the class
        """Return the column that names the author."""
        return mapped_column(Id(), ForeignKey("staff.id"), nullable=False)

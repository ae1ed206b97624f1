"""What stands in a cell of a file that somebody else made, and why a file cannot be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ilp_desktop.domain.errors import UserError


@dataclass(frozen=True)
class Formula:
    """A cell that would be computed; it never is, here or anywhere else in the program."""


Value = str | int | float | date | Formula | None
Row = Sequence[Value]
ANOTHER = "Simpan lagi daftarnya sebagai XLSX atau CSV, lalu pilih berkas itu."


@dataclass(frozen=True)
class FileLimits:
    """What is too large to be read."""

    largest_bytes: int
    largest_unpacked_bytes: int
    most_rows: int
    most_columns: int


def unreadable(why: str, remedy: str = ANOTHER) -> UserError:
    """Return the words for a file that cannot be read."""
    return UserError(why, remedy)


def day_of(value: object) -> date | None:
    """Return the day of a cell that holds one, without its hour."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None

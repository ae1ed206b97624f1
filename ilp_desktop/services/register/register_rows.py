"""What registers hand out: which there are, what is wanted of one, its columns and its rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from db.queries.registers import Standing
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.exchange.spreadsheets import Cell
from ilp_desktop.services.due.due_rows import Place

WHOLE_YEAR = 0


@dataclass(frozen=True)
class RegisterInfo:
    """One register.

    Attributes:
        code: the name of its reference table.
        rows: what one row is: a child, a pregnancy, a birth, a measurement, a referral, a certificate, a screen, a
            couple, or somebody given a dose.
        note: who stands in it, in Indonesian.
        verified: whether somebody compared its columns with the official sheet.
        klaster: which klaster keeps it.
        restricted: whether it is there only for those with leave for restricted things.
        states: what it can be narrowed to, code and word, as it stands today.
    """

    code: str
    title: str
    rows: str
    note: str
    source: str
    verified: bool
    klaster: Klaster
    states: tuple[tuple[str, str], ...] = ()
    restricted: bool = False


@dataclass(frozen=True)
class RegisterFilter:
    """What is wanted: a register, a year, one month of it (0 is all of them), a place, words of name or number.

    Attributes:
        state: one of the register's states; empty is everybody.
    """

    code: str
    year: int
    month: int = WHOLE_YEAR
    place: Place = field(default_factory=Place)
    search: str = ""
    state: str = ""


@dataclass(frozen=True)
class RegisterColumn:
    """One column as it stands: its heading and its width in letters."""

    heading: str
    letters: float
    is_figure: bool = False


@dataclass(frozen=True)
class RegisterRow:
    """One row.

    Attributes:
        id: what tells rows apart: the child, pregnancy, birth, measurement, referral, certificate or person.
        number: its place in the list, from 1.
        person_id: whose record it leads to.
        cells: what stands in each column.
        standing: where the next page goes on.
    """

    id: UUID
    number: int
    person_id: UUID
    name: str
    cells: tuple[Cell, ...]
    standing: Standing


@dataclass(frozen=True)
class Tally:
    """How often each word stands in a column, the most frequent first."""

    heading: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class RegisterHead:
    """What stands above a list: how many rows and people it has, its columns, and as of when it was read.

    Attributes:
        own_file: the file of the data folder that arranges the columns, empty where there is none.
        own_fault: why it is not used, and the columns that ship stand.
        first: the rows it begins with, as many as were asked for.
    """

    info: RegisterInfo
    columns: tuple[RegisterColumn, ...]
    rows: int
    people: int
    as_of: datetime
    until: date
    own_file: str = ""
    own_fault: str = ""
    first: tuple[RegisterRow, ...] = ()


def cell_text(cell: Cell) -> str:
    """Return a cell as a screen shows it."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return indonesian_date(cell)
    return f"{cell:g}".replace(".", ",") if isinstance(cell, float) else str(cell)


def texts_of(cells: Sequence[Cell]) -> tuple[str, ...]:
    """Return the cells of a row as a screen shows them."""
    return tuple(cell_text(cell) for cell in cells)

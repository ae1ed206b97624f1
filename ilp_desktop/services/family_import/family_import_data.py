"""What an import of families is asked for and what it tells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from uuid import UUID

from ilp_desktop.domain.imports.import_columns import Header, ImportField
from ilp_desktop.domain.imports.import_rows import ImportedPerson, RefusedRow


class Outcome(Enum):
    """What becomes of a row."""

    NEW = "baru"
    UPDATED = "dilengkapi"
    SAME = "sudah ada"
    DOUBLED = "dilewati"
    REFUSED = "ditolak"


@dataclass(frozen=True)
class SourceTable:
    """A file before its columns are decided on: what may be the titles, and its first rows as text."""

    file: Path
    header: Header
    fields: tuple[ImportField, ...]
    villages: tuple[tuple[UUID, str], ...]
    sample: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class ImportWanted:
    """A file and how it is read; ``village_id`` is where people live whose row names no village."""

    file: Path
    header: Header
    columns: Mapping[str, int]
    village_id: UUID | None = None


@dataclass(frozen=True)
class CheckedRow:
    """One of the first rows as it will be stored or refused; ``reasons`` stand by field."""

    line: int
    outcome: Outcome
    cells: Mapping[str, str]
    reasons: Mapping[str, str]
    notes: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """Return every reason and note on one line."""
        return " ".join((*self.reasons.values(), *self.notes))


@dataclass(frozen=True)
class ImportPlan:
    """A file that was read whole and compared with what is stored; nothing of it is stored yet."""

    wanted: ImportWanted
    people: tuple[ImportedPerson, ...]
    villages: Mapping[int, UUID]
    refused: tuple[RefusedRow, ...]
    counts: Mapping[Outcome, int]
    shown: tuple[CheckedRow, ...]


@dataclass(frozen=True, order=True)
class Remark:
    """What is to be said of a row that was not refused, and what became of it."""

    line: int
    told: str
    outcome: Outcome = field(compare=False)


@dataclass(frozen=True)
class ImportResult:
    """What an import did; ``remarks`` are rows with what was left out or is told differently by the database."""

    counts: Mapping[Outcome, int]
    refused: tuple[RefusedRow, ...]
    remarks: tuple[Remark, ...]

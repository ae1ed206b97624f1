"""Backups as a list shows them, and how things stand with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

from ilp_desktop.services.backup.backup_place import BackupFolder
from ilp_desktop.services.backup.backup_state import BackupState
from ilp_desktop.services.backup.manifest import PEOPLE, VISITS, Manifest

HERE, SECOND = "Komputer ini", "Tempat kedua"


@dataclass(frozen=True)
class BackupRow:
    """A backup as the list shows it.

    Attributes:
        local_at: when it was made, by the clock of the Puskesmas.
        place: where it lies, in a word.
    """

    name: str
    place: str
    made_at: datetime
    local_at: datetime
    size: int
    people: int
    visits: int

    @property
    def key(self) -> tuple[str, str]:
        """Return what tells it from the others."""
        return self.place, self.name


@dataclass(frozen=True)
class MadeBackup:
    """A backup just made, and why it did not reach the second place, if there is one and it did not."""

    row: BackupRow
    second_fault: str = ""


@dataclass(frozen=True)
class ServerBackup:
    """What the server's own timer last did; a moment is None where that was never.

    Attributes:
        made_at, size: the last copy, in bytes.
        fault, fault_at: why the last attempt made none, empty when it did.
        drilled_at, drill_rows, drill_fault: the last restore into a scratch database, and what it found.
    """

    made_at: datetime | None = None
    size: int = 0
    fault: str = ""
    fault_at: datetime | None = None
    drilled_at: datetime | None = None
    drill_rows: int = 0
    drill_fault: str = ""

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> "ServerBackup":
        """Read what the server's script wrote; what cannot be read counts as never."""
        return cls(
            _moment(said.get("made_at")),
            int(said.get("size", 0)),
            str(said.get("fault", "")),
            _moment(said.get("fault_at")),
            _moment(said.get("drilled_at")),
            int(said.get("drill_rows", 0)),
            str(said.get("drill_fault", "")),
        )


def _moment(written: object) -> datetime | None:
    """Return a moment as PostgreSQL writes it into JSON."""
    try:
        return datetime.fromisoformat(str(written)).astimezone(timezone.utc) if written else None
    except ValueError:
        return None


@dataclass(frozen=True)
class BackupOverview:
    """How things stand with the backups of this computer.

    Attributes:
        here: whether the data lies on this computer; a server makes its own backups.
        last: the newest one.
        alert: what is to be said of a long time without one.
        state: what went wrong or well last.
        folder: where the backups of this computer lie.
        server: what the server's timer did, where the data lies there.
    """

    here: bool
    last: BackupRow | None = None
    alert: str = ""
    state: BackupState = field(default_factory=BackupState)
    folder: str = ""
    server: ServerBackup | None = None


def row_of(folder: BackupFolder, manifest: Manifest, place: str) -> BackupRow:
    """Return a backup as the list shows it."""
    counts = manifest.counts
    return BackupRow(
        folder.name,
        place,
        manifest.made_at,
        manifest.local_at,
        manifest.size,
        counts.get(PEOPLE, 0),
        counts.get(VISITS, 0),
    )


def order_of(row: BackupRow) -> tuple[datetime, str, bool]:
    """Return what the list is ordered by, the latest last."""
    return row.made_at, row.name, row.place == HERE

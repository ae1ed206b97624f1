"""Backups as a list shows them, and how things stand with them."""

from dataclasses import dataclass, field
from datetime import datetime

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
class BackupOverview:
    """How things stand with the backups of this computer.

    Attributes:
        here: whether the data lies on this computer; a server makes its own backups.
        last: the newest one.
        alert: what is to be said of a long time without one.
        state: what went wrong or well last.
        folder: where the backups of this computer lie.
    """

    here: bool
    last: BackupRow | None = None
    alert: str = ""
    state: BackupState = field(default_factory=BackupState)
    folder: str = ""


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

"""The ways out of a data folder that does not open, for a window in which nobody could sign in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ilp_desktop.clock import Clock, local_time
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.keys.opener import Opener
from ilp_desktop.services.backup.bringing_back import (
    Found,
    find_backup,
    listed_backups,
    prepare_from,
    require_restorable,
)
from ilp_desktop.services.backup.restoring import Prepared, newer_than, put_in_place
from ilp_desktop.services.house import DEFAULT_TIME_ZONE
from ilp_desktop.services.rescue.copying_aside import copy_aside
from ilp_desktop.services.rescue.support_file import support_text, write_support
from ilp_desktop.services.start.data_folder import DataFolder

Report = Callable[[float, str], None]


@dataclass(frozen=True)
class Restorable:
    """A backup laid ready, with what the present data holds that it does not."""

    prepared: Prepared
    newer: str


class Rescue:
    """What can be done with one data folder; nothing here changes its data but a restore that was confirmed."""

    def __init__(self, data: DataFolder, clock: Clock) -> None:
        self._data = data
        self._clock = clock

    def support(self, error: UserError, target: Path) -> Path:
        """Write the support file and return it; raises ``UserError``."""
        write_support(target, support_text(self._data, error, self._clock.now()))
        return target

    def copy(self, place: Path, report: Report) -> Path:
        """Copy the folder elsewhere as it is and return the copy; raises ``UserError``."""
        return copy_aside(self._data, place, self._clock.now(), report)

    def backups(self) -> Sequence[Found]:
        """Return the backups there are, the newest first."""
        return listed_backups(self._data)

    def backup_in(self, folder: Path) -> Found:
        """Return the backup in a folder somebody chose; raises ``UserError``."""
        found = find_backup(folder)
        require_restorable(self._data, found.folder)
        return found

    def prepare(self, found: Found, opener: Opener, report: Report) -> Restorable:
        """Check a backup and lay it ready; the present data stays as it is. Raises ``UserError``."""
        prepared = prepare_from(self._data, found.folder, opener, self._clock, report)
        if not self._data.database.exists():
            return Restorable(prepared, "")
        return Restorable(prepared, newer_than(self._data.database, prepared.key, found.manifest.made_at).words)

    def put_in_place(self, ready: Restorable) -> Path:
        """Let it be the data and return where the data before it is kept; raises ``UserError``."""
        return put_in_place(ready.prepared, local_time(self._clock.now(), DEFAULT_TIME_ZONE))

"""The restore drill: the newest backup is restored in a scratch folder, opened, counted, and thrown away."""

import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import monotonic

from db.backup import Damaged, copy_file, look_into
from db.engine import CannotOpen, open_sqlite
from db.keys import KeyRing
from db.migrate import BrokenUpgrade, NewerDatabase, upgrade
from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.backup.backup_making import Report, require_keys, share
from ilp_desktop.services.backup.backup_place import BackupFolder
from ilp_desktop.services.backup.backup_troubles import told
from ilp_desktop.services.backup.manifest import Manifest
from ilp_desktop.services.start.data_folder import DataFolder

SCRATCH = ".latihan-"
COPYING, OPENING = "Latihan: menyalin cadangan …", "Latihan: membuka dan menghitung …"
COPIED = 0.3


@dataclass(frozen=True)
class DrillReport:
    """What a drill found; ``fault`` is empty when the backup can be restored."""

    at: datetime
    name: str
    rows: int
    seconds: int
    fault: str = ""


def drill(backup: BackupFolder, data: DataFolder, key: bytes, at: datetime, report: Report) -> DrillReport:
    """Try to restore a backup; what is wrong with it is the report's to tell, what stops the work is raised."""
    began = monotonic()
    with told("Tempat latihan"):
        data.backups.mkdir(mode=0o700, parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=SCRATCH, dir=data.backups))
    rows, fault = 0, ""
    try:
        rows = _restored(backup, DataFolder(scratch), key, report)
    except UserError as error:
        fault = error.message
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return DrillReport(at, backup.name, rows, round(monotonic() - began), fault)


def _restored(backup: BackupFolder, scratch: DataFolder, key: bytes, report: Report) -> int:
    """Restore as on a new computer, and return how many rows there are; raises ``UserError``."""
    with told("Cadangan"):
        manifest = backup.manifest()
        if not manifest.is_of(key):
            raise Damaged("the manifest was changed, or is of other data")
        backup.require_plain()
        if copy_file(backup.database, scratch.database, share(report, 0, COPIED, COPYING)) != manifest.sha256:
            raise Damaged("the file is not the one that was made")
        shutil.copyfile(backup.keys, KeyRing.of(scratch.path).file)
        require_keys(KeyRing.of(scratch.path).file, manifest)
        look_into(scratch.database, key, share(report, COPIED, 1, OPENING), thorough=True)
        _open_as_the_program_does(scratch.database, key)
        return _counted(scratch.database, key, manifest, report)


def _open_as_the_program_does(file: Path, key: bytes) -> None:
    try:
        database = open_sqlite(file, key)
    except CannotOpen as error:
        raise Damaged("it does not open") from error
    try:
        upgrade(database.engine)
    except NewerDatabase as error:
        raise Damaged("a newer program wrote it") from error
    except BrokenUpgrade as error:
        raise Damaged("this program cannot bring it up to date") from error
    finally:
        database.close()


def _counted(file: Path, key: bytes, manifest: Manifest, report: Report) -> int:
    """Count again what was opened and, where it was older, upgraded."""
    found = look_into(file, key, share(report, 1, 1, OPENING)).counts
    if manifest.counts.get("person", 0) != found.get("person", 0):
        raise Damaged("people are missing")
    return sum(found.get(table, 0) for table in manifest.counts)

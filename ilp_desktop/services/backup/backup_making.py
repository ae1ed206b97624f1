"""Making a backup: copied while the data is used, opened and counted, and only then given its name."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from db.backup import Damaged, Pace, copy_file, copy_while_used, file_hash, look_into
from db.keys import KeyRing
from ilp_desktop import VERSION
from ilp_desktop.domain.backup.rotation import BYTES_PER_MIB, rotation_on
from ilp_desktop.domain.errors import UserError
from ilp_desktop.reference import edition_on
from ilp_desktop.services.audit.daily_heads import DailyHead
from ilp_desktop.services.backup.backup_place import BackupFolder, Place, name_of
from ilp_desktop.services.backup.backup_troubles import told
from ilp_desktop.services.backup.manifest import MOST_HEADS, Manifest

Report = Callable[[float, str], None]
COPYING, CHECKING, REMEMBERING, MOVING = (
    "Menyalin data …",
    "Memeriksa cadangan …",
    "Menghitung sidik berkas …",
    "Menyalin ke tempat kedua …",
)
COPIED, CHECKED = 0.55, 0.9
SECOND_PLACE = "Tempat kedua"
SPOILT = "Cadangan terakhir yang baik tetap ada: pulihkan dari sana di 1 Manajemen > Cadangan, atau minta bantuan."


@dataclass(frozen=True)
class DataSource:
    """The database that is backed up, with its key, the wrapped copies of that key, and what its trail had reached."""

    database: Path
    ring: KeyRing
    key: bytes
    heads: Sequence[DailyHead] = ()


def share(report: Report, begins: float, ends: float, text: str) -> Callable[[float], None]:
    """Return what reports a part of the work, from one fraction of the whole to another."""
    return lambda fraction: report(begins + (ends - begins) * fraction, text)


def pace_on(day: date) -> Pace:
    """Return how gently a backup is made."""
    body = edition_on("backup", day).body["pace"]
    return Pace(
        body["pages_at_once"], body["pause_ms"] / 1000, body["rest_per_work"], body["sync_every_mib"] * BYTES_PER_MIB
    )


def make_backup(
    source: DataSource, place: Place, made_at: datetime, local_at: datetime, report: Report
) -> BackupFolder:
    """Make one and return it; raises ``UserError``, and then nothing has changed in the place."""
    with told(), place.fresh() as fresh:
        with damage_told():
            held = copy_while_used(
                source.database,
                source.key,
                fresh.database,
                pace_on(local_at.date()),
                share(report, 0, COPIED, COPYING),
            )
        keys_hash = copy_file(source.ring.file, fresh.keys, lambda _fraction: None)
        require_copies(fresh.keys)
        found = look_into(fresh.database, source.key, share(report, COPIED, CHECKED, CHECKING))
        if found != held:
            raise Damaged("the copy does not hold what was copied")
        hashed = file_hash(fresh.database, share(report, CHECKED, 1, REMEMBERING))
        size = fresh.database.stat().st_size
        heads = [(head.day.isoformat(), head.workstation, head.seq, head.hash) for head in source.heads[-MOST_HEADS:]]
        manifest = Manifest(made_at, local_at, VERSION, held.schema, held.counts, size, hashed, keys_hash, heads)
        manifest.marked(source.key).write(fresh.manifest_file)
        made = place.keep(fresh, name_of(local_at))
        place.rotate(rotation_on(local_at.date()), source.key, made.name)
        return made


@contextmanager
def damage_told() -> Iterator[None]:
    """Tell that it is the data that is damaged, and not the copy of it."""
    try:
        yield
    except (Damaged, DatabaseError) as error:
        if type(error) not in (Damaged, DatabaseError):
            raise  # a trouble of the disk, which is told as such
        raise UserError("Berkas data di komputer ini rusak; cadangan baru tidak dapat dibuat.", SPOILT) from error


def copy_to_second(made: BackupFolder, place: Place, key: bytes, day: date, report: Report) -> BackupFolder:
    """Copy a finished backup to a second place and read it there again; raises ``UserError``."""
    with told(SECOND_PLACE):
        if not place.path.is_dir():
            raise FileNotFoundError(2, "not there", place.path.name)
        manifest = made.manifest()
        with place.fresh() as fresh:
            copy_file(made.database, fresh.database, share(report, 0, COPIED, MOVING))
            copy_file(made.keys, fresh.keys, lambda _fraction: None)
            require_keys(fresh.keys, manifest)
            if file_hash(fresh.database, share(report, COPIED, 1, MOVING)) != manifest.sha256:
                raise Damaged("the copy is not equal")
            manifest.write(fresh.manifest_file)
            copied = place.keep(fresh, made.name)
        place.rotate(rotation_on(day), key, copied.name)
        return copied


def verify(folder: BackupFolder, key: bytes, report: Report, *, thorough: bool = False) -> Manifest:
    """Check a backup against its manifest: mark, size, hash, every page, every count; raises ``UserError``."""
    with told("Cadangan"):
        manifest = folder.manifest()
        if not manifest.is_of(key):
            raise Damaged("the manifest was changed, or is of other data")
        folder.require_plain()
        if folder.database.stat().st_size != manifest.size:
            raise Damaged("the file has another size")
        hashed = file_hash(folder.database, share(report, 0, 1 - COPIED, CHECKING))
        if hashed != manifest.sha256:
            raise Damaged("the file is not the one that was made")
        require_keys(folder.keys, manifest)
        found = look_into(folder.database, key, share(report, 1 - COPIED, 1, CHECKING), thorough=thorough)
        if dict(found.counts) != dict(manifest.counts) or found.schema != manifest.schema:
            raise Damaged("tables do not hold what they held")
        return manifest


def require_keys(keys: Path, manifest: Manifest) -> None:
    """Raise ``Damaged`` unless the wrapped keys are those of the backup, and somebody could open them."""
    hashed = file_hash(keys, lambda _fraction: None)
    if manifest.keys_sha256 and hashed != manifest.keys_sha256:
        raise Damaged("the wrapped keys are not those that were copied")
    require_copies(keys)


def require_copies(keys: Path) -> None:
    """Raise ``Damaged`` unless a file of wrapped keys can be read and holds at least one."""
    try:
        copies = json.loads(keys.read_text(encoding="utf-8"))["copies"]
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged("the wrapped keys cannot be read") from error
    if not copies:
        raise Damaged("nobody could open it")

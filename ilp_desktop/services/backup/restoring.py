"""Restoring: a checked copy beside the present data, and then one in place of the other; nothing is ever deleted."""

import logging
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timezone
from pathlib import Path

from db.backup import Damaged, copy_file, opens_with, rows_since, settle
from db.commit_mark import MARK_SUFFIX
from db.engine import Database, open_sqlite
from db.folders import sync_folder
from db.keys import KeyRing
from db.migrate import BrokenUpgrade, NewerDatabase, upgrade
from db.models import Staff
from db.turns import LINE_SUFFIX
from ilp_desktop.clock import Clock
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.permissions import Act
from ilp_desktop.identity import Identities
from ilp_desktop.services.audit.daily_heads import DailyHead, read_heads, write_heads
from ilp_desktop.services.backup.backup_making import Report, require_keys, share, verify
from ilp_desktop.services.backup.backup_place import BackupFolder
from ilp_desktop.services.backup.backup_troubles import told
from ilp_desktop.services.backup.manifest import Manifest
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.start.data_folder import DataFolder, restored, unfinished

log = logging.getLogger(__name__)
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
MILLISECONDS = 1000
CHECKED, COPIED = 0.6, 0.9
COPYING = "Menyiapkan data pulihan …"
FINISHING = "Menyesuaikan data pulihan …"
DATA_FOLDER = "Folder data"
ASIDE = "sebelum-pulih-"
BESIDE = ("-wal", "-shm", MARK_SUFFIX)
KINDS = (
    ("person", "orang"),
    ("encounter", "kunjungan"),
    ("note", "catatan"),
    ("diagnosis", "diagnosis"),
    ("form_response", "formulir"),
    ("dose_given", "imunisasi"),
    ("prescription_line", "resep"),
    ("lab_order", "pemeriksaan laboratorium"),
    ("referral", "surat rujukan"),
)
OTHERS = "catatan lain"
NOT_COUNTED = frozenset({"audit"})


@dataclass(frozen=True)
class Newer:
    """What the present data holds that came after a backup.

    Attributes:
        kinds: how much of what, by its word; only what there is.
        changes: how often anything was written, corrections too; None when the present data cannot be opened.
    """

    kinds: Sequence[tuple[str, int]] = ()
    changes: int | None = 0

    @property
    def words(self) -> str:
        """Return it as one sentence."""
        if self.changes is None:
            return "Data sekarang tidak dapat dibuka, sehingga yang lebih baru tidak dapat dihitung."
        if not self.changes and not self.kinds:
            return "Tidak ada yang lebih baru di data sekarang."
        listed = ", ".join(f"{number} {word}" for word, number in self.kinds) or "tidak ada catatan baru"
        return f"Di data sekarang dan tidak di cadangan: {listed}; {self.changes} penulisan seluruhnya."


@dataclass(frozen=True)
class Prepared:
    """A checked copy of a backup that lies beside the present data, ready to take its place."""

    data: DataFolder
    key: bytes

    @property
    def database(self) -> Path:
        """Return the copy of the data."""
        return restored(self.data.database)

    @property
    def keys(self) -> Path:
        """Return the copy of the wrapped keys."""
        return restored(self.data.keys)

    @property
    def heads(self) -> Path:
        """Return what the trail of the copy had reached on each day."""
        return restored(self.data.heads)

    def discard(self) -> None:
        """Remove the copy again; the present data was never touched."""
        beside = (Path(f"{self.database}{suffix}") for suffix in (*BESIDE, "-journal", LINE_SUFFIX))
        for file in (self.database, self.keys, self.heads, *beside):
            file.unlink(missing_ok=True)
        if self.data.database.exists():
            unfinished(self.data.database).unlink(missing_ok=True)


def newer_than(database: Path, key: bytes, made_at: datetime) -> Newer:
    """Return what a database holds that came after a moment."""
    try:
        rows = rows_since(database, key, round((made_at - EPOCH).total_seconds() * MILLISECONDS))
    except (OSError, Damaged):
        return Newer(changes=None)
    known = dict(KINDS)
    kinds = [(word, rows[table]) for table, word in KINDS if rows.get(table)]
    others = sum(number for table, number in rows.items() if table not in known and table not in NOT_COUNTED)
    return Newer([*kinds, (OTHERS, others)] if others else kinds, rows.get("audit", 0))


def prepare_restore(
    data: DataFolder, backup: BackupFolder, key: bytes, finish: Callable[[Database], None], report: Report
) -> Prepared:
    """Check a backup and lay a copy of it beside the present data; ``finish`` may look and write into that copy."""
    manifest = verify(backup, key, lambda fraction, text: report(fraction * CHECKED, text))
    prepared = Prepared(data, key)
    with told(DATA_FOLDER):
        data.path.mkdir(parents=True, exist_ok=True)
        prepared.discard()
        try:
            copied = copy_file(backup.database, prepared.database, share(report, CHECKED, COPIED, COPYING))
            if copied != manifest.sha256:
                raise Damaged("the copy is not equal")
            copy_file(backup.keys, prepared.keys, lambda _fraction: None)
            require_keys(prepared.keys, manifest)
            write_heads(prepared.heads, heads_after(read_heads(data.heads), manifest))
            report(COPIED, FINISHING)
            _bring_up_to_date(prepared.database, key, finish)
            if not settle(prepared.database, key):
                raise Damaged("the copy is in use")
        except BaseException:
            prepared.discard()
            raise
    for suffix in (LINE_SUFFIX, MARK_SUFFIX):
        Path(f"{prepared.database}{suffix}").unlink(missing_ok=True)
    return prepared


def heads_after(known: Sequence[DailyHead], manifest: Manifest) -> list[DailyHead]:
    """Return what the trail of a backup must have reached: what was known here and is no newer, and what it says.

    One of an older program does not say how far its trail went: then what was known of the days before it counts.
    """
    told = [DailyHead(date.fromisoformat(day), at, seq, reached) for day, at, seq, reached in manifest.heads]
    if told:
        last = max(head.seq for head in told)
        older = [head for head in known if head.seq <= last]
    else:
        older = [head for head in known if head.day < manifest.local_at.date()]
    return sorted({*older, *told}, key=lambda head: (head.day, head.seq))


def put_in_place(prepared: Prepared, local_at: datetime) -> Path:
    """Let a prepared copy be the data; returns the folder in which the data before it is kept.

    Nobody may have the data open. Ended by a power cut half-way, the next start finishes it.
    """
    data = prepared.data
    aside = data.backups / f"{ASIDE}{local_at:%Y%m%d-%H%M%S}"
    with told(DATA_FOLDER):
        if data.database.exists():
            _require_alone(data.database, prepared.key)
        aside.mkdir(mode=0o700, parents=True)
        ring = KeyRing.of(data.path)
        if ring.exists():
            shutil.copyfile(ring.file, aside / ring.file.name)
        ready = unfinished(data.database)
        prepared.database.replace(ready)
        _move_all(data.database, aside)
        if data.heads.exists():
            data.heads.replace(aside / data.heads.name)
        prepared.heads.replace(data.heads)
        prepared.keys.replace(ring.file)
        ready.replace(data.database)
        sync_folder(data.path)
    return aside


def note_restored(database: Database, user: SignedIn, clock: Clock, name: str) -> None:
    """Write into a restored database who restored it; whoever joined later than that is not known there."""
    with database.reading() as session:
        known = session.get(Staff, user.staff_id) is not None
    if not known:
        log.warning("a backup was restored by somebody it does not know")
        return
    with UnitOfWork(database, clock, Identities(clock)).writing(user, Act.KEEP_BACKUPS) as work:
        work.touch("backup", None, restored=name)


def _bring_up_to_date(file: Path, key: bytes, finish: Callable[[Database], None]) -> None:
    database = open_sqlite(file, key)
    try:
        with _upgrade_told():
            upgrade(database.engine)
        finish(database)
    finally:
        database.close()


@contextmanager
def _upgrade_told() -> Iterator[None]:
    """Tell why a backup cannot be brought to the schema of this program."""
    try:
        yield
    except NewerDatabase as error:
        raise UserError(
            "Cadangan ini ditulis oleh program yang lebih baru.", "Perbarui program di komputer ini, lalu pulihkan."
        ) from error
    except BrokenUpgrade as error:
        raise UserError(
            "Cadangan ini tidak dapat dimutakhirkan ke program ini.",
            "Data sekarang tidak diubah. Pilih cadangan lain, atau minta bantuan dengan menyebut nama cadangannya.",
        ) from error


def _require_alone(database: Path, key: bytes) -> None:
    """Bring the present data into one file; what cannot be opened is moved with all that lies beside it."""
    if not opens_with(database, key):
        return
    if not settle(database, key):
        raise UserError(
            "Data sedang dipakai program lain.", "Tutup ILP Desktop di komputer ini, lalu pulihkan sekali lagi."
        )


def _move_all(file: Path, aside: Path) -> None:
    """Move a file with what lies beside it, the file itself last."""
    for suffix in (*BESIDE, ""):
        one = Path(f"{file}{suffix}")
        if one.exists():
            one.replace(aside / one.name)

"""Backups as the screens and commands use them: who may, when one is due, what there is, and what went wrong."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from db.backup import look_into
from db.keys import KeyRing
from db.models import Audit
from db.queries.house_state import BACKUP, said
from ilp_desktop.clock import local_time
from ilp_desktop.domain.backup.backup_time import drill_due, due_at_close, due_today, times_on, warning
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.audit.daily_heads import FILE_NAME as HEADS_NAME
from ilp_desktop.services.audit.daily_heads import DailyHead, keep_heads, read_heads
from ilp_desktop.services.backup.backup_making import DataSource, Report, copy_to_second, damage_told, make_backup
from ilp_desktop.services.backup.backup_place import BackupFolder, Place
from ilp_desktop.services.backup.backup_rows import (
    HERE,
    SECOND,
    BackupOverview,
    BackupRow,
    MadeBackup,
    ServerBackup,
    order_of,
    row_of,
)
from ilp_desktop.services.backup.backup_state import BackupState
from ilp_desktop.services.backup.backup_troubles import told
from ilp_desktop.services.backup.manifest import Manifest
from ilp_desktop.services.backup.restore_drill import DrillReport, drill
from ilp_desktop.services.backup.restoring import (
    DATA_FOLDER,
    Newer,
    Prepared,
    newer_than,
    note_restored,
    prepare_restore,
)
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, require
from ilp_desktop.services.start.data_folder import DataFolder
from ilp_desktop.services.start.opening import Vault

SUBJECT = "backup"
FIRST_PART = 0.7
OVERLAP = timedelta(minutes=1)  # a save under way when a backup begins carries an earlier moment
GONE = "Cadangan itu sudah tidak ada."


def server_alert(made: ServerBackup | None, now: datetime) -> str:
    """Return what is to be said of a server that makes no backups, or of one that cannot be restored; or nothing."""
    if made is None:
        return ""
    if made.drill_fault:
        return f"Cadangan server tidak dapat dipulihkan: {made.drill_fault}."
    told_of = warning(made.made_at, now, times_on(now.date()))
    return f"{told_of} {f'Penyebab: {made.fault}.' if made.fault else ''}".strip() if told_of else ""


class Backups:
    """The backups of the database on this computer."""

    def __init__(self, uow: UnitOfWork, vault: Vault | None) -> None:
        self._uow = uow
        self._vault = vault if uow.database.dialect == "sqlite" else None

    def alert(self, user: SignedIn) -> str:
        """Return what is to be said of a long time without a backup, or nothing."""
        if self._allowed(user, Act.BACK_UP):
            return self._alert(user)
        return server_alert(self._of_server(user, Act.BACK_UP), self._now(user))

    def is_wanted(self, user: SignedIn, *, closing: bool = False) -> bool:
        """Say whether one shall be made now: something was written since the last, and its time has come."""
        if not self._allowed(user, Act.BACK_UP):
            return False
        now, last = self._now(user), self._last()
        at = local_time(last.made_at, user.time_zone) if last is not None else None
        due = due_at_close(at, now, times_on(now.date())) if closing else due_today(at, now)
        return due and (last is None or self._written_since(user, last.made_at))

    def make(self, user: SignedIn, report: Report) -> MadeBackup:
        """Make one here and copy it to the second place; raises ``UserError``, and the good ones stay."""
        source, data = self._source(user, Act.BACK_UP)
        source = replace(source, heads=self._heads(user, data))
        second = self._state(data).second
        most = FIRST_PART if second else 1.0
        made_at = self._uow.clock.now()
        local_at = local_time(made_at, user.time_zone)
        try:
            folder = make_backup(
                source, Place(data.backups), made_at, local_at, lambda done, text: report(done * most, text)
            )
        except UserError as error:
            self._remember(data, failed_at=made_at, failure=_said(error))
            raise
        self._remember(data, failed_at=None, failure="")
        fault = self._copy_on(source, data, folder, user, lambda done, text: report(most + done * (1 - most), text))
        with told():
            row = row_of(folder, folder.manifest(), HERE)
        with self._uow.writing(user, Act.BACK_UP) as work:
            work.touch(SUBJECT, None, made=folder.name, size=row.size)
        return MadeBackup(row, fault)

    def overview(self, user: SignedIn) -> BackupOverview:
        """Return how things stand."""
        if not self._allowed(user, Act.KEEP_BACKUPS):
            made = self._of_server(user, Act.KEEP_BACKUPS)
            return BackupOverview(here=False, alert=server_alert(made, self._now(user)), server=made)
        data = self._data()
        last = self._last()
        return BackupOverview(True, last, self._alert(user), self._state(data), str(data.backups))

    def _of_server(self, user: SignedIn, act: Act) -> ServerBackup | None:
        if self._uow.database.dialect == "sqlite":
            return None
        with self._uow.reading(user, act) as session:
            found = said(session.connection(), BACKUP)
        return ServerBackup() if found is None else ServerBackup.read(found.value)

    def listed(self, user: SignedIn, after: BackupRow | None, limit: int) -> Sequence[BackupRow]:
        """Return a page of the backups here and, while it is connected, in the second place; the newest first."""
        if not self._allowed(user, Act.KEEP_BACKUPS):
            return ()
        rows = sorted(self._rows(), key=order_of, reverse=True)
        return [row for row in rows if after is None or order_of(row) < order_of(after)][:limit]

    def choose_second(self, user: SignedIn, path: str) -> None:
        """Let backups be copied to another disk, a stick or a share too, or no longer; raises ``WrongAnswers``."""
        _, data = self._source(user, Act.KEEP_BACKUPS)
        problem = _place_problem(path, data) if path else ""
        if problem:
            raise WrongAnswers({"second": problem})
        self._remember(data, second=path, second_at=None, second_failure="")
        with self._uow.writing(user, Act.KEEP_BACKUPS) as work:
            work.touch(SUBJECT, None, second="dipilih" if path else "dihapus")

    def newer(self, user: SignedIn, key: tuple[str, str]) -> Newer:
        """Return what the present data holds that came after a backup."""
        source, _ = self._source(user, Act.KEEP_BACKUPS)
        with told("Cadangan"):
            return newer_than(source.database, source.key, self._folder(key).manifest().made_at)

    def prepare_restore(self, user: SignedIn, key: tuple[str, str], report: Report) -> Prepared:
        """Check a backup and lay it ready beside the present data, which stays as it is and in use."""
        source, data = self._source(user, Act.KEEP_BACKUPS)
        folder = self._folder(key)
        clock = self._uow.clock
        return prepare_restore(
            data, folder, source.key, lambda copy: note_restored(copy, user, clock, folder.name), report
        )

    def is_drill_wanted(self, user: SignedIn) -> bool:
        """Say whether restoring is to be tried again, and there is something to try it with."""
        if not self._allowed(user, Act.BACK_UP) or self._last() is None:
            return False
        now, at = self._now(user), self._state(self._data()).drilled_at
        last = local_time(at, user.time_zone) if at is not None else None
        return drill_due(last, now, times_on(now.date()))

    def drill(self, user: SignedIn, report: Report) -> DrillReport:
        """Try in a scratch folder whether the newest backup can be restored, and remember what came of it."""
        source, data = self._source(user, Act.BACK_UP)
        backups = self._past()
        if not backups:
            raise UserError("Belum ada cadangan untuk dilatih.", "Buat cadangan lebih dulu.")
        found = drill(backups[0][0], data, source.key, self._uow.clock.now(), report)
        self._remember(
            data,
            drilled_at=found.at,
            drilled=found.name,
            drill_rows=found.rows,
            drill_seconds=found.seconds,
            drill_fault=found.fault,
        )
        with self._uow.writing(user, Act.BACK_UP) as work:
            work.touch(SUBJECT, None, drilled=found.name, good=not found.fault)
        return found

    def _allowed(self, user: SignedIn, act: Act) -> bool:
        """Refuse who may not; say whether the data lies on this computer."""
        require(user, act)
        return self._vault is not None

    def _source(self, user: SignedIn, act: Act) -> tuple[DataSource, DataFolder]:
        if not self._allowed(user, act) or self._vault is None:
            raise UserError("Data ini berada di server.", "Cadangannya dibuat oleh server.")
        return DataSource(Path(str(self._uow.database.engine.url.database)), self._ring, self._vault.key), self._data()

    @property
    def _ring(self) -> KeyRing:
        if self._vault is None:
            raise AssertionError("asked for the keys of a server's data")
        return self._vault.ring

    def _heads(self, user: SignedIn, data: DataFolder) -> tuple[DailyHead, ...]:
        """Return what the trail has reached on each day up to this moment; it is kept in the data folder as well."""
        with told(DATA_FOLDER), damage_told():
            keep_heads(data.path, self._uow.database, user.time_zone, self._now(user).date())
            return read_heads(data.path / HEADS_NAME)

    def _data(self) -> DataFolder:
        return DataFolder(self._ring.file.parent)

    def _now(self, user: SignedIn) -> datetime:
        return local_time(self._uow.clock.now(), user.time_zone)

    def _state(self, data: DataFolder) -> BackupState:
        return BackupState.read(data.backups)

    def _remember(self, data: DataFolder, **changes: object) -> None:
        """Remember how it went; a disk that is full does not keep it, which the list shows all the same."""
        try:
            replace(self._state(data), **changes).write(data.backups)  # type: ignore[arg-type]
        except OSError:
            return

    def _alert(self, user: SignedIn) -> str:
        now, last = self._now(user), self._last()
        at = local_time(last.made_at, user.time_zone) if last is not None else None
        return warning(at, now, times_on(now.date()))

    def _own(self, place: Place) -> list[tuple[BackupFolder, Manifest]]:
        """Return the backups of this very data in a place; none where it is not connected."""
        key = self._vault.key if self._vault is not None else b""
        try:
            return [(folder, manifest) for folder, manifest in place.backups() if manifest.is_of(key)]
        except OSError:
            return []

    def _past(self) -> list[tuple[BackupFolder, Manifest]]:
        """Return the backups here, the newest first, but for those of a clock that was ahead: they prove nothing."""
        now = self._uow.clock.now() + OVERLAP
        return [one for one in self._own(Place(self._data().backups)) if one[1].made_at <= now]

    def _last(self) -> BackupRow | None:
        found = self._past()
        return row_of(*found[0], HERE) if found else None

    def _rows(self) -> list[BackupRow]:
        data = self._data()
        second = self._state(data).second
        rows = [row_of(*one, HERE) for one in self._own(Place(data.backups))]
        return rows + [row_of(*one, SECOND) for one in self._own(Place(Path(second)))] if second else rows

    def _folder(self, key: tuple[str, str]) -> BackupFolder:
        data = self._data()
        place = Place(data.backups if key[0] == HERE else Path(self._state(data).second))
        found = next((folder for folder, _ in self._own(place) if folder.name == key[1]), None)
        if found is None:
            raise UserError(GONE, "Muat ulang daftar; sambungkan lagi tempat kedua bila cadangannya ada di sana.")
        return found

    def _written_since(self, user: SignedIn, moment: datetime) -> bool:
        with self._uow.reading(user, Act.BACK_UP) as session:
            since = Audit.at.between(moment - OVERLAP, self._uow.clock.now() + OVERLAP)
            wanted = select(Audit.seq).where(since, Audit.subject != SUBJECT).limit(1)
            return session.scalar(wanted) is not None

    def _copy_on(self, source: DataSource, data: DataFolder, made: BackupFolder, user: SignedIn, report: Report) -> str:
        """Copy a backup to the second place, if there is one; returns why that did not go, which undoes nothing."""
        second = self._state(data).second
        if not second:
            return ""
        try:
            copied = copy_to_second(made, Place(Path(second)), source.key, self._now(user).date(), report)
            with told(SECOND):
                look_into(copied.database, source.key, lambda _fraction: report(1, "Memeriksa di tempat kedua …"))
        except UserError as error:
            self._remember(data, second_failure=_said(error))
            return _said(error)
        self._remember(data, second_at=self._uow.clock.now(), second_failure="")
        return ""


def _said(error: UserError) -> str:
    return f"{error.message} {error.remedy}".strip()


def _place_problem(path: str, data: DataFolder) -> str:
    """Return why a folder cannot be the second place, or nothing."""
    place = Path(path)
    if not place.is_absolute() or not place.is_dir():
        return "Folder ini tidak ada. Sambungkan penyimpanannya lebih dulu."
    if data.path.resolve() in (place.resolve(), *place.resolve().parents):
        return "Pilih folder di penyimpanan lain, bukan di folder data."
    probe = place / ".uji-cadangan"
    try:
        probe.write_bytes(b"ilp")
        probe.unlink()
    except OSError:
        return "Folder ini tidak dapat ditulis."
    return ""

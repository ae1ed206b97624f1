"""A folder of backups; each is a folder of its own with database, wrapped keys and manifest, whole or not there."""

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db.backup import Damaged
from db.folders import sync_folder
from db.keys import FILE_NAME as KEYS_NAME
from ilp_desktop.domain.backup.rotation import Rotation, Stored, surplus
from ilp_desktop.services.backup.manifest import Manifest, NoManifest

PREFIX, FRESH = "ilp-", ".baru-"
DATABASE_NAME, MANIFEST_NAME = "ilp.db", "cadangan.json"
FOLDER_MODE = 0o700
MOST_KEYS_BYTES = 1 << 20
UNFINISHED_AFTER_S = 6 * 3600


@dataclass(frozen=True)
class BackupFolder:
    """The folder of one backup; with its database and keys it could be a data folder."""

    path: Path

    @property
    def name(self) -> str:
        """Return its name."""
        return self.path.name

    @property
    def database(self) -> Path:
        """Return the file of the data."""
        return self.path / DATABASE_NAME

    @property
    def keys(self) -> Path:
        """Return the file of the wrapped keys."""
        return self.path / KEYS_NAME

    @property
    def manifest_file(self) -> Path:
        """Return the file of the manifest."""
        return self.path / MANIFEST_NAME

    def require_plain(self) -> None:
        """Raise ``Damaged`` when one of its files is a link or no file, or the keys are larger than keys can be."""
        for file in (self.database, self.keys, self.manifest_file):
            if file.is_symlink() or not file.is_file():
                raise Damaged(f"{file.name} is no file")
        if self.keys.stat().st_size > MOST_KEYS_BYTES:
            raise Damaged("the keys are too large")

    def manifest(self) -> Manifest:
        """Return what it says of itself; raises ``NoManifest``."""
        return Manifest.read(self.manifest_file)


@dataclass(frozen=True)
class Place:
    """Where backups lie: in the data folder, on a second disk, a USB stick or a share."""

    path: Path

    def backups(self) -> list[tuple[BackupFolder, Manifest]]:
        """Return every backup that says what it is, the newest first; raises ``OSError`` when nothing can be read."""
        found: list[tuple[BackupFolder, Manifest]] = []
        if not self.path.exists():
            return found
        for path in self.path.iterdir():
            if path.name.startswith(PREFIX) and path.is_dir():
                try:
                    found.append((BackupFolder(path), BackupFolder(path).manifest()))
                except NoManifest:
                    continue
        return sorted(found, key=lambda one: (one[1].made_at, one[0].name), reverse=True)

    @contextmanager
    def fresh(self) -> Iterator[BackupFolder]:
        """Yield a folder to fill; it is removed unless ``keep`` gave it its name."""
        self.path.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        folder = BackupFolder(self.path / f"{FRESH}{uuid.uuid4().hex}")
        folder.path.mkdir(mode=FOLDER_MODE)
        self._clear_unfinished(folder.path.stat().st_mtime)
        try:
            yield folder
        finally:
            shutil.rmtree(folder.path, ignore_errors=True)

    def keep(self, fresh: BackupFolder, name: str) -> BackupFolder:
        """Give a filled folder its name in one step."""
        target = self.path / name
        if target.exists():
            target = self.path / f"{name}-{uuid.uuid4().hex[:4]}"
        sync_folder(fresh.path)
        fresh.path.rename(target)
        sync_folder(self.path)
        return BackupFolder(target)

    def rotate(self, rotation: Rotation, key: bytes, spared: str) -> int:
        """Remove the backups of this data that may go, and return how many; others' backups are left alone."""
        folders = {folder.name: (folder, manifest) for folder, manifest in self.backups() if manifest.is_of(key)}
        stored = [Stored(name, manifest.local_at, manifest.size) for name, (_, manifest) in folders.items()]
        going = surplus(stored, rotation, {spared})
        for one in going:
            # The manifest first: what is half removed counts as none.
            folders[one.name][0].manifest_file.unlink(missing_ok=True)
            shutil.rmtree(folders[one.name][0].path, ignore_errors=True)
        return len(going)

    def _clear_unfinished(self, now: float) -> None:
        """Remove what a power cut left; what is young may be another program's, still at it."""
        for path in self.path.glob(f"{FRESH}*"):
            if now - path.stat().st_mtime > UNFINISHED_AFTER_S:
                shutil.rmtree(path, ignore_errors=True)


def name_of(local_at: datetime) -> str:
    """Return the name of a backup made at a moment; it tells nothing of anybody."""
    return f"{PREFIX}{local_at:%Y%m%d-%H%M%S}"

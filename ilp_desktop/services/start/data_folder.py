"""The data folder: whether a live database may lie there, and what is in it."""

import json
import os
import sys
import uuid
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from ilp_desktop.domain.errors import DataTrouble, UserError
from ilp_desktop.domain.server_address import ServerAddress, address_in
from ilp_desktop.private_files import make_private

NETWORK_FILE_SYSTEMS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "ncpfs", "davfs"}
SYNCED_FOLDERS = ("onedrive", "dropbox", "google drive", "googledrive", "icloud", "nextcloud", "owncloud", "mega")
REMOVABLE_ROOTS = ("/media/", "/run/media/")
WAY_OUT = "Pilih folder di dalam komputer ini. Untuk beberapa komputer, gunakan «Sambung ke server»."


class FolderState(Enum):
    """What a data folder holds."""

    EMPTY = "empty"
    READY = "ready"
    SERVER = "server"


@dataclass(frozen=True)
class DataFolder:
    """The folder that holds the database, its keys, backups and logs."""

    path: Path

    @property
    def database(self) -> Path:
        """Return the path of the database."""
        return self.path / "ilp.db"

    @property
    def keys(self) -> Path:
        """Return the file of the wrapped keys."""
        return self.path / "kunci.json"

    @property
    def heads(self) -> Path:
        """Return the file of what the trail had reached on each day."""
        return self.path / "jejak-harian.tsv"

    @property
    def server_file(self) -> Path:
        """Return the file that says which server the folder belongs to."""
        return self.path / "server.json"

    @property
    def server(self) -> ServerAddress | None:
        """Return the server the folder belongs to, or None when there is none that can be read."""
        try:
            return address_in(self.server_file, json.loads(self.server_file.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    @property
    def logs(self) -> Path:
        """Return the folder of the log."""
        return self.path / "log"

    @property
    def backups(self) -> Path:
        """Return the folder of the backups."""
        return self.path / "cadangan"

    @property
    def cache(self) -> Path:
        """Return the folder of what can be made again at any time."""
        return self.path / "singgahan"

    def prepare(self) -> FolderState:
        """Make the folder usable and say what is in it; raises ``UserError`` where a live database must not lie.

        A first run moves its key into place and then its database, as a restore does; one that ended between the two
        is ended here.
        """
        self._refuse_place()
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            probe = self.path / f".uji-{uuid.uuid4().hex}"
            probe.write_bytes(b"ilp")
            probe.unlink()
        except OSError as error:
            raise UserError(
                _why_not_writable(error), "Periksa izin dan ruang folder data, atau pilih folder lain."
            ) from error
        self._end_restore()
        if self.database.exists() or self.server_file.exists():
            make_private(self.path)
        if self.database.exists():
            return FolderState.READY
        if self.server_file.exists():
            return FolderState.SERVER
        if self.keys.exists():
            if unfinished(self.database).exists():
                unfinished(self.database).replace(self.database)
                return FolderState.READY
            raise DataTrouble(
                "Berkas data tidak ditemukan, padahal kuncinya ada di folder ini.",
                "Kembalikan berkas ilp.db ke folder data atau dari cadangan. Program tidak membuat data baru di sini.",
            )
        return FolderState.EMPTY

    def _end_restore(self) -> None:
        """End a restore that a power cut ended: what was moved aside stays there, what was ready takes its place.

        The database lies ready as that of a first run does once all of it is checked; its keys and the heads of its
        trail go with it.
        """
        ready = unfinished(self.database)
        waiting = restored(self.database).exists() or self.database.exists()
        if waiting or not ready.exists() or not restored(self.keys).exists():
            return
        if restored(self.heads).exists():
            restored(self.heads).replace(self.heads)
        restored(self.keys).replace(self.keys)
        ready.replace(self.database)

    def _refuse_place(self) -> None:
        text = str(self.path)
        lowered = text.lower()
        if any(part.startswith(SYNCED_FOLDERS) for part in map(str.lower, self.path.parts)):
            raise UserError("Folder data berada di folder yang disinkronkan ke internet.", WAY_OUT)
        if text.startswith(("\\\\", "//")) or _file_system(self.path) in NETWORK_FILE_SYSTEMS:
            raise UserError("Folder data berada di jaringan.", WAY_OUT)
        if lowered.startswith(REMOVABLE_ROOTS) or _drive_is_removable(self.path):
            raise UserError("Folder data berada di media yang bisa dicabut.", WAY_OUT)


def unfinished(file: Path) -> Path:
    """Return where a file of the first run lies until all of it is stored."""
    return file.with_name(f"{file.name}.baru")


def restored(file: Path) -> Path:
    """Return where a file of a restore lies until all of it is ready."""
    return file.with_name(f"{file.name}.pulih")


def _why_not_writable(error: OSError) -> str:
    full = error.errno == 28  # ENOSPC
    return "Ruang penyimpanan folder data penuh." if full else "Folder data tidak dapat ditulis."


def _file_system(path: Path, mounts: Path = Path("/proc/mounts")) -> str:
    """Return the kind of file system a path lies on, or an empty string where the system does not tell."""
    if not mounts.exists():
        return ""
    place = os.path.realpath(path)
    best, kind = "", ""
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        fields = line.split(" ")
        point = fields[1].replace("\\040", " ")
        inside = place == point or place.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind


def _drive_is_removable(path: Path) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes  # noqa: PLC0415 - Windows only

    removable, remote = 2, 4
    return ctypes.windll.kernel32.GetDriveTypeW(path.anchor) in (removable, remote)

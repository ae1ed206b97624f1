"""What somebody who helps from afar needs to know of a data folder, and nothing about anybody in it."""

import os
import platform
import shutil
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

import sqlcipher3.dbapi2

from db.commit_mark import CommitMark
from db.migrate import known_revisions
from db.page_check import PAGE_BYTES, PLAIN
from ilp_desktop import VERSION
from ilp_desktop.domain.errors import DataTrouble, UserError
from ilp_desktop.services.backup.backup_place import Place
from ilp_desktop.services.start.data_folder import DataFolder

KNOWN = (
    *("ilp.db", "ilp.db-wal", "ilp.db-shm", "ilp.db-tanda", "ilp.db-antre", "ilp.db.baru", "ilp.db.pulih"),
    *("kunci.json", "server.json", "local_state.db", "local_state.db-wal", "jejak-harian.tsv"),
)
FRAME_BYTES, LOG_HEAD_BYTES = PAGE_BYTES + 24, 32
MIB = 1 << 20
HEAD = "Berkas dukungan ILP Desktop. Tidak memuat data pasien, nama petugas, kata sandi atau kunci."


def support_text(data: DataFolder, error: UserError, now: datetime) -> str:
    """Return the support file of a data folder in which an error stopped the program."""
    return "\n".join((HEAD, "", *_program(now), "", *_trouble(error), "", *_files(data), "", *_backups(data), ""))


def write_support(target: Path, text: str) -> None:
    """Write a support file; raises ``UserError``."""
    try:
        target.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UserError("Berkas dukungan tidak dapat ditulis di sana.", "Pilih folder lain.") from error


def _program(now: datetime) -> Iterator[str]:
    yield f"dibuat {now.astimezone(timezone.utc):%Y-%m-%d %H.%M} UTC"
    yield f"program {VERSION}, skema {known_revisions()[-1]}"
    yield f"sistem {platform.platform()}, Python {platform.python_version()}"
    yield f"SQLite {sqlcipher3.dbapi2.sqlite_version}"


def _trouble(error: UserError) -> Iterator[str]:
    yield f"masalah: {error.message}"
    if isinstance(error, DataTrouble):
        yield from error.facts
    cause = error.__cause__
    while cause is not None:
        said = getattr(cause, "orig", None)
        yield f"sebab {type(cause).__name__}" + (f": {said}" if isinstance(said, sqlcipher3.dbapi2.Error) else "")
        cause = cause.__cause__


def _files(data: DataFolder) -> Iterator[str]:
    for name in KNOWN:
        file = data.path / name
        if file.exists():
            held = file.stat()
            moment = datetime.fromtimestamp(held.st_mtime, timezone.utc)
            yield f"{name}: {held.st_size} byte, diubah {moment:%Y-%m-%d %H.%M} UTC, izin {held.st_mode & 0o777:o}"
    if data.database.exists():
        with data.database.open("rb") as stream:
            head = stream.read(len(PLAIN))
        kind = "tanpa enkripsi" if head == PLAIN else "nol" if not any(head) else "terenkripsi atau lain"
        yield f"awal berkas data: {kind}; halaman {data.database.stat().st_size // PAGE_BYTES}"
    log = data.path / "ilp.db-wal"
    if log.exists():
        yield f"catatan tulis (WAL): {max(0, log.stat().st_size - LOG_HEAD_BYTES) // FRAME_BYTES} bingkai"
    mark = CommitMark(data.database).read()
    yield f"simpanan terakhir: baris {mark.seq}, {mark.at:%Y-%m-%d %H.%M} UTC" if mark else "simpanan terakhir: -"
    if data.path.exists():
        writable = "ya" if os.access(data.path, os.W_OK) else "tidak"
        yield f"ruang kosong {shutil.disk_usage(data.path).free // MIB} MB, dapat ditulis: {writable}"


def _backups(data: DataFolder) -> Iterator[str]:
    try:
        found = Place(data.backups).backups()
    except OSError as error:
        yield f"cadangan: tidak terbaca ({type(error).__name__})"
        return
    yield f"cadangan: {len(found)}"
    for folder, manifest in found:
        yield f"{folder.name}: skema {manifest.schema}, program {manifest.program}, {manifest.size} byte"

"""Troubles of the disk or the server, told so that somebody can put them right."""

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy.exc import DatabaseError, OperationalError

from db.talk import ROW_GONE
from ilp_desktop.domain.errors import Clashed, OutOfOrder

DAMAGED = (
    "Berkas data rusak di satu tempat",
    "Jangan simpan lagi di komputer ini. Beri tahu kepala: data dipulihkan di 1 Manajemen > Cadangan.",
)
"""What SQLite raises beside its kinds is raised over pages that are not as they were written."""
KNOWN = (
    ("disk is full", "Ruang penyimpanan penuh", "Kosongkan ruang, lalu coba lagi."),
    ("readonly database", "Folder data hanya bisa dibaca", "Periksa izin folder data."),
    ("database is locked", "Data sedang dipakai proses lain", "Tunggu sebentar, lalu coba lagi."),
    ("unable to open", "Berkas data tidak dapat dibuka", "Periksa apakah folder data masih terpasang."),
    ("disk I/O error", "Penyimpanan gagal dibaca atau ditulis", "Periksa kabel dan kesehatan penyimpanan."),
    ("no space left", "Ruang penyimpanan di server penuh", "Minta pengelola server mengosongkan ruang."),
    ("lock timeout", "Data sedang dipakai petugas lain", "Tunggu sebentar, lalu coba lagi."),
    ("deadlock detected", "Data yang sama sedang disimpan petugas lain", "Simpan sekali lagi."),
    ("could not serialize", "Data yang sama sedang disimpan petugas lain", "Simpan sekali lagi."),
    ("failed to resolve host", "Server tidak dapat dihubungi", "Periksa jaringan, lalu coba lagi."),
    ("connection", "Server tidak dapat dihubungi", "Periksa jaringan, lalu coba lagi."),
)
GONE = "Data yang sama baru saja diubah petugas lain"
CLASHES = frozenset({"deadlock detected", "could not serialize"})


def as_user_error(error: DatabaseError, *, saving: bool = False) -> OutOfOrder | None:
    """Return the message for a known trouble, or None when it is a bug; a save is told to have stored nothing."""
    if ROW_GONE in str(error.orig):
        return Clashed(f"{GONE}; isian belum tersimpan." if saving else f"{GONE}.", "Simpan sekali lagi.")
    if type(error) not in (OperationalError, DatabaseError):
        return None  # what was stored is refused, not the disk
    said = str(error.orig).lower()
    damaged = [("", *DAMAGED)] if isinstance(error.orig, sqlite.DatabaseError) and type(error) is DatabaseError else []
    for sign, message, remedy in (*KNOWN, *damaged):
        if sign.lower() in said:
            kind = Clashed if sign in CLASHES else OutOfOrder
            return kind(f"{message}; isian belum tersimpan." if saving else f"{message}.", remedy)
    return None

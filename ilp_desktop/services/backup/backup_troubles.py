"""Troubles of a backup, told so that somebody can put them right."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from db.backup import Damaged
from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.backup.manifest import NoManifest

KEPT = "Cadangan terakhir yang baik tetap ada."
FULL = (errno.ENOSPC, errno.EDQUOT) if hasattr(errno, "EDQUOT") else (errno.ENOSPC,)
GONE = (errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.ENOTDIR, errno.EHOSTDOWN, errno.ESTALE)
REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS)


@contextmanager
def told(place: str = "Tempat cadangan") -> Iterator[None]:
    """Tell why a backup could not be made, copied or read; ``place`` begins the sentence."""
    try:
        yield
    except OSError as error:
        raise UserError(f"{place} {_what(error)}.", f"{KEPT} {_remedy(error)}") from error
    except Damaged as error:
        raise UserError("Cadangan tidak lolos pemeriksaan dan tidak dipakai.", f"{KEPT} {REPEAT}") from error
    except NoManifest as error:
        raise UserError(
            "Cadangan tidak lengkap: keterangannya tidak ada atau rusak.", "Pilih cadangan lain."
        ) from error


REPEAT = "Buat cadangan sekali lagi; bila gagal lagi, periksa penyimpanan komputer ini."


def _what(error: OSError) -> str:
    if error.errno in FULL:
        return "penuh"
    if error.errno in GONE:
        return "tidak ditemukan; mungkin dicabut atau tidak tersambung"
    if error.errno in REFUSED:
        return "tidak dapat ditulis"
    if error.errno == errno.EBUSY:
        return "sedang dipakai program lain"
    return "gagal dibaca atau ditulis"


def _remedy(error: OSError) -> str:
    if error.errno in FULL:
        return "Kosongkan ruang di sana, lalu buat lagi."
    if error.errno in GONE:
        return "Pasang atau sambungkan lagi, lalu buat lagi."
    if error.errno in REFUSED:
        return "Periksa izin foldernya, lalu buat lagi."
    return "Periksa kabel dan penyimpanannya, lalu buat lagi."

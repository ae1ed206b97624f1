"""Copying a data folder elsewhere as it is, before anybody tries to mend it."""

import errno
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from db.backup import copy_file
from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.start.data_folder import DataFolder

NAME = "salinan-ilp-"
SKIPPED = (".uji-",)
COPYING = "Menyalin berkas data …"


def copy_aside(data: DataFolder, place: Path, now: datetime, report: Callable[[float, str], None]) -> Path:
    """Copy every file of the folder itself, backups and log left out, and return the new folder.

    Raises ``UserError``; what could not be copied whole is removed again.
    """
    if data.path.resolve() in (place.resolve(), *place.resolve().parents):
        raise UserError("Tempat ini berada di dalam folder data.", "Pilih disk lain, USB atau folder lain.")
    target = place / f"{NAME}{now:%Y%m%d-%H%M%S}"
    files = [file for file in sorted(data.path.iterdir()) if file.is_file() and not file.name.startswith(SKIPPED)]
    try:
        target.mkdir(mode=0o700)
        for number, file in enumerate(files):
            copy_file(file, target / file.name, _share(report, number, len(files)))
    except OSError as error:
        for file in target.glob("*"):
            file.unlink(missing_ok=True)
        if target.is_dir():
            target.rmdir()
        full = error.errno == errno.ENOSPC
        what = "Ruang di tempat itu tidak cukup." if full else "Salinan tidak dapat ditulis di tempat itu."
        raise UserError(what, "Pilih tempat lain. Data tidak diubah.") from error
    return target


def _share(report: Callable[[float, str], None], number: int, files: int) -> Callable[[float], None]:
    return lambda fraction: report((number + fraction) / files, COPYING)

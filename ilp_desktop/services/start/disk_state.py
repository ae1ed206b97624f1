"""Whether the disk of the data folder can be written now, and how much room it has."""

import errno
import os
import shutil
import uuid
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from ilp_desktop.reference import edition_on
from ilp_desktop.services.start.data_folder import DataFolder

PROBE_BYTES = 1 << 18
MIB = 1 << 20
FULL = "Ruang penyimpanan komputer ini penuh."
UNWRITABLE = "Folder data tidak dapat ditulis."


@dataclass(frozen=True)
class DiskState:
    """How the disk stands.

    Attributes:
        trouble: why nothing can be stored now; empty while it can.
        free_mib: how much room there is.
        low: the room will not last long.
        look_every_s: how often to look again while there is trouble.
    """

    trouble: str
    free_mib: int
    low: bool
    look_every_s: int


def disk_state(folder: DataFolder, day: date) -> DiskState:
    """Write something and remove it again, and look how much room there is."""
    limits = edition_on("backup", day).body["disk"]
    free = shutil.disk_usage(folder.path).free // MIB if folder.path.is_dir() else 0
    return DiskState(_trouble(folder), free, free < limits["warn_below_mib"], limits["look_every_seconds"])


def _trouble(folder: DataFolder) -> str:
    probe = folder.path / f".uji-{uuid.uuid4().hex}"
    try:
        with probe.open("wb") as stream:
            stream.write(bytes(PROBE_BYTES))
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        return FULL if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)) else UNWRITABLE
    finally:
        with suppress(OSError):  # a disk that became read-only refuses even to look for what is to be removed
            probe.unlink(missing_ok=True)
    return ""

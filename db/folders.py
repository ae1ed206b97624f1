"""What the disk is asked to be sure of."""

import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """See that the disk has the names of a folder, where the system knows how."""
    if os.name == "nt":
        return
    place = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(place)
    except OSError:
        return  # a share may not know how
    finally:
        os.close(place)

"""A program that makes one backup after the other until it is killed."""

import sys
from datetime import timedelta
from itertools import count
from pathlib import Path

from ilp_desktop.services.backup.backup_making import DataSource, make_backup
from ilp_desktop.services.backup.backup_place import Place
from ilp_desktop.services.start.data_folder import DataFolder
from tests.house_fixtures import KEY, MORNING
from tests.services.backed_up import ring_of, silent


def main(folder: Path) -> None:
    """Say that it begins, and go on until the end."""
    data = DataFolder(folder)
    source = DataSource(data.database, ring_of(folder), KEY)
    sys.stdout.write("mulai\n")
    sys.stdout.flush()
    for number in count(1):
        moment = MORNING + timedelta(days=number)
        make_backup(source, Place(data.backups), moment, moment, silent)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""The command ``ilp-desktop check --audit``: whether audit trail and rights are as they were written."""

import sys
from argparse import Namespace
from pathlib import Path

from ilp_desktop.asking import refused, typed_lines
from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.audit.daily_heads import FILE_NAME, read_heads
from ilp_desktop.services.audit.staff_check import check_staff
from ilp_desktop.services.audit.trail_check import check_trail
from ilp_desktop.services.house import DEFAULT_TIME_ZONE
from ilp_desktop.services.start.data_folder import DataFolder
from ilp_desktop.services.start.server_opening import way_of


def run(arguments: Namespace) -> int:
    """Ask who is at it, follow the trail, say what does not fit, and return 1 when something does not."""
    folder = Path(arguments.data)
    user_name, password = typed_lines(("Nama pengguna: ", False), ("Kata sandi: ", True))
    try:
        vault = way_of(DataFolder(folder)).unlock(user_name, password)
    except UserError as error:
        return refused(error)
    try:
        found = check_trail(vault.database, read_heads(folder / FILE_NAME))
        staff = check_staff(vault.database)
    finally:
        vault.database.close()
    for line in (*found.report(DEFAULT_TIME_ZONE), *staff.faults, *([] if staff.faults else staff.told)):
        sys.stdout.write(f"{line}\n")
    return 1 if found.faults or staff.faults else 0

"""Audit trail and rights in ``ilp-desktop check``, alone with ``--audit``: whether they are as they were written."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from ilp_desktop.asking import end_progress, refused, show_progress, typed_lines
from ilp_desktop.clock import SystemClock, local_day
from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.audit.daily_heads import FILE_NAME, DailyHead, daily_heads, read_heads
from ilp_desktop.services.audit.staff_check import check_staff
from ilp_desktop.services.audit.trail_check import check_trail
from ilp_desktop.services.house import DEFAULT_TIME_ZONE
from ilp_desktop.services.start.data_folder import DataFolder
from ilp_desktop.services.start.server_opening import way_of

ASKED = (("Nama pengguna: ", False), ("Kata sandi: ", True))
DAYS_TOLD = 7
NOT_FOLLOWED = "Jejak tidak diperiksa: tidak ada nama pengguna dan kata sandi.\n"


def run(arguments: Namespace) -> int:
    """Ask who is at it, follow the trail, say what does not fit, and return 1 when something does not."""
    return _followed(Path(arguments.data), *typed_lines(*ASKED))


def follow_if_asked(folder: Path) -> int:
    """Follow the trail of a data folder in use for who gives a password; without one say that it was not followed."""
    data = DataFolder(folder)
    if not data.database.exists() and not data.server_file.exists():
        return 0
    user_name, password = typed_lines(*ASKED)
    if not user_name:
        sys.stdout.write(NOT_FOLLOWED)
        return 0
    return _followed(folder, user_name, password)


def _followed(folder: Path, user_name: str, password: str) -> int:
    try:
        vault = way_of(DataFolder(folder)).unlock(user_name, password)
    except UserError as error:
        return refused(error)
    heads = read_heads(folder / FILE_NAME)
    try:
        found = check_trail(vault.database, heads, show_progress)
        staff = check_staff(vault.database)
        last = daily_heads(vault.database, DEFAULT_TIME_ZONE, local_day(SystemClock().now(), DEFAULT_TIME_ZONE), None)
    finally:
        vault.database.close()
    end_progress()
    for line in (*found.report(DEFAULT_TIME_ZONE), *staff.faults, *([] if staff.faults else staff.told), *_told(last)):
        sys.stdout.write(f"{line}\n")
    return 1 if found.faults or staff.faults else 0


def _told(heads: Sequence[DailyHead]) -> list[str]:
    """Return the heads of the last days, to be compared with the reports on paper."""
    days = sorted({head.day for head in heads})[-DAYS_TOLD:]
    return [
        f"{one.day.isoformat()}  {one.workstation}  baris {one.seq}  {one.hash}" for one in heads if one.day in days
    ]

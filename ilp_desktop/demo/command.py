"""The command ``ilp-desktop demo``: fill an empty data folder with a made-up Puskesmas."""

import sys
from argparse import Namespace
from datetime import date
from pathlib import Path

from ilp_desktop.clock import SystemClock, local_day
from ilp_desktop.demo.digest import digest
from ilp_desktop.demo.generate import make_demo
from ilp_desktop.demo.lists import settings
from ilp_desktop.demo.wanted import DemoWanted
from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.data_folder import DataFolder, FolderState

BAR = 30


def run(arguments: Namespace) -> int:
    """Fill the folder ``arguments.data``; returns the exit status."""
    folder = DataFolder(Path(arguments.data))
    zone = settings("puskesmas")["facility"]["time_zone"]
    today: date = arguments.today or local_day(SystemClock().now(), zone)
    try:
        if folder.prepare() is not FolderState.EMPTY:
            raise UserError("Folder ini sudah berisi data.", "Pilih folder kosong untuk data contoh.")
        vault = make_demo(folder, DemoWanted(arguments.people, arguments.seed, today), _show)
    except UserError as error:
        sys.stderr.write(f"{error.message} {error.remedy}\n")
        return 1
    accounts = ", ".join(one["user_name"] for one in settings("staff")["staff"])
    sys.stdout.write(f"\nAkun: {accounts}; kata sandi: {settings('staff')['password']}\n")
    sys.stdout.write(f"Sidik data: {digest(vault.database)}\n")
    vault.database.close()
    return 0


def _show(fraction: float, text: str) -> None:
    if sys.stdout.isatty():
        done = int(BAR * fraction)
        sys.stdout.write(f"\r[{'#' * done}{'.' * (BAR - done)}] {text:<30}")
        sys.stdout.flush()

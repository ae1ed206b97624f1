"""The command ``ilp-desktop demo``: fill an empty data folder, or an empty server, with a made-up Puskesmas."""

import os
import sys
from argparse import Namespace
from datetime import date
from getpass import getpass
from pathlib import Path

from ilp_desktop.clock import SystemClock, local_day
from ilp_desktop.demo.digest import digest
from ilp_desktop.demo.generate import make_demo
from ilp_desktop.demo.lists import settings
from ilp_desktop.demo.wanted import DemoWanted
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.server_address import ServerHolds, ServerLogin, address_of
from ilp_desktop.services.start.data_folder import DataFolder, FolderState
from ilp_desktop.services.start.server_opening import ServerOpening

BAR = 30
PASSWORD_IN = "ILP_SERVER_PASSWORD"  # noqa: S105 - the name of a variable


def run(arguments: Namespace) -> int:
    """Fill the folder ``arguments.data``; returns the exit status."""
    folder = DataFolder(Path(arguments.data))
    zone = settings("puskesmas")["facility"]["time_zone"]
    today: date = arguments.today or local_day(SystemClock().now(), zone)
    try:
        if folder.prepare() is not FolderState.EMPTY:
            raise UserError("Folder ini sudah berisi data.", "Pilih folder kosong untuk data contoh.")
        way = _server_way(folder, arguments.server, arguments.certificate) if arguments.server else None
        vault = make_demo(folder, DemoWanted(arguments.people, arguments.seed, today), _show, way)
    except UserError as error:
        sys.stderr.write(f"{error.message} {error.remedy}\n")
        return 1
    accounts = ", ".join(one["user_name"] for one in settings("staff")["staff"])
    sys.stdout.write(f"\nAkun: {accounts}; kata sandi: {settings('staff')['password']}\n")
    sys.stdout.write(f"Sidik data: {digest(vault.database)}\n")
    vault.database.close()
    return 0


def _server_way(folder: DataFolder, typed: str, certificate: str) -> ServerOpening:
    """Return the way to an empty server, named as ``user@host[:port]/database``; its password is asked for."""
    way = ServerOpening(folder)
    password = os.environ.get(PASSWORD_IN) or getpass("Kata sandi server: ")
    if way.use(ServerLogin(address_of(typed, certificate), password), _ignore) is not ServerHolds.NOTHING:
        raise UserError("Basis data di server sudah berisi data.", "Pakai basis data kosong untuk data contoh.")
    return way


def _ignore(_fraction: float, _text: str) -> None:
    """Take a report that nobody looks at."""


def _show(fraction: float, text: str) -> None:
    if sys.stdout.isatty():
        done = int(BAR * fraction)
        sys.stdout.write(f"\r[{'#' * done}{'.' * (BAR - done)}] {text:<30}")
        sys.stdout.flush()

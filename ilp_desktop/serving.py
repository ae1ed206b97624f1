"""The commands ``ilp-desktop server prepare`` and ``ilp-desktop server move``."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy.exc import DBAPIError, OperationalError

from db.server_prepare import Made, prepare_server
from ilp_desktop.asking import end_progress, refused, show_progress, typed_lines
from ilp_desktop.clock import SystemClock
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.server_address import ServerAddress, ServerLogin, address_of
from ilp_desktop.domain.server_move import MoveWanted
from ilp_desktop.services.start.data_folder import DataFolder
from ilp_desktop.services.start.moving import Moving
from ilp_desktop.services.start.server_check import require_reachable

PASSWORD_IN = "ILP_SERVER_PASSWORD"  # noqa: S105 - the name of a variable
NO_CHECKSUMS = (
    "PERHATIAN: server ini tidak memakai jumlah periksa halaman (data checksums); kerusakan disk tidak diketahui. "
    "Hentikan PostgreSQL, lalu jalankan: pg_checksums --enable -D <folder data>"
)


def run_prepare(arguments: Namespace) -> int:
    """Make users, database and rights on a server; returns the exit status."""
    try:
        address = address_of(arguments.at, arguments.certificate)
        login = ServerLogin(address, os.environ.get(PASSWORD_IN) or _asked(f"Kata sandi {address.user} di server: "))
        with _told():
            require_reachable(address)
            made = prepare_server(login, arguments.owner, arguments.daily)
    except UserError as error:
        return refused(error)
    _tell(address, made, arguments.owner, arguments.daily)
    return 0


def run_move(arguments: Namespace) -> int:
    """Move the data of a folder to an empty database of a server; returns the exit status."""
    try:
        owner = address_of(arguments.at, arguments.certificate)
        daily = replace(owner, user=arguments.daily)
        asked = (f"Kata sandi {owner.user} di server: ", f"Kata sandi {daily.user} di server: ", "Frasa sandi kepala: ")
        owner_password, daily_password, passphrase = typed_lines(*((words, True) for words in asked))
        wanted = MoveWanted(ServerLogin(owner, owner_password), ServerLogin(daily, daily_password), passphrase)
        folder = DataFolder(Path(arguments.data))
        folder.prepare()
        moved = Moving(folder, SystemClock()).move(wanted, show_progress)
    except UserError as error:
        return refused(error)
    end_progress()
    sys.stdout.write(f"{moved.words}\n")
    return 0


def _asked(words: str) -> str:
    return typed_lines((words, True))[0]


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        raise UserError("Server menolak sambungan ini.", str(error.orig).strip()) from error
    except DBAPIError as error:
        raise UserError("Server menolak perintah ini.", str(error.orig).strip()) from error


def _tell(address: ServerAddress, made: Made, owner: str, daily: str) -> None:
    state = "dibuat" if made.database_made else "sudah ada"
    lines = [f"Basis data «{address.database}» di {address.place}: {state}; hak pengguna diatur."]
    for name, use in ((owner, "menyiapkan dan memutakhirkan"), (daily, "setiap hari")):
        password = made.passwords.get(name, "tetap seperti semula")
        lines.append(f"  {name} ({use}), kata sandi: {password}")
    if made.passwords:
        lines.append("Simpan kata sandi ini di amplop tertutup; tidak ditampilkan lagi.")
    if not made.checksums:
        lines.append(NO_CHECKSUMS)
    sys.stdout.write("\n".join(lines) + "\n")

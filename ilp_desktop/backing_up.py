"""The commands ``ilp-desktop backup`` and ``ilp-desktop restore``."""

import sys
from argparse import Namespace
from pathlib import Path

from ilp_desktop.asking import end_progress, refused, show_progress, typed_lines
from ilp_desktop.clock import SystemClock, local_time
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.keys.opener import OpenedBy, Opener
from ilp_desktop.identity import Identities
from ilp_desktop.services.backup.backup_making import copy_to_second
from ilp_desktop.services.backup.backup_place import BackupFolder, Place
from ilp_desktop.services.backup.bringing_back import find_backup, prepare_from
from ilp_desktop.services.backup.restoring import newer_than, put_in_place
from ilp_desktop.services.house import DEFAULT_TIME_ZONE, build_house
from ilp_desktop.services.start.data_folder import DataFolder, FolderState
from ilp_desktop.services.start.server_opening import way_of

NAME, PASSWORD, PASSPHRASE = "Nama pengguna: ", "Kata sandi: ", "Frasa sandi kepala: "
WORDS_ASKED = "Kata pemulihan, berurutan: "
WORD = "PULIHKAN"
NO_DATA = "Belum ada data di folder ini."
MIB = 1 << 20


def run_backup(arguments: Namespace) -> int:
    """Ask who is at it, make a backup, and return 1 when none could be made or it did not reach its second place."""
    data = DataFolder(Path(arguments.data))
    try:
        if data.prepare() is FolderState.EMPTY:
            raise UserError(NO_DATA, "Sebut foldernya dengan --data.")
        user_name, password = typed_lines((NAME, False), (PASSWORD, True))
        vault = way_of(data).unlock(user_name, password)
    except UserError as error:
        return refused(error)
    try:
        clock = SystemClock()
        house = build_house(vault.database, vault, clock, Identities(clock))
        user = house.access.sign_in(user_name, password)
        made = house.backups.make(user, show_progress)
        end_progress()
        folder = BackupFolder(data.backups / made.row.name)
        sys.stdout.write(
            f"Cadangan tersimpan dan sudah diperiksa: {folder.path}\n"
            f"{made.row.people} orang, {made.row.visits} kunjungan, {made.row.size / MIB:.1f} MB.\n"
        )
        if made.second_fault:
            raise UserError(f"Salinannya belum sampai. {made.second_fault}")
        if arguments.to is not None:
            copied = copy_to_second(folder, Place(arguments.to), vault.key, made.row.local_at.date(), show_progress)
            end_progress()
            sys.stdout.write(f"Disalin ke: {copied.path}\n")
    except UserError as error:
        return refused(error)
    finally:
        vault.database.close()
    return 0


def run_restore(arguments: Namespace) -> int:
    """Ask who is at it, say what would be lost, and put a backup in place of the present data."""
    data = DataFolder(Path(arguments.data))
    clock = SystemClock()
    try:
        found = find_backup(Path(arguments.backup))
        prepared = prepare_from(data, found.folder, _opener(arguments), clock, show_progress)
        end_progress()
        sys.stdout.write(f"Cadangan {found.words}; utuh.\n")
        if data.database.exists():
            sys.stdout.write(f"{newer_than(data.database, prepared.key, found.manifest.made_at).words}\n")
            sys.stdout.write("Data sekarang tidak dihapus, hanya disisihkan.\n")
        question = f"Ketik {WORD} untuk melanjutkan: "
        if typed_lines((question, False)) != (WORD,):
            prepared.discard()
            raise UserError("Dibatalkan.", "Data tidak diubah.")
        aside = put_in_place(prepared, local_time(clock.now(), DEFAULT_TIME_ZONE))
    except WrongAnswers as error:
        return refused(UserError(" ".join(error.fields.values())))
    except UserError as error:
        return refused(error)
    sys.stdout.write(f"Data sudah dipulihkan. Data sebelumnya disisihkan di: {aside}\n")
    return 0


def _opener(arguments: Namespace) -> Opener:
    """Ask for what opens the backup."""
    if arguments.words:
        return Opener(OpenedBy.WORDS, *typed_lines((WORDS_ASKED, True)))
    if arguments.passphrase:
        return Opener(OpenedBy.PASSPHRASE, *typed_lines((PASSPHRASE, True)))
    user_name, password = typed_lines((NAME, False), (PASSWORD, True))
    return Opener(OpenedBy.PASSWORD, password, user_name)

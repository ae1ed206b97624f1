"""Restoring a backup while no data is open: by what opened the backup when it was made, and who may."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from db.engine import Database
from db.keys import FILE_NAME as KEYS_NAME
from db.keys import HEAD, KeyRing, WrongSecret
from db.models import Facility, Staff, StaffRole
from ilp_desktop.clock import Clock
from ilp_desktop.domain.errors import NotAllowed, UserError
from ilp_desktop.domain.permissions import Act, Role
from ilp_desktop.services.backup.backup_making import Report
from ilp_desktop.services.backup.backup_place import BackupFolder, Place
from ilp_desktop.services.backup.backup_state import BackupState
from ilp_desktop.services.backup.backup_troubles import told
from ilp_desktop.services.backup.manifest import Manifest
from ilp_desktop.services.backup.restoring import Prepared, note_restored, prepare_restore
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.start.access import who_is
from ilp_desktop.services.start.data_folder import DataFolder


@dataclass(frozen=True)
class Opener:
    """What opens a backup: a password with its user name, or the head's passphrase with none."""

    secret: str = field(repr=False)
    user_name: str = ""


def listed_backups(data: DataFolder) -> Sequence[tuple[BackupFolder, Manifest]]:
    """Return the backups here and in the second place, the newest first; their marks cannot be checked yet."""
    second = BackupState.read(data.backups).second
    places = [Place(data.backups), *([Place(Path(second))] if second else [])]
    found = [one for place in places for one in _readable(place)]
    return sorted(found, key=lambda one: one[1].made_at, reverse=True)


def require_restorable(data: DataFolder, backup: BackupFolder) -> Manifest:
    """Return what a folder says of itself; raises ``UserError`` when it is no backup, or not for this data folder."""
    if data.server_file.exists() and not data.database.exists():
        raise UserError("Data folder ini berada di server.", "Pulihkan di server.")
    with told("Folder cadangan"):
        manifest = backup.manifest()
    if not backup.keys.is_file():
        raise UserError(f"Kunci ({KEYS_NAME}) tidak ada di folder cadangan.", "Pilih folder cadangan yang lengkap.")
    with told("Folder cadangan"):
        backup.require_plain()
    return manifest


def prepare_unopened(data: DataFolder, backup: BackupFolder, opener: Opener, clock: Clock, report: Report) -> Prepared:
    """Open a backup, see that whoever is at it may restore, and lay it ready; raises ``UserError``."""
    require_restorable(data, backup)
    owner = opener.user_name or HEAD
    try:
        key = KeyRing(backup.keys).unwrap(owner, opener.secret)
    except WrongSecret as error:
        raise UserError(
            "Kata sandi atau frasa sandi tidak membuka cadangan ini.", "Pakai yang berlaku saat itu."
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UserError(f"Kunci cadangan ini ({KEYS_NAME}) rusak.", "Pilih cadangan lain.") from error

    def finish(copy: Database) -> None:
        user = who_is(copy, owner, opener.secret) if opener.user_name else _head(copy)
        if not user.may(Act.KEEP_BACKUPS):
            raise NotAllowed("Peran Anda tidak mencakup pemulihan cadangan.", "Minta kepala atau admin melakukannya.")
        note_restored(copy, user, clock, backup.name)

    return prepare_restore(data, backup, key, finish, report)


def _readable(place: Place) -> list[tuple[BackupFolder, Manifest]]:
    try:
        return place.backups()
    except OSError:
        return []


def _head(database: Database) -> SignedIn:
    with database.reading() as session:
        wanted = select(Staff).join(StaffRole, StaffRole.staff_id == Staff.id)
        staff = session.scalars(
            wanted.where(StaffRole.role == Role.HEAD.value, Staff.active).order_by(Staff.id)
        ).first()
        if staff is None:
            raise UserError("Cadangan ini tidak mengenal kepala.", "Masuk dengan nama dan kata sandi.")
        zone = session.get_one(Facility, staff.facility_id).time_zone
        roles = frozenset({Role.HEAD})
        return SignedIn(staff.id, staff.facility_id, staff.name, staff.profession, staff.sip, roles, zone)

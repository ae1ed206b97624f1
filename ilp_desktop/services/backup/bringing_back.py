"""Restoring a backup while no data is open: what may be restored, by what opened it when it was made, and by whom."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from db.engine import Database
from db.keys import HEAD, WORDS, KeyRing, WrongSecret
from db.models import Facility, Staff, StaffRole
from ilp_desktop.clock import Clock
from ilp_desktop.domain.calendar_dates import indonesian_moment
from ilp_desktop.domain.errors import NotAllowed, UserError, WrongAnswers
from ilp_desktop.domain.keys.opener import OpenedBy, Opener
from ilp_desktop.domain.keys.recovery_words import secret_of, words_problem
from ilp_desktop.domain.permissions import Act, Role
from ilp_desktop.services.backup.backup_making import Report
from ilp_desktop.services.backup.backup_place import BackupFolder, Place
from ilp_desktop.services.backup.backup_state import BackupState
from ilp_desktop.services.backup.backup_troubles import told
from ilp_desktop.services.backup.manifest import PEOPLE, VISITS, Manifest
from ilp_desktop.services.backup.restoring import Prepared, note_restored, prepare_restore, put_in_place
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.start.access import who_is
from ilp_desktop.services.start.data_folder import DataFolder

FOLDER = "folder"
BELOW = "cadangan"
BACKUP_FOLDER = "Folder cadangan"
NO_BACKUP = "Di folder ini tidak ada cadangan ILP Desktop. Pilih folder yang namanya diawali «ilp-»."
NO_KEYS = "Kunci (kunci.json) tidak ada di folder cadangan atau rusak. Pilih folder cadangan yang lengkap."
WRONG = {
    OpenedBy.WORDS: "Kata-kata ini tidak membuka cadangan ini. Pakai lembar yang berlaku saat cadangan dibuat.",
    OpenedBy.PASSPHRASE: "Frasa sandi ini tidak membuka cadangan ini. Pakai yang berlaku saat itu.",
    OpenedBy.PASSWORD: "Nama atau kata sandi ini tidak membuka cadangan ini. Pakai yang berlaku saat itu.",
}
FIELD = {OpenedBy.WORDS: "words", OpenedBy.PASSPHRASE: "passphrase", OpenedBy.PASSWORD: "password"}
BROKEN_KEYS = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)


@dataclass(frozen=True)
class Found:
    """A backup that was found, and what it says of itself; its mark cannot be checked before it is opened."""

    folder: BackupFolder
    manifest: Manifest

    @property
    def words(self) -> str:
        """Return of when it is and what it holds."""
        counts = self.manifest.counts
        held = f"{counts.get(PEOPLE, 0)} orang, {counts.get(VISITS, 0)} kunjungan"
        return f"{indonesian_moment(self.manifest.local_at)}: {held}"


def listed_backups(data: DataFolder) -> Sequence[Found]:
    """Return the backups here and in the second place, the newest first."""
    second = BackupState.read(data.backups).second
    places = [data.backups, *([Path(second)] if second else [])]
    found = [one for place in places for one in _in_place(place)]
    return sorted(found, key=lambda one: one.manifest.made_at, reverse=True)


def find_backup(path: Path) -> Found:
    """Return the backup of a folder, or the newest of those that lie in it; raises ``UserError``."""
    one = BackupFolder(path)
    with told(BACKUP_FOLDER):
        if one.manifest_file.is_symlink() or one.manifest_file.exists():
            return Found(one, one.manifest())
    found = _in_place(path) or _in_place(path / BELOW)
    if not found:
        raise WrongAnswers({FOLDER: NO_BACKUP})
    return found[0]


def require_restorable(data: DataFolder, backup: BackupFolder) -> None:
    """Raise ``UserError`` when a folder is no whole backup of plain files, or not for this data folder."""
    if data.server_file.exists() and not data.database.exists():
        raise UserError("Data folder ini berada di server.", "Pulihkan di server.")
    with told(BACKUP_FOLDER):
        backup.manifest()
        if not backup.keys.is_file():
            raise WrongAnswers({FOLDER: NO_KEYS})
        backup.require_plain()


def prepare_from(data: DataFolder, backup: BackupFolder, opener: Opener, clock: Clock, report: Report) -> Prepared:
    """Open a backup and lay a checked copy of it ready in a data folder; raises ``WrongAnswers`` and ``UserError``."""
    require_restorable(data, backup)
    key = _key(backup, opener)
    return prepare_restore(data, backup, key, _noting(opener, clock, backup.name), report)


def bring_back(data: DataFolder, path: Path, opener: Opener, clock: Clock, report: Report) -> str:
    """Let a backup be the data of an empty folder, and say in a sentence what was brought back."""
    found = find_backup(path)
    prepared = prepare_from(data, found.folder, opener, clock, report)
    try:
        put_in_place(prepared, clock.now())
    except BaseException:
        prepared.discard()
        raise
    return f"Cadangan {found.words}."


def _in_place(place: Path) -> list[Found]:
    """Return the backups that can be read in a place, the newest first."""
    try:
        return [Found(*one) for one in Place(place).backups()]
    except OSError:
        return []


def _key(backup: BackupFolder, opener: Opener) -> bytes:
    """Return the key of a backup; raises ``WrongAnswers`` beside the field of what was typed."""
    owner, secret = {
        OpenedBy.WORDS: (WORDS, secret_of([opener.secret])),
        OpenedBy.PASSPHRASE: (HEAD, opener.secret),
        OpenedBy.PASSWORD: (opener.user_name, opener.secret),
    }[opener.way]
    wrong = words_problem(opener.secret) if opener.way is OpenedBy.WORDS else ""
    if wrong:
        raise WrongAnswers({FIELD[opener.way]: wrong})
    try:
        return KeyRing(backup.keys).unwrap(owner, secret)
    except WrongSecret as error:
        raise WrongAnswers({FIELD[opener.way]: WRONG[opener.way]}) from error
    except BROKEN_KEYS as error:
        raise WrongAnswers({FOLDER: NO_KEYS}) from error


def _noting(opener: Opener, clock: Clock, name: str) -> Callable[[Database], None]:
    """Return what writes into a restored copy who restored it, if that person may."""

    def finish(copy: Database) -> None:
        by_head = opener.way is not OpenedBy.PASSWORD
        user = head_of(copy) if by_head else who_is(copy, opener.user_name, opener.secret)
        if not user.may(Act.KEEP_BACKUPS):
            raise NotAllowed("Peran Anda tidak mencakup pemulihan cadangan.", "Minta kepala atau admin melakukannya.")
        note_restored(copy, user, clock, name)

    return finish


def head_of(database: Database) -> SignedIn:
    """Return the head of a Puskesmas, in whose name the passphrase and the words act."""
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

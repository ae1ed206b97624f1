"""A small Puskesmas whose database and wrapped keys lie in a data folder, ready to be backed up."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from db.keys import HEAD, KeyRing
from db.models import Person
from ilp_desktop.services.backup.backup_place import BackupFolder
from ilp_desktop.services.backup.backup_rows import MadeBackup
from ilp_desktop.services.backup.backups import Backups
from ilp_desktop.services.start.data_folder import DataFolder
from ilp_desktop.services.start.opening import Opening, Vault
from tests.house_fixtures import KEY, PASSWORD, Clinic

PHRASE = "empat kata yang panjang"


def silent(_fraction: float, _text: str) -> None:
    """Take a report that nobody looks at."""


@dataclass(frozen=True)
class BackedUp:
    """The services of backups over a clinic, and the folder its data lies in."""

    clinic: Clinic
    data: DataFolder
    backups: Backups

    def make(self) -> MadeBackup:
        """Make a backup."""
        return self.backups.make(self.clinic.head, silent)

    def folder(self, made: MadeBackup) -> BackupFolder:
        """Return the folder of a backup made here."""
        return BackupFolder(self.data.backups / made.row.name)


@cache
def ring_text() -> str:
    """Return a ring with a copy of the tests' key for the head's passphrase and for two of the staff."""
    with TemporaryDirectory() as folder:
        ring = KeyRing.of(Path(folder))
        ring.begin(HEAD, PHRASE)
        for owner, secret in ((HEAD, PHRASE), ("kepala", PASSWORD), ("loket", PASSWORD)):
            ring.wrap(KEY, owner, secret)
        return ring.file.read_text(encoding="utf-8")


def ring_of(folder: Path) -> KeyRing:
    """Return that ring in a folder."""
    ring = KeyRing.of(folder)
    ring.file.write_text(ring_text(), encoding="utf-8")
    return ring


def backed_up(clinic: Clinic) -> BackedUp:
    """Return the services of backups over a clinic that lies in a file."""
    data = DataFolder(Path(str(clinic.database.engine.url.database)).parent)
    vault = Vault(clinic.database, ring_of(data.path), KEY)
    return BackedUp(clinic, data, Backups(clinic.house.uow, vault))


def people_in(folder: Path, user_name: str = "kepala", password: str = PASSWORD) -> set[str]:
    """Open a data folder as the program does, and return the names of everybody in it."""
    vault = Opening(DataFolder(folder)).unlock(user_name, password)
    try:
        with vault.database.reading() as session:
            return set(session.scalars(select(Person.name)))
    finally:
        vault.database.close()

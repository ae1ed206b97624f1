"""Opening the data folder: the key, the database, its schema; nothing that cannot be opened is ever recreated."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Protocol
from uuid import UUID

from sqlalchemy.exc import DatabaseError, OperationalError

from db.commit_mark import MARK_SUFFIX
from db.engine import CannotOpen, Database, open_sqlite
from db.keys import HEAD, WORDS, KeyRing, WrongSecret
from db.migrate import BrokenUpgrade, NewerDatabase, current_revision, needs_upgrade, upgrade
from db.queries.old_changes import forget_old_changes
from db.turns import LINE_SUFFIX
from ilp_desktop.clock import Clock, SystemClock
from ilp_desktop.domain.errors import DataTrouble, UserError, WrongAnswers
from ilp_desktop.reference import edition_on
from ilp_desktop.services.person.person_lines import renew_lines
from ilp_desktop.services.start.data_folder import DataFolder, unfinished
from ilp_desktop.services.start.opening_doubts import Loss, find_loss
from ilp_desktop.services.start.unopened import require_pages, require_whole_length, why_not_opened

CHANGES_KEPT = timedelta(days=7)
BESIDE = ("-wal", "-shm", MARK_SUFFIX, LINE_SUFFIX)
BEFORE_UPGRADE = "sebelum-"
PASSPHRASE_LENGTH = 12
PASSWORD_LENGTH = 8
WRONG_WORDS = "Kata-kata ini tidak membuka data di sini."


@dataclass(frozen=True)
class Vault:
    """The open database with its key, so that new members of staff can be given their own copy.

    Attributes:
        loss: saves that were answered and are not in the data, where there are any.
        away: the server that keeps the database does not answer; what this computer copied stands in for it.
    """

    database: Database
    ring: KeyRing
    key: bytes
    loss: Loss | None = field(default=None, kw_only=True)
    away: bool = field(default=False, kw_only=True)

    def admit(self, user_name: str, password: str) -> None:
        """Let a user name open the database with a password."""
        self.ring.wrap(self.key, user_name, password)

    def dismiss(self, user_name: str) -> None:
        """Let a user name open the database no longer; where a server keeps it, other computers learn it from there."""
        self.ring.forget(user_name)

    @property
    def notice(self) -> str:
        """Return what whoever comes in should be told; nothing of a database on this computer."""
        return ""

    @property
    def place(self) -> str:
        """Return where the server stands; empty for a database on this computer."""
        return ""

    def learn(self, facility_id: UUID) -> None:
        """Take note of who may open it now; here whoever was admitted may, and nobody is admitted elsewhere."""

    def change_passphrase(self, passphrase: str) -> Mapping[str, str]:
        """Let another passphrase of the head open the data; returns what the database must remember of it.

        Here the key ring remembers it.
        """
        self.ring.wrap(self.key, HEAD, passphrase)
        return {}

    def change_words(self, words: str) -> Mapping[str, str]:
        """Let other recovery words open the data; returns what the database must remember of them."""
        self.ring.wrap_words(self.key, words)
        return {}

    def words(self) -> str:
        """Return the recovery words, to ask for some of them; nothing where only their hash is known."""
        return self.ring.words(self.key)


class Way(Protocol):
    """A way to the database of one data folder."""

    def begin(self, passphrase: str) -> Vault:
        """Make the empty database of a new Puskesmas; raises ``WrongAnswers`` for a passphrase that is too short."""

    def finish(self, vault: Vault) -> Vault:
        """Let what was begun be the folder's database, and return it open."""

    def give_up(self, vault: Vault) -> None:
        """Let go of what was begun."""

    def unlock(self, user_name: str, password: str) -> Vault:
        """Open the database with a user name and password; raises ``UserError``."""

    def unlock_as_head(self, passphrase: str) -> Vault:
        """Open the database with the head's passphrase; raises ``UserError``."""

    def unlock_by_store(self, secret: bytes) -> Vault:
        """Open the database with what the key store of this computer holds; raises ``UserError``."""

    def unlock_by_words(self, words: str) -> Vault:
        """Open the database with the recovery words; raises ``UserError``."""

    def require_key(self) -> None:
        """Raise ``UserError`` when the key lies lost or damaged."""


class Opening:
    """Opens the database of one data folder."""

    def __init__(self, folder: DataFolder, clock: Clock | None = None) -> None:
        self._folder = folder
        self._clock = clock or SystemClock()
        self._ring = KeyRing.of(folder.path)

    def begin(self, passphrase: str) -> Vault:
        """Start a new Puskesmas beside the final place; ``finish`` makes it the folder's database."""
        require_length(passphrase)
        self._clear_unfinished()
        ring = KeyRing(unfinished(self._ring.file))
        key = ring.create(passphrase)
        database = open_sqlite(unfinished(self._folder.database), key)
        upgrade(database.engine)
        return Vault(database, ring, key)

    def finish(self, vault: Vault) -> Vault:
        """Put the finished database and its keys in place and open them there; never over another."""
        if self._ring.exists() or self._folder.database.exists():
            vault.database.close()
            raise FileExistsError(self._folder.database.name)
        vault.database.close()
        vault.ring.file.replace(self._ring.file)
        unfinished(self._folder.database).replace(self._folder.database)
        self._clear_unfinished()
        return self._opened(vault.key)

    def give_up(self, vault: Vault) -> None:
        """Let go of what was begun; the next first run clears it away."""
        vault.database.close()

    def unlock(self, user_name: str, password: str) -> Vault:
        """Open the database with a user name and password."""
        return self._unlock(user_name, password, "Nama pengguna atau kata sandi salah.")

    def unlock_as_head(self, passphrase: str) -> Vault:
        """Open the database with the head's passphrase."""
        return self._unlock(HEAD, passphrase, "Frasa sandi kepala salah.")

    def unlock_by_words(self, words: str) -> Vault:
        """Open the database with the recovery words."""
        return self._unlock(WORDS, words, WRONG_WORDS)

    def unlock_by_store(self, secret: bytes) -> Vault:
        """Open the database with what the key store of this computer holds."""
        key = key_by_store(self._ring, secret)
        return self._opened(key)

    def require_key(self) -> None:
        """Raise ``UserError`` when the key lies lost or damaged, before anybody types a password in vain."""
        trouble = key_trouble(self._ring)
        if trouble:
            raise DataTrouble(
                f"Kunci data (kunci.json) {trouble}.", "Kembalikan berkas itu dari cadangan. Data tidak diubah."
            )

    def _unlock(self, owner: str, secret: str, refusal: str) -> Vault:
        if not self._ring.exists():
            raise DataTrouble(
                "Kunci data (kunci.json) tidak ada di folder data.",
                "Kembalikan berkas itu dari cadangan. Data tidak diubah.",
            )
        try:
            key = self._ring.unwrap(owner, secret)
        except WrongSecret as error:
            raise UserError(refusal, "Periksa huruf besar dan kecil, lalu coba lagi.") from error
        return self._opened(key)

    def _opened(self, key: bytes) -> Vault:
        """Open the database; raises ``DataTrouble`` for one that cannot be used, which stays as it is."""
        require_pages(self._folder.database)
        try:
            return self._open(key)
        except OperationalError:
            self._folder.prepare()  # says so when the disk is full or cannot be written
            raise
        except (CannotOpen, DatabaseError) as error:
            if type(error) not in (CannotOpen, DatabaseError):
                raise  # what was to be stored is refused, not the file
            raise why_not_opened(self._folder.database, key) from error

    def _open(self, key: bytes) -> Vault:
        database = open_sqlite(self._folder.database, key)
        try:
            require_whole_length(database, self._folder.database)
            loss = self._loss(database)
            self._bring_up_to_date(database)
            renew_lines(database, self._clock.now().date())
            forget_old_changes(database, self._clock.now() - CHANGES_KEPT)
            database.feed.poll()
        except BaseException:
            database.close()
            raise
        return Vault(database, self._ring, key, loss=loss)

    def _loss(self, database: Database) -> Loss | None:
        """Look for saves that are not there before anything is written; an older schema has no mark to compare with."""
        try:
            return None if needs_upgrade(database.engine) else find_loss(database, self._folder, self._clock.now())
        except NewerDatabase:
            return None

    def _bring_up_to_date(self, database: Database) -> None:
        try:
            if not needs_upgrade(database.engine):
                return
        except NewerDatabase as error:
            raise DataTrouble(
                "Data ini ditulis oleh program yang lebih baru.",
                "Perbarui program di komputer ini. Data tidak diubah.",
            ) from error
        try:
            self._back_up(database, f"{BEFORE_UPGRADE}{current_revision(database.engine)}")
            upgrade(database.engine)
        except BrokenUpgrade as error:
            raise DataTrouble(
                "Data ini tidak dapat dimutakhirkan ke program ini: ada catatan yang menunjuk ke yang tidak ada.",
                "Data tidak diubah. Pakai program yang lama, dan minta bantuan.",
            ) from error
        self._forget_old_copies()

    def _forget_old_copies(self) -> None:
        """Remove copies made before upgrades, but for the last few; a backup of the day holds what they held."""
        kept = edition_on("backup", self._clock.now().date()).body["rotation"]["before_upgrade"]
        copies = sorted(self._folder.backups.glob(f"{BEFORE_UPGRADE}*.db"), key=lambda one: one.stat().st_mtime)
        for copy in copies[: max(len(copies) - kept, 0)]:
            copy.unlink(missing_ok=True)
            copy.with_name(f"{copy.stem}.{self._ring.file.name}").unlink(missing_ok=True)

    def _back_up(self, database: Database, name: str) -> None:
        """Copy the database with the wrapped copies of its key, without which nobody could open it."""
        database.engine.dispose()
        self._folder.backups.mkdir(exist_ok=True)
        shutil.copy2(self._folder.database, self._folder.backups / f"{name}.db")
        shutil.copy2(self._ring.file, self._folder.backups / f"{name}.{self._ring.file.name}")

    def _clear_unfinished(self) -> None:
        """Remove what an interrupted first run left; it was never anybody's data."""
        for file in (unfinished(self._ring.file), unfinished(self._folder.database)):
            for leftover in (file, *(Path(f"{file}{suffix}") for suffix in BESIDE)):
                leftover.unlink(missing_ok=True)


def require_length(passphrase: str) -> None:
    """Raise ``WrongAnswers`` for a head's passphrase that is too short."""
    if len(passphrase) < PASSPHRASE_LENGTH:
        raise WrongAnswers({"passphrase": f"Frasa sandi paling sedikit {PASSPHRASE_LENGTH} huruf."})


def key_by_store(ring: KeyRing, secret: bytes) -> bytes:
    """Return the key by what a key store holds; raises ``UserError``."""
    try:
        return ring.unwrap_by_store(secret)
    except (WrongSecret, OSError, ValueError, KeyError) as error:
        raise UserError(
            "Kunci di penyimpan kunci komputer ini bukan untuk data ini.", "Masuk dengan kata sandi."
        ) from (error if isinstance(error, WrongSecret) else WrongSecret())


def key_trouble(ring: KeyRing) -> str:
    """Return what is wrong with a key ring, or an empty string; a change of it that was cut short is mended."""
    ring.mend()
    try:
        return "" if "copies" in json.loads(ring.file.read_text(encoding="utf-8")) else "rusak"
    except FileNotFoundError:
        return "tidak ada di folder data"
    except (OSError, ValueError):
        return "rusak atau tidak dapat dibaca"

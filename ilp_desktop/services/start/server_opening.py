"""Opening a database on a server, by a password that the data folder keeps sealed for the staff of this computer."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from uuid import UUID

from argon2.exceptions import VerificationError
from sqlalchemy import func, select

from db.engine import Database, open_postgres, server_engine, server_url
from db.keys import HASHER, HEAD, SERVER, WORDS, KeyRing, WrongSecret
from db.migrate import other_catalogue, setting_up_alone, settle
from db.models import Facility, Staff
from db.queries.old_changes import forget_old_changes
from db.queries.server_time import server_now
from db.server_file import ServerFile
from ilp_desktop import VERSION
from ilp_desktop.clock import Clock
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.server_address import ServerAddress, ServerHolds, ServerLogin
from ilp_desktop.services.start.access import who_is
from ilp_desktop.services.start.data_folder import DataFolder, FolderState, unfinished
from ilp_desktop.services.start.lost_server import way_to_lost
from ilp_desktop.services.start.opening import (
    CHANGES_KEPT,
    WRONG_WORDS,
    Opening,
    Vault,
    Way,
    key_by_store,
    key_trouble,
    require_length,
)
from ilp_desktop.services.start.server_check import Report, look

OTHER_RULES = (
    "Formulir atau acuan di komputer ini berbeda dari server (program server {other}, di sini {own}). Perbarui program."
)
HEAD_SETTING = "head_passphrase_hash"
WORDS_SETTING = "recovery_words_hash"
WRONG_PHRASE = "Frasa sandi kepala salah."
HASHES = {HEAD: HEAD_SETTING, WORDS: WORDS_SETTING}


@dataclass(frozen=True)
class ServerVault(Vault):
    """An open database on a server; ``key`` locks what this computer keeps: the server's password and the drafts."""

    address: ServerAddress
    notice: str = ""

    @property
    def place(self) -> str:
        """Return where the server stands."""
        return self.address.place

    def learn(self, facility_id: UUID) -> None:
        """Let exactly the active staff of the Puskesmas, and what its head holds, open this computer's key."""
        if self.away:
            return
        with self.database.reading() as session:
            staff = session.execute(
                select(Staff.user_name, Staff.password_hash).where(Staff.facility_id == facility_id, Staff.active)
            ).all()
            settings = session.scalars(select(Facility.settings).where(Facility.id == facility_id)).one()
        hashes = {row.user_name: row.password_hash for row in staff}
        hashes |= {owner: settings[name] for owner, name in HASHES.items() if name in settings}
        self.ring.wrap_for(self.key, hashes)

    def change_passphrase(self, passphrase: str) -> Mapping[str, str]:
        """Return the hash of the head's passphrase, from which every computer makes the head's copy of its key."""
        return {HEAD_SETTING: HASHER.hash(passphrase)}

    def change_words(self, words: str) -> Mapping[str, str]:
        """Return the hash of the recovery words, likewise."""
        return {WORDS_SETTING: HASHER.hash(words)}

    def words(self) -> str:
        """Return nothing: a server knows the hash of the words alone."""
        return ""


class ServerOpening:
    """Opens a database on a server for one data folder."""

    def __init__(self, folder: DataFolder) -> None:
        self._ring = KeyRing.of(folder.path)
        self._folder = folder
        self._file = ServerFile(folder.server_file)
        self._given: ServerLogin | None = None
        self._alone = ExitStack()

    def use(self, login: ServerLogin, report: Report) -> ServerHolds:
        """Look at a server and use it from now on; what is kept in the folder stays until somebody signs in."""
        holds = look(login, report)
        self._given = login
        return holds

    def given(self) -> ServerAddress | None:
        """Return the server just typed in, to which nobody has signed in yet."""
        return None if self._given is None else self._given.address

    def go_back(self) -> None:
        """Use again the server that the folder knows."""
        self._given = None

    def upgrade(self, login: ServerLogin) -> None:
        """Bring a database to the schema of this program; for an admin of the server, after a backup."""
        engine = server_engine(server_url(login))
        try:
            settle(engine)
        finally:
            engine.dispose()
        known = self._folder.server
        if known is not None and (known.place, known.database) == (login.address.place, login.address.database):
            self._given = None  # the folder goes on with the server user it had, who is no admin

    def begin(self, passphrase: str) -> Vault:
        """Make the tables of a new Puskesmas; until this ends, no other computer makes one."""
        require_length(passphrase)
        login = self._must_be_given()
        database = open_postgres(server_url(login))
        try:
            self._alone.enter_context(setting_up_alone(database.engine))
            settle(database.engine)
            _refuse_second(database)
            ring = KeyRing(unfinished(self._ring.file))
            return ServerVault(database, ring, ring.begin(SERVER, login.password), login.address)
        except BaseException:
            self._alone.close()
            database.close()
            raise

    def finish(self, vault: Vault) -> Vault:
        """Keep the way to the server in the folder."""
        login = self._must_be_given()
        self._alone.close()
        self._keep(login, vault.key, vault.ring)
        return ServerVault(vault.database, self._ring, vault.key, login.address)

    def give_up(self, vault: Vault) -> None:
        """Let go of what was begun; its tables stay, empty."""
        self._alone.close()
        vault.database.close()
        vault.ring.file.unlink(missing_ok=True)

    def unlock(self, user_name: str, password: str) -> Vault:
        """Open the database with a user name and password."""
        if self._given is not None:
            return self._first_time(self._given, lambda database: _require_staff(database, user_name, password))
        return self._unlock(user_name, password, "Nama pengguna atau kata sandi salah.")

    def unlock_as_head(self, passphrase: str) -> Vault:
        """Open the database with the head's passphrase."""
        if self._given is not None:
            return self._first_time(self._given, lambda database: _require(database, HEAD, passphrase, WRONG_PHRASE))
        return self._unlock(HEAD, passphrase, WRONG_PHRASE)

    def unlock_by_words(self, words: str) -> Vault:
        """Open the database with the recovery words."""
        if self._given is not None:
            return self._first_time(self._given, lambda database: _require(database, WORDS, words, WRONG_WORDS))
        return self._unlock(WORDS, words, WRONG_WORDS)

    def unlock_by_store(self, secret: bytes) -> Vault:
        """Open the database with what the key store of this computer holds; a server just typed in needs a password."""
        key = key_by_store(self._ring, b"" if self._given is not None else secret)
        return self._opened_with(key)

    def require_key(self) -> None:
        """Raise ``UserError`` when nobody can be let in by what lies here; a server just typed in needs no key."""
        trouble = key_trouble(self._ring)
        if trouble and self._given is None:
            raise UserError(f"Kunci sambungan server (kunci.json) {trouble}.", "Sambungkan lagi komputer ini.")

    def _unlock(self, owner: str, secret: str, refusal: str) -> Vault:
        self.require_key()
        try:
            key = self._ring.unwrap(owner, secret)
        except WrongSecret as error:
            raise UserError(refusal, "Periksa huruf besar dan kecil, lalu coba lagi.") from error
        return self._opened_with(key)

    def _opened_with(self, key: bytes) -> Vault:
        """Open the server that the folder knows, by the key of this computer."""
        try:
            login = self._file.login(key)
        except WrongSecret:
            raise UserError("Sambungan server yang tersimpan rusak.", "Sambungkan lagi komputer ini.") from None
        try:
            database = self._opened(login)
        except UserError:
            lost = way_to_lost(login, self._folder.path, key)
            if lost is None:
                raise
            return ServerVault(lost, self._ring, key, login.address, away=True)
        return ServerVault(database, self._ring, key, login.address, _notice(database))

    def _first_time(self, login: ServerLogin, require: Callable[[Database], None]) -> Vault:
        """Open a server just typed in; once somebody has proved to belong there, the folder keeps the way."""
        database = self._opened(login)
        try:
            require(database)
            key = self._known_key(login)
            if key is None:
                ring = KeyRing(unfinished(self._ring.file))
                key = ring.begin(SERVER, login.password)
                self._keep(login, key, ring)
            else:
                self._keep(login, key, self._ring)
        except BaseException:
            database.close()
            raise
        return ServerVault(database, self._ring, key, login.address, _notice(database))

    def _known_key(self, login: ServerLogin) -> bytes | None:
        """Return this computer's key if the server's password opens it, so that its drafts stay readable."""
        if key_trouble(self._ring):
            return None
        try:
            return self._ring.unwrap(SERVER, login.password)
        except WrongSecret:
            return None

    def _keep(self, login: ServerLogin, key: bytes, ring: KeyRing) -> None:
        """Keep the way to a server; a folder that was left between the two files asks for the server again."""
        self._file.keep(login, key)
        if ring.file != self._ring.file:
            ring.file.replace(self._ring.file)
        self._given = None

    def _opened(self, login: ServerLogin) -> Database:
        try:
            holds = look(login, lambda _fraction, _text: None)
        except WrongAnswers as error:
            raise UserError(error.remedy, "Data di server tidak diubah.") from error
        if holds is not ServerHolds.PUSKESMAS:
            raise UserError(
                "Basis data di server perlu dimutakhirkan untuk program ini."
                if holds is ServerHolds.OLDER
                else "Basis data di server masih kosong.",
                "Sambungkan lagi lewat «Server lain» dengan pengguna admin server.",
            )
        database = open_postgres(server_url(login))
        with database.reading() as session:
            now = server_now(session)
        forget_old_changes(database, now - CHANGES_KEPT)
        database.feed.poll()
        return database

    def _must_be_given(self) -> ServerLogin:
        if self._given is None:
            raise UserError("Sambungan server belum diisi.", "Sambungkan komputer ini lebih dulu.")
        return self._given


def way_of(folder: DataFolder, clock: Clock | None = None) -> Way:
    """Return the way to the database of a folder that is in use: a file here, or a server."""
    return ServerOpening(folder) if folder.prepare() is FolderState.SERVER else Opening(folder, clock)


def _notice(database: Database) -> str:
    """Return what is to be said when this computer works by other forms or tables than the server's."""
    with database.reading() as session:
        other = other_catalogue(session.connection())
    return OTHER_RULES.format(other=other, own=VERSION) if other else ""


def _refuse_second(database: Database) -> None:
    with database.reading() as session:
        if session.scalar(select(func.count()).select_from(Facility)):
            raise UserError(
                "Puskesmas baru saja disiapkan dari komputer lain.", "Kembali, lalu sambungkan lagi dan masuk."
            )


def _require_staff(database: Database, user_name: str, password: str) -> None:
    try:
        who_is(database, user_name, password)
    except UserError as error:
        raise error from WrongSecret()


def _require(database: Database, owner: str, secret: str, refusal: str) -> None:
    """Raise ``UserError`` unless the hash of what the head holds is of this secret."""
    name = HASHES[owner]
    with database.reading() as session:
        known = [found[name] for found in session.scalars(select(Facility.settings)) if name in found]
    for hashed in known:
        try:
            HASHER.verify(hashed, secret)
        except VerificationError:
            continue
        return
    raise UserError(refusal, "Periksa huruf besar dan kecil, lalu coba lagi.") from WrongSecret()

"""Coming in: from a password to an open house, from nothing to a new Puskesmas, from a lost password to a new one."""

import errno
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from sqlalchemy.exc import DatabaseError

from db.key_store import KeyStore, StoreTrouble, SystemKeyStore
from db.keys import STORE, KeyRing, WrongSecret
from db.local_state import LocalState
from db.stand_in import FILE_NAME as COPY_FILE
from db.stand_in import LocalCopy
from ilp_desktop.clock import Clock
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.keys.recovery_words import secret_of, words_problem
from ilp_desktop.identity import Identities
from ilp_desktop.services.audit.daily_heads import keep_heads
from ilp_desktop.services.core.disk_errors import as_user_error
from ilp_desktop.services.core.drafts import open_local_state
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.stand_in import StandIn
from ilp_desktop.services.facility.facilities import FacilityProfile
from ilp_desktop.services.house import House, build_house
from ilp_desktop.services.house_parts import OwnFiles
from ilp_desktop.services.keys.key_keeping import words_settings
from ilp_desktop.services.start.attempts import Attempts
from ilp_desktop.services.start.data_folder import DataFolder
from ilp_desktop.services.start.disk_state import DiskState, disk_state
from ilp_desktop.services.start.opening import Opening, Vault, Way
from ilp_desktop.services.start.opening_doubts import Doubt, doubts_of, take_as_it_is
from ilp_desktop.services.start.setup import NewFacility, facility_problems, set_up

Report = Callable[[float, str], None]
Within = TypeVar("Within")


@dataclass(frozen=True)
class Entered:
    """An open house with somebody signed in.

    Attributes:
        lock: lets go of the database and with it of the key.
        learn_staff: lets the staff as it is now sign in on this computer; for when the list has changed.
        server: where the server stands, empty where the data is on this computer.
        doubts: what is to be answered before the day's work begins.
        look_again: looks whether that is still so.
        notice: what to tell whoever came in of how this computer and the server fit together.
        take_as_it_is: notes that somebody goes on in spite of it.
        disk: looks whether this computer's disk can be written.
    """

    house: House
    user: SignedIn
    facility: FacilityProfile
    lock: Callable[[], None]
    learn_staff: Callable[[], None] = lambda: None
    server: str = ""
    doubts: Sequence[Doubt] = ()
    look_again: Callable[[], Sequence[Doubt]] = tuple
    take_as_it_is: Callable[[Sequence[Doubt]], None] = lambda _doubts: None
    notice: str = ""
    disk: Callable[[], DiskState] | None = None

    def turned(self, old: str, new: str) -> "Entered":
        """Change the password of who has entered and return them with it; raises ``WrongAnswers``."""
        return replace(self, user=self.house.accounts.change_password(self.user, old, new))


class Entrance:
    """The ways into one data folder.

    Attributes:
        attempts: what was typed wrong at this computer.
    """

    def __init__(self, folder: DataFolder, clock: Clock, way: Way | None = None, store: KeyStore | None = None) -> None:
        self._folder = folder
        self._clock = clock
        self._opening = way or Opening(folder)
        self.attempts = Attempts(folder.path, clock)
        self._store = store or SystemKeyStore()
        self._from_store: bytes | None = None

    def require_key(self) -> None:
        """Raise ``UserError`` when the key lies lost or damaged, before anybody types a password in vain."""
        self._opening.require_key()

    def ask_store(self) -> bytes | None:
        """Return what the key store of this computer holds for this folder; None where it holds or says nothing."""
        with suppress(StoreTrouble, OSError, ValueError, KeyError):
            ring = KeyRing.of(self._folder.path)
            return self._store.get(ring.name) if ring.has(STORE) else None
        return None

    def take_from_store(self, secret: bytes | None) -> None:
        """Let what the key store gave open the data; the password is asked for and checked all the same."""
        self._from_store = secret

    def enter(self, user_name: str, password: str) -> Entered:
        """Open the house for a user name and password; raises ``WrongAnswers`` when they do not fit."""

        def opened() -> Entered:
            vault = self._unlocked("password", lambda: self._unlocked_for(user_name, password))
            return self._signed_in(vault, user_name, password)

        return self._in_turn("password", user_name, opened)

    def _unlocked_for(self, user_name: str, password: str) -> Vault:
        """Unlock by the key store where it gave the right secret, and else by the password."""
        if self._from_store is not None:
            try:
                return self._opening.unlock_by_store(self._from_store)
            except UserError as error:
                if not isinstance(error.__cause__, WrongSecret):
                    raise
                self._from_store = None
        return self._opening.unlock(user_name, password)

    def create(self, passphrase: str, wanted: NewFacility, report: Report, words: Sequence[str] = ()) -> Entered:
        """Make a new Puskesmas with its first user and enter; nothing is left behind when it fails.

        ``words`` are the recovery words somebody has written down and typed back.
        """
        problems = facility_problems(wanted)
        if problems:
            raise WrongAnswers(problems)
        first = wanted.first_user
        with _told():
            report(0.1, "Menyiapkan berkas data …")
            vault = self._opening.begin(passphrase)
            try:
                report(0.5, "Menyimpan Puskesmas …")
                settings = {**vault.change_passphrase(passphrase)}
                if words:
                    settings |= words_settings(vault, words, self._clock.now())
                set_up(self._house(vault).uow, wanted, settings)
                vault.admit(first.user_name, first.password)
            except BaseException:
                self._opening.give_up(vault)
                raise
            report(0.8, "Membuka data …")
            vault = self._opening.finish(vault)
        return self._signed_in(vault, first.user_name, first.password)

    def reset_password(
        self,
        secret: str,
        user_name: str,
        password: str,
        by_words: bool = False,  # noqa: FBT001, FBT002 - what a page typed, in its order
    ) -> None:
        """Give a member of staff a new password by the head's passphrase or the recovery words.

        Raises ``WrongAnswers``, also while wrong tries make the next one wait.
        """
        with _told():
            vault = self._unlocked_by_words(secret) if by_words else self._unlocked_as_head(secret)
        try:
            with _told():
                self._house(vault).access.reset_password(user_name, password, by_words=by_words)
        finally:
            vault.database.close()

    def _unlocked_as_head(self, passphrase: str) -> Vault:
        return self._by_secret("passphrase", lambda: self._opening.unlock_as_head(passphrase))

    def _unlocked_by_words(self, typed: str) -> Vault:
        wrong = words_problem(typed)
        if wrong:
            raise WrongAnswers({"words": wrong})
        return self._by_secret("words", lambda: self._opening.unlock_by_words(secret_of([typed])))

    def _by_secret(self, field: str, unlock: Callable[[], Vault]) -> Vault:
        return self._in_turn(field, None, lambda: self._unlocked(field, unlock))

    def _in_turn(self, field: str, user_name: str | None, come_in: Callable[[], Within]) -> Within:
        """Come in by what can be guessed at leisure; wrong tries make the next one wait."""
        try:
            self.attempts.require_time(user_name)
        except UserError as error:
            raise _beside(field, error) from error
        try:
            within = come_in()
        except WrongAnswers:
            self.attempts.failed(user_name)
            raise
        self.attempts.succeeded(user_name)
        return within

    def _unlocked(self, field: str, unlock: Callable[[], Vault]) -> Vault:
        """Unlock; a wrong password or passphrase is told as the answer of its field."""
        try:
            with _told():
                return unlock()
        except UserError as error:
            if isinstance(error.__cause__, WrongSecret):
                raise _beside(field, error) from error
            raise

    def _house(self, vault: Vault, state: LocalState | None = None) -> House:
        files = OwnFiles(data_folder=self._folder.path)
        return build_house(vault.database, vault, self._clock, Identities(self._clock), state=state, files=files)

    def _signed_in(self, vault: Vault, user_name: str, password: str) -> Entered:
        locks = ExitStack()
        locks.callback(vault.database.close)
        try:
            with _told():
                state = open_local_state(self._folder.path, vault.key)
                locks.callback(state.close)
                house = self._house(vault, state)
                if vault.place:
                    copy = LocalCopy(self._folder.path / COPY_FILE, vault.key)
                    locks.callback(copy.close)
                    house.uow.stand_in = StandIn(copy)
                    if vault.away:
                        house.uow.stand_in.begin(self._clock.now())
                user = _admitted(house, user_name, password)
                house.uow.feed.concern(user.facility_id)
                house.drafts.load(user)
                house.accounts.note_full(user)
                locks.callback(self._leave_trail, house, user)
                vault.learn(user.facility_id)
                return _entered(house, user, vault, locks.close, self._folder)
        except BaseException:
            locks.close()
            raise

    def _leave_trail(self, house: House, user: SignedIn) -> None:
        """Write the openings that still wait, and keep what the trail has reached; a lost server stops nobody."""
        with suppress(UserError, DatabaseError, OSError):
            house.uow.write_seen()
            keep_heads(self._folder.path, house.uow.database, user.time_zone, house.uow.today(user))


def _entered(house: House, user: SignedIn, vault: Vault, lock: Callable[[], None], folder: DataFolder) -> Entered:
    def doubts() -> Sequence[Doubt]:
        if vault.away:
            return ()
        return doubts_of(vault.database, vault.loss, house.uow.clock.now(), user.time_zone)

    able = replace(user, must_change=False)
    profile, learn = house.facilities.profile(able), partial(vault.learn, user.facility_id)
    take = partial(take_as_it_is, house.uow, able)

    def disk() -> DiskState:
        return disk_state(folder, house.uow.today(user))

    return Entered(house, user, profile, lock, learn, vault.place, doubts(), doubts, take, vault.notice, disk)


def _admitted(house: House, user_name: str, password: str) -> SignedIn:
    try:
        return house.access.sign_in(user_name, password)
    except UserError as error:
        raise _beside("password", error) from error


def _beside(field: str, error: UserError) -> WrongAnswers:
    return WrongAnswers({field: f"{error.message} {error.remedy}"})


@contextmanager
def _told() -> Iterator[None]:
    """Tell troubles of the disk so that somebody can put them right."""
    try:
        yield
    except DatabaseError as error:
        known = as_user_error(error)
        if known is None:
            raise
        raise known from error
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise UserError("Ruang penyimpanan penuh.", "Kosongkan ruang di komputer ini, lalu coba lagi.") from error
        raise UserError("Folder data tidak dapat dibaca atau ditulis.", "Periksa izin folder data.") from error

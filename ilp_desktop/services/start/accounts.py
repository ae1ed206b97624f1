"""One's own account: changing the password, and the PIN with which colleagues take turns at one computer."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from db.keys import HASHER
from db.local_state import LocalState
from db.models import Facility, Staff
from ilp_desktop.domain.access.sign_in_rules import SignInRules, sign_in_rules_on
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.core.disk_errors import as_user_error
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.start.access import is_password_of, password_problem, signed_in
from ilp_desktop.services.start.opening import Vault

WRONG_PASSWORD = "Kata sandi sekarang salah."  # noqa: S105 - what is said
SAME_PASSWORD = "Pilih kata sandi yang lain dari sekarang."  # noqa: S105 - what is said
ASK_PASSWORD = "Masuk dengan kata sandi."  # noqa: S105 - what is said


@dataclass(frozen=True)
class MyAccount:
    """One's own account: the name to sign in with, and whether there is a PIN."""

    user_name: str
    has_pin: bool


@dataclass(frozen=True)
class LockTimes:
    """After how many idle minutes screens lock here, and after how many they may."""

    minutes: int
    choices: tuple[int, ...]


@dataclass(frozen=True)
class QuickUser:
    """Somebody who may come back by PIN at this computer today."""

    staff_id: UUID
    name: str
    user_name: str


@dataclass(frozen=True)
class _Remembered:
    """A member of staff as last read here."""

    user: SignedIn
    user_name: str
    pin_hash: str | None = field(repr=False)
    active: bool = True

    @property
    def may_come_by_pin(self) -> bool:
        """Say whether there is a PIN, and nothing that stands against using it."""
        return self.active and not self.user.must_change and self.pin_hash is not None

    @property
    def quick(self) -> QuickUser:
        """Return this person as the locked screen names them."""
        return QuickUser(self.user.staff_id, self.user.name, self.user_name)

    def fits(self, pin: str) -> bool:
        """Say whether this is the PIN."""
        try:
            return self.may_come_by_pin and HASHER.verify(self.pin_hash or "", pin)
        except (VerifyMismatchError, InvalidHashError):
            return False


class Accounts:
    """Passwords and PINs of those who use this computer.

    A PIN opens nothing that lies locked: it works only in a program in which the data is open already, and only for
    those who signed in with their password today at this computer. Who did is kept beside the drafts.
    """

    def __init__(self, uow: UnitOfWork, vault: Vault | None, state: LocalState | None) -> None:
        self._uow = uow
        self._vault = vault
        self._state = state
        self._here: dict[UUID, tuple[date, int]] = {}
        self._remembered: dict[UUID, _Remembered] = {}

    def mine(self, user: SignedIn) -> MyAccount:
        """Return one's own account."""
        with self._uow.reading(user, Act.KEEP_ACCOUNT, without_server=True) as session:
            staff = session.get_one(Staff, user.staff_id)
            return MyAccount(staff.user_name, staff.pin_hash is not None)

    def still(self, user: SignedIn) -> None:
        """Raise ``SessionEnded`` when this session is over; looks anew, however lately it was looked at."""
        self._uow.look_anew_at(user)
        with self._uow.reading(user, Act.KEEP_ACCOUNT):
            pass

    def lock_times(self, user: SignedIn) -> LockTimes:
        """Return after how many idle minutes the screens of the Puskesmas lock, and what else may be set."""
        with self._uow.reading(user, Act.KEEP_ACCOUNT, without_server=True) as session:
            settings = session.get_one(Facility, user.facility_id).settings
        rules = self._rules(user)
        return LockTimes(rules.idle_minutes(settings), rules.lock_choices)

    def change_password(self, user: SignedIn, old: str, new: str) -> SignedIn:
        """Change one's own password and return oneself with it; raises ``WrongAnswers``."""
        problem = password_problem(new)
        if not problem and new == old:
            problem = {"password": SAME_PASSWORD}
        if problem:
            raise WrongAnswers(problem)
        with self._uow.writing(user, Act.KEEP_ACCOUNT) as work:
            staff = _own_row(work.session, user, old, "old")
            staff.password_hash, staff.must_change = HASHER.hash(new), False
            staff.row_version += 1
            work.touch("staff", staff.id, password="diganti sendiri")  # noqa: S106 - says how
            work.session.flush()
            if self._vault is not None:
                self._vault.admit(staff.user_name, new)
            return signed_in(staff, user.time_zone)

    def set_pin(self, user: SignedIn, password: str, pin: str) -> None:
        """Give oneself a PIN; raises ``WrongAnswers``."""
        problem = self._rules(user).pin_problem(pin)
        if problem:
            raise WrongAnswers({"pin": problem})
        with self._uow.writing(user, Act.KEEP_ACCOUNT) as work:
            staff = _own_row(work.session, user, password, "old")
            staff.pin_hash = HASHER.hash(pin)
            work.touch("staff", staff.id, pin="dibuat")

    def drop_pin(self, user: SignedIn) -> None:
        """Do without a PIN from now on."""
        with self._uow.writing(user, Act.KEEP_ACCOUNT) as work:
            work.session.get_one(Staff, user.staff_id, with_for_update=True).pin_hash = None
            work.touch("staff", user.staff_id, pin="dihapus")

    def note_full(self, who: SignedIn) -> None:
        """Note that somebody signed in with the password here today, so that a PIN will do until midnight."""
        self._keep(who.staff_id, self._uow.today(who), 0)
        self._row_of(who.staff_id, who.time_zone)

    def quick_users(self, last: SignedIn) -> tuple[QuickUser, ...]:
        """Return who may come back by PIN here today, by name; ``last`` is who signed in last."""
        today, tries = self._uow.today(last), self._rules(last).pin_tries
        ids = [one for one, (day, wrong) in self._known().items() if day == today and wrong < tries]
        rows = [row for row in (self._row_of(one, last.time_zone) for one in ids) if row is not None]
        able = [row for row in rows if row.user.facility_id == last.facility_id and row.may_come_by_pin]
        return tuple(sorted((row.quick for row in able), key=lambda quick: quick.name))

    def enter_by_pin(self, last: SignedIn, staff_id: UUID, pin: str) -> SignedIn:
        """Return who gave the right PIN; raises ``WrongAnswers``, and ``UserError`` when the password is wanted."""
        today, tries = self._uow.today(last), self._rules(last).pin_tries
        day, wrong = self._known().get(staff_id, (today - timedelta(days=1), 0))
        if day != today:
            raise UserError("PIN baru berlaku sesudah masuk dengan kata sandi hari ini.", ASK_PASSWORD)
        if wrong >= tries:
            raise UserError(f"PIN salah {tries} kali.", ASK_PASSWORD)
        self._keep(staff_id, day, wrong + 1)  # counted before it is tried, so that a power cut gives no try away
        row = self._row_of(staff_id, last.time_zone)
        if row is None or row.user.facility_id != last.facility_id or not row.fits(pin):
            left = tries - wrong - 1
            if not left:
                raise UserError(f"PIN salah {tries} kali.", ASK_PASSWORD)
            raise WrongAnswers({"pin": f"PIN salah. Tersisa {left} kali."})
        self._keep(staff_id, day, 0)
        return row.user

    def _row_of(self, staff_id: UUID, time_zone: str) -> "_Remembered | None":
        """Return a member of staff as the database has them, or as last read while the server cannot be reached."""
        try:
            with self._uow.here().reading() as session:
                staff = session.get(Staff, staff_id)
                if staff is not None:
                    self._remembered[staff_id] = _Remembered(
                        signed_in(staff, time_zone), staff.user_name, staff.pin_hash, staff.active
                    )
        except OperationalError as error:
            if as_user_error(error) is None:
                raise
        return self._remembered.get(staff_id)

    def _rules(self, who: SignedIn) -> SignInRules:
        return sign_in_rules_on(self._uow.today(who))

    def _known(self) -> dict[UUID, tuple[date, int]]:
        return self._here if self._state is None else self._state.signed_in_here()

    def _keep(self, staff_id: UUID, day: date, wrong: int) -> None:
        self._here[staff_id] = (day, wrong)
        if self._state is not None:
            self._state.keep_signed_in(staff_id, day, wrong)


def _own_row(session: Session, user: SignedIn, password: str, field: str) -> Staff:
    staff = session.get_one(Staff, user.staff_id, with_for_update=True)
    if not is_password_of(staff, password):
        raise WrongAnswers({field: WRONG_PASSWORD})
    return staff

"""Changing who works here and how: roles and klaster, leaving, coming back, a new password for somebody else."""

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.keys import HASHER
from db.models import Facility, Staff, StaffRole
from ilp_desktop.domain.access.sign_in_rules import SETTING, sign_in_rules_on
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import ACTS_OF, Act, Role
from ilp_desktop.services.core.lengths import too_long
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work, require
from ilp_desktop.services.start.access import (
    LONGEST,
    duty_problems,
    klaster_rows,
    password_problem,
    refuse_head_of_others,
    role_rows,
)
from ilp_desktop.services.start.opening import Vault

KEEPERS = frozenset(role for role, acts in ACTS_OF.items() if Act.MANAGE_STAFF in acts)
LAST = "Petugas aktif terakhir yang dapat mengatur petugas tidak dapat dinonaktifkan atau dicabut perannya."
GIVE_FIRST = "Beri peran kepala atau admin kepada petugas lain lebih dahulu."
NOT_ONESELF = "Akun sendiri tidak dapat dinonaktifkan."


@dataclass(frozen=True)
class StaffChange:
    """What somebody is and may do from now on."""

    staff_id: UUID
    version: int
    profession: str
    sip: str
    roles: frozenset[Role]
    klasters: frozenset[Klaster]


@dataclass(frozen=True)
class PasswordGiven:
    """A password given to somebody else, who must change it when they first sign in with it."""

    staff_id: UUID
    version: int
    password: str = field(repr=False)


class StaffChanges:
    """What the head and the admin do with accounts; sessions that are open end when it concerns them."""

    def __init__(self, uow: UnitOfWork, vault: Vault | None) -> None:
        self._uow = uow
        self._vault = vault

    def change(self, user: SignedIn, wanted: StaffChange) -> None:
        """Change profession, licence, roles and klaster; raises ``WrongAnswers``."""
        problems = too_long(wanted, {"sip": LONGEST["sip"]}) | duty_problems(
            wanted.profession, wanted.sip, wanted.roles
        )
        if problems:
            raise WrongAnswers(problems)
        with self._uow.writing(user, Act.MANAGE_STAFF) as work:
            staff = self._claim(work, wanted.staff_id, wanted.version)
            before = _roles(staff)
            refuse_head_of_others(user, before ^ wanted.roles)
            staff.profession, staff.sip = wanted.profession, wanted.sip.strip()
            if before != wanted.roles:
                staff.roles = []
                work.session.flush()
                staff.roles = role_rows(wanted.roles)
                staff.access_version += 1
            staff.klasters = []
            work.session.flush()
            staff.klasters = klaster_rows(wanted.klasters)
            work.session.flush()
            _refuse_last(work.session, work.facility_id)
            old, new = (sorted(role.value for role in roles) for roles in (before, wanted.roles))
            work.touch("staff", staff.id, old=old, new=new)

    def dismiss(self, user: SignedIn, staff_id: UUID, version: int) -> None:
        """Let somebody sign in no longer; what they have open is refused at its next use."""
        with self._uow.writing(user, Act.MANAGE_STAFF) as work:
            if staff_id == user.staff_id:
                raise UserError(NOT_ONESELF, "Minta kepala atau admin lain.")
            staff = self._claim(work, staff_id, version)
            staff.active, staff.pin_hash = False, None
            staff.access_version += 1
            work.session.flush()
            _refuse_last(work.session, work.facility_id)
            work.touch("staff", staff.id, active=False)
            name = staff.user_name
        if self._vault is not None:
            self._vault.dismiss(name)

    def give_password(self, user: SignedIn, given: PasswordGiven) -> None:
        """Give somebody a password to begin with; who was dismissed comes back by it. Raises ``WrongAnswers``."""
        problem = password_problem(given.password)
        if problem:
            raise WrongAnswers(problem)
        require(user, Act.MANAGE_STAFF)
        with self._uow.writing(user, Act.MANAGE_STAFF) as work:
            staff = self._claim(work, given.staff_id, given.version)
            came_back = not staff.active
            staff.password_hash, staff.pin_hash = HASHER.hash(given.password), None
            staff.must_change, staff.active = True, True
            staff.access_version += 1
            told = {"active": True} if came_back else {}
            work.touch("staff", staff.id, password="diberikan", **told)  # noqa: S106 - says how
            work.session.flush()
            if self._vault is not None:
                self._vault.admit(staff.user_name, given.password)

    def set_lock_minutes(self, user: SignedIn, minutes: int) -> None:
        """Say after how many idle minutes the screens of the Puskesmas lock; raises ``WrongAnswers``."""
        with self._uow.writing(user, Act.MANAGE_FACILITY) as work:
            if minutes not in sign_in_rules_on(work.today).lock_choices:
                raise WrongAnswers({SETTING: "Pilih dari daftar."})
            facility = work.session.get_one(Facility, user.facility_id, with_for_update=True)
            facility.settings = {**facility.settings, SETTING: minutes}
            facility.row_version += 1
            work.touch("facility", facility.id, lock_minutes=minutes)

    def _claim(self, work: Work, staff_id: UUID, version: int) -> Staff:
        staff = work.claim(Staff, staff_id, version)
        refuse_head_of_others(work.user, _roles(staff))
        return staff


def _roles(staff: Staff) -> frozenset[Role]:
    return frozenset(Role(row.role) for row in staff.roles)


def _refuse_last(session: Session, facility_id: UUID) -> None:
    """Raise ``UserError`` when nobody would be left who can add and change staff."""
    left = session.scalar(
        select(func.count())
        .select_from(Staff)
        .join(StaffRole, StaffRole.staff_id == Staff.id)
        .where(Staff.facility_id == facility_id, Staff.active)
        .where(StaffRole.role.in_([role.value for role in KEEPERS]))
    )
    if not left:
        raise UserError(LAST, GIVE_FIRST)

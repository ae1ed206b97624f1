"""Signing in, and the members of staff who may."""

from dataclasses import dataclass, field
from uuid import UUID

from argon2.exceptions import VerifyMismatchError
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.engine import Database
from db.keys import HASHER
from db.models import Facility, Staff, StaffRole
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.permissions import Act, Role
from ilp_desktop.services.core.lengths import too_long
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.start.opening import PASSWORD_LENGTH, Vault

PROFESSIONS = (
    "Dokter",
    "Dokter gigi",
    "Bidan",
    "Perawat",
    "Nutrisionis",
    "Sanitarian",
    "Apoteker",
    "Analis laboratorium",
    "Perekam medis",
    "Petugas pendaftaran",
    "Tata usaha",
)
LONGEST = {"name": ("Nama", 120), "sip": ("Nomor SIP", 60), "user_name": ("Nama pengguna", 40)}
BY_PASSPHRASE, BY_WORDS = "diganti dengan frasa sandi kepala", "diganti dengan kata pemulihan"
NEEDS_SIP = ("Dokter", "Dokter gigi", "Bidan", "Perawat", "Apoteker")


@dataclass(frozen=True)
class NewStaff:
    """A member of staff to be added; the password is kept nowhere but in its hash."""

    name: str
    profession: str
    sip: str
    user_name: str
    password: str = field(repr=False)
    roles: frozenset[Role] = frozenset()


@dataclass(frozen=True)
class StaffInfo:
    """A member of staff as lists show them."""

    id: UUID
    name: str
    profession: str
    sip: str
    user_name: str
    roles: frozenset[Role]
    active: bool


class Access:
    """Signing in and the list of staff; ``vault`` is None when a server keeps the database."""

    def __init__(self, uow: UnitOfWork, vault: Vault | None) -> None:
        self._uow = uow
        self._vault = vault

    def sign_in(self, user_name: str, password: str) -> SignedIn:
        """Return who gave the right password; raises ``UserError``."""
        return who_is(self._uow.database, user_name, password)

    def staff(self, user: SignedIn) -> tuple[StaffInfo, ...]:
        """Return everyone on the staff list, by name."""
        with self._uow.reading(user, Act.SEE_QUEUE) as session:
            return staff_of(session, user.facility_id)

    def add_staff(self, user: SignedIn, wanted: NewStaff) -> UUID:
        """Add a member of staff who can sign in from now on; raises ``WrongAnswers``."""
        problems = staff_problems(wanted)
        if problems:
            raise WrongAnswers(problems)
        with self._uow.writing(user, Act.MANAGE_STAFF) as work:
            name = wanted.user_name.strip().lower()
            taken = select(Staff.id).where(Staff.facility_id == user.facility_id, Staff.user_name == name)
            if work.session.scalar(taken) is not None:
                raise WrongAnswers({"user_name": "Nama pengguna ini sudah dipakai."})
            added = SignedIn(
                staff_id=work.new_id(),
                facility_id=user.facility_id,
                name=wanted.name.strip(),
                profession=wanted.profession,
                sip=wanted.sip.strip(),
                roles=wanted.roles,
                time_zone=user.time_zone,
            )
            work.session.add(staff_row(added, wanted))
            work.touch("staff", added.staff_id)
            if self._vault is not None:
                self._vault.admit(name, wanted.password)
        return added.staff_id

    def reset_password(self, user_name: str, password: str, *, by_words: bool = False) -> None:
        """Give a member of staff a new password once the head's passphrase or the recovery words opened the data.

        Nobody is signed in then: the audit trail names the member of staff and how it was done.
        Raises ``WrongAnswers``.
        """
        if len(password) < PASSWORD_LENGTH:
            raise WrongAnswers({"password": f"Kata sandi paling sedikit {PASSWORD_LENGTH} huruf."})
        name = user_name.strip().lower()
        with self._uow.database.reading() as session:
            staff = session.scalar(select(Staff).where(Staff.user_name == name, Staff.active))
            if staff is None:
                raise WrongAnswers({"user_name": "Nama pengguna ini tidak ada atau tidak aktif."})
            zone = session.get_one(Facility, staff.facility_id).time_zone
        by_passphrase = SignedIn(
            staff.id, staff.facility_id, staff.name, staff.profession, staff.sip, frozenset({Role.HEAD}), zone
        )
        with self._uow.writing(by_passphrase, Act.MANAGE_STAFF) as work:
            row = work.claim(Staff, staff.id, staff.row_version)
            row.password_hash = HASHER.hash(password)
            work.touch("staff", staff.id, password=BY_WORDS if by_words else BY_PASSPHRASE)
            if self._vault is not None:
                self._vault.admit(name, password)


def head_of(database: Database) -> SignedIn:
    """Return the head as signed in, for who knows the head's passphrase; raises ``UserError`` when there is none."""
    with database.reading() as session:
        wanted = select(Staff).join(StaffRole, StaffRole.staff_id == Staff.id)
        staff = session.scalars(
            wanted.where(StaffRole.role == Role.HEAD.value, Staff.active).order_by(Staff.id)
        ).first()
        if staff is None:
            raise UserError("Data ini tidak mengenal kepala.", "Masuk dengan nama dan kata sandi.")
        zone = session.get_one(Facility, staff.facility_id).time_zone
        return SignedIn(
            staff.id, staff.facility_id, staff.name, staff.profession, staff.sip, frozenset({Role.HEAD}), zone
        )


def who_is(database: Database, user_name: str, password: str) -> SignedIn:
    """Return the member of staff who gave the right password; raises ``UserError``.

    Two Puskesmas on one server may have the same user name: the password tells them apart, or nobody enters.
    """
    with database.reading() as session:
        named = session.scalars(select(Staff).where(Staff.user_name == user_name.strip().lower(), Staff.active))
        matching = [staff for staff in named if _is_password_of(staff, password)]
        if len(matching) != 1:
            raise UserError("Nama pengguna atau kata sandi salah.", "Periksa huruf besar dan kecil, lalu coba lagi.")
        staff = matching[0]
        zone = session.get_one(Facility, staff.facility_id).time_zone
    return SignedIn(
        staff_id=staff.id,
        facility_id=staff.facility_id,
        name=staff.name,
        profession=staff.profession,
        sip=staff.sip,
        roles=frozenset(Role(row.role) for row in staff.roles),
        time_zone=zone,
    )


def _is_password_of(staff: Staff, password: str) -> bool:
    try:
        return HASHER.verify(staff.password_hash, password)
    except VerifyMismatchError:
        return False


def staff_of(session: Session, facility_id: UUID) -> tuple[StaffInfo, ...]:
    """Return the staff of a Puskesmas, by name."""
    rows = session.scalars(select(Staff).where(Staff.facility_id == facility_id).order_by(Staff.name))
    return tuple(
        StaffInfo(
            row.id,
            row.name,
            row.profession,
            row.sip,
            row.user_name,
            frozenset(Role(entry.role) for entry in row.roles),
            row.active,
        )
        for row in rows
    )


def staff_row(who: SignedIn, wanted: NewStaff) -> Staff:
    """Return the row of a member of staff, with the password hashed (Argon2id)."""
    return Staff(
        id=who.staff_id,
        facility_id=who.facility_id,
        name=who.name,
        profession=who.profession,
        sip=who.sip,
        user_name=wanted.user_name.strip().lower(),
        password_hash=HASHER.hash(wanted.password),
        roles=[StaffRole(role=role.value) for role in sorted(who.roles, key=lambda role: role.value)],
    )


def staff_problems(wanted: NewStaff) -> dict[str, str]:
    """Return what is wrong with a new member of staff: field name to message."""
    problems = too_long(wanted, LONGEST)
    if not wanted.name.strip():
        problems["name"] = "Nama harus diisi."
    if wanted.profession not in PROFESSIONS:
        problems["profession"] = "Pilih profesi dari daftar."
    if wanted.profession in NEEDS_SIP and Role.CLINICIAN in wanted.roles and not wanted.sip.strip():
        problems["sip"] = f"{wanted.profession} yang memeriksa memerlukan nomor SIP."
    if not wanted.user_name.strip() or " " in wanted.user_name.strip():
        problems["user_name"] = "Isi nama pengguna tanpa spasi."
    if len(wanted.password) < PASSWORD_LENGTH:
        problems["password"] = f"Kata sandi paling sedikit {PASSWORD_LENGTH} huruf."
    if not wanted.roles:
        problems["roles"] = "Pilih paling sedikit satu peran."
    return problems

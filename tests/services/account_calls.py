"""The calls about accounts, as ``every_call`` names all others."""

from uuid import UUID

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Role
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.house import House
from ilp_desktop.services.record.patient_requests import NewRequest
from ilp_desktop.services.start.access import NewStaff
from ilp_desktop.services.start.staff_changes import PasswordGiven, StaffChange
from tests.house_fixtures import PASSWORD, TODAY
from tests.services.calling import EVERYBODY, OFFICE, Call, Known

PIN = "739164"
FIRST = 1


def _note(house: House, user: SignedIn, known: Known) -> object:
    wanted = NewRequest(known.new_id(), known.mother, "pasien", "", "identitas", "Ibu Rahasia", "Ibu Rahasya")
    return house.patient_requests.note(user, wanted)


def _asked(known: Known) -> UUID:
    """Return a request that somebody noted before."""
    asked = _note(known.clinic.house, known.clinic.desk, known)
    known.clinic.database.feed.poll()
    assert isinstance(asked, UUID)
    return asked


def _answered(house: House, user: SignedIn, known: Known) -> object:
    asked = _asked(known)
    known.clinic.house.patient_requests.decide(known.clinic.head, asked, granted=True, answer="Sudah diperbaiki.")
    known.clinic.database.feed.poll()
    return house.patient_requests.pdf(user, asked)


def _change(house: House, user: SignedIn, known: Known) -> None:
    klasters = frozenset({Klaster.MANAGEMENT})
    roles = frozenset({Role.REGISTRATION, Role.FIELD})
    wanted = StaffChange(known.clinic.desk.staff_id, FIRST, "Perekam medis", "", roles, klasters)
    house.staff_changes.change(user, wanted)


def _give(house: House, user: SignedIn, known: Known) -> None:
    house.staff_changes.give_password(user, PasswordGiven(known.clinic.desk.staff_id, FIRST, "sandi-baru"))


def _add_staff(house: House, user: SignedIn, known: Known) -> object:
    name = f"baru{known.new_id().hex[-8:]}"
    wanted = NewStaff("Petugas Baru", "Tata usaha", "", name, PASSWORD, frozenset({Role.REGISTRATION}))
    return house.access.add_staff(user, wanted)


ACCOUNT_CALLS = {
    "access.staff": Call(EVERYBODY, lambda house, user, _: house.access.staff(user), of_record=False),
    "access.add_staff": Call(frozenset({OFFICE}), _add_staff, of_record=False),
    "accounts.mine": Call(EVERYBODY, lambda house, user, _: house.accounts.mine(user), of_record=False),
    "accounts.still": Call(EVERYBODY, lambda house, user, _: house.accounts.still(user), of_record=False),
    "accounts.lock_times": Call(EVERYBODY, lambda house, user, _: house.accounts.lock_times(user), of_record=False),
    "accounts.change_password": Call(
        EVERYBODY,
        lambda house, user, _: house.accounts.change_password(user, PASSWORD, "sandi-lain"),
        of_record=False,
    ),
    "accounts.set_pin": Call(
        EVERYBODY, lambda house, user, _: house.accounts.set_pin(user, PASSWORD, PIN), of_record=False
    ),
    "accounts.drop_pin": Call(EVERYBODY, lambda house, user, _: house.accounts.drop_pin(user), of_record=False),
    "clock_doubts.apart": Call(EVERYBODY, lambda house, user, _: house.clock_doubts.apart(user), of_record=False),
    "clock_doubts.follow": Call(EVERYBODY, lambda house, user, _: house.clock_doubts.follow(user), of_record=False),
    "patient_requests.note": Call(EVERYBODY, _note),
    "patient_requests.listed": Call(
        EVERYBODY, lambda house, user, _: house.patient_requests.listed(user, None), of_record=False
    ),
    "patient_requests.decide": Call(
        frozenset({OFFICE}),
        lambda house, user, known: house.patient_requests.decide(user, _asked(known), granted=False, answer="Tetap."),
    ),
    "patient_requests.pdf": Call(EVERYBODY, _answered),
    "trails.day_report": Call(
        frozenset({OFFICE}), lambda house, user, _: house.trails.day_report(user, TODAY), of_record=False
    ),
    "staff_changes.change": Call(frozenset({OFFICE}), _change),
    "staff_changes.dismiss": Call(
        frozenset({OFFICE}),
        lambda house, user, known: house.staff_changes.dismiss(user, known.clinic.desk.staff_id, FIRST),
    ),
    "staff_changes.give_password": Call(frozenset({OFFICE}), _give),
    "staff_changes.set_lock_minutes": Call(
        frozenset({OFFICE}), lambda house, user, _: house.staff_changes.set_lock_minutes(user, 5), of_record=False
    ),
}

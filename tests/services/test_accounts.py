"""Accounts: passwords, PINs at a shared computer, other rights, leaving; on both databases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from db.models import Audit, Staff
from ilp_desktop.domain.errors import NotAllowed, SessionEnded, UserError, WrongAnswers
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act, Role
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.staff_seal import SEAL
from ilp_desktop.services.start.access import NewStaff
from ilp_desktop.services.start.staff_changes import PasswordGiven, StaffChange
from tests.house_fixtures import PASSWORD, Clinic

PIN = "739164"
NEW = "kata-sandi-lain"
SECONDS = timedelta(seconds=4)


def row_of(clinic: Clinic, user: SignedIn) -> Staff:
    with clinic.database.reading() as session:
        return session.get_one(Staff, user.staff_id)


def change_of(clinic: Clinic, user: SignedIn, *roles: Role, klasters: frozenset[Klaster] = frozenset()) -> StaffChange:
    row = row_of(clinic, user)
    return StaffChange(user.staff_id, row.row_version, row.profession, row.sip, frozenset(roles), klasters)


def add(clinic: Clinic, user_name: str, *roles: Role) -> SignedIn:
    """Add somebody and return them, signed in."""
    wanted = NewStaff(f"Petugas {user_name}", "Tata usaha", "", user_name, PASSWORD, frozenset(roles))
    clinic.house.access.add_staff(clinic.head, wanted)
    return clinic.house.access.sign_in(user_name, PASSWORD)


def with_pin(clinic: Clinic, user: SignedIn) -> SignedIn:
    """Let somebody have a PIN and have signed in here by password today."""
    clinic.house.accounts.set_pin(user, PASSWORD, PIN)
    clinic.house.accounts.note_full(user)
    return user


def test_a_changed_password_opens_and_the_old_one_no_longer(any_clinic: Clinic) -> None:
    house = any_clinic.house
    after = house.accounts.change_password(any_clinic.doctor, PASSWORD, NEW)
    assert house.access.sign_in("dokter", NEW) == after == any_clinic.doctor
    with pytest.raises(UserError, match="salah"):
        house.access.sign_in("dokter", PASSWORD)
    assert house.accounts.mine(any_clinic.doctor).user_name == "dokter"


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [("lain-sekali", NEW, "old"), (PASSWORD, "pendek", "password"), (PASSWORD, PASSWORD, "password")],
)
def test_a_wrong_old_or_a_useless_new_password_changes_nothing(clinic: Clinic, old: str, new: str, field: str) -> None:
    with pytest.raises(WrongAnswers) as refused:
        clinic.house.accounts.change_password(clinic.doctor, old, new)
    assert set(refused.value.fields) == {field}
    assert clinic.house.access.sign_in("dokter", PASSWORD) == clinic.doctor


def test_a_password_given_by_the_head_must_be_changed_before_anything_else(any_clinic: Clinic) -> None:
    house, doctor = any_clinic.house, any_clinic.doctor
    version = row_of(any_clinic, doctor).row_version
    house.staff_changes.give_password(any_clinic.head, PasswordGiven(doctor.staff_id, version, NEW))
    entered = house.access.sign_in("dokter", NEW)
    assert entered.must_change
    for use in (lambda: house.queueing.board(entered), lambda: house.facilities.profile(entered)):
        with pytest.raises(NotAllowed, match="harus diganti"):
            use()
    after = house.accounts.change_password(entered, NEW, "kata-sandi-sendiri")
    assert not after.must_change
    assert house.queueing.board(after) == ()
    assert house.access.sign_in("dokter", "kata-sandi-sendiri") == after


def test_whoever_is_dismissed_is_refused_at_the_next_use_and_never_enters_again(any_clinic: Clinic) -> None:
    house, doctor = any_clinic.house, any_clinic.doctor
    assert house.queueing.board(doctor) == ()
    house.staff_changes.dismiss(any_clinic.head, doctor.staff_id, row_of(any_clinic, doctor).row_version)
    any_clinic.clock.forward(SECONDS)
    with pytest.raises(SessionEnded, match="dinonaktifkan"):
        house.queueing.board(doctor)
    with pytest.raises(SessionEnded, match="dinonaktifkan"):
        house.accounts.set_pin(doctor, PASSWORD, PIN)
    with pytest.raises(UserError, match="salah"):
        house.access.sign_in("dokter", PASSWORD)
    assert [one.active for one in house.access.staff(any_clinic.head) if one.id == doctor.staff_id] == [False]


def test_a_dismissal_is_seen_at_once_where_it_is_looked_for(clinic: Clinic) -> None:
    house, doctor = clinic.house, clinic.doctor
    house.accounts.still(doctor)
    house.staff_changes.dismiss(clinic.head, doctor.staff_id, row_of(clinic, doctor).row_version)
    with pytest.raises(SessionEnded):
        house.accounts.still(doctor)


def test_who_was_dismissed_comes_back_by_a_password_that_is_given(any_clinic: Clinic) -> None:
    house, doctor = any_clinic.house, any_clinic.doctor
    house.staff_changes.dismiss(any_clinic.head, doctor.staff_id, row_of(any_clinic, doctor).row_version)
    version = row_of(any_clinic, doctor).row_version
    house.staff_changes.give_password(any_clinic.head, PasswordGiven(doctor.staff_id, version, NEW))
    assert house.access.sign_in("dokter", NEW).must_change


def test_other_roles_end_what_is_open_and_hold_from_the_next_sign_in_on(any_clinic: Clinic) -> None:
    house, doctor = any_clinic.house, any_clinic.doctor
    wanted = change_of(any_clinic, doctor, Role.SURVEILLANCE, Role.FIELD, klasters=frozenset({Klaster.INFECTIOUS}))
    house.staff_changes.change(any_clinic.head, wanted)
    any_clinic.clock.forward(SECONDS)
    with pytest.raises(SessionEnded, match="Peran"):
        house.screening.facts(doctor, any_clinic.register().person_id)
    again = house.access.sign_in("dokter", PASSWORD)
    assert again.roles == {Role.SURVEILLANCE, Role.FIELD}
    assert again.klasters == {Klaster.INFECTIOUS}
    assert not again.may(Act.WRITE_RECORD)


def test_another_klaster_alone_ends_nothing(clinic: Clinic) -> None:
    wanted = change_of(clinic, clinic.doctor, Role.DOCTOR, klasters=frozenset({Klaster.CROSS}))
    clinic.house.staff_changes.change(clinic.head, wanted)
    clinic.clock.forward(SECONDS)
    assert clinic.house.queueing.board(clinic.doctor) == ()


def test_the_admin_neither_makes_nor_changes_the_head(any_clinic: Clinic) -> None:
    house, admin = any_clinic.house, add(any_clinic, "komputer", Role.ADMIN)
    boss, doctor = any_clinic.head, any_clinic.doctor
    version = row_of(any_clinic, boss).row_version
    tries = (
        lambda: house.staff_changes.change(admin, change_of(any_clinic, boss, Role.REGISTRATION)),
        lambda: house.staff_changes.change(admin, change_of(any_clinic, doctor, Role.HEAD)),
        lambda: house.staff_changes.change(admin, change_of(any_clinic, admin, Role.ADMIN, Role.HEAD)),
        lambda: house.staff_changes.dismiss(admin, boss.staff_id, version),
        lambda: house.staff_changes.give_password(admin, PasswordGiven(boss.staff_id, version, NEW)),
        lambda: house.access.add_staff(
            admin, NewStaff("Kepala Dua", "Tata usaha", "", "dua", PASSWORD, frozenset({Role.HEAD}))
        ),
    )
    for attempt in tries:
        with pytest.raises(NotAllowed, match="Akun kepala"):
            attempt()
    assert house.access.sign_in("kepala", PASSWORD) == boss


def test_somebody_who_can_add_staff_is_always_left(any_clinic: Clinic) -> None:
    house, boss = any_clinic.house, any_clinic.head
    with pytest.raises(UserError, match="terakhir"):
        house.staff_changes.change(boss, change_of(any_clinic, boss, Role.DOCTOR))
    with pytest.raises(UserError, match="sendiri"):
        house.staff_changes.dismiss(boss, boss.staff_id, row_of(any_clinic, boss).row_version)
    add(any_clinic, "komputer", Role.ADMIN)
    house.staff_changes.change(boss, change_of(any_clinic, boss, Role.DOCTOR))


def test_a_pin_opens_only_after_the_password_of_that_day_at_that_computer(any_clinic: Clinic) -> None:
    accounts, doctor = any_clinic.house.accounts, any_clinic.doctor
    accounts.set_pin(doctor, PASSWORD, PIN)
    assert accounts.quick_users(any_clinic.desk) == ()
    with pytest.raises(UserError, match="hari ini"):
        accounts.enter_by_pin(any_clinic.desk, doctor.staff_id, PIN)
    accounts.note_full(doctor)
    assert [one.user_name for one in accounts.quick_users(any_clinic.desk)] == ["dokter"]
    assert accounts.enter_by_pin(any_clinic.desk, doctor.staff_id, PIN) == doctor
    any_clinic.clock.forward(timedelta(days=1))
    assert accounts.quick_users(any_clinic.desk) == ()
    with pytest.raises(UserError, match="hari ini"):
        accounts.enter_by_pin(any_clinic.desk, doctor.staff_id, PIN)


def test_five_wrong_pins_ask_for_the_password_until_it_is_given(any_clinic: Clinic) -> None:
    accounts = any_clinic.house.accounts
    doctor = with_pin(any_clinic, any_clinic.doctor)
    for left in (4, 3, 2, 1):
        with pytest.raises(WrongAnswers, match="diperbaiki") as refused:
            accounts.enter_by_pin(any_clinic.desk, doctor.staff_id, "000001")
        assert refused.value.fields["pin"] == f"PIN salah. Tersisa {left} kali."
    for pin in ("000001", PIN, PIN):
        with pytest.raises(UserError, match="5 kali"):
            accounts.enter_by_pin(any_clinic.desk, doctor.staff_id, pin)
    assert accounts.quick_users(any_clinic.desk) == ()
    accounts.note_full(doctor)
    assert accounts.enter_by_pin(any_clinic.desk, doctor.staff_id, PIN) == doctor


def test_the_right_pin_lets_earlier_mistakes_go(clinic: Clinic) -> None:
    accounts, doctor = clinic.house.accounts, with_pin(clinic, clinic.doctor)
    for _ in range(3):
        for _ in range(4):
            with pytest.raises(WrongAnswers):
                accounts.enter_by_pin(clinic.desk, doctor.staff_id, "000001")
        assert accounts.enter_by_pin(clinic.desk, doctor.staff_id, PIN) == doctor


def test_wrong_pins_are_counted_across_a_restart(clinic_again: Callable[[], Clinic]) -> None:
    first = clinic_again()
    doctor = with_pin(first, first.doctor)
    for _ in range(3):
        with pytest.raises(WrongAnswers):
            first.house.accounts.enter_by_pin(first.desk, doctor.staff_id, "000001")
    first.house.drafts.close()
    second = clinic_again()
    with pytest.raises(WrongAnswers) as refused:
        second.house.accounts.enter_by_pin(second.desk, doctor.staff_id, "000001")
    assert "1 kali" in refused.value.fields["pin"]


def test_no_pin_for_who_was_dismissed_or_given_a_password(any_clinic: Clinic) -> None:
    house = any_clinic.house
    for user in (with_pin(any_clinic, any_clinic.doctor), with_pin(any_clinic, any_clinic.desk)):
        version = row_of(any_clinic, user).row_version
        if user == any_clinic.doctor:
            house.staff_changes.dismiss(any_clinic.head, user.staff_id, version)
        else:
            house.staff_changes.give_password(any_clinic.head, PasswordGiven(user.staff_id, version, NEW))
        assert user.staff_id not in {one.staff_id for one in house.accounts.quick_users(any_clinic.head)}
        with pytest.raises(WrongAnswers):
            house.accounts.enter_by_pin(any_clinic.head, user.staff_id, PIN)


def test_a_pin_is_stored_as_a_hash_and_can_be_dropped(any_clinic: Clinic) -> None:
    doctor = with_pin(any_clinic, any_clinic.doctor)
    hashed = row_of(any_clinic, doctor).pin_hash or ""
    assert hashed.startswith("$argon2id$")
    assert PIN not in hashed
    any_clinic.house.accounts.drop_pin(doctor)
    assert row_of(any_clinic, doctor).pin_hash is None
    assert any_clinic.house.accounts.quick_users(any_clinic.desk) == ()


def test_the_trail_tells_what_was_done_to_accounts_and_no_secret(any_clinic: Clinic) -> None:
    house, doctor = any_clinic.house, with_pin(any_clinic, any_clinic.doctor)
    house.accounts.change_password(doctor, PASSWORD, NEW)
    house.staff_changes.change(any_clinic.head, change_of(any_clinic, doctor, Role.NURSE))
    with any_clinic.database.reading() as session:
        rows = session.scalars(select(Audit).where(Audit.subject_id == doctor.staff_id))
        told = [{name: word for name, word in (row.detail or {}).items() if name != SEAL} for row in rows]
    assert {"password": "diganti sendiri"} in told
    assert {"pin": "dibuat"} in told
    assert {"old": ["dokter"], "new": ["perawat"]} in told
    assert not any(secret in str(told) for secret in (PIN, NEW, PASSWORD))


def test_screens_lock_when_the_head_says(any_clinic: Clinic) -> None:
    house = any_clinic.house
    assert house.accounts.lock_times(any_clinic.doctor).minutes == 10
    house.staff_changes.set_lock_minutes(any_clinic.head, 2)
    assert house.accounts.lock_times(any_clinic.doctor).minutes == 2
    with pytest.raises(WrongAnswers):
        house.staff_changes.set_lock_minutes(any_clinic.head, 600)


def test_two_roles_may_what_either_may(clinic: Clinic) -> None:
    both = replace(clinic.doctor, roles=frozenset({Role.ADMIN, Role.SURVEILLANCE}))
    assert both.may(Act.KEEP_BACKUPS)
    assert both.may(Act.SEE_CASES)
    assert not both.may(Act.WRITE_RECORD)

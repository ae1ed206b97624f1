"""A hand laid on the database, a clock set back, passphrases guessed: it is noticed, and opens nothing."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update

from db.engine import Database
from db.keys import HEAD, KeyRing, WrongSecret
from db.models import Audit, Staff, StaffRole
from ilp_desktop.clock import SteppingClock
from ilp_desktop.domain.permissions import Role
from ilp_desktop.services.audit.staff_check import check_staff
from ilp_desktop.services.audit.trail_check import check_trail
from ilp_desktop.services.start.access import NewStaff
from ilp_desktop.services.start.opening_doubts import DoubtKind, doubts_of
from tests.faults_table import Tally
from tests.house_fixtures import MORNING, PASSWORD, Clinic
from tests.sampled import sampled
from tests.services.backed_up import PHRASE, ring_of

Hand = Callable[[Clinic], Any]
RIGHTS: dict[str, Hand] = {
    "a role added": lambda clinic: insert(StaffRole).values(staff_id=clinic.desk.staff_id, role=Role.HEAD.value),
    "a role exchanged": lambda clinic: (
        update(StaffRole).where(StaffRole.staff_id == clinic.desk.staff_id).values(role=Role.ADMIN.value)
    ),
    "a role taken": lambda clinic: delete(StaffRole).where(StaffRole.staff_id == clinic.doctor.staff_id),
    "somebody made inactive": lambda clinic: (
        update(Staff).where(Staff.id == clinic.doctor.staff_id).values(active=False)
    ),
    "a user name exchanged": lambda clinic: (
        update(Staff).where(Staff.id == clinic.doctor.staff_id).values(user_name="dokter2")
    ),
}


def lay_hand_on(database: Database, statement: Any) -> None:
    """Change the database as somebody who has its key could."""
    with database.writing() as session, session.begin():
        session.execute(statement)


@pytest.mark.parametrize("hand", RIGHTS)
def test_rights_altered_by_hand_are_named(any_clinic: Clinic, hand: str, tally: Callable[[str], Tally]) -> None:
    row = tally("role altered by hand")
    assert check_staff(any_clinic.database).faults == ()
    lay_hand_on(any_clinic.database, RIGHTS[hand](any_clinic))
    faults = check_staff(any_clinic.database).faults
    row.add(silent=not faults)
    row.require_none_harmed()
    assert all("di luar program" in fault for fault in faults)


def test_rights_altered_in_the_program_fit(any_clinic: Clinic) -> None:
    any_clinic.house.access.add_staff(
        any_clinic.head, NewStaff("Bidan Baru", "Bidan", "SIP/9", "bidan", PASSWORD, frozenset({Role.MIDWIFE}))
    )
    any_clinic.house.access.reset_password("dokter", "sandi-baru-01")
    checked = check_staff(any_clinic.database)
    assert checked.faults == ()
    assert "4 petugas" in checked.told[0]


@pytest.mark.parametrize("seed", sampled(range(50)))
def test_a_row_of_the_trail_altered_by_hand_is_found(clinic: Clinic, seed: int, tally: Callable[[str], Tally]) -> None:
    row, chance = tally("audit row altered by hand"), Random(seed)
    for name in ("Siti Aminah", "Budi Contoh", "Ani Contoh"):
        clinic.visit(clinic.register(name).person_id)
    with clinic.database.reading() as session:
        seqs = list(session.scalars(select(Audit.seq).where(Audit.hash.is_not(None))))
    seq = chance.choice(seqs)
    hands: tuple[Any, ...] = (
        update(Audit).where(Audit.seq == seq).values(at=MORNING + timedelta(hours=chance.randrange(1, 9))),
        update(Audit).where(Audit.seq == seq).values(action="lihat antrean"),
        update(Audit).where(Audit.seq == seq).values(detail={"x": chance.random()}),
        update(Audit).where(Audit.seq == seq).values(workstation="lain"),
        delete(Audit).where(Audit.seq == seq),
    )
    lay_hand_on(clinic.database, chance.choice(hands))
    row.add(silent=not check_trail(clinic.database).faults)
    row.require_none_harmed()


@pytest.mark.parametrize("days", sampled([*range(1, 10), 30, 365, 2884]))
def test_a_clock_set_back_is_asked_about(clinic: Clinic, days: int, tally: Callable[[str], Tally]) -> None:
    row = tally("clock set back, as far as 2019")
    clinic.register("Siti Aminah")
    early = SteppingClock(MORNING - timedelta(days=days)).now()
    doubts = doubts_of(clinic.database, None, early, "Asia/Jakarta")
    row.add(acknowledged=1, silent=[one.kind for one in doubts] != [DoubtKind.CLOCK])
    assert doubts_of(clinic.database, None, MORNING, "Asia/Jakarta") == ()
    row.require_none_harmed()


@pytest.mark.parametrize("number", sampled(range(50)))
def test_a_wrong_passphrase_opens_nothing_and_locks_nobody_out(
    tmp_path: Path, number: int, tally: Callable[[str], Tally]
) -> None:
    row, ring = tally("wrong passphrase"), ring_of(tmp_path)
    before = ring.file.read_bytes()
    for owner in (HEAD, "kepala"):
        with pytest.raises(WrongSecret):
            ring.unwrap(owner, f"tebakan ke-{number}")
    assert ring.file.read_bytes() == before
    if number % 10 == 0:
        shutil.copyfile(ring.file, tmp_path / "salinan")
        assert ring.unwrap(HEAD, PHRASE) == KeyRing(tmp_path / "salinan").unwrap(HEAD, PHRASE)
    row.add()

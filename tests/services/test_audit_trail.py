"""The trail in the database: who opened what, the chain through every write, and what a hand laid on it leaves."""

from concurrent.futures import ThreadPoolExecutor  # noqa: TID251 - the test is about several programs at once
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.exc import OperationalError

from db.models import Audit, AuditTip, Change, Encounter, Person
from db.queries.last_change import last_change
from ilp_desktop.domain.audit.chain import Misfit
from ilp_desktop.services.audit.daily_heads import FILE_NAME, daily_heads, keep_heads, read_heads
from ilp_desktop.services.audit.trail_check import TrailChecked, check_trail
from tests.house_fixtures import TODAY, Clinic, Opener, Users, as_owner, opened
from tests.services.test_record_statements import statements

ZONE = "Asia/Jakarta"


def worked(clinic: Clinic) -> None:
    """Let a morning pass: three people come and are looked at."""
    for name in ("Siti Aminah", "Budi Contoh", "Ani Contoh"):
        seen = clinic.visit(clinic.register(name).person_id)
        clinic.house.encounters.open(clinic.doctor, seen.encounter_id)
    clinic.house.uow.write_seen()


def seqs(clinic: Clinic) -> list[int]:
    """Return the numbers of the rows of the trail."""
    with clinic.database.reading() as session:
        return list(session.scalars(select(Audit.seq).order_by(Audit.seq)))


def by_hand(clinic: Clinic, *statements: object) -> TrailChecked:
    """Lay a hand on the database and return what the check says afterwards."""
    with as_owner(clinic.database) as session:
        for one in statements:
            session.execute(one)  # type: ignore[call-overload]
    return check_trail(clinic.database)


def found(checked: TrailChecked) -> list[tuple[int, Misfit]]:
    """Return the rows that do not fit."""
    return [(fault.seq, fault.misfit) for fault in checked.faults]


def test_every_write_is_a_link_and_nothing_is_found(any_clinic: Clinic) -> None:
    worked(any_clinic)
    checked = check_trail(any_clinic.database)
    assert checked.faults == ()
    assert (checked.rows, checked.old) == (len(seqs(any_clinic)), 0)
    assert checked.report(ZONE) == (f"Jejak: {checked.rows} baris utuh, sesuai 0 catatan harian.",)


def test_a_row_altered_by_hand_is_named_with_its_day(any_clinic: Clinic) -> None:
    worked(any_clinic)
    seq = seqs(any_clinic)[4]
    checked = by_hand(any_clinic, update(Audit).where(Audit.seq == seq).values(staff_id=any_clinic.head.staff_id))
    assert found(checked) == [(seq, Misfit.ALTERED)]
    here = any_clinic.house.uow.workstation
    assert checked.report(ZONE)[0] == (
        f"Baris {seq} (23-11-2026), komputer {here}: isinya tidak sama dengan ketika ditulis."
    )


def test_a_detail_altered_by_hand_is_named(any_clinic: Clinic) -> None:
    worked(any_clinic)
    seq = seqs(any_clinic)[-1]
    checked = by_hand(any_clinic, update(Audit).where(Audit.seq == seq).values(detail={"forms": []}))
    assert found(checked) == [(seq, Misfit.ALTERED)]


@pytest.mark.parametrize("place", [0, 3, -1])
def test_a_row_deleted_is_missed(any_clinic: Clinic, place: int) -> None:
    worked(any_clinic)
    numbers = seqs(any_clinic)
    checked = by_hand(any_clinic, delete(Audit).where(Audit.seq == numbers[place]))
    neighbour = numbers[place - 1] if place == -1 else numbers[place + 1]
    assert found(checked) == [(neighbour, Misfit.CUT if place == -1 else Misfit.BROKEN)]


def test_a_row_inserted_is_named(any_clinic: Clinic) -> None:
    worked(any_clinic)
    numbers = seqs(any_clinic)
    with any_clinic.database.reading() as session:
        row = dict(session.execute(select(Audit.__table__).where(Audit.seq == numbers[2])).mappings().one())
    free = numbers[-1] + 1
    assert found(by_hand(any_clinic, insert(Audit).values({**row, "seq": free}))) == [
        (free, Misfit.MOVED),
        (free, Misfit.CUT),
    ]
    unsealed = {**row, "seq": free + 1, "before": None, "hash": None}
    assert (free + 1, Misfit.OUTSIDE) in found(by_hand(any_clinic, insert(Audit).values(unsealed)))


def test_two_rows_swapped_are_noticed(any_clinic: Clinic) -> None:
    worked(any_clinic)
    first, second = seqs(any_clinic)[3:5]
    move = "UPDATE audit SET seq = {new} WHERE seq = {old}"
    steps = [text(move.format(new=new, old=old)) for old, new in ((first, -1), (second, first), (-1, second))]
    assert {seq for seq, _ in found(by_hand(any_clinic, *steps))} & {first, second}


def test_rows_written_before_the_chain_are_told_apart(any_clinic: Clinic) -> None:
    """A database that had a trail before: its rows have no seal, and the chain begins after them."""
    before = len(seqs(any_clinic))
    by_hand(any_clinic, update(Audit).values(before=None, hash=None), delete(AuditTip))
    worked(any_clinic)
    checked = check_trail(any_clinic.database)
    assert (checked.faults, checked.old) == ((), before)
    assert "sebelum ada rantai" in checked.report(ZONE)[-1]


def test_a_trail_rewritten_from_a_row_on_is_betrayed_by_the_heads_kept_elsewhere(
    any_clinic: Clinic, tmp_path: Path
) -> None:
    worked(any_clinic)
    keep_heads(tmp_path, any_clinic.database, ZONE, TODAY)
    kept = read_heads(tmp_path / FILE_NAME)
    assert check_trail(any_clinic.database, kept).faults == ()
    numbers = seqs(any_clinic)
    with as_owner(any_clinic.database) as session:  # all of it, each row sealed anew
        rows = [dict(row) for row in session.execute(select(Audit.__table__).order_by(Audit.seq)).mappings()]
        session.execute(delete(Audit))
        session.execute(delete(AuditTip))
        for row in rows:
            row["staff_id"] = any_clinic.head.staff_id
        any_clinic.house.uow.audit.write(session, rows)
    assert check_trail(any_clinic.database).faults == ()
    (fault,) = check_trail(any_clinic.database, kept).faults
    assert (fault.seq, fault.misfit) == (numbers[-1], Misfit.LOST)


def test_heads_are_the_last_row_of_each_day_and_kept_once(any_clinic: Clinic, tmp_path: Path) -> None:
    worked(any_clinic)
    last = seqs(any_clinic)[-1]
    keep_heads(tmp_path, any_clinic.database, ZONE, TODAY)
    any_clinic.clock.forward(timedelta(days=1))
    any_clinic.register("Orang Esok")
    for _ in range(2):
        keep_heads(tmp_path, any_clinic.database, ZONE, TODAY + timedelta(days=1))
    heads = read_heads(tmp_path / FILE_NAME)
    assert [(one.day, one.seq) for one in heads] == [(TODAY, last), (TODAY + timedelta(days=1), seqs(any_clinic)[-1])]
    assert heads == daily_heads(any_clinic.database, ZONE, TODAY + timedelta(days=1))
    with (tmp_path / FILE_NAME).open("a", encoding="utf-8") as file:
        file.write("2026-11-25\t9")  # the power went
    assert read_heads(tmp_path / FILE_NAME) == heads


def test_writers_of_one_workstation_at_once_do_not_fork_the_chain(any_opener: tuple[Opener, Users]) -> None:
    opener, users = any_opener
    clinics = [opened(opener(), users) for _ in range(3)]

    def work(clinic: Clinic) -> None:
        for number in range(6):
            person = clinic.register(f"Orang {number}").person_id
            clinic.house.registration.person(clinic.desk, person)
            clinic.house.uow.write_seen()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(work, clinics))
    checked = check_trail(clinics[0].database)
    assert checked.faults == ()
    assert checked.rows >= 36


def test_a_write_taken_back_leaves_no_gap(any_clinic: Clinic) -> None:
    worked(any_clinic)
    row = {"facility_id": any_clinic.head.facility_id, "at": any_clinic.clock.now(), "detail": None}
    row |= {"staff_id": any_clinic.head.staff_id, "action": "cetak", "subject": "x", "subject_id": None}
    with any_clinic.database.writing() as session:
        any_clinic.house.uow.audit.write(session, [row])
        session.rollback()
    worked(any_clinic)
    assert check_trail(any_clinic.database).faults == ()


def test_an_opening_is_one_row_for_each_person_who_looks(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    visit = any_clinic.visit(person).encounter_id
    house = any_clinic.house
    for _ in range(3):  # the room reads again after each save
        house.encounters.open(any_clinic.doctor, visit)
    house.registration.person(any_clinic.desk, person)
    assert house.uow.write_seen() == 2
    assert house.uow.write_seen() == 0
    any_clinic.clock.forward(timedelta(minutes=11))
    house.encounters.open(any_clinic.doctor, visit)
    house.uow.write_seen()
    with any_clinic.database.reading() as session:
        rows = session.execute(
            select(Audit.staff_id, Audit.action, Audit.subject_id).where(Audit.subject == "view").order_by(Audit.seq)
        ).all()
    doctor, desk = any_clinic.doctor.staff_id, any_clinic.desk.staff_id
    assert [tuple(row) for row in rows] == [
        (doctor, "lihat rekam medis", person),
        (desk, "cari orang", person),
        (doctor, "lihat rekam medis", person),
    ]


def test_looking_changes_nothing_and_rings_for_nobody(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    visit = any_clinic.visit(person).encounter_id
    any_clinic.database.feed.poll()
    with any_clinic.database.reading() as session:
        before = session.scalar(select(func.count()).select_from(Change))
        known = last_change(session, person)
    any_clinic.clock.forward(timedelta(minutes=1))
    any_clinic.house.registration.person(any_clinic.doctor, person)
    any_clinic.house.encounters.open(any_clinic.doctor, visit)
    assert any_clinic.house.uow.write_seen() == 2
    assert any_clinic.database.feed.poll() == frozenset()
    with any_clinic.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Change)) == before
        assert last_change(session, person) == known
        versions = (session.get_one(Person, person).row_version, session.get_one(Encounter, visit).row_version)
    assert versions == (1, 1)


def test_an_opening_asks_the_database_no_more_than_before(clinic: Clinic) -> None:
    visit = clinic.visit(clinic.register().person_id).encounter_id
    clinic.house.encounters.open(clinic.doctor, visit)
    with statements() as asked:
        clinic.house.encounters.open(clinic.doctor, visit)
    assert not any("audit" in one for one in asked)


def test_openings_wait_again_when_they_cannot_be_written(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    person = clinic.register().person_id
    clinic.house.registration.person(clinic.desk, person)

    def fail(*_: object) -> None:
        raise OperationalError("INSERT", {}, Exception("gone"))

    monkeypatch.setattr(clinic.house.uow.audit, "write", fail)
    with pytest.raises(OperationalError):
        clinic.house.uow.write_seen()
    monkeypatch.undo()
    assert clinic.house.uow.write_seen() == 1


def test_a_save_sends_one_statement_more_for_the_chain(clinic: Clinic) -> None:
    from sqlalchemy import Engine, event  # noqa: PLC0415 - only here

    clinic.register("Pertama")
    asked: list[str] = []

    def note(*args: object) -> None:
        asked.append(str(args[2]))

    event.listen(Engine, "before_cursor_execute", note)
    clinic.register("Kedua")
    event.remove(Engine, "before_cursor_execute", note)
    assert sum("audit_tip" in one for one in asked) == 1

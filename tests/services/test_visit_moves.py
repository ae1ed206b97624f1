"""Salah pasien: a visit goes to the right person with all its rows and none besides; on both databases."""

import re
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import func, select

from db.models import Audit, Diagnosis, Due, Encounter, FormResponse, Invitation, Note, Observation, Person, VisitMove
from ilp_desktop.demo.digest import digest
from ilp_desktop.domain.errors import NotAllowed, StaleRecord, WrongAnswers
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.chart.move_rows import FOLLOWING, STAYING, of_visits, visit_keys
from ilp_desktop.services.chart.rows import RecordKind
from ilp_desktop.services.chart.visit_moves import MovePlan, NewVisitMove
from ilp_desktop.services.merge.merging_tables import VISITS
from ilp_desktop.services.record.encounters import Examination
from tests.house_fixtures import TODAY, Clinic
from tests.services.charted import Written, change, filled, next_day, write
from tests.services.delivery_story import LAST_PERIOD
from tests.services.kia_story import start_pregnancy

WITHOUT_IDS = re.compile(r"UUID\('[0-9a-f-]+'\)")
TABLES = ("diagnosis", "form_response", "encounter", "observation")


def only(person: UUID) -> dict[str, set[UUID]]:
    """Return that every row of a visit names one person."""
    return {table: {person} for table in TABLES}


def people(clinic: Clinic, **changes: object) -> tuple[UUID, UUID]:
    """Return somebody whose record a visit was written into, and whom it belongs to."""
    wrong = clinic.register("Siti Keliru").person_id
    return wrong, clinic.register("Siti Benar", **changes).person_id


def tried(clinic: Clinic, visit: UUID, right: UUID) -> tuple[MovePlan, NewVisitMove]:
    """Return what a move would do, and the move."""
    plan = clinic.house.visit_moves.plan(clinic.doctor, visit, right)
    return plan, NewVisitMove(
        clinic.new_id(), visit, right, plan.version, plan.new_version, plan.seal, "salah ambil map"
    )


def move(clinic: Clinic, visit: UUID, right: UUID) -> UUID:
    """Move a visit."""
    return clinic.house.visit_moves.move(clinic.doctor, tried(clinic, visit, right)[1])


def owners(clinic: Clinic, visit: UUID) -> dict[str, set[UUID]]:
    """Return whom the rows of a visit name, by table."""
    with clinic.database.reading() as session:
        found = {
            model.__tablename__: set(session.scalars(select(model.person_id).where(model.encounter_id == visit)))
            for model in (Diagnosis, FormResponse)
        }
        found["encounter"] = {session.get_one(Encounter, visit).person_id}
        wanted = select(Observation.person_id).join(FormResponse, FormResponse.id == Observation.response_id)
        found["observation"] = set(session.scalars(wanted.where(FormResponse.encounter_id == visit)))
        return found


def test_every_table_that_names_a_visit_is_in_a_list() -> None:
    listed = {*FOLLOWING, *STAYING} | {(move.table.name, "encounter_id") for move in of_visits()}
    assert set(visit_keys()) == listed


def test_all_rows_of_the_visit_move_and_no_other(any_clinic: Clinic) -> None:
    wrong, right = people(any_clinic)
    kept = write(any_clinic, wrong, any_clinic.doctor)
    next_day(any_clinic)
    visit = write(any_clinic, wrong, any_clinic.doctor)
    plan, wanted = tried(any_clinic, visit, right)
    assert dict(plan.rows) == {"Isian formulir": 1, "Diagnosis": 1, "Catatan pemeriksaan": 1, "Nomor antrean": 1}
    assert (plan.refusals, plan.old_name, plan.new_name) == ((), "Siti Keliru", "Siti Benar")
    any_clinic.house.visit_moves.move(any_clinic.doctor, wanted)
    assert owners(any_clinic, visit) == only(right)
    assert owners(any_clinic, kept) == only(wrong)
    with any_clinic.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Note).where(Note.encounter_id == visit)) == 1
        last = {one: session.get_one(Person, one).last_visit_on for one in (wrong, right)}
    assert last == {wrong: TODAY, right: date(2026, 11, 24)}


def test_the_dry_run_changes_nothing(any_clinic: Clinic) -> None:
    wrong, right = people(any_clinic)
    visit = write(any_clinic, wrong, any_clinic.doctor)
    before = digest(any_clinic.database)
    tried(any_clinic, visit, right)
    assert digest(any_clinic.database) == before


def test_both_records_and_the_trail_tell_of_it(any_clinic: Clinic) -> None:
    wrong, right = people(any_clinic)
    visit = write(any_clinic, wrong, any_clinic.doctor)
    moved = move(any_clinic, visit, right)
    house, doctor = any_clinic.house, any_clinic.doctor
    told = {}
    for person in (wrong, right):
        next_day(any_clinic)
        beside = any_clinic.visit(person).encounter_id
        told[person] = [row for row in house.encounters.open(doctor, beside).timeline if row.moved]
        if person == right:
            whole = house.records.visit(doctor, beside, visit)
    ((gone,), (came,)) = told[wrong], told[right]
    assert (gone.kind, gone.encounter_id, gone.day) == (RecordKind.MOVE, None, TODAY)
    assert gone.moved.startswith("Dipindahkan ke Siti Benar (No. RM ")
    assert gone.moved.endswith("oleh dr. Ratna Contoh, 23-11-2026: salah ambil map")
    assert came.encounter_id == visit
    assert came.moved.startswith("Dipindahkan dari Siti Keliru (No. RM ")
    assert whole.moves == (came.moved,)
    with any_clinic.database.reading() as session:
        trail = session.scalars(select(Audit).where(Audit.action == Act.MOVE_VISIT.value)).all()
        assert {(row.subject, row.subject_id) for row in trail} >= {("visit_move", moved), ("encounter", visit)}
        assert {row.subject_id for row in trail if row.subject == "person"} == {wrong, right}


def test_what_is_due_and_what_was_concluded_is_reckoned_anew_for_both(any_clinic: Clinic) -> None:
    girl = any_clinic.register("Anak Keliru", birth_date=date(2024, 11, 23)).person_id
    baby = any_clinic.register("Anak Benar", birth_date=date(2026, 3, 1), sex=Sex.MALE).person_id
    typed = {"berat": "10,5", "tinggi": "80", "posisi_ukur": "terlentang"}
    written = Written(("Z00.1",), forms=(filled("growth", typed),))
    visit = write(any_clinic, girl, any_clinic.doctor, written, Klaster.MOTHER_CHILD)
    with any_clinic.database.reading() as session:
        before = session.scalars(select(FormResponse.conclusion).where(FormResponse.encounter_id == visit)).one()
    move(any_clinic, visit, baby)
    with any_clinic.database.reading() as session:
        rows = session.scalars(
            select(FormResponse).where(FormResponse.encounter_id == visit).order_by(FormResponse.recorded_at)
        ).all()
        assert {row.person_id for row in rows} == {baby}
        assert len(rows) == 2
        newest = next(row for row in rows if row.replaces_id is not None)
        assert newest.conclusion != before
        assert newest.answers == rows[0].answers
        assert "dipindahkan" in newest.reason
        stored = {one: set(session.scalars(select(Due.service).where(Due.person_id == one))) for one in (girl, baby)}
    assert any_clinic.house.rederiving.derive_some(any_clinic.head, None, 50).observations == 0
    with any_clinic.database.reading() as session:
        anew = {one: set(session.scalars(select(Due.service).where(Due.person_id == one))) for one in (girl, baby)}
    assert stored == anew


def test_moving_back_leaves_everything_as_it_was_and_says_so(any_clinic: Clinic) -> None:
    wrong, right = people(any_clinic)
    visit = write(any_clinic, wrong, any_clinic.doctor)
    moved = move(any_clinic, visit, right)
    next_day(any_clinic)
    any_clinic.house.visit_moves.undo(any_clinic.head, moved, "memang dia")
    assert owners(any_clinic, visit) == only(wrong)
    newest, first = any_clinic.house.visit_moves.listed(any_clinic.head, None, 50)
    assert (newest.is_undo, newest.in_force, first.is_undo, first.in_force) == (True, True, False, False)
    assert (newest.reason, newest.by) == ("memang dia", "Kepala Contoh")
    with pytest.raises(StaleRecord):
        any_clinic.house.visit_moves.undo(any_clinic.head, moved, "sekali lagi")
    next_day(any_clinic)
    beside = any_clinic.visit(right).encounter_id
    assert [row.moved for row in any_clinic.house.encounters.open(any_clinic.doctor, beside).timeline if row.moved]


def test_the_same_press_twice_moves_once(any_clinic: Clinic) -> None:
    wrong, right = people(any_clinic)
    visit = write(any_clinic, wrong, any_clinic.doctor)
    _, wanted = tried(any_clinic, visit, right)
    first = any_clinic.house.visit_moves.move(any_clinic.doctor, wanted)
    assert any_clinic.house.visit_moves.move(any_clinic.doctor, wanted) == first
    with any_clinic.database.reading() as session:
        assert len(session.scalars(select(VisitMove.id)).all()) == 1


def test_what_changed_since_the_dry_run_moves_nothing(any_clinic: Clinic) -> None:
    wrong, right = people(any_clinic)
    visit = write(any_clinic, wrong, any_clinic.doctor, finish=False)
    _, wanted = tried(any_clinic, visit, right)
    file = any_clinic.house.encounters.open(any_clinic.doctor, visit)
    change(any_clinic, any_clinic.doctor, visit, note=replace(file.note, plan="Kontrol"))
    with pytest.raises(StaleRecord):
        any_clinic.house.visit_moves.move(any_clinic.doctor, wanted)
    assert owners(any_clinic, visit)["encounter"] == {wrong}


def test_a_colleague_who_saves_into_the_moved_visit_is_refused(any_clinic: Clinic) -> None:
    wrong, right = people(any_clinic)
    visit = write(any_clinic, wrong, any_clinic.doctor, finish=False)
    file = any_clinic.house.encounters.open(any_clinic.doctor, visit)
    move(any_clinic, visit, right)
    stale = Examination(any_clinic.new_id(), visit, file.version, file.note, file.diagnoses)
    with pytest.raises(StaleRecord):
        any_clinic.house.encounters.record(any_clinic.doctor, stale)


def test_who_is_new_and_who_came_when_invited_follows_the_visit(any_clinic: Clinic) -> None:
    wrong, right = people(any_clinic)
    visit = write(any_clinic, wrong, any_clinic.doctor)
    next_day(any_clinic)
    later = write(any_clinic, wrong, any_clinic.doctor)
    with any_clinic.database.writing() as session, session.begin():
        for person, came in ((wrong, TODAY), (right, None)):
            session.add(
                Invitation(
                    id=any_clinic.new_id(),
                    facility_id=any_clinic.doctor.facility_id,
                    recorded_at=any_clinic.clock.now(),
                    recorded_by=any_clinic.doctor.staff_id,
                    batch_id=any_clinic.new_id(),
                    person_id=person,
                    services=[],
                    day=date(2026, 11, 20),
                    channel="lisan",
                    came_on=came,
                )
            )
    move(any_clinic, visit, right)
    with any_clinic.database.reading() as session:
        kinds = {one: session.get_one(Encounter, one).visit_kind for one in (visit, later)}
        answered = dict(session.execute(select(Invitation.person_id, Invitation.came_on)).tuples().all())
    assert kinds == {visit: "baru", later: "baru"}
    assert answered == {wrong: None, right: TODAY}


@pytest.mark.parametrize("reason", ["", "  ", "x" * 201])
def test_a_reason_is_asked(clinic: Clinic, reason: str) -> None:
    wrong, right = people(clinic)
    visit = write(clinic, wrong, clinic.doctor)
    _, wanted = tried(clinic, visit, right)
    with pytest.raises(WrongAnswers):
        clinic.house.visit_moves.move(clinic.doctor, replace(wanted, reason=reason))
    assert owners(clinic, visit)["encounter"] == {wrong}


def test_the_desk_moves_nothing(clinic: Clinic) -> None:
    wrong, right = people(clinic)
    visit = write(clinic, wrong, clinic.doctor)
    with pytest.raises(NotAllowed):
        clinic.house.visit_moves.plan(clinic.desk, visit, right)


def test_the_head_reads_in_the_dry_run_nothing_of_what_was_written(clinic: Clinic) -> None:
    wrong = clinic.register("Anak Keliru", birth_date=date(2010, 5, 17)).person_id
    start_pregnancy(clinic, wrong, LAST_PERIOD)
    visit = write(clinic, wrong, clinic.doctor, Written(("O13", "F32.1"), forms=()))
    right = clinic.register("Pak Benar", sex=Sex.MALE).person_id
    head = replace(clinic.head, roles=frozenset(role for role in clinic.head.roles if role.value == "kepala"))
    told = WITHOUT_IDS.sub("", str(clinic.house.visit_moves.plan(head, visit, right))).casefold()
    assert not [word for word in ("hamil", "o13", "f32", "depresi", "pusing") if word in told]


def test_the_visit_itself_is_the_first_of_the_lists() -> None:
    assert VISITS.key not in {one.key for one in of_visits()}

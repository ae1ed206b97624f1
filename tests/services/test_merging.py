"""Two identities become one person: the dry run tells every row, everything goes over, nothing is lost."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import UniqueConstraint, func, select

from db.models import Audit, Due, Identifier, Observation, Person, PersonSearch, Ticket
from ilp_desktop.demo.digest import digest
from ilp_desktop.domain.errors import StaleRecord, UserError, WrongAnswers
from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.rebuilding import derive_all
from ilp_desktop.services.due.due_rows import DueFilter
from ilp_desktop.services.merge.merging_tables import DERIVED, MOVES, OWN_IDENTITY, person_keys
from ilp_desktop.services.merge.unmerging import Assignment
from tests.house_fixtures import Clinic
from tests.services.merged import (
    KK,
    LOSER_NIK,
    OTHER_KK,
    SURVIVOR_NIK,
    Twice,
    entered_twice,
    merge,
    owners,
    tried,
)
from tests.services.test_two_facilities import neighbour_of


def test_every_column_that_names_a_person_is_handled_by_a_merge() -> None:
    assert person_keys() == {move.key for move in MOVES} | set(DERIVED) | set(OWN_IDENTITY)
    assert len(MOVES) + len(DERIVED) + len(OWN_IDENTITY) == len(person_keys())


@pytest.mark.parametrize("move", MOVES, ids=lambda move: ".".join(move.key))
def test_what_may_occur_once_for_a_person_is_known_to_the_merge(move) -> None:  # type: ignore[no-untyped-def]
    table, column = move.table, move.table.columns[move.column]
    unique = [{one.name for one in found.columns} for found in table.constraints if isinstance(found, UniqueConstraint)]
    named = [names - {move.column} for names in unique if move.column in names]
    assert named == ([] if move.alone is None else [set(move.alone)]), table.name
    assert [one.name for one in table.primary_key.columns] == ["id"]
    assert not column.primary_key


def test_the_dry_run_tells_every_row_and_moves_none(clinic: Clinic) -> None:
    twice = entered_twice(clinic)
    before = owners(clinic)
    plan = clinic.house.merging.plan(clinic.head, twice.loser, twice.survivor)
    assert owners(clinic) == before
    assert {(row.table, row.column, row.row_id) for row in plan.rows} == {
        (table, column, row) for table, column, row, owner in before if owner == twice.loser
    }
    assert {row.label for row in plan.rows} >= {
        "Kunjungan",
        "Isian formulir",
        "Diagnosis",
        "Surat rujukan",
        "Kehamilan",
        "Imunisasi",
        "Anak dari ibu ini",
        "Jawaban layanan",
        "Undangan",
        "Alergi",
        "Nomor identitas",
    }
    assert [row.note for row in plan.rows if not row.moves] == [
        "tetap: identitas yang dipertahankan sudah mencatat yang sama"
    ]
    assert dict(plan.filled) == {"Nama ibu": "Kartini", "Telepon": "081234567890"}
    assert plan.warnings == ("NIK berbeda: satu di antaranya menjadi nomor lama.",)


def test_everything_of_the_one_becomes_the_others_and_what_is_derived_follows(any_clinic: Clinic) -> None:
    twice = entered_twice(any_clinic)
    plan = any_clinic.house.merging.plan(any_clinic.head, twice.loser, twice.survivor)
    merge(any_clinic, twice)
    left = {(table, column, row) for table, column, row, owner in owners(any_clinic) if owner == twice.loser}
    assert left == {(row.table, row.column, row.row_id) for row in plan.rows if not row.moves}
    with any_clinic.database.reading() as session:
        assert session.scalar(select(func.count()).where(Due.person_id == twice.loser)) == 0
        assert session.scalar(select(func.count()).where(Observation.person_id == twice.loser)) == 0
        survivor = session.get_one(Person, twice.survivor)
        assert (survivor.phone, survivor.mother_name) == ("081234567890", "Kartini")
        assert survivor.last_visit_on == any_clinic.house.uow.today(any_clinic.head)
    assert derive_all(any_clinic.house, any_clinic.head).is_equal


def test_the_old_identity_is_found_by_its_numbers_alone_and_leads_to_the_person(any_clinic: Clinic) -> None:
    twice = entered_twice(any_clinic)
    merge(any_clinic, twice)
    registration, desk = any_clinic.house.registration, any_clinic.desk
    for typed in (twice.loser_number, LOSER_NIK, "0001234567890", SURVIVOR_NIK, twice.survivor_number):
        assert [found.id for found in registration.search(desk, typed)] == [twice.survivor], typed
    (found,) = registration.search(desk, "siti aminah")
    assert (found.id, found.record_number) == (twice.survivor, twice.survivor_number)
    file = registration.person(desk, twice.loser)
    assert (file.id, file.data.nik, file.data.bpjs) == (twice.survivor, SURVIVOR_NIK, "0001234567890")
    assert file.old_record_numbers == (twice.loser_number,)
    with any_clinic.database.reading() as session:
        assert session.scalar(select(PersonSearch).where(PersonSearch.person_id == twice.loser)) is None
        kinds = set(session.scalars(select(Identifier.kind).where(Identifier.person_id == twice.survivor)))
    assert kinds == {"rm", "rm_lama", "nik", "nik_lama", "bpjs"}


def test_an_old_number_is_nobody_elses(clinic: Clinic) -> None:
    twice = entered_twice(clinic)
    merge(clinic, twice)
    house = clinic.house
    with pytest.raises(WrongAnswers, match="diperbaiki"):
        clinic.register("Orang Lain", nik=LOSER_NIK)
    wanted = replace(clinic.person("Orang Lain"), record_number=twice.loser_number)
    with pytest.raises(WrongAnswers) as refused:
        house.registration.register(clinic.desk, wanted)
    assert "record_number" in refused.value.fields
    joined = replace(clinic.person("Suami Siti"), kk_number="3201010101200001")
    assert house.registration.register(clinic.desk, joined).record_number != twice.loser_number
    file = house.registration.person(clinic.desk, twice.survivor)
    house.registration.change(clinic.desk, file.id, file.version, replace(file.data, phone=""))
    assert [found.id for found in house.registration.search(clinic.desk, LOSER_NIK)] == [twice.survivor]


def test_a_merge_sent_twice_is_one_and_what_changed_since_the_dry_run_is_told(any_clinic: Clinic) -> None:
    twice = entered_twice(any_clinic)
    house, head = any_clinic.house, any_clinic.head
    stale = tried(any_clinic, twice)
    house.registration.add_allergy(any_clinic.desk, twice.loser, "Ibuprofen", "sesak")
    with pytest.raises(StaleRecord, match="ditambahkan sejak uji"):
        house.merging.merge(head, stale)
    changed = tried(any_clinic, twice)
    file = house.registration.person(any_clinic.desk, twice.loser)
    house.registration.change(any_clinic.desk, twice.loser, file.version, replace(file.data, name="Siti Aminah B"))
    with pytest.raises(StaleRecord, match="berubah sejak uji"):
        house.merging.merge(head, changed)
    wanted = tried(any_clinic, twice)
    done = house.merging.merge(head, wanted)
    assert house.merging.merge(head, wanted) == done
    assert len(house.unmerging.listed(head, None, 10)) == 1
    with pytest.raises(UserError, match="sudah digabung"):
        house.merging.plan(head, twice.loser, twice.survivor)


@pytest.mark.parametrize("reason", ["", "x" * 201])
def test_a_merge_needs_a_short_reason(clinic: Clinic, reason: str) -> None:
    twice = entered_twice(clinic)
    with pytest.raises(WrongAnswers):
        clinic.house.merging.merge(clinic.head, tried(clinic, twice, reason))


def test_a_registration_sent_again_after_a_merge_tells_who_it_is_by_now(clinic: Clinic) -> None:
    wanted, stays = clinic.person("Siti Aminah"), clinic.register("Siti Aminah")
    first = clinic.house.registration.register(clinic.desk, wanted)
    merge(clinic, Twice(first.person_id, stays.person_id, stays.person_id, "", ""))
    assert clinic.house.registration.register(clinic.desk, wanted) == stays


def test_mother_and_child_are_never_merged(clinic: Clinic) -> None:
    twice = entered_twice(clinic)
    with pytest.raises(UserError, match="ibu dan anak"):
        clinic.house.merging.plan(clinic.head, twice.child, twice.loser)
    with pytest.raises(UserError, match="dipilih sama"):
        clinic.house.merging.plan(clinic.head, twice.loser, twice.loser)


def test_a_save_to_the_old_identity_is_refused_and_one_to_its_visit_reaches_the_person(any_clinic: Clinic) -> None:
    twice = entered_twice(any_clinic)
    house, file = any_clinic.house, any_clinic.house.registration.person(any_clinic.desk, twice.loser)
    open_visit = house.queueing.board(any_clinic.doctor)[0].encounter_id
    assert open_visit is not None
    merge(any_clinic, twice)
    with pytest.raises(StaleRecord):
        house.registration.change(any_clinic.desk, twice.loser, file.version, file.data)
    with pytest.raises(StaleRecord, match="digabung"):
        house.registration.add_allergy(any_clinic.desk, twice.loser, "Debu", "")
    with pytest.raises(StaleRecord, match="digabung"):
        any_clinic.visit(twice.loser)
    opened = house.encounters.open(any_clinic.doctor, open_visit)
    assert opened.patient.person_id == twice.survivor
    assert "Amoksisilin" in opened.patient.allergies


def test_both_open_visits_stay_in_the_queue_and_the_dry_run_says_so(clinic: Clinic) -> None:
    twice = entered_twice(clinic)
    number = clinic.visit(twice.survivor).number
    plan = clinic.house.merging.plan(clinic.head, twice.loser, twice.survivor)
    assert any("masih dalam antrean" in warning and number in warning for warning in plan.warnings)
    merge(clinic, twice)
    rows = clinic.house.queueing.board(clinic.doctor)
    assert [row.person_id for row in rows] == [twice.survivor, twice.survivor]
    with clinic.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Ticket)) == 2


def test_lists_count_the_person_once_and_windows_hear_of_it(clinic: Clinic) -> None:
    twice = entered_twice(clinic)
    clinic.house.dues.refresh_some(clinic.head, 10)
    clinic.database.feed.poll()
    merge(clinic, twice)
    assert {"person", "encounter", "merge"} <= clinic.database.feed.poll()
    rows = clinic.house.due_lists.listed(clinic.head, DueFilter(), None, 50)
    assert twice.loser not in {row.person_id for row in rows}
    with clinic.database.reading() as session:
        audited = session.scalars(select(Audit.subject_id).where(Audit.action == "gabung orang")).all()
    assert {twice.loser, twice.survivor} <= set(audited)


def test_an_identity_merged_on_leads_to_whoever_it_is_by_now(clinic: Clinic) -> None:
    twice = entered_twice(clinic)
    merge(clinic, twice)
    third = clinic.register("Siti Aminah", nik="3201015705900003").person_id
    merge(clinic, replace(twice, loser=twice.survivor, survivor=third))
    assert clinic.house.registration.person(clinic.desk, twice.loser).id == third
    clinic.clock.forward(timedelta(minutes=1))
    assert derive_all(clinic.house, clinic.head).is_equal


def test_nothing_of_a_merge_is_anybody_elses_business(clinic: Clinic) -> None:
    twice, house = entered_twice(clinic), clinic.house
    done = merge(clinic, twice)
    stranger = neighbour_of(clinic).user
    before = digest(clinic.database)
    row = Assignment(done, "allergy", "person_id", clinic.new_id(), to_returned=True)
    for attempt in (
        lambda: house.unmerging.plan(stranger, done),
        lambda: house.unmerging.undo(stranger, done, "berbeda"),
        lambda: house.unmerging.to_assign(stranger, done),
        lambda: house.unmerging.assign(stranger, row),
        lambda: house.duplicates.tell_apart(stranger, twice.survivor, twice.child),
    ):
        with pytest.raises(UserError, match="tidak ada"):
            attempt()
    assert house.unmerging.listed(stranger, None, 10) == ()
    assert house.duplicates.pairs(stranger, None, 10) == ()
    assert digest(clinic.database) == before


def test_the_dry_run_tells_which_family_is_left_without_its_head(any_clinic: Clinic) -> None:
    house, desk = any_clinic.house, any_clinic.desk
    loser = house.registration.register(desk, replace(any_clinic.person("Siti Aminah"), kk_number=KK))
    alone = house.merging.plan(any_clinic.head, loser.person_id, any_clinic.register("Siti Aminah").person_id)
    assert alone.warnings == ()
    member = replace(any_clinic.person("Anak"), kk_number=KK, relation=FamilyRelation.CHILD)
    child = house.registration.register(desk, member).person_id
    stays = house.registration.register(desk, replace(any_clinic.person("Siti Aminah"), kk_number=OTHER_KK)).person_id
    (told,) = house.merging.plan(any_clinic.head, loser.person_id, stays).warnings
    assert told.startswith(f"Yang digabung kepala KK {KK}: keluarga itu menjadi tanpa kepala.")
    (told,) = house.merging.plan(any_clinic.head, child, stays).warnings
    assert told.startswith(f"Yang digabung anggota KK {KK}")


def test_a_disability_known_of_the_one_is_known_of_the_person_until_that_is_undone(any_clinic: Clinic) -> None:
    loser = any_clinic.register("Siti Aminah", disability=True).person_id
    stays = any_clinic.register("Siti Aminah").person_id
    twice = Twice(loser, stays, stays, "", "")
    house, desk = any_clinic.house, any_clinic.desk
    assert house.merging.plan(any_clinic.head, loser, stays).filled == (("Disabilitas", "Ya"),)
    done = merge(any_clinic, twice)
    assert house.registration.person(desk, stays).data.disability
    house.unmerging.undo(any_clinic.head, done, "Ternyata dua orang")
    assert not house.registration.person(desk, stays).data.disability
    assert house.registration.person(desk, loser).data.disability

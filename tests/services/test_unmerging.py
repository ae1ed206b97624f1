"""A merge undone: exactly its rows go back, at any time; what was made meanwhile is assigned by hand."""

from dataclasses import replace
from datetime import date, timedelta
from multiprocessing.pool import ThreadPool

import pytest

from ilp_desktop.domain.errors import StaleRecord, UserError, WrongAnswers
from ilp_desktop.rebuilding import derive_all
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.immunisation.dose_giving import NewDose
from ilp_desktop.services.merge.merging_rows import RowTold
from ilp_desktop.services.merge.unmerging import Assignment
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import SoapNote
from tests.house_fixtures import Clinic, Opener, Users, opened
from tests.services.merged import LOSER_NIK, Twice, entered_twice, everything, examine, merge, owners, removed, tried

WHY = "Ternyata dua orang"


def assignment(merge_id: object, row: RowTold, *, to_returned: bool) -> Assignment:
    return Assignment(merge_id, row.table, row.column, row.row_id, to_returned)  # type: ignore[arg-type]


def test_undone_at_once_everything_is_as_it_was(any_clinic: Clinic) -> None:
    twice = entered_twice(any_clinic)
    house, head = any_clinic.house, any_clinic.head
    before, whose = everything(any_clinic), owners(any_clinic)
    plan = house.merging.plan(head, twice.loser, twice.survivor)
    done = merge(any_clinic, twice)
    assert everything(any_clinic) != before
    undone = house.unmerging.undo(head, done, WHY)
    assert {row.row_id for row in undone.returning} == {row.row_id for row in plan.rows if row.moves}
    assert (undone.since, undone.gone) == ((), 0)
    assert owners(any_clinic) == whose
    assert everything(any_clinic) == before
    assert derive_all(house, head).is_equal
    for number, person_id in ((twice.loser_number, twice.loser), (twice.survivor_number, twice.survivor)):
        assert [found.id for found in house.registration.search(any_clinic.desk, number)] == [person_id]
    (listed,) = house.unmerging.listed(head, None, 10)
    assert (listed.undone_reason, listed.undone_by, listed.to_assign) == (WHY, head.name, 0)


def test_a_merge_is_undone_once_and_with_a_reason(clinic: Clinic) -> None:
    done = merge(clinic, entered_twice(clinic))
    unmerging, head = clinic.house.unmerging, clinic.head
    for reason in (" ", "x" * 201):
        with pytest.raises(WrongAnswers):
            unmerging.undo(head, done, reason)
    unmerging.undo(head, done, WHY)
    with pytest.raises(StaleRecord, match="sudah dibatalkan"):
        unmerging.undo(head, done, WHY)


def test_what_was_made_meanwhile_stays_and_is_assigned_by_hand(any_clinic: Clinic) -> None:
    twice = entered_twice(any_clinic)
    house, head, desk = any_clinic.house, any_clinic.head, any_clinic.desk
    old_visit = house.queueing.board(any_clinic.doctor)[0].encounter_id
    assert old_visit is not None
    version = house.encounters.open(any_clinic.doctor, old_visit).version
    done = merge(any_clinic, twice)
    corrected = (FilledForm("vital_signs", {"berat": "62", "sistolik": "130", "diastolik": "85"}),)
    again = Examination(any_clinic.new_id(), old_visit, version, SoapNote(), forms=corrected)
    house.encounters.record(any_clinic.doctor, again)
    any_clinic.clock.forward(timedelta(days=1))
    examine(any_clinic, twice.survivor, "I10")
    house.registration.add_allergy(desk, twice.survivor, "Debu", "")
    house.registration.add_allergy(desk, twice.survivor, "Udang", "")
    undone = house.unmerging.undo(head, done, WHY)
    assert [(row.label, row.moves) for row in undone.since] == [
        ("Kunjungan", False),
        ("Isian formulir", True),
        ("Alergi", False),
        ("Alergi", False),
        ("Diagnosis yang diubah", True),
    ]
    open_rows = house.unmerging.to_assign(head, done)
    assert [row.label for row in open_rows] == ["Kunjungan", "Alergi", "Alergi"]
    assert house.unmerging.listed(head, None, 10)[0].to_assign == 3
    assert derive_all(house, head).is_equal
    visit, allergy, _ = open_rows
    house.unmerging.assign(head, assignment(done, visit, to_returned=True))
    house.unmerging.assign(head, assignment(done, allergy, to_returned=False))
    with pytest.raises(StaleRecord, match="sudah ditetapkan"):
        house.unmerging.assign(head, assignment(done, visit, to_returned=False))
    whose = {(table, row): owner for table, _, row, owner in owners(any_clinic)}
    assert whose["encounter", visit.row_id] == twice.loser
    assert whose["allergy", allergy.row_id] == twice.survivor
    of_loser = [table for (table, _), owner in whose.items() if owner == twice.loser]
    assert (of_loser.count("encounter"), of_loser.count("form_response"), of_loser.count("diagnosis")) == (2, 3, 1)
    assert [row.label for row in house.unmerging.to_assign(head, done)] == ["Alergi"]
    assert derive_all(house, head).is_equal


def test_merges_one_upon_another_are_undone_in_any_order(any_clinic: Clinic) -> None:
    twice = entered_twice(any_clinic)
    third = any_clinic.register("Siti Aminah", nik="3201015705900003").person_id
    house, head = any_clinic.house, any_clinic.head
    before, whose = everything(any_clinic), owners(any_clinic)
    first = merge(any_clinic, twice)
    second = merge(any_clinic, replace(twice, loser=twice.survivor, survivor=third))
    house.unmerging.undo(head, first, WHY)
    assert (removed(any_clinic, twice.loser), removed(any_clinic, twice.survivor)) == (False, True)
    assert {row for row in owners(any_clinic) if row[3] == twice.loser} == {
        row for row in whose if row[3] == twice.loser
    }
    assert derive_all(house, head).is_equal
    house.unmerging.undo(head, second, WHY)
    assert owners(any_clinic) == whose
    after = everything(any_clinic)
    assert all(after[name] == rows for name, rows in before.items() if name not in ("person", "due_count"))
    assert derive_all(house, head).is_equal


def test_a_value_changed_since_is_left_and_a_number_given_away_goes_back_as_an_old_one(clinic: Clinic) -> None:
    twice = entered_twice(clinic)
    house, head, desk = clinic.house, clinic.head, clinic.desk
    done = merge(clinic, twice)
    file = house.registration.person(desk, twice.survivor)
    house.registration.change(
        desk, file.id, file.version, replace(file.data, phone="081299999999", nik=LOSER_NIK, mother_name="Kartini")
    )
    house.unmerging.undo(head, done, WHY)
    loser, survivor = (house.registration.person(desk, one) for one in (twice.loser, twice.survivor))
    assert (survivor.data.phone, survivor.data.mother_name, survivor.data.nik) == ("081299999999", "", LOSER_NIK)
    assert (loser.data.phone, loser.data.nik) == ("081234567890", "")
    assert {found.id for found in house.registration.search(desk, LOSER_NIK)} == {twice.loser, twice.survivor}


def test_a_row_that_the_returned_identity_has_already_cannot_be_assigned_to_it(clinic: Clinic) -> None:
    twice = entered_twice(clinic)
    house, head = clinic.house, clinic.head
    done = merge(clinic, twice)
    given = date(2026, 11, 20)
    dose = NewDose(clinic.new_id(), twice.survivor, "Td", 3, given, told=True, confirmed=True)
    house.children.give(clinic.doctor, dose)
    house.unmerging.undo(head, done, WHY)
    house.children.give(clinic.doctor, replace(dose, client_id=clinic.new_id(), person_id=twice.loser))
    (row,) = house.unmerging.to_assign(head, done)
    with pytest.raises(UserError, match="sudah mencatat"):
        house.unmerging.assign(head, assignment(done, row, to_returned=True))
    house.unmerging.assign(head, assignment(done, row, to_returned=False))
    assert house.unmerging.to_assign(head, done) == ()


def test_saves_and_a_merge_at_the_same_moment_lose_nothing(any_opener: tuple[Opener, Users]) -> None:
    open_database, users = any_opener
    clinics = [opened(open_database(), users) for _ in range(2)]
    here, there = clinics
    twice = entered_twice(here)
    visit = here.house.queueing.board(here.doctor)[0].encounter_id
    assert visit is not None
    version = here.house.encounters.open(here.doctor, visit).version
    saved: list[str] = []

    def save() -> None:
        for number in range(12):
            note = Examination(there.new_id(), visit, version + number, SoapNote(subjective=f"baris {number}"))
            there.house.encounters.record(there.doctor, note)
            try:
                there.house.registration.add_allergy(there.desk, twice.loser, f"Obat {number}", "")
                saved.append(f"Obat {number}")
            except StaleRecord:
                pass

    with ThreadPool(1) as pool:
        saving = pool.apply_async(save)
        _merge_in_spite_of_saves(here, twice)
        saving.get()
    file = here.house.registration.person(here.desk, twice.loser)
    assert file.id == twice.survivor
    assert {name for name, _ in file.allergies} == {"Amoksisilin", *saved}
    assert here.house.encounters.open(here.doctor, visit).note.subjective == "baris 11"
    assert not [row for row in owners(here) if row[3] == twice.loser and row[0] != "dose_given"]
    assert derive_all(here.house, here.head).is_equal


def _merge_in_spite_of_saves(clinic: Clinic, twice: Twice) -> None:
    """Try until the moment between dry run and merge is quiet."""
    while True:
        try:
            clinic.house.merging.merge(clinic.head, tried(clinic, twice))
        except StaleRecord:
            continue
        return

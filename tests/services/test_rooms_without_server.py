"""A room whose server is away: what is written for an open visit is kept, and stored there afterwards."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from db.models import Note, ReferralStep
from ilp_desktop.domain.care.referral_state import ReferralAct
from ilp_desktop.domain.errors import NotAllowed, ServerAway, UserError, WrongAnswers
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.visit_words import NextPlace, TicketStatus
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.person.allergies import NewAllergy
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import GivenDiagnosis, SoapNote
from ilp_desktop.services.referral.referral_drafts import ReferralDraft
from ilp_desktop.services.stand_in.conflict_rows import Decision
from tests.house_fixtures import TODAY, Clinic, Opener, Users, opened
from tests.printing.reading import text_of
from tests.services.alone import MINUTE, alone, refreshed, send_all, with_copy
from tests.services.order_calls import ASKED

SYSTOLIC = 120


@pytest.fixture
def server(open_on_server: Opener, postgres_template: tuple[object, Users]) -> Callable[[], Clinic]:
    """Give a function that opens the Puskesmas on its server, as often as there are workstations."""
    return lambda: opened(open_on_server(), postgres_template[1])


@pytest.fixture
def desk(server: Callable[[], Clinic], tmp_path: Path) -> Iterator[Clinic]:
    """Return a workstation with its copy."""
    clinic = server()
    with with_copy(clinic, tmp_path):
        yield clinic


def _examined(clinic: Clinic, encounter_id: UUID, version: int, **note: str) -> Examination:
    return Examination(clinic.new_id(), encounter_id, version, SoapNote(**note), diagnoses=(GivenDiagnosis("R51"),))


def test_what_a_room_writes_for_an_open_visit_is_kept_and_stored_once_the_server_is_back(desk: Clinic) -> None:
    encounters = desk.house.encounters
    visit = desk.visit(desk.register("Satu Orang").person_id)
    refreshed(desk)
    version = encounters.open(desk.doctor, visit.encounter_id).version
    wanted = _examined(desk, visit.encounter_id, version, subjective="pusing dua hari", therapy="parasetamol")
    with alone(desk):
        after = encounters.record(desk.doctor, wanted)
        assert encounters.record(desk.doctor, wanted) == after  # pressed twice
        encounters.finish(desk.doctor, visit.encounter_id, after, NextPlace.HOME)
        assert [row.status for row in desk.house.queueing.board(desk.desk)] == [TicketStatus.DONE]
        assert encounters.open(desk.doctor, visit.encounter_id).finished
    written = desk.clock.now()
    desk.clock.forward(30 * MINUTE)
    assert send_all(desk) == 0
    file = encounters.open(desk.doctor, visit.encounter_id)
    assert (file.note.subjective, file.note.therapy, file.finished) == ("pusing dua hari", "parasetamol", True)
    assert [given.code for given in file.diagnoses] == ["R51"]
    with desk.database.reading() as session:
        notes = session.scalars(select(Note).where(Note.encounter_id == visit.encounter_id)).all()
    assert [(one.recorded_at, one.recorded_by) for one in notes] == [(written, desk.doctor.staff_id)]


def test_two_rooms_that_wrote_one_note_are_joined_part_by_part_when_a_clinician_says_so(
    desk: Clinic, server: Callable[[], Clinic]
) -> None:
    office = server()
    visit = desk.visit(desk.register("Satu Orang").person_id)
    refreshed(desk)
    version = desk.house.encounters.open(desk.doctor, visit.encounter_id).version
    with alone(desk):
        desk.house.encounters.record(
            desk.doctor, _examined(desk, visit.encounter_id, version, subjective="pusing", plan="kontrol")
        )
    office.house.encounters.record(
        office.head, _examined(office, visit.encounter_id, version, subjective="mual", objective="baik")
    )
    assert send_all(desk) == 1
    conflicts = desk.house.replay_conflicts
    listed = conflicts.open_list(desk.doctor)[0]
    assert (listed.about, Decision.JOIN in listed.may) == ("Satu Orang", True)
    with pytest.raises(NotAllowed):
        conflicts.decide(desk.desk, listed.id, Decision.JOIN)
    conflicts.decide(desk.doctor, listed.id, Decision.JOIN)
    note = desk.house.encounters.open(desk.doctor, visit.encounter_id).note
    assert (note.subjective, note.objective, note.plan) == ("mual\npusing", "baik", "kontrol")


def _letter(clinic: Clinic, destination_id: UUID) -> ReferralDraft:
    return ReferralDraft(
        destination_id=destination_id,
        clinic="Penyakit Dalam",
        doctor_id=clinic.doctor.staff_id,
        reason_code="3",
        reason_note="Curiga komplikasi",
        external_missing=True,
    )


def test_a_letter_is_numbered_from_the_reserve_printed_and_the_same_letter_on_the_server(desk: Clinic) -> None:
    house, doctor = desk.house, desk.doctor
    person = desk.register("Satu Orang").person_id
    house.allergies.add(doctor, NewAllergy(desk.new_id(), person, "amoksisilin", reaction="ruam"))
    visit = desk.visit(person)
    refreshed(desk)
    house.copy_keeping.reserve(doctor)
    with alone(desk):
        file = house.encounters.open(doctor, visit.encounter_id)
        place = house.facilities.destinations(doctor)[0].id
        wanted = replace(
            _examined(desk, visit.encounter_id, file.version, subjective="pusing"), referral=_letter(desk, place)
        )
        house.encounters.record(doctor, wanted)
        (letter,) = house.encounters.open(doctor, visit.encounter_id).referrals
        printed = text_of(house.referrals.pdf(doctor, letter.id))
        house.referrals.note_printed(doctor, letter.id)
    assert letter.number.startswith("0001/RJK/")
    assert "amoksisilin (ruam)" in printed
    desk.clock.forward(30 * MINUTE)
    assert send_all(desk) == 0
    (stored,) = house.encounters.open(doctor, visit.encounter_id).referrals
    assert (stored.id, stored.number) == (letter.id, letter.number)
    again = text_of(house.referrals.pdf(doctor, letter.id))
    assert set(printed.split()) <= set(again.split())  # the second print says besides that it is a copy
    with desk.database.reading() as session:
        steps = session.scalars(select(ReferralStep).where(ReferralStep.referral_id == letter.id)).all()
    assert [step.act for step in steps] == [ReferralAct.PRINT.value]


def test_a_letter_whose_numbers_are_used_up_is_refused_in_words_and_nothing_of_the_visit_is_stored(
    desk: Clinic,
) -> None:
    house, doctor = desk.house, desk.doctor
    visit = desk.visit(desk.register("Satu Orang").person_id)
    refreshed(desk)
    place = house.facilities.destinations(doctor)[0].id
    with alone(desk):
        version = house.encounters.open(doctor, visit.encounter_id).version
        wanted = replace(
            _examined(desk, visit.encounter_id, version, subjective="pusing"), referral=_letter(desk, place)
        )
        with pytest.raises(UserError, match="tidak punya nomor cadangan"):
            house.encounters.record(doctor, wanted)
        assert house.encounters.open(doctor, visit.encounter_id).note == SoapNote()
        house.encounters.record(doctor, replace(wanted, client_id=desk.new_id(), referral=None))
    assert send_all(desk) == 0


def test_a_further_patient_of_the_queue_is_opened_with_allergies_and_what_was_written_today(desk: Clinic) -> None:
    house, doctor = desk.house, desk.doctor
    person = desk.register("Satu Orang").person_id
    house.allergies.add(doctor, NewAllergy(desk.new_id(), person, "amoksisilin", reaction="ruam"))
    house.problems.add(doctor, person, "I10", TODAY)
    visit = desk.visit(person)
    version = house.encounters.open(doctor, visit.encounter_id).version
    house.encounters.record(doctor, _examined(desk, visit.encounter_id, version, subjective="pusing", objective="TD"))
    with desk.house.uow.stand_in.copy.database.reading() as session:  # type: ignore[union-attr]
        assert session.scalars(select(Note)).all() == []  # nobody who reads records has worked here yet
    refreshed(desk, doctor)
    with alone(desk):
        file = house.encounters.open(doctor, visit.encounter_id)
        assert (file.patient.name, file.patient.allergies) == ("Satu Orang", ("amoksisilin",))
        assert [one.code for one in file.problems] == ["I10"]
        assert (file.note.subjective, file.note.objective, file.past_away) == ("pusing", "TD", True)
        assert [one.code for one in file.diagnoses] == ["R51"]
        told = {"subjective": "pusing", "objective": "TD", "plan": "kontrol"}
        house.encounters.record(doctor, _examined(desk, visit.encounter_id, file.version, **told))
        again = house.encounters.open(doctor, visit.encounter_id)
        assert (again.note.plan, again.version) == ("kontrol", file.version + 1)
        with pytest.raises(ServerAway):
            house.records.outline(doctor, visit.encounter_id)
    assert send_all(desk) == 0
    stored = house.encounters.open(doctor, visit.encounter_id)
    assert (stored.note.objective, stored.note.plan, stored.past_away) == ("TD", "kontrol", False)


def test_a_patient_registered_without_the_server_is_seen_to_the_end_in_a_room(desk: Clinic) -> None:
    house, doctor = desk.house, desk.doctor
    with alone(desk):
        visit = desk.visit(desk.register("Wati Baru").person_id)
        file = house.encounters.open(doctor, visit.encounter_id)
        wanted = _examined(desk, visit.encounter_id, file.version, subjective="batuk")
        vitals = FilledForm("vital_signs", {"sistolik": f"{SYSTOLIC}", "diastolik": "80"})
        after = house.encounters.record(doctor, replace(wanted, forms=(vitals,), orders=ASKED))
        house.encounters.finish(doctor, visit.encounter_id, after, NextPlace.PHARMACY)
    assert send_all(desk) == 0
    stored = house.encounters.open(doctor, visit.encounter_id)
    assert (stored.note.subjective, stored.finished) == ("batuk", True)
    assert stored.answers["vital_signs"]["sistolik"] == SYSTOLIC
    assert len(stored.orders) == len(ASKED.medicines) + len(ASKED.tests)


def test_what_a_form_refuses_is_refused_at_once_and_not_only_hours_later(desk: Clinic) -> None:
    house, doctor = desk.house, desk.doctor
    visit = desk.visit(desk.register("Satu Orang").person_id)
    refreshed(desk, doctor)
    with alone(desk):
        version = house.encounters.open(doctor, visit.encounter_id).version
        wanted = _examined(desk, visit.encounter_id, version, subjective="pusing")
        with pytest.raises(WrongAnswers):
            house.encounters.record(doctor, replace(wanted, forms=(FilledForm("vital_signs", {"sistolik": "9999"}),)))
    assert send_all(desk) == 0


def test_somebody_moved_to_another_room_keeps_the_number_given_then(desk: Clinic) -> None:
    house, doctor = desk.house, desk.doctor
    visit = desk.visit(desk.register("Satu Orang").person_id)
    refreshed(desk, doctor)
    with alone(desk):
        number = house.queueing.transfer(doctor, visit.ticket_id, Klaster.MOTHER_CHILD, "hamil")
        rows = {row.number: row for row in house.queueing.board(doctor)}
        moved = rows[number]
        assert (moved.klaster, moved.encounter_id) == (Klaster.MOTHER_CHILD, visit.encounter_id)
        house.encounters.record(
            doctor,
            _examined(
                desk,
                visit.encounter_id,
                house.encounters.open(doctor, visit.encounter_id).version,
                subjective="mual",
            ),
        )
    assert send_all(desk) == 0
    rows = {row.number: row for row in house.queueing.board(doctor)}
    assert (rows[number].ticket_id, rows[number].klaster) == (moved.ticket_id, Klaster.MOTHER_CHILD)
    assert house.encounters.open(doctor, visit.encounter_id).note.subjective == "mual"


def test_an_examination_on_the_list_names_the_letter_that_was_handed_out_with_it(
    desk: Clinic, server: Callable[[], Clinic]
) -> None:
    house, doctor, office = desk.house, desk.doctor, server()
    visit = desk.visit(desk.register("Satu Orang").person_id)
    refreshed(desk)
    house.copy_keeping.reserve(doctor)
    version = house.encounters.open(doctor, visit.encounter_id).version
    with alone(desk):
        place = house.facilities.destinations(doctor)[0].id
        mine = _examined(desk, visit.encounter_id, version, subjective="pusing")
        house.encounters.record(doctor, replace(mine, referral=_letter(desk, place)))
        (letter,) = house.encounters.open(doctor, visit.encounter_id).referrals
        printed = text_of(house.referrals.pdf(doctor, letter.id))
    office.house.encounters.record(office.head, _examined(office, visit.encounter_id, version, subjective="mual"))
    assert send_all(desk) == 1
    (listed,) = house.replay_conflicts.open_list(doctor)
    assert listed.number == letter.number
    house.replay_conflicts.decide(doctor, listed.id, Decision.JOIN)
    file = house.encounters.open(doctor, visit.encounter_id)
    assert (file.note.subjective, file.referrals[0].number) == ("mual\npusing", letter.number)
    assert text_of(house.referrals.pdf(doctor, file.referrals[0].id)) == printed  # as it was handed out

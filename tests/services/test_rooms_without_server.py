"""A room whose server is away: what is written for an open visit is kept, and stored there afterwards."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from db.models import Note
from ilp_desktop.domain.errors import NotAllowed, ServerAway
from ilp_desktop.domain.queue.visit_words import NextPlace, TicketStatus
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import GivenDiagnosis, SoapNote
from ilp_desktop.services.referral.referral_drafts import ReferralDraft
from ilp_desktop.services.stand_in.conflict_rows import Decision
from tests.house_fixtures import Clinic, Opener, Users, opened
from tests.services.alone import MINUTE, alone, refreshed, send_all, with_copy


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
        with pytest.raises(ServerAway):
            encounters.open(desk.doctor, visit.encounter_id)
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


def test_a_letter_waits_for_the_server_and_says_so(desk: Clinic) -> None:
    visit = desk.visit(desk.register("Satu Orang").person_id)
    refreshed(desk)
    version = desk.house.encounters.open(desk.doctor, visit.encounter_id).version
    letter = ReferralDraft(
        destination_id=desk.house.facilities.destinations(desk.doctor)[0].id,
        clinic="Penyakit Dalam",
        doctor_id=desk.doctor.staff_id,
        reason_code="3",
        reason_note="Curiga komplikasi",
        external_missing=True,
    )
    wanted = replace(_examined(desk, visit.encounter_id, version, subjective="pusing"), referral=letter)
    with alone(desk), pytest.raises(ServerAway, match="Surat rujukan"):
        desk.house.encounters.record(desk.doctor, wanted)
    assert send_all(desk) == 0

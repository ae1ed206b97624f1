"""The server is away: the desk goes on from its copy, and what it did is on the server once, afterwards."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select

from db.models import Audit, Encounter, Identifier, NumberBlock, Person, Ticket
from ilp_desktop.domain.errors import ServerAway, StaleRecord, UserError
from ilp_desktop.domain.queue.visit_words import Payer, TicketStatus, Wish
from ilp_desktop.services.person.person_reads import NIK
from ilp_desktop.services.queue.visits import NewVisit, VisitFacts
from ilp_desktop.services.stand_in.conflict_rows import Decision
from tests.house_fixtures import Clinic, Opener, Users, opened
from tests.services.alone import MINUTE, alone, refreshed, send_all, with_copy

A_NIK = "3201015705900003"


@pytest.fixture
def server(open_on_server: Opener, postgres_template: tuple[object, Users]) -> Callable[[], Clinic]:
    """Give a function that opens the Puskesmas on its server, as often as there are workstations."""

    def opened_again() -> Clinic:
        return opened(open_on_server(), postgres_template[1])

    return opened_again


@pytest.fixture
def desk(server: Callable[[], Clinic], tmp_path: Path) -> Iterator[Clinic]:
    """Return a workstation with its copy, and a few people known already."""
    clinic = server()
    for name in ("Siti Aminah", "Budi Santoso", "Joko Susilo"):
        clinic.register(name)
    with with_copy(clinic, tmp_path):
        yield clinic


@pytest.fixture
def other(desk: Clinic, server: Callable[[], Clinic], tmp_path: Path) -> Iterator[Clinic]:
    """Return another workstation with a copy of its own."""
    clinic = server()
    with with_copy(clinic, tmp_path, "lain.db"):
        yield clinic


def _count(clinic: Clinic, table: type[Person] | type[Ticket] | type[Encounter]) -> int:
    with clinic.database.reading() as session:
        return session.execute(select(func.count()).select_from(table)).scalar_one()


def _visit(clinic: Clinic, person_id: UUID) -> NewVisit:
    return NewVisit(clinic.new_id(), person_id, VisitFacts("0", sick=True), Payer.SELF, "pusing")


def test_the_desk_finds_registers_and_gives_numbers_without_the_server_and_all_of_it_is_there_afterwards(
    desk: Clinic,
) -> None:
    house = desk.house
    before = _count(desk, Person), _count(desk, Ticket)
    with alone(desk):
        found = house.registration.search(desk.desk, "siti aminah")
        assert [one.name for one in found] == ["Siti Aminah"]
        known = house.visits.open(desk.desk, _visit(desk, found[0].id))
        new = desk.register("Wati Baru", nik=A_NIK)
        assert house.registration.person(desk.desk, new.person_id).record_number == new.record_number
        desk.clock.forward(MINUTE)
        ticket = desk.visit(new.person_id)
        taken = house.arrivals.take(desk.desk, desk.new_id(), Wish.GENERAL)
        assert {row.number for row in house.queueing.board(desk.desk)} == {known.number, ticket.number, taken.number}
        assert house.visits.ticket_sheet(desk.desk, ticket.ticket_id).pdf.startswith(b"%PDF")
    assert (_count(desk, Person), _count(desk, Ticket)) == before  # nothing reached the server yet
    written = desk.clock.now()
    desk.clock.forward(30 * MINUTE)
    assert send_all(desk) == 0
    assert (_count(desk, Person), _count(desk, Ticket)) == (before[0] + 1, before[1] + 3)
    rows = {row.number: row for row in house.queueing.board(desk.desk)}
    assert rows.keys() == {known.number, ticket.number, taken.number}
    assert rows[ticket.number].person_id == new.person_id
    assert rows[ticket.number].issued_at == written
    file = house.registration.person(desk.desk, new.person_id)
    assert (file.data.name, file.data.nik, file.record_number) == ("Wati Baru", A_NIK, new.record_number)
    with desk.database.reading() as session:
        trail = session.scalars(select(Audit).where(Audit.subject_id == new.person_id)).all()
    assert [(row.at, row.detail) for row in trail] == [(written - MINUTE, {"darurat": True})]
    assert desk.visit(desk.register("Orang Sesudahnya").person_id).number == "B-001"


def test_what_the_copy_does_not_hold_is_refused_in_words_and_not_answered_wrongly(desk: Clinic) -> None:
    with alone(desk), pytest.raises(ServerAway, match="Mode darurat"):
        desk.house.signing.unsigned(desk.doctor)
    with alone(desk), pytest.raises(ServerAway):
        desk.house.replay_conflicts.count(desk.desk)


def test_sent_twice_and_cut_in_the_middle_everything_is_there_once(
    desk: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = desk.house.uow.stand_in.copy  # type: ignore[union-attr]
    with alone(desk):
        new = desk.register("Wati Baru")
        desk.visit(new.person_id)
    before = _count(desk, Person), _count(desk, Ticket)
    with monkeypatch.context() as patch:  # the power goes when the server has it and the workstation does not know
        patch.setattr(copy, "settle", lambda *_told: (_ for _ in ()).throw(KeyboardInterrupt))
        for _ in range(3):
            with pytest.raises(KeyboardInterrupt):
                desk.house.sending.send_next(desk.desk)
    assert _count(desk, Person) == before[0] + 1
    assert send_all(desk) == 0
    assert (_count(desk, Person), _count(desk, Ticket)) == (before[0] + 1, before[1] + 1)


def test_a_save_that_reached_the_server_before_the_cable_went_is_the_same_save(desk: Clinic) -> None:
    wanted = desk.person("Wati Baru")
    there = desk.house.registration.register(desk.desk, wanted)
    visit = _visit(desk, there.person_id)
    issued = desk.house.visits.open(desk.desk, visit)
    with alone(desk):  # the answer was lost, so that the clerk saves again
        here = desk.house.registration.register(desk.desk, wanted)
        desk.clock.forward(MINUTE)
        again = desk.house.visits.open(desk.desk, replace(visit, person_id=here.person_id))
    before = _count(desk, Person), _count(desk, Ticket)
    assert send_all(desk) == 0
    assert (_count(desk, Person), _count(desk, Ticket)) == before
    told = [one.told for one in desk.house.replay_conflicts.open_list(desk.desk)]
    assert told == [
        f"No. RM yang diberikan {here.record_number}, di server {there.record_number}.",
        f"Nomor antrean yang diberikan {again.number}, di server {issued.number}.",
    ]
    for one in desk.house.replay_conflicts.open_list(desk.desk):
        assert one.may == (Decision.SEEN,)
        desk.house.replay_conflicts.decide(desk.desk, one.id, Decision.SEEN)
    assert desk.house.replay_conflicts.count(desk.desk) == 0


def test_two_workstations_that_register_one_nik_make_one_person_once_somebody_says_so(
    desk: Clinic, other: Clinic
) -> None:
    with alone(desk), alone(other):
        first = desk.register("Wati Baru", nik=A_NIK)
        second = other.register("Wati Baru", nik=A_NIK)
        other.clock.forward(MINUTE)
        ticket, twin = desk.visit(first.person_id), other.visit(second.person_id)
    assert first.record_number != second.record_number
    assert ticket.number != twin.number
    assert send_all(desk) == 0
    assert send_all(other) == 2
    with desk.database.reading() as session:
        owners = session.scalars(select(Identifier.person_id).where(Identifier.kind == NIK)).all()
    assert owners == [first.person_id]
    listed = desk.house.replay_conflicts.open_list(desk.head)
    assert [one.about for one in listed] == ["Wati Baru", "Wati Baru"]
    assert listed[0].same == first.person_id
    desk.house.replay_conflicts.decide(desk.head, listed[0].id, Decision.SAME)
    left = desk.house.replay_conflicts.open_list(desk.head)
    assert len(left) == 1
    assert f"kunjungan terbuka hari ini, nomor {ticket.number}." in left[0].told
    desk.house.replay_conflicts.decide(desk.head, left[0].id, Decision.SECOND, "dua keluhan")
    assert desk.house.replay_conflicts.count(desk.head) == 0
    rows = {row.number: row.person_id for row in desk.house.queueing.board(desk.desk)}
    assert rows == {ticket.number: first.person_id, twin.number: first.person_id}


def test_two_people_who_gave_one_nik_stay_two(desk: Clinic, other: Clinic) -> None:
    with alone(other):
        second = other.register("Tuti Lain", nik=A_NIK)
        other.clock.forward(MINUTE)
        other.visit(second.person_id)
    desk.register("Wati Baru", nik=A_NIK)
    assert send_all(other) == 2
    listed = desk.house.replay_conflicts.open_list(desk.desk)
    desk.house.replay_conflicts.decide(desk.desk, listed[0].id, Decision.OTHER)
    assert desk.house.replay_conflicts.count(desk.desk) == 0  # the visit that waited went through with it
    file = desk.house.registration.person(desk.desk, second.person_id)
    assert (file.data.name, file.data.nik) == ("Tuti Lain", "")
    assert file.open_number


def test_dropping_needs_a_reason_and_leaves_what_hung_on_it_to_be_decided(desk: Clinic, other: Clinic) -> None:
    with alone(other):
        lain = other.register("Tuti Lain", nik=A_NIK).person_id
        other.clock.forward(MINUTE)
        other.visit(lain)
    desk.register("Wati Baru", nik=A_NIK)
    send_all(other)
    conflicts = desk.house.replay_conflicts
    first = conflicts.open_list(desk.desk)[0]
    with pytest.raises(UserError):
        conflicts.decide(desk.desk, first.id, Decision.DROP)
    conflicts.decide(desk.desk, first.id, Decision.DROP, "salah ketik")
    left = conflicts.open_list(desk.desk)
    assert len(left) == 1
    conflicts.decide(desk.desk, left[0].id, Decision.DROP, "salah ketik")
    assert conflicts.count(desk.desk) == 0
    with pytest.raises(UserError, match="diputuskan"):
        conflicts.decide(desk.head, first.id, Decision.DROP, "sekali lagi")


def test_somebody_merged_meanwhile_is_on_the_list(desk: Clinic, server: Callable[[], Clinic]) -> None:
    office = server()
    one, two = (desk.house.registration.search(desk.desk, name)[0].id for name in ("Budi Santoso", "Joko Susilo"))
    with alone(desk):
        desk.visit(two)
    with office.database.writing() as session, session.begin():
        row = session.get_one(Person, two)
        row.removed_at, row.removed_reason = office.clock.now(), "uji"
    assert send_all(desk) == 1
    listed = desk.house.replay_conflicts.open_list(desk.desk)
    assert "digabung" in listed[0].told
    assert one != two


def test_steps_of_the_queue_are_taken_on_the_server_too_unless_the_number_moved_on(
    desk: Clinic, server: Callable[[], Clinic]
) -> None:
    office = server()
    first, second = (desk.visit(desk.register(name).person_id) for name in ("Satu Orang", "Dua Orang"))
    refreshed(desk)
    room = next(one for one in desk.house.facilities.rooms(desk.doctor) if one.klaster == first.klaster.value)
    with alone(desk):
        called = desk.house.queueing.call_next(desk.doctor, room.id)
        assert called is not None
        assert called.number == first.number
        desk.house.queueing.call_next(desk.doctor, room.id)
        assert desk.house.queueing.call_next(desk.doctor, room.id) is None
    office.house.queueing.mark_absent(office.desk, second.ticket_id)
    assert send_all(desk) == 1
    rows = {row.number: row.status for row in desk.house.queueing.board(desk.desk)}
    assert rows == {first.number: TicketStatus.CALLED, second.number: TicketStatus.ABSENT}
    assert second.number in desk.house.replay_conflicts.open_list(desk.desk)[0].told


def test_the_copy_follows_what_others_change_and_forgets_nobody(desk: Clinic, server: Callable[[], Clinic]) -> None:
    office = server()
    siti = desk.house.registration.search(desk.desk, "siti aminah")[0].id
    file = office.house.registration.person(office.desk, siti)
    office.house.registration.change(office.desk, siti, file.version, replace(file.data, name="Siti Berubah"))
    office.visit(siti)
    office.register("Orang Lain")
    refreshed(desk)
    with alone(desk):
        assert [one.id for one in desk.house.registration.search(desk.desk, "siti berubah")] == [siti]
        assert desk.house.registration.search(desk.desk, "siti aminah") == ()
        assert desk.house.registration.search(desk.desk, "orang lain")
        assert [row.person_id for row in desk.house.queueing.board(desk.desk)] == [siti]
        with pytest.raises(UserError, match="kunjungan terbuka"):
            desk.visit(siti)


def test_reserved_numbers_are_those_of_one_workstation_alone(desk: Clinic, other: Clinic) -> None:
    with desk.database.reading() as session:
        blocks = session.scalars(select(NumberBlock)).all()
    spans = sorted((one.name, one.first, one.last) for one in blocks)
    assert all(before[2] < after[1] for before, after in pairwise(spans) if before[0] == after[0])
    assert len({one.station_id for one in blocks}) == 2
    with alone(desk), alone(other):
        mine = [desk.register(f"Orang {one}").record_number for one in ("A", "B", "C")]
        theirs = [other.register(f"Lain {one}").record_number for one in ("A", "B", "C")]
    assert not set(mine) & set(theirs)
    assert send_all(desk) + send_all(other) == 0


def test_what_is_written_before_anybody_looks_at_the_copy_is_told_all_the_same(desk: Clinic) -> None:
    with alone(desk):
        desk.register("Wati Baru")
        assert "person" in desk.house.uow.feed.poll()
        assert not desk.house.uow.feed.poll()


def test_a_stale_card_is_told_from_a_lost_server() -> None:
    assert not issubclass(ServerAway, StaleRecord)

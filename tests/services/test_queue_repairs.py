"""What went wrong in the queue is put right, and the way of a ticket bends without breaking, on both databases."""

from datetime import date, timedelta

import pytest

from ilp_desktop.domain.errors import NotAllowed, UserError
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.priority import Priority
from ilp_desktop.domain.queue.visit_words import NextPlace, Payer, TicketAct, TicketStatus, Wish
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.merge.merging import NewMerge
from ilp_desktop.services.queue.visits import IssuedTicket, NewVisit, VisitFacts
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import SoapNote
from tests.house_fixtures import Clinic
from tests.services.test_arrivals import row_of, take
from tests.services.test_queue import room_of


def arrive(clinic: Clinic, name: str = "Siti Aminah", triage: str = "0") -> IssuedTicket:
    """Register somebody and open a visit, a minute after the one before."""
    clinic.clock.forward(timedelta(minutes=1))
    return clinic.visit(clinic.register(name).person_id, triage)


def waiting(clinic: Clinic) -> list[str]:
    """Return who waits in klaster 3, the next first."""
    rows = clinic.house.queueing.board(clinic.desk, Klaster.ADULT_ELDERLY)
    return [row.number for row in rows if row.status is TicketStatus.WAITING]


def serve(clinic: Clinic, ticket: IssuedTicket, klaster: int = 3) -> None:
    """Let somebody come into a room."""
    clinic.house.queueing.let_in(clinic.doctor, ticket.ticket_id, room_of(clinic, klaster), TicketStatus.WAITING)


def record(clinic: Clinic, ticket: IssuedTicket) -> int:
    """Record an examination."""
    note = SoapNote(subjective="pusing")
    return clinic.house.encounters.record(clinic.doctor, Examination(clinic.new_id(), ticket.encounter_id, 1, note))


def test_every_step_is_undone_one_after_the_other(any_clinic: Clinic) -> None:
    queueing, repairs, desk = any_clinic.house.queueing, any_clinic.house.queue_repairs, any_clinic.desk
    ticket = arrive(any_clinic)
    before = row_of(any_clinic, ticket.ticket_id)
    queueing.call_next(any_clinic.doctor, room_of(any_clinic, 3))
    queueing.mark_absent(desk, ticket.ticket_id)
    queueing.put_back(desk, ticket.ticket_id)
    acts = [repairs.undo(desk, ticket.ticket_id).act for _ in range(3)]
    assert acts == [TicketAct.RESUMED, TicketAct.ABSENT, TicketAct.CALLED]
    after = row_of(any_clinic, ticket.ticket_id)
    assert (after.status, after.called_at, after.room) == (before.status, before.called_at, before.room)
    with pytest.raises(UserError, match="Tidak ada langkah B-001"):
        repairs.undo(desk, ticket.ticket_id)


def test_a_transfer_undone_gives_the_old_number_back_and_withdraws_the_new(any_clinic: Clinic) -> None:
    queueing, repairs, desk = any_clinic.house.queueing, any_clinic.house.queue_repairs, any_clinic.desk
    ticket = arrive(any_clinic)
    queueing.transfer(desk, ticket.ticket_id, Klaster.MOTHER_CHILD, "salah klaster")
    repairs.undo(desk, ticket.ticket_id)
    statuses = {row.number: row.status for row in queueing.board(desk)}
    assert statuses == {"B-001": TicketStatus.WAITING, "A-001": TicketStatus.CANCELLED}
    assert any_clinic.house.encounters.open(any_clinic.doctor, ticket.encounter_id).klaster is Klaster.ADULT_ELDERLY
    queueing.transfer(desk, ticket.ticket_id, Klaster.MOTHER_CHILD, "memang hamil")
    queueing.call_next(any_clinic.doctor, room_of(any_clinic, 2))
    with pytest.raises(UserError, match="A-002 sudah berjalan"):
        repairs.undo(desk, ticket.ticket_id)


def test_a_wrong_klaster_keeps_the_waiting_and_going_on_from_a_room_begins_anew(any_clinic: Clinic) -> None:
    queueing, desk = any_clinic.house.queueing, any_clinic.desk
    wrong, served = arrive(any_clinic), arrive(any_clinic, "Budi")
    serve(any_clinic, served)
    any_clinic.clock.forward(timedelta(minutes=30))
    for ticket in (wrong, served):
        queueing.transfer(desk, ticket.ticket_id, Klaster.MOTHER_CHILD, "pindah")
    since = {row.name: row.since for row in queueing.board(desk, Klaster.MOTHER_CHILD)}
    assert since == {"Siti Aminah": wrong.issued_at, "Budi": any_clinic.clock.now()}


def test_a_visit_ended_by_mistake_is_opened_again_by_a_clinician_alone(any_clinic: Clinic) -> None:
    ticket = arrive(any_clinic)
    serve(any_clinic, ticket)
    version = record(any_clinic, ticket)
    any_clinic.house.encounters.finish(any_clinic.doctor, ticket.encounter_id, version, NextPlace.HOME)
    with pytest.raises(NotAllowed):
        any_clinic.house.queue_repairs.undo(any_clinic.desk, ticket.ticket_id)
    any_clinic.house.queue_repairs.undo(any_clinic.doctor, ticket.ticket_id)
    assert row_of(any_clinic, ticket.ticket_id).status is TicketStatus.SERVED
    assert not any_clinic.house.encounters.open(any_clinic.doctor, ticket.encounter_id).finished


def test_a_number_is_given_to_who_really_came_and_back_again(any_clinic: Clinic) -> None:
    repairs, desk = any_clinic.house.queue_repairs, any_clinic.desk
    ticket = arrive(any_clinic)
    owner = any_clinic.register("Bayi Benar", birth_date=date(2024, 5, 1), sex=Sex.MALE).person_id
    given = repairs.give(desk, ticket.ticket_id, owner)
    assert (given.number, given.name, given.advised) == ("B-001", "Bayi Benar", Klaster.MOTHER_CHILD)
    assert row_of(any_clinic, ticket.ticket_id).name == "Bayi Benar"
    registration = any_clinic.house.registration
    mistaken = registration.search(desk, "siti aminah")[0].id
    assert registration.person(desk, mistaken).last_visit_on is None
    assert registration.person(desk, mistaken).open_today is None
    repairs.undo(desk, ticket.ticket_id)
    assert row_of(any_clinic, ticket.ticket_id).name == "Siti Aminah"


@pytest.mark.parametrize(("by_hand", "expected"), [(None, Priority.PRIORITY), (Priority.YELLOW, Priority.YELLOW)])
def test_a_number_given_away_has_the_priority_of_who_really_came_unless_somebody_chose_it(
    any_clinic: Clinic, by_hand: Priority | None, expected: Priority
) -> None:
    repairs, desk = any_clinic.house.queue_repairs, any_clinic.desk
    ticket = arrive(any_clinic)
    if by_hand is not None:
        any_clinic.house.queueing.change_priority(desk, ticket.ticket_id, by_hand, "lemas")
    before = row_of(any_clinic, ticket.ticket_id).priority
    elder = any_clinic.register("Nenek Benar", birth_date=date(1950, 5, 1)).person_id
    repairs.give(desk, ticket.ticket_id, elder)
    assert row_of(any_clinic, ticket.ticket_id).priority is expected
    repairs.undo(desk, ticket.ticket_id)
    assert row_of(any_clinic, ticket.ticket_id).priority is before


def test_number_given_back_to_an_identity_that_was_merged_meanwhile_is_of_who_they_are_by_now(
    any_clinic: Clinic,
) -> None:
    repairs, merging = any_clinic.house.queue_repairs, any_clinic.house.merging
    ticket = arrive(any_clinic)
    twice, owner = any_clinic.register("Siti Aminah").person_id, any_clinic.register("Budi").person_id
    loser = any_clinic.house.registration.search(any_clinic.desk, "siti aminah")
    first = next(one.id for one in loser if one.id != twice)
    repairs.give(any_clinic.desk, ticket.ticket_id, owner)
    plan = merging.plan(any_clinic.head, first, twice)
    versions = (plan.loser_version, plan.survivor_version)
    merging.merge(any_clinic.head, NewMerge(any_clinic.new_id(), first, twice, *versions, plan.seal, "orang yang sama"))
    repairs.undo(any_clinic.desk, ticket.ticket_id)
    assert row_of(any_clinic, ticket.ticket_id).person_id == twice


def test_what_was_recorded_for_somebody_is_never_given_away_or_withdrawn(any_clinic: Clinic) -> None:
    repairs, desk = any_clinic.house.queue_repairs, any_clinic.desk
    ticket = arrive(any_clinic)
    serve(any_clinic, ticket)
    record(any_clinic, ticket)
    other = any_clinic.register("Budi").person_id
    with pytest.raises(UserError, match="sudah dicatat"):
        repairs.give(desk, ticket.ticket_id, other)
    with pytest.raises(UserError, match="sudah dicatat"):
        repairs.cancel(desk, ticket.ticket_id, "salah")
    assert row_of(any_clinic, ticket.ticket_id).name == "Siti Aminah"


def test_a_triage_that_cannot_be_the_other_persons_is_asked_anew(any_clinic: Clinic) -> None:
    ticket = arrive(any_clinic, triage="4")
    man = any_clinic.register("Budi", sex=Sex.MALE).person_id
    with pytest.raises(UserError, match="Triase nomor ini tidak berlaku untuk Budi"):
        any_clinic.house.queue_repairs.give(any_clinic.desk, ticket.ticket_id, man)


def test_a_withdrawn_number_leaves_no_visit_behind_and_comes_back_whole(any_clinic: Clinic) -> None:
    repairs, desk, registration = any_clinic.house.queue_repairs, any_clinic.desk, any_clinic.house.registration
    ticket = arrive(any_clinic)
    repairs.cancel(desk, ticket.ticket_id, "salah cetak")
    person = registration.person(desk, registration.search(desk, "siti")[0].id)
    assert (person.open_today, person.last_visit_on) == (None, None)
    assert any_clinic.house.overview.today(any_clinic.head).everyone.total == 0
    repairs.undo(desk, ticket.ticket_id)
    assert waiting(any_clinic) == ["B-001"]
    assert registration.person(desk, person.id).open_today == ticket.encounter_id


def test_a_second_visit_is_shown_and_kept_only_when_meant(any_clinic: Clinic) -> None:
    ticket = arrive(any_clinic)
    person = row_of(any_clinic, ticket.ticket_id).person_id
    assert person is not None
    wanted = NewVisit(any_clinic.new_id(), person, VisitFacts("0", sick=True), Payer.SELF)
    with pytest.raises(UserError, match="nomor B-001"):
        any_clinic.house.visits.open(any_clinic.desk, wanted)
    meant = NewVisit(
        any_clinic.new_id(), person, VisitFacts("0", sick=True), Payer.SELF, second_reason="kecelakaan sepulang berobat"
    )
    assert any_clinic.house.visits.open(any_clinic.desk, meant).number == "B-002"


def test_somebody_passed_over_waits_behind_three_and_not_for_ever(any_clinic: Clinic) -> None:
    tickets = [arrive(any_clinic, f"Orang {word}") for word in "ABCDE"]
    queueing = any_clinic.house.queueing
    queueing.call(any_clinic.doctor, tickets[0].ticket_id, room_of(any_clinic, 3))
    queueing.skip(any_clinic.desk, tickets[0].ticket_id)
    assert waiting(any_clinic) == ["B-002", "B-003", "B-004", "B-001", "B-005"]
    any_clinic.house.queue_repairs.undo(any_clinic.desk, tickets[0].ticket_id)
    any_clinic.house.queue_repairs.undo(any_clinic.desk, tickets[0].ticket_id)
    assert waiting(any_clinic)[0] == "B-001"


def test_back_from_the_laboratory_goes_to_the_same_room_ahead_of_who_is_new(any_clinic: Clinic) -> None:
    queueing, doctor = any_clinic.house.queueing, any_clinic.doctor
    first, second = (room.id for room in any_clinic.house.facilities.rooms(doctor) if room.klaster == 3)
    ticket, _, third = (arrive(any_clinic, f"Orang {word}") for word in "ABC")
    queueing.let_in(doctor, ticket.ticket_id, first, TicketStatus.WAITING)
    queueing.hold(doctor, ticket.ticket_id, "laboratorium")
    assert waiting(any_clinic) == ["B-002", "B-003"]
    any_clinic.clock.forward(timedelta(minutes=40))
    queueing.put_back(any_clinic.desk, ticket.ticket_id)
    assert waiting(any_clinic) == ["B-001", "B-002", "B-003"]
    elsewhere, here = queueing.call_next(doctor, second), queueing.call_next(doctor, first)
    assert elsewhere is not None
    assert here is not None
    assert (elsewhere.number, here.number, third.number) == ("B-002", "B-001", "B-003")
    assert row_of(any_clinic, ticket.ticket_id).returned


def test_somebody_who_steps_out_keeps_the_place(any_clinic: Clinic) -> None:
    ticket, _ = arrive(any_clinic), arrive(any_clinic, "Budi")
    any_clinic.house.queueing.hold(any_clinic.desk, ticket.ticket_id)
    assert waiting(any_clinic) == ["B-002"]
    any_clinic.house.queueing.put_back(any_clinic.desk, ticket.ticket_id)
    assert waiting(any_clinic) == ["B-001", "B-002"]


def test_past_midnight_who_is_open_waits_on_and_numbers_begin_anew(any_clinic: Clinic) -> None:
    any_clinic.clock.forward(timedelta(hours=16))
    late, gone = arrive(any_clinic), arrive(any_clinic, "Budi")
    any_clinic.house.queueing.mark_absent(any_clinic.desk, gone.ticket_id)
    any_clinic.clock.forward(timedelta(minutes=40))
    assert arrive(any_clinic, "Joko").number == "B-001"
    assert [row.name for row in any_clinic.house.queueing.board(any_clinic.desk)] == ["Siti Aminah", "Joko"]
    assert any_clinic.house.queueing.waiting_counts(any_clinic.desk) == {Klaster.ADULT_ELDERLY: 2}
    called = any_clinic.house.queueing.call_next(any_clinic.doctor, room_of(any_clinic, 3))
    assert called is not None
    assert called.ticket_id == late.ticket_id
    yesterday = any_clinic.house.queueing.last_day(any_clinic.desk)
    assert yesterday is not None
    left = any_clinic.house.queueing.unserved(any_clinic.desk, yesterday)
    assert [row.name for row in left] == ["Siti Aminah", "Budi"]


def test_a_clock_set_back_makes_no_number_twice_and_no_wait_negative(any_clinic: Clinic) -> None:
    first = arrive(any_clinic)
    any_clinic.clock.forward(-timedelta(hours=3))
    second = arrive(any_clinic, "Budi")
    assert (first.number, second.number) == ("B-001", "B-002")
    assert any_clinic.house.waiting_times.today(any_clinic.desk).longest[0].minutes == 0
    any_clinic.house.queueing.call(any_clinic.doctor, first.ticket_id, room_of(any_clinic, 3))
    any_clinic.clock.forward(-timedelta(hours=1))
    any_clinic.house.queueing.mark_absent(any_clinic.desk, first.ticket_id)
    assert any_clinic.house.queue_repairs.undo(any_clinic.desk, first.ticket_id).act is TicketAct.ABSENT


def test_figures_tell_each_step_klaster_and_hour(any_clinic: Clinic) -> None:
    queueing, doctor = any_clinic.house.queueing, any_clinic.doctor
    number = take(any_clinic, Wish.GENERAL)
    any_clinic.clock.forward(timedelta(minutes=10))
    any_clinic.house.arrivals.call_next(any_clinic.desk, "Loket 1")
    any_clinic.clock.forward(timedelta(minutes=3))
    person = any_clinic.register().person_id
    wanted = NewVisit(any_clinic.new_id(), person, VisitFacts("0", sick=True), Payer.SELF, number_id=number.ticket_id)
    ticket = any_clinic.house.visits.open(any_clinic.desk, wanted)
    any_clinic.clock.forward(timedelta(minutes=30))
    queueing.call_next(doctor, room_of(any_clinic, 3))
    any_clinic.clock.forward(timedelta(minutes=2))
    queueing.let_in(doctor, ticket.ticket_id, room_of(any_clinic, 3), TicketStatus.CALLED)
    any_clinic.clock.forward(timedelta(minutes=9))
    arrive(any_clinic, "Budi")
    any_clinic.clock.forward(timedelta(minutes=4))
    day = any_clinic.house.waiting_times.today(any_clinic.head)
    found = {step.name: (figures.count, figures.average, figures.longest_now) for step, figures in day.by_step}
    assert found == {
        "REGISTRATION": (1, 10, None),
        "DESK": (1, 3, None),
        "WAITING": (1, 30, 4),
        "CALLED": (1, 2, None),
        "SERVED": (0, None, 14),
    }
    assert [(klaster.value, figures.average) for klaster, figures in day.by_klaster] == [(3, 30)]
    assert [(hour, figures.average) for hour, figures in day.by_hour] == [(7, 20), (8, None)]
    assert [(one.number, one.where, one.minutes) for one in day.longest] == [("B-002", "3 Dewasa & Lansia", 4)]

"""Numbers taken on entering, emergencies before registration, and what a screen for all is told, on both databases."""

from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest

from db.models import Encounter
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.priority import Priority
from ilp_desktop.domain.queue.visit_words import Payer, Stage, TicketStatus, Wish
from ilp_desktop.services.queue.arrivals import TakenNumber
from ilp_desktop.services.queue.queue_rows import QueueRow
from ilp_desktop.services.queue.visits import EMERGENCY_FIRST, IssuedTicket, NewVisit, VisitFacts
from tests.house_fixtures import Clinic
from tests.printing.reading import text_of
from tests.services.test_queue import room_of, run_together


def take(clinic: Clinic, wish: Wish = Wish.GENERAL) -> TakenNumber:
    """Let somebody take a number on entering."""
    return clinic.house.arrivals.take(clinic.desk, clinic.new_id(), wish)


def register_with(clinic: Clinic, number_id: UUID, name: str = "Siti Aminah", triage: str = "0") -> IssuedTicket:
    """Register somebody whose number was taken before."""
    person = clinic.register(name).person_id
    facts = VisitFacts(triage, sick=True)
    wanted = NewVisit(clinic.new_id(), person, facts, Payer.SELF, "pusing", number_id=number_id)
    return clinic.house.visits.open(clinic.desk, wanted)


def row_of(clinic: Clinic, ticket_id: UUID) -> QueueRow:
    """Return a number as the lists show it."""
    return next(row for row in clinic.house.queueing.board(clinic.desk) if row.ticket_id == ticket_id)


def test_registration_takes_over_the_number_and_waiting_counts_from_coming_in(any_clinic: Clinic) -> None:
    number = take(any_clinic)
    assert (number.number, number.place) == ("P-001", "Pendaftaran")
    any_clinic.clock.forward(timedelta(minutes=20))
    came_later = any_clinic.visit(any_clinic.register("Orang Lain").person_id)
    called = any_clinic.house.arrivals.call_next(any_clinic.desk, "Loket 2")
    assert called is not None
    assert (called.ticket_id, called.room, called.stage) == (number.ticket_id, "Loket 2", Stage.REGISTRATION)
    ticket = register_with(any_clinic, number.ticket_id)
    assert row_of(any_clinic, number.ticket_id).status is TicketStatus.DONE
    assert row_of(any_clinic, ticket.ticket_id).since == number.issued_at
    first = any_clinic.house.queueing.call_next(any_clinic.doctor, room_of(any_clinic, 3))
    assert first is not None
    assert (first.ticket_id, came_later.number) == (ticket.ticket_id, "B-001")
    with pytest.raises(UserError, match="sudah selesai"):
        register_with(any_clinic, number.ticket_id, "Orang Ketiga")


def test_priority_is_called_to_the_desk_first_and_a_number_asked_twice_is_one(any_clinic: Clinic) -> None:
    arrivals, desk = any_clinic.house.arrivals, any_clinic.desk
    take(any_clinic)
    pressed = any_clinic.new_id()
    numbers = [arrivals.take(desk, pressed, Wish.PRIORITY) for _ in range(2)]
    assert numbers[0] == numbers[1]
    called = [arrivals.call_next(desk, "Loket 1") for _ in range(3)]
    assert [row.number if row else None for row in called] == ["P-002", "P-001", None]


def test_an_emergency_is_treated_before_anybody_knows_who_it_is(any_clinic: Clinic) -> None:
    number = take(any_clinic, Wish.EMERGENCY)
    assert (number.number, number.place) == ("G-001", "Ruang Tindakan")
    row = row_of(any_clinic, number.ticket_id)
    assert (row.priority, row.klaster, row.nobody_yet, row.name) == (
        Priority.RED,
        Klaster.CROSS,
        True,
        "Identitas menyusul",
    )
    queueing, doctor = any_clinic.house.queueing, any_clinic.doctor
    room = room_of(any_clinic, 5)
    called = queueing.call_next(doctor, room)
    assert called is not None
    queueing.let_in(doctor, called.ticket_id, room, called.status)
    any_clinic.clock.forward(timedelta(minutes=12))
    ticket = register_with(any_clinic, number.ticket_id)
    assert (ticket.ticket_id, ticket.number) == (number.ticket_id, "G-001")
    known = row_of(any_clinic, number.ticket_id)
    assert (known.name, known.status, known.nobody_yet) == ("Siti Aminah", TicketStatus.SERVED, False)
    with any_clinic.database.reading() as session:
        visit = session.get_one(Encounter, ticket.encounter_id)
        assert (visit.klaster, visit.proposed_klaster, visit.klaster_reason) == (5, 3, EMERGENCY_FIRST)


def test_the_paper_of_a_number_before_the_desk_says_where_to_wait(any_clinic: Clinic) -> None:
    number = take(any_clinic)
    words = text_of(any_clinic.house.visits.ticket_sheet(any_clinic.desk, number.ticket_id).pdf)
    assert "P-001" in words
    assert "Pendaftaran" in words


def test_two_counters_calling_at_once_never_get_the_same_number(any_clinic: Clinic) -> None:
    for _ in range(6):
        take(any_clinic)
    arrivals = any_clinic.house.arrivals
    called = run_together(
        [partial(arrivals.call_next, any_clinic.desk, f"Loket {counter}") for counter in (1, 2, 3, 1, 2, 3)]
    )
    assert len({getattr(row, "number", row) for row in called}) == 6


def test_two_clerks_registering_with_one_number_at_once_make_one_visit_of_it(any_clinic: Clinic) -> None:
    number = take(any_clinic)
    people = [any_clinic.register(name).person_id for name in ("Budi", "Joko")]
    facts = VisitFacts("0", sick=True)
    wanted = [NewVisit(any_clinic.new_id(), person, facts, Payer.SELF, number_id=number.ticket_id) for person in people]
    results = run_together([partial(any_clinic.house.visits.open, any_clinic.desk, one) for one in wanted])
    assert [type(result) for result in results].count(UserError) == 1


def test_calls_tell_numbers_and_places_and_nothing_of_anybody(any_clinic: Clinic) -> None:
    queueing, arrivals, desk = any_clinic.house.queueing, any_clinic.house.arrivals, any_clinic.desk
    number = take(any_clinic)
    arrivals.call_next(desk, "Loket 1")
    any_clinic.visit(any_clinic.register("Siti Rahasia").person_id)
    any_clinic.clock.forward(timedelta(minutes=1))
    room = room_of(any_clinic, 3)
    row = queueing.call_next(any_clinic.doctor, room)
    assert row is not None
    queueing.call(any_clinic.doctor, row.ticket_id, room)
    calls = queueing.calls(desk, 10)
    assert [(call.number, call.room, call.again) for call in calls] == [
        ("B-001", "Poli Dewasa", True),
        ("B-001", "Poli Dewasa", False),
        (number.number, "Loket 1", False),
    ]
    assert (calls[0].letter, calls[0].serial, calls[0].at) == ("B", 1, any_clinic.clock.now())
    assert "Rahasia" not in repr(calls)
    assert queueing.calls(desk, 1) == calls[:1]
    any_clinic.house.queue_repairs.undo(desk, row.ticket_id)
    assert [call.number for call in queueing.calls(desk, 10)] == ["B-001", "P-001"]

"""Tickets and the queue, on both databases."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from threading import Barrier, Thread  # noqa: TID251 - the test is about two programs at once
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event, select

from db.engine import Database
from db.models import Audit
from ilp_desktop.domain.errors import StaleRecord, UserError, WrongAnswers
from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.pregnancy.pregnancy_end import PregnancyEnd
from ilp_desktop.domain.queue.priority import Priority
from ilp_desktop.domain.queue.visit_words import BpjsStatus, NextPlace, Payer, TicketStatus
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.pregnancy.pregnancies import EndedPregnancy
from ilp_desktop.services.queue.visits import NewVisit, VisitFacts
from tests.house_fixtures import TODAY, Clinic, opened
from tests.services.due_people import pregnant


def room_of(clinic: Clinic, klaster: int) -> UUID:
    """Return a room of a klaster."""
    return next(room.id for room in clinic.house.facilities.rooms(clinic.doctor) if room.klaster == klaster)


def test_numbers_count_by_letter_and_day(any_clinic: Clinic) -> None:
    tickets = [any_clinic.visit(any_clinic.register(f"Orang {word}").person_id) for word in ("Satu", "Dua")]
    pregnant = any_clinic.visit(any_clinic.register("Ibu Hamil").person_id, "4")
    assert [ticket.number for ticket in tickets] == ["B-001", "B-002"]
    assert (pregnant.number, pregnant.klaster) == ("A-001", Klaster.MOTHER_CHILD)
    any_clinic.clock.forward(timedelta(days=1))
    assert any_clinic.visit(any_clinic.register("Orang Besok").person_id).number == "B-001"


@pytest.mark.parametrize(("days", "klaster"), [(42, Klaster.MOTHER_CHILD), (43, Klaster.ADULT_ELDERLY)])
def test_a_mother_is_sent_to_klaster_2_while_nifas_though_nobody_asked(
    any_clinic: Clinic, days: int, klaster: Klaster
) -> None:
    mother = any_clinic.register("Ibu Nifas").person_id
    any_clinic.register("Bayi Nifas", birth_date=TODAY - timedelta(days=days), mother_id=mother)
    proposal = any_clinic.house.visits.propose(any_clinic.desk, mother, VisitFacts("0", sick=False))
    assert proposal.klaster is klaster


@pytest.mark.parametrize(
    ("end", "klaster"),
    [(PregnancyEnd.STILLBIRTH, Klaster.MOTHER_CHILD), (PregnancyEnd.MISTAKEN, Klaster.ADULT_ELDERLY)],
)
def test_a_mother_is_nifas_at_the_desk_also_without_a_child_registered_here(
    any_clinic: Clinic, end: PregnancyEnd, klaster: Klaster
) -> None:
    mother = pregnant(any_clinic, "Ibu Nifas", date(1990, 5, 17), weeks=36)
    file = any_clinic.house.pregnancies.current(any_clinic.doctor, mother)
    assert file is not None
    ended = EndedPregnancy(file.id, file.version, end, TODAY - timedelta(days=5))
    any_clinic.house.pregnancies.end(any_clinic.doctor, ended)
    proposal = any_clinic.house.visits.propose(any_clinic.desk, mother, VisitFacts("0", sick=False))
    assert proposal.klaster is klaster


def test_a_ticket_asked_twice_by_double_click_is_one_ticket(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    wanted = NewVisit(any_clinic.new_id(), person, VisitFacts("0", sick=True), Payer.SELF)
    first = any_clinic.house.visits.open(any_clinic.desk, wanted)
    assert any_clinic.house.visits.open(any_clinic.desk, wanted) == first
    with pytest.raises(UserError, match="B-001"):
        any_clinic.house.visits.open(any_clinic.desk, replace(wanted, client_id=any_clinic.new_id()))
    assert len(any_clinic.house.queueing.board(any_clinic.desk)) == 1


def test_triage_left_blank_is_never_saved_as_nothing_found(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    with pytest.raises(WrongAnswers) as refused:
        any_clinic.visit(person, "")
    assert "triage" in refused.value.fields
    assert any_clinic.house.queueing.board(any_clinic.desk) == ()


def test_another_klaster_than_the_proposed_one_needs_a_reason_and_keeps_it(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    wanted = NewVisit(any_clinic.new_id(), person, VisitFacts("0", sick=True), Payer.SELF, klaster=Klaster.MOTHER_CHILD)
    with pytest.raises(WrongAnswers) as refused:
        any_clinic.house.visits.open(any_clinic.desk, wanted)
    assert "klaster_reason" in refused.value.fields
    ticket = any_clinic.house.visits.open(any_clinic.desk, replace(wanted, klaster_reason="kontrol KB pasca salin"))
    assert ticket.klaster is Klaster.MOTHER_CHILD


def test_red_is_called_before_those_who_came_earlier(any_clinic: Clinic) -> None:
    for name in ("Pertama", "Kedua"):
        any_clinic.visit(any_clinic.register(f"Orang {name}").person_id)
        any_clinic.clock.forward(timedelta(minutes=5))
    elder = any_clinic.register("Mbah Tua", birth_date=any_clinic.person().data.birth_date.replace(year=1945))  # type: ignore[union-attr]
    any_clinic.visit(elder.person_id)
    called = any_clinic.house.queueing.call_next(any_clinic.doctor, room_of(any_clinic, 3))
    assert called is not None
    assert called.name == "Mbah Tua"
    assert called.status is TicketStatus.CALLED


def test_absent_waiting_again_and_transfer(any_clinic: Clinic) -> None:
    queueing = any_clinic.house.queueing
    any_clinic.visit(any_clinic.register().person_id)
    row = queueing.call_next(any_clinic.doctor, room_of(any_clinic, 3))
    assert row is not None
    queueing.mark_absent(any_clinic.desk, row.ticket_id)
    assert queueing.call_next(any_clinic.doctor, room_of(any_clinic, 3)) is None
    queueing.put_back(any_clinic.desk, row.ticket_id)
    assert queueing.waiting_counts(any_clinic.desk) == {Klaster.ADULT_ELDERLY: 1}
    queueing.change_priority(any_clinic.desk, row.ticket_id, Priority.YELLOW, "sesak")
    with pytest.raises(WrongAnswers):
        queueing.transfer(any_clinic.desk, row.ticket_id, Klaster.MOTHER_CHILD, " ")
    assert queueing.transfer(any_clinic.desk, row.ticket_id, Klaster.MOTHER_CHILD, "ternyata hamil") == "A-001"
    assert queueing.waiting_counts(any_clinic.desk) == {Klaster.MOTHER_CHILD: 1}
    assert row.encounter_id is not None
    assert any_clinic.house.encounters.open(any_clinic.doctor, row.encounter_id).sent_because == "ternyata hamil"
    with pytest.raises(UserError, match="sudah selesai atau dipindah"):
        queueing.mark_absent(any_clinic.desk, row.ticket_id)


def test_a_transfer_keeps_the_earlier_reason_in_the_audit_trail(any_clinic: Clinic) -> None:
    ticket = any_clinic.visit(any_clinic.register().person_id)
    queueing = any_clinic.house.queueing
    for klaster, reason in ((Klaster.MOTHER_CHILD, "ternyata hamil"), (Klaster.ADULT_ELDERLY, "tidak hamil")):
        row = next(row for row in queueing.board(any_clinic.desk) if row.status is TicketStatus.WAITING)
        queueing.transfer(any_clinic.desk, row.ticket_id, klaster, reason)
    with any_clinic.database.reading() as session:
        written = select(Audit.detail).where(Audit.subject_id == ticket.encounter_id).order_by(Audit.seq.desc())
        detail = session.scalars(written).first()
    assert detail == {"moved_to": 3, "old": {"klaster": 2, "klaster_reason": "ternyata hamil"}}


def test_somebody_being_served_is_not_marked_absent(any_clinic: Clinic) -> None:
    queueing, ticket = any_clinic.house.queueing, any_clinic.visit(any_clinic.register().person_id)
    queueing.let_in(any_clinic.doctor, ticket.ticket_id, room_of(any_clinic, 3), TicketStatus.WAITING)
    with pytest.raises(UserError, match="sedang dilayani"):
        queueing.mark_absent(any_clinic.desk, ticket.ticket_id)
    assert queueing.board(any_clinic.desk)[0].status is TicketStatus.SERVED


def test_whoever_still_looks_waiting_comes_into_the_same_room_again_and_into_no_other(any_clinic: Clinic) -> None:
    queueing, doctor = any_clinic.house.queueing, any_clinic.doctor
    ticket = any_clinic.visit(any_clinic.register().person_id)
    first, second = (room.id for room in any_clinic.house.facilities.rooms(doctor) if room.klaster == 3)
    for _ in range(2):
        queueing.let_in(doctor, ticket.ticket_id, first, TicketStatus.WAITING)
    row = queueing.board(doctor)[0]
    assert (row.status, row.room, row.called_at) == (TicketStatus.SERVED, "Poli Dewasa", any_clinic.clock.now())
    with pytest.raises(UserError, match="baru saja dipanggil ke Poli Dewasa"):
        queueing.let_in(doctor, ticket.ticket_id, second, TicketStatus.WAITING)
    queueing.let_in(doctor, ticket.ticket_id, second, TicketStatus.SERVED)
    assert queueing.board(doctor)[0].room == "Poli Dewasa"


def test_nobody_whose_number_has_ended_is_let_in(any_clinic: Clinic) -> None:
    queueing, ticket = any_clinic.house.queueing, any_clinic.visit(any_clinic.register().person_id)
    queueing.mark_absent(any_clinic.desk, ticket.ticket_id)
    with pytest.raises(UserError, match="sudah selesai atau dipindah"):
        queueing.let_in(any_clinic.doctor, ticket.ticket_id, room_of(any_clinic, 3), TicketStatus.WAITING)


def test_somebody_who_waited_past_midnight_can_be_called(any_clinic: Clinic) -> None:
    ticket = any_clinic.visit(any_clinic.register().person_id)
    any_clinic.clock.forward(timedelta(days=1))
    called = any_clinic.house.queueing.call(any_clinic.doctor, ticket.ticket_id, room_of(any_clinic, 3))
    assert (called.ticket_id, called.status) == (ticket.ticket_id, TicketStatus.CALLED)


def test_a_room_whose_patient_was_moved_is_told_by_whom(any_clinic: Clinic) -> None:
    ticket = any_clinic.visit(any_clinic.register().person_id)
    any_clinic.house.queueing.transfer(any_clinic.desk, ticket.ticket_id, Klaster.CROSS, "sesak")
    with pytest.raises(StaleRecord, match="Petugas Loket"):
        any_clinic.house.encounters.finish(any_clinic.doctor, ticket.encounter_id, 1, NextPlace.HOME)


def run_together(acts: Sequence[Callable[[], object]]) -> list[object]:
    """Run several acts at the same moment and return what each gave or raised."""
    barrier, results = Barrier(len(acts)), [None] * len(acts)

    def run(place: int) -> None:
        barrier.wait()
        try:
            results[place] = acts[place]()  # type: ignore[call-overload]
        except Exception as error:
            results[place] = error  # type: ignore[call-overload]

    threads = [Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return list(results)


def test_two_rooms_calling_at_once_never_get_the_same_person(any_clinic: Clinic) -> None:
    for number in range(6):
        any_clinic.visit(any_clinic.register(f"Orang Nomor {number}").person_id)
    room, queueing = room_of(any_clinic, 3), any_clinic.house.queueing
    called = run_together([lambda: queueing.call_next(any_clinic.doctor, room) for _ in range(6)])
    assert len({getattr(row, "ticket_id", row) for row in called}) == 6


def test_a_room_whose_list_lags_behind_does_not_call_away_whom_another_has_called(any_clinic: Clinic) -> None:
    queueing, doctor = any_clinic.house.queueing, any_clinic.doctor
    first, second = (room.id for room in any_clinic.house.facilities.rooms(doctor) if room.klaster == 3)
    ticket = any_clinic.visit(any_clinic.register().person_id)
    queueing.call(doctor, ticket.ticket_id, first)
    with pytest.raises(UserError, match="baru saja dipanggil ke Poli Dewasa"):
        queueing.call(doctor, ticket.ticket_id, second, TicketStatus.WAITING)
    assert queueing.call(doctor, ticket.ticket_id, first, TicketStatus.WAITING).room == "Poli Dewasa"
    assert queueing.call(doctor, ticket.ticket_id, second).room == "Poli Lansia"


def test_two_clerks_opening_a_visit_for_one_person_at_once_make_one_ticket(any_clinic: Clinic) -> None:
    for number in range(5):
        person = any_clinic.register(f"Orang Nomor {number}").person_id
        results = run_together([partial(any_clinic.visit, person) for _ in range(3)])
        assert [type(result) for result in results].count(UserError) == 2
    assert len(any_clinic.house.queueing.board(any_clinic.desk)) == 5


def test_two_clerks_registering_the_same_nik_at_once_make_one_person(any_clinic: Clinic) -> None:
    wanted = [any_clinic.person("Siti Rebutan", nik="3201015705900001") for _ in range(2)]
    results = run_together([partial(any_clinic.house.registration.register, any_clinic.desk, one) for one in wanted])
    refused = [result for result in results if isinstance(result, WrongAnswers)]
    assert len(refused) == 1
    assert "nik" in refused[0].fields
    assert "atas nama Siti Rebutan" in refused[0].fields["nik"]
    assert len(any_clinic.house.registration.search(any_clinic.desk, "rebutan")) == 1


def test_a_number_registered_by_two_clerks_at_once_is_refused_beside_its_own_field(any_clinic: Clinic) -> None:
    card = {"bpjs": "0001234567890", "payer": Payer.BPJS_PBI, "bpjs_status": BpjsStatus.ACTIVE}
    wanted = [any_clinic.person(f"Siti {word}", **card) for word in ("Pertama", "Kedua")]
    results = run_together([partial(any_clinic.house.registration.register, any_clinic.desk, one) for one in wanted])
    (refused,) = [result for result in results if isinstance(result, WrongAnswers)]
    assert set(refused.fields) == {"bpjs"}


def test_two_clerks_registering_a_new_family_at_once_fill_one_folder(any_clinic: Clinic) -> None:
    registration, desk, card = any_clinic.house.registration, any_clinic.desk, "3201010101200001"
    wanted = [
        replace(any_clinic.person(f"Siti {word}"), kk_number=card, relation=relation)
        for word, relation in (("Pertama", FamilyRelation.HEAD), ("Kedua", FamilyRelation.CHILD))
    ]
    run_together([partial(registration.register, desk, one) for one in wanted])
    family = registration.family_by_card(desk, card)
    assert family is not None
    assert {member.name for member in family.members} == {"Siti Pertama", "Siti Kedua"}


def test_two_programs_on_one_file_number_without_collision(
    open_copy: Callable[[], Database], sqlite_template: tuple[object, tuple[SignedIn, SignedIn, SignedIn]]
) -> None:
    first, second = (opened(open_copy(), sqlite_template[1]) for _ in range(2))
    people = [first.register(f"Orang Nomor {number}").person_id for number in range(10)]
    acts = [partial(clinic.visit, person) for clinic, person in zip([first, second] * 5, people, strict=True)]
    tickets = run_together(acts)
    assert sorted(getattr(ticket, "number", str(ticket)) for ticket in tickets) == [
        f"B-{number:03}" for number in range(1, 11)
    ]
    assert "ticket" in second.database.feed.poll()


def test_the_queue_of_a_day_does_not_look_through_those_of_the_years_before(clinic: Clinic) -> None:
    asked: list[tuple[str, Any]] = []
    with clinic.database.reading() as session:
        engine = session.get_bind()

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if "FROM ticket" in statement:
            asked.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    clinic.house.queueing.board(clinic.desk)
    event.remove(engine, "before_cursor_execute", note)
    ((statement, parameters),) = asked
    with clinic.database.engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
    (way,) = [str(row[3]) for row in plan if str(row[3]).startswith("SEARCH ticket ")]
    assert "day>?" in way

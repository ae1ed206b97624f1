"""Parts of klaster 2's waiting list, on both databases."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.visit_words import TicketAct, TicketStatus
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.queue.visits import IssuedTicket
from tests.house_fixtures import TODAY, Clinic
from tests.services.test_arrivals import row_of
from tests.services.test_queue import room_of

KLASTER = Klaster.MOTHER_CHILD.value


def comes(clinic: Clinic, name: str, months: int, triage: str = "0", *, sick: bool = False) -> IssuedTicket:
    """Register somebody of an age and open a visit, a minute after the one before."""
    clinic.clock.forward(timedelta(minutes=1))
    born = TODAY - timedelta(days=round(months * 30.4375) + 3)
    return clinic.visit(clinic.register(name, birth_date=born).person_id, triage, sick=sick)


def parts(clinic: Clinic) -> dict[str, str]:
    return {row.name: row.sub_room for row in clinic.house.queueing.board(clinic.doctor)}


def call(clinic: Clinic, part: str) -> str | None:
    row = clinic.house.queueing.call_next(clinic.doctor, room_of(clinic, KLASTER), part)
    return None if row is None else row.name


def test_everybody_waits_in_the_part_of_their_reason_and_age(any_clinic: Clinic) -> None:
    comes(any_clinic, "Ibu", 300, "4")
    comes(any_clinic, "Balita Sakit", 20, sick=True)
    comes(any_clinic, "Balita Sehat", 20)
    comes(any_clinic, "Remaja", 150)
    comes(any_clinic, "Dewasa", 400)
    found = parts(any_clinic)
    assert found == {
        "Ibu": "kia",
        "Balita Sakit": "mtbs",
        "Balita Sehat": "imunisasi",
        "Remaja": "remaja",
        "Dewasa": "",
    }


def test_a_mother_known_to_be_nifas_waits_at_kia_though_nobody_asked(any_clinic: Clinic) -> None:
    mother = any_clinic.register("Ibu").person_id
    any_clinic.register("Bayi", birth_date=TODAY - timedelta(days=9), mother_id=mother)
    any_clinic.visit(mother)
    assert parts(any_clinic) == {"Ibu": "kia"}


def test_calls_from_one_part_follow_the_same_rule_among_its_own(any_clinic: Clinic) -> None:
    comes(any_clinic, "Sehat Satu", 20)
    comes(any_clinic, "Sakit Satu", 20, sick=True)
    comes(any_clinic, "Sakit Muda", 1, sick=True)
    comes(any_clinic, "Sehat Dua", 30)
    assert call(any_clinic, "mtbs") == "Sakit Muda"
    assert call(any_clinic, "imunisasi") == "Sehat Satu"
    assert call(any_clinic, "kia") is None
    assert [call(any_clinic, ""), call(any_clinic, "")] == ["Sakit Satu", "Sehat Dua"]


def test_a_number_moved_to_another_part_and_back_keeps_its_time_and_its_number(any_clinic: Clinic) -> None:
    first = comes(any_clinic, "Anak Satu", 20)
    comes(any_clinic, "Anak Dua", 30, sick=True)
    before = row_of(any_clinic, first.ticket_id)
    queueing, move = any_clinic.house.queueing, any_clinic.house.sub_rooms.move
    queueing.let_in(any_clinic.doctor, first.ticket_id, room_of(any_clinic, KLASTER), TicketStatus.WAITING)
    any_clinic.clock.forward(timedelta(minutes=9))
    assert move(any_clinic.doctor, first.ticket_id, "mtbs") == "MTBS"
    moved = row_of(any_clinic, first.ticket_id)
    assert (moved.status, moved.sub_room, moved.number) == (TicketStatus.WAITING, "mtbs", before.number)
    assert (moved.since, moved.room) == (before.since, "")
    assert call(any_clinic, "mtbs") == "Anak Satu"
    assert move(any_clinic.doctor, first.ticket_id, "imunisasi") == "Imunisasi"
    assert call(any_clinic, "imunisasi") == "Anak Satu"


def test_a_move_is_undone_like_every_step(any_clinic: Clinic) -> None:
    ticket = comes(any_clinic, "Anak", 20)
    room = room_of(any_clinic, KLASTER)
    any_clinic.house.queueing.let_in(any_clinic.doctor, ticket.ticket_id, room, TicketStatus.WAITING)
    before = row_of(any_clinic, ticket.ticket_id)
    any_clinic.house.sub_rooms.move(any_clinic.doctor, ticket.ticket_id, "mtbs")
    assert any_clinic.house.queue_repairs.undo(any_clinic.doctor, ticket.ticket_id).act is TicketAct.SORTED
    after = row_of(any_clinic, ticket.ticket_id)
    assert (after.status, after.sub_room, after.room) == (before.status, "imunisasi", before.room)


def test_from_the_laboratory_somebody_comes_back_to_the_same_part(any_clinic: Clinic) -> None:
    ticket = comes(any_clinic, "Anak", 20, sick=True)
    queueing = any_clinic.house.queueing
    queueing.let_in(any_clinic.doctor, ticket.ticket_id, room_of(any_clinic, KLASTER), TicketStatus.WAITING)
    queueing.hold(any_clinic.doctor, ticket.ticket_id, "laboratorium")
    queueing.put_back(any_clinic.doctor, ticket.ticket_id)
    assert call(any_clinic, "imunisasi") is None
    assert call(any_clinic, "mtbs") == "Anak"


@pytest.mark.parametrize("code", ["remaja", "tidak_ada"])
def test_a_part_of_another_list_or_the_same_one_is_refused(any_clinic: Clinic, code: str) -> None:
    adult, child = comes(any_clinic, "Dewasa", 400), comes(any_clinic, "Anak", 20)
    move = any_clinic.house.sub_rooms.move
    with pytest.raises(UserError, match="tidak dapat menunggu di bagian itu"):
        move(any_clinic.doctor, adult.ticket_id, code)
    with pytest.raises(UserError, match="sudah menunggu di Imunisasi"):
        move(any_clinic.doctor, child.ticket_id, "imunisasi")


def test_a_puskesmas_changes_its_parts_and_who_waits_stays(any_clinic: Clinic) -> None:
    comes(any_clinic, "Remaja Satu", 150)
    service, head = any_clinic.house.sub_rooms, any_clinic.head
    teen = service.listed(head)[-1]
    service.change(head, replace(teen, active=False))
    comes(any_clinic, "Remaja Dua", 150)
    assert parts(any_clinic) == {"Remaja Satu": "remaja", "Remaja Dua": ""}
    assert call(any_clinic, "") == "Remaja Satu"
    service.change(head, replace(teen, label="  PKPR "))
    assert [part.label for part in service.listed(head)] == ["KIA", "MTBS", "Imunisasi", "PKPR"]
    with pytest.raises(WrongAnswers) as refused:
        service.change(head, replace(teen, label="mtbs"))
    assert refused.value.fields == {"label": "Bagian dengan nama ini sudah ada."}
    with pytest.raises(UserError, match="Bagian ini tidak ada"):
        service.change(head, replace(teen, code="lain"))


def test_a_number_given_to_another_person_waits_where_that_one_belongs(any_clinic: Clinic) -> None:
    ticket = comes(any_clinic, "Anak", 20)
    teen: UUID = any_clinic.register("Remaja", sex=Sex.MALE, birth_date=date(2012, 5, 5)).person_id
    any_clinic.house.queue_repairs.give(any_clinic.desk, ticket.ticket_id, teen)
    assert parts(any_clinic) == {"Remaja": "remaja"}
    any_clinic.house.queue_repairs.undo(any_clinic.desk, ticket.ticket_id)
    assert parts(any_clinic) == {"Anak": "imunisasi"}


def test_a_transfer_into_klaster_2_finds_its_part_there(any_clinic: Clinic) -> None:
    adult = comes(any_clinic, "Dewasa", 400)
    any_clinic.house.queueing.transfer(any_clinic.desk, adult.ticket_id, Klaster.MOTHER_CHILD, "ternyata hamil")
    rows = [row for row in any_clinic.house.queueing.board(any_clinic.doctor) if row.klaster is Klaster.MOTHER_CHILD]
    assert [row.sub_room for row in rows] == ["kia"]

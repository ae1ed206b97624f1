"""Rooms and letters as the Puskesmas sets them: no two klaster share a letter, none is left without a room."""

import pytest

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.services.start.setup import NewRoom
from tests.house_fixtures import Clinic
from tests.services.test_queue_repairs import arrive


def test_a_room_of_two_klaster_calls_both_in_one_order(any_clinic: Clinic) -> None:
    facilities, head = any_clinic.house.facilities, any_clinic.head
    room = next(room for room in facilities.rooms(head) if room.name == "Poli Dewasa")
    facilities.change_room(head, room.id, NewRoom("Poli Umum", 3, "D", also=(2, 4)))
    rooms = {room.name: (room.queue_letter, room.klasters) for room in facilities.rooms(head)}
    assert rooms["Poli Umum"] == ("D", (3, 2, 4))
    assert rooms["Poli Lansia"] == ("D", (3,))
    arrive(any_clinic, "Ibu Hamil", "4")
    arrive(any_clinic, "Budi")
    called = [any_clinic.house.queueing.call_next(any_clinic.doctor, room.id) for _ in range(2)]
    assert [row.number if row else None for row in called] == ["A-001", "D-001"]
    ticket = arrive(any_clinic, "Diduga TB")
    moved = any_clinic.house.queueing.transfer(any_clinic.desk, ticket.ticket_id, Klaster.INFECTIOUS, "diduga TB")
    assert moved == "D-003"


def test_a_letter_is_one_klasters_alone_and_never_that_of_the_desk(any_clinic: Clinic) -> None:
    facilities, head = any_clinic.house.facilities, any_clinic.head
    room = next(room for room in facilities.rooms(head) if room.name == "Poli Dewasa")
    for letter in ("A", "P"):
        with pytest.raises(UserError, match="perlu diperbaiki"):
            facilities.change_room(head, room.id, NewRoom("Poli Dewasa", 3, letter))
    facilities.close_room(head, room.id)
    assert "Poli Dewasa" not in {each.name for each in facilities.rooms(head)}
    last = next(each for each in facilities.rooms(head) if each.klaster == 3)
    with pytest.raises(UserError, match="ruang terakhir"):
        facilities.close_room(head, last.id)


def test_a_closed_room_keeps_its_name_and_no_letter(any_clinic: Clinic) -> None:
    facilities, head = any_clinic.house.facilities, any_clinic.head
    rooms = {room.name: room.id for room in facilities.rooms(head)}
    facilities.close_room(head, rooms["Poli Dewasa"])
    facilities.change_room(head, rooms["Poli Lansia"], NewRoom("Poli Lansia", 3, "D"))
    facilities.add_room(head, NewRoom("Poli Umum", 3, "D"))
    facilities.add_room(head, NewRoom("Ruang Isolasi", 4, "B"))
    with pytest.raises(WrongAnswers) as refused:
        facilities.change_room(head, rooms["Poli Lansia"], NewRoom("Poli Dewasa", 3, "D"))
    assert refused.value.fields == {"name": "Ruang dengan nama ini sudah ada."}


def test_the_last_room_of_a_klaster_is_not_given_to_another(any_clinic: Clinic) -> None:
    facilities, head = any_clinic.house.facilities, any_clinic.head
    room = next(each for each in facilities.rooms(head) if each.klaster == 2)
    arrive(any_clinic, "Ibu Hamil", "4")
    with pytest.raises(UserError, match="ruang terakhir klaster 2 Ibu & Anak"):
        facilities.change_room(head, room.id, NewRoom(room.name, 3, "B"))
    facilities.add_room(head, NewRoom("Ruang Anak", 2, "A"))
    facilities.change_room(head, room.id, NewRoom(room.name, 3, "B"))

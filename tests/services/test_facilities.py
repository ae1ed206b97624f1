"""Adding rooms and referral destinations, on both databases."""

import pytest

from ilp_desktop.domain.errors import NotAllowed, WrongAnswers
from ilp_desktop.services.start.setup import NewDestination, NewRoom
from tests.house_fixtures import Clinic


def test_an_added_room_is_in_the_list_and_its_klaster_can_be_called_to(any_clinic: Clinic) -> None:
    facilities = any_clinic.house.facilities
    added = facilities.add_room(any_clinic.head, NewRoom("  Ruang  Infeksius ", 4, "d"))
    room = next(room for room in facilities.rooms(any_clinic.desk) if room.id == added)
    assert (room.name, room.klaster, room.queue_letter) == ("Ruang Infeksius", 4, "D")
    assert "facility" in any_clinic.database.feed.poll()


@pytest.mark.parametrize(
    ("room", "field"),
    [
        (NewRoom(" ", 4, "D"), "name"),
        (NewRoom("ruang kia", 2, "A"), "name"),
        (NewRoom("x" * 61, 4, "D"), "name"),
        (NewRoom("Ruang Baru", 1, "D"), "klaster"),
        (NewRoom("Ruang Baru", 4, ""), "queue_letter"),
        (NewRoom("Ruang Baru", 4, "DD"), "queue_letter"),
        (NewRoom("Ruang Baru", 4, "B"), "queue_letter"),
        (NewRoom("Ruang Baru", 3, "D"), "queue_letter"),
    ],
)
def test_a_wrong_room_is_refused_beside_its_field(any_clinic: Clinic, room: NewRoom, field: str) -> None:
    before = any_clinic.house.facilities.rooms(any_clinic.head)
    with pytest.raises(WrongAnswers) as refused:
        any_clinic.house.facilities.add_room(any_clinic.head, room)
    assert list(refused.value.fields) == [field]
    assert any_clinic.house.facilities.rooms(any_clinic.head) == before


def test_an_added_destination_can_be_referred_to(any_clinic: Clinic) -> None:
    facilities = any_clinic.house.facilities
    added = facilities.add_destination(
        any_clinic.head, NewDestination(" RSIA  Contoh", "Kota Contoh", ("Anak", " ", "Anak", "Kebidanan"))
    )
    place = next(place for place in facilities.destinations(any_clinic.doctor) if place.id == added)
    assert (place.name, place.city, place.clinics) == ("RSIA Contoh", "Kota Contoh", ("Anak", "Kebidanan"))


@pytest.mark.parametrize(
    ("place", "field"),
    [
        (NewDestination(""), "name"),
        (NewDestination("rsud  contoh"), "name"),
        (NewDestination("x" * 121), "name"),
        (NewDestination("RS Baru", "x" * 81), "city"),
        (NewDestination("RS Baru", "", ("x" * 81,)), "clinics"),
    ],
)
def test_a_wrong_destination_is_refused_beside_its_field(any_clinic: Clinic, place: NewDestination, field: str) -> None:
    with pytest.raises(WrongAnswers) as refused:
        any_clinic.house.facilities.add_destination(any_clinic.head, place)
    assert list(refused.value.fields) == [field]
    assert len(any_clinic.house.facilities.destinations(any_clinic.head)) == 1


def test_only_the_head_adds_rooms_and_destinations(any_clinic: Clinic) -> None:
    with pytest.raises(NotAllowed):
        any_clinic.house.facilities.add_room(any_clinic.doctor, NewRoom("Ruang Infeksius", 4, "D"))
    with pytest.raises(NotAllowed):
        any_clinic.house.facilities.add_destination(any_clinic.doctor, NewDestination("RS Baru"))

"""Every method about mother and child side by side and parts of the waiting list, with real arguments, and who may."""

from dataclasses import replace

from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.house import House
from ilp_desktop.services.kia.mother_child import VisitBeside
from tests.services.calling import DESK, EVERYBODY, OFFICE, ROOM, Call, Known


def _open_beside(house: House, user: SignedIn, known: Known) -> object:
    return house.mother_child.open_beside(user, VisitBeside(known.new_id(), known.sibling, known.encounter))


def _change(house: House, user: SignedIn, known: Known) -> None:
    part = known.clinic.house.sub_rooms.listed(known.clinic.doctor)[-1]
    house.sub_rooms.change(user, replace(part, label="PKPR"))


PAIR_CALLS = {
    "mother_child.around": Call(
        frozenset({ROOM}), lambda house, user, known: house.mother_child.around(user, known.mother)
    ),
    "mother_child.open_beside": Call(frozenset({ROOM}), _open_beside),
    "sub_rooms.listed": Call(EVERYBODY, lambda house, user, _: house.sub_rooms.listed(user), of_record=False),
    "sub_rooms.change": Call(frozenset({OFFICE}), _change, of_record=False),
    "sub_rooms.move": Call(
        frozenset({DESK, ROOM}), lambda house, user, known: house.sub_rooms.move(user, known.called, "kia")
    ),
}

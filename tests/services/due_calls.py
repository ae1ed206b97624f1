"""Every method about what is due, with real arguments, and who may."""

from collections.abc import Callable
from typing import Protocol
from uuid import UUID

from ilp_desktop.domain.permissions import Role
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.due.due_answers import AnswerToService
from ilp_desktop.services.house import House

ROOM = Role.DOCTOR
EVERYBODY, OFFICE_ALONE = frozenset({Role.REGISTRATION, ROOM, Role.HEAD}), frozenset({Role.HEAD})


class Known(Protocol):
    """The Puskesmas the calls are tried in."""

    @property
    def mother(self) -> UUID: ...

    def new_id(self) -> UUID: ...


def _answer(house: House, user: SignedIn, known: Known) -> None:
    wanted = AnswerToService(known.new_id(), known.mother, "blood_pressure", declined=True, reason="Sibuk")
    house.dues.answer(user, wanted)


DueCall = tuple[frozenset[Role], Callable[[House, SignedIn, Known], object]]
DUE_CALLS: dict[str, DueCall] = {
    "dues.of_person": (EVERYBODY, lambda house, user, known: house.dues.of_person(user, known.mother)),
    "dues.with_family": (EVERYBODY, lambda house, user, known: house.dues.with_family(user, known.mother)),
    "dues.answer": (frozenset({ROOM}), _answer),
}
ALL_DUE_CALLS: dict[str, DueCall] = {
    "dues.stale": (EVERYBODY, lambda house, user, _: house.dues.stale(user)),
    "rederiving.derive_some": (OFFICE_ALONE, lambda house, user, _: house.rederiving.derive_some(user, None, 5)),
    "rederiving.count_anew": (OFFICE_ALONE, lambda house, user, _: house.rederiving.count_anew(user)),
    "dues.refresh_some": (EVERYBODY, lambda house, user, _: house.dues.refresh_some(user, 5)),
}

"""Every method about editions, words and statistics, with real arguments, and who may."""

from collections.abc import Callable
from typing import Protocol
from uuid import UUID

from ilp_desktop.domain.permissions import Role
from ilp_desktop.domain.reporting_period import Period, days_of
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.edition.sign_offs import WHOLE, EditionKey, EditionKind, NewSignOff
from ilp_desktop.services.edition.wording import NewWords
from ilp_desktop.services.house import House
from tests.house_fixtures import TODAY, Clinic

ROOM, OFFICE = Role.DOCTOR, Role.HEAD
EVERYBODY = frozenset({Role.REGISTRATION, ROOM, OFFICE})
SHEET_FORM, ITEM = "srq20", "srq_01"
OPEN_TABLE = EditionKey(EditionKind.TABLE, "suspected_infectious", "2023")


class Known(Protocol):
    """The Puskesmas the calls are tried in."""

    @property
    def clinic(self) -> Clinic: ...

    def new_id(self) -> UUID: ...


def _sign_off(known: Known) -> NewSignOff:
    return NewSignOff(known.new_id(), OPEN_TABLE, frozenset({WHOLE}), "Dicocokkan")


def _withdraw(house: House, user: SignedIn, known: Known) -> None:
    if not house.editions.page(known.clinic.doctor, OPEN_TABLE).in_force:
        house.editions.sign(known.clinic.doctor, _sign_off(known))
        known.clinic.database.feed.poll()
    house.editions.withdraw(user, _sign_off(known))


def _figures(house: House, user: SignedIn, _known: Known) -> object:
    return house.statistics.figures(user, "vital_signs", days_of(Period.YEAR, TODAY))


EditionCall = tuple[frozenset[Role], Callable[[House, SignedIn, Known], object]]
EDITION_CALLS: dict[str, EditionCall] = {
    "editions.listed": (frozenset({ROOM, OFFICE}), lambda house, user, _: house.editions.listed(user, TODAY)),
    "editions.page": (frozenset({ROOM, OFFICE}), lambda house, user, _: house.editions.page(user, OPEN_TABLE)),
    "editions.sign": (frozenset({ROOM}), lambda house, user, known: house.editions.sign(user, _sign_off(known))),
    "editions.withdraw": (frozenset({ROOM}), _withdraw),
    "statistics.listed": (
        frozenset({ROOM, OFFICE}),
        lambda house, user, _: house.statistics.listed(user, days_of(Period.MONTH, TODAY)),
    ),
    "statistics.figures": (frozenset({ROOM, OFFICE}), _figures),
    "wordings.words": (EVERYBODY, lambda house, user, _: house.wordings.words(user, SHEET_FORM)),
    "wordings.words_of": (EVERYBODY, lambda house, user, _: house.wordings.words_of(user, ())),
    "wordings.items": (frozenset({ROOM, OFFICE}), lambda house, user, _: house.wordings.items(user, SHEET_FORM)),
    "wordings.history": (frozenset({ROOM, OFFICE}), lambda house, user, _: house.wordings.history(user, SHEET_FORM)),
    "wordings.enter": (
        frozenset({ROOM, OFFICE}),
        lambda house, user, _: house.wordings.enter(user, SHEET_FORM, ITEM, "Kata contoh", "Lembar contoh"),
    ),
    "wordings.enter_all": (
        frozenset({ROOM, OFFICE}),
        lambda house, user, _: house.wordings.enter_all(user, NewWords(SHEET_FORM, {ITEM: "Kata"}, "Lembar contoh")),
    ),
}

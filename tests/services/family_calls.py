"""The calls about families and territory, as ``every_call`` names all others."""

from ilp_desktop.domain.family_member import FamilyRelation
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.house import House
from ilp_desktop.services.household_data import Home, HouseMove, JoinedCard, Member, NewCard, RenewedCard
from ilp_desktop.services.person_reads import FamilyFolder
from ilp_desktop.services.signed_in import SignedIn
from tests.house_fixtures import TODAY
from tests.services.calling import DESK, EVERYBODY, ROOM, Call, Known

CHANGERS = frozenset({DESK, ROOM})


def _folder(known: Known) -> FamilyFolder:
    folder = known.clinic.house.registration.person(known.clinic.desk, known.mother).family
    assert folder is not None
    return folder


def _move(house: House, user: SignedIn, known: Known) -> None:
    folder, home = _folder(known), Home(known.clinic.village_id, rw="001", rt="003")
    house.households.move_house(
        user, HouseMove(known.new_id(), folder.id, folder.version, (known.mother,), home, TODAY)
    )


def _renew(house: House, user: SignedIn, known: Known) -> None:
    folder, members = _folder(known), (Member(known.mother, FamilyRelation.HEAD),)
    house.households.renew(user, RenewedCard(known.new_id(), folder.id, folder.version, folder.kk_number, members))


def _join(house: House, user: SignedIn, known: Known) -> None:
    people = (Member(known.other, FamilyRelation.OTHER),)
    house.households.join(user, JoinedCard(known.new_id(), _folder(known).id, people, TODAY))


def _take_back(house: House, user: SignedIn, known: Known) -> None:
    """Take a move back; whoever may not is refused before anybody has moved."""
    batch_id = known.new_id()
    if user.may(Act.CHANGE_PERSON):
        _move(known.clinic.house, known.clinic.desk, known)
        batch_id = known.clinic.house.households.history(known.clinic.desk, known.mother)[0].batch_id
    house.households.take_back(user, batch_id)


FAMILY_CALLS = {
    "households.folder": Call(EVERYBODY, lambda house, user, known: house.households.folder(user, _folder(known).id)),
    "households.move_house": Call(CHANGERS, _move),
    "households.new_card": Call(
        CHANGERS,
        lambda house, user, known: house.households.new_card(
            user, NewCard(known.new_id(), (Member(known.child, FamilyRelation.HEAD),), TODAY)
        ),
    ),
    "households.join": Call(CHANGERS, _join),
    "households.renew": Call(CHANGERS, _renew),
    "households.take_back": Call(CHANGERS, _take_back),
    "households.history": Call(EVERYBODY, lambda house, user, known: house.households.history(user, known.mother)),
}

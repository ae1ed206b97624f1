"""Every method about people about to marry, with real arguments, and who may."""

from datetime import date
from uuid import UUID

from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.premarital.premarital_care import NewCouple
from tests.house_fixtures import Clinic
from tests.services.calling import ROOM, Call

BORN = date(1998, 1, 1)


def engage(clinic: Clinic) -> tuple[UUID, UUID]:
    """Let two people be a couple, and another man be none's; returns him and the couple."""
    woman = clinic.register("Nona Rahasia", birth_date=BORN).person_id
    man = clinic.register("Tuan Rahasia", sex=Sex.MALE, birth_date=BORN).person_id
    premarital = clinic.house.premarital
    premarital.join(clinic.doctor, NewCouple(clinic.new_id(), woman, man))
    partner = premarital.picture(clinic.doctor, woman).partner
    assert partner is not None
    return clinic.register("Bujang Rahasia", sex=Sex.MALE, birth_date=BORN).person_id, partner.couple_id


PREMARITAL_CALLS = {
    "premarital.picture": Call(
        frozenset({ROOM}), lambda house, user, known: house.premarital.picture(user, known.mother)
    ),
    "premarital.join": Call(
        frozenset({ROOM}),
        lambda house, user, known: house.premarital.join(
            user, NewCouple(known.new_id(), known.mother, known.engaged[0])
        ),
    ),
    "premarital.take_apart": Call(
        frozenset({ROOM}),
        lambda house, user, known: house.premarital.take_apart(user, known.engaged[1], 1, "Salah orang"),
    ),
}

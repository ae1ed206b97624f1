"""Ending a pregnancy, with real arguments, and who may."""

from datetime import date

from ilp_desktop.domain.pregnancy_end import PregnancyEnd
from ilp_desktop.services.house import House
from ilp_desktop.services.pregnancies import EndedPregnancy
from ilp_desktop.services.signed_in import SignedIn
from tests.services.calling import ROOM, Call, Known


def _end(house: House, user: SignedIn, known: Known) -> None:
    ended = EndedPregnancy(known.pregnancy, 1, PregnancyEnd.MISCARRIAGE, date(2026, 11, 20))
    house.pregnancies.end(user, ended)


PREGNANCY_CALLS = {"pregnancies.end": Call(frozenset({ROOM}), _end)}

"""Ending a pregnancy, with real arguments, and who may."""

from datetime import date

from ilp_desktop.domain.pregnancy_end import PregnancyEnd
from ilp_desktop.services.house import House
from ilp_desktop.services.pregnancies import EndedPregnancy, NewPregnancy
from ilp_desktop.services.signed_in import SignedIn
from tests.services.calling import ROOM, Call, Known


def _end(house: House, user: SignedIn, known: Known) -> None:
    wanted = NewPregnancy(known.new_id(), known.mother, date(2026, 6, 1), 2, 1, 0)
    started = known.clinic.house.pregnancies.start(known.clinic.doctor, wanted)
    house.pregnancies.end(user, EndedPregnancy(started, 1, PregnancyEnd.MISCARRIAGE, date(2026, 11, 20)))


PREGNANCY_CALLS = {"pregnancies.end": Call(frozenset({ROOM}), _end)}

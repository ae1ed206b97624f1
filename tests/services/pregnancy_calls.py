"""Correcting, dating, ending a pregnancy and what is told beside it, with real arguments, and who may."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from db.models import FormResponse, KiaBook, MotherClass, PastBaby, PregnancyContact
from ilp_desktop.domain.pregnancy.kia_book import BookKind
from ilp_desktop.domain.pregnancy.pregnancy_dating import Measure, Measured
from ilp_desktop.domain.pregnancy.pregnancy_end import PregnancyEnd
from ilp_desktop.domain.pregnancy.pregnancy_past import PastOutcome
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.house import House
from ilp_desktop.services.pregnancy.antenatal_record import ANC_FORM
from ilp_desktop.services.pregnancy.kia_books import NewBook
from ilp_desktop.services.pregnancy.obstetric_history import NewPastBaby
from ilp_desktop.services.pregnancy.pregnancies import CorrectedPregnancy, EndedPregnancy, NewPregnancy, ScanDecision
from ilp_desktop.services.pregnancy.pregnancy_episode import NewContact, NewMeeting
from tests.house_fixtures import Clinic
from tests.services.calling import ROOM, Call, Known

SCANNED = date(2026, 8, 3)


def tell_of(clinic: Clinic, person_id: UUID, pregnancy_id: UUID) -> None:
    """Tell of a contact elsewhere, a class and a child, and let a visit hold a scan that contradicts the HPHT."""
    episodes, obstetrics = clinic.house.episodes, clinic.house.obstetrics
    episodes.add_contact(clinic.doctor, NewContact(clinic.new_id(), pregnancy_id, date(2026, 7, 1), by_doctor=False))
    episodes.add_meeting(clinic.doctor, NewMeeting(clinic.new_id(), pregnancy_id, date(2026, 7, 2), accompanied=False))
    obstetrics.add(clinic.doctor, NewPastBaby(clinic.new_id(), person_id, PastOutcome.LIVE, 2020))
    book = NewBook(clinic.new_id(), person_id, pregnancy_id, BookKind.KIA, "12/2026")
    clinic.house.kia_books.add(clinic.doctor, book)
    with clinic.database.writing() as session, session.begin():
        session.add(
            FormResponse(
                id=clinic.new_id(),
                facility_id=clinic.doctor.facility_id,
                recorded_at=clinic.clock.now(),
                recorded_by=clinic.doctor.staff_id,
                person_id=person_id,
                form_code=ANC_FORM,
                form_version="2",
                day=SCANNED,
                answers={"usg": True, "usg_crl": 45.0},
            )
        )


def _only(known: Known, model: Any) -> UUID:
    """Return the one row of a table."""
    with known.clinic.database.reading() as session, session.begin():
        found: UUID = session.scalars(select(model.id)).one()
        return found


def _correct(house: House, user: SignedIn, known: Known) -> None:
    house.pregnancies.correct(user, CorrectedPregnancy(known.pregnancy, 1, date(2026, 6, 2), 1, 0, 0))


def _decide(house: House, user: SignedIn, known: Known) -> None:
    scan = Measured(SCANNED, Measure.CROWN_RUMP, "45")
    house.pregnancies.decide_scan(user, ScanDecision(known.pregnancy, 1, scan, use_scan=True))


def _end(house: House, user: SignedIn, known: Known) -> None:
    ended = EndedPregnancy(known.pregnancy, 1, PregnancyEnd.STILLBIRTH, date(2026, 11, 20))
    house.pregnancies.end(user, ended)


def _contact(house: House, user: SignedIn, known: Known) -> object:
    told = NewContact(known.new_id(), known.pregnancy, date(2026, 9, 1), by_doctor=True, place="RS")
    return house.episodes.add_contact(user, told)


def _meeting(house: House, user: SignedIn, known: Known) -> object:
    return house.episodes.add_meeting(user, NewMeeting(known.new_id(), known.pregnancy, date(2026, 9, 1), True))


def _book(house: House, user: SignedIn, known: Known) -> object:
    wanted = NewBook(known.new_id(), known.other, known.pregnancy, BookKind.KIA, "13/2026")
    return house.kia_books.add(user, wanted)


def _past(house: House, user: SignedIn, known: Known) -> object:
    return house.obstetrics.add(user, NewPastBaby(known.new_id(), known.other, PastOutcome.MISCARRIAGE, 2018))


def _call(run: Any) -> Call:
    return Call(frozenset({ROOM}), run)


PREGNANCY_CALLS = {
    "pregnancies.start": Call(
        frozenset({ROOM}),
        lambda house, user, known: house.pregnancies.start(
            user, NewPregnancy(known.new_id(), known.mother, date(2026, 6, 1), 2, 1, 0)
        ),
    ),
    "pictures.current": Call(frozenset({ROOM}), lambda house, user, known: house.pictures.current(user, known.mother)),
    "pregnancies.current": Call(
        frozenset({ROOM}), lambda house, user, known: house.pregnancies.current(user, known.mother)
    ),
    "pregnancies.correct": _call(_correct),
    "pregnancies.decide_scan": _call(_decide),
    "pregnancies.steps": _call(lambda house, user, known: house.pregnancies.steps(user, known.pregnancy)),
    "pregnancies.end": _call(_end),
    "episodes.add_contact": _call(_contact),
    "episodes.remove_contact": _call(
        lambda house, user, known: house.episodes.remove_contact(user, _only(known, PregnancyContact), "keliru")
    ),
    "episodes.add_meeting": _call(_meeting),
    "episodes.remove_meeting": _call(
        lambda house, user, known: house.episodes.remove_meeting(user, _only(known, MotherClass), "keliru")
    ),
    "episodes.meetings": _call(lambda house, user, known: house.episodes.meetings(user, known.pregnancy)),
    "kia_books.add": _call(_book),
    "kia_books.remove": _call(lambda house, user, known: house.kia_books.remove(user, _only(known, KiaBook), "keliru")),
    "kia_books.of_pregnancy": _call(lambda house, user, known: house.kia_books.of_pregnancy(user, known.pregnancy)),
    "kia_books.of_child": _call(lambda house, user, known: house.kia_books.of_child(user, known.other)),
    "obstetrics.of_person": _call(lambda house, user, known: house.obstetrics.of_person(user, known.other)),
    "obstetrics.add": _call(_past),
    "obstetrics.remove": _call(
        lambda house, user, known: house.obstetrics.remove(user, _only(known, PastBaby), "keliru")
    ),
}

"""Deliveries, labours, birth letters and deaths, with real arguments, and who may."""

from dataclasses import replace
from datetime import date, time
from uuid import UUID

from ilp_desktop.services.birth.delivery_correction import DeliveryCorrection
from ilp_desktop.services.birth.labour_data import NewObservation
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.house import House
from ilp_desktop.services.people.death_writing import DeathFacts
from tests.house_fixtures import TODAY, Clinic
from tests.services.calling import OFFICE, ROOM, Call, Known
from tests.services.delivery_story import DEAD, LAST_PERIOD, NO_HB0, delivery
from tests.services.kia_story import birth, start_pregnancy

CLINICIANS = frozenset({ROOM})
BORN = date(2025, 11, 23)


def happenings(clinic: Clinic, mother: UUID, pregnancy: UUID) -> tuple[UUID, UUID, UUID]:
    """Let there be a second child with a birth letter, a labour observed, a child that died and one stillborn.

    Returns the birth, the observation and the child that died.
    """
    house, doctor = clinic.house, clinic.doctor
    sibling = clinic.register("Adik Rahasia", birth_date=BORN, mother_id=mother, birth_order=1).person_id
    born = house.children.record_birth(doctor, sibling, birth(clinic, BORN))
    house.birth_letters.issue(doctor, born)
    observed = house.labours.observe(doctor, NewObservation(clinic.new_id(), pregnancy, TODAY, time(1, 0), cervix_cm=4))
    dead = clinic.register("Bayi Rahasia", birth_date=BORN).person_id
    house.deaths.record(doctor, dead, DeathFacts(TODAY, "", "Rumah", "pneumonia"))
    woman = clinic.register("Ibu Rahasia Lain", birth_date=date(1996, 1, 2)).person_id
    house.deliveries.record(doctor, delivery(clinic, start_pregnancy(clinic, woman, LAST_PERIOD), DEAD))
    return born, observed, dead


def _observation(known: Known) -> NewObservation:
    return NewObservation(known.new_id(), known.pregnancy, TODAY, time(2, 0), cervix_cm=4)


def _correct_observation(house: House, user: SignedIn, known: Known) -> object:
    return house.labours.correct(user, known.observation, _observation(known), "uji")


def _record(house: House, user: SignedIn, known: Known) -> object:
    return house.deliveries.record(user, delivery(known.clinic, known.pregnancy, replace(NO_HB0, order=1)))


def _correct(house: House, user: SignedIn, known: Known) -> object:
    wanted = delivery(known.clinic, known.new_id(), replace(NO_HB0, order=1), delivered_on=BORN)
    doctor = known.clinic.doctor
    (file,) = known.clinic.house.deliveries.of_mother(doctor, known.mother).deliveries
    return house.deliveries.correct(user, DeliveryCorrection(file.id, file.version, (known.birth,), wanted, "uji"))


def _withdraw(house: House, user: SignedIn, known: Known) -> None:
    (file,) = known.clinic.house.deliveries.of_mother(known.clinic.doctor, known.mother).deliveries
    assert file.id is not None
    house.deliveries.withdraw(user, file.id, file.version, "uji")


def _stillborn(known: Known) -> UUID:
    """Return the stillbirth among what happened."""
    rows = known.clinic.house.deaths.listed(known.clinic.doctor, None, 20)
    return next(row.birth_id for row in rows if row.birth_id is not None)


DELIVERY_CALLS = {
    "children.birth": Call(frozenset({ROOM}), lambda house, user, known: house.children.birth(user, known.child)),
    "children.record_birth": Call(
        frozenset({ROOM}),
        lambda house, user, known: house.children.record_birth(user, known.child, birth(known.clinic, BORN)),
    ),
    "deliveries.of_mother": Call(CLINICIANS, lambda house, user, known: house.deliveries.of_mother(user, known.mother)),
    "deliveries.awaited": Call(
        CLINICIANS, lambda house, user, _: house.deliveries.awaited(user, None, 50), of_record=False
    ),
    "deliveries.record": Call(CLINICIANS, _record),
    "deliveries.correct": Call(CLINICIANS, _correct),
    "deliveries.withdraw": Call(CLINICIANS, _withdraw),
    "deaths.notify_stillbirth": Call(
        CLINICIANS, lambda house, user, known: house.deaths.notify_stillbirth(user, _stillborn(known), TODAY)
    ),
    "deaths.stillbirth_pdf": Call(
        CLINICIANS, lambda house, user, known: house.deaths.stillbirth_pdf(user, _stillborn(known))
    ),
    "labours.file": Call(CLINICIANS, lambda house, user, known: house.labours.file(user, known.pregnancy)),
    "labours.observe": Call(CLINICIANS, lambda house, user, known: house.labours.observe(user, _observation(known))),
    "labours.correct": Call(
        CLINICIANS,
        _correct_observation,
    ),
    "labours.remove": Call(CLINICIANS, lambda house, user, known: house.labours.remove(user, known.observation, "uji")),
    "labours.pdf": Call(CLINICIANS, lambda house, user, known: house.labours.pdf(user, known.pregnancy)),
    "postnatal.of_mother": Call(CLINICIANS, lambda house, user, known: house.postnatal.of_mother(user, known.mother)),
    "postnatal.of_child": Call(CLINICIANS, lambda house, user, known: house.postnatal.of_child(user, known.child)),
    "birth_letters.issue": Call(CLINICIANS, lambda house, user, known: house.birth_letters.issue(user, known.birth)),
    "birth_letters.pdf": Call(CLINICIANS, lambda house, user, known: house.birth_letters.pdf(user, known.birth)),
    "birth_letters.note_printed": Call(
        CLINICIANS, lambda house, user, known: house.birth_letters.note_printed(user, known.birth)
    ),
    "deaths.file": Call(CLINICIANS, lambda house, user, known: house.deaths.file(user, known.child)),
    "deaths.record": Call(
        CLINICIANS,
        lambda house, user, known: house.deaths.record(user, known.child, DeathFacts(TODAY, "", "Rumah", "pneumonia")),
    ),
    "deaths.notify": Call(CLINICIANS, lambda house, user, known: house.deaths.notify(user, known.dead, TODAY)),
    "deaths.pdf": Call(CLINICIANS, lambda house, user, known: house.deaths.pdf(user, known.dead)),
    "deaths.listed": Call(
        frozenset({ROOM, OFFICE}), lambda house, user, _: house.deaths.listed(user, None, 20), of_record=False
    ),
    "referrals.dangers": Call(CLINICIANS, lambda house, user, known: house.referrals.dangers(user, known.mother)),
}

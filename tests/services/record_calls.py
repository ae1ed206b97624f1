"""The calls of the written record, as ``every_call`` names all others."""

from datetime import timedelta
from uuid import UUID

from ilp_desktop.domain.queue.visit_words import NextPlace
from ilp_desktop.services.house import House
from ilp_desktop.services.person.allergies import NewAllergy
from ilp_desktop.services.record.informed_consents import NewConsent
from ilp_desktop.services.work.signed_in import SignedIn
from tests.house_fixtures import TODAY
from tests.services.calling import OFFICE, ROOM, Call, Known

IN_ROOM = frozenset({ROOM})
WHY = "Salah orang saat ditulis"


def consent(known: Known) -> NewConsent:
    """Return a decision about an act at the visit that is known."""
    return NewConsent(
        known.new_id(), known.encounter, "Pasang implan", ("purpose", "risks"), True, "Ibu Contoh", "Pasien sendiri"
    )


def _allergy(known: Known) -> UUID:
    allergies, doctor = known.clinic.house.allergies, known.clinic.doctor
    allergies.add(doctor, NewAllergy(known.new_id(), known.mother, "Penisilin"))
    return allergies.of_person(doctor, known.mother).known[0].id


def _problem(known: Known, *, over: bool = False) -> UUID:
    problems, doctor = known.clinic.house.problems, known.clinic.doctor
    problems.add(doctor, known.mother, "I10", TODAY)
    found = problems.of_person(doctor, known.mother)[0].id
    if over:
        problems.resolve(doctor, found, TODAY)
    return found


def _late(known: Known) -> None:
    """Let the visit be over for three days."""
    clinic = known.clinic
    clinic.house.encounters.finish(clinic.doctor, known.encounter, known.version, NextPlace.HOME)
    clinic.clock.forward(timedelta(days=3))


def _ask(house: House, user: SignedIn, known: Known) -> None:
    _late(known)
    house.signing.ask(user, known.encounter, WHY)


def _decide(house: House, user: SignedIn, known: Known) -> None:
    _late(known)
    known.clinic.house.signing.ask(known.clinic.doctor, known.encounter, WHY)
    house.signing.decide(user, known.clinic.house.signing.asked(known.clinic.head)[0].id, granted=True)


def _remove_text(house: House, user: SignedIn, known: Known) -> None:
    kept = known.clinic.house.short_texts.keep(known.clinic.doctor, ".batuk", "Batuk berdahak")
    house.short_texts.remove(user, kept[0].id)


RECORD_CALLS = {
    "signing.sign": Call(IN_ROOM, lambda house, user, known: house.signing.sign(user, known.encounter)),
    "signing.unsigned": Call(IN_ROOM, lambda house, user, _: house.signing.unsigned(user), of_record=False),
    "signing.ask": Call(IN_ROOM, _ask),
    "signing.asked": Call(frozenset({OFFICE}), lambda house, user, _: house.signing.asked(user), of_record=False),
    "signing.decide": Call(frozenset({OFFICE}), _decide),
    "allergies.of_person": Call(IN_ROOM, lambda house, user, known: house.allergies.of_person(user, known.mother)),
    "allergies.add": Call(
        IN_ROOM,
        lambda house, user, known: house.allergies.add(user, NewAllergy(known.new_id(), known.mother, "Udang")),
    ),
    "allergies.withdraw": Call(
        IN_ROOM, lambda house, user, known: house.allergies.withdraw(user, _allergy(known), WHY)
    ),
    "allergies.none_known": Call(IN_ROOM, lambda house, user, known: house.allergies.none_known(user, known.child)),
    "consents.of_visit": Call(IN_ROOM, lambda house, user, known: house.consents.of_visit(user, known.encounter)),
    "consents.add": Call(IN_ROOM, lambda house, user, known: house.consents.add(user, consent(known))),
    "consents.withdraw": Call(
        IN_ROOM,
        lambda house, user, known: house.consents.withdraw(
            user, known.clinic.house.consents.add(known.clinic.doctor, consent(known)), WHY
        ),
    ),
    "consents.pdf": Call(
        IN_ROOM,
        lambda house, user, known: house.consents.pdf(
            user, known.clinic.house.consents.add(known.clinic.doctor, consent(known))
        ),
    ),
    "problems.of_person": Call(IN_ROOM, lambda house, user, known: house.problems.of_person(user, known.mother)),
    "problems.add": Call(IN_ROOM, lambda house, user, known: house.problems.add(user, known.mother, "E11.9", TODAY)),
    "problems.resolve": Call(IN_ROOM, lambda house, user, known: house.problems.resolve(user, _problem(known), TODAY)),
    "problems.reopen": Call(
        IN_ROOM, lambda house, user, known: house.problems.reopen(user, _problem(known, over=True))
    ),
    "past_notes.history": Call(IN_ROOM, lambda house, user, known: house.past_notes.history(user, known.encounter)),
    "past_notes.earlier": Call(IN_ROOM, lambda house, user, known: house.past_notes.earlier(user, known.encounter)),
    "short_texts.listed": Call(IN_ROOM, lambda house, user, _: house.short_texts.listed(user), of_record=False),
    "short_texts.keep": Call(
        IN_ROOM, lambda house, user, _: house.short_texts.keep(user, ".batuk", "Batuk berdahak"), of_record=False
    ),
    "short_texts.remove": Call(IN_ROOM, _remove_text),
}

"""The calls of the written record, as ``every_call`` names all others."""

from datetime import date, timedelta
from uuid import UUID

from ilp_desktop.domain.queue.visit_words import NextPlace
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.person.allergies import NewAllergy
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.informed_consents import NewConsent
from ilp_desktop.services.record.note_templates import KeptTemplate
from ilp_desktop.services.record.visit_writing import GivenDiagnosis, SoapNote
from ilp_desktop.services.referral.referral_drafts import ReferralDraft
from tests.house_fixtures import TODAY, Clinic
from tests.services.calling import OFFICE, ROOM, Call, Written
from tests.services.certified import draft, issue

IN_ROOM = frozenset({ROOM})
BEGAN = date(2024, 1, 5)
WHY = "Salah orang saat ditulis"


def consent(clinic: Clinic, encounter: UUID) -> NewConsent:
    """Return a decision about an act at a visit."""
    return NewConsent(
        clinic.new_id(), encounter, "Pasang implan", ("purpose", "risks"), True, "Ibu Contoh", "Pasien sendiri"
    )


def examination(client_id: UUID, encounter_id: UUID, version: int, letter: ReferralDraft | None) -> Examination:
    """Return an examination with a diagnosis, a form and a letter."""
    return Examination(
        client_id,
        encounter_id,
        version,
        SoapNote(subjective="Pusing"),
        (GivenDiagnosis("A15.0"),),
        (FilledForm("vital_signs", {"berat": "61,5"}),),
        letter,
    )


LONG_AGO = TODAY - timedelta(days=3)


def write_before(clinic: Clinic) -> Written:
    """Write what the calls are tried on: three days ago, so that the time for corrections is over today."""
    house, doctor, first = clinic.house, clinic.doctor, clinic.clock.now()
    clinic.clock.forward(timedelta(days=-3))
    person = clinic.register("Pasien Tercatat").person_id
    visits: list[UUID] = []
    for _ in range(2):
        visit = clinic.visit(person).encounter_id
        visits.append(visit)
        wanted = Examination(clinic.new_id(), visit, 1, SoapNote("Pusing"))
        house.encounters.finish(doctor, visit, house.encounters.record(doctor, wanted), NextPlace.HOME)
    house.allergies.add(doctor, NewAllergy(clinic.new_id(), person, "Penisilin"))
    for code in ("I10", "E11.9"):
        house.problems.add(doctor, person, code, BEGAN)
    active, over = house.problems.of_person(doctor, person)
    house.problems.resolve(doctor, over.id, BEGAN)
    agreed = house.consents.add(doctor, consent(clinic, visits[0]))
    certificate = issue(clinic, visits[0], draft(clinic, "sakit", first_day=LONG_AGO, last_day=LONG_AGO)).id
    (text,) = house.short_texts.keep(doctor, ".pusing", "Pusing berputar")
    (template,) = house.note_templates.keep(doctor, KeptTemplate(clinic.new_id(), None, "Pusing", {"plan": "Kontrol"}))
    clinic.clock.forward(first - clinic.clock.now())
    house.signing.ask(doctor, visits[1], WHY)
    return Written(
        late=visits[0],
        permit=house.signing.asked(clinic.head)[0].id,
        allergy=house.allergies.of_person(doctor, person).known[0].id,
        problem=active.id,
        over=over.id,
        consent=agreed,
        short_text=text.id,
        template=template.id,
        certificate=certificate,
    )


RECORD_CALLS = {
    "signing.sign": Call(IN_ROOM, lambda house, user, known: house.signing.sign(user, known.encounter)),
    "signing.unsigned_count": Call(IN_ROOM, lambda house, user, _: house.signing.unsigned_count(user), of_record=False),
    "signing.unsigned": Call(IN_ROOM, lambda house, user, _: house.signing.unsigned(user), of_record=False),
    "signing.ask": Call(IN_ROOM, lambda house, user, known: house.signing.ask(user, known.written.late, WHY)),
    "signing.asked": Call(frozenset({OFFICE}), lambda house, user, _: house.signing.asked(user), of_record=False),
    "signing.decide": Call(
        frozenset({OFFICE}),
        lambda house, user, known: house.signing.decide(user, known.written.permit, granted=True),
    ),
    "allergies.of_person": Call(IN_ROOM, lambda house, user, known: house.allergies.of_person(user, known.mother)),
    "allergies.add": Call(
        IN_ROOM,
        lambda house, user, known: house.allergies.add(user, NewAllergy(known.new_id(), known.mother, "Udang")),
    ),
    "allergies.withdraw": Call(
        IN_ROOM, lambda house, user, known: house.allergies.withdraw(user, known.written.allergy, WHY)
    ),
    "allergies.none_known": Call(IN_ROOM, lambda house, user, known: house.allergies.none_known(user, known.child)),
    "consents.of_visit": Call(IN_ROOM, lambda house, user, known: house.consents.of_visit(user, known.encounter)),
    "consents.add": Call(
        IN_ROOM, lambda house, user, known: house.consents.add(user, consent(known.clinic, known.encounter))
    ),
    "consents.withdraw": Call(
        IN_ROOM, lambda house, user, known: house.consents.withdraw(user, known.written.consent, WHY)
    ),
    "consents.note_printed": Call(
        IN_ROOM, lambda house, user, known: house.consents.note_printed(user, known.written.consent)
    ),
    "consents.pdf": Call(IN_ROOM, lambda house, user, known: house.consents.pdf(user, known.written.consent)),
    "problems.of_person": Call(IN_ROOM, lambda house, user, known: house.problems.of_person(user, known.mother)),
    "problems.add": Call(IN_ROOM, lambda house, user, known: house.problems.add(user, known.mother, "E11.9", TODAY)),
    "problems.resolve": Call(
        IN_ROOM, lambda house, user, known: house.problems.resolve(user, known.written.problem, TODAY)
    ),
    "problems.reopen": Call(IN_ROOM, lambda house, user, known: house.problems.reopen(user, known.written.over)),
    "past_notes.history": Call(IN_ROOM, lambda house, user, known: house.past_notes.history(user, known.encounter)),
    "past_notes.earlier": Call(IN_ROOM, lambda house, user, known: house.past_notes.earlier(user, known.encounter)),
    "past_medicines.earlier": Call(
        IN_ROOM, lambda house, user, known: house.past_medicines.earlier(user, known.encounter)
    ),
    "note_templates.listed": Call(IN_ROOM, lambda house, user, _: house.note_templates.listed(user), of_record=False),
    "note_templates.keep": Call(
        IN_ROOM,
        lambda house, user, known: house.note_templates.keep(
            user, KeptTemplate(known.new_id(), None, "ISPA anak", {"plan": "Kontrol"})
        ),
        of_record=False,
    ),
    "note_templates.remove": Call(
        IN_ROOM, lambda house, user, known: house.note_templates.remove(user, known.written.template)
    ),
    "short_texts.listed": Call(IN_ROOM, lambda house, user, _: house.short_texts.listed(user), of_record=False),
    "short_texts.keep": Call(
        IN_ROOM, lambda house, user, _: house.short_texts.keep(user, ".batuk", "Batuk berdahak"), of_record=False
    ),
    "short_texts.remove": Call(
        IN_ROOM, lambda house, user, known: house.short_texts.remove(user, known.written.short_text)
    ),
}

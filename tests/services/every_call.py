"""Every method of every service that somebody signed in can call, with real arguments, and who may."""

from dataclasses import replace
from datetime import date
from inspect import getmembers, isfunction, signature

from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.priority import Priority
from ilp_desktop.domain.queue.visit_words import Leaving, NextPlace, Payer, TicketStatus, Wish
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.house import House
from ilp_desktop.services.immunisation.dose_giving import NewDose
from ilp_desktop.services.person.person_data import ConsentGiven
from ilp_desktop.services.pregnancy.pregnancies import NewPregnancy
from ilp_desktop.services.queue.visits import NewVisit, VisitFacts
from ilp_desktop.services.referral.referral_drafts import ReferralDraft
from ilp_desktop.services.start.setup import NewDestination, NewRoom
from tests.house_fixtures import TODAY, Clinic
from tests.services.account_calls import ACCOUNT_CALLS
from tests.services.calling import DESK, EVERYBODY, OFFICE, ROOM, Call, Known
from tests.services.certificate_calls import CERTIFICATE_CALLS
from tests.services.chart_calls import CHART_CALLS
from tests.services.delivery_calls import DELIVERY_CALLS, happenings
from tests.services.display_calls import DISPLAY_CALLS
from tests.services.due_calls import ALL_DUE_CALLS, DUE_CALLS
from tests.services.edition_calls import EDITION_CALLS
from tests.services.facility_calls import FACILITY_CALLS
from tests.services.family_calls import FAMILY_CALLS
from tests.services.growth_calls import GROWTH_CALLS
from tests.services.immunisation_calls import IMMUNISATION_CALLS
from tests.services.immunised import immunise
from tests.services.invited import invite, listed
from tests.services.late_calls import LATE_CALLS
from tests.services.list_calls import LIST_CALLS
from tests.services.merging_calls import MERGING_CALLS
from tests.services.order_calls import ASKED, ORDER_CALLS
from tests.services.pair_calls import PAIR_CALLS
from tests.services.pregnancy_calls import PREGNANCY_CALLS, tell_of
from tests.services.premarital_calls import PREMARITAL_CALLS, engage
from tests.services.queue_calls import QUEUE_CALLS
from tests.services.record_calls import RECORD_CALLS, examination, write_before
from tests.services.referral_calls import REFERRAL_CALLS
from tests.services.register_calls import REGISTER_CALLS, written_ill
from tests.services.replay_calls import REPLAY_CALLS, listed_conflict
from tests.services.school_calls import SCHOOL_CALLS, taught

KK = "3201010101200003"
# A user's own drafts, and the wording of a form, are nobody else's business and nobody's data.
UNGUARDED = ("drafts.", "screening.form")


def _letter(clinic: Clinic) -> ReferralDraft:
    return ReferralDraft(
        destination_id=clinic.house.facilities.destinations(clinic.doctor)[0].id,
        clinic="Penyakit Dalam",
        doctor_id=clinic.doctor.staff_id,
        reason_code="3",
        reason_note="Curiga komplikasi",
        external_missing=True,
    )


def know(clinic: Clinic) -> Known:
    """Let a mother, her child and a neighbour come in, and examine and refer the mother."""
    written = write_before(clinic)
    house = clinic.house
    mother = house.registration.register(clinic.desk, replace(clinic.person("Ibu Rahasia"), kk_number=KK)).person_id
    child = clinic.register("Anak Rahasia", birth_date=date(2025, 11, 23), mother_id=mother).person_id
    other = clinic.register("Tetangga Rahasia").person_id
    invited = invite(clinic, other)
    seen, waiting = clinic.visit(mother), clinic.visit(child)
    room = next(one.id for one in house.facilities.rooms(clinic.doctor) if one.klaster == waiting.klaster.value)
    house.queueing.call(clinic.doctor, waiting.ticket_id, room)
    immunise(clinic, child)
    letter = _letter(clinic)
    wanted = replace(examination(clinic.new_id(), seen.encounter_id, 1, letter), orders=ASKED)
    version = house.encounters.record(clinic.doctor, wanted)
    file = house.encounters.open(clinic.doctor, seen.encounter_id)
    test, medicine = (order.id for order in file.orders)
    response = house.screening.history(clinic.doctor, mother, "vital_signs")[0].id
    pregnancy = house.pregnancies.start(clinic.doctor, NewPregnancy(clinic.new_id(), other, date(2026, 6, 1), 1, 0, 0))
    tell_of(clinic, other, pregnancy)
    born, observed, dead = happenings(clinic, mother, pregnancy)
    return Known(
        clinic,
        mother,
        child,
        other,
        seen.encounter_id,
        version,
        seen.ticket_id,
        waiting.ticket_id,
        file.referrals[0].id,
        response,
        room,
        letter,
        listed(clinic)[0].id,
        invited.batch_id,
        pregnancy,
        house.arrivals.take(clinic.desk, clinic.new_id(), Wish.GENERAL).ticket_id,
        *(born, observed, dead),
        taught(clinic),
        clinic.register("Adik Rahasia", birth_date=date(2026, 11, 20), mother_id=mother).person_id,
        written,
        *(test, medicine),
        written_ill(clinic),
        engage(clinic),
        listed_conflict(clinic),
    )


def methods() -> set[str]:
    """Return every public method of a service that takes the one signed in, as ``service.method``."""
    return {
        f"{service}.{name}"
        for service, kind in House.__annotations__.items()
        if isinstance(kind, type)
        for name, method in getmembers(kind, isfunction)
        if not name.startswith("_") and "user" in signature(method).parameters and service != "uow"
    }


def _register(house: House, user: SignedIn, known: Known) -> object:
    wanted = replace(known.clinic.person("Orang Baru"), relation=FamilyRelation.HEAD)
    return house.registration.register(user, wanted)


def _change(house: House, user: SignedIn, known: Known) -> None:
    file = known.clinic.house.registration.person(known.clinic.desk, known.mother)
    house.registration.change(user, known.mother, file.version, replace(file.data, name="Ibu Berganti"))


def _leave(house: House, user: SignedIn, known: Known) -> None:
    file = known.clinic.house.registration.person(known.clinic.desk, known.mother)
    house.registration.leave(user, known.mother, file.version, Leaving.MOVED, TODAY)


def _open(house: House, user: SignedIn, known: Known) -> object:
    wanted = NewVisit(known.new_id(), known.other, VisitFacts("0", sick=True), Payer.SELF)
    return house.visits.open(user, wanted)


def _give(house: House, user: SignedIn, known: Known) -> object:
    dose = NewDose(known.new_id(), known.child, "HB0", 1, date(2025, 11, 23), told=True)
    return house.children.give(user, dose)


CALLS = {
    "facilities.profile": Call(EVERYBODY, lambda house, user, _: house.facilities.profile(user), of_record=False),
    "facilities.last_written": Call(
        EVERYBODY, lambda house, user, _: house.facilities.last_written(user), of_record=False
    ),
    "facilities.rooms": Call(EVERYBODY, lambda house, user, _: house.facilities.rooms(user), of_record=False),
    "facilities.area": Call(EVERYBODY, lambda house, user, _: house.facilities.area(user), of_record=False),
    "facilities.destinations": Call(
        EVERYBODY, lambda house, user, _: house.facilities.destinations(user), of_record=False
    ),
    "facilities.add_room": Call(
        frozenset({OFFICE}),
        lambda house, user, _: house.facilities.add_room(user, NewRoom("Ruang Infeksius", 4, "D")),
        of_record=False,
    ),
    "facilities.add_destination": Call(
        frozenset({OFFICE}),
        lambda house, user, _: house.facilities.add_destination(user, NewDestination("RS Baru")),
        of_record=False,
    ),
    "registration.search": Call(
        EVERYBODY, lambda house, user, _: house.registration.search(user, "rahasia"), of_record=False
    ),
    "registration.family_by_card": Call(
        EVERYBODY, lambda house, user, _: house.registration.family_by_card(user, KK), of_record=False
    ),
    "registration.person": Call(EVERYBODY, lambda house, user, known: house.registration.person(user, known.mother)),
    "registration.register": Call(frozenset({DESK}), _register, of_record=False),
    "registration.change": Call(frozenset({DESK, ROOM}), _change),
    "registration.leave": Call(frozenset({DESK, ROOM}), _leave),
    "registration.add_allergy": Call(
        frozenset({DESK, ROOM}),
        lambda house, user, known: house.registration.add_allergy(user, known.mother, "Debu", ""),
    ),
    "registration.consent": Call(
        frozenset({DESK, ROOM}),
        lambda house, user, known: house.registration.consent(user, known.mother, ConsentGiven("Ibu Rahasia")),
    ),
    "visits.triage_choices": Call(
        frozenset({DESK}), lambda house, user, known: house.visits.triage_choices(user, known.other)
    ),
    "visits.propose": Call(
        frozenset({DESK}),
        lambda house, user, known: house.visits.propose(user, known.other, VisitFacts("0", sick=True)),
    ),
    "visits.open": Call(frozenset({DESK}), _open),
    "visits.ticket_sheet": Call(EVERYBODY, lambda house, user, known: house.visits.ticket_sheet(user, known.ticket)),
    "queueing.board": Call(EVERYBODY, lambda house, user, _: house.queueing.board(user), of_record=False),
    "queueing.waiting_counts": Call(
        EVERYBODY, lambda house, user, _: house.queueing.waiting_counts(user), of_record=False
    ),
    "queueing.call_next": Call(
        frozenset({ROOM}), lambda house, user, known: house.queueing.call_next(user, known.room)
    ),
    "queueing.call": Call(
        frozenset({ROOM}), lambda house, user, known: house.queueing.call(user, known.ticket, known.room)
    ),
    "queueing.let_in": Call(
        frozenset({ROOM}),
        lambda house, user, known: house.queueing.let_in(user, known.ticket, known.room, TicketStatus.WAITING),
    ),
    "queueing.mark_absent": Call(
        frozenset({DESK, ROOM}), lambda house, user, known: house.queueing.mark_absent(user, known.called)
    ),
    "queueing.put_back": Call(
        frozenset({DESK, ROOM}), lambda house, user, known: house.queueing.put_back(user, known.called)
    ),
    "queueing.change_priority": Call(
        frozenset({DESK, ROOM}),
        lambda house, user, known: house.queueing.change_priority(user, known.ticket, Priority.YELLOW, "sesak"),
    ),
    "queueing.transfer": Call(
        frozenset({DESK, ROOM}),
        lambda house, user, known: house.queueing.transfer(user, known.ticket, Klaster.CROSS, "tindakan"),
    ),
    "screening.facts": Call(frozenset({ROOM}), lambda house, user, known: house.screening.facts(user, known.mother)),
    "screening.earlier": Call(
        frozenset({ROOM}), lambda house, user, known: house.screening.earlier(user, known.mother, ["berat"])
    ),
    "screening.history": Call(
        frozenset({ROOM}), lambda house, user, known: house.screening.history(user, known.mother, "vital_signs")
    ),
    "filled_forms.history": Call(
        frozenset({ROOM}), lambda house, user, known: house.filled_forms.history(user, known.mother, "vital_signs")
    ),
    "filled_forms.pdf": Call(
        frozenset({ROOM}), lambda house, user, known: house.filled_forms.pdf(user, known.encounter, "vital_signs")
    ),
    "filled_forms.past_pdf": Call(
        frozenset({ROOM}), lambda house, user, known: house.filled_forms.past_pdf(user, known.response)
    ),
    "filled_forms.note_printed": Call(
        frozenset({ROOM}),
        lambda house, user, known: house.filled_forms.note_printed(user, known.encounter, "vital_signs"),
    ),
    "referrals.doctors": Call(frozenset({ROOM}), lambda house, user, _: house.referrals.doctors(user), of_record=False),
    "referrals.pdf": Call(frozenset({ROOM}), lambda house, user, known: house.referrals.pdf(user, known.referral)),
    "referrals.note_printed": Call(
        frozenset({ROOM}), lambda house, user, known: house.referrals.note_printed(user, known.referral)
    ),
    "encounters.open": Call(frozenset({ROOM}), lambda house, user, known: house.encounters.open(user, known.encounter)),
    "encounters.record": Call(
        frozenset({ROOM}),
        lambda house, user, known: house.encounters.record(
            user, examination(known.new_id(), known.encounter, known.version, None)
        ),
    ),
    "encounters.finish": Call(
        frozenset({ROOM}),
        lambda house, user, known: house.encounters.finish(user, known.encounter, known.version, NextPlace.HOME),
    ),
    "children.doses": Call(frozenset({ROOM}), lambda house, user, known: house.children.doses(user, known.child)),
    "children.give": Call(frozenset({ROOM}), _give),
    **ACCOUNT_CALLS,
    **FACILITY_CALLS,
    **GROWTH_CALLS,
    **CHART_CALLS,
    "kia.pdf": Call(frozenset({ROOM}), lambda house, user, known: house.kia.pdf(user, known.mother, known.child)),
    "overview.today": Call(
        frozenset({ROOM, OFFICE}), lambda house, user, _: house.overview.today(user), of_record=False
    ),
    "overview.suspected_cases": Call(
        frozenset({ROOM}), lambda house, user, _: house.overview.suspected_cases(user), of_record=False
    ),
    **{name: Call(roles, run) for name, (roles, run) in DUE_CALLS.items()},
    **{name: Call(roles, run, of_record=False) for name, (roles, run) in ALL_DUE_CALLS.items()},
    **{name: Call(roles, run, of_record=False) for name, (roles, run) in EDITION_CALLS.items()},
    **DISPLAY_CALLS,
    **MERGING_CALLS,
    **LIST_CALLS,
    **REGISTER_CALLS,
    **PREGNANCY_CALLS,
    **PREMARITAL_CALLS,
    **LATE_CALLS,
    **CERTIFICATE_CALLS,
    **DELIVERY_CALLS,
    **QUEUE_CALLS,
    **REPLAY_CALLS,
    **FAMILY_CALLS,
    **IMMUNISATION_CALLS,
    **SCHOOL_CALLS,
    **ORDER_CALLS,
    **PAIR_CALLS,
    **RECORD_CALLS,
    **REFERRAL_CALLS,
}

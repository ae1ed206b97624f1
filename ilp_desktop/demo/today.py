"""The morning of the demo: a queue made through the same services the desk and the rooms use."""

from datetime import date, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import func, select

from db.models import Person, Pregnancy
from ilp_desktop.clock import SteppingClock
from ilp_desktop.demo.care import adult_answers, complaint_of
from ilp_desktop.demo.growing import grower_of
from ilp_desktop.demo.lists import complaints, therapy_for
from ilp_desktop.domain.age import Age, age_on
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.life_stage import life_stage
from ilp_desktop.domain.queue.visit_words import NextPlace, Payer
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.house import House
from ilp_desktop.services.queue.queue_rows import QueueRow
from ilp_desktop.services.queue.visits import NewVisit, VisitFacts
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import GivenDiagnosis, SoapNote

MOST_ARRIVALS, LEAST_ARRIVALS, PEOPLE_AN_ARRIVAL = 45, 12, 12
SERVED_SHARE = 0.45
CHILD_YEARS, ADULT_YEARS = 5, 19
INFECTIOUS, INJURIES = ("batuk", "demam", "panas", "ruam"), "ST"


def fill_today(random: Random, house: House, clock: SteppingClock, users: dict[str, SignedIn], today: date) -> None:
    """Let people arrive from half past seven on; the rooms have served some and call the next."""
    arrivals = _arrivals(random, house, users["loket"])
    for person_id in arrivals:
        clock.forward(timedelta(minutes=random.randint(1, 3), seconds=random.randint(0, 59)))
        _arrive(random, house, users["loket"], person_id, today)
    rooms = {
        klaster: next(room.id for room in house.facilities.rooms(users["dokter"]) if room.klaster == klaster.value)
        for klaster in (Klaster.MOTHER_CHILD, Klaster.ADULT_ELDERLY)
    }
    for number in range(int(len(arrivals) * SERVED_SHARE)):
        klaster = Klaster.MOTHER_CHILD if number % 3 == 0 else Klaster.ADULT_ELDERLY
        user = users["bidan" if klaster is Klaster.MOTHER_CHILD else "dokter"]
        called = house.queueing.call_next(user, rooms[klaster])
        if called is not None:
            clock.forward(timedelta(seconds=random.randint(50, 130)))
            house.queueing.let_in(user, called.ticket_id, rooms[klaster], called.status)
            _examine(random, house, user, called, today)


def _arrivals(random: Random, house: House, clerk: SignedIn) -> list[UUID]:
    with house.uow.database.reading() as session:
        people = session.scalar(select(func.count()).select_from(Person)) or 0
        wanted = min(people, MOST_ARRIVALS, max(LEAST_ARRIVALS, people // PEOPLE_AN_ARRIVAL))
        keys = session.scalars(
            select(Person.id)
            .where(Person.facility_id == clerk.facility_id, Person.left_on.is_(None))
            .order_by(Person.id)
        ).all()
        pregnant = session.scalars(
            select(Pregnancy.person_id).where(Pregnancy.ended_on.is_(None)).order_by(Pregnancy.person_id).limit(3)
        ).all()
    others = random.sample([key for key in keys if key not in pregnant], max(0, wanted - len(pregnant)))
    arrivals = [*pregnant, *others]
    random.shuffle(arrivals)
    return arrivals


def _arrive(random: Random, house: House, clerk: SignedIn, person_id: UUID, today: date) -> None:
    person = house.registration.person(clerk, person_id)
    if person.data.birth_date is None or person.data.sex is None:
        raise AssertionError("everybody of the demo has a birth date and a sex")
    complaint = complaint_of(random, person.data.sex.value, person.data.birth_date, today)
    infectious = complaint.code[0] not in INJURIES and any(word in complaint.words.lower() for word in INFECTIOUS)
    house.visits.open(
        clerk,
        NewVisit(
            client_id=house.uow.identities.new(),
            person_id=person_id,
            facts=VisitFacts("2" if infectious else "0", complaint.sick),
            payer=person.data.payer or Payer.SELF,
            complaint=complaint.words,
            documents=("KTP", "Kartu BPJS"),
        ),
    )


def _examine(random: Random, house: House, user: SignedIn, called: QueueRow, today: date) -> None:
    if called.encounter_id is None or called.birth_date is None or called.sex is None:
        raise AssertionError("everybody of the demo is registered")
    file = house.encounters.open(user, called.encounter_id)
    age = age_on(called.birth_date, today)
    stage = life_stage(age).code
    found, _ = complaints(stage, called.sex.value)
    code = next((one.code for one in found if one.words == called.complaint), "Z00.0")
    therapy, plan = therapy_for(code)
    if age.years < ADULT_YEARS:
        therapy = ""  # a child's dose goes by weight, and none is made up
    version = house.encounters.record(
        user,
        Examination(
            client_id=house.uow.identities.new(),
            encounter_id=called.encounter_id,
            version=file.version,
            note=SoapNote(subjective=called.complaint, plan=plan, therapy=therapy),
            diagnoses=(GivenDiagnosis(code),),
            forms=_vitals(random, called, age, today),
        ),
    )
    house.encounters.finish(user, called.encounter_id, version, NextPlace.PHARMACY if therapy else NextPlace.HOME)


def _vitals(random: Random, called: QueueRow, age: Age, today: date) -> tuple[FilledForm, ...]:
    if age.years < CHILD_YEARS and called.sex is not None and called.birth_date is not None:
        typed = grower_of(called.name, called.birth_date, called.sex.value).typed(age.total_days, today)
    elif age.years >= ADULT_YEARS:
        typed = adult_answers(random, int(random.gauss(124, 13)), (random.gauss(58, 8), random.gauss(158, 6)))
    else:
        return ()
    return (FilledForm("vital_signs", typed),)

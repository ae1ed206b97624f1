"""Three years of a made-up Puskesmas, household by household and day by day."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import bindparam, update

from db.models import (
    Allergy,
    Birth,
    Consent,
    Counter,
    Diagnosis,
    DoseGiven,
    Encounter,
    Family,
    FormResponse,
    Identifier,
    Note,
    Observation,
    PastBaby,
    Person,
    PersonSearch,
    Pregnancy,
    Pupil,
    School,
    Ticket,
    VaccineLot,
    VaccineMove,
)
from db.queries.name_forms import file_words
from ilp_desktop.demo import care
from ilp_desktop.demo.growing import grower_of
from ilp_desktop.demo.ledger import Ledger
from ilp_desktop.demo.lists import FEMALE
from ilp_desktop.demo.population import Household, Someone, households
from ilp_desktop.demo.registering import Registrant, Registrar
from ilp_desktop.demo.schooling import seat_pupils
from ilp_desktop.demo.vaccinating import CHILD_YEARS, doses, manner_of, records_began
from ilp_desktop.demo.vaccine_fridge import stock_vaccines
from ilp_desktop.demo.visiting import Chronicler
from ilp_desktop.demo.wanted import DemoWanted, Progress
from ilp_desktop.domain.pregnancy.pregnancy import due_date
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.stand_in import FOLDER_COUNTER
from ilp_desktop.services.facility.facilities import area_of, profile_of
from ilp_desktop.services.house import House
from ilp_desktop.services.person.person_lines import mark_current

VISITS_A_PERSON = 2
EVERY_LOSS = 3
PLACES = (
    *(("Puskesmas ini", ""), ("Puskesmas ini", "")),
    *(("Rumah sakit", "RSUD Bumi Wening"), ("Praktik mandiri bidan", "")),
)
WRITTEN_TOGETHER = 400
ORDER = (
    Family,
    Person,
    Identifier,
    PersonSearch,
    Allergy,
    Consent,
    Pregnancy,
    PastBaby,
    Birth,
    Encounter,
    Ticket,
    Note,
    Diagnosis,
    FormResponse,
    Observation,
    VaccineLot,
    VaccineMove,
    DoseGiven,
    School,
    Pupil,
)


class Story:
    """Three years of a made-up Puskesmas."""

    def __init__(
        self, random: Random, ledger: Ledger, house: House, users: dict[str, SignedIn], wanted: DemoWanted
    ) -> None:
        self._random = random
        self._ledger = ledger
        self._wanted = wanted
        self._staff = {name: user.staff_id for name, user in users.items()}
        profile = profile_of(ledger.session, ledger.facility_id)
        area = area_of(ledger.session, ledger.facility_id)
        self._registrar = Registrar(random, ledger, profile, area, self._staff["loket"])
        self._chronicler = Chronicler(ledger, house.screening, self._staff, profile.time_zone)
        self._time_zone = profile.time_zone
        self._expecting = 0

    def tell(self, progress: Progress) -> None:
        """Register everybody, then write down what happened to them day by day."""
        today = self._wanted.today
        homes = households(self._random, self._wanted.people, today)
        progress(0.05, "Mendaftarkan keluarga")
        planned: list[tuple[Registrant, care.PlannedVisit, int | None]] = []
        people: list[Registrant] = []
        for home in homes:
            members = list(self._registrar.register(home, today))
            people += members
            planned += self._care_of(home, members)
        stock_vaccines(self._ledger, today, self._staff["bidan"], self._time_zone)
        self._ledger.write(*ORDER)
        self._fill_up(planned, people)
        planned.sort(key=lambda one: one[1].day)
        for number, (registrant, visit, gestation) in enumerate(planned):
            self._chronicler.write(registrant, visit, gestation)
            if number % WRITTEN_TOGETHER == 0:
                self._ledger.write(*ORDER)
                progress(0.15 + 0.8 * number / len(planned), "Menulis kunjungan")
        seat_pupils(self._ledger, people, today, self._staff["loket"], self._time_zone)
        self._ledger.write(*ORDER)
        self._close(len(homes))

    def _care_of(
        self, home: Household, members: list[Registrant]
    ) -> Iterator[tuple[Registrant, care.PlannedVisit, int | None]]:
        today = self._wanted.today
        for registrant in members:
            someone, plan = registrant.someone, None
            if someone.age(today) < CHILD_YEARS:
                for visit in care.child_visits(self._random, someone, today):
                    yield registrant, visit, None
            elif someone.sex == FEMALE and someone is home.mother():
                children = {id(one.someone): one for one in members if one.someone.mother is someone}
                plan = care.pregnancy_of(self._random, someone, [one.someone for one in children.values()], today)
                if plan is not None:
                    yield from self._motherhood(registrant, children, plan)
            self._doses(registrant, plan.last_period_on if plan else None)
            for visit in care.chronic_visits(self._random, someone, today):
                yield registrant, visit, None

    def _doses(self, registrant: Registrant, last_period_on: date | None) -> None:
        today = self._wanted.today
        for one in doses(self._random, registrant.someone, today, last_period_on):
            self._ledger.at(max(one.day, records_began(today)) if one.told else one.day, 30, self._time_zone)
            values = {
                "person_id": registrant.person_id,
                "encounter_id": None,
                "antigen": one.antigen,
                "dose": one.dose,
                "given_on": one.day,
                "batch": "" if one.told else f"B{one.day:%y%m}{one.dose}",
                "told": one.told,
                **manner_of(one, self._staff["bidan"]),
            }
            self._ledger.add(DoseGiven, values, by=self._staff["bidan"])

    def _motherhood(
        self, mother: Registrant, children: Mapping[int, Registrant], plan: care.PlannedPregnancy
    ) -> Iterator[tuple[Registrant, care.PlannedVisit, int | None]]:
        self._ledger.at(plan.last_period_on + timedelta(days=60), 20, self._time_zone)
        self._expecting += plan.child is None
        lost = plan.child is None and self._expecting % EVERY_LOSS == 0
        pregnancy = self._pregnancy(mother, plan, len(children), lost=lost)
        if lost:
            self._loss(mother, plan.last_period_on.year - 2)
        if plan.child is not None:
            self._birth(mother, children[id(plan.child)], pregnancy)
        for visit in care.antenatal_visits(self._random, plan, self._wanted.today):
            yield mother, visit, (visit.day - plan.last_period_on).days

    def _loss(self, mother: Registrant, year: int) -> None:
        """Write down a miscarriage as the mother tells it."""
        told = {"year": year, "outcome": "abortus", "twin": False, "weeks": 9, "complications": []}
        self._ledger.add(PastBaby, {"person_id": mother.person_id, **told}, by=self._staff["bidan"])

    def _pregnancy(self, mother: Registrant, plan: care.PlannedPregnancy, children: int, *, lost: bool) -> UUID:
        ended = plan.child.birth_date if plan.child else None
        para = children - 1 if plan.child else children
        return self._ledger.add(
            Pregnancy,
            {
                "person_id": mother.person_id,
                "gravida": para + 1 + lost,
                "para": para,
                "abortus": int(lost),
                "last_period_on": plan.last_period_on,
                "due_on": due_date(plan.last_period_on),
                "dating_method": "HPHT",
                "height_cm": plan.height_cm,
                "weight_before_kg": plan.weight_before_kg,
                "ended_on": ended,
                "outcome": "lahir hidup" if ended else "",
                "row_version": 1,
            },
            by=self._staff["bidan"],
        )

    def _birth(self, mother: Registrant, child: Registrant, pregnancy: UUID) -> None:
        born: Someone = child.someone
        weight_kg, length_cm, head_cm = grower_of(born.name, born.birth_date, born.sex).at_birth(born.birth_date)
        self._ledger.add(
            Birth,
            {
                "mother_id": mother.person_id,
                "pregnancy_id": pregnancy,
                "child_id": child.person_id,
                "born_at": self._ledger.at(born.birth_date, self._random.randint(-400, 900), self._time_zone),
                **dict(zip(("place", "place_name"), self._random.choice(PLACES), strict=True)),
                "mode": "Sectio caesarea" if self._random.random() < 0.17 else "Spontan",
                "helper": "Bidan",
                "weight_g": round(weight_kg * 1000),
                "length_cm": length_cm,
                "head_cm": head_cm,
                "early_breastfeeding": self._random.random() < 0.8,
            },
            by=self._staff["bidan"],
        )

    def _fill_up(
        self, planned: list[tuple[Registrant, care.PlannedVisit, int | None]], people: list[Registrant]
    ) -> None:
        """Add visits for whatever else people come for, until there are two a person on average."""
        while len(planned) < VISITS_A_PERSON * len(people):
            registrant = self._random.choice(people)
            planned.append((registrant, care.other_visit(self._random, registrant.someone, self._wanted.today), None))

    def _close(self, folders: int) -> None:
        session = self._ledger.session
        session.merge(Counter(facility_id=self._ledger.facility_id, name=FOLDER_COUNTER, period="", value=folders))
        file_words(session, self._ledger.facility_id, self._registrar.words)
        mark_current(session, self._ledger.facility_id)
        visits = [{"who": key, "day": day} for key, day in self._chronicler.last_visits.items()]
        if visits:
            session.connection().execute(
                update(Person).where(Person.id == bindparam("who")).values(last_visit_on=bindparam("day")), visits
            )

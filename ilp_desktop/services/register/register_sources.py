"""What a register reads of many people at once: each kind of fact in one statement, and only when a column asks."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from db.models import (
    Birth,
    Certificate,
    Delivery,
    DoseGiven,
    Family,
    Identifier,
    Neighbourhood,
    Person,
    Posyandu,
    Pregnancy,
    Staff,
    Village,
)
from ilp_desktop.domain.care.premarital import Package
from ilp_desktop.domain.chronic.chronic_record import ChronicFile
from ilp_desktop.domain.growth.growth import growth
from ilp_desktop.domain.growth.growth_result import GrowthResult, Measurement
from ilp_desktop.domain.growth.weight_gain import WeightGain
from ilp_desktop.domain.identity.areas import Area
from ilp_desktop.domain.immunisation.immunisation_checks import GivenDose
from ilp_desktop.domain.immunisation.immunisation_record import DoseRecord, dose_record
from ilp_desktop.forms.schema import Form
from ilp_desktop.services.answers.growth_reading import GrowthRecord, growth_records
from ilp_desktop.services.answers.stored_answers import StoredResponse, responses_among
from ilp_desktop.services.certificate.certificate_rows import bridal_among
from ilp_desktop.services.certificate.package_reading import PackageReader
from ilp_desktop.services.chronic.chronic_file import chronic_files
from ilp_desktop.services.facility.districts import districts_of
from ilp_desktop.services.facility.endemic_area import je_endemic_at
from ilp_desktop.services.facility.facilities import FacilityProfile, profile_of
from ilp_desktop.services.growth.growth_files import gains_of
from ilp_desktop.services.immunisation.dose_reading import doses_among
from ilp_desktop.services.person.couples import husbands_among
from ilp_desktop.services.person.person_reads import numbers_among
from ilp_desktop.services.pregnancy.kia_books import Books, books_among
from ilp_desktop.services.pregnancy.pregnancies import AntenatalRow, PregnancyFile, pregnancy_files
from ilp_desktop.services.referral.referral_among import ReferralEnds, referral_ends, referrals_among
from ilp_desktop.services.referral.referred_back import ReferredBack, referred_back_among
from ilp_desktop.services.register.keeping import kept
from ilp_desktop.services.register.register_entry import Entry, everybody_of
from ilp_desktop.services.register.register_people import diagnoses_among, pregnant_among
from ilp_desktop.services.register.register_world import World

Home = tuple[UUID | None, str, str]


class Sources:
    """The facts of the people of some rows."""

    def __init__(self, world: World, entries: Sequence[Entry]) -> None:
        self.world = world
        self._session = world.session
        self.people = {one.id: one for entry in entries for one in everybody_of(entry)}
        self._entries = entries
        self._monthly: dict[tuple[UUID, str], dict[date, Measurement]] = {}
        self._grown: dict[int, GrowthResult] = {}
        self._records: dict[UUID, DoseRecord] = {}
        self._filled: dict[UUID, Mapping[str, Mapping[int, date]]] = {}
        self._forms: dict[tuple[str, date], Form] = {}

    @cached_property
    def mothers(self) -> Mapping[UUID, Person]:
        """Return the mothers of children, by the child."""
        wanted = {one.mother_id for one in self.people.values() if one.mother_id is not None}
        found = {one.id: one for one in self._session.scalars(select(Person).where(Person.id.in_(wanted)))}
        return {key: found[one.mother_id] for key, one in self.people.items() if one.mother_id in found}

    @cached_property
    def husbands(self) -> Mapping[UUID, str]:
        """Return the husbands of the women and of the mothers, by the woman."""
        women = {one.id: one for one in (*self.people.values(), *self.mothers.values())}
        return husbands_among(self._session, list(women.values()))

    @cached_property
    def numbers(self) -> Mapping[UUID, Mapping[str, Identifier]]:
        """Return identifiers by kind, of the people and of the mothers."""
        return numbers_among(self._session, {*self.people, *(one.id for one in self.mothers.values())})

    @cached_property
    def cards(self) -> Mapping[UUID, str]:
        """Return the number of the family card of each family."""
        wanted = {one.family_id for one in self.people.values() if one.family_id is not None}
        numbered = select(Family.id, Family.kk_number).where(Family.id.in_(wanted))
        return {row.id: row.kk_number or "" for row in self._session.execute(numbered)}

    @cached_property
    def villages(self) -> Mapping[UUID, str]:
        """Return the names of the villages."""
        named = select(Village.id, Village.name).where(Village.facility_id == self.world.facility_id)
        return {row.id: row.name for row in self._session.execute(named)}

    @cached_property
    def districts(self) -> Mapping[UUID, Area]:
        """Return the district of each village whose code is known, with the province it lies in."""
        return districts_of(self._session, self.world.facility_id, self.world.day)

    @cached_property
    def facility(self) -> FacilityProfile:
        """Return the Puskesmas."""
        return profile_of(self._session, self.world.facility_id)

    @cached_property
    def posyandu(self) -> Mapping[Home, str]:
        """Return which Posyandu serves an RT."""
        rows = self._session.execute(
            select(Neighbourhood.village_id, Neighbourhood.rw, Neighbourhood.rt, Posyandu.name)
            .join(Posyandu, Posyandu.id == Neighbourhood.posyandu_id)
            .where(Neighbourhood.facility_id == self.world.facility_id)
        )
        return {(row.village_id, row.rw, row.rt): row.name for row in rows}

    @cached_property
    def births(self) -> Mapping[UUID, Birth]:
        """Return the births of children, by the child."""
        rows = self._session.scalars(select(Birth).where(Birth.child_id.in_(self.people)))
        return {row.child_id: row for row in rows if row.child_id is not None}

    @cached_property
    def books(self) -> Mapping[UUID, Books]:
        """Return the Buku KIA of children and of the pregnancies of rows, by either."""
        return books_among(self._session, self.people, (one.pregnancy.id for one in self._entries if one.pregnancy))

    @cached_property
    def deliveries(self) -> Mapping[UUID, Delivery]:
        """Return the deliveries of the births of rows, by their own identifier."""
        wanted = {one.delivery_id for entry in self._entries for one in entry.births if one.delivery_id is not None}
        return {one.id: one for one in self._session.scalars(select(Delivery).where(Delivery.id.in_(wanted)))}

    @cached_property
    def responses(self) -> Mapping[UUID, Sequence[StoredResponse]]:
        """Return the answers to the forms that columns ask for, the newest first."""
        return responses_among(self._session, self.people, self.world.forms)

    @cached_property
    def doses(self) -> Mapping[UUID, tuple[GivenDose, ...]]:
        """Return the doses on record."""
        return doses_among(self._session, self.people)

    @cached_property
    def last_doses(self) -> Mapping[UUID, Row[Any]]:
        """Return the last dose given to each person until the last day that is told, with who gave it."""
        rows = self._session.execute(
            select(DoseGiven, Staff.name.label("giver"))
            .outerjoin(Staff, Staff.id == DoseGiven.given_by)
            .where(DoseGiven.person_id.in_(self.people), DoseGiven.given_on <= self.world.day)
            .order_by(DoseGiven.given_on, DoseGiven.recorded_at, DoseGiven.id)
        )
        return {row.DoseGiven.person_id: row for row in rows}

    @cached_property
    def chronic(self) -> Mapping[UUID, ChronicFile]:
        """Return what is on record of the chronic diseases of people."""
        return chronic_files(self._session, [*self.people.values()], self.world.day, self.pregnant)

    @cached_property
    def diagnosed(self) -> Mapping[UUID, Sequence[tuple[str, date]]]:
        """Return the diagnoses of people until the last day that is told, the newest first."""
        return diagnoses_among(self._session, self.people, self.world.day)

    @cached_property
    def pregnant(self) -> frozenset[UUID]:
        """Return who was pregnant on the last day that is told."""
        return pregnant_among(self._session, self.people, self.world.day)

    @cached_property
    def packages(self) -> Mapping[UUID, Package]:
        """Return how the package of each person about to marry stands on the last day that is told."""
        reader = PackageReader(self.world.catalogue, self.world.day, restricted=self.world.restricted)
        return reader.among(self._session, [*self.people.values()])

    @cached_property
    def bridal(self) -> Mapping[UUID, Certificate]:
        """Return the newest certificate of somebody about to marry that was not made void, by the person."""
        return bridal_among(self._session, self.people, self.world.day)

    @cached_property
    def je_endemic(self) -> bool:
        """Return whether Japanese encephalitis counts as endemic here."""
        return je_endemic_at(self._session, self.world.facility_id, self.world.day)

    @cached_property
    def records(self) -> Mapping[UUID, GrowthRecord]:
        """Return what is on record of the growth of children."""
        return growth_records(self._session, list(self.people.values()))

    @cached_property
    def measurements(self) -> Mapping[UUID, Sequence[Measurement]]:
        """Return what was measured of children after their birth, the first first."""
        return {key: tuple(one.measurement for one in record.measured) for key, record in self.records.items()}

    @cached_property
    def _taken(self) -> Mapping[UUID, Measurement]:
        """Return measurements by the visit or form they were taken at."""
        measured = (one for record in self.records.values() for one in record.measured)
        return {one.taken_at: one.measurement for one in measured if one.taken_at is not None}

    @cached_property
    def gains(self) -> Mapping[UUID, Mapping[date, WeightGain]]:
        """Return what the KMS says of each weighing, by child and day."""
        people = self.people
        return {key: gains_of(people[key].sex, people[key].birth_date, record) for key, record in self.records.items()}

    @cached_property
    def antenatal(self) -> Mapping[UUID, tuple[AntenatalRow, ...]]:
        """Return the antenatal visits of each pregnancy until it ended."""
        return {key: file.visits for key, file in self.files.items()}

    @cached_property
    def files(self) -> Mapping[UUID, PregnancyFile]:
        """Return each pregnancy as its visits tell it."""
        wanted = [entry.pregnancy for entry in self._entries if entry.pregnancy is not None]
        return pregnancy_files(self._session, {one: self.told_until(one) for one in wanted})

    @cached_property
    def referrals(self) -> Mapping[UUID, Sequence[Any]]:
        """Return the referrals of each person, the newest first."""
        return referrals_among(self._session, self.people)

    @cached_property
    def referred_back(self) -> Mapping[UUID, Sequence[ReferredBack]]:
        """Return who is under the programme PRB, by referrals that everybody may know of."""
        return referred_back_among(self._session, self.people, self.world.day, restricted=False)

    @cached_property
    def referral_ends(self) -> ReferralEnds:
        """Return where the referrals of rows go, and what was answered to them."""
        wanted = [one.referral.id for one in self._entries if one.referral is not None]
        return referral_ends(self._session, self.world.facility_id, wanted)

    def told_until(self, pregnancy: Pregnancy) -> date:
        """Return the last day that is told of a pregnancy: its end, or that of the register before it."""
        return min(pregnancy.ended_on or self.world.day, self.world.day)

    def measured(self, entry: Entry) -> Measurement | None:
        """Return the measurement a row is about, None where it is about none."""
        return None if entry.taken_at is None else self._taken.get(entry.taken_at)

    def record(self, person: Person) -> DoseRecord:
        """Return the doses of somebody, judged."""
        return kept(self._records, person.id, lambda: dose_record(person.birth_date, self.doses[person.id]))

    def filled(self, person: Person) -> Mapping[str, Mapping[int, date]]:
        """Return, by antigen, the day of each dose of somebody that counts on the last day that is told."""
        return kept(self._filled, person.id, lambda: self.record(person).filled(self.world.day))

    def monthly(self, person: Person, measure: str) -> Mapping[date, Measurement]:
        """Return, by the first day of each month, the last time something was measured in it."""

        def found() -> dict[date, Measurement]:
            measured = (one for one in self.measurements[person.id] if getattr(one, measure) is not None)
            return {one.measured_on.replace(day=1): one for one in measured if one.measured_on <= self.world.day}

        return kept(self._monthly, (person.id, measure), found)

    def grown(self, measured: Measurement) -> GrowthResult:
        """Return what WHO's standard says of a measurement."""
        return kept(self._grown, id(measured), lambda: growth(measured))

    def form(self, response: StoredResponse) -> Form:
        """Return the form that was answered."""
        wanted = (response.form_code, response.day)
        return kept(self._forms, wanted, lambda: self.world.catalogue.form(*wanted))

"""Children: growth by WHO, doses given and due, the birth."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from db.models import Birth, DoseGiven, Encounter, FormResponse, Person
from ilp_desktop.domain.age import Age, age_on
from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.errors import StaleRecord, WrongAnswers
from ilp_desktop.domain.growth import growth
from ilp_desktop.domain.growth_curves import ZLine, age_lines, length_lines
from ilp_desktop.domain.growth_result import GrowthResult, Measurement, Posture
from ilp_desktop.domain.growth_status import growth_statuses
from ilp_desktop.domain.growth_tables import Indicator
from ilp_desktop.domain.immunisation import DoseStatus, next_doses
from ilp_desktop.domain.immunisation_checks import GivenDose
from ilp_desktop.domain.immunisation_record import SAME_DAY, dose_effect, known_dose
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.sex import Sex
from ilp_desktop.domain.weight_gain import Weighing, WeightGain, weight_gains
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.rules_growth import measurement_of
from ilp_desktop.services.births import BirthRecord, NewBirth, birth_record, write_birth
from ilp_desktop.services.endemic_area import je_endemic_at
from ilp_desktop.services.ownership import owned
from ilp_desktop.services.screening import in_force
from ilp_desktop.services.signed_in import SignedIn
from ilp_desktop.services.unit_of_work import UnitOfWork, Work

VITALS_FORM = "vital_signs"
LONGEST_BATCH = 40


@dataclass(frozen=True)
class GrowthPoint:
    """One measurement with its z-scores, classes and, below five years, N/T of the month."""

    day: date
    age: Age
    measurement: Measurement
    result: GrowthResult
    statuses: dict[Indicator, Assessment]
    gain: WeightGain | None


@dataclass(frozen=True)
class GrowthFile:
    """A child's growth, the first measurement first."""

    sex: Sex
    birth_date: date
    points: tuple[GrowthPoint, ...]


@dataclass(frozen=True)
class NewDose:
    """A dose to be recorded; ``told`` when the family reports it from elsewhere.

    ``confirmed`` says that warnings (too early, too close) were shown and the dose was given all the same.
    """

    client_id: UUID
    person_id: UUID
    antigen: str
    dose: int
    given_on: date | None
    encounter_id: UUID | None = None
    batch: str = ""
    told: bool = False
    confirmed: bool = False


class Children:
    """Growth and immunisation."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def growth(self, user: SignedIn, person_id: UUID) -> GrowthFile:
        """Return every measurement of a child with z-scores and classes."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            return growth_file(session, owned(session, user.facility_id, Person, person_id))

    def curves(self, sex: Sex, indicator: Indicator, months: tuple[float, float], day: date) -> tuple[ZLine, ...]:
        """Return WHO's curves of an indicator between two ages in months."""
        return age_lines(sex, indicator, months, day)

    def length_curves(
        self, sex: Sex, posture: Posture, lengths_cm: tuple[float, float], day: date
    ) -> tuple[ZLine, ...]:
        """Return WHO's curves of weight for length or height between two lengths in cm."""
        return length_lines(sex, posture, lengths_cm, day)

    def doses(self, user: SignedIn, person_id: UUID) -> tuple[DoseStatus, ...]:
        """Return the state of every dose of the schedule."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            person = owned(session, user.facility_id, Person, person_id)
            return doses_of(session, person, self._uow.today(user))

    def give(self, user: SignedIn, wanted: NewDose) -> UUID:
        """Record a dose; raises ``WrongAnswers``, also for warnings nobody has confirmed (field ``confirmed``)."""
        try:
            with self._uow.writing(user, Act.WRITE_RECORD) as work:
                earlier = work.saved_before(wanted.client_id)
                if earlier is not None:
                    work.touch("dose", earlier, repeated=True)
                    return earlier
                return _give(work, wanted)
        except IntegrityError as error:
            raise WrongAnswers({"antigen": SAME_DAY}) from error

    def birth(self, user: SignedIn, child_id: UUID) -> BirthRecord | None:
        """Return the birth of a child, or None when nobody recorded it."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            child = owned(session, user.facility_id, Person, child_id)
            row = session.scalar(select(Birth).where(Birth.child_id == child.id))
            return None if row is None else birth_record(row)

    def record_birth(self, user: SignedIn, child_id: UUID, wanted: NewBirth) -> UUID:
        """Record a child's birth, which ends the mother's pregnancy; raises ``WrongAnswers`` or ``UserError``."""
        try:
            with self._uow.writing(user, Act.WRITE_RECORD) as work:
                earlier = work.saved_before(wanted.client_id)
                if earlier is not None:
                    work.touch("birth", earlier, repeated=True)
                    return earlier
                return write_birth(work, child_id, wanted)
        except IntegrityError as error:
            raise StaleRecord("Kelahiran anak ini sudah tercatat.", "Buka kembali halamannya.") from error


def growth_file(session: Session, person: Person) -> GrowthFile:
    """Return a child's growth from the vital signs in force."""
    measured = measurements_among(session, [person])[person.id]
    gains = gains_of(person, measured)
    points = []
    for measurement in measured:
        result = growth(measurement)
        points.append(
            GrowthPoint(
                day=measurement.measured_on,
                age=age_on(person.birth_date, measurement.measured_on),
                measurement=measurement,
                result=result,
                statuses=growth_statuses(result),
                gain=gains.get(measurement.measured_on),
            )
        )
    return GrowthFile(person.sex, person.birth_date, tuple(points))


def measurements_among(session: Session, people: Sequence[Person]) -> dict[UUID, list[Measurement]]:
    """Return what was measured of each of some children, the first first, read in one statement."""
    found: dict[UUID, list[Measurement]] = {person.id: [] for person in people}
    known = {person.id: person for person in people}
    rows = session.execute(
        select(FormResponse.person_id, FormResponse.day, FormResponse.answers)
        .where(FormResponse.person_id.in_(found), FormResponse.form_code == VITALS_FORM, in_force())
        .order_by(FormResponse.day, FormResponse.recorded_at)
    )
    for person_id, day, answers in rows:
        child = known[person_id]
        measured = measurement_of(answers, Facts(day=day, birth_date=child.birth_date, sex=child.sex))
        if measured is not None and (measured.weight_kg, measured.length_cm, measured.head_cm) != (None, None, None):
            found[person_id].append(measured)
    return found


def gains_of(person: Person, measured: Iterable[Measurement]) -> dict[date, WeightGain]:
    """Return what the KMS says of each weighing, by its day."""
    weighings = [Weighing(one.measured_on, one.weight_kg) for one in measured if one.weight_kg is not None]
    return {gain.weighing.measured_on: gain for gain in weight_gains(person.sex, person.birth_date, weighings)}


def doses_of(session: Session, person: Person, today: date) -> tuple[DoseStatus, ...]:
    """Return the state of every dose of a person's schedule."""
    endemic = je_endemic_at(session, person.facility_id, today)
    return next_doses(person.birth_date, given_doses(session, person.id), today, je_endemic=endemic)


def given_doses(session: Session, person_id: UUID) -> tuple[GivenDose, ...]:
    """Return the doses on record."""
    return doses_among(session, [person_id])[person_id]


def doses_among(session: Session, people: Collection[UUID]) -> dict[UUID, tuple[GivenDose, ...]]:
    """Return the doses on record of each of some people, read in one statement."""
    found: dict[UUID, list[GivenDose]] = {one: [] for one in people}
    rows = session.execute(
        select(DoseGiven.person_id, DoseGiven.antigen, DoseGiven.dose, DoseGiven.given_on)
        .where(DoseGiven.person_id.in_(found))
        .order_by(DoseGiven.given_on)
    )
    for person_id, antigen, dose, given_on in rows:
        found[person_id].append(GivenDose(antigen, dose, given_on))
    return {one: tuple(doses) for one, doses in found.items()}


def _give(work: Work, wanted: NewDose) -> UUID:
    person = work.own(Person, wanted.person_id, locked=True)
    if wanted.encounter_id is not None:
        work.own(Encounter, wanted.encounter_id)
    problems = _dose_problems(work, person, wanted)
    if problems:
        raise WrongAnswers(problems)
    row = DoseGiven(
        **work.stamp(),
        person_id=person.id,
        encounter_id=wanted.encounter_id,
        antigen=wanted.antigen,
        dose=wanted.dose,
        given_on=wanted.given_on,
        batch=wanted.batch.strip(),
        told=wanted.told,
    )
    work.session.add(row)
    work.session.flush()
    work.remember(wanted.client_id, row.id)
    work.touch("dose", row.id)
    work.touch("person", person.id)
    work.due_for(person.id)
    return row.id


def _dose_problems(work: Work, person: Person, wanted: NewDose) -> dict[str, str]:
    if wanted.given_on is None or not person.birth_date <= wanted.given_on <= work.today:
        return {"given_on": "Isi tanggal pemberian, antara tanggal lahir dan hari ini."}
    if not known_dose(wanted.antigen, wanted.dose, wanted.given_on):
        return {"antigen": "Pilih vaksin dan dosis dari jadwal."}
    dose = GivenDose(wanted.antigen, wanted.dose, wanted.given_on)
    effect = dose_effect(person.birth_date, given_doses(work.session, person.id), dose)
    if effect.refusal:
        return {"antigen": effect.refusal}
    if effect.warnings and not wanted.confirmed:
        return {"confirmed": " ".join(effect.warnings)}
    return _batch_problems(wanted)


def _batch_problems(wanted: NewDose) -> dict[str, str]:
    if not wanted.told and not wanted.batch.strip():
        return {"batch": "Isi nomor batch vaksin yang diberikan di sini."}
    if len(wanted.batch.strip()) > LONGEST_BATCH:
        return {"batch": f"Nomor batch paling panjang {LONGEST_BATCH} huruf."}
    return {}

"""A child's growth as screens and papers show it: every measurement judged, and what it asks for."""

from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from db.models import Person
from ilp_desktop.domain.age import Age, age_on
from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.growth.growth import growth, lying_cm
from ilp_desktop.domain.growth.growth_malnutrition import acute_malnutrition
from ilp_desktop.domain.growth.growth_prematurity import early_days
from ilp_desktop.domain.growth.growth_result import GrowthResult, Measurement, Posture
from ilp_desktop.domain.growth.growth_status import growth_statuses
from ilp_desktop.domain.growth.growth_tables import Indicator
from ilp_desktop.domain.growth.growth_velocity import HEAD, LENGTH, WEIGHT, Reading, Velocity, velocities
from ilp_desktop.domain.growth.newborn_weight import weight_after_birth
from ilp_desktop.domain.growth.nutrition_steps import NutritionStep, nutrition_steps
from ilp_desktop.domain.growth.weight_gain import Weighing, WeightGain, weight_gains
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.answers.growth_reading import BirthKnown, GrowthRecord, Measured, growth_record

NOTHING_KNOWN = BirthKnown()


@dataclass(frozen=True)
class GrowthPoint:
    """One measurement with its z-scores, classes and, below five years, N/T of the month.

    Attributes:
        by: who measured.
        at_birth: these are the measures at birth.
        confirmed: question code to what was asked about the value and said to be right.
        acute: acute malnutrition by all its signs.
        after_birth: what the weight says against the one at birth.
        length_gain: centimetres since an earlier day, both as measured in the posture of the age; None without one.
        place: where the visit was; empty inside the Puskesmas.
        velocities: how fast each measure grew since one or two months before, where it was measured then.
    """

    day: date
    age: Age
    measurement: Measurement
    result: GrowthResult
    statuses: dict[Indicator, Assessment]
    gain: WeightGain | None
    encounter_id: UUID | None = None
    by: str = ""
    at_birth: bool = False
    confirmed: dict[str, str] = field(default_factory=dict)
    acute: Assessment | None = None
    after_birth: Assessment | None = None
    length_gain: tuple[float, date] | None = None
    place: str = ""
    velocities: tuple[Velocity, ...] = ()

    def steps(self, today: date | None = None, *, complicated: bool = False) -> tuple[NutritionStep, ...]:
        """Return what the measurement asks for, the most urgent first.

        To look again is counted from ``today``, or from the measurement; ``complicated`` by what a clinician saw.
        """
        found = [one for one in (*self.statuses.values(), self.acute, self.after_birth) if one is not None]
        return nutrition_steps(found, self.gain, self.age.total_months, today or self.day, complicated=complicated)


@dataclass(frozen=True)
class GrowthFile:
    """A child's growth, the first measurement first; the measures at birth are among them."""

    sex: Sex
    birth_date: date
    points: tuple[GrowthPoint, ...]
    birth: BirthKnown = NOTHING_KNOWN

    @property
    def early_days(self) -> int:
        """Return by how many days the age of a child born too early is corrected; 0 for others."""
        return early_days(0, self.birth.gestation_days, self.birth_date)


def growth_file(session: Session, person: Person) -> GrowthFile:
    """Return a child's growth from every form in force that asked for a measure."""
    return judged(person.sex, person.birth_date, growth_record(session, person))


def judged(sex: Sex, birth_date: date, record: GrowthRecord) -> GrowthFile:
    """Return what is on record with everything that the rules say of it."""
    measured = (*_at_birth(sex, birth_date, record.birth), *record.measured)
    gains = gains_of(sex, birth_date, record)
    points: list[GrowthPoint] = []
    read: dict[str, list[Reading]] = {}
    for one in measured:
        result = growth(one.measurement)
        now = _readings(result)
        points.append(
            GrowthPoint(
                day=one.day,
                age=age_on(birth_date, one.day),
                measurement=one.measurement,
                result=result,
                statuses=growth_statuses(result),
                gain=None if one.at_birth else gains.get(one.day),
                encounter_id=one.encounter_id,
                by=one.by,
                at_birth=one.at_birth,
                confirmed=dict(one.confirmed),
                acute=acute_malnutrition(result),
                after_birth=weight_after_birth(record.birth.weight_kg, one.measurement),
                length_gain=_length_gain(points, result),
                place=one.place,
                velocities=velocities(sex, read, now, one.day),
            )
        )
        for measure, reading in now.items():
            read.setdefault(measure, []).append(reading)
    return GrowthFile(sex, birth_date, tuple(points), record.birth)


def with_birth_date(file: GrowthFile, birth_date: date) -> GrowthFile:
    """Return what a child's growth would be with another birth date; measurements before it are left out."""
    measured = []
    for point in file.points:
        days = (point.day - birth_date).days
        if not point.at_birth and days >= 0:
            early = early_days(days, file.birth.gestation_days, point.day)
            moved = replace(point.measurement, age_days=days - early, early_days=early)
            measured.append(Measured(moved, point.encounter_id, point.by, point.confirmed, place=point.place))
    return judged(file.sex, birth_date, GrowthRecord(file.birth, tuple(measured)))


def gains_of(sex: Sex, birth_date: date, record: GrowthRecord) -> dict[date, WeightGain]:
    """Return what the KMS says of each weighing, by its day."""
    weighings = [
        Weighing(one.day, one.measurement.weight_kg) for one in record.measured if one.measurement.weight_kg is not None
    ]
    found = weight_gains(sex, birth_date, weighings, record.history)
    return {gain.weighing.measured_on: gain for gain in found}


def _at_birth(sex: Sex, birth_date: date, birth: BirthKnown) -> tuple[Measured, ...]:
    if (birth.weight_g, birth.length_cm, birth.head_cm) == (None, None, None):
        return ()
    early = early_days(0, birth.gestation_days, birth_date)
    born = Measurement(
        sex,
        -early,
        birth_date,
        weight_kg=birth.weight_kg,
        length_cm=birth.length_cm,
        posture=Posture.LYING,
        head_cm=birth.head_cm,
        early_days=early,
    )
    return (Measured(born, at_birth=True),)


def _length_gain(earlier: list[GrowthPoint], result: GrowthResult) -> tuple[float, date] | None:
    before = next((point for point in reversed(earlier) if point.result.length_cm is not None), None)
    if before is None or result.length_cm is None:
        return None
    return round(lying_cm(result) - lying_cm(before.result), 1), before.day


def _readings(result: GrowthResult) -> dict[str, Reading]:
    """Return what a measurement says of each measure whose velocity is told; swollen feet make a weight useless."""
    measurement = result.measurement
    values = {
        WEIGHT: None if measurement.oedema else measurement.weight_kg,
        LENGTH: None if result.length_cm is None else lying_cm(result),
        HEAD: measurement.head_cm,
    }
    day, age = measurement.measured_on, measurement.age_days
    return {measure: Reading(day, age, value) for measure, value in values.items() if value is not None}

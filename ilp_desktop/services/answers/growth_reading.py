"""What was ever measured of a child, whatever form asked for it, and what is known of the birth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, Row, bindparam, func, select
from sqlalchemy.orm import Session

from db.models import Birth, Encounter, FormResponse, Observation, Person, Pregnancy, Staff
from ilp_desktop.domain.calendar_dates import DAYS_A_WEEK
from ilp_desktop.domain.growth.growth_history import GrowthHistory
from ilp_desktop.domain.growth.growth_prematurity import early_days, gestation_believed
from ilp_desktop.domain.growth.growth_result import Measurement, Posture
from ilp_desktop.forms.growth_asking import CODES
from ilp_desktop.forms.rules_growth import POSTURES

OEDEMA, GESTATION = "edema", "usia_lahir_minggu"
POSTURE = CODES["posture"]
NUMBERED = tuple((field, code) for field, code in CODES.items() if code != POSTURE)
MEASURED = tuple(code for _, code in NUMBERED)
READ = (*CODES.values(), OEDEMA, GESTATION)
GRAMS_IN_KILOGRAM = 1000
BY_PREGNANCY, TOLD = "menurut kehamilan yang tercatat", "menurut keterangan"


@dataclass(frozen=True)
class BirthKnown:
    """What growth needs to know of a birth.

    Attributes:
        gestation_days: gestational age at birth, None where nobody knows it.
        gestation_by: where that comes from, in Indonesian.
    """

    weight_g: int | None = None
    length_cm: float | None = None
    head_cm: float | None = None
    gestation_days: int | None = None
    gestation_by: str = ""

    @property
    def weight_kg(self) -> float | None:
        """Return the weight at birth in kilograms."""
        return None if self.weight_g is None else self.weight_g / GRAMS_IN_KILOGRAM


@dataclass(frozen=True)
class Measured:
    """One measurement with the visit it was taken at.

    Attributes:
        by: name of who measured.
        confirmed: question code to what was asked about the value and said to be right.
        at_birth: the measures are those of the birth.
        taken_at: the visit, or the form where it belongs to none.
        place: where the visit was; empty inside the Puskesmas.
    """

    measurement: Measurement
    encounter_id: UUID | None = None
    by: str = ""
    confirmed: Mapping[str, str] = field(default_factory=dict)
    at_birth: bool = False
    taken_at: UUID | None = None
    place: str = ""

    @property
    def day(self) -> date:
        """Return the day it was measured on."""
        return self.measurement.measured_on


@dataclass(frozen=True)
class GrowthRecord:
    """All that is on record of a child's growth, the first measurement first."""

    birth: BirthKnown
    measured: tuple[Measured, ...]

    @property
    def history(self) -> GrowthHistory:
        """Return it as rules look at it."""
        earlier = tuple(one.measurement for one in self.measured)
        return GrowthHistory(self.birth.gestation_days, self.birth.weight_kg, earlier)


def growth_record(session: Session, person: Person, before: date | None = None) -> GrowthRecord:
    """Return what is on record of a child's growth, before a day or altogether.

    What several forms asked at one visit is one measurement.
    """
    return growth_records(session, [person], before)[person.id]


def growth_records(session: Session, people: Sequence[Person], before: date | None = None) -> dict[UUID, GrowthRecord]:
    """Return what is on record of the growth of each of some children, in two statements however many they are."""
    wanted = [person.id for person in people]
    rows: dict[UUID, list[Row[Any]]] = {one: [] for one in wanted}
    for row in session.execute(_MEASURED, {"people": wanted}):
        rows[row.person_id].append(row)
    births = {row.child_id: row for row in session.execute(_BIRTHS, {"people": wanted})}
    return {person.id: _record(person, rows[person.id], births.get(person.id), before) for person in people}


_PEOPLE: BindParameter[Any] = bindparam("people", expanding=True)
_MEASURED = (
    select(
        Observation.person_id,
        Observation.code,
        Observation.number,
        Observation.word,
        Observation.day,
        Observation.response_id,
        FormResponse.encounter_id,
        FormResponse.confirmed,
        Encounter.place,
        Staff.name.label("by"),
    )
    .join(FormResponse, FormResponse.id == Observation.response_id)
    .outerjoin(Encounter, Encounter.id == FormResponse.encounter_id)
    .join(Staff, Staff.id == func.coalesce(Encounter.served_by, FormResponse.recorded_by))
    .where(Observation.person_id.in_(_PEOPLE), Observation.code.in_(READ))
    .order_by(Observation.day, FormResponse.recorded_at, Observation.response_id)
)
_BIRTHS = (
    select(Birth.child_id, Birth.weight_g, Birth.length_cm, Birth.head_cm, Pregnancy.last_period_on)
    .outerjoin(Pregnancy, Pregnancy.id == Birth.pregnancy_id)
    .where(Birth.child_id.in_(_PEOPLE))
)


def _record(person: Person, rows: Sequence[Row[Any]], born: Row[Any] | None, before: date | None) -> GrowthRecord:
    told: float | None = None
    by_visit: dict[UUID, dict[str, Row[Any]]] = {}
    born_on = person.birth_date
    for row in rows:
        code, day = row.code, row.day
        if code == GESTATION:
            told = row.number
        elif day >= born_on and (before is None or day < before):
            by_visit.setdefault(row.encounter_id or row.response_id, {})[code] = row
    birth = _birth_known(person, born, told)
    measured = (_measured(person, birth, visit) for visit in by_visit.values())
    return GrowthRecord(birth, tuple(one for one in measured if one is not None))


def _measured(person: Person, birth: BirthKnown, known: dict[str, Row[Any]]) -> Measured | None:
    """Return what the last answer to each question of a visit measured; None where nothing was."""
    numbers = {name: known[code].number for name, code in NUMBERED if code in known}
    if not numbers:
        return None
    last = next(reversed(known.values()))
    day = last.day
    posture = known[POSTURE].word if POSTURE in known else ""
    age_days = (day - person.birth_date).days
    early = early_days(age_days, birth.gestation_days, day)
    measurement = Measurement(
        sex=person.sex,
        age_days=age_days - early,
        measured_on=day,
        posture=POSTURES.get(posture or "", Posture.UNKNOWN),
        oedema=OEDEMA in known and known[OEDEMA].word == "ya",
        early_days=early,
        **numbers,
    )
    said: dict[str, str] = {}
    for row in known.values():
        if row.confirmed:
            said.update((code, str(one["said"])) for code, one in row.confirmed.items() if code in known)
    taken_at = last.encounter_id or last.response_id
    return Measured(measurement, last.encounter_id, last.by, said, taken_at=taken_at, place=last.place or "")


def _birth_known(person: Person, row: Row[Any] | None, told_weeks: float | None) -> BirthKnown:
    """Return what is known of a birth; the pregnancy on record stands before what was told."""
    since = None if row is None else row.last_period_on
    reckoned = None if since is None else gestation_believed((person.birth_date - since).days, person.birth_date)
    told = None if told_weeks is None else gestation_believed(round(told_weeks * DAYS_A_WEEK), person.birth_date)
    gestation = told if reckoned is None else reckoned
    by = "" if gestation is None else TOLD if reckoned is None else BY_PREGNANCY
    if row is None:
        return BirthKnown(gestation_days=gestation, gestation_by=by)
    return BirthKnown(row.weight_g, row.length_cm, row.head_cm, gestation, by)

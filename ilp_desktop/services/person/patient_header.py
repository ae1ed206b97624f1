"""The line about the patient that never scrolls away."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Allergy, Person, Pregnancy
from db.queries.visit_opening import last_birth_on
from ilp_desktop.domain.age import Age, age_on
from ilp_desktop.domain.birth.postnatal import days_in_nifas
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.person.allergies import DrugAlert, drug_alerts, last_asked
from ilp_desktop.services.person.person_reads import RECORD_NUMBER, numbers_of, posyandu_at, pustu_at


@dataclass(frozen=True)
class PatientHeader:
    """Who lies before us: identity, payer, allergies, pregnancy; ``gestation_days`` is None when not pregnant.

    ``outside`` tells whether they live outside the working area, ``served_by`` which Posyandu and Pustu serve them,
    ``nifas_days`` how many days ago a woman in nifas gave birth.
    ``no_allergy_on`` is the day on which they were asked and knew of no allergy; ``drug_alerts`` are drugs written
    lately that an allergy speaks against.
    """

    person_id: UUID
    name: str
    sex: Sex
    birth_date: date
    age: Age
    record_number: str
    payer: str
    bpjs_status: str
    allergies: tuple[str, ...]
    pregnancy_id: UUID | None
    gestation_days: int | None
    due_on: date | None
    outside: bool = False
    served_by: str = ""
    nifas_days: int | None = None
    no_allergy_on: date | None = None
    drug_alerts: tuple[DrugAlert, ...] = ()


def header_of(session: Session, person: Person, today: date, *, may_know: bool = True) -> PatientHeader:
    """Return the header of a person on a day; without a pregnancy for whom ``may_know`` nothing of it."""
    numbers = numbers_of(session, person.id)
    known = session.execute(
        select(Allergy.substance, Allergy.severity).where(Allergy.person_id == person.id).order_by(Allergy.recorded_at)
    ).all()
    pregnancy = session.scalar(
        select(Pregnancy).where(Pregnancy.person_id == person.id, Pregnancy.ended_on.is_(None)).limit(1)
    )
    if not may_know:
        pregnancy = None
    further = _further(session, person)
    return PatientHeader(
        person_id=person.id,
        name=person.name,
        sex=person.sex,
        birth_date=person.birth_date,
        age=age_on(person.birth_date, today),
        record_number=numbers[RECORD_NUMBER].value if RECORD_NUMBER in numbers else "",
        payer=person.payer,
        bpjs_status=person.bpjs_status,
        allergies=tuple(f"{row.substance} ({row.severity})" if row.severity else row.substance for row in known),
        pregnancy_id=pregnancy.id if pregnancy else None,
        gestation_days=(today - pregnancy.last_period_on).days if pregnancy else None,
        due_on=pregnancy.due_on if pregnancy else None,
        outside=person.village_id is None,
        served_by=further.served_by,
        nifas_days=None if pregnancy or not may_know else _nifas_days(session, person, today),
        no_allergy_on=None if known else further.no_allergy_on,
        drug_alerts=drug_alerts(session, person.id, [row.substance for row in known], today),
    )


def _nifas_days(session: Session, person: Person, today: date) -> int | None:
    if person.sex is not Sex.FEMALE or person.left_on is not None:
        return None
    return days_in_nifas(last_birth_on(session, person.id), today)


@dataclass(frozen=True)
class _Further:
    """What else the header tells, read in one statement."""

    posyandu: str
    pustu: str
    no_allergy_on: date | None

    @property
    def served_by(self) -> str:
        """Return Posyandu and Pustu in words."""
        named = (self.posyandu and f"Posyandu {self.posyandu}", self.pustu and f"Pustu {self.pustu}")
        return " · ".join(part for part in named if part)


def _further(session: Session, person: Person) -> _Further:
    place = (person.village_id, person.rw, person.rt)
    wanted = (posyandu_at(*place), pustu_at(person.village_id), last_asked(person.id))
    posyandu, pustu, asked = session.execute(select(*(one.scalar_subquery() for one in wanted))).one()
    return _Further(posyandu or "", pustu or "", asked)

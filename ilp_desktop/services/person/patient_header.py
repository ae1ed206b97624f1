"""The line about the patient that never scrolls away."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Allergy, Identifier, Person, Pregnancy
from db.queries.visit_opening import births_at
from ilp_desktop.domain.age import Age, age_on
from ilp_desktop.domain.birth.postnatal import days_in_nifas
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.person.allergies import DrugAlert, drug_alerts, last_asked
from ilp_desktop.services.person.person_reads import RECORD_NUMBER, posyandu_at, pustu_at


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
    known = session.execute(
        select(Allergy.substance, Allergy.severity).where(Allergy.person_id == person.id).order_by(Allergy.recorded_at)
    ).all()
    further = _further(session, person)
    pregnant = may_know and further.pregnancy_id is not None
    return PatientHeader(
        person_id=person.id,
        name=person.name,
        sex=person.sex,
        birth_date=person.birth_date,
        age=age_on(person.birth_date, today),
        record_number=further.record_number,
        payer=person.payer,
        bpjs_status=person.bpjs_status,
        allergies=tuple(f"{row.substance} ({row.severity})" if row.severity else row.substance for row in known),
        pregnancy_id=further.pregnancy_id if pregnant else None,
        gestation_days=(today - further.last_period_on).days if pregnant and further.last_period_on else None,
        due_on=further.due_on if pregnant else None,
        outside=person.village_id is None,
        served_by=further.served_by,
        nifas_days=None if pregnant or not may_know else _nifas_days(person, further.last_birth_on, today),
        no_allergy_on=None if known else further.no_allergy_on,
        drug_alerts=drug_alerts(session, person.id, [row.substance for row in known], today),
    )


def _nifas_days(person: Person, last_birth_on: date | None, today: date) -> int | None:
    if person.sex is not Sex.FEMALE or person.left_on is not None:
        return None
    return days_in_nifas(last_birth_on, today)


@dataclass(frozen=True)
class _Further:
    """What else the header tells, read in one statement."""

    posyandu: str
    pustu: str
    no_allergy_on: date | None
    record_number: str
    pregnancy_id: UUID | None
    last_period_on: date | None
    due_on: date | None
    last_birth_on: date | None

    @property
    def served_by(self) -> str:
        """Return Posyandu and Pustu in words."""
        named = (self.posyandu and f"Posyandu {self.posyandu}", self.pustu and f"Pustu {self.pustu}")
        return " · ".join(part for part in named if part)


def _further(session: Session, person: Person) -> _Further:
    place = (person.village_id, person.rw, person.rt)
    number = select(Identifier.value).where(Identifier.person_id == person.id, Identifier.kind == RECORD_NUMBER)
    wanted = (posyandu_at(*place), pustu_at(person.village_id), last_asked(person.id), number.limit(1))
    told = session.execute(
        select(*(one.scalar_subquery() for one in wanted), *_pregnancy_at(person.id), *births_at(person.id))
    ).one()
    posyandu, pustu, asked, record_number, pregnancy_id, last_period_on, due_on, *births = told
    return _Further(
        *(posyandu or "", pustu or "", asked, record_number or ""),
        *(pregnancy_id, last_period_on, due_on),
        max((day for day in births if day is not None), default=None),
    )


def _pregnancy_at(person_id: UUID) -> tuple[Any, ...]:
    """Return what reads identifier, first day and due date of the pregnancy that goes on."""
    columns = (Pregnancy.id, Pregnancy.last_period_on, Pregnancy.due_on)
    going_on = (Pregnancy.person_id == person_id, Pregnancy.ended_on.is_(None))
    return tuple(select(one).where(*going_on).order_by(Pregnancy.id).limit(1).scalar_subquery() for one in columns)

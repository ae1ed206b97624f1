"""The line about the patient that never scrolls away."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Allergy, Person, Pregnancy
from ilp_desktop.domain.age import Age, age_on
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.person.person_reads import RECORD_NUMBER, numbers_of, posyandu_of, pustu_of


@dataclass(frozen=True)
class PatientHeader:
    """Who lies before us: identity, payer, allergies, pregnancy; ``gestation_days`` is None when not pregnant.

    ``outside`` tells whether they live outside the working area, ``served_by`` which Posyandu and Pustu serve them.
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


def header_of(session: Session, person: Person, today: date, *, may_know: bool = True) -> PatientHeader:
    """Return the header of a person on a day; without a pregnancy for whom ``may_know`` nothing of it."""
    numbers = numbers_of(session, person.id)
    allergies = session.scalars(
        select(Allergy.substance).where(Allergy.person_id == person.id).order_by(Allergy.recorded_at)
    )
    pregnancy = session.scalar(
        select(Pregnancy).where(Pregnancy.person_id == person.id, Pregnancy.ended_on.is_(None)).limit(1)
    )
    if not may_know:
        pregnancy = None
    return PatientHeader(
        person_id=person.id,
        name=person.name,
        sex=person.sex,
        birth_date=person.birth_date,
        age=age_on(person.birth_date, today),
        record_number=numbers[RECORD_NUMBER].value if RECORD_NUMBER in numbers else "",
        payer=person.payer,
        bpjs_status=person.bpjs_status,
        allergies=tuple(allergies),
        pregnancy_id=pregnancy.id if pregnancy else None,
        gestation_days=(today - pregnancy.last_period_on).days if pregnancy else None,
        due_on=pregnancy.due_on if pregnancy else None,
        outside=person.village_id is None,
        served_by=_served_by(session, person),
    )


def _served_by(session: Session, person: Person) -> str:
    posyandu = posyandu_of(session, person.village_id, person.rw, person.rt)
    pustu = pustu_of(session, person.village_id)
    named = (posyandu and f"Posyandu {posyandu}", pustu and f"Pustu {pustu}")
    return " · ".join(part for part in named if part)

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
from ilp_desktop.services.person.allergies import DrugAlert, asked_without_result, drug_alerts
from ilp_desktop.services.person.person_reads import RECORD_NUMBER, numbers_of, posyandu_of, pustu_of


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
        served_by=_served_by(session, person),
        nifas_days=None if pregnancy or not may_know else _nifas_days(session, person, today),
        no_allergy_on=None if known else asked_without_result(session, person.id),
        drug_alerts=drug_alerts(session, person.id, [row.substance for row in known], today),
    )


def _nifas_days(session: Session, person: Person, today: date) -> int | None:
    if person.sex is not Sex.FEMALE or person.left_on is not None:
        return None
    return days_in_nifas(last_birth_on(session, person.id), today)


def _served_by(session: Session, person: Person) -> str:
    posyandu = posyandu_of(session, person.village_id, person.rw, person.rt)
    pustu = pustu_of(session, person.village_id)
    named = (posyandu and f"Posyandu {posyandu}", pustu and f"Pustu {pustu}")
    return " · ".join(part for part in named if part)

"""What a certificate of a visit rests on, as it stands in the record."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Death, Diagnosis, Encounter, Facility, Identifier, Person, Staff
from ilp_desktop.domain.care.certificate import CertificateFacts, CertificateRules, Measure
from ilp_desktop.domain.care.diagnosis_codes import DiagnosisCodes
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.queue.visit_words import Leaving
from ilp_desktop.domain.restricted_diagnosis import is_restricted_diagnosis
from ilp_desktop.domain.search.search_text import number_text
from ilp_desktop.forms.schema import Answer
from ilp_desktop.services.answers.stored_answers import answers_of_visit
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import Work
from ilp_desktop.services.person.couples import engaged_to
from ilp_desktop.services.person.patient_reads import patient_reads

VITALS = "vital_signs"


@dataclass(frozen=True)
class Deceased:
    """What the record says of a death; empty where nobody knows."""

    died_on: date
    hour: str = ""
    place: str = ""


def facts_of(
    session: Session, user: SignedIn, visit: tuple[Encounter, Person], rules: CertificateRules, today: date
) -> CertificateFacts:
    """Return what is on record for a certificate; without leave no restricted diagnosis is among it."""
    encounter, person = visit
    answers = answers_of_visit(session, encounter)
    codes = _codes_of(session, person, encounter.day)
    open_codes = [code for code in codes if not is_restricted_diagnosis(code, person.birth_date, encounter.day)]
    return CertificateFacts(
        day=encounter.day,
        today=today,
        late=encounter.happened_at is not None,
        died_on=person.left_on if person.left_why == Leaving.DIED.value else None,
        measured=dict(_measured(rules, answers)),
        diagnoses=tuple((code, "") for code in open_codes),
        found=tuple((code, "") for code in (codes if user.may(Act.SEE_RESTRICTED) else open_codes)),
    )


def ask_facts_ahead(work: Work, encounter: Encounter, person: Person, doctor_id: UUID | None) -> None:
    """Ask together what is read for a certificate."""
    session = work.session
    work.ahead(
        lambda: answers_of_visit(session, encounter),
        lambda: _codes_of(session, person, encounter.day),
        lambda: session.get(Staff, doctor_id) if doctor_id is not None else None,
        lambda: work.hold(Facility, work.facility_id),
        *patient_reads(session, person),
    )


def titled(facts: tuple[tuple[str, str], ...], codes: DiagnosisCodes) -> tuple[tuple[str, str], ...]:
    """Return codes with their titles."""
    return tuple((code, codes.title(code)) for code, _ in facts)


def deceased(session: Session, person: Person) -> Deceased | None:
    """Return what is known of somebody's death, None for the living."""
    if person.left_why != Leaving.DIED.value or person.left_on is None:
        return None
    row = session.scalar(select(Death).where(Death.person_id == person.id))
    return Deceased(person.left_on, row.hour if row else "", row.place if row else "")


def partner_of(session: Session, facility_id: UUID, typed: str) -> Person | None:
    """Return whom a NIK or No. RM names, None where it is a name or nobody's number."""
    number = number_text(typed)
    if not number or not any(letter.isdigit() for letter in number):
        return None
    return session.scalar(
        select(Person)
        .join(Identifier, Identifier.person_id == Person.id)
        .where(
            Person.facility_id == facility_id,
            Person.removed_at.is_(None),
            Identifier.value.in_({typed.strip(), number}),
        )
        .limit(1)
    )


def partner_name(session: Session, person: Person) -> str:
    """Return the name of the other of the couple on record, or nothing."""
    engaged = engaged_to(session, person.id)
    return engaged[1].name if engaged is not None else ""


def _codes_of(session: Session, person: Person, day: date) -> list[str]:
    rows = session.scalars(
        select(Diagnosis.code).where(Diagnosis.person_id == person.id, Diagnosis.day == day).order_by(Diagnosis.id)
    )
    return list(dict.fromkeys(rows))


def _measured(rules: CertificateRules, answers: Mapping[str, Mapping[str, Answer]]) -> Iterator[tuple[str, str]]:
    """Give each measure of the visit in words, the vital signs before other forms that ask the same."""
    found: dict[str, Answer] = {}
    for form in sorted(answers, key=lambda code: code == VITALS):
        found |= {name: value for name, value in answers[form].items() if value is not None}
    for measure in rules.measures.values():
        told = [found.get(name) for name in measure.questions]
        words = _words(measure, told)
        if words:
            yield measure.code, words


def _words(measure: Measure, told: list[Any]) -> str:
    if any(value is None for value in told):
        return ""
    if measure.choices:
        return dict(measure.choices).get(str(told[0]), "")
    figures = "/".join(_figure(value) for value in told)
    return f"{figures} {measure.unit}".strip()


def _figure(value: Any) -> str:
    return format(Decimal(str(value)).normalize(), "f").replace(".", ",")

"""Everything that ever happened to some people as far as services depend on it, in one statement."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    CompoundSelect,
    Row,
    Select,
    String,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from db.models import (
    Birth,
    Diagnosis,
    DoseGiven,
    Encounter,
    FormResponse,
    LabOrder,
    Observation,
    Person,
    Pregnancy,
    PregnancyContact,
    PrescriptionLine,
    Pupil,
    ServiceAnswer,
    Staff,
)
from db.queries.due_event_row import PEOPLE, event_row
from db.queries.due_histories import answers, diagnoses, held_and_found
from db.queries.referral_events import control_events, referral_events

DOSE, PREGNANCY, DELIVERY = "dose", "pregnancy", "delivery"
HOUSEHOLD, SAID = "household", "said"
CONTACT = "contact"
TEST, MEDICINE = "test", "medicine"
CARRIED, CLASS = "carried", "class"
WAITS = "menunggu"
READING = "reading"
NO_VISIT = "-"
BETWEEN = "|"


class Wanted(NamedTuple):
    """What is told of diagnoses and forms.

    Attributes:
        household: ICD-10 prefixes that concern those who live with the one diagnosed.
        chronic: ICD-10 prefixes of whom what was measured is wanted.
        measured: the questions that measure it.
        series: what the codes of forms begin with of which every result counts, since they follow each other.
    """

    household: tuple[str, ...]
    chronic: tuple[str, ...]
    measured: tuple[str, ...]
    series: tuple[str, ...]


def due_events(
    session: Session, people: Collection[UUID], codes: Collection[str], wanted: Wanted, today: date
) -> Sequence[Row[Any]]:
    """Return rows (person_id, kind, key, day, until, value, detail), the earliest first.

    ``codes`` are those of the questions whose answers count. Days of forms, answers and diagnoses stand together in
    ``value``, as ``days_in`` reads them; their row stands at the first of them. Results dated after today are left out.
    """
    asked = {"people": list(people), "answers": list(codes), "today": today}
    return session.execute(_statement(wanted), asked).all()


@lru_cache(maxsize=8)
def _statement(wanted: Wanted) -> Select[Any] | CompoundSelect[Any]:
    """Return the statement, made once: putting it together takes longer than running it."""
    return union_all(
        *held_and_found(wanted.series),
        answers(),
        _doses(),
        _pregnancies(),
        _deliveries(),
        _children(),
        _contacts(),
        diagnoses(),
        _household(wanted.household),
        _said(),
        referral_events(),
        control_events(),
        _carried(),
        _classes(),
        _tests(),
        _medicines(),
        _readings(wanted),
    ).order_by("day", "kind", "key", "value")


def _doses() -> Select[Any]:
    return event_row(
        DoseGiven.person_id, DOSE, DoseGiven.antigen, DoseGiven.given_on, value=cast(DoseGiven.dose, String)
    ).where(DoseGiven.person_id.in_(PEOPLE))


def _pregnancies() -> Select[Any]:
    return event_row(
        Pregnancy.person_id, PREGNANCY, Pregnancy.outcome, Pregnancy.last_period_on, until=Pregnancy.ended_on
    ).where(Pregnancy.person_id.in_(PEOPLE))


def _deliveries() -> Select[Any]:
    child = aliased(Person)
    return (
        event_row(Birth.mother_id, DELIVERY, literal("", String), child.birth_date)
        .join(child, child.id == Birth.child_id)
        .where(Birth.mother_id.in_(PEOPLE))
    )


def _children() -> Select[Any]:
    """Select the births of children whose mother is known by their own data alone."""
    return event_row(Person.mother_id, DELIVERY, literal("", String), Person.birth_date).where(
        Person.mother_id.in_(PEOPLE), Person.removed_at.is_(None)
    )


def _contacts() -> Select[Any]:
    """Select antenatal contacts somewhere else."""
    return (
        event_row(Pregnancy.person_id, CONTACT, literal("", String), PregnancyContact.day)
        .join(PregnancyContact, PregnancyContact.pregnancy_id == Pregnancy.id)
        .where(Pregnancy.person_id.in_(PEOPLE), PregnancyContact.removed_at.is_(None))
    )


def _household(prefixes: Sequence[str]) -> Select[Any]:
    mine, other = aliased(Person), aliased(Person)
    return (
        event_row(mine.id, HOUSEHOLD, Diagnosis.code, Diagnosis.day)
        .join(other, other.id == Diagnosis.person_id)
        .join(mine, mine.family_id == other.family_id)
        .where(mine.id.in_(PEOPLE), mine.id != other.id, or_(*(Diagnosis.code.startswith(one) for one in prefixes)))
    )


def _said() -> Select[Any]:
    said = event_row(
        ServiceAnswer.person_id,
        SAID,
        ServiceAnswer.service,
        ServiceAnswer.day,
        until=ServiceAnswer.until,
        value=ServiceAnswer.kind
        + literal("|")
        + func.replace(Staff.name, "|", " ")
        + literal("|")
        + ServiceAnswer.reason,
    )
    return said.join(Staff, Staff.id == ServiceAnswer.recorded_by).where(ServiceAnswer.person_id.in_(PEOPLE))


def _carried() -> Select[Any]:
    """Select since when the pregnancies were reckoned that people were born from."""
    child = aliased(Person)
    return (
        event_row(Birth.child_id, CARRIED, literal("", String), child.birth_date, until=Pregnancy.last_period_on)
        .join(Pregnancy, Pregnancy.id == Birth.pregnancy_id)
        .join(child, child.id == Birth.child_id)
        .where(Birth.child_id.in_(PEOPLE))
    )


def _classes() -> Select[Any]:
    return event_row(
        Pupil.person_id, CLASS, literal("", String), Pupil.begins_on, value=cast(Pupil.grade, String)
    ).where(Pupil.person_id.in_(PEOPLE))


def _tests() -> Select[Any]:
    """Select the tests asked for that nobody has answered."""
    order = LabOrder
    return event_row(order.person_id, TEST, order.test, order.day, value=order.name).where(
        order.person_id.in_(PEOPLE), order.state == WAITS
    )


def _medicines() -> Select[Any]:
    """Select the medicines prescribed that nobody has handed out."""
    line = PrescriptionLine
    return event_row(line.person_id, MEDICINE, line.drug, line.day, value=line.name).where(
        line.person_id.in_(PEOPLE), line.state == WAITS
    )


def _readings(wanted: Wanted) -> Select[Any]:
    """Select what was measured of those with a chronic disease; the value is when it was written down, and where."""
    ill = select(Diagnosis.person_id).where(
        Diagnosis.person_id.in_(PEOPLE), or_(*(Diagnosis.code.startswith(one) for one in wanted.chronic))
    )
    written = cast(FormResponse.recorded_at, String)
    return (
        event_row(
            FormResponse.person_id,
            READING,
            FormResponse.form_code,
            FormResponse.day,
            value=written + BETWEEN + func.coalesce(Encounter.place, NO_VISIT),
            detail=FormResponse.answers,
        )
        .outerjoin(Encounter, Encounter.id == FormResponse.encounter_id)
        .where(
            FormResponse.person_id.in_(ill),
            exists().where(Observation.response_id == FormResponse.id, Observation.code.in_(wanted.measured)),
        )
    )


def household_of(session: Session, person_id: UUID) -> tuple[UUID, ...]:
    """Return those who live with a person, by family folder."""
    mine, other = aliased(Person), aliased(Person)
    found = session.scalars(
        select(other.id).join(mine, mine.family_id == other.family_id).where(mine.id == person_id, other.id != mine.id)
    )
    return tuple(found)

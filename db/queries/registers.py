"""Who stands in a register: children, pregnancies, births, measurements, the chronically ill, by where they live."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, Select, exists, func, literal, or_, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from db.models import (
    Birth,
    Certificate,
    Diagnosis,
    DoseGiven,
    Due,
    FormResponse,
    Observation,
    Person,
    Pregnancy,
    Referral,
    Village,
)
from db.queries.due_counts import Stretch, lives_along

BEYOND = 1_000_000
"""Stands where the number of a village would: who lives outside the area comes last."""

_LATER, _ALSO = aliased(FormResponse), aliased(Observation)


class Standing(NamedTuple):
    """The place of a row in its register: by rank, village, RW, RT and name; ``key`` is the identifier of the row."""

    village: int
    rw: str
    rt: str
    name: str
    key: UUID
    rank: int = 0


@dataclass(frozen=True)
class Rows:
    """The rows of a register as a statement over ``person``.

    Attributes:
        key: the column that tells the rows apart.
        clauses: which rows there are.
        joins: tables beside the person, each with the column that refers to the person.
        rank: what comes first, whoever lives where; None where nothing does.
    """

    key: InstrumentedAttribute[UUID]
    clauses: tuple[ColumnElement[bool], ...]
    joins: tuple[tuple[Any, ColumnElement[bool]], ...] = ()
    rank: ColumnElement[int] | None = None


@dataclass(frozen=True)
class Narrowed:
    """Which of the rows are wanted.

    Attributes:
        way: the stretches of a place; None is everywhere, also outside the area.
        matching: over ``person``: what was searched for; None is everybody.
    """

    facility_id: UUID
    way: Sequence[Stretch] | None = None
    matching: ColumnElement[bool] | None = None


@dataclass(frozen=True)
class Followed:
    """A disease that is followed: the ICD-10 prefixes of its diagnoses, the questions that measure it, its service."""

    prefixes: Sequence[str]
    measured: Sequence[str]
    uncontrolled_service: str


def people_with(disease: Followed, until: date, since: date) -> Rows:
    """Return the people who were diagnosed with a disease until a day and had not left before another."""
    return Rows(Person.id, (_diagnosed(disease, Diagnosis.day <= until), _here(since)))


def people_lost(disease: Followed, before: date, until: date, since: date) -> Rows:
    """Return those of a disease who were diagnosed before a day and not measured from then until another."""
    measured = select(Observation.person_id).where(
        Observation.code.in_(disease.measured), Observation.day >= before, Observation.day <= until
    )
    diagnosed = _diagnosed(disease, Diagnosis.day < before)
    return Rows(Person.id, (diagnosed, Person.id.not_in(measured), _here(since)))


def only_uncontrolled(disease: Followed) -> ColumnElement[bool]:
    """Hold for whoever is asked to come as one whose disease was not under control when last measured."""
    return exists().where(Due.person_id == Person.id, Due.service == disease.uncontrolled_service)


def children_born(born_from: date, born_until: date, since: date) -> Rows:
    """Return the children born between two days, both included, who had not left before a day."""
    return Rows(Person.id, (Person.birth_date >= born_from, Person.birth_date <= born_until, _here(since)))


def people_given_doses(first: date, last: date, antigens: Sequence[str] = ()) -> Rows:
    """Return the people to whom a vaccine was given between two days, both included."""
    given = [DoseGiven.person_id == Person.id, DoseGiven.given_on >= first, DoseGiven.given_on <= last]
    if antigens:
        given.append(DoseGiven.antigen.in_(antigens))
    return Rows(Person.id, (exists().where(*given),))


def pregnancies_between(
    begun_after: date, begun_until: date, ended_from: date, mothers_born_until: date | None
) -> Rows:
    """Return the pregnancies that ran, or ended, in a time.

    One whose end nobody recorded counts when its last period lies after ``begun_after``. ``mothers_born_until`` leaves
    younger mothers out.
    """
    ran = or_(
        Pregnancy.ended_on >= ended_from,
        Pregnancy.ended_on.is_(None) & (Pregnancy.last_period_on > begun_after),
    )
    clauses = (Pregnancy.last_period_on <= begun_until, ran, *_grown(mothers_born_until))
    return Rows(Pregnancy.id, clauses, ((Pregnancy, Pregnancy.person_id == Person.id),))


def births_between(start: datetime, end: datetime, mothers_born_until: date | None) -> Rows:
    """Return the births from one instant to another; ``mothers_born_until`` leaves younger mothers out."""
    clauses = (Birth.born_at >= start, Birth.born_at < end, *_grown(mothers_born_until))
    return Rows(Birth.id, clauses, ((Birth, Birth.mother_id == Person.id),))


def measured_between(codes: Sequence[str], first: date, last: date, born_after: date) -> Rows:
    """Return the filled-in forms with one of some measurements, of people born after a day.

    Of several at one visit the last is meant: what was measured at a visit is one measurement.
    """
    later = (
        select(_LATER.id)
        .join(_ALSO, _ALSO.response_id == _LATER.id)
        .where(
            _LATER.encounter_id == FormResponse.encounter_id,
            _ALSO.code.in_(codes),
            tuple_(_LATER.recorded_at, _LATER.id) > tuple_(FormResponse.recorded_at, FormResponse.id),
        )
    )
    clauses = (
        FormResponse.day >= first,
        FormResponse.day <= last,
        Person.birth_date > born_after,
        exists().where(Observation.response_id == FormResponse.id, Observation.code.in_(codes)),
        ~later.exists(),
    )
    return Rows(FormResponse.id, clauses, ((FormResponse, FormResponse.person_id == Person.id),))


def referrals_between(first: date, last: date, *, restricted: bool) -> Rows:
    """Return the referrals of a time; ``restricted`` says whether those are among them that need leave."""
    clauses: tuple[ColumnElement[bool], ...] = (Referral.day >= first, Referral.day <= last)
    if not restricted:
        clauses = (*clauses, Referral.restricted.is_(False))
    return Rows(Referral.id, clauses, ((Referral, Referral.person_id == Person.id),))


def certificates_between(first: date, last: date) -> Rows:
    """Return the certificates of a time, those made void among them."""
    clauses = (Certificate.day >= first, Certificate.day <= last)
    return Rows(Certificate.id, clauses, ((Certificate, Certificate.person_id == Person.id),))


def page_of(
    session: Session, rows: Rows, wanted: Narrowed, after: Standing | None, limit: int | None
) -> list[Standing]:
    """Return the places of the rows after one, at most so many, in the order of the register."""
    place, first = _order(rows)
    order = (*first, *place)
    found = _narrowed(select(*place, *first), rows, wanted).order_by(*order).limit(limit)
    if after is not None:
        types = (Village.number.type, Person.rw.type, Person.rt.type, Person.name.type, rows.key.type)
        stood = [literal(one, kind) for one, kind in zip(after[: len(place)], types, strict=True)]
        before = [literal(after.rank, Integer())] if first else []
        found = found.where(tuple_(*order) > tuple_(*before, *stood))
    return [Standing(*row) for row in session.execute(found)]


def beginning_of(session: Session, rows: Rows, wanted: Narrowed, limit: int) -> tuple[list[Standing], tuple[int, int]]:
    """Return the first rows of a register, and how many it has, of how many people.

    Where a row is a person all of them are gone through once: of the chronically ill that is most of the work.
    """
    if rows.joins:
        return page_of(session, rows, wanted, None, limit), count_of(session, rows, wanted)
    place, first = _order(rows)
    statement = select(func.count().over(), *place, *first)
    found = session.execute(_narrowed(statement, rows, wanted).order_by(*first, *place).limit(limit)).all()
    count = found[0][0] if found else 0
    return [Standing(*row[1:]) for row in found], (count, count)


def count_of(session: Session, rows: Rows, wanted: Narrowed) -> tuple[int, int]:
    """Return how many rows a register has, and of how many people."""
    one_each = not rows.joins
    counted = select(func.count()) if one_each else select(func.count(), func.count(Person.id.distinct()))
    found = session.execute(_narrowed(counted, rows, wanted)).one()
    return found[0], found[0 if one_each else 1]


def _order(rows: Rows) -> tuple[tuple[Any, ...], tuple[ColumnElement[int], ...]]:
    """Return the place of a row as ``Standing`` holds it, and what comes before it in the order."""
    village = func.coalesce(Village.number, BEYOND)
    return (village, Person.rw, Person.rt, Person.name, rows.key), () if rows.rank is None else (rows.rank,)


def _narrowed(statement: Select[Any], rows: Rows, wanted: Narrowed) -> Select[Any]:
    found = statement.select_from(Person).outerjoin(Village, Village.id == Person.village_id)
    for table, joined_by in rows.joins:
        found = found.join(table, joined_by)
    found = found.where(Person.facility_id == wanted.facility_id, Person.removed_at.is_(None), *rows.clauses)
    if wanted.way is not None:
        found = found.where(lives_along(wanted.way) if wanted.way else literal(value=False))
    return found if wanted.matching is None else found.where(wanted.matching)


def _diagnosed(disease: Followed, when: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(Diagnosis.person_id == Person.id, when, _under(disease.prefixes))


def _here(since: date) -> ColumnElement[bool]:
    return or_(Person.left_on.is_(None), Person.left_on > since)


def _grown(born_until: date | None) -> tuple[ColumnElement[bool], ...]:
    return () if born_until is None else (Person.birth_date <= born_until,)


def _under(prefixes: Sequence[str]) -> ColumnElement[bool]:
    return or_(*(Diagnosis.code.startswith(prefix) for prefix in prefixes))

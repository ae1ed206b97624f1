"""Which rows a register has, and reading a page of them with everything their columns may ask."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.models import Birth, Certificate, FormResponse, Person, Pregnancy, Referral
from db.queries.register_couples import Served, couples_between
from db.queries.registers import (
    Followed,
    Rows,
    Standing,
    births_between,
    certificates_between,
    children_born,
    measured_between,
    only_uncontrolled,
    people_given_doses,
    people_lost,
    people_with,
    pregnancies_between,
    referrals_between,
)
from ilp_desktop.clock import day_began, local_day
from ilp_desktop.domain.calendar_dates import MONTHS_A_YEAR, months_shifted
from ilp_desktop.domain.care.certificate import BRIDAL, certificate_rules_on
from ilp_desktop.domain.chronic.chronic_follow_up import diseases_on, lost_before
from ilp_desktop.domain.chronic.chronic_record import TARGETS
from ilp_desktop.domain.due.service_registers import registers_on
from ilp_desktop.domain.pregnancy.minor_pregnancy import open_for_births_until
from ilp_desktop.domain.pregnancy.pregnancy import counts_until
from ilp_desktop.reference import edition_on
from ilp_desktop.services.cancer.cancer_rows import screened_on
from ilp_desktop.services.person.couples import engaged_among
from ilp_desktop.services.register.register_entry import Entry
from ilp_desktop.services.register.register_rows import RegisterFilter
from ilp_desktop.services.register.register_users import users_on

CHILD, DOSE, PREGNANCY, BIRTH, MEASUREMENT = "child", "dose", "pregnancy", "birth", "measurement"
REFERRAL, PLANNING, CERTIFICATE, SCREENING = "referral", "planning", "certificate", "screening"
COUPLE = "couple"
DISEASE, LOST, UNCONTROLLED = "disease", "lost", "uncontrolled"
MEASURED = ("berat", "tinggi")


@dataclass(frozen=True)
class Period:
    """The time a register tells of.

    Attributes:
        first, last: the month or year that is wanted; ``last`` lies not after today.
        year: its first day.
        today: the day it is read.
        time_zone: where the Puskesmas stands.
    """

    first: date
    last: date
    today: date
    time_zone: str

    @property
    def year(self) -> date:
        """Return the first day of the year."""
        return self.first.replace(month=1, day=1)


def period_of(year: int, month: int, today: date, time_zone: str) -> Period:
    """Return the time of a year, or of one month of it, as far as it has passed."""
    first = date(year, month or 1, 1)
    after = months_shifted(first, 1 if month else MONTHS_A_YEAR)
    return Period(first, max(first, min(after - timedelta(days=1), today)), today, time_zone)


def rows_of(wanted: RegisterFilter, period: Period, *, restricted: bool) -> Rows:
    """Return the rows of a register; without leave for restricted things no pregnancy or birth of a minor is one."""
    body = edition_on(wanted.code, period.last).body
    if body["rows"] in (DISEASE, PLANNING, SCREENING):
        return _standing(body, wanted.state, period, restricted=restricted)
    grown = None if restricted else open_for_births_until(period.today)
    kind = body["rows"]
    if kind == CHILD:
        return children_born(*_born(body, period), period.first)
    if kind in (DOSE, REFERRAL, CERTIFICATE, COUPLE):
        return _of_time(body, period, restricted=restricted)
    if kind == MEASUREMENT:
        born_from, _ = _born(body, period)
        return measured_between(MEASURED, period.first, period.last, born_from - timedelta(days=1))
    if kind == BIRTH:
        until = period.last + timedelta(days=1)
        return births_between(day_began(period.first, period.time_zone), day_began(until, period.time_zone), grown)
    open_days = counts_until(period.first, period.today) - period.first
    nifas = timedelta(days=edition_on("postnatal_period", period.first).body["last_day"])
    return pregnancies_between(period.first - open_days, period.last, period.first - nifas, grown)


def is_of_couples(code: str, day: date) -> bool:
    """Tell whether a row of a register is a couple."""
    return bool(edition_on(code, day).body["rows"] == COUPLE)


def letter_numbers(code: str, day: date) -> InstrumentedAttribute[str] | None:
    """Return the column of a register's rows that holds the number of a letter, None where they have none."""
    numbered = {REFERRAL: Referral.number, CERTIFICATE: Certificate.number}
    return numbered.get(edition_on(code, day).body["rows"])


def entries_of(session: Session, code: str, period: Period, standing: Sequence[Standing]) -> list[Entry]:
    """Return rows with whom and what they are about, in their order, each kind of thing in one statement."""
    body = edition_on(code, period.last).body
    keys = [one.key for one in standing]
    readers = {
        PREGNANCY: _pregnancies,
        BIRTH: _births,
        MEASUREMENT: _measurements,
        REFERRAL: _referrals,
        CERTIFICATE: _certificates,
        SCREENING: _screenings,
        COUPLE: _couples,
    }
    usual = _whole_lives if body.get("whole_history") else _people
    made = readers.get(body["rows"], usual)(session, period, keys)
    return [replace(made[one.key], rank=one.rank) for one in standing if one.key in made]


def _of_time(body: Any, period: Period, *, restricted: bool) -> Rows:
    """Return what happened in a time: doses to people, referrals, certificates, couples that were served."""
    if body["rows"] == COUPLE:
        form = certificate_rules_on(period.last).kinds[BRIDAL].form
        until = period.last + timedelta(days=1)
        start, end = (day_began(day, period.time_zone) for day in (period.first, until))
        return couples_between(Served(form, period.first, period.last, start, end))
    if body["rows"] == CERTIFICATE:
        return certificates_between(period.first, period.last)
    if body["rows"] == DOSE:
        return people_given_doses(period.first, period.last, tuple(body.get("antigens", ())))
    return referrals_between(period.first, period.last, restricted=restricted)


def _followed(body: Any, day: date) -> Followed:
    if "controlled_by" in body:
        prefixes = next(one.prefixes for one in registers_on(day) if one.code == body["register"])
        return Followed(prefixes, tuple(body["controlled_by"]), "")
    disease = next(one for one in diseases_on(day) if one.register == body["register"])
    prefixes = next(one.prefixes for one in registers_on(day) if one.code == disease.register)
    codes = tuple(code for code, name in TARGETS.items() if name in disease.measured)
    return Followed(prefixes, codes, body["uncontrolled_service"])


def _standing(body: Any, state: str, period: Period, *, restricted: bool) -> Rows:
    """Return who stands in a register at the end of the time: ill, a user of a method, or screened."""
    if body["rows"] == SCREENING:
        return screened_on(period.last, period.first, state, restricted=restricted)
    if body["rows"] == PLANNING:
        return users_on(period.last, period.first, state)
    return _ill(body, state, period)


def _ill(body: Any, state: str, period: Period) -> Rows:
    disease = _followed(body, period.last)
    rows = people_with(disease, period.last, period.first)
    if state == LOST:
        return people_lost(disease, _lost_before(body, period.last), period.last, period.first)
    if state == UNCONTROLLED:
        rows = replace(rows, clauses=(*rows.clauses, only_uncontrolled(disease)))
    return rows


def _lost_before(body: Any, day: date) -> date:
    """Return the day before which the last control lies of whoever is lost."""
    if "lost_table" not in body:
        return lost_before(day)
    return months_shifted(day, -edition_on(body["lost_table"], day).body["lost_months"])


def _born(body: Any, period: Period) -> tuple[date, date]:
    """Return the first and the last birth date of whoever is of the age on at least one day."""
    born_from = months_shifted(period.first, -body["until_months"]) + timedelta(days=1)
    return born_from, months_shifted(period.last, -body["from_months"])


def _by_id(session: Session, model: type[Any], wanted: Sequence[UUID | None] | set[UUID]) -> dict[UUID, Any]:
    keys = {one for one in wanted if one is not None}
    return {one.id: one for one in session.scalars(select(model).where(model.id.in_(keys)))}


def _people(session: Session, period: Period, keys: Sequence[UUID]) -> dict[UUID, Entry]:
    people = _by_id(session, Person, keys)
    return {key: Entry(key, people[key], period.year, period.last) for key in keys if key in people}


def _whole_lives(session: Session, period: Period, keys: Sequence[UUID]) -> dict[UUID, Entry]:
    """Return people of whom everything until the last day is told, not that of the year alone."""
    return {key: replace(one, first=date.min) for key, one in _people(session, period, keys).items()}


def _pregnancies(session: Session, period: Period, keys: Sequence[UUID]) -> dict[UUID, Entry]:
    found: dict[UUID, Pregnancy] = _by_id(session, Pregnancy, keys)
    women = _by_id(session, Person, [one.person_id for one in found.values()])
    births: dict[UUID, list[Birth]] = {}
    rows = list(session.scalars(select(Birth).where(Birth.pregnancy_id.in_(keys))))
    children = _by_id(session, Person, [one.child_id for one in rows])
    for one in sorted(rows, key=lambda birth: _place_of_twin(birth, children)):
        if one.pregnancy_id is not None:
            births.setdefault(one.pregnancy_id, []).append(one)
    nifas = timedelta(days=edition_on("postnatal_period", period.first).body["last_day"])
    return {
        key: Entry(
            key,
            women[one.person_id],
            one.last_period_on,
            min(one.ended_on + nifas, period.last) if one.ended_on else period.last,
            one,
            tuple(births.get(key, ())),
            _children(births.get(key, ()), children),
        )
        for key, one in found.items()
    }


def _place_of_twin(birth: Birth, children: dict[UUID, Person]) -> tuple[datetime, int, str]:
    """Return what puts twins in their order: the hour, else their number, else their names."""
    child = children.get(birth.child_id) if birth.child_id else None
    return birth.born_at, child.birth_order or 0 if child else 0, child.name if child else ""


def _births(session: Session, period: Period, keys: Sequence[UUID]) -> dict[UUID, Entry]:
    found: dict[UUID, Birth] = _by_id(session, Birth, keys)
    pregnancies = _by_id(session, Pregnancy, [one.pregnancy_id for one in found.values()])
    people = _by_id(session, Person, [who for one in found.values() for who in (one.mother_id, one.child_id)])
    nifas = timedelta(days=edition_on("postnatal_period", period.first).body["last_day"])
    made = {}
    for key, one in found.items():
        pregnancy = pregnancies.get(one.pregnancy_id) if one.pregnancy_id else None
        born_on = local_day(one.born_at, period.time_zone)
        first = pregnancy.last_period_on if pregnancy else born_on
        children = _children((one,), people)
        last = min(born_on + nifas, period.today)
        made[key] = Entry(key, people[one.mother_id], first, last, pregnancy, (one,), children)
    return made


def _children(births: Sequence[Birth], people: dict[UUID, Person]) -> tuple[Person, ...]:
    return tuple(people[one.child_id] for one in births if one.child_id in people)


def _measurements(session: Session, period: Period, keys: Sequence[UUID]) -> dict[UUID, Entry]:
    found: dict[UUID, FormResponse] = _by_id(session, FormResponse, keys)
    people = _by_id(session, Person, [one.person_id for one in found.values()])
    made = {}
    for key, one in found.items():
        child = people[one.person_id]
        taken_at = one.encounter_id or one.id
        made[key] = Entry(key, child, period.year, one.day, taken_at=taken_at, answers=one.answers)
    return made


def _referrals(session: Session, _period: Period, keys: Sequence[UUID]) -> dict[UUID, Entry]:
    found: dict[UUID, Referral] = _by_id(session, Referral, keys)
    people = _by_id(session, Person, [one.person_id for one in found.values()])
    return {key: Entry(key, people[one.person_id], one.day, one.day, referral=one) for key, one in found.items()}


def _screenings(session: Session, period: Period, keys: Sequence[UUID]) -> dict[UUID, Entry]:
    found: dict[UUID, FormResponse] = _by_id(session, FormResponse, keys)
    people = _by_id(session, Person, [one.person_id for one in found.values()])
    return {key: Entry(key, people[one.person_id], date.min, period.last) for key, one in found.items()}


def _couples(session: Session, period: Period, keys: Sequence[UUID]) -> dict[UUID, Entry]:
    """Return people about to marry with whom, if that is on record; their package may have been begun before."""
    engaged = engaged_among(session, keys)
    people = _by_id(session, Person, {*keys, *engaged.values()})
    partners = {key: people.get(other) for key, other in engaged.items()}
    first = months_shifted(period.last, -certificate_rules_on(period.last).package_months)
    return {
        key: Entry(key, people[key], first, period.last, partner=partners.get(key)) for key in keys if key in people
    }


def _certificates(session: Session, _period: Period, keys: Sequence[UUID]) -> dict[UUID, Entry]:
    found: dict[UUID, Certificate] = _by_id(session, Certificate, keys)
    people = _by_id(session, Person, [one.person_id for one in found.values()])
    return {key: Entry(key, people[one.person_id], one.day, one.day, certificate=one) for key, one in found.items()}

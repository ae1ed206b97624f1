"""The antenatal visits and other events of one pregnancy, as they are stored."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from db.models import Encounter, FormResponse, MotherClass, Pregnancy, PregnancyContact, Staff
from db.queries.parameters import param, params
from ilp_desktop.domain.pregnancy.pregnancy import gestational_age
from ilp_desktop.domain.pregnancy.pregnancy_dating import Measure, Measured, measured_problem
from ilp_desktop.domain.pregnancy.pregnancy_end import OPEN_ENDED
from ilp_desktop.forms.schema import Answer
from ilp_desktop.services.answers.screening import in_force

ANC_FORM = "anc_visit"
CLASS_ANSWER = "kelas_ibu_hamil"
DOCTORS = ("Dokter",)
SCANNED = (("usg_hpl", Measure.DUE_DAY), ("usg_crl", Measure.CROWN_RUMP))
"""Answers of an antenatal visit that date a pregnancy, the one to go by first."""


@dataclass(frozen=True)
class AntenatalRow:
    """One antenatal visit with its answers; ``place`` is empty inside the Puskesmas."""

    response_id: UUID
    day: date
    gestation: str
    answers: Mapping[str, Answer]
    examiner: str
    by_doctor: bool
    place: str = ""


@dataclass(frozen=True)
class ToldContact:
    """An antenatal visit somewhere else, copied from the Buku KIA."""

    id: UUID
    day: date
    gestation: str
    by_doctor: bool
    place: str


def open_pregnancy(session: Session, person_id: UUID) -> Pregnancy | None:
    """Return the pregnancy in progress of a person, or None."""
    return session.scalar(_OPEN, {"person": person_id})


def antenatal_visits(session: Session, pregnancy: Pregnancy) -> tuple[AntenatalRow, ...]:
    """Return the antenatal visits of a pregnancy, the first first; those of another one are not among them."""
    return antenatal_among(session, [pregnancy])[pregnancy.id]


def antenatal_among(session: Session, pregnancies: Collection[Pregnancy]) -> dict[UUID, tuple[AntenatalRow, ...]]:
    """Return the antenatal visits of each of some pregnancies, in two statements however many they are."""
    rows = session.execute(_VISITS, {"women": list({each.person_id for each in pregnancies})})
    seen: dict[UUID, list[Row[Any]]] = {}
    for row in rows:
        seen.setdefault(row.person_id, []).append(row)
    bounds = _bounds(session, pregnancies)
    return {
        one.id: tuple(
            AntenatalRow(
                response_id=row.id,
                day=row.day,
                gestation=gestational_age(one.last_period_on, row.day).text,
                answers=row.answers,
                examiner=row.name,
                by_doctor=row.profession in DOCTORS,
                place=row.place,
            )
            for row in seen.get(one.person_id, ())
            if bounds[one.id][0] <= row.day <= bounds[one.id][1]
        )
        for one in pregnancies
    }


def antenatal_days(session: Session, pregnancy: Pregnancy) -> tuple[date, ...]:
    """Return the days of the antenatal visits here of a pregnancy, the first first."""
    return tuple(row.day for row in antenatal_visits(session, pregnancy))


def contact_days(session: Session, pregnancy: Pregnancy) -> tuple[date, ...]:
    """Return the days of all antenatal contacts of a pregnancy, those somewhere else among them, the first first."""
    elsewhere = told_contacts(session, [pregnancy])[pregnancy.id]
    return tuple(sorted({*antenatal_days(session, pregnancy), *(row.day for row in elsewhere)}))


def told_contacts(session: Session, pregnancies: Collection[Pregnancy]) -> dict[UUID, tuple[ToldContact, ...]]:
    """Return the contacts of each of some pregnancies somewhere else, the first first, in one statement."""
    starts = {one.id: one.last_period_on for one in pregnancies}
    rows = session.scalars(_CONTACTS, {"pregnancies": list(starts)})
    found: dict[UUID, list[ToldContact]] = {one: [] for one in starts}
    for row in rows:
        start = starts[row.pregnancy_id]
        age = gestational_age(start, row.day).text if row.day >= start else "sebelum hamil"
        found[row.pregnancy_id].append(ToldContact(row.id, row.day, age, row.by_doctor, row.place))
    return {one: tuple(contacts) for one, contacts in found.items()}


def class_rows(session: Session, pregnancies: Collection[UUID]) -> Sequence[MotherClass]:
    """Return the class meetings of some pregnancies, the first first."""
    return session.scalars(_CLASSES, {"pregnancies": list(pregnancies)}).all()


def class_meetings(session: Session, visits: Mapping[UUID, Sequence[AntenatalRow]]) -> dict[UUID, dict[date, bool]]:
    """Return the days on which women came to the class, and whether accompanied; a tick at a visit counts too.

    ``visits`` are those of each pregnancy; they are read in one statement.
    """
    found = {
        one: {row.day: False for row in rows if row.answers.get(CLASS_ANSWER) is True} for one, rows in visits.items()
    }
    for row in class_rows(session, visits.keys()):
        days = found[row.pregnancy_id]
        days[row.day] = days.get(row.day, False) or row.accompanied
    return found


def first_scan(visits: tuple[AntenatalRow, ...]) -> Measured | None:
    """Return the earliest scan of the visits that can date the pregnancy."""
    for row in visits:
        for code, kind in SCANNED:
            value = row.answers.get(code)
            if isinstance(value, str | int | float) and not isinstance(value, bool):
                scan = Measured(row.day, kind, value if isinstance(value, str) else f"{value:g}")
                if not measured_problem(scan, row.day):
                    return scan
    return None


def _bounds(session: Session, pregnancies: Collection[Pregnancy]) -> dict[UUID, tuple[date, date]]:
    """Return the first and the last day of visits of each pregnancy: after the one before it, up to its end."""
    rows = session.execute(_ENDED, {"women": list({each.person_id for each in pregnancies})}).all()
    ended: dict[UUID, list[Row[Any]]] = {}
    for row in rows:
        ended.setdefault(row.person_id, []).append(row)
    found = {}
    for one in pregnancies:
        start = one.last_period_on
        before = [
            row.ended_on for row in ended.get(one.person_id, ()) if row.id != one.id and row.last_period_on < start
        ]
        first = max([start, *(day + timedelta(days=1) for day in before)])
        found[one.id] = (first, one.ended_on or date.max)
    return found


_OPEN = select(Pregnancy).where(Pregnancy.person_id == param("person"), Pregnancy.ended_on.is_(None)).limit(1)
_ENDED = select(Pregnancy.id, Pregnancy.person_id, Pregnancy.last_period_on, Pregnancy.ended_on).where(
    Pregnancy.person_id.in_(params("women")), Pregnancy.ended_on.is_not(None), Pregnancy.outcome.not_in(OPEN_ENDED)
)
_VISITS = (
    select(
        *(FormResponse.person_id, FormResponse.id, FormResponse.day, FormResponse.answers),
        *(Staff.name, Staff.profession, func.coalesce(Encounter.place, "").label("place")),
    )
    .outerjoin(Encounter, Encounter.id == FormResponse.encounter_id)
    .join(Staff, Staff.id == func.coalesce(Encounter.served_by, FormResponse.recorded_by))
    .where(FormResponse.person_id.in_(params("women")), FormResponse.form_code == ANC_FORM, in_force())
    .order_by(FormResponse.day)
)
_CONTACTS = (
    select(PregnancyContact)
    .where(PregnancyContact.pregnancy_id.in_(params("pregnancies")), PregnancyContact.removed_at.is_(None))
    .order_by(PregnancyContact.day)
)
_CLASSES = (
    select(MotherClass)
    .where(MotherClass.pregnancy_id.in_(params("pregnancies")), MotherClass.removed_at.is_(None))
    .order_by(MotherClass.day)
)

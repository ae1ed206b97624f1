"""The antenatal visits and other events of one pregnancy, as they are stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from db.models import Encounter, FormResponse, MotherClass, Pregnancy, PregnancyContact, Staff
from ilp_desktop.domain.pregnancy import gestational_age
from ilp_desktop.domain.pregnancy_dating import Measure, Measured, measured_problem
from ilp_desktop.domain.pregnancy_end import OPEN_ENDED
from ilp_desktop.forms.schema import Answer
from ilp_desktop.services.screening import in_force

ANC_FORM = "anc_visit"
CLASS_ANSWER = "kelas_ibu_hamil"
DOCTORS = ("Dokter",)
SCANNED = (("usg_hpl", Measure.DUE_DAY), ("usg_crl", Measure.CROWN_RUMP))
"""Answers of an antenatal visit that date a pregnancy, the one to go by first."""


@dataclass(frozen=True)
class AntenatalRow:
    """One antenatal visit with its answers."""

    response_id: UUID
    day: date
    gestation: str
    answers: Mapping[str, Answer]
    examiner: str
    by_doctor: bool


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
    return session.scalar(
        select(Pregnancy).where(Pregnancy.person_id == person_id, Pregnancy.ended_on.is_(None)).limit(1)
    )


def antenatal_visits(session: Session, pregnancy: Pregnancy) -> tuple[AntenatalRow, ...]:
    """Return the antenatal visits of a pregnancy, the first first; those of another one are not among them."""
    rows = session.execute(
        select(FormResponse, Staff.name, Staff.profession)
        .outerjoin(Encounter, Encounter.id == FormResponse.encounter_id)
        .join(Staff, Staff.id == func.coalesce(Encounter.served_by, FormResponse.recorded_by))
        .where(*_of_pregnancy(session, pregnancy))
        .order_by(FormResponse.day)
    )
    return tuple(
        AntenatalRow(
            response_id=response.id,
            day=response.day,
            gestation=gestational_age(pregnancy.last_period_on, response.day).text,
            answers=response.answers,
            examiner=name,
            by_doctor=profession in DOCTORS,
        )
        for response, name, profession in rows
    )


def antenatal_days(session: Session, pregnancy: Pregnancy) -> tuple[date, ...]:
    """Return the days of the antenatal visits here of a pregnancy, the first first."""
    days = select(FormResponse.day).where(*_of_pregnancy(session, pregnancy)).order_by(FormResponse.day)
    return tuple(session.scalars(days))


def contact_days(session: Session, pregnancy: Pregnancy) -> tuple[date, ...]:
    """Return the days of all antenatal contacts of a pregnancy, those somewhere else among them, the first first."""
    return tuple(sorted({*antenatal_days(session, pregnancy), *(row.day for row in told_contacts(session, pregnancy))}))


def told_contacts(session: Session, pregnancy: Pregnancy) -> tuple[ToldContact, ...]:
    """Return the contacts of a pregnancy somewhere else, the first first."""
    rows = session.scalars(
        select(PregnancyContact)
        .where(PregnancyContact.pregnancy_id == pregnancy.id, PregnancyContact.removed_at.is_(None))
        .order_by(PregnancyContact.day)
    )
    start = pregnancy.last_period_on
    return tuple(
        ToldContact(
            row.id,
            row.day,
            gestational_age(start, row.day).text if row.day >= start else "sebelum hamil",
            row.by_doctor,
            row.place,
        )
        for row in rows
    )


def class_rows(pregnancy_id: UUID) -> Select[tuple[MotherClass]]:
    """Return what selects the class meetings of a pregnancy, the first first."""
    return (
        select(MotherClass)
        .where(MotherClass.pregnancy_id == pregnancy_id, MotherClass.removed_at.is_(None))
        .order_by(MotherClass.day)
    )


def class_meetings(session: Session, pregnancy: Pregnancy, visits: tuple[AntenatalRow, ...]) -> dict[date, bool]:
    """Return the days on which a woman came to the class, and whether accompanied; a tick at a visit counts too."""
    days = {row.day: False for row in visits if row.answers.get(CLASS_ANSWER) is True}
    for row in session.scalars(class_rows(pregnancy.id)):
        days[row.day] = days.get(row.day, False) or row.accompanied
    return days


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


def _of_pregnancy(session: Session, pregnancy: Pregnancy) -> tuple[ColumnElement[bool], ...]:
    """Return what picks the antenatal answers of one pregnancy: after the one before it, up to its end."""
    before = session.scalar(
        select(func.max(Pregnancy.ended_on)).where(
            Pregnancy.person_id == pregnancy.person_id,
            Pregnancy.id != pregnancy.id,
            Pregnancy.last_period_on < pregnancy.last_period_on,
            Pregnancy.outcome.not_in(OPEN_ENDED),
        )
    )
    first = pregnancy.last_period_on if before is None else max(pregnancy.last_period_on, before + timedelta(days=1))
    bounds = [FormResponse.day >= first]
    if pregnancy.ended_on is not None:
        bounds.append(FormResponse.day <= pregnancy.ended_on)
    return (
        FormResponse.person_id == pregnancy.person_id,
        FormResponse.form_code == ANC_FORM,
        *bounds,
        in_force(),
    )

"""One person's immunisation as screen and paper show it: states, record, plan, completeness, reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session, aliased

from db.models import DoseGiven, Person, Staff, WithdrawnDose
from ilp_desktop.clock import local_time
from ilp_desktop.domain.immunisation.immunisation import DoseState, DoseStatus, next_doses
from ilp_desktop.domain.immunisation.immunisation_book import AgeColumn, BookRow, age_columns, book_rows
from ilp_desktop.domain.immunisation.immunisation_checks import JudgedDose
from ilp_desktop.domain.immunisation.immunisation_complete import Completeness, completeness
from ilp_desktop.domain.immunisation.immunisation_facts import VaccineFacts
from ilp_desktop.domain.immunisation.immunisation_later import later_doses
from ilp_desktop.domain.immunisation.immunisation_plan import ImmunisationPlan, immunisation_plan
from ilp_desktop.domain.immunisation.immunisation_record import dose_record
from ilp_desktop.domain.immunisation.immunisation_schedule import schedule_on
from ilp_desktop.domain.immunisation.immunisation_tetanus import TetanusStatus, tetanus_status
from ilp_desktop.domain.immunisation.vaccine import vaccines_on
from ilp_desktop.services.immunisation.adverse_event_reading import EventRow, events_of
from ilp_desktop.services.immunisation.dose_giving import TOLD_BY
from ilp_desktop.services.immunisation.dose_names import dose_name


@dataclass(frozen=True)
class RecordedDose:
    """One dose on record, in words.

    Attributes:
        told: what it rests on where it was not given here; empty for one given here.
        place: kind and name of the place.
        why_not: why it does not count; empty when it does.
    """

    id: UUID
    label: str
    antigen: str
    dose: int
    given_on: date
    batch: str
    expires_on: date | None
    site: str
    route: str
    giver: str
    place: str
    told: str
    vvm: str
    why_not: str
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True)
class WithdrawnRow:
    """A dose that was withdrawn: what, why, by whom and when."""

    label: str
    given_on: date
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class ImmunisationFile:
    """Everything about one person's immunisation on a day.

    Attributes:
        statuses: doses of childhood, then those of school and of women.
        tetanus: the status of a woman or schoolchild; None for small children.
    """

    statuses: tuple[DoseStatus, ...]
    columns: tuple[AgeColumn, ...]
    book: tuple[BookRow, ...]
    complete: tuple[Completeness, ...]
    tetanus: TetanusStatus | None
    plan: ImmunisationPlan
    recorded: tuple[RecordedDose, ...]
    withdrawn: tuple[WithdrawnRow, ...]
    events: tuple[EventRow, ...]


def immunisation_file(
    session: Session, person: Person, facts: VaccineFacts, today: date, time_zone: str
) -> ImmunisationFile:
    """Return the file of a person."""
    schedule = schedule_on(today)
    small = today < schedule.ends.after(person.birth_date)
    childhood = next_doses(person.birth_date, facts.given, today, je_endemic=facts.je_endemic)
    shown = childhood if small else tuple(dose for dose in childhood if dose.state is DoseState.GIVEN or dose.uncounted)
    later = later_doses(facts, today)
    record = dose_record(facts.birth_date, facts.given)
    return ImmunisationFile(
        statuses=(*shown, *later),
        columns=age_columns(today),
        book=book_rows(person.birth_date, childhood, today),
        complete=completeness(person.birth_date, facts.given, today, je_endemic=facts.je_endemic),
        tetanus=None if small else tetanus_status(record.tetanus, today),
        plan=immunisation_plan(facts, today),
        recorded=_recorded(session, person.id, record.judged, time_zone),
        withdrawn=_withdrawn(session, person.id, time_zone),
        events=events_of(session, person.id, time_zone),
    )


def _recorded(
    session: Session, person_id: UUID, judged: Sequence[JudgedDose], time_zone: str
) -> tuple[RecordedDose, ...]:
    giver, author = aliased(Staff), aliased(Staff)
    rows = session.execute(
        select(DoseGiven, giver.name.label("giver"), author.name.label("author"))
        .outerjoin(giver, giver.id == DoseGiven.given_by)
        .join(author, author.id == DoseGiven.recorded_by)
        .where(DoseGiven.person_id == person_id)
        .order_by(DoseGiven.given_on.desc(), DoseGiven.antigen, DoseGiven.dose)
    )
    reasons = {(one.given.antigen, one.given.on): one.reason for one in judged}
    return tuple(_dose(row, reasons, time_zone) for row in rows)


def _dose(row: Row[Any], reasons: dict[tuple[str, date], str], time_zone: str) -> RecordedDose:
    dose, words = row.DoseGiven, vaccines_on(row.DoseGiven.given_on)
    kind = words.places.get(dose.place_kind, "")
    told = TOLD_BY.get(dose.told_by, "laporan keluarga") if dose.told else ""
    return RecordedDose(
        id=dose.id,
        label=dose_name(dose.antigen, dose.dose, dose.given_on),
        antigen=dose.antigen,
        dose=dose.dose,
        given_on=dose.given_on,
        batch=dose.batch,
        expires_on=dose.expires_on,
        site=words.sites.get(dose.site, ""),
        route=words.routes.get(dose.route, ""),
        giver=row.giver or "",
        place=" ".join(part for part in (kind, dose.place) if part),
        told=told,
        vvm=dose.vvm,
        why_not=reasons.get((dose.antigen, dose.given_on), ""),
        recorded_by=row.author,
        recorded_at=local_time(dose.recorded_at, time_zone),
    )


def _withdrawn(session: Session, person_id: UUID, time_zone: str) -> tuple[WithdrawnRow, ...]:
    rows = session.execute(
        select(WithdrawnDose, Staff.name)
        .join(Staff, Staff.id == WithdrawnDose.recorded_by)
        .where(WithdrawnDose.person_id == person_id)
        .order_by(WithdrawnDose.recorded_at.desc())
    )
    return tuple(
        WithdrawnRow(
            dose_name(row.antigen, row.dose, row.given_on),
            row.given_on,
            row.reason,
            name,
            local_time(row.recorded_at, time_zone),
        )
        for row, name in rows
    )

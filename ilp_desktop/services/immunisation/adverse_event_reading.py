"""Reports of events after immunisation (KIPI), as lists, screens and paper show them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select, tuple_
from sqlalchemy.orm import Session

from db.models import AdverseEvent, DoseGiven, Person, Staff
from ilp_desktop.clock import local_time
from ilp_desktop.domain.age import Age, age_on
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.immunisation.adverse_event import EventVerdict, event_verdict, event_words
from ilp_desktop.printing.contents.immunisation import EventSheet
from ilp_desktop.services.immunisation.dose_names import dose_name
from ilp_desktop.services.kia_sheet import address_of
from ilp_desktop.services.person.person_reads import NIK, RECORD_NUMBER, numbers_of

WORKER, FAMILY = "nakes", "pasien"
REPORTERS = {WORKER: "Tenaga kesehatan", FAMILY: "Pasien atau keluarga"}


@dataclass(frozen=True)
class EventDose:
    """One dose a report names."""

    id: UUID
    label: str
    given_on: date
    batch: str
    expires_on: date | None


@dataclass(frozen=True)
class EventRow:
    """A report as the list and the screen show it, in words."""

    id: UUID
    version: int
    person_id: UUID
    name: str
    age: Age
    day: date
    doses: tuple[EventDose, ...]
    onset_on: date
    onset_hours: float | None
    reactions: tuple[str, ...]
    criteria: tuple[str, ...]
    outcome: str
    reported_by: str
    reporter: str
    treatment: str
    note: str
    follow_up_on: date | None
    recorded_by: str
    recorded_at: datetime
    verdict: EventVerdict

    @property
    def reaction_text(self) -> str:
        """Return the reactions in words."""
        words = event_words(self.day).reactions
        return ", ".join(words.get(code, code) for code in self.reactions)

    @property
    def outcome_text(self) -> str:
        """Return the outcome in words."""
        return event_words(self.day).outcomes.get(self.outcome, "")


def events_of(session: Session, person_id: UUID, time_zone: str) -> tuple[EventRow, ...]:
    """Return the reports about somebody, the newest first."""
    found = session.execute(
        event_rows()
        .where(AdverseEvent.person_id == person_id)
        .order_by(AdverseEvent.day.desc(), AdverseEvent.id.desc())
    )
    return read_events(session, found.all(), time_zone)


def event_rows() -> Select[Any]:
    """Select reports with the person and the author."""
    return (
        select(AdverseEvent, Person, Staff.name.label("author"))
        .join(Person, Person.id == AdverseEvent.person_id)
        .join(Staff, Staff.id == AdverseEvent.recorded_by)
    )


def event_page(facility_id: UUID, after: EventRow | None, *, waiting: bool) -> Select[Any]:
    """Select the reports of a Puskesmas after one: those to be looked at again by their day, or all by theirs."""
    wanted = event_rows().where(AdverseEvent.facility_id == facility_id)
    if waiting:
        wanted = wanted.where(AdverseEvent.follow_up_on.is_not(None))
        wanted = wanted.order_by(AdverseEvent.follow_up_on, AdverseEvent.id)
        if after is not None:
            wanted = wanted.where(tuple_(AdverseEvent.follow_up_on, AdverseEvent.id) > (after.follow_up_on, after.id))
        return wanted
    wanted = wanted.order_by(AdverseEvent.day.desc(), AdverseEvent.id.desc())
    if after is not None:
        wanted = wanted.where(tuple_(AdverseEvent.day, AdverseEvent.id) < (after.day, after.id))
    return wanted


def read_events(session: Session, found: Any, time_zone: str) -> tuple[EventRow, ...]:
    """Return the reports of rows, with the doses they name."""
    wanted = [UUID(text) for row in found for text in row.AdverseEvent.dose_ids]
    doses = {dose.id: dose for dose in session.scalars(select(DoseGiven).where(DoseGiven.id.in_(wanted)))}
    return tuple(_row(row, doses, time_zone) for row in found)


def _row(row: Row[Any], doses: dict[UUID, DoseGiven], time_zone: str) -> EventRow:
    event, person = row.AdverseEvent, row.Person
    named = [doses[UUID(text)] for text in event.dose_ids if UUID(text) in doses]
    return EventRow(
        id=event.id,
        version=event.row_version,
        person_id=person.id,
        name=person.name,
        age=age_on(person.birth_date, event.onset_on),
        day=event.day,
        doses=tuple(
            EventDose(one.id, dose_name(one.antigen, one.dose, one.given_on), one.given_on, one.batch, one.expires_on)
            for one in sorted(named, key=lambda one: (one.given_on, one.antigen))
        ),
        onset_on=event.onset_on,
        onset_hours=event.onset_hours,
        reactions=tuple(event.reactions),
        criteria=tuple(event.criteria),
        outcome=event.outcome,
        reported_by=REPORTERS.get(event.reported_by, event.reported_by),
        reporter=event.reporter,
        treatment=event.treatment,
        note=event.note,
        follow_up_on=event.follow_up_on,
        recorded_by=row.author,
        recorded_at=local_time(event.recorded_at, time_zone),
        verdict=event_verdict(event.reactions, event.criteria, event.outcome, event.day),
    )


def event_sheet(session: Session, person: Person, row: EventRow, printed_by: str) -> EventSheet:
    """Return what stands on the sheet of a report."""
    numbers = {kind: one.value for kind, one in numbers_of(session, person.id).items()}
    words = event_words(row.day)
    hours = "" if row.onset_hours is None else f", {row.onset_hours:g} jam setelah dosis".replace(".", ",")
    return EventSheet(
        name=person.name,
        sex=person.sex.word,
        birth_date=person.birth_date,
        age=row.age.text,
        nik=numbers.get(NIK, ""),
        record_number=numbers.get(RECORD_NUMBER, ""),
        mother=person.mother_name,
        address=address_of(session, person),
        phone=person.phone,
        doses=tuple((one.label, one.given_on, one.batch, one.expires_on) for one in row.doses),
        onset=f"{indonesian_date(row.onset_on)}{hours}",
        reactions=tuple(words.reactions.get(code, code) for code in row.reactions),
        serious=row.verdict.serious,
        reasons=row.verdict.reasons,
        alarms=row.verdict.alarms,
        outcome=row.outcome_text,
        reported_by=", ".join(part for part in (row.reported_by, row.reporter) if part),
        treatment=row.treatment,
        note=row.note,
        follow_up_on=row.follow_up_on,
        reported_on=row.day,
        recorded_by=row.recorded_by,
        printed_by=printed_by,
        source=row.verdict.source,
    )

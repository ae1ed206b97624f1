"""The audit trail as the head reads it: of a day, and of one person's record."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.orm import Session

from db.models import Person
from db.queries.audit_reading import TrailWanted, looks_at, page_of_day, paper_named
from db.queries.merges import leads_to, led_here
from ilp_desktop.clock import day_began, local_time
from ilp_desktop.domain.audit.kinds import SUBJECTS, TrailKind, spoken
from ilp_desktop.domain.audit.rules import audit_rules_on
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.permissions import Act
from ilp_desktop.printing.contents.access_list import AccessLine, AccessSheet
from ilp_desktop.services.audit.day_reports import trail_day
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.facility.facilities import profile_of
from ilp_desktop.services.paperwork import access_list_pdf, trail_day_pdf
from ilp_desktop.services.person.person_reads import RECORD_NUMBER, numbers_of

LIST_PAPER = "daftar akses"
RIGHT = "Daftar ini hak pasien (UU 27/2022, Pelindungan Data Pribadi)."
KEPT = "Rekam medis dan jejaknya disimpan paling singkat {years} tahun sejak kunjungan terakhir{until}."
UNTIL = ", yaitu sampai {day}"


@dataclass(frozen=True)
class TrailFilter:
    """Which rows of the trail: of a day, of one member of staff and of one kind where named."""

    day: date
    staff_id: UUID | None = None
    kind: TrailKind | None = None


@dataclass(frozen=True)
class TrailRow:
    """Who did what when at which computer.

    Attributes:
        about: what it concerns, in a word.
        patient: whom it concerns, with the record number, where it is one person.
    """

    id: int
    at: datetime
    by: str
    profession: str
    what: str
    about: str
    patient: str
    workstation: str


class Trails:
    """Reading the audit trail; nothing in it can be changed."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def listed(self, user: SignedIn, wanted: TrailFilter, after: TrailRow | None, limit: int) -> tuple[TrailRow, ...]:
        """Return rows of a day, the newest first, after one."""
        zone = user.time_zone
        acts = wanted.kind.acts if wanted.kind is not None else ()
        chosen = TrailWanted(
            since=day_began(wanted.day, zone),
            until=day_began(wanted.day + timedelta(days=1), zone),
            staff_id=wanted.staff_id,
            actions=[act.value for act in acts],
        )
        before = (after.at, after.id) if after is not None else None
        with self._uow.reading(user, Act.SEE_TRAIL) as session:
            rows = page_of_day(session, user.facility_id, chosen, before, limit, RECORD_NUMBER)
        return tuple(_row(row, zone, _patient(row)) for row in rows)

    def of_person(self, user: SignedIn, person_id: UUID, after: TrailRow | None, limit: int) -> tuple[TrailRow, ...]:
        """Return who opened somebody's record, copied it or had papers made of it, the newest first."""
        before = (after.at, after.id) if after is not None else None
        with self._uow.reading(user, Act.SEE_TRAIL) as session:
            person = _person(session, user, person_id)
            rows = looks_at(session, user.facility_id, _identities(session, person), before, limit)
        return tuple(_row(row, user.time_zone, "") for row in rows)

    def day_report(self, user: SignedIn, day: date) -> bytes:
        """Return the report of a day as PDF, with what the chain of each workstation had reached at its end."""
        with self._uow.reading(user, Act.SEE_TRAIL) as session:
            sheet, profile = trail_day(session, user, day, self._uow.clock.now()), profile_of(session, user.facility_id)
        return trail_day_pdf(sheet, profile)

    def access_list(self, user: SignedIn, person_id: UUID) -> bytes:
        """Return the list of whoever opened somebody's record as PDF, for that person; a line a day and act."""
        today = self._uow.today(user)
        with self._uow.reading(user, Act.SEE_TRAIL) as session:
            person = _person(session, user, person_id)
            rows = looks_at(session, user.facility_id, _identities(session, person), None, None)
            number = numbers_of(session, person.id).get(RECORD_NUMBER)
            sheet = AccessSheet(
                name=person.name,
                record_number=number.value if number else "",
                birth_date=person.birth_date,
                lines=_by_day([_row(row, user.time_zone, "") for row in rows]),
                rest=(RIGHT, _kept(person.last_visit_on, today)),
                printed_by=user.name,
                printed_at=local_time(self._uow.clock.now(), user.time_zone),
            )
            profile = profile_of(session, user.facility_id)
            self._uow.made_paper(user, person.id, LIST_PAPER)
        return access_list_pdf(sheet, profile)


def _person(session: Session, user: SignedIn, person_id: UUID) -> Person:
    asked = owned(session, user.facility_id, Person, person_id)
    return session.get_one(Person, leads_to(session, asked.id))


def _identities(session: Session, person: Person) -> tuple[UUID, ...]:
    return (person.id, *led_here(session, person.id))


def _row(row: Row[Any], time_zone: str, patient: str) -> TrailRow:
    return TrailRow(
        id=row.seq,
        at=local_time(row.at, time_zone),
        by=row.by,
        profession=row.profession,
        what=spoken(row.action),
        about=paper_named(row) or SUBJECTS.get(row.subject, ""),
        patient=patient,
        workstation=row.workstation,
    )


def _patient(row: Row[Any]) -> str:
    if row.patient is None:
        return ""
    return f"{row.patient} ({row.record_number})" if row.record_number else str(row.patient)


def _by_day(rows: list[TrailRow]) -> tuple[AccessLine, ...]:
    """Return what each member of staff did on each day, the newest first, with how often."""
    times: dict[tuple[date, str, str, str], int] = {}
    for row in rows:
        what = f"{row.what}: {row.about}" if row.about else row.what
        key = (row.at.date(), row.by, row.profession, what)
        times[key] = times.get(key, 0) + 1
    return tuple(AccessLine(*key, count) for key, count in times.items())


def _kept(last_visit: date | None, today: date) -> str:
    rules = audit_rules_on(today)
    until = UNTIL.format(day=indonesian_date(rules.kept_until(last_visit))) if last_visit is not None else ""
    return KEPT.format(years=rules.retention_years, until=until)

"""Deaths of mothers, babies and small children: recorded once, notified on paper, followed up in one list."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, literal, or_, select, tuple_
from sqlalchemy.orm import Session

from db.models import Death, Person, Pregnancy, Village
from ilp_desktop.clock import local_time
from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.death_kind import (
    DeathKind,
    MotherFacts,
    cause_label,
    causes,
    death_kind,
    is_restricted,
    notify_by,
    oldest_child_born,
)
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.sex import Sex
from ilp_desktop.domain.visit_words import Leaving
from ilp_desktop.services.death_notice import notice_of
from ilp_desktop.services.death_writing import DeathFacts, write_death
from ilp_desktop.services.facilities import profile_of
from ilp_desktop.services.ownership import owned
from ilp_desktop.services.paperwork import death_notice_pdf
from ilp_desktop.services.signed_in import SignedIn
from ilp_desktop.services.unit_of_work import UnitOfWork

LISTED_SINCE_YEARS = 5
PLACE = (Person.left_on, Person.id)


@dataclass(frozen=True)
class DeathFile:
    """A person's death as far as it is known.

    Attributes:
        kind: None where the registers of mother and child do not count it.
        choices: direct causes that may be chosen, code and words.
        recorded: whether more than the day is on record.
    """

    person_id: UUID
    facts: DeathFacts
    kind: DeathKind | None
    choices: tuple[tuple[str, str], ...]
    recorded: bool
    notified_on: date | None
    notify_by: date | None


@dataclass(frozen=True)
class DeathRow:
    """A death in the list of those to be followed up."""

    person_id: UUID
    name: str
    kind: DeathKind
    died_on: date
    age: str
    village: str
    cause: str
    notified_on: date | None
    notify_by: date

    def state(self, today: date) -> str:
        """Return what is still to be done, in words."""
        if self.notified_on is not None:
            return "sudah diberitahukan"
        if not self.cause:
            return "belum dilengkapi"
        return "terlambat diberitahukan" if today > self.notify_by else "belum diberitahukan"


class Deaths:
    """Deaths that the registers of mother and child count."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def file(self, user: SignedIn, person_id: UUID) -> DeathFile:
        """Return what is known of a person's death; nobody has to have died to be asked about."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            person = owned(session, user.facility_id, Person, person_id)
            row = session.scalar(select(Death).where(Death.person_id == person.id))
            return _file(session, person, row, self._uow.today(user))

    def record(self, user: SignedIn, person_id: UUID, facts: DeathFacts) -> UUID:
        """Note a death, and since when nothing is due; raises ``WrongAnswers``."""
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            person = work.own(Person, person_id, locked=True)
            if facts.died_on is not None and person.birth_date <= facts.died_on <= work.today:
                kind = _kind(work.session, person, facts.died_on)
                if kind is not None and facts.cause not in {code for code, _ in causes(kind, facts.died_on)}:
                    raise WrongAnswers({"cause": "Pilih penyebab langsung."})
            return write_death(work, person, facts)

    def notify(self, user: SignedIn, person_id: UUID, day: date | None) -> None:
        """Note when the health office was told; None takes it back. Raises ``WrongAnswers`` or ``UserError``."""
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            person = work.own(Person, person_id)
            row = work.session.scalar(select(Death).where(Death.person_id == person_id).with_for_update())
            if row is None or person.left_on is None:
                raise UserError("Kematian ini belum dilengkapi.", "Isi penyebabnya dahulu.")
            if day is not None and not person.left_on <= day <= work.today:
                raise WrongAnswers({"notified_on": "Antara tanggal meninggal dan hari ini."})
            old = row.notified_on.isoformat() if row.notified_on else None
            row.notified_on = day
            row.row_version += 1
            work.touch("death", row.id, notified=day.isoformat() if day else None, old=old)

    def listed(self, user: SignedIn, after: DeathRow | None, limit: int) -> tuple[DeathRow, ...]:
        """Return deaths of mothers, babies and small children of the last years, the latest first."""
        with self._uow.reading(user, Act.SEE_FIGURES) as session:
            return _listed(session, user, self._uow.today(user), after, limit)

    def pdf(self, user: SignedIn, person_id: UUID) -> bytes:
        """Return the notification sheet; raises ``UserError`` while the cause is not recorded."""
        with self._uow.reading(user, Act.PRINT_PAPER) as session:
            person = owned(session, user.facility_id, Person, person_id)
            row = session.scalar(select(Death).where(Death.person_id == person.id))
            file = _file(session, person, row, self._uow.today(user))
            if row is None or file.kind is None or file.facts.died_on is None:
                raise UserError("Kematian ini belum dilengkapi.", "Isi tanggal dan penyebabnya, lalu cetak.")
            written = (user, local_time(self._uow.clock.now(), user.time_zone))
            notice = notice_of(session, person, file.kind, file.facts, written)
            profile = profile_of(session, user.facility_id)
        return death_notice_pdf(notice, profile)


def _file(session: Session, person: Person, row: Death | None, today: date) -> DeathFile:
    died_on = person.left_on if person.left_why == Leaving.DIED.value else None
    facts = DeathFacts(died_on)
    if row is not None:
        facts = DeathFacts(died_on, row.hour, row.place, row.cause, row.cause_note, row.reporter)
    day = died_on or today
    kind = _kind(session, person, day)
    return DeathFile(
        person_id=person.id,
        facts=facts,
        kind=kind,
        choices=() if kind is None else causes(kind, day),
        recorded=row is not None and died_on is not None,
        notified_on=None if row is None else row.notified_on,
        notify_by=None if kind is None or died_on is None else notify_by(kind, died_on),
    )


def _kind(session: Session, person: Person, day: date) -> DeathKind | None:
    pregnancies = _pregnancies(session, [person.id])[person.id]
    return death_kind(person.birth_date, day, _mother_facts(pregnancies, day))


def _pregnancies(session: Session, people: Sequence[UUID]) -> dict[UUID, list[tuple[date, date | None]]]:
    """Return when the pregnancies of people began and ended."""
    found: dict[UUID, list[tuple[date, date | None]]] = defaultdict(list)
    rows = session.execute(
        select(Pregnancy.person_id, Pregnancy.last_period_on, Pregnancy.ended_on).where(Pregnancy.person_id.in_(people))
    )
    for row in rows:
        found[row.person_id].append((row.last_period_on, row.ended_on))
    return found


def _mother_facts(pregnancies: Sequence[tuple[date, date | None]], day: date) -> MotherFacts:
    """Return a woman's pregnancies as they stood on a day."""
    known = [(start, end) for start, end in pregnancies if start <= day]
    ended = [end for _, end in known if end is not None and end <= day]
    pregnant = any(end is None or end > day for _, end in known)
    return MotherFacts(pregnant, max(ended, default=None))


def _listed(session: Session, user: SignedIn, today: date, after: DeathRow | None, limit: int) -> tuple[DeathRow, ...]:
    """Return a page; who is found by the day of death and is none of ours after all is passed over."""
    rows: list[DeathRow] = []
    sees_all, facility_id = user.may(Act.SEE_RESTRICTED), user.facility_id
    mark = None if after is None else (after.died_on, after.person_id)
    while len(rows) < limit:
        found = session.execute(_statement(facility_id, today, mark).limit(limit)).all()
        known = _pregnancies(session, [one.Person.id for one in found])
        rows += [row for one in found if (row := _row(one, known[one.Person.id], sees_all=sees_all)) is not None]
        if len(found) < limit:
            break
        mark = (found[-1].Person.left_on, found[-1].Person.id)
    return tuple(rows[:limit])


def _statement(facility_id: UUID, today: date, mark: tuple[date, UUID] | None) -> Any:
    oldest = date(today.year - LISTED_SINCE_YEARS, 1, 1)
    wanted = [
        Person.facility_id == facility_id,
        Person.removed_at.is_(None),
        Person.left_why == Leaving.DIED.value,
        Person.left_on >= oldest,
        or_(Person.birth_date >= oldest_child_born(oldest), _was_mother()),
    ]
    if mark is not None:
        wanted.append(
            tuple_(*PLACE) < tuple_(*(literal(value, column.type) for value, column in zip(mark, PLACE, strict=True)))
        )
    return (
        select(Person, Death, Village.name.label("village"))
        .outerjoin(Death, Death.person_id == Person.id)
        .outerjoin(Village, Village.id == Person.village_id)
        .where(*wanted)
        .order_by(Person.left_on.desc(), Person.id.desc())
    )


def _was_mother() -> ColumnElement[bool]:
    return and_(
        Person.sex == Sex.FEMALE,
        select(Pregnancy.id).where(Pregnancy.person_id == Person.id).exists(),
    )


def _row(found: Row[Any], pregnancies: Sequence[tuple[date, date | None]], *, sees_all: bool) -> DeathRow | None:
    person, death = found.Person, found.Death
    kind = death_kind(person.birth_date, person.left_on, _mother_facts(pregnancies, person.left_on))
    if kind is None or (not sees_all and is_restricted(kind, person.birth_date, person.left_on)):
        return None
    return DeathRow(
        person_id=person.id,
        name=person.name,
        kind=kind,
        died_on=person.left_on,
        age=age_on(person.birth_date, person.left_on).text,
        village=found.village or person.outside_village,
        cause=cause_label(death.cause, person.left_on) if death is not None and death.cause else "",
        notified_on=None if death is None else death.notified_on,
        notify_by=notify_by(kind, person.left_on),
    )

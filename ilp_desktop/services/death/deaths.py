"""Deaths of mothers, babies and small children: recorded once, notified on paper, followed up in one list."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Birth, Death, Person
from ilp_desktop.clock import local_day, local_time
from ilp_desktop.domain.birth.death_kind import (
    DeathKind,
    causes,
    death_kind,
    mother_facts,
    notify_by,
)
from ilp_desktop.domain.birth.delivery import BirthOutcome
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.queue.visit_words import Leaving
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.seen import CLINICAL_SHEET
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.death.death_list import DeathRow, listed_deaths, spans_of
from ilp_desktop.services.death.death_notice import notice_of
from ilp_desktop.services.death.stillbirths import stillbirth_notice
from ilp_desktop.services.facility.facilities import profile_of
from ilp_desktop.services.paperwork import death_notice_pdf
from ilp_desktop.services.people.death_writing import DeathFacts, write_death


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
            return listed_deaths(session, user, self._uow.today(user), after, limit)

    def pdf(self, user: SignedIn, person_id: UUID) -> bytes:
        """Return the notification sheet; raises ``UserError`` while the cause is not recorded."""
        with self._uow.reading(user, Act.PRINT_PAPER) as session:
            person = owned(session, user.facility_id, Person, person_id)
            row = session.scalar(select(Death).where(Death.person_id == person.id))
            file = _file(session, person, row, self._uow.today(user))
            if row is None or file.kind is None or file.facts.died_on is None:
                raise UserError("Kematian ini belum dilengkapi.", "Isi tanggal dan penyebabnya, lalu cetak.")
            self._uow.made_paper(user, person.id, "pemberitahuan kematian")
            written = (user, local_time(self._uow.clock.now(), user.time_zone))
            notice = notice_of(session, person, file.kind, file.facts, written)
            profile = profile_of(session, user.facility_id)
        return death_notice_pdf(notice, profile)

    def notify_stillbirth(self, user: SignedIn, birth_id: UUID, day: date) -> None:
        """Note when the health office was told of a stillbirth; raises ``WrongAnswers`` or ``UserError``."""
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            birth = work.own(Birth, birth_id, locked=True)
            if birth.outcome != BirthOutcome.STILLBORN.value or not birth.death_cause:
                raise UserError("Lahir mati ini belum dilengkapi.", "Isi penyebabnya pada catatan persalinan.")
            if not local_day(birth.born_at, user.time_zone) <= day <= work.today:
                raise WrongAnswers({"notified_on": "Antara tanggal lahir dan hari ini."})
            old = birth.notified_on.isoformat() if birth.notified_on else None
            birth.notified_on = day
            work.touch("death", birth.id, notified=day.isoformat(), old=old)

    def stillbirth_pdf(self, user: SignedIn, birth_id: UUID) -> bytes:
        """Return the notification sheet of a stillbirth; raises ``UserError`` while the cause is not recorded."""
        with self._uow.reading(user, Act.PRINT_PAPER) as session:
            birth = owned(session, user.facility_id, Birth, birth_id)
            self._uow.made_paper(user, birth.mother_id, CLINICAL_SHEET)
            notice = stillbirth_notice(session, birth, (user, local_time(self._uow.clock.now(), user.time_zone)))
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
    return death_kind(person.birth_date, day, mother_facts(spans_of(session, [person.id])[person.id], day))

"""Deliveries: recorded on the mother's screen with every baby, corrected with a reason, and read."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Person, Pregnancy
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.birth.awaited_births import AwaitedBirth, awaited_births
from ilp_desktop.services.birth.delivery_correction import DeliveryCorrection, correct_delivery
from ilp_desktop.services.birth.delivery_data import DeliveryFile, NewDelivery
from ilp_desktop.services.birth.delivery_reading import deliveries_of
from ilp_desktop.services.birth.delivery_withdrawal import withdraw_delivery
from ilp_desktop.services.birth.delivery_writing import write_delivery
from ilp_desktop.services.core.collisions import seeing_others
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.people.births import is_deliverable
from ilp_desktop.services.person.person_reads import NIK, numbers_of
from ilp_desktop.services.pregnancy.pregnancies import open_pregnancy


@dataclass(frozen=True)
class OpenLabour:
    """The pregnancy that a delivery would end.

    Attributes:
        next_order: anak ke- of the next child, by the children on record and by para.
        expected: how many babies are expected; None where nobody said.
        mother_nik: stands for the NIK of a baby until it has one; empty where she has none.
        ended_on, outcome: of a pregnancy whose end is on record, but no birth; None and empty while it goes on.
    """

    pregnancy_id: UUID
    version: int
    last_period_on: date
    para: int
    next_order: int
    expected: int | None = None
    ended_on: date | None = None
    outcome: str = ""
    mother_nik: str = ""


@dataclass(frozen=True)
class MotherFile:
    """What the tab of deliveries shows of a woman: the pregnancy to be delivered, if any, and the deliveries so far."""

    person_id: UUID
    labour: OpenLabour | None
    deliveries: tuple[DeliveryFile, ...]


class Deliveries:
    """Deliveries of the women of this Puskesmas."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def of_mother(self, user: SignedIn, person_id: UUID) -> MotherFile:
        """Return a woman's pregnancy in progress and her deliveries, the latest first."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            mother = owned(session, user.facility_id, Person, person_id)
            pregnancy = _to_be_delivered(session, mother.id)
            labour = None
            if pregnancy is not None:
                highest = session.scalar(
                    select(func.max(Person.birth_order)).where(
                        Person.mother_id == mother.id, Person.removed_at.is_(None)
                    )
                )
                order = max(highest or 0, pregnancy.para) + 1
                labour = OpenLabour(
                    pregnancy_id=pregnancy.id,
                    version=pregnancy.row_version,
                    last_period_on=pregnancy.last_period_on,
                    para=pregnancy.para,
                    next_order=order,
                    expected=pregnancy.babies_expected,
                    ended_on=pregnancy.ended_on,
                    outcome=pregnancy.outcome,
                    mother_nik=_nik(session, mother.id),
                )
            return MotherFile(mother.id, labour, deliveries_of(session, mother.id, user.time_zone))

    def awaited(self, user: SignedIn, after: AwaitedBirth | None, limit: int) -> tuple[AwaitedBirth, ...]:
        """Return a page of the women of whom a delivery is to be recorded, the longest past their day first."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            return awaited_births(session, user, self._uow.today(user), after, limit)

    def record(self, user: SignedIn, wanted: NewDelivery) -> UUID:
        """Record a delivery, register its babies and end the pregnancy.

        Raises ``WrongAnswers``, also for unlikely measures nobody confirmed (field ``confirmed``), or ``StaleRecord``.
        """

        def recorded() -> UUID:
            with self._uow.writing(user, Act.WRITE_RECORD) as work:
                earlier = work.saved_before(wanted.client_id)
                if earlier is not None:
                    work.touch("delivery", earlier, repeated=True)
                    return earlier
                return write_delivery(work, wanted)

        return seeing_others(recorded)

    def correct(self, user: SignedIn, correction: DeliveryCorrection) -> UUID:
        """Correct a delivery and the birth dates of its children; raises ``WrongAnswers`` or ``StaleRecord``."""
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            earlier = work.saved_before(correction.wanted.client_id)
            if earlier is not None:
                work.touch("delivery", earlier, repeated=True)
                return earlier
            corrected = correct_delivery(work, correction)
            work.remember(correction.wanted.client_id, corrected)
            return corrected

    def withdraw(
        self, user: SignedIn, delivery_id: UUID, version: int, reason: str, *, partograph: bool = False
    ) -> None:
        """Take back a delivery that was recorded wrongly, with its partograph where that is another woman's too.

        Raises ``WrongAnswers``, ``StaleRecord`` or ``UserError``.
        """
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            withdraw_delivery(work, delivery_id, version, reason, partograph=partograph)


def _nik(session: Session, person_id: UUID) -> str:
    found = numbers_of(session, person_id).get(NIK)
    return "" if found is None else found.value


def _to_be_delivered(session: Session, mother_id: UUID) -> Pregnancy | None:
    """Return the pregnancy of which a delivery may be recorded: that in progress, or else the last one."""
    running = open_pregnancy(session, mother_id)
    if running is not None:
        return running
    last = session.scalar(
        select(Pregnancy).where(Pregnancy.person_id == mother_id).order_by(Pregnancy.last_period_on.desc()).limit(1)
    )
    return last if last is not None and is_deliverable(session, last) else None

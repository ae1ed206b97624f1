"""Deliveries: recorded on the mother's screen with every baby, corrected with a reason, and read."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from db.models import Person
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.collisions import seeing_others
from ilp_desktop.services.delivery_correction import DeliveryCorrection, correct_delivery
from ilp_desktop.services.delivery_data import DeliveryFile, NewDelivery
from ilp_desktop.services.delivery_reading import deliveries_of
from ilp_desktop.services.delivery_writing import write_delivery
from ilp_desktop.services.ownership import owned
from ilp_desktop.services.pregnancies import open_pregnancy
from ilp_desktop.services.signed_in import SignedIn
from ilp_desktop.services.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class OpenLabour:
    """The pregnancy that a delivery would end.

    Attributes:
        next_order: anak ke- of the next child, by the children on record and by para.
    """

    pregnancy_id: UUID
    version: int
    last_period_on: date
    para: int
    next_order: int


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
            pregnancy = open_pregnancy(session, mother.id)
            labour = None
            if pregnancy is not None:
                highest = session.scalar(
                    select(func.max(Person.birth_order)).where(
                        Person.mother_id == mother.id, Person.removed_at.is_(None)
                    )
                )
                order = max(highest or 0, pregnancy.para) + 1
                labour = OpenLabour(
                    pregnancy.id, pregnancy.row_version, pregnancy.last_period_on, pregnancy.para, order
                )
            return MotherFile(mother.id, labour, deliveries_of(session, mother.id, user.time_zone))

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

"""Children: growth by WHO, doses given and due, the birth."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from db.models import Birth, Person
from ilp_desktop.domain.errors import StaleRecord, WrongAnswers
from ilp_desktop.domain.immunisation.immunisation import DoseStatus
from ilp_desktop.domain.immunisation.immunisation_record import SAME_DAY
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.growth.growth_files import GrowthFile, growth_file
from ilp_desktop.services.immunisation.dose_giving import NewDose, ask_dose_ahead, give_dose
from ilp_desktop.services.immunisation.dose_reading import doses_of
from ilp_desktop.services.people.births import BirthRecord, NewBirth, birth_record, write_birth


class Children:
    """Growth and immunisation."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def growth(self, user: SignedIn, person_id: UUID) -> GrowthFile:
        """Return every measurement of a child with z-scores and classes."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            return growth_file(session, owned(session, user.facility_id, Person, person_id))

    def doses(self, user: SignedIn, person_id: UUID) -> tuple[DoseStatus, ...]:
        """Return the state of every dose of the schedule."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            person = owned(session, user.facility_id, Person, person_id)
            return doses_of(session, person, self._uow.today(user))

    def give(self, user: SignedIn, wanted: NewDose) -> UUID:
        """Record a dose; raises ``WrongAnswers``, also for warnings nobody has confirmed (field ``confirmed``)."""
        try:
            with self._uow.writing(user, Act.WRITE_RECORD) as work:
                ask_dose_ahead(work, wanted)
                earlier = work.saved_before(wanted.client_id)
                if earlier is not None:
                    work.touch("dose", earlier, repeated=True)
                    return earlier
                return give_dose(work, wanted)
        except IntegrityError as error:
            raise WrongAnswers({"antigen": SAME_DAY}) from error

    def birth(self, user: SignedIn, child_id: UUID) -> BirthRecord | None:
        """Return the birth of a child, or None when nobody recorded it."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            child = owned(session, user.facility_id, Person, child_id)
            row = session.scalar(select(Birth).where(Birth.child_id == child.id))
            return None if row is None else birth_record(row)

    def record_birth(self, user: SignedIn, child_id: UUID, wanted: NewBirth) -> UUID:
        """Record a child's birth, which ends the mother's pregnancy; raises ``WrongAnswers`` or ``UserError``."""
        try:
            with self._uow.writing(user, Act.WRITE_RECORD) as work:
                earlier = work.saved_before(wanted.client_id)
                if earlier is not None:
                    work.touch("birth", earlier, repeated=True)
                    return earlier
                return write_birth(work, child_id, wanted)
        except IntegrityError as error:
            raise StaleRecord("Kelahiran anak ini sudah tercatat.", "Buka kembali halamannya.") from error

"""Opens a record for reading: whose it is, who reads it during which visit, and with which leave."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from db.models import Encounter, Person
from ilp_desktop.domain.care.diagnosis_codes import DiagnosisCodes
from ilp_desktop.domain.record_leave import RecordLeave
from ilp_desktop.services.answers.screening import Screening
from ilp_desktop.services.chart.visit_reading import VisitReader
from ilp_desktop.services.core.leaves import leave_at
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.due.due_reading import DueReadings


@dataclass(frozen=True)
class RecordReaders:
    """Hands out readers."""

    uow: UnitOfWork
    screening: Screening
    codes: DiagnosisCodes
    readings: DueReadings

    def open(
        self,
        session: Session,
        user: SignedIn,
        beside: Encounter,
        *,
        broken: bool = False,
        copy: RecordLeave | None = None,
    ) -> VisitReader:
        """Return what reads the record of a visit's patient, for the screen or, with the leave of it, for a copy."""
        names = self.readings.open(session, user).names

        def labels(service: str) -> tuple[str, bool]:
            name = names.of(service)
            return name.label, name.restricted

        return VisitReader(
            session=session,
            user=user,
            person=session.get_one(Person, beside.person_id),
            leave=copy or leave_at(user, beside, self.uow.today(user), broken=broken),
            screening=self.screening,
            codes=self.codes,
            labels=labels,
            for_screen=copy is None,
        )

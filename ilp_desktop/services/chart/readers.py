"""Opens a record for reading: whose it is, who reads it during which visit, and with which leave."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from db.models import Encounter, Person
from db.queries.merges import leads_to
from ilp_desktop.domain.care.diagnosis_codes import DiagnosisCodes
from ilp_desktop.domain.record_leave import RecordLeave
from ilp_desktop.services.answers.screening import Screening
from ilp_desktop.services.chart.listing import Lister
from ilp_desktop.services.chart.rows import Beside
from ilp_desktop.services.chart.visit_reading import VisitReader
from ilp_desktop.services.core.leaves import leave_at, leave_outside
from ilp_desktop.services.core.ownership import owned
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

    def at(self, session: Session, user: SignedIn, beside: Beside, *, copy: RecordLeave | None = None) -> VisitReader:
        """Return what reads a record from where somebody stands: beside a visit, or of a person who is not seen now.

        An identity that was found to be another person's leads to that person.
        """
        if isinstance(beside, UUID):
            return self.open(session, user, owned(session, user.facility_id, Encounter, beside), copy=copy)
        now = leads_to(session, owned(session, user.facility_id, Person, beside.person_id).id)
        person = owned(session, user.facility_id, Person, now)
        return self._reader(session, user, person, copy or leave_outside(user), for_screen=copy is None)

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
        leave = copy or leave_at(user, beside, self.uow.today(user), broken=broken)
        person = session.get_one(Person, beside.person_id)
        return self._reader(session, user, person, leave, for_screen=copy is None)

    def lister(self, reader: VisitReader) -> Lister:
        """Return what reads the timeline with the leave of a reader."""
        today = self.uow.today(reader.user)
        return Lister(reader.session, reader.person.id, reader.seals, self.codes, reader.user.time_zone, today)

    def _reader(
        self, session: Session, user: SignedIn, person: Person, leave: RecordLeave, *, for_screen: bool
    ) -> VisitReader:
        names = self.readings.open(session, user).names

        def labels(service: str, day: date) -> tuple[str, bool]:
            name = names.of(service)
            return name.label, name.hidden_for(person.birth_date, day)

        return VisitReader(
            session=session,
            user=user,
            person=person,
            leave=leave,
            screening=self.screening,
            codes=self.codes,
            labels=labels,
            for_screen=for_screen,
        )

"""The record of somebody who is not being seen: opened by whom, it is read and copied, never written to."""

from dataclasses import dataclass
from uuid import UUID

from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.chart.readers import RecordReaders
from ilp_desktop.services.chart.rows import OfPerson, TimelineEntry
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.person.maternal import may_know_pregnancy
from ilp_desktop.services.person.patient_header import PatientHeader, header_of
from ilp_desktop.services.record.problems import KnownProblem, problems_of


@dataclass(frozen=True)
class OpenedRecord:
    """Whose record it is, what goes on, and the newest rows of the timeline."""

    patient: PatientHeader
    problems: tuple[KnownProblem, ...]
    timeline: tuple[TimelineEntry, ...]


class RecordOpening:
    """Opens records outside of any visit; who looked at whose stands in the audit trail."""

    def __init__(self, uow: UnitOfWork, readers: RecordReaders) -> None:
        self._uow = uow
        self._readers = readers

    def open(self, user: SignedIn, person_id: UUID) -> OpenedRecord:
        """Return the record of a person, or of whom that identity leads to; raises ``UserError`` when there is none."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            reader, today = self._readers.at(session, user, OfPerson(person_id)), self._uow.today(user)
            person = reader.person
            self._uow.saw(user, Act.SEE_RECORD, person.id)
            may_know = may_know_pregnancy(user, person.birth_date, today)
            return OpenedRecord(
                patient=header_of(session, person, today, may_know=may_know),
                problems=problems_of(session, person.id, reader.seals, user.time_zone),
                timeline=self._readers.lister(reader).page(),
            )

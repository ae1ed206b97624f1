"""The record of a patient as a room reads it: pages of its timeline, one visit, what lies outside, and trends."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import DoseGiven, Encounter, FormResponse, Person, SealBroken
from db.queries.record_outline import measures_of, places_of_visits, values_of
from ilp_desktop.clock import local_time
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.record_leave import Access
from ilp_desktop.services.answers.filled_forms import FilledForms, PastForm
from ilp_desktop.services.answers.stored_answers import is_latest
from ilp_desktop.services.chart.form_entries import COLUMNS, FormEntries
from ilp_desktop.services.chart.listing import PAGE
from ilp_desktop.services.chart.measures import trend_label, trends_among
from ilp_desktop.services.chart.readers import RecordReaders
from ilp_desktop.services.chart.rows import (
    Beside,
    RecordEntry,
    RecordFilter,
    RecordKind,
    RecordOutline,
    TimelineEntry,
    Trend,
    TrendPoint,
    WholeVisit,
)
from ilp_desktop.services.chart.seals_broken import BREAK, SealOpened, opened_after
from ilp_desktop.services.chart.visit_reading import VisitReader
from ilp_desktop.services.core.lengths import told_reason
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.immunisation.dose_names import dose_name

NOT_OF_PATIENT = UserError("Kunjungan ini tidak ada dalam rekam medis pasien ini.", "Muat ulang riwayatnya.")


@dataclass(frozen=True)
class SealBreaking:
    """Wanting to read a visit of another klaster in full: which, during which visit, and why."""

    client_id: UUID
    beside_id: UUID
    visit_id: UUID
    reason: str


class Records:
    """Reads records; every call names the visit beside which it is read, or the person: that says what may be read."""

    def __init__(self, uow: UnitOfWork, readers: RecordReaders, forms: FilledForms) -> None:
        self._uow = uow
        self._forms = forms
        self._readers = readers
        self._screening, self._codes = readers.screening, readers.codes

    def page(
        self,
        user: SignedIn,
        beside: Beside,
        wanted: RecordFilter,
        after: TimelineEntry | None = None,
        limit: int = PAGE,
    ) -> tuple[TimelineEntry, ...]:
        """Return the rows of the timeline after one, the newest first."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            reader = self._readers.at(session, user, beside)
            return self._readers.lister(reader).page(wanted, after, limit)

    def outline(self, user: SignedIn, beside: Beside) -> RecordOutline:
        """Return what the timeline can be narrowed to, and which measures have a trend."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            reader = self._readers.at(session, user, beside)
            rows = places_of_visits(session, reader.person.id)
            return RecordOutline(
                years=tuple(sorted({row.year for row in rows}, reverse=True)),
                klasters=tuple(Klaster(number) for number in sorted({row.klaster for row in rows})),
                places=tuple(sorted({row.place for row in rows})),
                measures=trends_among(measures_of(session, reader.person.id), self._screening.catalogue),
                visits=sum(row.visits for row in rows),
            )

    def visit(self, user: SignedIn, beside: Beside, visit_id: UUID) -> WholeVisit:
        """Return a visit of the patient with everything of it that may be read without a reason."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            reader = self._readers.at(session, user, beside)
            return reader.whole([_visit_of(session, user, reader.person, visit_id)])[0]

    def break_seal(self, user: SignedIn, wanted: SealBreaking) -> WholeVisit:
        """Return a visit with its restricted entries, once; who read it and why is kept and told to the head."""
        reason = told_reason(wanted.reason, "Tulis alasan membuka isian terbatas.")
        with self._uow.writing(user, Act.BREAK_SEAL) as work:
            beside = work.own(Encounter, wanted.beside_id)
            reader = self._readers.open(work.session, user, beside, broken=True)
            visit = _visit_of(work.session, user, reader.person, wanted.visit_id)
            if work.saved_before(wanted.client_id) is None:
                opened = SealBroken(
                    **work.stamp(),
                    person_id=reader.person.id,
                    visit_id=visit.id,
                    beside_id=beside.id,
                    purpose=BREAK,
                    reason=reason,
                )
                work.session.add(opened)
                work.remember(wanted.client_id, opened.id)
            work.touch("seal", visit.id, purpose=BREAK)
            return reader.whole([visit])[0]

    def seals_broken(self, user: SignedIn, after: SealOpened | None, limit: int) -> tuple[SealOpened, ...]:
        """Return who read restricted entries of other klaster and why, the newest first."""
        with self._uow.reading(user, Act.SEE_SEALS_BROKEN) as session:
            return opened_after(session, user.facility_id, after, limit, user.time_zone)

    def apart(self, user: SignedIn, beside: Beside, row: TimelineEntry) -> RecordEntry | None:
        """Return what a row outside of visits says; None where the reader may not read it."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            reader = self._readers.at(session, user, beside)
            if row.kind is RecordKind.DOSE:
                return self._dose(session, user, reader, row.id)
            return self._form(session, reader, row.id)

    def form_history(self, user: SignedIn, beside: Beside, form_code: str) -> tuple[PastForm, ...]:
        """Return the responses in force to a form that may be read without a reason, the newest first."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            reader = self._readers.at(session, user, beside)
            person_id, seals = reader.person.id, reader.seals
            rows = session.execute(
                select(FormResponse.id, FormResponse.day, FormResponse.recorded_by, Encounter.klaster)
                .outerjoin(Encounter, Encounter.id == FormResponse.encounter_id)
                .where(FormResponse.person_id == person_id, FormResponse.form_code == form_code)
            )
            closed = {one for one, day, by, of in rows if seals.of_form(form_code, day, by, of) is not Access.OPEN}
        found = self._forms.history(user, person_id, form_code)
        return tuple(past for past in found if past.id not in closed)

    def trend(self, user: SignedIn, beside: Beside, code: str) -> Trend:
        """Return every value of a measure of the patient, the oldest first; of restricted questions none."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            reader = self._readers.at(session, user, beside)
            label, unit, forms = trend_label(measures_of(session, reader.person.id), code, self._screening.catalogue)
            points = tuple(TrendPoint(day, value) for day, value in values_of(session, reader.person.id, code, forms))
            return Trend(code, label, unit, points)

    def _dose(self, session: Session, user: SignedIn, reader: VisitReader, row_id: UUID) -> RecordEntry:
        dose = owned(session, user.facility_id, DoseGiven, row_id)
        if dose.person_id != reader.person.id:
            raise NOT_OF_PATIENT
        told = (
            ("Tanggal", indonesian_date(dose.given_on)),
            ("Keterangan", "menurut keterangan atau kartu" if dose.told else ""),
            ("Batch", dose.batch),
            ("Tempat", dose.place),
        )
        return RecordEntry(
            dose.id,
            RecordKind.DOSE,
            dose_name(dose.antigen, dose.dose, dose.given_on),
            reader.staff_name(dose.recorded_by),
            local_time(dose.recorded_at, user.time_zone),
            tuple(line for line in told if line[1]),
        )

    def _form(self, session: Session, reader: VisitReader, row_id: UUID) -> RecordEntry | None:
        row = session.execute(
            select(*COLUMNS, FormResponse.person_id, is_latest().label("latest")).where(FormResponse.id == row_id)
        ).first()
        if row is None or row.person_id != reader.person.id:
            raise NOT_OF_PATIENT
        staff = {row.recorded_by: reader.staff_name(row.recorded_by)}
        entries = FormEntries(self._screening, reader.seals, staff, reader.user.time_zone)
        found = entries.entry(row, None)
        return found.entry if found.access is Access.OPEN else None


def _visit_of(session: Session, user: SignedIn, person: Person, visit_id: UUID) -> Encounter:
    """Return a visit of a person; raises ``UserError`` for one of somebody else."""
    visit = owned(session, user.facility_id, Encounter, visit_id)
    if visit.person_id != person.id:
        raise NOT_OF_PATIENT
    return visit

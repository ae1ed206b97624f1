"""Visits with everything of them, read for one reader: one of them, or many for paper and files."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Encounter, Person, Staff
from db.queries.visit_parts import diagnosed, moves_of
from ilp_desktop.clock import local_day, local_time
from ilp_desktop.domain.care.diagnosis_codes import DiagnosisCodes
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.record_leave import Access, RecordLeave
from ilp_desktop.forms.facts import Facts
from ilp_desktop.services.answers.form_facts import facts_of
from ilp_desktop.services.answers.screening import Screening
from ilp_desktop.services.chart.form_entries import FormEntries
from ilp_desktop.services.chart.leave import Seals
from ilp_desktop.services.chart.listing import written_later
from ilp_desktop.services.chart.move_words import move_on_paper, move_sentences
from ilp_desktop.services.chart.rows import RecordEntry, RecordKind, WholeVisit
from ilp_desktop.services.chart.source import Reading
from ilp_desktop.services.chart.sources import SOURCES
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.person.person_reads import RECORD_NUMBER

Labels = Callable[[str, date], tuple[str, bool]]


@dataclass(frozen=True)
class VisitReader:
    """Reads visits of one person.

    Attributes:
        leave: with which leave.
        labels: what a service is called, and whether it was restricted on a day.
        for_screen: whether versions that were replaced, classes of measures and what is said of moves to and from
            other people are wanted; the patient's own copy has none of them.
    """

    session: Session
    user: SignedIn
    person: Person
    leave: RecordLeave
    screening: Screening
    codes: DiagnosisCodes
    labels: Labels
    for_screen: bool = True
    _staff: dict[UUID, str] = field(default_factory=dict)

    @property
    def seals(self) -> Seals:
        """Return what is restricted of this person, and what the reader sees of it."""
        return Seals(self.leave, self.person.birth_date, self.screening.catalogue)

    def whole(self, visits: Sequence[Encounter]) -> tuple[WholeVisit, ...]:
        """Return visits with everything of them, in the order they are given."""
        if not visits:
            return ()
        reading = self._reading(visits)
        entries: dict[UUID, list[RecordEntry]] = {visit.id: [] for visit in visits}
        sealed = set[UUID]()
        for source in SOURCES:
            for found in source(reading):
                if found.access is Access.OPEN:
                    entries[found.visit_id].append(found.entry)
                if Access.SEALED in (found.access, found.rest):
                    sealed.add(found.visit_id)
        moves = self._moves(visits)
        return tuple(
            self._visit(visit, reading, tuple(entries[visit.id]), moves.get(visit.id, ()), sealed=visit.id in sealed)
            for visit in visits
        )

    def _reading(self, visits: Sequence[Encounter]) -> Reading:
        seals, staff = self.seals, self._names()
        spans = {visit.id: (visit.day, visit.klaster) for visit in visits}
        zone = self.user.time_zone
        return Reading(
            session=self.session,
            visits=spans,
            seals=seals,
            closed=self._closed(spans, seals),
            codes=self.codes,
            forms=FormEntries(self.screening, seals, staff, zone, self._facts() if self.for_screen else None),
            staff=staff,
            labels=self.labels,
            time_zone=zone,
            versions=self.for_screen,
        )

    def staff_name(self, staff_id: UUID) -> str:
        """Return the name of a member of staff."""
        return self._names().get(staff_id, "")

    def _names(self) -> dict[UUID, str]:
        if not self._staff:
            rows = self.session.execute(select(Staff.id, Staff.name).where(Staff.facility_id == self.user.facility_id))
            self._staff.update(rows.tuples().all())
        return self._staff

    def _facts(self) -> Callable[[date], Facts]:
        """Return the facts of a day, read once a day."""
        known: dict[date, Facts] = {}

        def of(day: date) -> Facts:
            if day not in known:
                known[day] = facts_of(self.session, self.person, day, judging=False)
            return known[day]

        return of

    def _closed(self, spans: dict[UUID, tuple[date, int]], seals: Seals) -> frozenset[UUID]:
        """Return the visits whose texts tell of a diagnosis the reader may not read."""
        return frozenset(
            row.visit_id
            for row in diagnosed(self.session, spans)
            if seals.of_diagnosis(row.code, row.day, row.author, spans[row.visit_id][1]) is not Access.OPEN
        )

    def _moves(self, visits: Sequence[Encounter]) -> dict[UUID, tuple[str, ...]]:
        moves = moves_of(self.session, RECORD_NUMBER, visits=[visit.id for visit in visits])
        told: dict[UUID, tuple[str, ...]] = {}
        sentences = move_sentences(moves, self.person.id, self.user.time_zone)
        for visit in visits:
            mine = [one for one in moves if one.move.visit_id == visit.id]
            if self.for_screen:
                told[visit.id] = tuple(sentences[one.move.id] for one in mine if one.move.id in sentences)
            elif mine:
                told[visit.id] = tuple(move_on_paper(mine, self.person.id, self.user.time_zone))
        return told

    def _visit(
        self,
        visit: Encounter,
        reading: Reading,
        entries: tuple[RecordEntry, ...],
        moves: tuple[str, ...],
        *,
        sealed: bool,
    ) -> WholeVisit:
        zone = self.user.time_zone
        later = ""
        if visit.happened_at is not None:
            later = written_later(reading.name(visit.recorded_by), local_day(visit.recorded_at, zone))
        return WholeVisit(
            id=visit.id,
            day=visit.day,
            at=local_time(visit.arrived_at, zone),
            klaster=Klaster(visit.klaster),
            place=visit.place,
            visit_kind=visit.visit_kind,
            sick=visit.sick,
            payer=visit.payer,
            complaint="" if visit.id in reading.closed else visit.complaint,
            destination=visit.destination,
            finished_at=local_time(visit.finished_at, zone) if visit.finished_at is not None else None,
            registered_by=reading.name(visit.recorded_by),
            examined_by=reading.name(visit.served_by) or _examiners(entries),
            entries=_in_order(entries),
            moves=moves,
            sealed=sealed,
            written_later=later,
        )


KINDS = tuple(RecordKind)
EXAMINING = (RecordKind.NOTE, RecordKind.DIAGNOSIS, RecordKind.FORM, RecordKind.DOSE)


def _examiners(entries: Sequence[RecordEntry]) -> str:
    """Return who wrote what stands at a visit now, each once."""
    wrote = [entry.author for entry in entries if entry.kind in EXAMINING and not entry.superseded]
    return ", ".join(dict.fromkeys(wrote))


def _in_order(entries: Sequence[RecordEntry]) -> tuple[RecordEntry, ...]:
    """Return entries by kind, those in force before those replaced."""
    return tuple(sorted(entries, key=lambda entry: (KINDS.index(entry.kind), entry.superseded)))

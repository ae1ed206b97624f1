"""The timeline of a person, a page at a time, as far as the reader may know of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from db.models import Encounter, FormResponse
from db.queries.record_rows import (
    DIAGNOSES,
    DOSES,
    FORM,
    FORMS,
    LETTERS,
    MEASURES,
    MOVE,
    VISIT,
    RowPassed,
    RowsWanted,
    TextWanted,
    record_rows,
)
from db.queries.visit_parts import WITHDRAWN, diagnosed_of, moves_of, visit_parts
from ilp_desktop.clock import local_day
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.care.diagnosis_codes import DiagnosisCodes
from ilp_desktop.domain.immunisation.immunisation_rules import rules_on
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.record_leave import Access
from ilp_desktop.services.chart.leave import Seals
from ilp_desktop.services.chart.move_words import move_sentences
from ilp_desktop.services.chart.ordered_search import ORDERED, visits_with
from ilp_desktop.services.chart.rows import RecordFilter, RecordKind, TimelineEntry
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.immunisation.dose_names import dose_name
from ilp_desktop.services.person.person_reads import RECORD_NUMBER

PAGE = 50
"""How many rows the first screen holds, and how many come with each scroll."""
MEASURED = ("sistolik", "diastolik", "berat", "suhu")
SHOWN_VALUES = (("sistolik", "TD"), ("berat", "BB"), ("suhu", "S"))
EVERYTHING = RecordFilter()
HOLDING = {
    RecordKind.DIAGNOSIS: DIAGNOSES,
    RecordKind.FORM: FORMS,
    RecordKind.MEASURE: MEASURES,
    RecordKind.LETTER: LETTERS,
    RecordKind.DOSE: DOSES,
}


@dataclass(frozen=True)
class Lister:
    """Reads pages of one person's timeline for one reader.

    Attributes:
        today: names of forms are those of this day.
    """

    session: Session
    person_id: UUID
    seals: Seals
    codes: DiagnosisCodes
    time_zone: str
    today: date
    _titles: dict[str, str] = field(default_factory=dict)

    def page(
        self, wanted: RecordFilter = EVERYTHING, after: TimelineEntry | None = None, limit: int = PAGE
    ) -> tuple[TimelineEntry, ...]:
        """Return the rows after one, the newest first."""
        passed = RowPassed(after.day, after.at, after.id) if after is not None else None
        rows = record_rows(self.session, self.person_id, self._asked(wanted), passed, limit)
        visits = {row.id: row.klaster for row in rows if row.source == VISIT}
        parts = self._parts(visits, {row.id: row.day for row in rows})
        later = self._written_later(rows)
        moved = self._moved([row for row in rows if row.moved])
        return tuple(self._entry(row, parts, later, moved) for row in rows)

    def _asked(self, wanted: RecordFilter) -> RowsWanted:
        words = " ".join(wanted.text.split())
        return RowsWanted(
            holding=HOLDING.get(wanted.kind, ""),
            klaster=wanted.klaster,
            place=wanted.place,
            year=wanted.year,
            text=self._text(words) if words else None,
            among=self._ordered((wanted.kind,), self._closed()) if wanted.kind in ORDERED else None,
        )

    def _ordered(self, kinds: Collection[RecordKind], closed: Collection[UUID], small: str = "") -> set[UUID]:
        """Return the visits with something done, asked for or prescribed that the reader may know of."""
        return set(visits_with(self.session, self.person_id, kinds, self.seals, closed, small))

    def _closed(self) -> set[UUID]:
        """Return the visits with a diagnosis the reader may not read."""
        rows = diagnosed_of(self.session, self.person_id)
        return {row.visit_id for row in rows if not self._sees(row)}

    def _sees(self, row: Row[Any]) -> bool:
        return self.seals.of_diagnosis(row.code, row.day, row.author, row.klaster) is Access.OPEN

    def _text(self, words: str) -> TextWanted:
        """Return where words may stand; no search tells what the reader may not read."""
        small = words.casefold()
        told, closed = set[UUID](), set[UUID]()
        for row in diagnosed_of(self.session, self.person_id):
            if not self._sees(row):
                closed.add(row.visit_id)
            elif row.stands and small in f"{row.code} {self.codes.title(row.code)}".casefold():
                told.add(row.visit_id)
        forms = self._forms_titled(small, told)
        told |= self._ordered(ORDERED, closed, small)
        known = rules_on(self.today).series
        antigens = [one for one, series in known.items() if _names_dose(one, series, small)]
        return TextWanted(words, forms, antigens, told, closed)

    def _forms_titled(self, small: str, told: set[UUID]) -> tuple[str, ...]:
        """Return the forms outside of visits whose title has the words, and add the visits with such a form."""
        apart = set[str]()
        rows = self.session.execute(
            select(
                *(FormResponse.form_code, FormResponse.day, FormResponse.encounter_id, FormResponse.recorded_by),
                Encounter.klaster,
            )
            .outerjoin(Encounter, Encounter.id == FormResponse.encounter_id)
            .where(FormResponse.person_id == self.person_id, FormResponse.answers != {})
        )
        for code, day, visit_id, author, klaster in rows:
            if (
                self.seals.of_form(code, day, author, klaster) is not Access.OPEN
                or small not in self._title(code).casefold()
            ):
                continue
            if visit_id is None:
                apart.add(code)
            else:
                told.add(visit_id)
        return tuple(sorted(apart))

    def _title(self, code: str) -> str:
        if code not in self._titles:
            self._titles[code] = self.seals.catalogue.title(code, self.today) or code
        return self._titles[code]

    def _parts(self, visits: Mapping[UUID, int], days: Mapping[UUID, date]) -> Mapping[UUID, "_Parts"]:
        found: dict[UUID, _Parts] = defaultdict(_Parts)
        if not visits:
            return found
        for part in visit_parts(self.session, visits, MEASURED):
            self._take(found[part.visit_id], part, visits[part.visit_id], days[part.visit_id])
        return found

    def _take(self, parts: "_Parts", part: Row[Any], klaster: int, day: date) -> None:
        if part.kind in (DIAGNOSES, WITHDRAWN):
            access = self.seals.of_diagnosis(part.code, day, part.author, klaster)
            parts.close(access, texts_too=True)
            if access is Access.OPEN and part.kind == DIAGNOSES:
                parts.diagnoses.append(f"{part.code} {self.codes.title(part.code)}")
        elif part.kind == FORMS:
            access = self.seals.of_form(part.code, day, part.author, klaster)
            parts.close(access)
            if access is Access.OPEN:
                parts.forms.append(self._title(part.code))
        elif part.kind == MEASURES:
            parts.values[part.code] = part.number
        elif part.kind == LETTERS:
            access = self.seals.leave.of(part.author, klaster) if part.rank else Access.OPEN
            parts.close(access)
            if access is Access.OPEN:
                parts.letters.append(part.code)
        else:
            parts.doses.append(dose_name(part.code, part.rank, day))

    def _written_later(self, rows: Iterable[Row[Any]]) -> Mapping[UUID, str]:
        return {
            row.id: written_later(row.author, local_day(row.recorded_at, self.time_zone)) for row in rows if row.later
        }

    def _moved(self, rows: Sequence[Row[Any]]) -> Mapping[UUID, str]:
        """Return what is said of moves: of those that went away each by itself, of a visit that came the last one."""
        if not rows:
            return {}
        visits, moves_away = ([row.id for row in rows if (row.source == MOVE) is away] for away in (False, True))
        moved = moves_of(self.session, RECORD_NUMBER, visits=visits, moves=moves_away)
        told = move_sentences(moved, self.person_id, self.time_zone)
        by_visit = {one.move.visit_id: told[one.move.id] for one in moved if one.move.id in told}
        return by_visit | told

    def _entry(
        self, row: Row[Any], parts: Mapping[UUID, "_Parts"], later: Mapping[UUID, str], moved: Mapping[UUID, str]
    ) -> TimelineEntry:
        if row.source == VISIT:
            return self._visit(row, parts.get(row.id, _Parts()), later.get(row.id, ""), moved.get(row.id, ""))
        if row.source == MOVE:
            return TimelineEntry(row.id, RecordKind.MOVE, None, row.day, row.at, moved=moved[row.id])
        if row.source == FORM:
            access = self.seals.of_form(row.text, row.day, row.recorded_by, None)
            titles = (self._title(row.text),) if access is Access.OPEN else ()
            return TimelineEntry(
                row.id, RecordKind.FORM, None, row.day, row.at, forms=titles, sealed=access is Access.SEALED
            )
        doses = (dose_name(row.text, row.number, row.day),)
        return TimelineEntry(row.id, RecordKind.DOSE, None, row.day, row.at, doses=doses)

    def _visit(self, row: Row[Any], parts: "_Parts", later: str, moved: str) -> TimelineEntry:
        return TimelineEntry(
            id=row.id,
            kind=RecordKind.VISIT,
            encounter_id=row.id,
            day=row.day,
            at=row.at,
            klaster=Klaster(row.klaster),
            place=row.place,
            complaint="" if parts.texts_closed else row.text,
            diagnoses=tuple(parts.diagnoses),
            measured=measured_line(parts.values),
            referral="" if parts.texts_closed else ", ".join(parts.letters),
            finished=bool(row.finished),
            forms=tuple(parts.forms),
            doses=tuple(parts.doses),
            sealed=parts.sealed,
            written_later=later,
            moved=moved,
        )


@dataclass
class _Parts:
    """What stands at one visit; its texts are closed where a restricted diagnosis is, for they tell of it."""

    diagnoses: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    doses: list[str] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)
    values: dict[str, float] = field(default_factory=dict)
    sealed: bool = False
    texts_closed: bool = False

    def close(self, access: Access, *, texts_too: bool = False) -> None:
        """Note what is not seen."""
        self.sealed = self.sealed or access is Access.SEALED
        self.texts_closed = self.texts_closed or (texts_too and access is not Access.OPEN)


def _names_dose(antigen: str, series: Mapping[int, Any], small: str) -> bool:
    return small in antigen.casefold() or any(small in rule.label.casefold() for rule in series.values())


def written_later(name: str, day: date) -> str:
    """Return who wrote a visit of paper down, and on which day."""
    return f"dicatat kemudian oleh {name}, {indonesian_date(day)}"


def measured_line(found: Mapping[str, float]) -> str:
    """Return blood pressure, weight and temperature in one short line."""
    parts = []
    for code, label in SHOWN_VALUES:
        if code in found:
            value = f"{found[code]:g}".replace(".", ",")
            if code == "sistolik" and "diastolik" in found:
                value += f"/{found['diastolik']:g}"
            parts.append(f"{label} {value}")
    return " · ".join(parts)


def first_page(
    session: Session, user: SignedIn, beside: Encounter, seals: Seals, codes: DiagnosisCodes, today: date
) -> tuple[TimelineEntry, ...]:
    """Return the first page of the timeline of a visit's patient, as it is read with the visit itself."""
    return Lister(session, beside.person_id, seals, codes, user.time_zone, today).page()

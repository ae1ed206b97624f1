"""Filled-in forms as entries of a record: every answer in words, with the class it was read as."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from db.models import FormResponse
from ilp_desktop.clock import local_time
from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.record_leave import Access
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.filling import check
from ilp_desktop.forms.parsing import as_typed
from ilp_desktop.forms.schema import Answer, Form
from ilp_desktop.forms.wording import answer_text, conclusion_text, named
from ilp_desktop.services.answers.conclusions import read_conclusion
from ilp_desktop.services.answers.screening import Screening
from ilp_desktop.services.answers.stored_answers import is_latest
from ilp_desktop.services.chart.leave import Seals
from ilp_desktop.services.chart.rows import RecordEntry, RecordKind

CONCLUSION, REASON = "Kesimpulan", "Alasan perbaikan"


COLUMNS = (
    *(FormResponse.id, FormResponse.encounter_id, FormResponse.form_code, FormResponse.form_version),
    *(FormResponse.day, FormResponse.answers, FormResponse.conclusion, FormResponse.reason),
    *(FormResponse.recorded_at, FormResponse.recorded_by),
)


@dataclass(frozen=True)
class FormEntry:
    """A response as an entry: what is seen of it, and of its restricted answers."""

    entry: RecordEntry
    access: Access
    rest: Access


@dataclass(frozen=True)
class FormEntries:
    """Puts stored answers into words.

    Attributes:
        staff: names by identifier.
        facts: what forms knew of the person on a day, for the classes of measures; None leaves classes out.
    """

    screening: Screening
    seals: Seals
    staff: Mapping[UUID, str]
    time_zone: str
    facts: Callable[[date], Facts] | None = None
    _restricted: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    def of_visits(
        self, session: Session, visits: Mapping[UUID, tuple[date, int]], *, versions: bool
    ) -> Iterator[tuple[UUID, "FormEntry"]]:
        """Give the forms of visits with what the reader sees of each."""
        rows = session.execute(
            select(*COLUMNS, is_latest().label("latest"))
            .where(FormResponse.encounter_id.in_(visits))
            .order_by(FormResponse.form_code, FormResponse.recorded_at.desc())
        )
        for row in rows:
            if versions or (row.latest and row.answers):
                yield row.encounter_id, self.entry(row, visits[row.encounter_id][1])

    def entry(self, row: Row[Any], klaster: int | None) -> "FormEntry":
        """Return one response without what the reader may not read, and what is seen of it."""
        form = self._edition(row.form_code, row.form_version)
        hidden = self._hidden(form, row, klaster)
        rest = self.seals.leave.of(row.recorded_by, klaster) if hidden & row.answers.keys() else Access.OPEN
        entry = RecordEntry(
            row.id,
            RecordKind.FORM,
            form.title if form is not None else row.form_code,
            self.staff.get(row.recorded_by, ""),
            local_time(row.recorded_at, self.time_zone),
            self._lines(form, row, hidden if rest is not Access.OPEN else frozenset()),
            not row.latest,
        )
        return FormEntry(entry, self.seals.of_form(row.form_code, row.day, row.recorded_by, klaster), rest)

    def _hidden(self, form: Form | None, row: Row[Any], klaster: int | None) -> frozenset[str]:
        """Return the questions of a form whose answers the reader may not read."""
        if form is None or self.seals.leave.of(row.recorded_by, klaster) is Access.OPEN:
            return frozenset()
        key = (form.code, form.version)
        if key not in self._restricted:
            self._restricted[key] = form.restricted_codes()
        return self._restricted[key]

    def _lines(self, form: Form | None, row: Row[Any], hidden: Collection[str]) -> tuple[tuple[str, str], ...]:
        if form is None:
            return tuple((code, str(answer)) for code, answer in row.answers.items())
        classes = self._classes(form, row) if self.facts is not None else {}
        lines = [
            (named(question), _with_class(answer_text(question, row.answers[question.code]), classes, question.code))
            for question in form.questions
            if question.code in row.answers and question.code not in hidden
        ]
        found = read_conclusion(row.conclusion, form.source)
        if found is not None and not hidden:
            lines.append((CONCLUSION, conclusion_text(found)))
        if row.reason:
            lines.append((REASON, row.reason))
        return tuple(lines)

    def _classes(self, form: Form, row: Row[Any]) -> Mapping[str, tuple[Assessment, ...]]:
        """Return what rules read from the answers, judged as of the day they were given."""
        assert self.facts is not None  # noqa: S101 - asked before
        facts = self.facts(row.day)
        answers: Mapping[str, Answer] = row.answers
        typed = {code: as_typed(form.question(code), answer) for code, answer in answers.items()}
        return self.screening.readings(form, check(form, typed, facts), facts)

    def _edition(self, code: str, version: str) -> Form | None:
        try:
            return self.screening.catalogue.edition(code, version)
        except UserError:  # its file is gone or broken: the answers stand as they are stored
            return None


def _with_class(text: str, classes: Mapping[str, tuple[Assessment, ...]], code: str) -> str:
    said = "; ".join(found.conclusion for found in classes.get(code, ()))
    return f"{text} ({said})" if said else text

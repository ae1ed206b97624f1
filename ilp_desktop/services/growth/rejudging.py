"""Conclusions drawn anew where the birth date, the sex or the person they rest on was put right."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, select

from db.models import FormResponse, Observation, Person
from ilp_desktop.domain.errors import UserError
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.filling import Checked
from ilp_desktop.forms.parsing import as_typed
from ilp_desktop.forms.schema import Form
from ilp_desktop.services.answers.conclusions import stored_conclusion
from ilp_desktop.services.answers.form_facts import facts_of
from ilp_desktop.services.answers.growth_reading import MEASURED
from ilp_desktop.services.answers.screening import FilledForm, Screening, in_force
from ilp_desktop.services.core.unit_of_work import Work

REASON = "tanggal lahir atau jenis kelamin diperbaiki"


@dataclass(frozen=True)
class Rejudging:
    """Draws conclusions anew; what was answered stays, and so does who asked."""

    screening: Screening

    def of_person(self, work: Work, person: Person, reason: str = REASON) -> int:
        """Replace the responses whose conclusion is another one now; returns how many."""
        measured = select(Observation.response_id).where(
            Observation.response_id == FormResponse.id, Observation.code.in_(MEASURED)
        )
        return self._of_those(work, person, (FormResponse.person_id == person.id, measured.exists()), reason)

    def of_visit(self, work: Work, person: Person, visit_id: UUID, reason: str) -> int:
        """Do the same for every form of a visit that is another person's now, whatever it asks."""
        return self._of_those(work, person, (FormResponse.encounter_id == visit_id,), reason)

    def _of_those(self, work: Work, person: Person, which: Sequence[ColumnElement[bool]], reason: str) -> int:
        rows = work.session.scalars(select(FormResponse).where(*which, in_force()).order_by(FormResponse.day)).all()
        replaced = [new for row in rows if (new := self._rejudged(work, person, row, reason)) is not None]
        self.screening.write(work.session, replaced)
        return len(replaced)

    def _rejudged(self, work: Work, person: Person, row: FormResponse, reason: str) -> FormResponse | None:
        if row.day < person.birth_date:
            return None
        try:
            form = self.screening.catalogue.edition(row.form_code, row.form_version)
        except UserError:  # its file is gone or broken: what was concluded then stands
            return None
        facts = facts_of(work.session, person, row.day)
        conclusion = stored_conclusion(self.screening.conclusion(form, self._checked(form, row, facts), facts))
        if conclusion == row.conclusion:
            return None
        return FormResponse(
            **work.stamp() | {"recorded_by": row.recorded_by},
            person_id=row.person_id,
            encounter_id=row.encounter_id,
            form_code=row.form_code,
            form_version=row.form_version,
            day=row.day,
            answers=row.answers,
            conclusion=conclusion,
            confirmed=row.confirmed,
            replaces_id=row.id,
            reason=reason,
        )

    def _checked(self, form: Form, row: FormResponse, facts: Facts) -> Checked:
        """Return the stored answers checked again; what is unlikely now was stored all the same."""
        typed = {code: as_typed(form.question(code), answer) for code, answer in row.answers.items()}
        filled = FilledForm(form.code, typed)
        doubts = self.screening.check(form, filled, facts).doubts
        sure = FilledForm(form.code, typed, frozenset(doubt.key for doubt in doubts.values()))
        return self.screening.check(form, sure, facts)

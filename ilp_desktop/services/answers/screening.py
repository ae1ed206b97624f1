"""Filled-in forms: what is asked of a person, storing the answers, and what was answered before."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from db.models import Encounter, FormResponse, Observation, Person
from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.chronic.chronic_record import LASTING_FORMS, taken_from
from ilp_desktop.domain.permissions import Act
from ilp_desktop.forms.aspects import with_aspects
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.filling import Checked, check
from ilp_desktop.forms.growth_asking import ask_about_growth
from ilp_desktop.forms.rules_adult import CONTROL_RULES
from ilp_desktop.forms.schema import Answer, Form
from ilp_desktop.forms.scoring import Rules, alarms, assess, readings
from ilp_desktop.services.answers.conclusions import stored_conclusion
from ilp_desktop.services.answers.confirmations import confirmed_answers, refuse
from ilp_desktop.services.answers.form_facts import facts_of, height_before
from ilp_desktop.services.answers.observations import observations_of
from ilp_desktop.services.answers.stored_answers import (
    Earlier,
    StoredResponse,
    answers_of_visit,
    earlier_values,
    in_force,
    is_latest,
    latest_of_visit,
    responses_apart,
    responses_of,
)
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work

__all__ = (
    "Earlier",
    "FilledForm",
    "Screening",
    "StoredForms",
    "StoredResponse",
    "answers_of_visit",
    "earlier_values",
    "facts_of",
    "in_force",
    "is_latest",
    "latest_of_visit",
    "refuse",
    "responses_of",
)

SAME_VISIT = "diperbaiki pada kunjungan yang sama"


@dataclass(frozen=True)
class FilledForm:
    """What was typed into a form, and the doubts that were confirmed."""

    form_code: str
    typed: Mapping[str, str]
    confirmations: frozenset[str] = frozenset()


@dataclass(frozen=True)
class StoredForms:
    """The forms of a visit after a save: which were written, every answer in force, and what was replaced, by code."""

    written: tuple[str, ...]
    answers: Mapping[str, Mapping[str, Answer]]
    replaced: Mapping[str, FormResponse] = field(default_factory=dict)


class Screening:
    """Forms and their answers."""

    def __init__(self, uow: UnitOfWork, catalogue: Catalogue, rules: Rules) -> None:
        self._uow = uow
        self.catalogue = catalogue
        self._rules = rules

    def form(self, user: SignedIn, code: str) -> Form:
        """Return the edition of a form in force today."""
        return self.catalogue.form(code, self._uow.today(user))

    def check(self, form: Form, filled: FilledForm, facts: Facts) -> Checked:
        """Check what is typed so far; quick enough for every key."""
        checked = check(form, filled.typed, facts, filled.confirmations)
        return ask_about_growth(form, checked, filled.typed, facts, filled.confirmations)

    def conclusion(self, form: Form, checked: Checked, facts: Facts) -> Assessment | None:
        """Return the form's conclusion, or None while it is not complete."""
        found = assess(form, checked, facts.beside(form.code), self._rules)
        return with_aspects(found, form, checked.answers, facts)

    def readings(self, form: Form, checked: Checked, facts: Facts) -> Mapping[str, tuple[Assessment, ...]]:
        """Return what the rules read from the answers so far, by question."""
        return readings(form, checked, facts, self._rules)

    def said(self, form: Form, checked: Checked, facts: Facts) -> Mapping[str, tuple[Assessment, ...]]:
        """Return what is said beside each question: what the rules read, and the alarms the answers set off."""
        found = dict(self.readings(form, checked, facts))
        for question, raised in alarms(form, checked, facts).items():
            found[question] = found.get(question, ()) + raised
        return found

    def title(self, code: str, day: date) -> str:
        """Return the title of a form, or nothing where there is none of this code."""
        return self.catalogue.title(code, day)

    def facts(self, user: SignedIn, person_id: UUID) -> Facts:
        """Return what forms may ask about a person today."""
        with self._uow.reading(user, Act.SEE_RECORD, without_server=True) as session:
            person = owned(session, user.facility_id, Person, person_id)
            facts = facts_of(session, person, self._uow.today(user))
            return replace(facts, height_before=height_before(session, person.id, facts))

    def earlier(self, user: SignedIn, person_id: UUID, codes: Collection[str]) -> dict[str, Earlier]:
        """Return the last value of each question before today."""
        with self._uow.reading(user, Act.SEE_RECORD, without_server=True) as session:
            person = owned(session, user.facility_id, Person, person_id)
            return earlier_values(session, person.id, codes, self._uow.today(user))

    def history(self, user: SignedIn, person_id: UUID, form_code: str) -> tuple[StoredResponse, ...]:
        """Return every response in force to a form, the newest first."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            return responses_of(session, owned(session, user.facility_id, Person, person_id).id, form_code)

    def store(
        self,
        work: Work,
        encounter: Encounter,
        person: Person,
        forms: Iterable[FilledForm],
        reason: str = SAME_VISIT,
    ) -> StoredForms:
        """Store the forms of a visit inside a transaction; an unchanged one is left alone. Raises ``WrongAnswers``.

        A form stored before at the same visit is corrected, never overwritten. However many forms there are, the
        person is read once and everything is written together.
        """
        forms = sorted(forms, key=lambda one: one.form_code not in LASTING_FORMS)
        judging = any(self._judges_control(one.form_code, encounter.day) for one in forms)
        facts = facts_of(work.session, person, encounter.day, judging=judging)
        latest = latest_of_visit(work.session, encounter.id)
        place = _Place(encounter.person_id, encounter.id, encounter.day)
        written: list[FormResponse] = []
        replaced: dict[str, FormResponse] = {}
        for filled in forms:
            before = latest.get(filled.form_code)
            response = self._response(work, place, facts, filled, before, reason)
            if response is not None:
                facts = _with(facts, response)
                replaced |= {response.form_code: before} if before is not None else {}
                latest[response.form_code] = response
                written.append(response)
        self.write(work.session, written)
        return StoredForms(
            written=tuple(response.form_code for response in written),
            replaced=replaced,
            answers={code: response.answers for code, response in latest.items() if response.answers},
        )

    def store_apart(self, work: Work, day: date, forms: Mapping[Person, FilledForm]) -> tuple[UUID, ...]:
        """Store a form of a day for people without a visit; returns for whom it was written. Raises ``WrongAnswers``.

        What was stored of the same form and day before is corrected.
        """
        written = []
        people = {person.id: person for person in forms}
        before = responses_apart(work.session, [*people], {filled.form_code for filled in forms.values()}, day)
        for person, filled in forms.items():
            facts = Facts(day=day, birth_date=person.birth_date, sex=person.sex)
            place = _Place(person.id, None, day)
            response = self._response(work, place, facts, filled, before.get((person.id, filled.form_code)))
            if response is not None:
                written.append(response)
        self.write(work.session, written)
        return tuple(response.person_id for response in written)

    def _judges_control(self, form_code: str, day: date) -> bool:
        """Say whether a form concludes whether a disease is under control, which rests on what was before too."""
        return any(scoring.rule in CONTROL_RULES for scoring in self.catalogue.form(form_code, day).scorings)

    def _response(
        self,
        work: Work,
        place: "_Place",
        facts: Facts,
        filled: FilledForm,
        before: FormResponse | None,
        reason: str = SAME_VISIT,
    ) -> FormResponse | None:
        """Return the response to be written, None when nothing changed.

        A form that was emptied, since it belonged to somebody else, is corrected to no answers at all.
        Its day is the visit's, also when that goes on past midnight.
        """
        form = self.catalogue.form(filled.form_code, place.day)
        checked = self.check(form, filled, facts)
        emptied = before is not None and not any(filled.typed.values())
        if not emptied:
            refuse(form, checked)
        if (before.answers if before else {}) == dict(checked.answers):
            return None
        asked = (
            self.check(form, replace(filled, confirmations=frozenset()), facts).doubts if filled.confirmations else {}
        )
        earlier = before.confirmed if before is not None else None
        return FormResponse(
            **work.stamp(),
            person_id=place.person_id,
            encounter_id=place.encounter_id,
            form_code=form.code,
            form_version=form.version,
            day=place.day,
            answers=dict(checked.answers),
            conclusion=stored_conclusion(self.conclusion(form, checked, facts)),
            confirmed=confirmed_answers(asked, filled.confirmations, earlier, str(work.user.staff_id)),
            replaces_id=before.id if before else None,
            reason=reason if before else "",
        )

    def write(self, session: Session, responses: list[FormResponse]) -> None:
        """Store responses with their observations, inside a transaction; those they replace have none any more."""
        session.add_all(responses)
        session.flush()
        forms = ((response, self.catalogue.form(response.form_code, response.day)) for response in responses)
        rows = [row for response, form in forms for row in observations_of(response, form)]
        if rows:
            session.connection().execute(_WRITE_OBSERVATIONS, rows)
        replaced = [response.replaces_id for response in responses if response.replaces_id is not None]
        if replaced:
            session.execute(delete(Observation).where(Observation.response_id.in_(replaced)))


def _with(facts: Facts, response: FormResponse) -> Facts:
    """Return what is known once a form of the same save is: targets set in it hold for the next one."""
    if facts.chronic is None:
        return facts
    known = facts.chronic.without(response.form_code, facts.day)
    return replace(facts, chronic=known.with_taken(taken_from(response.form_code, response.day, response.answers)))


@dataclass(frozen=True)
class _Place:
    """Whose answers they are, of which day, and at which visit, if at any."""

    person_id: UUID
    encounter_id: UUID | None
    day: date


_WRITE_OBSERVATIONS = insert(Observation.__table__)  # type: ignore[arg-type]

"""Filled-in forms: what is asked of a person, storing the answers, and what was answered before."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, exists, insert, select
from sqlalchemy.orm import Session, aliased

from db.models import Encounter, FormResponse, Observation, Person, Staff
from db.queries.motherhood import motherhood
from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.pregnancy import counts_until
from ilp_desktop.domain.pregnancy_end import DELIVERED
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.facts import Facts, HeightBefore
from ilp_desktop.forms.filling import Checked, check
from ilp_desktop.forms.schema import Answer, Form
from ilp_desktop.forms.scoring import Rules, alarms, assess, readings
from ilp_desktop.forms.wording import conclusion_text
from ilp_desktop.services.conclusions import read_conclusion, stored_conclusion
from ilp_desktop.services.observations import observations_of
from ilp_desktop.services.ownership import owned
from ilp_desktop.services.signed_in import SignedIn
from ilp_desktop.services.unit_of_work import UnitOfWork, Work

GROWN_YEARS = 18


@dataclass(frozen=True)
class FilledForm:
    """What was typed into a form, and the doubts that were confirmed."""

    form_code: str
    typed: Mapping[str, str]
    confirmations: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Earlier:
    """The last value of a question before today, with its day."""

    value: str
    day: date


@dataclass(frozen=True)
class StoredResponse:
    """Answers given before, with the edition they were given to.

    Attributes:
        found: what was concluded then; its source is that edition.
        recorded_by: name of who asked.
    """

    id: UUID
    form_code: str
    form_version: str
    day: date
    answers: Mapping[str, Answer]
    found: Assessment | None = None
    recorded_by: str = ""

    @property
    def conclusion(self) -> str:
        """Return the conclusion in words, or nothing."""
        return "" if self.found is None else conclusion_text(self.found)


@dataclass(frozen=True)
class StoredForms:
    """The forms of a visit after a save: which were written, and every answer in force by form code."""

    written: tuple[str, ...]
    answers: Mapping[str, Mapping[str, Answer]]


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
        return check(form, filled.typed, facts, filled.confirmations)

    def conclusion(self, form: Form, checked: Checked, facts: Facts) -> Assessment | None:
        """Return the form's conclusion, or None while it is not complete."""
        return assess(form, checked, facts, self._rules)

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
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            person = owned(session, user.facility_id, Person, person_id)
            facts = facts_of(session, person, self._uow.today(user))
            return replace(facts, height_before=_height_before(session, person.id, facts))

    def earlier(self, user: SignedIn, person_id: UUID, codes: Collection[str]) -> dict[str, Earlier]:
        """Return the last value of each question before today."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            person = owned(session, user.facility_id, Person, person_id)
            return earlier_values(session, person.id, codes, self._uow.today(user))

    def history(self, user: SignedIn, person_id: UUID, form_code: str) -> tuple[StoredResponse, ...]:
        """Return every response in force to a form, the newest first."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            return responses_of(session, owned(session, user.facility_id, Person, person_id).id, form_code)

    def store(self, work: Work, encounter: Encounter, person: Person, forms: Iterable[FilledForm]) -> StoredForms:
        """Store the forms of a visit inside a transaction; an unchanged one is left alone. Raises ``WrongAnswers``.

        A form stored before at the same visit is corrected, never overwritten. However many forms there are, the
        person is read once and everything is written together.
        """
        facts = facts_of(work.session, person, encounter.day)
        latest = latest_of_visit(work.session, encounter.id)
        written: list[FormResponse] = []
        for filled in forms:
            response = self._response(work, encounter, facts, filled, latest.get(filled.form_code))
            if response is not None:
                latest[response.form_code] = response
                written.append(response)
        self._write(work.session, written)
        return StoredForms(
            written=tuple(response.form_code for response in written),
            answers={code: response.answers for code, response in latest.items() if response.answers},
        )

    def _response(
        self, work: Work, encounter: Encounter, facts: Facts, filled: FilledForm, before: FormResponse | None
    ) -> FormResponse | None:
        """Return the response to be written, None when nothing changed.

        A form that was emptied, since it belonged to somebody else, is corrected to no answers at all.
        Its day is the visit's, also when that goes on past midnight.
        """
        form = self.catalogue.form(filled.form_code, encounter.day)
        checked = self.check(form, filled, facts)
        emptied = before is not None and not any(filled.typed.values())
        if not emptied:
            refuse(form, checked)
        if (before.answers if before else {}) == dict(checked.answers):
            return None
        return FormResponse(
            **work.stamp(),
            person_id=encounter.person_id,
            encounter_id=encounter.id,
            form_code=form.code,
            form_version=form.version,
            day=encounter.day,
            answers=dict(checked.answers),
            conclusion=stored_conclusion(self.conclusion(form, checked, facts)),
            replaces_id=before.id if before else None,
            reason="diperbaiki pada kunjungan yang sama" if before else "",
        )

    def _write(self, session: Session, responses: list[FormResponse]) -> None:
        session.add_all(responses)
        session.flush()
        forms = ((response, self.catalogue.form(response.form_code, response.day)) for response in responses)
        rows = [row for response, form in forms for row in observations_of(response, form)]
        if rows:
            session.connection().execute(_WRITE_OBSERVATIONS, rows)
        replaced = [response.replaces_id for response in responses if response.replaces_id is not None]
        if replaced:
            session.execute(delete(Observation).where(Observation.response_id.in_(replaced)))


_WRITE_OBSERVATIONS = insert(Observation.__table__)  # type: ignore[arg-type]


def refuse(form: Form, checked: Checked) -> None:
    """Raise ``WrongAnswers`` for errors and for doubts nobody confirmed, keyed ``form.question``."""
    problems = dict(checked.errors) | {code: doubt.message for code, doubt in checked.doubts.items()}
    if problems:
        raise WrongAnswers({f"{form.code}.{code}": message for code, message in problems.items()})


def facts_of(session: Session, person: Person, today: date) -> Facts:
    """Return what is known about a person on a day, as forms see it."""
    since, *delivered = session.execute(motherhood(person.id, DELIVERED, today)).one()
    if since is not None and today >= counts_until(since, today):
        since = None
    return Facts(
        day=today,
        birth_date=person.birth_date,
        sex=person.sex,
        pregnant=since is not None,
        gestation_days=(today - since).days if since else None,
        delivered_on=max((day for day in delivered if day is not None), default=None),
    )


def _height_before(session: Session, person_id: UUID, facts: Facts) -> HeightBefore | None:
    """Return the last height measured since the person was of age; children outgrow theirs."""
    row = session.execute(
        select(Observation.number, Observation.day)
        .where(Observation.person_id == person_id, Observation.code == "tinggi", Observation.day < facts.day)
        .order_by(Observation.day.desc())
        .limit(1)
    ).first()
    if row is None or row.number is None or facts.birth_date is None:
        return None
    grown = age_on(facts.birth_date, row.day).years >= GROWN_YEARS
    return HeightBefore(row.number, row.day) if grown else None


def earlier_values(session: Session, person_id: UUID, codes: Collection[str], before: date) -> dict[str, Earlier]:
    """Return the last value of each code before a day."""
    rows = session.execute(
        select(Observation.code, Observation.number, Observation.word, Observation.day)
        .where(Observation.person_id == person_id, Observation.code.in_(codes), Observation.day < before)
        .order_by(Observation.day)
    )
    return {row.code: Earlier(_shown(row.number, row.word), row.day) for row in rows}


def responses_of(session: Session, person_id: UUID, *form_codes: str) -> tuple[StoredResponse, ...]:
    """Return the responses in force to some forms, the newest first."""
    return responses_among(session, [person_id], form_codes)[person_id]


def responses_among(
    session: Session, people: Collection[UUID], form_codes: Collection[str]
) -> dict[UUID, tuple[StoredResponse, ...]]:
    """Return the responses in force to some forms of each of some people, the newest first, in one statement."""
    found: dict[UUID, list[StoredResponse]] = {one: [] for one in people}
    rows = session.execute(
        select(
            *(FormResponse.person_id, FormResponse.id, FormResponse.form_code, FormResponse.form_version),
            *(FormResponse.day, FormResponse.answers, FormResponse.conclusion, Staff.name),
        )
        .join(Staff, Staff.id == FormResponse.recorded_by)
        .where(FormResponse.person_id.in_(found), FormResponse.form_code.in_(form_codes), in_force())
        .order_by(FormResponse.day.desc(), FormResponse.recorded_at.desc())
    )
    for person_id, response_id, code, version, day, answers, conclusion, name in rows:
        concluded = read_conclusion(conclusion, f"{code} {version}")
        found[person_id].append(StoredResponse(response_id, code, version, day, answers, concluded, name))
    return {one: tuple(responses) for one, responses in found.items()}


def answers_of_visit(session: Session, encounter: Encounter) -> dict[str, Mapping[str, Answer]]:
    """Return the answers in force of a visit, by form code."""
    rows = session.scalars(select(FormResponse).where(FormResponse.encounter_id == encounter.id, in_force()))
    return {row.form_code: row.answers for row in rows}


def latest_of_visit(session: Session, encounter_id: UUID) -> dict[str, FormResponse]:
    """Return the responses of a visit that no later one replaces, by form code; some may have been emptied."""
    rows = session.scalars(select(FormResponse).where(FormResponse.encounter_id == encounter_id, is_latest()))
    return {row.form_code: row for row in rows}


def in_force() -> ColumnElement[bool]:
    """Hold for responses that no later one replaces and that were not emptied."""
    return and_(is_latest(), FormResponse.answers != {})


def is_latest() -> ColumnElement[bool]:
    """Hold for responses that no later one replaces; some may have been emptied."""
    return ~exists().where(_LATER.replaces_id == FormResponse.id)


_LATER = aliased(FormResponse)


def _shown(number: float | None, word: str | None) -> str:
    return f"{number:g}".replace(".", ",") if number is not None else (word or "")

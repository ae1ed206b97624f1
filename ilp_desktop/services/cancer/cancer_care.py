"""The cancer screens of one person: the last result of each, what it waits for, and when it is done again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from db.models import Person
from db.queries.cancer_screens import states_of
from ilp_desktop.domain.cancer.cancer_screens import CancerScreen, ScreenState
from ilp_desktop.domain.due.due import service_next
from ilp_desktop.domain.due.due_facts import DueFacts
from ilp_desktop.domain.permissions import Act
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.services.answers.stored_answers import responses_of
from ilp_desktop.services.answers.told_results import DatedPicture, FormResult, results_of
from ilp_desktop.services.cancer.cancer_rows import FORMS, screen_plans, screens_asked, screens_seen
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.due.due_book import DueEdition
from ilp_desktop.services.due.due_facts import load_facts
from ilp_desktop.services.due.due_store import DueStore, due_person


@dataclass(frozen=True)
class ScreenView:
    """One screen of a person.

    Attributes:
        latest: the last result; None for who was never screened.
        state: how the person stands after it; None without one.
        due_from, late_from: when it is done next; None where that is not known, or is not done again.
        why, source: the rule of the service; ``advice`` what the last result asks for.
        note: what was answered to the service.
    """

    label: str
    form: str
    latest: FormResult | None
    state: ScreenState | None
    due_from: date | None
    late_from: date | None
    why: str
    source: str
    advice: str = ""
    note: str = ""


@dataclass(frozen=True)
class CancerPicture(DatedPicture):
    """The screens that are meant for a person, or that were done."""

    screens: tuple[ScreenView, ...]


class CancerCare:
    """Cancer screens of people."""

    def __init__(self, uow: UnitOfWork, catalogue: Catalogue, store: DueStore) -> None:
        self._uow = uow
        self._catalogue = catalogue
        self._store = store

    def picture(self, user: SignedIn, person_id: UUID) -> CancerPicture:
        """Return the picture of a person today; a screen whose service needs leave is not there without."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            person = owned(session, user.facility_id, Person, person_id)
            today = self._uow.today(user)
            may_all = user.may(Act.SEE_RESTRICTED)
            edition = self._store.edition(session, user.facility_id, today)
            facts = load_facts(session, [due_person(person, today)], edition, today)[person.id]
            last = self._last(session, person, today, may_all=may_all)
            screens = screens_seen(today, restricted=may_all)
            return CancerPicture(today, tuple(_views(screens, last, (edition, facts), today)))

    def _last(
        self, session: Session, person: Person, today: date, *, may_all: bool
    ) -> dict[str, tuple[FormResult, ScreenState]]:
        """Return the last result of each screen with how the person stands after it, by form."""
        states = states_of(session, screens_asked(today, restricted=may_all), person.id)
        responses = [one for one in responses_of(session, person.id, *FORMS) if one.id in states]
        results = results_of(self._catalogue, responses, FORMS)
        return {one.form: (one, states[told.id]) for one, told in zip(results, responses, strict=True)}


def _views(
    screens: tuple[CancerScreen, ...],
    last: dict[str, tuple[FormResult, ScreenState]],
    rules: tuple[DueEdition, DueFacts],
    today: date,
) -> Iterator[ScreenView]:
    edition, facts = rules
    for screen in screens:
        item = service_next(edition.rules, facts, screen.service, today)
        latest, state = last.get(screen.form, (None, None))
        if item is None and latest is None:
            continue
        plan = screen_plans(today)[screen.form]
        is_open = state is not None and state.is_open
        due_from = None if item is None or is_open else item.due_from
        found = latest.found if latest is not None else None
        yield ScreenView(
            label=screen.label,
            form=screen.form,
            latest=latest,
            state=_now(state, due_from, today),
            due_from=due_from,
            late_from=None if item is None or is_open else item.late_from,
            why=plan.why,
            source=plan.source,
            advice="" if found is None else found.advice,
            note="" if item is None else item.note,
        )


def _now(state: ScreenState | None, due_from: date | None, today: date) -> ScreenState | None:
    """Return the state as the services of today have it: lists are worked out anew later in the day."""
    if state is None or state.is_open:
        return state
    if due_from is not None and due_from <= today:
        return ScreenState.RECALL
    return ScreenState.WAITING if state is ScreenState.RECALL else state

"""Layanan hari ini: what is due for a person and their family, what was answered, and keeping the lists up to date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from db.models import Encounter, Person
from db.queries.parameters import param
from ilp_desktop.domain.due.due import done_on, is_restricted, services_due, visit_services
from ilp_desktop.domain.due.due_facts import DueFacts
from ilp_desktop.domain.due.service_plan import DueItem, Unwell
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work
from ilp_desktop.services.due.due_answers import AnswerToService, answer_row
from ilp_desktop.services.due.due_book import DueEdition
from ilp_desktop.services.due.due_counts import count_day
from ilp_desktop.services.due.due_facts import DECLINED, load_facts
from ilp_desktop.services.due.due_store import DueStore, due_person
from ilp_desktop.services.due.offered_services import OfferedService, ServiceState, one_row_a_form

EMERGENCY_DIGIT = "1"
LAST_DAY = "Terakhir hari ini: dokter menilai apakah tetap diberikan."
NOT_OFFERED = UserError("Layanan ini tidak ditawarkan kepada orang ini.", "Buka kembali daftar layanannya.")


@dataclass(frozen=True)
class PersonServices:
    """Everything about one person's services today; in an emergency nothing is offered."""

    person_id: UUID
    items: tuple[OfferedService, ...]
    emergency: bool = False

    def count(self, state: ServiceState) -> int:
        """Return how many services stand so."""
        return sum(1 for item in self.items if item.state is state)


@dataclass(frozen=True)
class MemberServices:
    """One of the family, with what is due for them."""

    person_id: UUID
    name: str
    relation: str
    birth_date: date
    services: PersonServices


class DueServices:
    """What is due for whom."""

    def __init__(self, uow: UnitOfWork, store: DueStore) -> None:
        self._uow = uow
        self._store = store

    def of_person(self, user: SignedIn, person_id: UUID, encounter_id: UUID | None = None) -> PersonServices:
        """Return a person's services, in the light of a visit when one is named; restricted ones need leave."""
        with self._uow.reading(user, Act.SEE_DUES) as session:
            person = owned(session, user.facility_id, Person, person_id)
            visit = owned(session, user.facility_id, Encounter, encounter_id) if encounter_id is not None else None
            return self._services(session, user, [person], visit)[person.id]

    def with_family(
        self, user: SignedIn, person_id: UUID, encounter_id: UUID | None = None
    ) -> tuple[PersonServices, tuple[MemberServices, ...]]:
        """Return a person's services as ``of_person`` does, and those of the others of the folder, the oldest first."""
        with self._uow.reading(user, Act.SEE_DUES) as session:
            person = owned(session, user.facility_id, Person, person_id)
            visit = owned(session, user.facility_id, Encounter, encounter_id) if encounter_id is not None else None
            members = _others_of_family(session, person)
            found = self._services(session, user, [person, *members], visit)
            return found[person.id], tuple(
                MemberServices(one.id, one.name, _relation(one.relation), one.birth_date, found[one.id])
                for one in members
            )

    def answer(self, user: SignedIn, wanted: AnswerToService) -> None:
        """Keep who declined or put off what, when and why; raises ``WrongAnswers``."""
        with self._uow.writing(user, Act.ANSWER_SERVICE) as work:
            if work.saved_before(wanted.client_id) is not None:
                work.touch("person", wanted.person_id, repeated=True)
                return
            person = work.own(Person, wanted.person_id)
            edition = self._store.edition(work.session, work.facility_id, work.today)
            row = answer_row(work, wanted, edition, self._offered_now(work, person, wanted.service, edition))
            work.session.add(row)
            work.due_for(person.id)
            work.remember(wanted.client_id, row.id)
            work.touch("person", person.id, service=wanted.service, answer=row.kind)

    def _offered_now(self, work: Work, person: Person, service: str, edition: DueEdition) -> DueItem:
        """Return a service as it stands; raises ``UserError`` where the user cannot be offered it for this person."""
        facts = load_facts(work.session, [due_person(person, work.today)], edition, work.today)[person.id]
        found = (
            *services_due(edition.rules, facts, work.today).items,
            *visit_services(edition.rules, facts, work.today, sick=True),
        )
        sees_all = work.user.may(Act.SEE_RESTRICTED)
        item = next((one for one in found if one.service == service and (sees_all or not one.restricted)), None)
        if item is None:
            raise NOT_OFFERED
        return item

    def stale(self, user: SignedIn) -> int:
        """Return for how many people services are to be worked out anew."""
        today = self._uow.today(user)
        with self._uow.reading(user, Act.SEE_DUES) as session:
            edition = self._store.edition(session, user.facility_id, today)
            everybody = select(func.count()).select_from(Person)
            return session.scalar(everybody.where(*_is_stale(user, edition, today))) or 0

    def refresh_some(self, user: SignedIn, most: int) -> int:
        """Work out anew the services of some whose day has come or whose rules changed; return of how many.

        Each call is a transaction of its own, so others work on meanwhile, and what was done stays done. Fewer than
        ``most`` are left, or whom another workstation is at just now: ``stale`` tells which.
        """
        with self._uow.writing(user, Act.SEE_DUES) as work:
            count_day(work.session, work.facility_id, work.today)
            edition = self._store.edition(work.session, work.facility_id, work.today)
            wanted = select(Person.id).where(*_is_stale(user, edition, work.today)).limit(most)
            people = list(work.session.scalars(wanted.with_for_update(skip_locked=True)))
            self._store.refresh_in(work.session, work.facility_id, people, work.today)
            work.touch("due", None, people=len(people))
            return len(people)

    def _services(
        self, session: Session, user: SignedIn, people: Sequence[Person], visit: Encounter | None
    ) -> dict[UUID, PersonServices]:
        """Return the services of people; ``visit`` is one of the first of them."""
        today = self._uow.today(user)
        edition = self._store.edition(session, user.facility_id, today)
        facts = load_facts(session, [due_person(one, today) for one in people], edition, today)
        return {
            one.id: services_shown(
                one.id,
                facts[one.id],
                edition,
                today,
                visit if one is people[0] else None,
                may_all=user.may(Act.SEE_RESTRICTED),
            )
            for one in people
        }


def _others_of_family(session: Session, person: Person) -> Sequence[Person]:
    if person.family_id is None:
        return ()
    return session.scalars(_OTHERS, {"family": person.family_id, "person": person.id}).all()


_OTHERS = (
    select(Person)
    .where(Person.family_id == param("family"), Person.id != param("person"), Person.removed_at.is_(None))
    .order_by(Person.birth_date)
)


def _relation(stored: str) -> str:
    return FamilyRelation(stored).word if stored else ""


def services_shown(
    person_id: UUID, facts: DueFacts, edition: DueEdition, today: date, visit: Encounter | None, *, may_all: bool
) -> PersonServices:
    """Return what a person's facts say is due, done and answered, the weightiest first."""
    if visit is not None and _is_emergency(visit):
        return PersonServices(person_id, (), emergency=True)
    open_ones = services_due(edition.rules, facts, today).items
    at_visit = visit_services(edition.rules, facts, today, sick=visit.sick) if visit is not None else ()
    unwell = visit is not None and visit.sick
    postponed_to = today + timedelta(days=edition.postpone_days)
    items = [
        _offered(item, today, postponed_to if unwell else None)
        for item in (*open_ones, *at_visit)
        if may_all or not item.restricted
    ]
    items += [
        OfferedService(
            plan.code, plan.label, ServiceState.DONE, today, None, None, plan.why, plan.source, form=plan.form
        )
        for plan in done_on(edition.rules, facts, today)
        if may_all or not is_restricted(plan, facts.birth_date, today)
    ]
    return PersonServices(person_id, tuple(sorted(one_row_a_form(items, edition.rules), key=_weightiest_first)))


def _weightiest_first(item: OfferedService) -> tuple[int, int, date]:
    return list(ServiceState).index(item.state), item.rank, item.due_from


def _offered(item: DueItem, today: date, postponed_to: date | None) -> OfferedService:
    state, proposed, note = _state(item, today), None, item.note
    is_open = state in (ServiceState.LATE, ServiceState.DUE)
    if is_open and postponed_to is not None and item.unwell is Unwell.POSTPONE:
        last = item.closes_on - timedelta(days=1) if item.closes_on is not None else postponed_to
        if last > today:
            state, proposed = ServiceState.PUT_OFF, min(postponed_to, last)
        else:
            note = f"{note} {LAST_DAY}".lstrip()
    return OfferedService(
        service=item.service,
        label=item.label,
        state=state,
        due_from=item.due_from,
        late_from=item.late_from,
        closes_on=item.closes_on,
        why=item.why,
        source=item.source,
        form=item.form,
        last_done=item.last_done,
        each_visit=item.each_visit,
        rank=item.rank,
        note=note,
        proposed_on=proposed,
    )


def _state(item: DueItem, today: date) -> ServiceState:
    if item.due_from > today:
        if item.note:
            return ServiceState.DECLINED if item.note.casefold().startswith(DECLINED) else ServiceState.PUT_OFF
        return ServiceState.COMING
    return ServiceState.LATE if item.late_from is not None and item.late_from <= today else ServiceState.DUE


def _is_emergency(visit: Encounter) -> bool:
    return EMERGENCY_DIGIT in visit.triage or visit.klaster == Klaster.CROSS.value


def _is_stale(user: SignedIn, edition: DueEdition, today: date) -> tuple[ColumnElement[bool], ...]:
    """Choose whom to work out anew, written as ranges of one index: by other rules, or their day has come."""
    mark = Person.dues_edition
    passed = and_(mark == edition.mark, Person.dues_next_change_on <= today)
    return (Person.facility_id == user.facility_id, or_(mark < edition.mark, mark > edition.mark, passed))

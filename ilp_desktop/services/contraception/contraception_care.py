"""The picture of somebody's family planning, and the premarital package; only for those with leave."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from db.models import Person
from ilp_desktop.domain.contraception.contraception import (
    FORM,
    KIND,
    METHOD,
    RETURN,
    Contact,
    MethodUse,
    NextVisit,
    method_in_use,
    next_visit,
)
from ilp_desktop.domain.permissions import Act
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.wording import conclusion_text
from ilp_desktop.services.answers.stored_answers import StoredResponse, responses_of, responses_page
from ilp_desktop.services.answers.told_results import DatedPicture, day_told, told
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.due.due_store import DueStore
from ilp_desktop.services.due.offered_services import OfferedService
from ilp_desktop.services.due.open_services import Wanted, open_services, services_of

__all__ = ("FORM", "ContraceptionCare", "PlanningPicture", "PlanningVisit", "contacts_of")

ENGAGED, SIDE_EFFECTS, NO_EFFECT = "catin", "kb_efek_samping", "tidak_ada"
PACKAGE = "service_catin"


@dataclass(frozen=True)
class PlanningVisit:
    """One visit as it was told."""

    id: UUID
    day: date
    kind: str
    method: str
    side_effects: str
    found: str


@dataclass(frozen=True)
class PlanningPicture(DatedPicture):
    """A person's family planning; the visits are read a page at a time.

    Attributes:
        method: the method in use, in words; empty where none is.
        next_visit: when to come next; None where no rule and nobody says so.
        side_effects: what was told of them, with the day, the newest first.
    """

    use: MethodUse | None
    method: str
    next_visit: NextVisit | None
    side_effects: tuple[tuple[date, str], ...]
    due: tuple[OfferedService, ...]


class ContraceptionCare:
    """Family planning of people."""

    def __init__(self, uow: UnitOfWork, catalogue: Catalogue, store: DueStore) -> None:
        self._uow = uow
        self._catalogue = catalogue
        self._store = store

    def picture(self, user: SignedIn, person_id: UUID) -> PlanningPicture:
        """Return the picture of a person today; raises ``NotAllowed`` without leave for restricted things."""
        with self._uow.reading(user, Act.SEE_RESTRICTED) as session:
            person = owned(session, user.facility_id, Person, person_id)
            today = self._uow.today(user)
            responses = [one for one in responses_of(session, person.id, FORM) if one.day <= today]
            use = method_in_use(contacts_of(responses), today)
            services = services_of(PACKAGE, today, restricted=True)
            return PlanningPicture(
                day=today,
                use=use,
                method="" if use is None else self._word(responses, use.method),
                next_visit=None if use is None else next_visit(use, today),
                side_effects=tuple(
                    (one.day, told(self._catalogue, one, SIDE_EFFECTS))
                    for one in responses
                    if one.answers.get(SIDE_EFFECTS, [NO_EFFECT]) != [NO_EFFECT]
                ),
                due=open_services(
                    session, self._store, user, person, Wanted(services, (FORM, ENGAGED, "four_too"), today)
                ),
            )

    def visits(
        self, user: SignedIn, person_id: UUID, after: PlanningVisit | None, limit: int
    ) -> tuple[PlanningVisit, ...]:
        """Return the visits of a person behind one, the newest first, at most ``limit``; like ``picture``."""
        with self._uow.reading(user, Act.SEE_RESTRICTED) as session:
            person = owned(session, user.facility_id, Person, person_id)
            last = after.id if after is not None else None
            page = responses_page(session, person.id, (FORM,), self._uow.today(user), last, limit)
            return tuple(map(self._visit, page))

    def _word(self, responses: Sequence[StoredResponse], method: str) -> str:
        return next(told(self._catalogue, one, METHOD) for one in responses if one.answers.get(METHOD) == method)

    def _visit(self, one: StoredResponse) -> PlanningVisit:
        return PlanningVisit(
            one.id,
            one.day,
            told(self._catalogue, one, KIND),
            told(self._catalogue, one, METHOD),
            told(self._catalogue, one, SIDE_EFFECTS),
            "" if one.found is None else "; ".join(conclusion_text(member) for member in one.found.members),
        )


def contacts_of(responses: Sequence[StoredResponse]) -> list[Contact]:
    """Return the visits of responses, which are the newest first, the earliest first."""
    return [
        Contact(one.day, str(one.answers.get(KIND, "")), str(one.answers.get(METHOD, "")), day_told(one, RETURN))
        for one in reversed(responses)
        if one.form_code == FORM
    ]

"""Proves that what is derived equals what it derives from: observations, services due, their counts, sealed letters."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select

from db.models import FormResponse, Observation, Person
from db.queries.due_counts import count_anew, counts_counted, counts_stored
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.permissions import Act
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.services.answers.observations import observations_of
from ilp_desktop.services.answers.screening import is_latest
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work
from ilp_desktop.services.due.due_store import DueStore
from ilp_desktop.services.letter.sealing import seal_anew

Row = dict[str, Any]
COLUMNS = tuple(column.name for column in Observation.__table__.columns)


@dataclass(frozen=True)
class Rederived:
    """What a lot of people showed.

    Attributes:
        last: whom to go on after; None when nobody is left.
        observations: of how many filled-in forms the observations were not those of the answers.
        services: how many services due were not as the rules say.
        letters: how many referrals were open to all that tell of what few may know.
    """

    last: UUID | None
    people: int
    observations: int
    services: int
    letters: int = 0


class Rederiving:
    """Derives everything anew, a lot of people at a time, and puts right what is not equal to it."""

    def __init__(self, uow: UnitOfWork, store: DueStore, catalogue: Catalogue) -> None:
        self._uow = uow
        self._store = store
        self._catalogue = catalogue

    def derive_some(self, user: SignedIn, after: UUID | None, most: int) -> Rederived:
        """Derive the observations and services of the next people anew; services out of date count as not equal.

        Each call is a transaction of its own; ``DueServices.refresh_some`` goes before the first of them.
        """
        with self._uow.writing(user, Act.MANAGE_FACILITY) as work:
            wanted = select(Person.id).where(Person.facility_id == work.facility_id).order_by(Person.id).limit(most)
            people = list(work.session.scalars(wanted if after is None else wanted.where(Person.id > after)))
            observations = self._observations(work, people)
            letters = seal_anew(work, people)
            work.session.flush()
            services = self._store.refresh_in(work.session, work.facility_id, people, work.today)
            work.touch("due", None, people=len(people), observations=observations, services=services)
            last = people[-1] if len(people) == most else None
            return Rederived(last, len(people), observations, services, letters)

    def count_anew(self, user: SignedIn) -> int:
        """Count the services of every village anew; returns how many counts were not equal to their rows."""
        with self._uow.writing(user, Act.MANAGE_FACILITY) as work:
            stored = counts_stored(work.session, work.facility_id, work.today)
            counted = counts_counted(work.session, work.facility_id, work.today)
            wrong = len(_told(stored) ^ _told(counted)) if stored is not None else 0
            count_anew(work.session, work.facility_id, work.today)
            work.touch("due", None, counts=wrong)
            return wrong

    def _observations(self, work: Work, people: Sequence[UUID]) -> int:
        """Bring the observations of people in line with their answers; returns of how many responses they were not."""
        session = work.session
        stored: dict[UUID, list[Row]] = defaultdict(list)
        for one in session.scalars(select(Observation).where(Observation.person_id.in_(people))):
            stored[one.response_id].append({name: getattr(one, name) for name in COLUMNS})
        expected: dict[UUID, list[Row]] = {}
        for response in session.scalars(select(FormResponse).where(FormResponse.person_id.in_(people), is_latest())):
            expected[response.id] = self._observed(response, stored[response.id])
        wrong = [one for one in {*stored, *expected} if _set(stored[one]) != _set(expected.get(one, []))]
        session.expunge_all()
        session.execute(delete(Observation).where(Observation.response_id.in_(wrong)))
        rows = [row for one in wrong for row in expected.get(one, [])]
        if rows:
            session.execute(insert(Observation), rows)
        return len(wrong)

    def _observed(self, response: FormResponse, stored: list[Row]) -> list[Row]:
        """Return the observations that a response gives; where its form is out of use, those it gave before."""
        try:
            form = self._catalogue.edition(response.form_code, response.form_version)
        except UserError:
            return stored
        return observations_of(response, form)


def _set(rows: Iterable[Row]) -> set[tuple[Any, ...]]:
    return {tuple(row[name] for name in COLUMNS) for row in rows}


def _told(rows: Sequence[Any]) -> set[tuple[Any, ...]]:
    """Return counts that say something; a row of noughts is as good as none."""
    return {tuple(row) for row in rows if any((row.due, row.late, row.coming))}

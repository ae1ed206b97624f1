"""Reading lists of who is due inside one transaction, without what its reader may not see."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.orm import Session

from db.models import Person
from db.queries.due_counts import Barred, Stretch
from db.queries.due_lists import (
    OpenRow,
    Passed,
    Wanted,
    last_invited,
    people_due,
    people_due_among,
    people_living_in,
    rows_of,
    state_on,
    stretches_of,
)
from db.queries.person_search import has_words
from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.search.search_text import TypedWord, search_words
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.due.due_names import ServiceName, ServiceNames, names_on
from ilp_desktop.services.due.due_rows import DueFilter, DueRow, DueService, Place
from ilp_desktop.services.due.due_store import DueStore
from ilp_desktop.services.person.person_finding import ways_of

CHILD_BELOW_YEARS = 18
AT_ONCE = 500


class DueReading:
    """Reads lists for one user; ``open_to_all`` leaves out what not everybody may see, whoever the user is."""

    def __init__(self, session: Session, user: SignedIn, names: ServiceNames, *, open_to_all: bool = False) -> None:
        self.names = names
        self.sees_all = user.may(Act.SEE_RESTRICTED) and not open_to_all
        self.barred = Barred() if self.sees_all else names.barred()
        self._session = session
        self._facility_id = user.facility_id
        self._made: dict[str, ServiceName] = {}

    def way(self, place: Place) -> list[Stretch]:
        """Return the stretches of a place, in the order they are walked."""
        found = (place.village_id, place.rw, place.rt, place.posyandu)
        return stretches_of(self._session, self._facility_id, *found)

    def page(self, wanted: DueFilter, after: DueRow | None, limit: int) -> tuple[DueRow, ...]:
        """Return people with their services due, by village, RW, RT and name, after a row; at most ``limit``."""
        words = search_words(wanted.search, self.names.day)
        if wanted.search.strip() and not words:
            return ()
        chosen = self._chosen(wanted, words)
        found: list[DueRow] = []
        for stretch, passed in _onwards(self.way(wanted.place), after):
            found += self._walk(stretch, chosen, passed, limit - len(found))
            if len(found) >= limit:
                break
        return tuple(found)

    def pages(self, wanted: DueFilter) -> Iterator[tuple[DueRow, ...]]:
        """Give everybody, some hundreds at a time."""
        after: DueRow | None = None
        while rows := self.page(wanted, after, AT_ONCE):
            yield rows
            after = rows[-1]

    def among(self, people: Sequence[UUID], wanted: DueFilter) -> tuple[DueRow, ...]:
        """Return those of some people who belong into a list, wherever they live in the area."""
        chosen = self._chosen(wanted, ())
        return tuple(
            row
            for start in range(0, len(people), AT_ONCE)
            for row in self._with_services(
                people_due_among(self._session, self._facility_id, people[start : start + AT_ONCE], chosen), chosen
            )
        )

    def people_in(self, place: Place) -> int:
        """Return how many people live in a place, due or not."""
        return people_living_in(self._session, self.way(place))

    def _chosen(self, wanted: DueFilter, words: tuple[TypedWord, ...]) -> Wanted:
        matching = has_words(self._session, Person.id, ways_of(words)) if words else None
        return Wanted(state_on(wanted.state.name.lower(), self.names.day), wanted.services, self.barred, matching)

    def _walk(self, stretch: Stretch, chosen: Wanted, passed: Passed | None, limit: int) -> list[DueRow]:
        found: list[DueRow] = []
        while len(found) < limit:
            asked = limit - len(found)
            people = people_due(self._session, stretch, chosen, passed, asked)
            found += self._with_services(people, chosen)
            if len(people) < asked:
                break
            passed = Passed(people[-1].rw, people[-1].rt, people[-1].name, people[-1].id)
        return found

    def _with_services(self, people: Sequence[Row[Any]], chosen: Wanted) -> list[DueRow]:
        """Return rows with the services that may be seen; who has none left is no row."""
        ids = [person.id for person in people]
        services = rows_of(self._session, ids, chosen) if ids else {}
        invited = last_invited(self._session, ids) if ids else {}
        found = []
        for person in people:
            shown = tuple(self._seen(person, services[person.id]))
            if shown:
                found.append(_row(person, shown, self.names, invited))
        return found

    def _seen(self, person: Row[Any], rows: Sequence[OpenRow]) -> Iterator[DueService]:
        for service, due_from, late_from in rows:
            name = self._made.get(service)
            if name is None:
                name = self._made[service] = self.names.of(service)
            if self.sees_all or not name.hidden_for(person.birth_date, self.names.day):
                yield DueService(name, due_from, late_from)


class DueReadings:
    """Opens readings; the names of services are made once for each edition."""

    def __init__(self, uow: UnitOfWork, store: DueStore, catalogue: Catalogue) -> None:
        self._uow = uow
        self._store = store
        self._catalogue = catalogue
        self._names: dict[tuple[str, date], ServiceNames] = {}

    def open(self, session: Session, user: SignedIn, *, open_to_all: bool = False) -> DueReading:
        """Return what reads lists inside a transaction."""
        today = self._uow.today(user)
        edition = self._store.edition(session, user.facility_id, today)
        names = self._names.get((edition.mark, today))
        if names is None:
            names = names_on(edition, self._catalogue.listed(today), today)
            self._names = {(edition.mark, today): names}
        return DueReading(session, user, names, open_to_all=open_to_all)


def _row(person: Row[Any], services: tuple[DueService, ...], names: ServiceNames, invited: dict[UUID, Any]) -> DueRow:
    age = age_on(person.birth_date, names.day)
    return DueRow(
        person_id=person.id,
        name=person.name,
        sex=person.sex,
        birth_date=person.birth_date,
        age=age,
        village=person.village,
        rw=person.rw,
        rt=person.rt,
        address=person.address,
        mother_name=person.mother_name if age.years < CHILD_BELOW_YEARS else "",
        phone=person.phone,
        services=services,
        village_id=person.village_id,
        invited_on=invited.get(person.id),
    )


def _onwards(way: Sequence[Stretch], after: DueRow | None) -> Iterator[tuple[Stretch, Passed | None]]:
    """Give the stretches still to walk, the first with the person passed last."""
    if after is None:
        yield from ((stretch, None) for stretch in way)
        return
    here = next((number for number, stretch in enumerate(way) if _lies_in(after, stretch)), len(way))
    for stretch in way[here : here + 1]:
        yield stretch, Passed(after.rw, after.rt, after.name, after.person_id)
    yield from ((stretch, None) for stretch in way[here + 1 :])


def _lies_in(row: DueRow, stretch: Stretch) -> bool:
    return stretch.village_id == row.village_id and stretch.rw in ("", row.rw) and stretch.rt in ("", row.rt)

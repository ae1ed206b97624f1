"""Lists of who is due: how many of each service in each place, and the names, a page at a time."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.orm import Session

from db.queries.due_counts import (
    Counted,
    VillageService,
    counts_counted,
    counts_of_people,
    counts_of_young,
    counts_stored,
)
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.due.due_names import ServiceNames
from ilp_desktop.services.due.due_reading import DueReading, DueReadings
from ilp_desktop.services.due.due_rows import DueFilter, DueRow, Place, ServiceCount, figure

NOBODY = Counted(0, 0, 0)


class DueLists:
    """Who is due, by village, RW, RT, Posyandu and service."""

    def __init__(self, uow: UnitOfWork, readings: DueReadings) -> None:
        self._uow = uow
        self._readings = readings

    def counts(self, user: SignedIn, village_id: UUID | None = None) -> tuple[ServiceCount, ...]:
        """Return how many each service is due for in every village, or in one, as far as the user may see."""
        with self._uow.reading(user, Act.SEE_DUES) as session:
            reading = self._readings.open(session, user)
            sums = _by_village(session, user, reading)
        return tuple(
            _count(reading.names, service, counted, village)
            for (village, service), counted in sums.items()
            if village_id in (None, village)
        )

    def totals(self, user: SignedIn, place: Place) -> tuple[ServiceCount, ...]:
        """Return how many each service is due for in a place, in the order of the packages."""
        with self._uow.reading(user, Act.SEE_DUES) as session:
            reading = self._readings.open(session, user)
            sums = _in_place(session, user, place, reading)
        order = {group: number for number, group in enumerate(reading.names.groups)}
        found = [_count(reading.names, service, counted) for service, counted in sums.items() if any(counted)]
        return tuple(sorted(found, key=lambda one: (order[one.service.group], one.service.label, one.service.code)))

    def listed(self, user: SignedIn, wanted: DueFilter, after: DueRow | None, limit: int) -> tuple[DueRow, ...]:
        """Return people with their services due, by village, RW, RT and name, after a row; at most ``limit``."""
        with self._uow.reading(user, Act.SEE_DUES) as session:
            return self._readings.open(session, user).page(wanted, after, limit)

    def of_place(self, user: SignedIn, wanted: DueFilter, most: int) -> tuple[DueRow, ...]:
        """Return everybody of a place at once, a row a person, at most so many; ``by_service`` turns it round."""
        return self.listed(user, wanted, None, most)


def _by_village(session: Session, user: SignedIn, reading: DueReading) -> dict[VillageService, Counted]:
    """Return the counts that a user may see; who is too young for theirs to be seen is not among them.

    A service of which nobody else is left is not named at all: a row of noughts would tell that there is somebody.
    """
    day, facility_id = reading.names.day, user.facility_id
    rows = counts_stored(session, facility_id, day)
    if rows is None:
        rows = counts_counted(session, facility_id, day)
    sums = {(row.village_id, row.service): _counted(row) for row in rows}
    if reading.sees_all:
        return sums
    for row in counts_of_young(session, facility_id, day, reading.barred):
        key = (row.village_id, row.service)
        sums[key] = _added(sums.get(key, NOBODY), _counted(row), -1)
    told = {key: counted for key, counted in sums.items() if counted != NOBODY}
    return {key: counted for key, counted in told.items() if not reading.names.of(key[1]).restricted}


def _in_place(session: Session, user: SignedIn, place: Place, reading: DueReading) -> dict[str, Counted]:
    if place.is_whole:
        sums: dict[str, Counted] = defaultdict(lambda: NOBODY)
        for (village, service), counted in _by_village(session, user, reading).items():
            if place.village_id in (None, village):
                sums[service] = _added(sums[service], counted)
        return sums
    way = reading.way(place)
    rows = counts_of_people(session, way, reading.names.day, reading.barred) if way else ()
    shown = (row for row in rows if reading.sees_all or not reading.names.of(row.service).restricted)
    return {row.service: _counted(row) for row in shown}


def _counted(row: Row[Any]) -> Counted:
    return Counted(row.due, row.late, row.coming)


def _added(one: Counted, other: Counted, sign: int = 1) -> Counted:
    return Counted(*(left + sign * right for left, right in zip(one, other, strict=True)))


def _count(names: ServiceNames, service: str, counted: Counted, village_id: UUID | None = None) -> ServiceCount:
    name = names.of(service)
    due, late, coming = (figure(one, name) for one in counted)
    return ServiceCount(name, due, late, coming, village_id)

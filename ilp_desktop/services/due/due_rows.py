"""What the lists of services due hand out: where, which, who, and how many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple
from uuid import UUID

from ilp_desktop.domain.age import Age
from ilp_desktop.domain.count_text import count_text
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.due.due_names import ServiceName

FEWEST_SHOWN = 5
"""Counts of restricted services below this are not told."""


class DueState(Enum):
    """How a service must stand for somebody to be listed; the value is the Indonesian word."""

    DUE = "jatuh tempo"
    LATE = "terlambat"
    COMING = "akan datang"


@dataclass(frozen=True)
class Place:
    """Where: the whole working area, a village, an RW or RT of it, or the RT of a Posyandu."""

    village_id: UUID | None = None
    rw: str = ""
    rt: str = ""
    posyandu: str = ""

    @property
    def is_whole(self) -> bool:
        """Say whether it is the whole area or a whole village."""
        return not (self.rw or self.rt or self.posyandu)


@dataclass(frozen=True)
class DueFilter:
    """Who is wanted: ``services`` empty is every service, ``search`` words of name, mother or numbers."""

    place: Place = Place()
    services: tuple[str, ...] = ()
    state: DueState = DueState.DUE
    search: str = ""


@dataclass(frozen=True)
class ServiceCount:
    """How many people of a place a service is due for, the late among them.

    A figure is None where it is too small to be told: a restricted service of fewer than five.
    """

    service: ServiceName
    due: int | None
    late: int | None
    coming: int | None
    village_id: UUID | None = None

    def of(self, state: DueState) -> int | None:
        """Return the figure of a state."""
        return {DueState.DUE: self.due, DueState.LATE: self.late, DueState.COMING: self.coming}[state]


class DueService(NamedTuple):
    """One service of one person in a list; a page holds hundreds, and this is the quickest thing to make."""

    name: ServiceName
    due_from: date
    late_from: date | None

    def state_on(self, day: date) -> DueState:
        """Return how it stands on a day."""
        if self.due_from > day:
            return DueState.COMING
        return DueState.LATE if self.late_from is not None and self.late_from <= day else DueState.DUE


@dataclass(frozen=True)
class DueRow:
    """One person with the services that put them into the list, the longest due first.

    Attributes:
        mother_name: of children alone.
        invited_on: when they were last invited.
    """

    person_id: UUID
    name: str
    sex: Sex
    birth_date: date
    age: Age
    village: str
    rw: str
    rt: str
    address: str
    mother_name: str
    phone: str
    services: tuple[DueService, ...]
    village_id: UUID
    invited_on: date | None = None

    @property
    def due_from(self) -> date:
        """Return since when the first of them is due."""
        return min(one.due_from for one in self.services)

    @property
    def late_from(self) -> date | None:
        """Return since when the first of them is late, or will be; None when none ever is."""
        return min((one.late_from for one in self.services if one.late_from is not None), default=None)


@dataclass(frozen=True)
class ServiceGroup:
    """One service with everybody of a list it is due for."""

    name: ServiceName
    rows: tuple[DueRow, ...]


def by_service(rows: Sequence[DueRow]) -> tuple[ServiceGroup, ...]:
    """Return the same list a service at a time, by name; who has several stands in several."""
    found: dict[str, list[DueRow]] = {}
    names: dict[str, ServiceName] = {}
    for row in rows:
        for one in row.services:
            names[one.name.code] = one.name
            found.setdefault(one.name.code, []).append(row)
    ordered = sorted(names.values(), key=lambda name: (name.label, name.code))
    return tuple(ServiceGroup(name, tuple(found[name.code])) for name in ordered)


def figure(count: int, name: ServiceName) -> int | None:
    """Return a count as it may be told."""
    return None if name.restricted and 0 < count < FEWEST_SHOWN else count


def figure_text(count: int | None) -> str:
    """Return a count as lists write it."""
    return f"<{FEWEST_SHOWN}" if count is None else count_text(count)

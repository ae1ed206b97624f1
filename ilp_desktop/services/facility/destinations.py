"""Where people are referred to: reading the list, adding to it, changing it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Destination
from db.queries.parameters import param
from ilp_desktop.domain.care.destination_fit import Goal
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.services.core.unit_of_work import Work
from ilp_desktop.services.facility.facility_checks import destination_problems, tidy
from ilp_desktop.services.start.setup import NewDestination

ADDED_JUST_NOW = "Tujuan dengan nama ini baru saja ditambahkan."


@dataclass(frozen=True)
class DestinationInfo:
    """Where people are referred to, its clinics, its level and whether it takes emergencies, None while unknown."""

    id: UUID
    name: str
    city: str
    clinics: tuple[str, ...]
    level: str = ""
    emergency_room: bool | None = None

    @property
    def goal(self) -> Goal:
        """Return what decides which letters go there."""
        return Goal(self.name, self.level, self.emergency_room)


def destinations_of(session: Session, facility_id: UUID) -> tuple[DestinationInfo, ...]:
    """Return the places in use, by name."""
    rows = session.execute(_IN_USE, {"mine": facility_id})
    return tuple(
        DestinationInfo(row.id, row.name, row.city, tuple(row.clinics), row.level, row.emergency_room) for row in rows
    )


_IN_USE = (
    select(
        Destination.id,
        Destination.name,
        Destination.city,
        Destination.clinics,
        Destination.level,
        Destination.emergency_room,
    )
    .where(Destination.facility_id == param("mine"), Destination.active)
    .order_by(Destination.name)
)


def add_destination(work: Work, wanted: NewDestination) -> UUID:
    """Add a place; raises ``WrongAnswers``."""
    _check(work, wanted, None)
    place = Destination(id=work.new_id(), facility_id=work.facility_id, name=tidy(wanted.name))
    _fill(place, wanted)
    work.session.add(place)
    work.touch("facility", place.id, destination=place.name)
    return place.id


def change_destination(work: Work, place: Destination, wanted: NewDestination) -> None:
    """Change a place; raises ``WrongAnswers``."""
    _check(work, wanted, place.id)
    place.name = tidy(wanted.name)
    _fill(place, wanted)
    work.touch("facility", place.id, changed=place.name, level=place.level)


def _fill(place: Destination, wanted: NewDestination) -> None:
    place.city = tidy(wanted.city)
    place.clinics = list(dict.fromkeys(clinic for typed in wanted.clinics if (clinic := tidy(typed))))
    place.level, place.emergency_room = wanted.level, wanted.emergency_room


def _check(work: Work, wanted: NewDestination, own: UUID | None) -> None:
    rows = work.session.execute(
        select(Destination.id, Destination.name).where(Destination.facility_id == work.facility_id)
    )
    problems = destination_problems(wanted, [row.name for row in rows if row.id != own], work.today)
    if problems:
        raise WrongAnswers(problems)

"""The Puskesmas: its profile, area, rooms and referral destinations."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Destination, Facility, Neighbourhood, Posyandu, Room, Village
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.signed_in import SignedIn
from ilp_desktop.services.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class FacilityProfile:
    """What stands on letterheads and in the title line."""

    id: UUID
    name: str
    code: str
    address: str
    phone: str
    regency: str
    time_zone: str
    record_number_pattern: str


@dataclass(frozen=True)
class VillageArea:
    """A village of the working area, with its RW and RT and the Posyandu of each."""

    id: UUID
    name: str
    number: int
    posyandu: tuple[str, ...]
    neighbourhoods: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class RoomInfo:
    """A room: its klaster and the letter on its tickets."""

    id: UUID
    name: str
    klaster: int
    queue_letter: str


@dataclass(frozen=True)
class DestinationInfo:
    """Where people are referred to, and its clinics."""

    id: UUID
    name: str
    city: str
    clinics: tuple[str, ...]


class Facilities:
    """Reads of the Puskesmas itself."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def profile(self, user: SignedIn) -> FacilityProfile:
        """Return the profile of the user's Puskesmas."""
        with self._uow.reading(user, Act.SEE_QUEUE) as session:
            return profile_of(session, user.facility_id)

    def rooms(self, user: SignedIn) -> tuple[RoomInfo, ...]:
        """Return the rooms in use, by klaster and name."""
        with self._uow.reading(user, Act.SEE_QUEUE) as session:
            return rooms_of(session, user.facility_id)

    def area(self, user: SignedIn) -> tuple[VillageArea, ...]:
        """Return the villages of the working area with their RW, RT and Posyandu."""
        with self._uow.reading(user, Act.FIND_PERSON) as session:
            return area_of(session, user.facility_id)

    def destinations(self, user: SignedIn) -> tuple[DestinationInfo, ...]:
        """Return the places people are referred to."""
        with self._uow.reading(user, Act.SEE_QUEUE) as session:
            rows = session.scalars(
                select(Destination)
                .where(Destination.facility_id == user.facility_id, Destination.active)
                .order_by(Destination.name)
            )
            return tuple(DestinationInfo(row.id, row.name, row.city, tuple(row.clinics)) for row in rows)


def profile_of(session: Session, facility_id: UUID) -> FacilityProfile:
    """Return the profile of a Puskesmas."""
    row = session.get_one(Facility, facility_id)
    return FacilityProfile(
        row.id,
        row.name,
        row.code,
        row.address,
        row.phone,
        row.regency,
        row.time_zone,
        row.record_number_pattern,
    )


def rooms_of(session: Session, facility_id: UUID) -> tuple[RoomInfo, ...]:
    """Return the rooms of a Puskesmas that are in use."""
    rows = session.scalars(
        select(Room).where(Room.facility_id == facility_id, Room.active).order_by(Room.klaster, Room.name)
    )
    return tuple(RoomInfo(row.id, row.name, row.klaster, row.queue_letter) for row in rows)


def area_of(session: Session, facility_id: UUID) -> tuple[VillageArea, ...]:
    """Return the working area of a Puskesmas."""
    villages = session.scalars(select(Village).where(Village.facility_id == facility_id).order_by(Village.number))
    posyandu = session.scalars(
        select(Posyandu).where(Posyandu.facility_id == facility_id).order_by(Posyandu.name)
    ).all()
    names = {row.id: row.name for row in posyandu}
    blocks = session.scalars(
        select(Neighbourhood)
        .where(Neighbourhood.facility_id == facility_id)
        .order_by(Neighbourhood.rw, Neighbourhood.rt)
    ).all()
    return tuple(
        VillageArea(
            village.id,
            village.name,
            village.number,
            tuple(row.name for row in posyandu if row.village_id == village.id),
            tuple(
                (row.rw, row.rt, names.get(row.posyandu_id, "") if row.posyandu_id else "")
                for row in blocks
                if row.village_id == village.id
            ),
        )
        for village in villages
    )

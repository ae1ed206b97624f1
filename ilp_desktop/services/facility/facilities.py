"""The Puskesmas: its profile, area, rooms and referral destinations."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from db.models import Destination, Facility, Neighbourhood, Posyandu, Pustu, PustuVillage, Room, RoomKlaster, Village
from db.queries.last_change import last_written
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work
from ilp_desktop.services.facility.destinations import (
    ADDED_JUST_NOW,
    DestinationInfo,
    add_destination,
    change_destination,
    destinations_of,
)
from ilp_desktop.services.facility.endemic_area import MALARIA, MALARIA_SETTING, SETTING, endemic_at, je_endemic_at
from ilp_desktop.services.facility.facility_checks import letter_before_desk, room_problems, tidy
from ilp_desktop.services.start.setup import NewDestination, NewRoom, add_room, serve_also

LAST_WRITES = 200
"""A clock that once ran ahead for a while is forgotten after so many writes."""


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
    """A village of the working area with its code, its RW and RT and the Posyandu of each, and the Pustu it has."""

    id: UUID
    name: str
    number: int
    posyandu: tuple[str, ...]
    neighbourhoods: tuple[tuple[str, str, str], ...]
    code: str = ""
    pustu: str = ""


@dataclass(frozen=True)
class RoomInfo:
    """A room: its klaster, the letter on its tickets, and every klaster it serves, its own first."""

    id: UUID
    name: str
    klaster: int
    queue_letter: str
    klasters: tuple[int, ...] = ()


class Facilities:
    """The Puskesmas itself: reading it, and adding rooms and referral destinations."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def profile(self, user: SignedIn) -> FacilityProfile:
        """Return the profile of the user's Puskesmas."""
        with self._uow.reading(user, Act.SEE_FACILITY, without_server=True) as session:
            return profile_of(session, user.facility_id)

    def last_written(self, user: SignedIn) -> datetime | None:
        """Return when the Puskesmas was last written to; later than now where a clock was set back since."""
        with self._uow.reading(user, Act.SEE_FACILITY, without_server=True) as session:
            return last_written(session, user.facility_id, LAST_WRITES)

    def rooms(self, user: SignedIn) -> tuple[RoomInfo, ...]:
        """Return the rooms in use, by klaster and name."""
        with self._uow.reading(user, Act.SEE_FACILITY, without_server=True) as session:
            return rooms_of(session, user.facility_id)

    def area(self, user: SignedIn) -> tuple[VillageArea, ...]:
        """Return the villages of the working area with their RW, RT and Posyandu."""
        with self._uow.reading(user, Act.SEE_FACILITY, without_server=True) as session:
            return area_of(session, user.facility_id)

    def destinations(self, user: SignedIn) -> tuple[DestinationInfo, ...]:
        """Return the places people are referred to."""
        with self._uow.reading(user, Act.SEE_FACILITY, without_server=True) as session:
            return destinations_of(session, user.facility_id)

    def je_endemic(self, user: SignedIn) -> bool:
        """Tell whether Japanese encephalitis counts as endemic here, as said or else by province."""
        with self._uow.reading(user, Act.SEE_FACILITY, without_server=True) as session:
            return je_endemic_at(session, user.facility_id, self._uow.today(user))

    def set_je_endemic(self, user: SignedIn, *, endemic: bool) -> None:
        """Say whether Japanese encephalitis is endemic here; what is due is then worked out anew for everybody."""
        self._set(user, SETTING, endemic=endemic)

    def malaria_endemic(self, user: SignedIn) -> bool:
        """Tell whether the Puskesmas said that malaria is highly endemic here (API above 5)."""
        with self._uow.reading(user, Act.SEE_FACILITY, without_server=True) as session:
            return MALARIA in endemic_at(session, user.facility_id)

    def set_malaria_endemic(self, user: SignedIn, *, endemic: bool) -> None:
        """Say whether malaria is highly endemic here, so that expectant mothers are tested for it."""
        self._set(user, MALARIA_SETTING, endemic=endemic)

    def _set(self, user: SignedIn, setting: str, *, endemic: bool) -> None:
        with self._uow.writing(user, Act.MANAGE_FACILITY) as work:
            facility = work.session.get_one(Facility, user.facility_id, with_for_update=True)
            facility.settings = {**facility.settings, setting: endemic}
            facility.row_version += 1
            work.touch("facility", facility.id, **{setting: endemic})

    def add_room(self, user: SignedIn, wanted: NewRoom) -> UUID:
        """Add a room people can be called to from now on; raises ``WrongAnswers``."""
        try:
            with self._uow.writing(user, Act.MANAGE_FACILITY) as work:
                return _add_room(work, wanted)
        except IntegrityError as error:
            raise WrongAnswers({"name": "Ruang dengan nama ini baru saja ditambahkan."}) from error

    def change_room(self, user: SignedIn, room_id: UUID, wanted: NewRoom) -> None:
        """Change a room's name, klaster and letter; another letter holds for all rooms of its klaster from now on."""
        try:
            with self._uow.writing(user, Act.MANAGE_FACILITY) as work:
                _change_room(work, work.own(Room, room_id, locked=True), wanted)
        except IntegrityError as error:
            raise WrongAnswers({"name": "Ruang dengan nama ini baru saja ditambahkan."}) from error

    def close_room(self, user: SignedIn, room_id: UUID) -> None:
        """Take a room out of use; the last room of a klaster stays."""
        with self._uow.writing(user, Act.MANAGE_FACILITY) as work:
            room = work.own(Room, room_id, locked=True)
            _refuse_last(work, room)
            room.active = False
            work.touch("facility", room_id, closed=room.name)

    def add_destination(self, user: SignedIn, wanted: NewDestination) -> UUID:
        """Add a place people can be referred to from now on; raises ``WrongAnswers``."""
        try:
            with self._uow.writing(user, Act.MANAGE_FACILITY) as work:
                return add_destination(work, wanted)
        except IntegrityError as error:
            raise WrongAnswers({"name": ADDED_JUST_NOW}) from error

    def change_destination(self, user: SignedIn, destination_id: UUID, wanted: NewDestination) -> None:
        """Change a place people are referred to; letters written so far show its new name. Raises ``WrongAnswers``."""
        try:
            with self._uow.writing(user, Act.MANAGE_FACILITY) as work:
                change_destination(work, work.own(Destination, destination_id, locked=True), wanted)
        except IntegrityError as error:
            raise WrongAnswers({"name": ADDED_JUST_NOW}) from error


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
    more: dict[UUID, list[int]] = defaultdict(list)
    shared = select(RoomKlaster).where(RoomKlaster.facility_id == facility_id).order_by(RoomKlaster.klaster)
    for each in session.scalars(shared):
        more[each.room_id].append(each.klaster)
    return tuple(
        RoomInfo(row.id, row.name, row.klaster, row.queue_letter, (row.klaster, *more[row.id])) for row in rows
    )


def area_of(session: Session, facility_id: UUID) -> tuple[VillageArea, ...]:
    """Return the working area of a Puskesmas."""
    villages = session.scalars(select(Village).where(Village.facility_id == facility_id).order_by(Village.number))
    posyandu = session.scalars(
        select(Posyandu).where(Posyandu.facility_id == facility_id).order_by(Posyandu.name)
    ).all()
    names = {row.id: row.name for row in posyandu}
    served = session.execute(
        select(PustuVillage.village_id, Pustu.name)
        .join(Pustu, Pustu.id == PustuVillage.pustu_id)
        .where(Pustu.facility_id == facility_id)
    )
    pustu = {row.village_id: row.name for row in served}
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
            village.code,
            pustu.get(village.id, ""),
        )
        for village in villages
    )


def _add_room(work: Work, wanted: NewRoom) -> UUID:
    rows = work.session.scalars(select(Room).where(Room.facility_id == work.facility_id)).all()
    problems = room_problems(wanted, _as_wanted(rows), letter_before_desk(work.today))
    if problems:
        raise WrongAnswers(problems)
    letter = wanted.queue_letter.strip().upper()
    room = add_room(work, NewRoom(tidy(wanted.name), wanted.klaster, letter, wanted.also))
    work.touch("facility", room.id, room=room.name)
    return room.id


def _change_room(work: Work, room: Room, wanted: NewRoom) -> None:
    others = work.session.scalars(select(Room).where(Room.facility_id == work.facility_id, Room.id != room.id)).all()
    alike = [other for other in others if other.active and other.klaster == wanted.klaster]
    apart = [other for other in others if other not in alike]
    names = [NewRoom(other.name, wanted.klaster, wanted.queue_letter.strip().upper()) for other in alike]
    problems = room_problems(wanted, [*names, *_as_wanted(apart)], letter_before_desk(work.today))
    if problems:
        raise WrongAnswers(problems)
    if wanted.klaster != room.klaster:
        _refuse_last(work, room)
    before = {"name": room.name, "klaster": room.klaster, "letter": room.queue_letter}
    room.name, room.klaster = tidy(wanted.name), wanted.klaster
    for each in (room, *alike):
        each.queue_letter = wanted.queue_letter.strip().upper()
    work.session.execute(delete(RoomKlaster).where(RoomKlaster.room_id == room.id))
    serve_also(work, room, wanted.also)
    work.touch("facility", room.id, room=room.name, old=before)


def _as_wanted(rooms: Sequence[Room]) -> list[NewRoom]:
    """Return rooms as they are typed; of one that is closed only the name is still taken."""
    return [
        NewRoom(room.name, room.klaster, room.queue_letter) if room.active else NewRoom(room.name, 0, "")
        for room in rooms
    ]


def _refuse_last(work: Work, room: Room) -> None:
    """Refuse to take the last room from a klaster, whose people nobody could call any more."""
    alike = select(func.count()).where(
        Room.facility_id == work.facility_id, Room.active, Room.klaster == room.klaster, Room.id != room.id
    )
    if work.session.scalar(alike) == 0:
        raise UserError(
            f"Ini ruang terakhir klaster {Klaster(room.klaster).label}.", "Tambahkan ruang penggantinya dahulu."
        )

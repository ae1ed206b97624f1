"""The first run: a new Puskesmas with its area, rooms, destinations and first user, in one transaction."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from db.models import Counter, Destination, Facility, Neighbourhood, Posyandu, Room, RoomKlaster, Village
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.identity.areas import village_code
from ilp_desktop.domain.permissions import Act, Role
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.staff_seal import SEAL, staff_seal
from ilp_desktop.services.core.stand_in import FOLDER_COUNTER, SERIAL_COUNTER
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work
from ilp_desktop.services.person.person_lines import mark_current
from ilp_desktop.services.start.access import NewStaff, staff_problems, staff_row


@dataclass(frozen=True)
class NewVillage:
    """A village: its Posyandu, and each RT as (rw, rt, name of its Posyandu or empty)."""

    name: str
    code: str = ""
    posyandu: tuple[str, ...] = ()
    neighbourhoods: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class NewRoom:
    """A room, its klaster (1-5, where 5 is lintas klaster), the letter on its tickets, and klaster it also serves."""

    name: str
    klaster: int
    queue_letter: str
    also: tuple[int, ...] = ()


@dataclass(frozen=True)
class NewDestination:
    """A place people are referred to: its clinics, its level, and whether it takes emergencies, None while unknown."""

    name: str
    city: str = ""
    clinics: tuple[str, ...] = ()
    level: str = ""
    emergency_room: bool | None = None


@dataclass(frozen=True)
class NewFacility:
    """Everything the first run asks for; ``last_folder_number`` is the highest number already on the shelf."""

    name: str
    code: str
    address: str
    phone: str
    regency: str
    time_zone: str
    record_number_pattern: str
    first_user: NewStaff
    villages: tuple[NewVillage, ...] = ()
    rooms: tuple[NewRoom, ...] = ()
    destinations: tuple[NewDestination, ...] = field(default=())
    last_folder_number: int = 0


def set_up(uow: UnitOfWork, wanted: NewFacility, settings: Mapping[str, Any] | None = None) -> SignedIn:
    """Store a new Puskesmas and return its first user, signed in; raises ``WrongAnswers``."""
    problems = facility_problems(wanted)
    if problems:
        raise WrongAnswers(problems)
    facility_id = uow.identities.new()
    first = SignedIn(
        staff_id=uow.identities.new(),
        facility_id=facility_id,
        name=wanted.first_user.name.strip(),
        profession=wanted.first_user.profession,
        sip=wanted.first_user.sip,
        roles=wanted.first_user.roles | {Role.HEAD},
        time_zone=wanted.time_zone,
    )
    with uow.writing(first, Act.MANAGE_FACILITY) as work:
        work.session.add(_facility(facility_id, wanted, settings or {}))
        work.session.flush()
        work.session.add(staff_row(first, wanted.first_user))
        work.session.flush()
        for number, village in enumerate(wanted.villages, start=1):
            _add_village(work, number, village, wanted.regency)
        for room in wanted.rooms:
            add_room(work, room)
        work.session.add_all(
            Destination(
                **_owned(work),
                name=place.name,
                city=place.city,
                clinics=list(place.clinics),
                level=place.level,
                emergency_room=place.emergency_room,
            )
            for place in wanted.destinations
        )
        _start_counters(work.session, facility_id, wanted.last_folder_number)
        mark_current(work.session, facility_id)
        work.touch("facility", facility_id, **{SEAL: dict(staff_seal(work.session, facility_id))})
    return first


def facility_problems(wanted: NewFacility) -> dict[str, str]:
    """Return what is wrong with a new Puskesmas: field name to message."""
    required = {"name": "Nama Puskesmas", "code": "Kode Puskesmas", "address": "Alamat"}
    problems = {
        key: f"{label} harus diisi." for key, label in required.items() if not str(getattr(wanted, key)).strip()
    }
    if not wanted.villages:
        problems["villages"] = "Isi paling sedikit satu desa atau kelurahan."
    if not {2, 3} <= {room.klaster for room in wanted.rooms}:
        problems["rooms"] = "Klaster 2 dan klaster 3 masing-masing memerlukan paling sedikit satu ruang."
    return problems | {f"user_{key}": text for key, text in staff_problems(wanted.first_user).items()}


def _facility(facility_id: UUID, wanted: NewFacility, settings: Mapping[str, Any]) -> Facility:
    return Facility(
        id=facility_id,
        name=wanted.name.strip(),
        code=wanted.code.strip(),
        address=wanted.address.strip(),
        phone=wanted.phone.strip(),
        regency=wanted.regency.strip(),
        time_zone=wanted.time_zone,
        record_number_pattern=wanted.record_number_pattern,
        settings=dict(settings),
    )


def add_room(work: Work, wanted: NewRoom) -> Room:
    """Add a room with the klaster it also serves."""
    room = Room(**_owned(work), name=wanted.name, klaster=wanted.klaster, queue_letter=wanted.queue_letter)
    work.session.add(room)
    work.session.flush()
    serve_also(work, room, wanted.also)
    return room


def serve_also(work: Work, room: Room, klasters: Iterable[int]) -> None:
    """Note which klaster a room serves beside its own."""
    work.session.add_all(
        RoomKlaster(facility_id=work.facility_id, room_id=room.id, klaster=klaster)
        for klaster in sorted(set(klasters) - {room.klaster})
    )


def _owned(work: Work) -> dict[str, Any]:
    return {"id": work.new_id(), "facility_id": work.facility_id}


def _add_village(work: Work, number: int, wanted: NewVillage, regency: str) -> None:
    code = "" if wanted.code else village_code(wanted.name, regency, work.today)
    village = Village(**_owned(work), name=wanted.name.strip(), code=wanted.code or code, number=number)
    work.session.add(village)
    work.session.flush()
    served = {name: Posyandu(**_owned(work), village_id=village.id, name=name) for name in wanted.posyandu}
    work.session.add_all(served.values())
    work.session.flush()
    work.session.add_all(
        Neighbourhood(
            **_owned(work),
            village_id=village.id,
            rw=rw,
            rt=rt,
            posyandu_id=served[posyandu].id if posyandu in served else None,
        )
        for rw, rt, posyandu in wanted.neighbourhoods
    )


def _start_counters(session: Session, facility_id: UUID, last: int) -> None:
    """Let numbering go on above the highest number on the shelf, whichever the pattern counts."""
    session.add_all(
        Counter(facility_id=facility_id, name=name, period="", value=last) for name in (FOLDER_COUNTER, SERIAL_COUNTER)
    )

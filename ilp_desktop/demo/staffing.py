"""The made-up Puskesmas itself: its area, rooms, and the people who work there."""

from collections.abc import Mapping
from random import Random
from typing import Any

from argon2 import PasswordHasher

from db.models import Staff
from ilp_desktop.demo.lists import settings
from ilp_desktop.domain.permissions import Role
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.house import House
from ilp_desktop.services.start.access import NewStaff
from ilp_desktop.services.start.setup import NewDestination, NewFacility, NewRoom, NewVillage, set_up

PATTERN = "{family:06}-{member:02}"


def staffed(house: House, head_settings: Mapping[str, Any]) -> dict[str, SignedIn]:
    """Set the Puskesmas up with its staff and return everybody, signed in."""
    listed = settings("staff")
    wanted = [
        NewStaff(
            one["name"],
            one["profession"],
            one["sip"],
            one["user_name"],
            listed["password"],
            frozenset(Role(role) for role in one["roles"]),
        )
        for one in listed["staff"]
    ]
    head = set_up(house.uow, _facility(wanted[0]), head_settings)
    users = {wanted[0].user_name: head}
    for staff in wanted[1:]:
        users[staff.user_name] = SignedIn(
            staff_id=house.access.add_staff(head, staff),
            facility_id=head.facility_id,
            name=staff.name,
            profession=staff.profession,
            sip=staff.sip,
            roles=staff.roles,
            time_zone=head.time_zone,
        )
    return users


def _facility(first_user: NewStaff) -> NewFacility:
    made_up = settings("puskesmas")
    facility = made_up["facility"]
    villages = tuple(
        NewVillage(
            village["name"],
            village["code"],
            tuple(posyandu for *_, posyandu in village["hamlets"]),
            tuple(
                (rw, f"{rt:03}", posyandu)
                for _, rw, blocks, posyandu in village["hamlets"]
                for rt in range(1, blocks + 1)
            ),
        )
        for village in made_up["village"]
    )
    return NewFacility(
        name=facility["name"],
        code=facility["code"],
        address=facility["address"],
        phone=facility["phone"],
        regency=facility["regency"],
        time_zone=facility["time_zone"],
        record_number_pattern=PATTERN,
        first_user=first_user,
        villages=villages,
        rooms=(
            NewRoom("Ruang KIA", 2, "A"),
            NewRoom("Ruang Anak", 2, "A"),
            NewRoom("Poli Dewasa", 3, "B"),
            NewRoom("Poli Lansia", 3, "B"),
            NewRoom("Ruang Tindakan", 5, "G"),
        ),
        destinations=tuple(
            NewDestination(
                place["name"], place["city"], tuple(place["clinics"]), place["level"], place["emergency_room"]
            )
            for place in made_up["destination"]
        ),
    )


def settle_passwords(house: House, random: Random) -> None:
    """Hash the shown password with salts of the seed, so that the same seed gives the same rows."""
    password, hasher = settings("staff")["password"], PasswordHasher()
    with house.uow.database.writing() as session, session.begin():
        for staff in session.query(Staff).order_by(Staff.user_name):
            staff.password_hash = hasher.hash(password, salt=random.randbytes(16))

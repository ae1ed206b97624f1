"""Two Puskesmas in one database: neither sees, nor can touch, anything of the other."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from select import select
from uuid import UUID

import pytest

from db.feed import ChangeFeed
from ilp_desktop.demo.digest import digest
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.permissions import Role
from ilp_desktop.domain.queue.visit_words import Payer, TicketStatus
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.immunisation.dose_giving import NewDose
from ilp_desktop.services.queue.visits import IssuedTicket, NewVisit, VisitFacts
from ilp_desktop.services.record.overview import QueueFigures
from ilp_desktop.services.start.access import NewStaff
from ilp_desktop.services.start.setup import NewDestination, set_up
from tests.house_fixtures import PASSWORD, Clinic, Opener, Users, new_facility, opened
from tests.services.calling import Known
from tests.services.every_call import CALLS, KK, know
from tests.services.record_calls import examination

NOT_THERE = "tidak ada"


@dataclass(frozen=True)
class Neighbour:
    """The second Puskesmas, as somebody with every role there."""

    clinic: Clinic
    user: SignedIn
    village_id: UUID

    def register(self, **changes: object) -> UUID:
        """Register somebody there."""
        wanted = self.clinic.person("Warga Tetangga", **{"village_id": self.village_id} | changes)
        return self.clinic.house.registration.register(self.user, wanted).person_id

    def visit(self) -> IssuedTicket:
        """Open a visit there."""
        wanted = NewVisit(self.clinic.new_id(), self.register(), VisitFacts("0", sick=True), Payer.SELF)
        return self.clinic.house.visits.open(self.user, wanted)


def neighbour_of(clinic: Clinic) -> Neighbour:
    """Set up a second Puskesmas in the same database."""
    first = NewStaff(
        "Kepala Tetangga", "Dokter", "SIP/900", "kepala", "sandi-tetangga", frozenset({Role.HEAD, Role.DOCTOR})
    )
    wanted = replace(
        new_facility(),
        name="Puskesmas Tetangga",
        code="P8888",
        first_user=first,
        destinations=(NewDestination("RSUD Tetangga"),),
    )
    user = replace(set_up(clinic.house.uow, wanted), roles=frozenset(Role))
    return Neighbour(clinic, user, clinic.house.facilities.area(user)[0].id)


MAKES_ITS_OWN = ("patient_requests.decide", "patient_requests.pdf")
"""Calls before which the Puskesmas itself notes what they are tried on."""


def test_no_identifier_of_another_puskesmas_opens_or_changes_anything(any_clinic: Clinic) -> None:
    known, stranger = know(any_clinic), neighbour_of(any_clinic).user
    CALLS["households.move_house"].run(any_clinic.house, any_clinic.desk, known)
    before = digest(any_clinic.database)
    leaks = []
    for name, call in CALLS.items():
        if not call.of_record:
            continue
        if name in MAKES_ITS_OWN:
            assert digest(any_clinic.database) == before
        try:
            call.run(any_clinic.house, stranger, known)
        except UserError as error:
            if NOT_THERE not in error.message:
                leaks.append(f"{name}: {error.message}")
        else:
            leaks.append(name)
        if name in MAKES_ITS_OWN:
            before = digest(any_clinic.database)
    assert leaks == []
    assert digest(any_clinic.database) == before


def test_no_list_holds_anything_of_another_puskesmas(any_clinic: Clinic) -> None:
    know(any_clinic)
    house, stranger = any_clinic.house, neighbour_of(any_clinic).user
    assert house.registration.search(any_clinic.desk, "rahasia")
    assert house.registration.search(stranger, "rahasia") == ()
    assert house.registration.family_by_card(any_clinic.desk, KK) is not None
    assert house.registration.family_by_card(stranger, KK) is None
    assert (house.queueing.board(stranger), house.queueing.waiting_counts(stranger)) == ((), {})
    assert house.overview.today(any_clinic.doctor).everyone != QueueFigures()
    assert house.overview.today(stranger).everyone == QueueFigures()
    assert house.overview.suspected_cases(any_clinic.doctor)
    assert house.overview.suspected_cases(stranger) == ()


def test_what_a_puskesmas_is_made_of_is_its_own(any_clinic: Clinic) -> None:
    facilities, stranger = any_clinic.house.facilities, neighbour_of(any_clinic).user
    assert facilities.profile(stranger).name == "Puskesmas Tetangga"
    assert [place.name for place in facilities.destinations(stranger)] == ["RSUD Tetangga"]
    assert [person.name for person in any_clinic.house.access.staff(stranger)] == ["Kepala Tetangga"]
    assert [name for _, name in any_clinic.house.referrals.doctors(stranger)] == ["Kepala Tetangga"]
    for listed in (facilities.rooms, facilities.area):
        assert not {one.id for one in listed(stranger)} & {one.id for one in listed(any_clinic.desk)}


def test_nothing_of_another_puskesmas_can_be_joined_to_a_record(any_clinic: Clinic) -> None:
    known, neighbour = know(any_clinic), neighbour_of(any_clinic)
    house, user = any_clinic.house, neighbour.user
    visit = neighbour.visit()
    family = house.registration.person(any_clinic.desk, known.mother).family
    assert family is not None
    own = house.facilities.destinations(user)[0].id
    letters = (
        replace(known.letter, destination_id=own),
        replace(known.letter, doctor_id=user.staff_id),
    )
    joining: list[Callable[[], object]] = [
        lambda: neighbour.register(mother_id=known.mother),
        lambda: neighbour.register(village_id=any_clinic.village_id),
        lambda: house.registration.register(
            user, replace(any_clinic.person("Anak Angkat", village_id=neighbour.village_id), family_id=family.id)
        ),
        lambda: house.queueing.call(user, visit.ticket_id, known.room),
        lambda: house.queueing.let_in(user, visit.ticket_id, known.room, TicketStatus.WAITING),
        lambda: house.children.give(user, _dose(known, neighbour.register())),
        *(
            partial(house.encounters.record, user, examination(any_clinic.new_id(), visit.encounter_id, 1, letter))
            for letter in letters
        ),
    ]
    for join in joining:
        with pytest.raises(UserError, match=NOT_THERE):
            join()


def test_two_members_of_staff_of_one_name_each_enter_their_own_puskesmas(any_clinic: Clinic) -> None:
    neighbour = neighbour_of(any_clinic).user
    access = any_clinic.house.access
    assert access.sign_in("kepala", PASSWORD).facility_id == any_clinic.head.facility_id
    assert access.sign_in("kepala", "sandi-tetangga").facility_id == neighbour.facility_id
    with pytest.raises(UserError, match="salah"):
        access.sign_in("kepala", "sandi-siapa")


def _dose(known: Known, person_id: UUID) -> NewDose:
    return NewDose(known.new_id(), person_id, "HB0", 1, date(1990, 5, 17), encounter_id=known.encounter, told=True)


def test_what_the_neighbour_does_lets_nobody_here_read_anything_again(
    any_opener: tuple[Opener, Users],
) -> None:
    open_database, users = any_opener
    here, there = opened(open_database(), users), opened(open_database(), users)
    feed = here.database.feed
    neighbour = neighbour_of(there)
    feed.concern(here.desk.facility_id)
    feed.poll()
    feed.drain()
    neighbour.visit()
    assert feed.poll() == frozenset()
    if here.database.dialect == "postgresql":
        assert wait_for_bell(feed)
        assert not feed.drain()
    there.visit(there.register("Siti Dekat").person_id)
    if here.database.dialect == "postgresql":
        assert wait_for_bell(feed)
        assert feed.drain()
    assert {"person", "encounter", "ticket"} <= feed.poll()


def wait_for_bell(feed: ChangeFeed) -> bool:
    """Return whether the bell of a feed rings, within some seconds."""
    return bool(select([feed.fileno()], [], [], 10)[0])

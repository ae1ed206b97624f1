"""A Puskesmas on a server, and a computer of it whose network can be cut."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.engine import Database, open_postgres, server_url
from db.models import Person, Ticket
from ilp_desktop.clock import SteppingClock
from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.permissions import Role
from ilp_desktop.domain.queue.visit_words import Payer
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.entrance import Entered, Entrance
from ilp_desktop.services.people.registration import Registered
from ilp_desktop.services.person.person_data import NewPerson, PersonData
from ilp_desktop.services.start.access import NewStaff
from ilp_desktop.services.start.data_folder import DataFolder
from ilp_desktop.services.start.server_opening import ServerOpening
from tests.house_fixtures import MORNING, PASSWORD, TODAY
from tests.server_fixtures import Served
from tests.tcp_proxy import Proxy, proxy_to


@dataclass
class Place:
    """A Puskesmas on a server, a network before it, and the folder of the desk's computer.

    Attributes:
        head: the head's computer, beside that network.
    """

    served: Served
    network: Proxy
    folder: Path
    head: Entered
    database: Database

    def read(self) -> Session:
        return self.database.reading()

    def people(self) -> list[str]:
        with self.read() as session:
            return sorted(session.scalars(select(Person.name)))

    def tickets(self) -> list[tuple[str, int]]:
        with self.read() as session:
            return sorted((row.letter, row.number) for row in session.execute(select(Ticket.letter, Ticket.number)))


@contextmanager
def place_of(settled: Served, folder: Path, staff: NewStaff) -> Iterator[Place]:
    """Let somebody have signed in once on a computer that reaches the server over a network that can be cut."""
    head = _entered(settled, folder / "kepala", "kepala")
    head.house.access.add_staff(head.user, staff)
    with proxy_to(settled.server.port) as network:
        over = replace(settled, daily=replace(settled.daily, address=replace(settled.daily.address, port=network.port)))
        _entered(over, folder / staff.user_name, staff.user_name).lock()
        database = open_postgres(server_url(settled.daily))
        yield Place(settled, network, folder / staff.user_name, head, database)
        database.close()
    head.lock()


def _entered(served: Served, folder: Path, user_name: str) -> Entered:
    way = ServerOpening(DataFolder(folder))
    way.use(served.daily, lambda _fraction, _text: None)
    DataFolder(folder).prepare()
    return Entrance(DataFolder(folder), SteppingClock(MORNING), way).enter(user_name, PASSWORD)


def register(entered: Entered, name: str, nik: str = "") -> Registered:
    """Register somebody at the computer beside the network."""
    house, user = entered.house, entered.user
    desk = replace(user, roles=frozenset({Role.REGISTRATION}))
    area = house.facilities.area(user)[0]
    data = PersonData(name, Sex.FEMALE, TODAY.replace(year=1990), nik=nik, village_id=area.id, payer=Payer.SELF)
    return house.registration.register(desk, NewPerson(house.uow.identities.new(), data, FamilyRelation.HEAD))

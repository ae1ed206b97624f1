"""A small Puskesmas in a real database, made once and copied for each test that needs one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timezone
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from db.engine import Database, open_postgres, open_sqlite, server_engine
from db.local_state import FILE_NAME, LocalState
from db.migrate import upgrade
from db.rights import settle_rights
from ilp_desktop.clock import SteppingClock
from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.permissions import Role
from ilp_desktop.domain.queue.visit_words import Payer
from ilp_desktop.domain.sex import Sex
from ilp_desktop.identity import Identities
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.house import House, build_house
from ilp_desktop.services.people.registration import Registered
from ilp_desktop.services.person.person_data import NewPerson, PersonData
from ilp_desktop.services.queue.visits import IssuedTicket, NewVisit, VisitFacts
from ilp_desktop.services.start.access import NewStaff
from ilp_desktop.services.start.setup import NewDestination, NewFacility, NewRoom, NewVillage, set_up
from tests.postgres import EVERYDAY, ROLE, PostgresServer, Rewound

KEY = bytes(range(32))
MORNING = datetime(2026, 11, 23, 0, 30, tzinfo=timezone.utc)  # 07.30 WIB
TODAY = date(2026, 11, 23)
PASSWORD = "rahasia-pagi"


@dataclass
class Clinic:
    """An open Puskesmas with one user of each role, and shortcuts for what tests do all the time."""

    house: House
    clock: SteppingClock
    desk: SignedIn
    doctor: SignedIn
    head: SignedIn
    village_id: UUID
    database: Database

    def new_id(self) -> UUID:
        """Return a fresh identifier."""
        return self.house.uow.identities.new()

    def person(self, name: str = "Siti Aminah", **changes: object) -> NewPerson:
        """Return a registration that is right in everything but what a test changes."""
        data = PersonData(
            name=name,
            sex=Sex.FEMALE,
            birth_date=date(1990, 5, 17),
            village_id=self.village_id,
            rw="001",
            rt="002",
            payer=Payer.SELF,
        )
        return NewPerson(
            client_id=self.new_id(),
            data=replace(data, **changes),  # type: ignore[arg-type]
            relation=FamilyRelation.HEAD,
        )

    def register(self, name: str = "Siti Aminah", **changes: object) -> Registered:
        """Register somebody."""
        return self.house.registration.register(self.desk, self.person(name, **changes))

    def visit(
        self, person_id: UUID, triage: str = "0", *, sick: bool = True, complaint: str = "pusing"
    ) -> IssuedTicket:
        """Open a visit for a registered person."""
        wanted = NewVisit(self.new_id(), person_id, VisitFacts(triage, sick), Payer.SELF, complaint)
        return self.house.visits.open(self.desk, wanted)


def new_facility() -> NewFacility:
    """Return a Puskesmas that exists nowhere."""
    return NewFacility(
        name="Puskesmas Uji Sejahtera",
        code="P9999",
        address="Jl. Contoh No. 1",
        phone="0210000000",
        regency="Kabupaten Contoh",
        time_zone="Asia/Jakarta",
        record_number_pattern="{family:06}-{member:02}",
        first_user=NewStaff(
            "Kepala Contoh", "Dokter", "SIP/001", "kepala", PASSWORD, frozenset({Role.HEAD, Role.DOCTOR})
        ),
        villages=(NewVillage("Sukamaju", "", ("Melati",), (("001", "002", "Melati"), ("001", "003", ""))),),
        rooms=(
            NewRoom("Ruang KIA", 2, "A"),
            NewRoom("Poli Dewasa", 3, "B"),
            NewRoom("Poli Lansia", 3, "B"),
            NewRoom("Ruang Tindakan", 5, "G"),
        ),
        destinations=(NewDestination("RSUD Contoh", "Contoh", ("Penyakit Dalam", "Anak")),),
    )


Users = tuple[SignedIn, SignedIn, SignedIn]
Opener = Callable[[], Database]
OPENERS = {"sqlite": ("open_copy", "sqlite_template"), "postgresql": ("open_on_server", "postgres_template")}


def furnish(database: Database) -> Users:
    """Set the small Puskesmas up in an empty database; returns desk, doctor and head, signed in."""
    clock = SteppingClock(MORNING)
    house = build_house(database, None, clock, Identities(clock))
    head = set_up(house.uow, new_facility())
    for name, profession, sip, user_name, role in (
        ("Petugas Loket", "Petugas pendaftaran", "", "loket", Role.REGISTRATION),
        ("dr. Ratna Contoh", "Dokter", "SIP/002", "dokter", Role.DOCTOR),
    ):
        house.access.add_staff(head, NewStaff(name, profession, sip, user_name, PASSWORD, frozenset({role})))
    return (
        house.access.sign_in("loket", PASSWORD),
        house.access.sign_in("dokter", PASSWORD),
        house.access.sign_in("kepala", PASSWORD),
    )


def opened(database: Database, users: Users, state: LocalState | None = None) -> Clinic:
    """Open the services over a copy of the small Puskesmas; drafts outlive it when a file for them is given."""
    clock = SteppingClock(MORNING)
    house = build_house(database, None, clock, Identities(clock), state=state)
    desk, doctor, head = users
    village = house.facilities.area(desk)[0]
    return Clinic(house, clock, desk, doctor, head, village.id, database)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Users]:
    """Make the small Puskesmas once, as a file to copy."""
    file = tmp_path_factory.mktemp("template") / "ilp.db"
    database = open_sqlite(file, KEY)
    upgrade(database.engine)
    users = furnish(database)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return file, users


@pytest.fixture(scope="session")
def postgres_template(postgres_server: PostgresServer) -> tuple[Rewound, Users]:
    """Make the small Puskesmas once, as a database to go back to; its tables are another's, as on a real server."""
    name = postgres_server.create()
    owner = open_postgres(postgres_server.url(name))
    upgrade(owner.engine)
    with owner.engine.begin() as connection:
        settle_rights(connection, EVERYDAY)
    owner.close()
    database = open_postgres(postgres_server.url(name, EVERYDAY))
    users = furnish(database)
    database.close()
    return Rewound(postgres_server, name), users


@pytest.fixture
def open_copy(sqlite_template: tuple[Path, Users], tmp_path: Path) -> Iterator[Opener]:
    """Give a function that opens this test's copy of the SQLite file, as often as there are programs."""
    file = tmp_path / "ilp.db"
    file.write_bytes(sqlite_template[0].read_bytes())
    yield from _opener(lambda: open_sqlite(file, KEY))


@pytest.fixture
def open_on_server(postgres_template: tuple[Rewound, Users]) -> Iterator[Opener]:
    """Give a function that opens the database on the server, as often as there are programs."""
    rewound = postgres_template[0]
    yield from _opener(lambda: open_postgres(rewound.url))
    rewound.rewind()


@contextmanager
def as_owner(database: Database) -> Iterator[Session]:
    """Write as the owner of the tables may, on a server past the rights of whom the program works as; then commit."""
    if database.dialect == "sqlite":
        with database.writing() as session, session.begin():
            yield session
        return
    engine = server_engine(database.engine.url.set(username=ROLE), poolclass=NullPool)
    with Session(engine) as session, session.begin():
        yield session


def _opener(open_anew: Opener) -> Iterator[Opener]:
    databases: list[Database] = []

    def opened_again() -> Database:
        databases.append(open_anew())
        databases[-1].feed.poll()
        return databases[-1]

    yield opened_again
    for database in databases:
        database.close()


@pytest.fixture
def clinic(open_copy: Opener, sqlite_template: tuple[Path, Users]) -> Clinic:
    """Return the small Puskesmas on SQLite."""
    return opened(open_copy(), sqlite_template[1])


@pytest.fixture(params=["sqlite", "postgresql"])
def any_opener(request: pytest.FixtureRequest) -> tuple[Opener, Users]:
    """Return how the small Puskesmas is opened and its users, once on each kind of database."""
    opener, template = OPENERS[request.param]
    return request.getfixturevalue(opener), request.getfixturevalue(template)[1]


@pytest.fixture
def any_clinic(any_opener: tuple[Opener, Users]) -> Clinic:
    """Return the small Puskesmas, once on each kind of database."""
    open_database, users = any_opener
    return opened(open_database(), users)


@pytest.fixture
def clinic_again(any_opener: tuple[Opener, Users], tmp_path: Path) -> Iterator[Callable[[], Clinic]]:
    """Give a function that opens this test's Puskesmas with its drafts, as a program does that was started anew."""
    open_database, users = any_opener
    clinics: list[Clinic] = []

    def started() -> Clinic:
        clinics.append(opened(open_database(), users, LocalState(tmp_path / FILE_NAME, KEY)))
        return clinics[-1]

    yield started
    for one in clinics:
        one.house.drafts.close()

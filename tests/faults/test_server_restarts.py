"""The server is restarted again and again under twelve busy clients, and a standby takes over from one that died."""

import logging
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor  # noqa: TID251 - twelve workstations at once
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from random import Random
from threading import Event
from typing import TypeVar
from uuid import UUID

import pytest
from sqlalchemy import func, select

from db.engine import open_postgres
from db.migrate import settle
from db.models import Audit, Encounter, Person, Ticket
from db.rights import settle_rights
from ilp_desktop.clock import SteppingClock
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.queue.visit_words import Payer
from ilp_desktop.identity import Identities
from ilp_desktop.services.audit.trail_check import check_trail
from ilp_desktop.services.core.sending_again import until_stored
from ilp_desktop.services.house import build_house
from ilp_desktop.services.queue.visits import NewVisit, VisitFacts
from tests.clusters import Cluster, cluster
from tests.house_fixtures import MORNING, Clinic, Users, furnish
from tests.patience import until
from tests.postgres import EVERYDAY

Result = TypeVar("Result")
CLIENTS = 12
PAUSE_S = 0.4
AGAIN_AFTER_S = 0.1
ENDINGS = (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL)
DATABASE = "ilp"


@dataclass
class Acknowledged:
    """What one client was told is stored."""

    people: list[UUID] = field(default_factory=list)
    visits: list[UUID] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    refusals: int = 0


def furnished(server: Cluster) -> Users:
    """Set the small Puskesmas up on a server, with its everyday user."""
    with server.connect("postgres") as connection:
        connection.execute(f"CREATE ROLE {EVERYDAY} LOGIN".encode())
        connection.execute(f"CREATE DATABASE {DATABASE} TEMPLATE template0".encode())
    owner = open_postgres(server.url(DATABASE))
    settle(owner.engine)
    with owner.engine.begin() as connection:
        settle_rights(connection, EVERYDAY)
    owner.close()
    database = open_postgres(server.url(DATABASE, EVERYDAY))
    users = furnish(database)
    database.close()
    return users


@contextmanager
def client(server: Cluster, users: Users, name: str) -> Iterator[Clinic]:
    """Give a workstation of its own, as a window has one."""
    clock = SteppingClock(MORNING)
    database = open_postgres(server.url(DATABASE, EVERYDAY))
    house = build_house(database, None, clock, Identities(clock))
    house.uow.audit = type(house.uow.audit)(name)
    house.uow.stand_at(name)
    desk, doctor, head = users
    try:
        yield Clinic(house, clock, desk, doctor, head, house.facilities.area(desk)[0].id, database)
    finally:
        database.close()


def busy(server: Cluster, users: Users, number: int, stop: Event) -> Acknowledged:
    """Register people and give them tickets until told to stop; what is refused is sent again under the same id."""
    done = Acknowledged()
    with client(server, users, f"loket-{number}") as clinic:
        while not stop.is_set():
            newcomer = clinic.person(f"Orang {number} {len(done.people)}")
            person = insisted(done, partial(clinic.house.registration.register, clinic.desk, newcomer)).person_id
            done.people.append(person)
            visit = NewVisit(clinic.new_id(), person, VisitFacts("0", sick=True), Payer.SELF, "pusing")
            ticket = insisted(done, partial(clinic.house.visits.open, clinic.desk, visit))
            done.visits.append(ticket.encounter_id)
            done.numbers.append(ticket.number)
    return done


def insisted(done: Acknowledged, save: Callable[[], Result]) -> Result:
    """Send a save until it is stored, as a person does who presses Simpan once more."""
    while (stored := tried(done, save)) is None:
        Event().wait(AGAIN_AFTER_S)
    return stored


def tried(done: Acknowledged, save: Callable[[], Result]) -> Result | None:
    """Send a save once; None when it was refused."""
    try:
        return until_stored(save)
    except UserError:
        done.refusals += 1
        return None


@pytest.mark.timeout(900)
@pytest.mark.parametrize("restarts", [2, pytest.param(20, marks=pytest.mark.faults)])
def test_a_server_restarted_under_twelve_busy_clients_loses_and_doubles_nothing(
    restarts: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR, logger="psycopg")  # it warns of every connection that it loses
    random, stop = Random(restarts), Event()
    with cluster() as server:
        users = furnished(server)
        with ThreadPoolExecutor(CLIENTS) as pool:
            working = [pool.submit(busy, server, users, number, stop) for number in range(CLIENTS)]
            for _ in range(restarts):
                Event().wait(PAUSE_S * (1 + random.random()))
                server.end(random.choice(ENDINGS))
                server.start()
            Event().wait(PAUSE_S)
            stop.set()
            done = [one.result() for one in working]
        people = [person for one in done for person in one.people]
        numbers = [number for one in done for number in one.numbers]
        with client(server, users, "periksa") as clinic, clinic.database.reading() as session:
            assert set(session.scalars(select(Person.id))) == set(people)
            assert session.scalar(select(func.count()).select_from(Person)) == len(people)
            assert set(session.scalars(select(Encounter.id))) == {visit for one in done for visit in one.visits}
            assert session.scalar(select(func.count()).select_from(Ticket)) == len(numbers) == len(set(numbers))
            assert check_trail(clinic.database).faults == ()
        assert len(people) > CLIENTS
        assert sum(one.refusals for one in done) > 0


def test_a_standby_takes_over_from_a_server_that_died_and_the_program_goes_on_there() -> None:
    with cluster() as server:
        users = furnished(server)
        standby = server.follower("siaga")
        standby.start()
        try:
            with client(server, users, "loket-1") as clinic:
                stored = [clinic.register(f"Orang {number}").person_id for number in range(5)]
                until(lambda: _same_place(server, standby))
            server.end(signal.SIGKILL)
            with standby.connect(DATABASE) as connection:
                assert connection.execute("SELECT pg_is_in_recovery()").fetchone() == (True,)
                assert connection.execute("SELECT pg_promote(true, 60)").fetchone() == (True,)
            with client(standby, users, "loket-1") as clinic:
                later = clinic.register("Orang Sesudahnya").person_id
                with clinic.database.reading() as session:
                    assert set(session.scalars(select(Person.id))) == {*stored, later}
                    assert session.scalars(select(func.max(Audit.seq))).one() > len(stored)
                assert check_trail(clinic.database).faults == ()
        finally:
            standby.end(signal.SIGQUIT)


def _same_place(server: Cluster, standby: Cluster) -> bool:
    """Say whether the standby has replayed all that the server has written."""
    with server.connect(DATABASE) as here, standby.connect(DATABASE) as there:
        written = here.execute("SELECT pg_current_wal_lsn()::text").fetchone()
        replayed = there.execute("SELECT pg_last_wal_replay_lsn()::text").fetchone()
    return written == replayed

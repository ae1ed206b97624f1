"""The server is lost and found again while several desks register: nothing is lost, nothing is there twice."""

import sys
from collections import Counter
from pathlib import Path
from time import sleep
from uuid import UUID

import pytest
from sqlalchemy import make_url, select

from db.models import ClientSave, Encounter, Person, ReplayConflict, Ticket
from tests.desks_under_load import Fault, desks
from tests.house_fixtures import Opener, Users
from tests.postgres import PostgresServer, Rewound
from tests.tcp_proxy import proxy_to

SHORT = {
    "cut": Fault((("pass", 2), ("cut", 15), ("pass", 3))),
    "swallowed": Fault((("pass", 2), ("swallow", 18), ("pass", 3))),
}
LONG = {
    "thirty_minutes": Fault((("pass", 20), ("cut", 1800), ("pass", 30)), pause_ms=20_000, desks=3),
    "slow_1_s": Fault((("pass", 2), ("slow 0.5", 60), ("pass", 3))),
    "slow_5_s": Fault((("pass", 2), ("slow 2.5", 60), ("pass", 3))),
    "slow_60_s": Fault((("pass", 2), ("slow 30", 90), ("pass", 3))),
    "comes_and_goes": Fault(tuple((what, 7.0) for what in (*("pass", "cut", "pass", "swallow") * 6, "pass"))),
}
FAULTS = [
    *(pytest.param(one, id=name) for name, one in SHORT.items()),
    *(pytest.param(one, id=name, marks=pytest.mark.faults) for name, one in LONG.items()),
]


@pytest.mark.timeout(3000)
@pytest.mark.parametrize("fault", FAULTS)
def test_every_acknowledged_save_is_there_once(
    fault: Fault,
    open_on_server: Opener,
    postgres_server: PostgresServer,
    postgres_template: tuple[Rewound, Users],
    tmp_path: Path,
) -> None:
    database = open_on_server()
    name = make_url(postgres_template[0].url).database
    assert name is not None
    url = postgres_server.url_over_loopback(name)
    with proxy_to(postgres_server.port) as proxy, desks(proxy, url, tmp_path, fault) as working:
        for what, span in fault.network:
            proxy.be(what)
            sleep(span)
        ends = [one.wait_for("end") for one in working]
    people = [one for desk in working for one in desk.acknowledged("person")]
    visits = [one for desk in working for one in desk.acknowledged("visit")]
    assert not [one for desk in working for one in desk.acknowledged("crash")]
    assert any(one["alone"] for desk in working for one in desk.acknowledged("state")) or "slow" in fault.network[1][0]
    assert len(people) > 2 * fault.desks
    with database.reading() as session:
        saved = set(session.scalars(select(ClientSave.client_id)))
        known = Counter(session.scalars(select(Person.name)))
        tickets = session.execute(select(Ticket.letter, Ticket.number)).all()
        opened = Counter(session.scalars(select(Encounter.person_id)))
        listed = session.scalars(select(ReplayConflict.told).where(ReplayConflict.problem != "other_number")).all()
    assert listed == []
    assert {UUID(one["client"]) for one in (*people, *visits)} <= saved
    assert known == Counter(one["name"] for one in people)
    assert len(tickets) == len(set(tickets)) == len(visits)
    assert set(opened.values()) == {1}
    assert len(opened) == len(visits)
    sys.stdout.write(f"\n{len(people)} registrations, {len(visits)} visits, window held up {ends}\n")

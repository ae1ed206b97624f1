"""How often a save waits for an answer of a server, counted on the line between: a way there and back can be 20 ms."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from sqlalchemy import make_url

from db.engine import open_postgres
from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.visit_words import NextPlace, TicketStatus, Wish
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.immunisation.dose_giving import NewDose
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import GivenDiagnosis, SoapNote
from tests.house_fixtures import TODAY, Clinic, Users, opened
from tests.postgres import PostgresServer, Rewound
from tests.services.certified import VITALS, draft, issue
from tests.services.immunised import manner, received, supply_keys
from tests.services.order_calls import ASKED
from tests.services.referred import letter
from tests.tcp_proxy import Proxy, proxy_to

MOST = 7
AT_MOST = {
    "register": 4,
    "register into a family": 5,
    "take a number": 3,
    "call to the desk": 6,
    "open a visit": 3,
    "call the next": 5,
    "let in": 2,
    "transfer": 4,
    "record a note": 4,
    "record vital signs and diagnoses": 4,
    "record again": 4,
    "prescribe and ask for tests": 5,
    "write a letter": 6,
    "certify": 7,
    "sign": 2,
    "finish": 2,
    "finish and sign": 2,
    "give a dose": 6,
}
DELAY_S = 0.004
"""A way; so long that what was sent together is never taken for a question after an answer."""


@dataclass
class _Counted:
    clinic: Clinic
    line: Proxy
    trips: dict[str, int]

    def count(self, name: str, save: Callable[[], object]) -> None:
        self.line.turns()
        save()
        self.trips[name] = self.line.turns()

    def examined(self, visit_of: object, **more: object) -> Examination:
        clinic = self.clinic
        version = clinic.house.encounters.open(clinic.doctor, visit_of).version  # type: ignore[arg-type]
        return Examination(clinic.new_id(), visit_of, version, SoapNote(subjective="Pusing"), **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def trips(postgres_server: PostgresServer, postgres_template: tuple[Rewound, Users]) -> Iterator[Mapping[str, int]]:
    """Work a morning behind a slow line, and return how often each save waited; what came first is not counted."""
    rewound, users = postgres_template
    place = make_url(postgres_server.url_over_loopback(make_url(rewound.url).database or ""))
    with proxy_to(postgres_server.port) as line:
        line.be(f"slow {DELAY_S}")
        database = open_postgres(place.set(port=line.port))
        with closing(database):
            counted = _Counted(opened(database, users), line, {})
            for _ in range(2):
                _morning(counted)
        yield counted.trips
    rewound.rewind()


def _morning(counted: _Counted) -> None:
    _desk(counted)
    _queue(counted)
    _room(counted)
    _dose(counted)


def _desk(counted: _Counted) -> None:
    clinic, count, desk = counted.clinic, counted.count, counted.clinic.desk
    house = clinic.house
    count("register", lambda: clinic.register("Ani Kartini"))
    head = clinic.register("Budi Santoso", sex=Sex.MALE).person_id
    folder = house.registration.person(desk, head).family
    assert folder is not None
    child = replace(clinic.person("Citra"), relation=FamilyRelation.CHILD, family_id=folder.id)
    count("register into a family", lambda: house.registration.register(desk, child))
    count("take a number", lambda: house.arrivals.take(desk, clinic.new_id(), Wish.GENERAL))
    count("call to the desk", lambda: house.arrivals.call_next(desk, "Loket 1"))
    count("open a visit", lambda: clinic.visit(head))


def _queue(counted: _Counted) -> None:
    clinic, count = counted.clinic, counted.count
    house, doctor = clinic.house, clinic.doctor
    room = next(one.id for one in house.facilities.rooms(doctor) if one.klaster == Klaster.ADULT_ELDERLY.value)
    tickets = [clinic.visit(clinic.register(f"Antre {number}").person_id).ticket_id for number in range(2)]
    count("call the next", lambda: house.queueing.call_next(doctor, room))
    count("let in", lambda: house.queueing.let_in(doctor, tickets[0], room, TicketStatus.CALLED))
    count("transfer", lambda: house.queueing.transfer(doctor, tickets[1], Klaster.MOTHER_CHILD, "ternyata hamil"))


def _room(counted: _Counted) -> None:
    clinic, count = counted.clinic, counted.count
    house, doctor = clinic.house, clinic.doctor
    seen = [clinic.visit(clinic.register(f"Pasien {number}").person_id).encounter_id for number in range(4)]
    count("record a note", lambda: house.encounters.record(doctor, Examination(clinic.new_id(), seen[0], 1, NOTE)))
    vitals = (FilledForm("vital_signs", VITALS),)
    given = (GivenDiagnosis("I10"), GivenDiagnosis("R51"))
    wanted = counted.examined(seen[1], diagnoses=given, forms=vitals)
    count("record vital signs and diagnoses", lambda: house.encounters.record(doctor, wanted))
    more = counted.examined(seen[1], diagnoses=given[:1], forms=vitals)
    count("record again", lambda: house.encounters.record(doctor, more))
    asked = counted.examined(seen[2], diagnoses=given, orders=ASKED)
    count("prescribe and ask for tests", lambda: house.encounters.record(doctor, asked))
    referred = counted.examined(seen[3], diagnoses=given, referral=letter(clinic))
    count("write a letter", lambda: house.encounters.record(doctor, referred))
    count("certify", lambda: issue(clinic, seen[1], draft(clinic, "sakit")))
    count("sign", lambda: house.signing.sign(doctor, seen[1]))
    home = [(house.encounters.open(doctor, one).version, one) for one in seen]
    count("finish", lambda: house.encounters.finish(doctor, home[0][1], home[0][0], NextPlace.HOME))
    count("finish and sign", lambda: house.encounters.finish(doctor, home[1][1], home[1][0], NextPlace.HOME, sign=True))


def _dose(counted: _Counted) -> None:
    clinic = counted.clinic
    received(clinic)
    born = TODAY - timedelta(days=70)
    child = clinic.register("Bayi Sehat", birth_date=born, mother_name="Ibu Sehat").person_id
    key = supply_keys(clinic, "OPV")[0]
    how = manner(clinic, "OPV")
    wanted = NewDose(clinic.new_id(), child, "OPV", 1, TODAY, supply=key, confirmed=True, **how)
    counted.count("give a dose", lambda: clinic.house.children.give(clinic.doctor, wanted))


NOTE = SoapNote(subjective="Pusing tiga hari", plan="Kontrol")


@pytest.mark.parametrize("save", AT_MOST)
def test_a_save_waits_for_few_answers(trips: Mapping[str, int], save: str) -> None:
    assert trips[save] <= AT_MOST[save]


def test_no_frequent_save_waits_for_more_answers_than_a_line_of_20_ms_allows() -> None:
    assert max(AT_MOST.values()) <= MOST

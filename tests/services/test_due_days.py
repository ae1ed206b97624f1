"""What is stored of due services equals what the rules say, day after day, across editions that change them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from db.models import Due, Person
from ilp_desktop import reference
from ilp_desktop.clock import SteppingClock
from ilp_desktop.demo.generate import make_demo
from ilp_desktop.demo.lists import settings
from ilp_desktop.demo.wanted import DemoWanted
from ilp_desktop.domain.due.due import services_due
from ilp_desktop.identity import Identities
from ilp_desktop.reference import Edition
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.due import due_book
from ilp_desktop.services.due.due_book import DueBook
from ilp_desktop.services.due.due_facts import load_facts
from ilp_desktop.services.due.due_store import DueStore, due_person
from ilp_desktop.services.house import House, build_house
from ilp_desktop.services.start.data_folder import DataFolder

FIRST = date(2025, 11, 23)
Stored = dict[UUID, set[tuple[str, date, date | None, date | None]]]


@pytest.fixture
def two_more_editions(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the package of adults change twice soon after the first day: glucose two years earlier, then PUMA gone."""
    shipped = reference.editions("service_adult")
    rows = shipped[-1].body["service"]
    earlier = [{**row, "opens": {"years": 38}} if row["code"] == "glucose" else row for row in rows]
    fewer = [row for row in earlier if row["code"] != "puma"]

    def later(days: int, services: list[Any]) -> Edition:
        return replace(
            shipped[-1],
            version=f"{days}",
            valid_from=FIRST + timedelta(days=days),
            body={**shipped[-1].body, "service": services},
        )

    known = (*shipped, later(10, earlier), later(21, fewer))
    real = reference.editions
    for place in (reference, due_book):
        monkeypatch.setattr(place, "editions", lambda name: known if name == "service_adult" else real(name))
    _forget()
    yield
    _forget()


def _forget() -> None:
    reference.edition_on.cache_clear()
    due_book._reference_versions.cache_clear()


def _stored(house: House) -> Stored:
    found: Stored = {}
    with house.uow.database.reading() as session:
        for row in session.scalars(select(Due)):
            found.setdefault(row.person_id, set()).add((row.service, row.due_from, row.late_from, row.closes_on))
    return found


def _computed(house: House, user: SignedIn, today: date) -> Stored:
    with house.uow.database.reading() as session:
        people = session.execute(select(Person)).scalars().all()
        edition = DueStore(DueBook(house.screening.catalogue)).edition(session, user.facility_id, today)
        facts = load_facts(session, [due_person(one, today) for one in people], edition, today)
    dues = {person_id: services_due(edition.rules, known, today).items for person_id, known in facts.items()}
    return {
        person_id: {(one.service, one.due_from, one.late_from, one.closes_on) for one in items}
        for person_id, items in dues.items()
        if items
    }


def _prove(folder: Path, people: int, days: int) -> None:
    DataFolder(folder).prepare()
    vault = make_demo(DataFolder(folder), DemoWanted(people, 3, FIRST), lambda _fraction, _text: None)
    clock = SteppingClock(datetime(2025, 11, 23, 1, tzinfo=timezone.utc))
    house = build_house(vault.database, vault, clock, Identities(clock))
    user = house.access.sign_in("dokter", settings("staff")["password"])
    worked_out = 0
    for _ in range(days):
        while house.dues.stale(user):
            worked_out += house.dues.refresh_some(user, 500)
        assert _stored(house) == _computed(house, user, house.uow.today(user))
        clock.forward(timedelta(days=1))
    vault.database.close()
    assert 0 < worked_out < people * days, "everybody is worked out anew every day"


@pytest.mark.usefixtures("two_more_editions")
def test_stored_services_are_the_rules_own_on_thirty_days_across_two_editions(tmp_path: Path) -> None:
    _prove(tmp_path, people=60, days=30)


@pytest.mark.faults
@pytest.mark.timeout(3600)
@pytest.mark.usefixtures("two_more_editions")
def test_stored_services_are_the_rules_own_for_a_thousand_people_on_four_hundred_days(tmp_path: Path) -> None:
    _prove(tmp_path, people=1000, days=400)

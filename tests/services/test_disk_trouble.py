"""A full or read-only disk while saving: said, and nothing half-saved."""

from concurrent.futures import ThreadPoolExecutor  # noqa: TID251 - the test is about two programs at once
from contextlib import suppress
from pathlib import Path
from threading import Barrier
from uuid import UUID

import pytest
from sqlalchemy import select, text

from db.engine import open_postgres
from db.models import Person
from ilp_desktop.clock import SteppingClock
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.permissions import Act
from ilp_desktop.identity import Identities
from ilp_desktop.services.core.sending_again import until_stored
from ilp_desktop.services.entrance import Entrance
from ilp_desktop.services.house import build_house
from ilp_desktop.services.start.data_folder import DataFolder
from tests.house_fixtures import MORNING, PASSWORD, Clinic, new_facility
from tests.postgres import PostgresServer
from tests.sampled import sampled


def register_many(clinic: Clinic, people: int) -> None:
    """Register people until something stops it."""
    for number in range(people):
        clinic.register(f"Orang Nomor {number}", address="x" * 200)


def test_on_a_full_disk_the_file_is_not_called_damaged_when_it_is_opened(small_disk: Path) -> None:
    folder, clock = DataFolder(small_disk), SteppingClock(MORNING)
    Entrance(folder, clock).create("kopi pahit di pagi hari", new_facility(), lambda _part, _text: None).lock()
    ballast = small_disk / "ballast"
    with suppress(OSError), ballast.open("ab", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    with pytest.raises(UserError, match="penuh"):
        Entrance(folder, clock).enter("kepala", PASSWORD)
    ballast.unlink()
    Entrance(folder, clock).enter("kepala", PASSWORD).lock()


@pytest.mark.parametrize("pages_left", sampled(range(40)))
def test_a_full_disk_stores_nothing_and_says_so(clinic: Clinic, pages_left: int) -> None:
    clinic.register("Orang Lama")
    with clinic.database.engine.begin() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        connection.execute(text(f"PRAGMA max_page_count = {pages + pages_left}"))
    with pytest.raises(UserError, match="penuh"):
        register_many(clinic, 500)
    stored = len(clinic.house.registration.search(clinic.desk, "nomor", limit=1000))
    with clinic.database.engine.begin() as connection:
        connection.execute(text("PRAGMA max_page_count = 1073741823"))
    clinic.register("Orang Sesudah")
    assert len(clinic.house.registration.search(clinic.desk, "nomor", limit=1000)) == stored
    with clinic.database.reading() as session:
        people = session.execute(text("SELECT count(*) FROM person")).scalar_one()
        lines = session.execute(text("SELECT count(*) FROM person_search")).scalar_one()
    assert people == lines


def test_a_read_only_file_is_said(clinic: Clinic) -> None:
    with clinic.database.engine.begin() as connection:
        connection.execute(text("PRAGMA query_only = ON"))
    with pytest.raises(UserError, match="hanya bisa dibaca"):
        clinic.register("Orang Baru")


def test_a_server_out_of_reach_is_said_also_while_only_reading(clinic: Clinic, postgres_server: PostgresServer) -> None:
    database, clock = open_postgres(postgres_server.url("tidak_ada")), SteppingClock(MORNING)
    house = build_house(database, None, clock, Identities(clock))
    with pytest.raises(UserError, match=r"^Server tidak dapat dihubungi\.$"):
        house.registration.search(clinic.desk, "siti")
    with pytest.raises(UserError, match="belum tersimpan"):
        house.registration.register(clinic.desk, clinic.person())
    with pytest.raises(UserError, match="tidak dapat dibaca"):
        database.feed.poll()
    database.close()


@pytest.mark.parametrize("any_opener", ["postgresql"], indirect=True)
def test_two_saves_that_wait_for_each_other_are_both_stored_when_sent_again(any_clinic: Clinic) -> None:
    people = [any_clinic.register(name).person_id for name in ("Budi", "Siti")]
    both_hold_one, sent = Barrier(2), list[UUID]()

    def save(first: UUID, then: UUID) -> None:
        sent.append(first)
        with any_clinic.house.uow.writing(any_clinic.desk, Act.CHANGE_PERSON) as work:
            work.session.execute(text("SET LOCAL deadlock_timeout = '50ms'"))
            one = work.own(Person, first, locked=True)
            one.phone += "1"
            work.touch("person", first)
            if sent.count(first) == 1:
                both_hold_one.wait(20)
            work.own(Person, then, locked=True)

    with ThreadPoolExecutor(2) as two:
        list(two.map(lambda pair: until_stored(lambda: save(*pair)), [people, people[::-1]]))
    assert len(sent) == 3
    with any_clinic.database.reading() as session:
        assert sorted(session.scalars(select(Person.phone))) == ["1", "1"]


@pytest.mark.parametrize("any_opener", ["postgresql"], indirect=True)
def test_of_two_saves_that_wait_for_each_other_one_is_stored_and_the_other_is_told(any_clinic: Clinic) -> None:
    people = [any_clinic.register(name).person_id for name in ("Budi", "Siti")]
    both_hold_one, told = Barrier(2), list[str]()

    def save(first: UUID, then: UUID) -> None:
        try:
            with any_clinic.house.uow.writing(any_clinic.desk, Act.CHANGE_PERSON) as work:
                work.session.execute(text("SET LOCAL deadlock_timeout = '50ms'"))
                work.own(Person, first, locked=True).phone = "0812"
                work.touch("person", first)
                both_hold_one.wait(20)
                work.own(Person, then, locked=True)
        except UserError as error:
            told.append(f"{error.message} {error.remedy}")

    with ThreadPoolExecutor(2) as two:
        list(two.map(save, people, reversed(people)))
    assert told == ["Data yang sama sedang disimpan petugas lain; isian belum tersimpan. Simpan sekali lagi."]
    with any_clinic.database.reading() as session:
        assert sorted(session.scalars(select(Person.phone))) == ["", "0812"]

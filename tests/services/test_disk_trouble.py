"""A full or read-only disk while saving: said, and nothing half-saved."""

import pytest
from sqlalchemy import text

from db.engine import open_postgres
from ilp_desktop.clock import SteppingClock
from ilp_desktop.domain.errors import UserError
from ilp_desktop.identity import Identities
from ilp_desktop.services.house import build_house
from tests.house_fixtures import MORNING, Clinic
from tests.postgres import PostgresServer
from tests.sampled import sampled


def register_many(clinic: Clinic, people: int) -> None:
    """Register people until something stops it."""
    for number in range(people):
        clinic.register(f"Orang Nomor {number}", address="x" * 200)


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

"""The encrypted file and the two ways to use it."""

import select
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from db.engine import CannotOpen, Database, open_postgres, open_sqlite
from db.migrate import upgrade
from tests.house_fixtures import KEY, Clinic

CUT_OFF_LISTENERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND query LIKE 'LISTEN%'
"""


def test_nothing_readable_lies_in_the_file(clinic: Clinic, tmp_path: Path) -> None:
    clinic.register("Sulastri Rahasia", nik="3201015705900001", mother_name="Ibu Terlindung")
    clinic.database.close()
    for file in tmp_path.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            for word in (b"Sulastri", b"sulastri", b"3201015705900001", b"Terlindung", b"SQLite format", b"person"):
                assert word not in content, file.name


def test_a_wrong_key_is_refused_and_the_file_left_alone(open_copy: Callable[[], Database], tmp_path: Path) -> None:
    open_copy().close()
    before = (tmp_path / "ilp.db").read_bytes()
    with pytest.raises(CannotOpen):
        open_sqlite(tmp_path / "ilp.db", bytes(32))
    assert (tmp_path / "ilp.db").read_bytes() == before


def test_a_damaged_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "ilp.db").write_bytes(b"not a database at all" * 1000)
    with pytest.raises(CannotOpen):
        open_sqlite(tmp_path / "ilp.db", KEY)
    assert (tmp_path / "ilp.db").read_bytes() == b"not a database at all" * 1000


def test_a_reading_session_can_change_nothing(any_clinic: Clinic) -> None:
    with any_clinic.database.reading() as session, pytest.raises(DatabaseError):
        session.execute(text("UPDATE facility SET name = 'x'"))


def test_foreign_keys_hold(any_clinic: Clinic) -> None:
    with any_clinic.database.writing() as session, pytest.raises(DatabaseError):
        session.execute(text("DELETE FROM facility"))


def test_a_reader_keeps_its_snapshot_while_somebody_writes(any_clinic: Clinic) -> None:
    any_clinic.register("Orang Lama")
    with any_clinic.database.reading() as session:
        before = session.execute(text("SELECT count(*) FROM person")).scalar_one()
        any_clinic.register("Orang Baru")
        assert session.execute(text("SELECT count(*) FROM person")).scalar_one() == before
    with any_clinic.database.reading() as session:
        assert session.execute(text("SELECT count(*) FROM person")).scalar_one() == before + 1


def test_a_commit_rings_and_names_what_changed(any_clinic: Clinic) -> None:
    feed = any_clinic.database.feed
    feed.poll()
    feed.drain()
    any_clinic.register("Orang Baru")
    assert select.select([feed.fileno()], [], [], 5)[0]
    feed.drain()
    assert {"person", "family"} <= feed.poll()
    assert feed.poll() == frozenset()


def test_a_commit_survives_the_loss_of_the_process(open_copy: Callable[[], Database]) -> None:
    database = open_copy()
    with database.engine.connect() as connection:
        modes = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")]
    assert modes == ["wal", 2]


def test_a_feed_asks_the_server_nothing_until_polled_and_listens_anew_when_cut_off(
    fresh_postgres: Callable[..., str],
) -> None:
    database = open_postgres(fresh_postgres())
    upgrade(database.engine)
    feed = database.feed
    assert feed.fileno() == -1
    feed.drain()
    for _ in range(2):
        feed.poll()
        assert feed.fileno() >= 0
        with database.engine.begin() as connection:
            connection.execute(text(CUT_OFF_LISTENERS))
        while feed.fileno() >= 0:
            assert select.select([feed.fileno()], [], [], 5)[0]
            feed.drain()
    database.close()

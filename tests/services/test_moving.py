"""The data of one computer goes to a server whole or not at all, and is the same there row by row."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from db.backup import opens_with
from db.base import Word
from db.engine import Database, open_postgres, open_sqlite, server_engine, server_url
from db.keys import HEAD, KeyRing
from db.migrate import upgrade
from db.models import Audit, Person
from db.moving import Print, copy_rows, prints_of, tables
from ilp_desktop.clock import SteppingClock
from ilp_desktop.demo.generate import make_demo
from ilp_desktop.demo.lists import settings
from ilp_desktop.demo.wanted import DemoWanted
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.server_address import ServerHolds
from ilp_desktop.domain.server_move import Moved, MoveWanted
from ilp_desktop.services.audit.trail_check import check_trail
from ilp_desktop.services.start.data_folder import DataFolder, FolderState
from ilp_desktop.services.start.moving import Moving
from ilp_desktop.services.start.opening import Opening
from tests.db.one_of_each import filled
from tests.house_fixtures import KEY, MORNING
from tests.postgres import FreshDatabase
from tests.server_fixtures import SERVER_PASSWORD, Served
from tests.services.test_server_opening import Computer, silently

PEOPLE, TODAY = 40, date(2026, 11, 23)
PHRASE, PASSWORD_OF_ALL = settings("staff")["passphrase"], settings("staff")["password"]
WHO = settings("staff")["staff"][0]["user_name"]


@pytest.fixture(scope="module")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a Puskesmas with rows of every kind once."""
    folder = tmp_path_factory.mktemp("asal")
    make_demo(DataFolder(folder), DemoWanted(PEOPLE, 5, TODAY), silently).database.close()
    return folder


@pytest.fixture
def folder(_made: Path, tmp_path: Path) -> DataFolder:
    """Give a copy of its data folder."""
    return DataFolder(Path(shutil.copytree(_made, tmp_path / "satu")))


def wanted(served: Served) -> MoveWanted:
    """Return the move of everything to the server."""
    return MoveWanted(served.admin, served.daily, PHRASE)


def move(folder: DataFolder, served: Served, **changes: object) -> Moved:
    """Move the data of a folder."""
    asked = replace(wanted(served), **changes)  # type: ignore[arg-type]
    return Moving(folder, SteppingClock(MORNING)).move(asked, silently)


@pytest.fixture
def on_server(served: Served) -> Iterator[Database]:
    """Give the server as its everyday user sees it."""
    database = open_postgres(server_url(served.daily))
    yield database
    database.close()


def held_here(folder: DataFolder) -> dict[str, Print]:
    """Return what the folder's own database holds."""
    database = Opening(folder).unlock_as_head(PHRASE).database
    with database.reading() as session:
        found = prints_of(session.connection(), silently)
    database.close()
    return found


def test_every_row_is_on_the_server_and_the_computer_works_there_from_then_on(
    folder: DataFolder, served: Served, on_server: Database
) -> None:
    moved = move(folder, served)
    with on_server.reading() as session:
        there = prints_of(session.connection(), silently)
        assert session.scalar(select(func.count()).select_from(Person)) == there["person"].rows >= PEOPLE
    assert (moved.tables, moved.rows) == (len(tables()), sum(one.rows for one in there.values()))
    assert sum(one.rows > 0 for one in there.values()) > 30
    assert check_trail(on_server).faults == ()
    assert folder.prepare() is FolderState.SERVER
    assert folder.server == served.daily.address
    here = Computer(folder.path)
    entered = here.entrance.enter(WHO, PASSWORD_OF_ALL)
    assert entered.server == served.daily.address.place
    entered.house.access.staff(entered.user)
    entered.lock()
    here.entrance.reset_password(PHRASE, WHO, "sandi-baru-01")
    here.entrance.enter(WHO, "sandi-baru-01").lock()
    with on_server.writing() as session, session.begin():
        next_row = "SELECT nextval(pg_get_serial_sequence('audit', 'seq'))"
        assert session.scalars(text(next_row)).one() > session.scalars(select(func.max(Audit.seq))).one()
    assert moved.aside.parent == folder.backups
    assert opens_with(moved.aside / folder.database.name, KeyRing.of(moved.aside).unwrap(HEAD, PHRASE))
    kept = b"".join(file.read_bytes() for file in folder.path.rglob("*") if file.is_file())
    assert SERVER_PASSWORD.encode() not in kept


def test_a_row_of_every_table_comes_over(tmp_path: Path, fresh_postgres: FreshDatabase) -> None:
    here, there = open_sqlite(tmp_path / "ilp.db", KEY), open_postgres(fresh_postgres())
    upgrade(here.engine)
    filled(here.engine)
    with here.writing() as session, session.begin():
        for table in tables():
            for column in table.columns:
                if isinstance(column.type, Word):
                    session.execute(table.update().values({column.name: next(iter(column.type.kind))}))
    upgrade(there.engine)
    with here.writing() as source, there.engine.begin() as target:
        copied = copy_rows(source.connection(), target, silently)
        assert prints_of(target, silently) == copied
    assert {name for name, one in copied.items() if one.rows != 1} == set()
    for database in (here, there):
        database.close()


@pytest.mark.parametrize("share", [0.3, 0.8])
def test_stopped_anywhere_it_leaves_the_data_here_and_none_on_the_server(
    folder: DataFolder, served: Served, share: float
) -> None:
    before = held_here(folder)

    def stop(done: float, _words: str) -> None:
        if done >= share:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Moving(folder, SteppingClock(MORNING)).move(wanted(served), stop)
    assert folder.prepare() is FolderState.READY
    after = held_here(folder)
    assert after["person"] == before["person"]
    assert Computer(folder.path.parent / "lain").join(served.admin) is ServerHolds.NOTHING
    move(folder, served)
    assert folder.prepare() is FolderState.SERVER


def test_a_move_cut_off_after_the_server_had_it_all_is_only_finished(
    folder: DataFolder, served: Served, on_server: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Moving, "_take_into_use", _power_goes)
        with pytest.raises(KeyboardInterrupt):
            move(folder, served)
    assert folder.prepare() is FolderState.READY
    with on_server.reading() as session:
        there = prints_of(session.connection(), silently)
    move(folder, served)
    with on_server.reading() as session:
        assert prints_of(session.connection(), silently) == there
    Computer(folder.path).entrance.enter(WHO, PASSWORD_OF_ALL).lock()


def test_a_server_that_holds_anything_else_is_refused(folder: DataFolder, settled: Served) -> None:
    with pytest.raises(WrongAnswers) as refused:
        move(folder, settled)
    assert "sudah berisi Puskesmas" in refused.value.fields["database"]
    assert folder.prepare() is FolderState.READY


def made_tables(served: Served) -> None:
    """Make the empty tables, as a move that was stopped leaves them."""
    engine = server_engine(server_url(served.admin))
    upgrade(engine)
    engine.dispose()


@pytest.mark.parametrize(
    ("table", "meddling"), [("village", "NEW.name := NEW.name || '.'; RETURN NEW"), ("ticket_step", "RETURN NULL")]
)
def test_a_row_altered_or_lost_on_the_way_is_noticed_and_nothing_is_kept(
    folder: DataFolder, served: Served, table: str, meddling: str
) -> None:
    made_tables(served)
    served.run(f"CREATE FUNCTION meddle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {meddling}; END $$")
    served.run(f"CREATE TRIGGER meddle BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION meddle()")
    with pytest.raises(UserError, match=f"«{table}» di server tidak sama"):
        move(folder, served)
    assert folder.prepare() is FolderState.READY
    assert Computer(folder.path.parent / "lain").join(served.admin) is ServerHolds.NOTHING


def test_a_row_the_server_cannot_hold_is_named_by_its_table(folder: DataFolder, served: Served) -> None:
    database = Opening(folder).unlock_as_head(PHRASE).database
    with database.writing() as session, session.begin():
        one = session.scalars(select(Person)).first()
        assert one is not None
        one.address = "Jalan\0Rusak"
    database.close()
    with pytest.raises(UserError, match="«person» tidak muat"):
        move(folder, served)
    assert folder.prepare() is FolderState.READY


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (lambda one: {"passphrase": "frasa yang salah"}, "passphrase"),
        (lambda one: {"daily": replace(one.daily, password="salah")}, "daily_password"),
        (lambda one: {"owner": replace(one.admin, password="salah")}, "password"),
        (lambda one: {"owner": one.daily}, "user"),
    ],
)
def test_what_is_typed_wrongly_is_said_beside_its_field(
    folder: DataFolder, served: Served, change: object, field: str
) -> None:
    with pytest.raises(WrongAnswers) as refused:
        move(folder, served, **change(served))  # type: ignore[operator]
    assert set(refused.value.fields) == {field}
    assert folder.prepare() is FolderState.READY


def test_data_that_another_program_has_open_is_not_moved(folder: DataFolder, served: Served) -> None:
    open_elsewhere = Opening(folder).unlock(WHO, PASSWORD_OF_ALL).database
    with open_elsewhere.reading() as session:
        session.scalar(select(func.count()).select_from(Person))
        with pytest.raises(UserError, match="sedang dipakai"):
            move(folder, served)
    open_elsewhere.close()


def _power_goes(*_arguments: object) -> None:
    raise KeyboardInterrupt

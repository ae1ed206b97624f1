"""Older and newer schemas, forms and copies of a server: who works on, who upgrades, and who is told."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from db.base import Base
from db.migrate import upgrade
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.server_address import ServerHolds
from ilp_desktop.services.start.server_check import look
from tests.house_fixtures import PASSWORD
from tests.server_fixtures import Served
from tests.services.test_server_opening import CLERK, Computer, refusal_of, silently

AT_REVISION = "UPDATE alembic_version SET version_num = '{}'"


def set_back(served: Served, folder: Path, revision: str) -> None:
    """Take from the server every table, column and index that came after a revision, as a scratch folder has it."""
    folder.mkdir()
    engine = create_engine(f"sqlite:///{folder / 'older.sqlite'}")
    upgrade(engine, revision)
    then = inspect(engine)
    for table in Base.metadata.sorted_tables[::-1]:
        if not then.has_table(table.name):
            served.run(f"DROP TABLE {table.name}")
            continue
        had = {column["name"] for column in then.get_columns(table.name)}
        for column in table.columns:
            if column.name not in had:
                served.run(f"ALTER TABLE {table.name} DROP COLUMN {column.name}")
        known = {index["name"] for index in then.get_indexes(table.name)}
        for index in table.indexes:
            if index.name not in known:
                served.run(f"DROP INDEX IF EXISTS {index.name}")
    engine.dispose()
    served.run(AT_REVISION.format(revision))


def test_an_older_schema_is_brought_up_to_date_by_the_admin_and_the_folder_keeps_its_daily_user(
    settled: Served, tmp_path: Path
) -> None:
    here = Computer(tmp_path / "dua")
    here.join(settled.daily)
    here.entrance.enter("kepala", PASSWORD).lock()
    set_back(settled, tmp_path / "dulu", "0031")
    assert "admin server" in refusal_of(settled.daily)["user"]
    with pytest.raises(UserError, match="dimutakhirkan"):
        here.entrance.enter("kepala", PASSWORD)
    assert here.join(settled.admin) is ServerHolds.OLDER
    here.way.upgrade(settled.admin)
    here.entrance.enter("kepala", PASSWORD).lock()
    assert here.folder.server == settled.daily.address


def test_a_newer_schema_that_names_this_program_as_one_it_serves_is_worked_on(settled: Served, tmp_path: Path) -> None:
    here = Computer(tmp_path / "satu")
    here.join(settled.daily)
    here.entrance.enter("kepala", PASSWORD).lock()
    settled.run("UPDATE alembic_version SET version_num = '9999'")
    settled.run("ALTER TABLE person ADD COLUMN shoe_size integer; CREATE TABLE mood (id integer)")
    entered = here.entrance.enter("kepala", PASSWORD)
    entered.house.access.add_staff(entered.user, CLERK)
    entered.lock()
    assert look(settled.admin, silently) is ServerHolds.PUSKESMAS
    settled.run("UPDATE house_state SET value = '{\"revision\": \"9998\"}' WHERE name = 'works_since'")
    assert "lebih baru" in refusal_of(settled.daily)["database"]


def test_nothing_is_upgraded_while_the_last_copy_of_the_server_is_old(settled: Served, tmp_path: Path) -> None:
    here = Computer(tmp_path / "dua")
    written = "INSERT INTO house_state (name, value, at) VALUES ('backup', jsonb_build_object('made_at', {}), now())"
    settled.run(written.format("now() - interval '3 days'"))
    with pytest.raises(UserError, match="lebih dari sehari"):
        here.way.upgrade(settled.admin)
    settled.run("DELETE FROM house_state WHERE name = 'backup'")
    settled.run(written.format("now()"))
    here.way.upgrade(settled.admin)


def test_a_computer_with_other_forms_or_tables_than_the_servers_is_told(settled: Served, tmp_path: Path) -> None:
    here = Computer(tmp_path / "satu")
    here.join(settled.daily)
    entered = here.entrance.enter("kepala", PASSWORD)
    assert entered.notice == ""
    entered.lock()
    settled.run("""UPDATE house_state SET value = '{"mark": "lain", "version": "0.2.0"}' WHERE name = 'catalogue'""")
    entered = here.entrance.enter("kepala", PASSWORD)
    assert "program server 0.2.0" in entered.notice
    entered.lock()
    here.way.upgrade(settled.admin)
    entered = here.entrance.enter("kepala", PASSWORD)
    assert entered.notice == ""
    entered.lock()


def test_a_newer_schema_is_refused_and_left_alone(settled: Served, tmp_path: Path) -> None:
    here = Computer(tmp_path / "satu")
    here.join(settled.daily)
    here.entrance.enter("kepala", PASSWORD).lock()
    settled.run("UPDATE alembic_version SET version_num = '9999'; DELETE FROM house_state")
    assert "lebih baru" in refusal_of(settled.daily)["database"]
    with pytest.raises(UserError, match="lebih baru"):
        here.entrance.enter("kepala", PASSWORD)
